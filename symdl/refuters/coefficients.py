"""What the coefficients of a polynomial say, and the same number as FLINT and as Python write it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import flint

from symdl.refuters.constraints import Poly

LONGEST_SIGNED = 8
"""The signs of a longer polynomial are not looked at."""


def as_flint(value: Fraction) -> Any:
    return flint.fmpq(value.numerator, value.denominator)


def as_fraction(value: Any) -> Fraction:
    return Fraction(int(value.p), int(value.q))


def rational_of(poly: Poly) -> Any:
    """The value of a constant polynomial, as FLINT writes it."""
    return flint.fmpq(0) if poly.is_zero() else poly.leading_coefficient()


def constant_of(poly: Poly) -> Fraction:
    """The value of a constant polynomial."""
    return as_fraction(rational_of(poly))


def univariate(poly: Poly, index: int) -> list[Any]:
    """The coefficients of a polynomial in one generator, from the constant term upwards."""
    coefficients: list[Any] = [flint.fmpq(0)] * (poly.degrees()[index] + 1)
    for exponents, coefficient in poly.terms():
        coefficients[exponents[index]] = coefficient
    return coefficients


def has_one_sign(poly: Poly) -> str:
    """What a sum of even monomials with coefficients of one sign says when it is to vanish."""
    if len(poly) > LONGEST_SIGNED:
        return ""
    signs = {coefficient > 0 for coefficient in poly.coeffs()}
    if len(signs) != 1 or any(e % 2 for exponents in poly.monoms() for e in exponents):
        return ""
    if any(not any(exponents) for exponents in poly.monoms()):
        return "never zero"
    return "zero with its powers" if any(pure_power(exponents) for exponents in poly.monoms()) else ""


def pure_power(exponents: Sequence[int]) -> list[int]:
    """The generator of a power of one generator."""
    used = [i for i, e in enumerate(exponents) if e]
    return used if len(used) == 1 else []
