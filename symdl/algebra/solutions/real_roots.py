"""The number of real roots of a squarefree polynomial, by Descartes' rule of signs and bisection.

For p of degree n the polynomial (1 + x)ⁿ p(1/(1 + x)) has as many sign changes as p has roots in (0, 1), plus an even number. With 0 or 1 of them
the number is known; otherwise the interval is halved. This ends for squarefree p. (Collins and Akritas, 1976.)
"""

from __future__ import annotations

from itertools import pairwise

from flint import fmpz_poly

X_PLUS_1 = fmpz_poly([1, 1])


def real_root_count(p: fmpz_poly) -> int:
    """The number of real roots of a squarefree p ≠ 0.

    >>> real_root_count(fmpz_poly([0, -2, 0, 1]))
    3
    """
    zero = int(p[0] == 0)
    p = p if not zero else fmpz_poly(p.coeffs()[1:])
    mirrored = fmpz_poly([c if k % 2 == 0 else -c for k, c in enumerate(p.coeffs())])
    return zero + _positive(p) + _positive(mirrored)


def _positive(p: fmpz_poly) -> int:
    """The roots in (0, ∞): those in (0, 1) after a scaling by a bound for all of them."""
    coefficients = p.coeffs()
    top = int(coefficients[-1]).bit_length()
    gaps = [
        -((top - 1 - int(c).bit_length()) // (len(coefficients) - 1 - k)) for k, c in enumerate(coefficients[:-1]) if c
    ]
    bits = max(0, *gaps, 0) + 1  # Fujiwara: all roots are at most 2 max |aₖ/aₙ|^(1/(n−k))
    return _inside(fmpz_poly([int(c) << (bits * k) for k, c in enumerate(coefficients)]))


def _inside(p: fmpz_poly) -> int:
    """The roots in (0, 1)."""
    count, pending = 0, [p]
    while pending:
        p = pending.pop()
        changes = _sign_changes(fmpz_poly(p.coeffs()[::-1])(X_PLUS_1))
        if changes < 2:
            count += changes
            continue
        n = p.degree()
        left = fmpz_poly([int(c) << (n - k) for k, c in enumerate(p.coeffs())])
        right = left(X_PLUS_1)
        if right[0] == 0:
            count += 1
            right = fmpz_poly(right.coeffs()[1:])
        pending += [left, right]
    return count


def _sign_changes(p: fmpz_poly) -> int:
    signs = [c > 0 for c in p.coeffs() if c]
    return sum(a != b for a, b in pairwise(signs))
