"""Real roots of a polynomial over ℚ: rational ones as fractions, the others as isolated algebraic numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

import flint

from symdl.terms.operators import root
from symdl.terms.term import Term

HIGHEST = 24
"""Polynomials of a higher degree are not solved."""


@dataclass(frozen=True, slots=True)
class AlgebraicNumber:
    """The one root of an irreducible polynomial (constant term first) in [low, high]."""

    coefficients: tuple[Fraction, ...]
    low: Fraction
    high: Fraction

    def term(self) -> Term:
        return root(self.coefficients, self.low, self.high)

    def narrowed(self, steps: int) -> tuple[Fraction, Fraction]:
        """The interval after some bisections."""
        low, high = self.low, self.high
        for _ in range(steps):
            low, high = self._half(low, high)
        return low, high

    def _half(self, low: Fraction, high: Fraction) -> tuple[Fraction, Fraction]:
        middle = (low + high) / 2
        is_above = (_at(self.coefficients, middle) > 0) == (_at(self.coefficients, low) > 0)
        return (middle, high) if is_above else (low, middle)

    def sign(self, coefficients: Sequence[Fraction]) -> int:
        """The sign of a polynomial of smaller degree, not 0, at the number."""
        low, high = self.low, self.high
        for _ in range(400):
            bottom, top = _range(coefficients, low, high)
            if bottom > 0 or top < 0:
                return 1 if bottom > 0 else -1
            low, high = self._half(low, high)
        return 0


def real_roots(coefficients: Sequence[Fraction]) -> list[Fraction | AlgebraicNumber]:
    """The distinct real roots, the rational ones first."""
    degree = len(coefficients) - 1
    if degree > HIGHEST or degree < 1:
        return []
    poly = flint.fmpq_poly([flint.fmpq(c.numerator, c.denominator) for c in coefficients])
    rational: list[Fraction | AlgebraicNumber] = []
    others: list[Fraction | AlgebraicNumber] = []
    for factor, _ in poly.numer().factor()[1]:
        parts = [Fraction(int(c)) for c in factor.coeffs()]
        if factor.degree() == 1:
            rational.append(-parts[0] / parts[1])
        else:
            others.extend(_isolated(factor, tuple(parts)))
    return [*sorted(rational), *others]  # type: ignore[type-var]


def _isolated(factor: flint.fmpz_poly, coefficients: tuple[Fraction, ...]) -> list[AlgebraicNumber]:
    enclosures = [value.real for value, _ in factor.complex_roots() if value.imag == 0]
    bounds = [(_fraction(e.lower()), _fraction(e.upper())) for e in enclosures]
    found = []
    for low, high in sorted(bounds):
        others = [b for b in bounds if b != (low, high)]
        found.append(AlgebraicNumber(coefficients, *_widened(low, high, others)))
    return found


def _widened(low: Fraction, high: Fraction, others: list[tuple[Fraction, Fraction]]) -> tuple[Fraction, Fraction]:
    """The shortest interval with ends k/2ʲ around one root that holds no other."""
    for j in range(200):
        scale = 2**j
        bottom, top = Fraction(floor(low * scale), scale), Fraction(ceil(high * scale), scale)
        if all(b < bottom or a > top for a, b in others):
            return bottom, top
    return low, high


def _fraction(value: flint.arb) -> Fraction:
    mantissa, exponent = value.man_exp()
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)


def _at(coefficients: Sequence[Fraction], x: Fraction) -> Fraction:
    total = Fraction(0)
    for c in reversed(coefficients):
        total = total * x + c
    return total


def _range(coefficients: Sequence[Fraction], low: Fraction, high: Fraction) -> tuple[Fraction, Fraction]:
    """An enclosure of a polynomial on an interval, by Horner's rule with intervals."""
    bottom = top = Fraction(0)
    for c in reversed(coefficients):
        corners = (bottom * low, bottom * high, top * low, top * high)
        bottom, top = min(corners) + c, max(corners) + c
    return bottom, top
