"""Rational curves in the solution set of a system, found by trying simple ones modulo a prime.

Each coordinate is one of 0, ±1, ±2, ±T, 2T, 1 ± T, ±1/T, ±T², … ; all combinations are evaluated at one residue T at once, and the
survivors are checked exactly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import reduce

import numpy as np
from flint import fmpz_poly

from symdl.algebra.budget import Budget
from symdl.algebra.solutions.system import Exponents, Polynomial, PolynomialSystem, derivative

PRIME = (1 << 31) - 1
T = 1_234_567_891
MOST = 3_000_000
"""Combinations that are tried."""

_NUMERATORS: tuple[list[int], ...] = (
    [],
    [0, 1],
    [1],
    [-1],
    [0, 0, 1],
    [0, -1],
    [1, 1],
    [1, -1],
    [0, 2],
    [2],
    [-1, 1],
    [0, 0, -1],
    [0, 0, 2],
    [0, 0, 0, 1],
)
PIECES = [(fmpz_poly([0, *a] if a else []), 0) for a in _NUMERATORS]
"""Coordinates over the denominator T: T·a for the polynomials a, and 1, −1, 1 + T² for 1/T, −1/T, T + 1/T."""
PIECES += [(fmpz_poly([1]), 1), (fmpz_poly([-1]), 1), (fmpz_poly([1, 0, 1]), 1)]


def rational_curve(
    system: PolynomialSystem, budget: Budget, *, avoid_zero: bool = False
) -> tuple[fmpz_poly, list[fmpz_poly]] | None:
    """(denominator, numerators) of a curve that is no point, on which all equations vanish; None when none was found."""
    n = len(system.variables)
    every = [*(p for p, _ in PIECES[:6]), *_constants(system), *(p for p, _ in PIECES[6:])]
    pieces = [p for p in every if p or not avoid_zero]
    while len(pieces) ** n > MOST and len(pieces) > 3:
        pieces.pop()
    if len(pieces) ** n > MOST:
        return None
    values = np.array([int(p(T)) * pow(T, -1, PRIME) % PRIME for p in pieces], dtype=np.int64)
    grid = np.indices((len(pieces),) * n).reshape(n, -1)
    budget.spend(grid.size * len(system.polynomials) // 20)
    alive = np.arange(grid.shape[1])
    for p in system.integral():
        total = np.zeros(len(alive), dtype=np.int64)
        for e, c in p.items():
            term = np.full(len(alive), c % PRIME, dtype=np.int64)
            for k, i in enumerate(e):
                for _ in range(i):
                    term = term * values[grid[k, alive]] % PRIME
            total = (total + term) % PRIME
        alive = alive[total == 0]
    denominator = fmpz_poly([0, 1])
    for place in alive:
        numerators = [pieces[int(k)] for k in grid[:, place]]
        if _varies(numerators) and all(_vanishes(p, denominator, numerators) for p in system.integral()):
            return denominator, numerators
    return None


def _constants(system: PolynomialSystem) -> list[fmpz_poly]:
    """Numbers that the equations suggest, and these over T: the constant terms, and their ratios to other coefficients."""
    found: dict[int, None] = {}
    for p in system.integral():
        constant = p.get((0,) * len(system.variables), 0)
        for c in p.values():
            if c % max(1, abs(constant)) == 0 or constant % c == 0:
                ratio = constant // c if constant % c == 0 else constant
                found.update({ratio: None, -ratio: None})
        lowest = min(map(sum, p))
        found.update(
            {c: None for e, c in p.items() if sum(e) == lowest} | {-c: None for e, c in p.items() if sum(e) == lowest}
        )
    numbers = [c for c in found if abs(c) > 1][:6]
    return [*(fmpz_poly([c]) for c in numbers), *(fmpz_poly([0, c]) for c in numbers)]


def _varies(numerators: Sequence[fmpz_poly]) -> bool:
    return any(p and p != fmpz_poly([0, int(p[1])]) for p in numerators)


def _vanishes(p: Mapping[Exponents, int], b: fmpz_poly, a: Sequence[fmpz_poly]) -> bool:
    top = max(map(sum, p))
    total = fmpz_poly(0)
    for e, c in p.items():
        factors = [x**k for x, k in zip((b, *a), (top - sum(e), *e), strict=True) if k]
        total += reduce(fmpz_poly.__mul__, factors, fmpz_poly(1)) * int(c)
    return not total


def is_regular(system: PolynomialSystem, point: Sequence[int]) -> bool:
    """Whether a point is a solution where the Jacobian has full row rank."""
    if any(_value(p, point) for p in system.polynomials):
        return False
    from flint import fmpq, fmpq_mat

    rows = [[_value(derivative(p, k), point) for k in range(len(point))] for p in system.polynomials]
    table = [[fmpq(x.numerator, x.denominator) for x in row] for row in rows]
    return bool(fmpq_mat(table).rank() == len(rows)) if rows else True


def _value(p: Polynomial, point: Sequence[int]) -> Fraction:
    total = Fraction(0)
    for e, c in p.items():
        total += reduce(lambda t, pair: t * pair[0] ** pair[1], zip(point, e, strict=True), c)
    return total
