"""Polynomial systems over ℚ: variables, and polynomials that are set equal to zero.

A polynomial is a mapping from exponents (e₁, …, eₙ) to nonzero rational coefficients.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from math import gcd, lcm
from typing import TypeVar

from symdl.terms.errors import SymdlError
from symdl.terms.shapes import checked_name

Exponents = tuple[int, ...]
Polynomial = Mapping[Exponents, Fraction]
IntegerPolynomial = Mapping[Exponents, int]
Number = TypeVar("Number", int, Fraction)


@dataclass(frozen=True, slots=True)
class PolynomialSystem:
    """Polynomials p₁, …, pₘ in n variables; its solutions are the points of ℂⁿ where all of them vanish.

    Attributes:
        variables: their names, all different.
        polynomials: without zero coefficients; the zero polynomial, which says nothing, is left out.

    >>> PolynomialSystem.of(["x", "y"], [{(2, 0): 1, (0, 1): -1}, {(0, 1): Fraction(1, 2), (0, 0): -1}]).degrees
    (2, 1)
    """

    variables: tuple[str, ...]
    polynomials: tuple[Polynomial, ...]

    @classmethod
    def of(
        cls, variables: Sequence[str], polynomials: Iterable[Mapping[Exponents, int | Fraction]]
    ) -> PolynomialSystem:
        """The system with these polynomials; raises SymdlError when they do not fit the variables."""
        names = tuple(checked_name(name) for name in variables)
        if len(set(names)) != len(names) or not names:
            raise SymdlError(f"The variables {', '.join(names) or '(none)'} must be different, and at least one.")
        clean = ({e: Fraction(c) for e, c in p.items() if c} for p in polynomials)
        kept = tuple(p for p in clean if p)
        if any(len(e) != len(names) or min(e) < 0 for p in kept for e in p):
            raise SymdlError(f"A monomial does not have {len(names)} natural exponents, one for each variable.")
        return cls(names, kept)

    @property
    def degrees(self) -> tuple[int, ...]:
        """The degree of each polynomial."""
        return tuple(max(map(sum, p)) for p in self.polynomials)

    @property
    def is_square(self) -> bool:
        """As many polynomials as variables."""
        return len(self.polynomials) == len(self.variables)

    @property
    def supports(self) -> tuple[frozenset[Exponents], ...]:
        """The exponents of each polynomial."""
        return tuple(frozenset(p) for p in self.polynomials)

    @property
    def absent(self) -> tuple[str, ...]:
        """The variables that stand in no polynomial."""
        return tuple(x for k, x in enumerate(self.variables) if not any(e[k] for p in self.polynomials for e in p))

    def integral(self) -> tuple[IntegerPolynomial, ...]:
        """The polynomials with coprime integer coefficients."""
        return tuple(map(primitive, self.polynomials))

    def with_polynomials(self, *more: Polynomial) -> PolynomialSystem:
        """The system with further equations."""
        return PolynomialSystem.of(self.variables, (*self.polynomials, *more))


def primitive(polynomial: Polynomial) -> IntegerPolynomial:
    """The multiple with coprime integer coefficients."""
    common = reduce(lcm, (c.denominator for c in polynomial.values()), 1)
    content = reduce(gcd, (c.numerator * (common // c.denominator) for c in polynomial.values()), 0)
    return {e: c.numerator * (common // c.denominator) // content for e, c in polynomial.items()}


def derivative(polynomial: Mapping[Exponents, Number], variable: int) -> Mapping[Exponents, Number]:
    """∂p/∂xᵢ."""
    return {lowered(e, variable): c * e[variable] for e, c in polynomial.items() if e[variable]}


def lowered(exponents: Exponents, variable: int) -> Exponents:
    """Of a monomial divided by a variable."""
    return *exponents[:variable], exponents[variable] - 1, *exponents[variable + 1 :]


def product(a: Polynomial, b: Polynomial) -> dict[Exponents, Fraction]:
    """a·b."""
    result: dict[Exponents, Fraction] = {}
    for e, c in a.items():
        for f, d in b.items():
            key = tuple(map(sum, zip(e, f, strict=True)))
            result[key] = result.get(key, Fraction(0)) + c * d
    return {e: c for e, c in result.items() if c}


def total(a: Polynomial, b: Polynomial) -> dict[Exponents, Fraction]:
    """a + b."""
    result = dict(a)
    for e, c in b.items():
        result[e] = result.get(e, Fraction(0)) + c
    return {e: c for e, c in result.items() if c}
