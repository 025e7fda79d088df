"""Concrete functions for function symbols: polynomials whose coefficients are unknowns of the search.

A function of one real variable gets degree 4, of two degree 3, of three or four degree 2, of more degree 1. A polynomial is smooth everywhere, so every derivative a claim mentions exists.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

from symdl.claims.instance import Definition
from symdl.terms import operators as ops
from symdl.terms.term import FunctionSymbol, Term, number

Exponents = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """The monomials of each component of a function; every one of them has one unknown coefficient."""

    function: FunctionSymbol
    monomials: tuple[Exponents, ...]

    @property
    def components(self) -> int:
        assert isinstance(self.function.codomain, int)
        return self.function.codomain

    @property
    def is_of_vector(self) -> bool:
        return self.function.arity == 1 and (self.function.domain, self.function.codomain) != ((1,), 1)

    def definition(self, coefficients: Sequence[Fraction]) -> Definition:
        """The function with these coefficients, component after component."""
        arguments = self._arguments()
        width = len(self.monomials)
        parts = [coefficients[i * width : (i + 1) * width] for i in range(self.components)]
        return Definition(self._parameters(), tuple(_polynomial(part, self.monomials, arguments) for part in parts))

    def _parameters(self) -> tuple[Term, ...]:
        if self.is_of_vector:
            return (ops.symbol("x", shape=(self.function.domain[0], 1)),)
        names = ("t",) if self.function.arity == 1 else tuple(f"t{i + 1}" for i in range(self.function.arity))
        return tuple(ops.scalar(name) for name in names)

    def _arguments(self) -> list[Term]:
        parameters = self._parameters()
        if self.is_of_vector:
            return [ops.entry(parameters[0], i) for i in range(_width(self.function))]
        return list(parameters)


def _width(function: FunctionSymbol) -> int:
    if function.arity == 1:
        (size,) = function.domain
        assert isinstance(size, int)
        return size
    return function.arity


def template(function: FunctionSymbol) -> Template:
    """The polynomial template of a function symbol with integer sizes."""
    width = _width(function)
    degree = {0: 0, 1: 4, 2: 3, 3: 2, 4: 2}.get(width, 1)
    monomials = (e for e in product(range(degree + 1), repeat=width) if sum(e) <= degree)
    return Template(function, tuple(sorted(monomials, key=lambda e: (sum(e), e[::-1]))))


def _polynomial(coefficients: Sequence[Fraction], monomials: Sequence[Exponents], arguments: Sequence[Term]) -> Term:
    summands = []
    for coefficient, exponents in zip(coefficients, monomials, strict=True):
        if coefficient:
            term: Any = number(coefficient)
            for argument, exponent in zip(arguments, exponents, strict=True):
                if exponent:
                    term = term * argument**exponent
            summands.append(term)
    return ops.add(*summands)
