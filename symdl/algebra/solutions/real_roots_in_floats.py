"""The number of roots of a polynomial in (0, 1), in floats whose errors are bounded; no answer where they do not suffice.

p = Σ bⱼ C(n, j) xʲ (1 − x)ⁿ⁻ʲ has as many sign changes in b as roots in (0, 1), plus an even number. De Casteljau's rule gives the coefficients of both halves by
matrices with nonnegative entries and row sums 1, so |error| is carried along by the same matrices. A sign counts only where |bⱼ| exceeds its error.
(Farouki and Rajan, "On the numerical condition of polynomials in Bernstein form", 1987; Higham, *Accuracy and Stability of Numerical Algorithms*, ch. 3.)
"""

from __future__ import annotations

from functools import lru_cache
from math import comb, ldexp

import numpy as np
from flint import fmpz
from numpy.typing import NDArray

Floats = NDArray[np.float64]
LARGEST = 3000
"""The highest degree, for the memory that a matrix takes."""
NORMAL = 1000
"""Up to this degree the entries of the matrices are normal numbers; beyond, they are wrong by less than 2⁻¹⁰⁶²."""
LEVELS = 40
UNIT = 2.0**-53
TOP = 900
"""The largest coefficient is near 2^TOP, so that small ones do not underflow."""


def _lost(degree: int) -> float:
    """More than all that a sum of products can lose by underflow."""
    return 2.0**-1000 if degree <= NORMAL else 2.0**-140


def roots_inside(coefficients: list[fmpz]) -> int | None:
    """The roots in (0, 1) of a polynomial with simple roots, from C(n, j) bⱼ; None when floats cannot tell.

    >>> roots_inside([fmpz(c) for c in (6, -23, 21)])  # (2 − 5x)(3 − 10x)
    2
    """
    degree = len(coefficients) - 1
    if degree > LARGEST:
        return None
    halving = _halving(degree)
    values = _scaled(coefficients)[None, :]
    errors = 8 * UNIT * np.abs(values) + _lost(degree)
    count = 0
    for _ in range(LEVELS):
        known = np.abs(values) > errors
        if not (known[:, 0] & known[:, -1]).all():
            return None  # an end may be a root: bisection goes on for ever
        changes = (np.signbit(values[:, 1:]) != np.signbit(values[:, :-1])).sum(axis=1)
        decided = known.all(axis=1) & (changes < 2)
        count += int(changes[decided].sum())
        if decided.all():
            return count
        values, errors = _halves(values[~decided], errors[~decided], halving)
        if len(values) > 4 * degree + 8:
            return None
    return None


def _halves(values: Floats, errors: Floats, halving: Floats) -> tuple[Floats, Floats]:
    """The coefficients on the left and on the right halves, and bounds of their errors."""
    degree = values.shape[1] - 1
    values = np.concatenate([values, values[:, ::-1]])
    errors = np.concatenate([errors, errors[:, ::-1]])
    carried = errors + (3 * degree + 10) * UNIT * np.abs(values)
    after, bounds = values @ halving, (carried @ halving) * (1 + 8 * (degree + 4) * UNIT) + _lost(degree)
    half = len(values) // 2
    return np.concatenate([after[:half], after[half:, ::-1]]), np.concatenate([bounds[:half], bounds[half:, ::-1]])


@lru_cache(maxsize=2)
def _halving(degree: int) -> Floats:
    """Column j has C(j, k)/2ʲ, each entry to j roundings."""
    rows = np.zeros((degree + 1, degree + 1))
    rows[0, 0] = 1.0
    for j in range(degree):
        rows[j + 1] = rows[j] / 2
        rows[j + 1, 1:] += rows[j, :-1] / 2
    return np.ascontiguousarray(rows.T)


def _scaled(coefficients: list[fmpz]) -> Floats:
    """bⱼ times a power of two, to four roundings and underflow."""
    degree = len(coefficients) - 1
    parts = [(*_float(int(c)), *_float(comb(degree, j))) for j, c in enumerate(coefficients)]
    top = max(s - t for _, s, _, t in parts)
    return np.array([ldexp(a / b, s - t - top + TOP) for a, s, b, t in parts])


def _float(integer: int) -> tuple[float, int]:
    """A mantissa below 2⁶⁴ and an exponent of two."""
    shift = max(0, integer.bit_length() - 64)
    return float(integer >> shift), shift
