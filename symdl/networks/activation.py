"""Polynomial activations σ(z) = c₀ + c₁ z + … + c_s zˢ with rational coefficients, applied entrywise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import index
from typing import Any

from flint import fmpq, fmpq_poly

from symdl.algebra.rings import Element, Ring, as_fraction, as_rational
from symdl.algebra.sympy_polynomials import read_polynomial
from symdl.terms.errors import CoercionError
from symdl.terms.operators import add, hadamard, ones, power, scale, zeros
from symdl.terms.shapes import is_scalar
from symdl.terms.term import Term

MAX_DEGREE = 1000


@dataclass(frozen=True)
class Activation:
    """A polynomial in one variable.

    Attributes:
        coefficients: from the constant term upwards, the last one not 0; σ = 0 has none.
    """

    coefficients: tuple[fmpq, ...]

    @property
    def degree(self) -> int:
        """The degree; 0 also for σ = 0."""
        return max(0, len(self.coefficients) - 1)

    @property
    def exponent(self) -> int | None:
        """s when σ(z) = zˢ, otherwise None."""
        *lower, top = self.coefficients or (fmpq(0),)
        return self.degree if top == 1 and not any(lower) else None

    @property
    def order(self) -> int | None:
        """s when σ(z) = c zˢ, so that σ(tz) = tˢ σ(z); otherwise None."""
        return self.degree if sum(map(bool, self.coefficients)) == 1 else None

    @cached_property
    def derivative(self) -> Activation:
        return Activation(_trimmed(k * c for k, c in enumerate(self.coefficients) if k))

    def at(self, z: Element, ring: Ring) -> Element:
        """σ(z) by Horner's rule; monomials by repeated squaring."""
        if self.exponent is not None:
            return _power(z, self.exponent, ring)
        return reduce(lambda value, c: value * z + ring.convert(c), reversed(self.coefficients), ring.convert(0))

    def term(self, z: Term) -> Term:
        """σ applied to every entry of a term of any shape."""
        one = ones(*z.shape)
        powers = [scale(as_fraction(c), _entrywise_power(z, k, one)) for k, c in enumerate(self.coefficients) if c]
        return add(*powers) if powers else zeros(*z.shape)

    def text(self, variable: str = "z") -> str:
        """One line of plain text: ``z^2 + 1/2*z``."""
        parts = [_monomial(c, k, variable) for k, c in reversed(list(enumerate(self.coefficients))) if c]
        return " + ".join(parts).replace("+ -", "- ") or "0"

    def __repr__(self) -> str:
        return f"z ↦ {self.text()}"


def _power(z: Element, exponent: int, ring: Ring) -> Element:
    if exponent == 0:
        return ring.convert(1)
    half = _power(z, exponent // 2, ring) if exponent > 1 else None
    if half is None:
        return z
    return half * half * z if exponent % 2 else half * half


def _entrywise_power(z: Term, k: int, one: Term) -> Term:
    if k == 0:
        return one
    return power(z, k) if is_scalar(z.shape) else reduce(hadamard, [z] * k)


def _monomial(c: fmpq, k: int, variable: str) -> str:
    power = "" if k == 0 else variable if k == 1 else f"{variable}^{k}"
    if not power:
        return str(c)
    return power if c == 1 else f"-{power}" if c == -1 else f"{c}*{power}"


def _trimmed(coefficients: Iterable[Any]) -> tuple[fmpq, ...]:
    values = [as_rational(c) for c in coefficients]
    while values and not values[-1]:
        values.pop()
    return tuple(values)


def as_activation(value: Any) -> Activation:
    """Read an exponent, a SymPy polynomial in one symbol, or an Activation.

    >>> as_activation(2)
    z ↦ z^2
    """
    if isinstance(value, Activation):
        return value
    exponent = _exponent(value)
    if exponent is not None:
        if not 0 < exponent <= MAX_DEGREE:
            raise CoercionError(f"The activation z^{exponent} has no exponent from 1 to {MAX_DEGREE}; choose one.")
        return Activation((fmpq(0),) * exponent + (fmpq(1),))
    if hasattr(value, "free_symbols"):
        return _from_sympy(value.as_expr() if hasattr(value, "as_expr") else value)
    raise CoercionError(f"{value!r} is no activation; give an exponent such as 2, or a SymPy polynomial in one symbol.")


def _exponent(value: Any) -> int | None:
    """An integer of Python or NumPy; a number of SymPy could be meant as the constant polynomial."""
    try:
        return None if isinstance(value, bool) or hasattr(value, "free_symbols") else index(value)
    except TypeError:
        return None


def _from_sympy(expression: Any) -> Activation:
    names = sorted({str(symbol) for symbol in expression.free_symbols})
    if len(names) != 1:
        raise CoercionError(f"The activation {expression} has {len(names)} symbols; it must be a polynomial in one.")
    polynomial = read_polynomial(expression, lambda name: fmpq_poly([0, 1]), most=MAX_DEGREE)
    return Activation(_trimmed(fmpq_poly(polynomial).coeffs()))
