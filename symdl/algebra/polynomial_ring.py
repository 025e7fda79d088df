"""Polynomial rings ℤ[v₁, …, v_n] and ℚ[v₁, …, v_n] on FLINT's multivariate polynomials, with named variables.

What has integers as coefficients stays in ℤ[v], as the outputs of most networks do: FLINT keeps a content beside each polynomial
over ℚ and finds it anew after every operation. The first fraction that comes along moves a polynomial to ℚ[v].
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

from flint import fmpq, fmpq_mpoly, fmpq_mpoly_ctx, fmpz, fmpz_mpoly, fmpz_mpoly_ctx

from symdl.algebra.points import chosen
from symdl.algebra.rings import Element, as_rational
from symdl.algebra.sympy_polynomials import read_polynomial
from symdl.algebra.variables import Variable
from symdl.terms.errors import CoercionError, DeclarationError

if TYPE_CHECKING:
    from symdl.algebra.polynomial import Polynomial

MAX_DEGREE = 1000

Multivariate: TypeAlias = fmpz_mpoly | fmpq_mpoly
"""FLINT's polynomials over ℤ and over ℚ."""


@dataclass(frozen=True)
class PolynomialRing:
    """ℚ[variables], or ℤ[variables].

    Attributes:
        variables: in order; monomials are compared by degree, then reverse lexicographically.
        unknowns: the variables by which gradients and Hessians are taken when nothing else is said; for a network, its weights.
        integral: whether the coefficients are integers.
    """

    variables: tuple[Variable, ...]
    unknowns: tuple[Variable, ...] = ()
    integral: bool = False

    def __post_init__(self) -> None:
        names = [v.name for v in self.variables]
        if len(set(names)) != len(names):
            twice = sorted({name for name in names if names.count(name) > 1})
            raise DeclarationError(f"The name {twice[0]} is used for two variables of one ring; rename one of them.")

    @cached_property
    def context(self) -> fmpz_mpoly_ctx | fmpq_mpoly_ctx:
        kind = fmpz_mpoly_ctx if self.integral else fmpq_mpoly_ctx
        return kind.get(tuple(v.name for v in self.variables), "degrevlex")

    @cached_property
    def generators(self) -> dict[Variable, Multivariate]:
        return dict(zip(self.variables, self.context.gens(), strict=True))

    @cached_property
    def positions(self) -> dict[Variable, int]:
        return {v: k for k, v in enumerate(self.variables)}

    @property
    def name(self) -> str:
        return f"{'ℤ' if self.integral else 'ℚ'}[{len(self.variables)} variables]"

    @property
    def rational(self) -> PolynomialRing:
        """The ring with the same variables over ℚ."""
        return replace(self, integral=False) if self.integral else self

    def convert(self, value: Any) -> Element:
        """A number, a variable, a polynomial, a SymPy polynomial or a scalar term, as an element."""
        from symdl.algebra.polynomial import Polynomial

        if isinstance(value, Multivariate):
            return value
        if isinstance(value, Variable):
            return self.generators[value]
        if isinstance(value, Polynomial):
            return self._projected(value)
        expression = expression_of(value)
        if hasattr(expression, "free_symbols"):
            return self.context.constant(0) + read_polynomial(
                expression, self._symbol, most=MAX_DEGREE, number=self._coefficient
            )
        return self.context.constant(self._coefficient(value))

    def _coefficient(self, value: Any) -> fmpz | fmpq:
        number = as_rational(value)
        if not self.integral:
            return number
        if number.q != 1:
            raise CoercionError(f"{number} is no integer, so it is no coefficient in {self.name}; use the ring over ℚ.")
        return number.p

    def _projected(self, f: Polynomial) -> Multivariate:
        if f.ring.context is self.context:
            return f.element
        if f.ring.integral and not self.integral:
            return self._projected(f.rational)
        if self.integral and not f.ring.integral:
            raise CoercionError(f"The polynomial {f!r} has coefficients in ℚ, so it is none of {self.name}.")
        strangers = [v for v in f.used if v not in self.positions]
        if strangers:
            raise DeclarationError(
                f"The polynomial {f!r} has the variable {strangers[0]!r}, which is none of {self.name}."
            )
        return f.element.project_to_context(self.context)

    def working(self) -> AbstractContextManager[Any]:
        return nullcontext()

    def _symbol(self, name: str) -> Multivariate:
        return self.generators[self.variable(name)]

    def variable(self, name: Any) -> Variable:
        """The variable of this name."""
        return chosen(self.variables, name)[0]

    def by(self, wanted: Any) -> list[int]:
        """The positions of the variables that are meant; None means the unknowns."""
        if wanted is None:
            wanted = self.unknowns or self.variables
        if wanted is self.variables:
            return list(range(len(wanted)))
        if isinstance(wanted, tuple) and all(isinstance(v, Variable) and v in self.positions for v in wanted):
            return [self.positions[v] for v in wanted]
        return [self.positions[v] for v in chosen(self.variables, wanted)]

    def polynomial(self, value: Any) -> Polynomial:
        """The value as a polynomial of this ring."""
        from symdl.algebra.polynomial import Polynomial

        return Polynomial(self, self.convert(value))

    def with_variables(self, more: Iterable[Variable]) -> PolynomialRing:
        """The ring with further variables, which are no unknowns."""
        return replace(self, variables=tuple(dict.fromkeys((*self.variables, *more))))

    def containing(self, *values: Any) -> PolynomialRing:
        """The smallest ring with these numbers, SymPy polynomials, scalar terms and polynomials as well."""
        ring = self
        for value in values:
            if isinstance(getattr(value, "ring", None), PolynomialRing):
                ring = joined(ring, value.ring)
            else:
                names = {v.name for v in ring.variables}
                wide = ring.with_variables(symbols_of(value, names.__contains__))
                ring = wide if is_integral(value) else wide.rational
        return ring


def joined(first: PolynomialRing, second: PolynomialRing) -> PolynomialRing:
    """A ring that contains both."""
    if first == second:
        return first
    wide = first.with_variables(second.variables)
    unknowns = tuple(dict.fromkeys(first.unknowns + second.unknowns))
    return PolynomialRing(wide.variables, unknowns, first.integral and second.integral)


def is_integral(value: Any) -> bool:
    """Whether every number in a SymPy expression or a scalar term is an integer, so that it is read without fractions."""
    if isinstance(value, Variable):
        return True
    expression = expression_of(value)
    if not hasattr(expression, "free_symbols"):
        return bool(as_rational(value).q == 1)
    return all(part.is_integer for part in expression.atoms() if part.is_number)


def expression_of(value: Any) -> Any:
    """The SymPy expression of a scalar term or of a Poly; anything else as it is."""
    if hasattr(value, "to_sympy"):
        return value.to_sympy()
    return value.as_expr() if hasattr(value, "as_expr") else value


def symbols_of(value: Any, known: Callable[[str], bool]) -> tuple[Variable, ...]:
    """The variables that a SymPy expression, a scalar term or a polynomial brings along, except those already known."""
    if isinstance(value, Variable):
        return () if known(value.name) else (value,)
    ring = getattr(value, "ring", None)
    if isinstance(ring, PolynomialRing):
        return tuple(v for v in ring.variables if not known(v.name))
    expression = expression_of(value)
    names = sorted(str(symbol) for symbol in getattr(expression, "free_symbols", ()))
    return tuple(Variable(name) for name in names if not known(name))
