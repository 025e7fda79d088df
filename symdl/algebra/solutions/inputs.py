"""Polynomials as users have them, turned into systems: text, SymPy expressions, terms, numbers.

Text is read by the grammar of `read_system`; SymPy expressions and terms are walked. Nothing is evaluated as code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from symdl.algebra.solutions.reading import MAX_DEGREE, MAX_TERMS, read_polynomial
from symdl.algebra.solutions.system import Polynomial, PolynomialSystem, product, total
from symdl.terms.errors import CoercionError, SymdlError
from symdl.terms.shapes import SCALAR
from symdl.terms.term import Term


def system_of(polynomials: Iterable[Any], variables: Sequence[Any]) -> PolynomialSystem:
    """The system of polynomials in variables, each given in one of the forms above.

    Raises:
        SymdlError: naming the polynomial or variable that cannot be read.

    >>> system_of(["x^2 - y", "y - 1"], ["x", "y"]).degrees
    (2, 1)
    """
    names = tuple(map(_name, variables))
    return PolynomialSystem.of(names, [polynomial_of(p, names) for p in polynomials])


def _name(variable: Any) -> str:
    if isinstance(variable, str):
        return variable
    if isinstance(variable, Term) and variable.op == "sym" and variable.shape == SCALAR:
        return str(variable.data.name)
    name = getattr(variable, "name", None)
    if isinstance(name, str):
        return name
    raise CoercionError(f"{variable!r} is no variable; give a name, a SymPy symbol or a scalar.")


def polynomial_of(value: Any, names: tuple[str, ...]) -> Polynomial:
    """One polynomial, from any of the forms."""
    if isinstance(value, str):
        return read_polynomial(value, names)
    if isinstance(value, Mapping):
        return {tuple(e): Fraction(c) for e, c in value.items()}
    if isinstance(value, int | Fraction) and not isinstance(value, bool):
        return _constant(Fraction(value), len(names))
    if not isinstance(value, Term) and hasattr(value, "to_sympy"):
        value = value.to_sympy()
    return _Reader(names).read(value if isinstance(value, Term) else _term(value))


def _term(value: Any) -> Term:
    from symdl.semantics.sympy import from_sympy  # loads SymPy, which few claims need

    return from_sympy(value)


def _constant(value: Fraction, n: int) -> Polynomial:
    return {(0,) * n: value} if value else {}


class _Reader:
    """Scalar terms of sums, products and natural powers as polynomials."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names, self.n = names, len(names)
        self.memo: dict[Term, Polynomial] = {}

    def read(self, term: Term) -> Polynomial:
        if term not in self.memo:
            if term.shape != SCALAR or term.op not in self.RULES:
                raise CoercionError(f"{term!r} is no polynomial; sums, products, natural powers and numbers are read.")
            self.memo[term] = self.RULES[term.op](self, term)
        return self.memo[term]

    def _symbol(self, term: Term) -> Polynomial:
        name = term.data.name
        if name not in self.names:
            raise SymdlError(
                f"{name} is no variable of this system ({', '.join(self.names)}); add it or give it a value."
            )
        return {tuple(int(name == other) for other in self.names): Fraction(1)}

    def _number(self, term: Term) -> Polynomial:
        return _constant(Fraction(term.data), self.n)

    def _sum(self, term: Term) -> Polynomial:
        result: Polynomial = {}
        for part in term.args:
            result = total(result, self.read(part))
        return result

    def _product(self, term: Term) -> Polynomial:
        result = _constant(Fraction(1), self.n)
        for part in term.args:
            result = self._times(result, self.read(part))
        return result

    def _power(self, term: Term) -> Polynomial:
        base = self.read(term.args[0])
        if term.data < 0:
            if len(base) != 1 or any(map(sum, base)):
                raise CoercionError(f"{term!r} divides by more than a number; multiply the equation by it first.")
            return _constant((1 / next(iter(base.values()))) ** -term.data, self.n)
        if term.data * max(map(sum, base), default=0) > MAX_DEGREE:
            raise SymdlError(f"{term!r} has a degree above {MAX_DEGREE}.")
        result = _constant(Fraction(1), self.n)
        for _ in range(term.data):
            result = self._times(result, base)
        return result

    def _times(self, a: Polynomial, b: Polynomial) -> Polynomial:
        if len(a) * len(b) > MAX_TERMS:
            raise SymdlError(f"A product in this system has more than {MAX_TERMS} terms.")
        return product(a, b)

    RULES: Mapping[str, Callable[[_Reader, Term], Polynomial]] = {
        "sym": _symbol,
        "num": _number,
        "add": _sum,
        "mul": _product,
        "pow": _power,
    }
