"""The number of real roots of a squarefree polynomial, by Descartes' rule of signs and bisection.

For p of degree n the polynomial (1 + x)ⁿ p(1/(1 + x)) has as many sign changes as p has roots in (0, 1), plus an even number. With 0 or 1 of them
the number is known; otherwise floats with error bounds are tried, and then the interval is halved. This ends for squarefree p. (Collins and Akritas, 1976.)
"""

from __future__ import annotations

from itertools import pairwise

from flint import fmpz_poly

from symdl.algebra.solutions.real_roots_in_floats import roots_inside

X_PLUS_1 = fmpz_poly([1, 1])
PATIENCE = 8
"""Failures of floats after which they are left alone: roots too close for them stay so."""


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
    """The roots in (0, ∞), where p(0) ≠ 0: those at 1, below and above, after a scaling by the mean size of all roots."""
    p = _scaled(p)
    one = int(p(1) == 0)
    p = p // (X_PLUS_1 - 2) if one else p
    return one + _inside(p) + _inside(fmpz_poly(p.coeffs()[::-1]))


def _scaled(p: fmpz_poly) -> fmpz_poly:
    """p(2ˢx) times a constant, with 2ˢ near the geometric mean of the sizes of the roots."""
    coefficients, n = p.coeffs(), p.degree()
    if n < 1:
        return p
    s = round((int(coefficients[0]).bit_length() - int(coefficients[-1]).bit_length()) / n)
    return fmpz_poly([int(c) << (s * k if s > 0 else -s * (n - k)) for k, c in enumerate(coefficients)])


def _inside(p: fmpz_poly) -> int:
    """The roots in (0, 1)."""
    count, pending, tries = 0, [p], PATIENCE
    while pending:
        p = pending.pop()
        tested = fmpz_poly(p.coeffs()[::-1])(X_PLUS_1)
        changes = _sign_changes(tested)
        found = changes if changes < 2 else roots_inside(tested.coeffs()[::-1]) if tries else None
        if found is not None:
            count += found
            continue
        tries = max(0, tries - 1)
        left, right = _halves(p)
        if right[0] == 0:
            count += 1
            right = fmpz_poly(right.coeffs()[1:])
        pending += [left, right]
    return count


def _halves(p: fmpz_poly) -> tuple[fmpz_poly, fmpz_poly]:
    """Multiples of p(x/2) and p((x + 1)/2)."""
    n = p.degree()
    left = fmpz_poly([int(c) << (n - k) for k, c in enumerate(p.coeffs())])
    return left, left(X_PLUS_1)


def _sign_changes(p: fmpz_poly) -> int:
    signs = [c > 0 for c in p.coeffs() if c]
    return sum(a != b for a, b in pairwise(signs))
