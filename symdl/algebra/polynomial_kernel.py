"""Vectors of the kernel of a matrix of polynomials over ℚ(w): proposals, which the checker verifies as identities.

First constant vectors and vectors linear in w, which is what generators of symmetries are, on either side: a linear system, from the matrix at
random points. Then Cramer's rule, by elimination without fractions over ℤ[w] (Bareiss).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import isqrt, lcm
from random import Random
from typing import Any

from flint import fmpz_mat, nmod_mat

from symdl.algebra.budget import BudgetExceeded
from symdl.algebra.polynomial_matrix import RANGE, Kernel, PolynomialMatrix
from symdl.terms import operators as ops
from symdl.terms.errors import SymdlError

PRIME = 33_554_393
MOST_UNKNOWNS = 3600
MOST_TERMS = 20_000


Minor = tuple[Sequence[int], Sequence[int]]
"""Rows and columns."""


def kernel(matrix: PolynomialMatrix, minor: Minor, draw: Random) -> tuple[str, PolynomialMatrix, Kernel] | None:
    """A basis of the kernel on the right, or on the left, whichever is found first: the side, the matrix or its transpose, the vectors.

    Args:
        matrix: of generic rank r.
        minor: rows and columns of an r × r minor that is not 0.
        draw: for random points.
    """
    turned = PolynomialMatrix(ops.transpose(matrix.term), matrix.budget)
    right, left = ("right", matrix, minor), ("left", turned, (minor[1], minor[0]))
    sides = [right, left] if matrix.columns <= matrix.rows else [left, right]
    searches: list[tuple[Callable[[PolynomialMatrix, Minor, Random], Kernel | None], list[Any]]] = [
        (_constant, sides),
        (_linear, sides),
        (_cramer, sides[:1]),
    ]
    for search, places in searches:
        for side, where, chosen in places:
            try:
                found = search(where, chosen, draw)
            except (BudgetExceeded, SymdlError):
                continue
            if found is not None:
                return side, where, found
    return None


def _constant(matrix: PolynomialMatrix, minor: Minor, draw: Random) -> Kernel | None:
    return _ansatz(matrix, minor, draw, lambda point: [1])


def _linear(matrix: PolynomialMatrix, minor: Minor, draw: Random) -> Kernel | None:
    """Generators of linear symmetries w ↦ w + tAw + tb of what the rows are the slopes of, among others."""
    return _ansatz(matrix, minor, draw, lambda point: [1, *point])


def _ansatz(
    matrix: PolynomialMatrix, minor: Minor, draw: Random, basis: Callable[[Sequence[Any]], list[Any]]
) -> Kernel | None:
    """n − r independent vectors of the kernel whose entries are combinations of some functions of the point.

    The matrix at random points, r independent rows of it, gives linear equations modulo p; small rational solutions are proposed.
    """
    n, functions, rank = matrix.columns, basis(matrix.context.gens()), len(minor[1])
    unknowns = n * len(functions)
    if unknowns > MOST_UNKNOWNS:
        return None
    matrix.budget.spend(unknowns**3 // 2000)
    rows: list[list[int]] = []
    for _ in range(unknowns // max(rank, 1) + 3):
        point = [draw.randint(-RANGE, RANGE) for _ in matrix.variables]
        values, table = basis(point), matrix.at(point).tolist()
        rows += [[_residue(x) * v % PRIME for x in table[i] for v in values] for i in minor[0]]
        matrix.budget.spend(rank * unknowns // 10)
    solutions = _nullspace(rows, unknowns)
    if solutions is None:
        return None
    return _independent(matrix, [_combined(s, functions, n, matrix.context) for s in solutions], n - rank, draw)


def _residue(x: Any) -> int:
    return int(x.p) * pow(int(x.q), -1, PRIME) % PRIME


def _combined(solution: list[int], functions: list[Any], n: int, context: Any) -> list[Any]:
    one, width = context.constant(1), len(functions)
    parts = [
        [c * f * one for c, f in zip(solution[j * width : (j + 1) * width], functions, strict=True) if c]
        for j in range(n)
    ]
    return [sum(part, context.constant(0)) for part in parts]


def _nullspace(rows: list[list[int]], columns: int) -> list[list[int]] | None:
    """A basis of integer vectors: rational numbers of small height with the residues of a basis modulo p; None where there are none."""
    echelon, rank = nmod_mat(len(rows), columns, [x for row in rows for x in row], PRIME).rref()
    table = [[int(x) for x in row] for row in echelon.tolist()[:rank]]
    pivots = [next(j for j, x in enumerate(row) if x) for row in table]
    found = []
    for free in sorted(set(range(columns)) - set(pivots)):
        vector = [Fraction(0)] * columns
        vector[free] = Fraction(1)
        for row, j in zip(table, pivots, strict=True):
            value = _rational(-row[free] % PRIME)
            if value is None:
                return None
            vector[j] = value
        scale = lcm(*(x.denominator for x in vector))
        found.append([int(x * scale) for x in vector])
    return found


def _rational(residue: int) -> Fraction | None:
    """n/d with |n|, d ≤ √(p/2), by Euclid's algorithm; there is at most one."""
    bound = isqrt(PRIME // 2)
    (r, s), (following, t) = (PRIME, 0), (residue, 1)
    while following > bound:
        quotient = r // following
        (r, s), (following, t) = (following, t), (r - quotient * following, s - quotient * t)
    return Fraction(following, t) if 0 < abs(t) <= bound else None


def _independent(matrix: PolynomialMatrix, vectors: Kernel, wanted: int, draw: Random) -> Kernel | None:
    """As many vectors as wanted that are independent at a random point."""
    if len(vectors) < wanted:
        return None
    point = matrix.random_point(draw)
    values = fmpz_mat([[_at(p, point) for p in vector] for vector in vectors])
    echelon, rank = values.transpose().rref()[0::2]
    chosen = [next(j for j in range(len(vectors)) if echelon[i, j] != 0) for i in range(rank)]
    return [vectors[k] for k in chosen[:wanted]] if rank >= wanted else None


def _at(polynomial: Any, point: Sequence[int]) -> int:
    return int(polynomial(*point))


def _cramer(matrix: PolynomialMatrix, minor: Minor, draw: Random) -> Kernel | None:
    """Elimination without fractions on r independent rows: kernel vectors from the reduced echelon form."""
    chosen, pivots = minor
    table = matrix.polynomials
    rows, rank = [table[i][:] for i in chosen], len(pivots)
    previous = matrix.context.constant(1)
    for k, column in enumerate(pivots):
        at = next((i for i in range(k, rank) if rows[i][column] != 0), None)
        if at is None:
            return None
        rows[k], rows[at] = rows[at], rows[k]
        pivot = rows[k][column]
        for i in range(rank):
            if i != k:
                factor = rows[i][column]
                rows[i] = [divmod(pivot * x - factor * y, previous)[0] for x, y in zip(rows[i], rows[k], strict=True)]
                matrix.budget.spend(sum(len(x) for x in rows[i]) * (1 + len(pivot)))
                if sum(len(x) for x in rows[i]) > MOST_TERMS:
                    return None
        previous = pivot
    kernel = []
    for free in sorted(set(range(matrix.columns)) - set(pivots)):
        vector = [matrix.context.constant(0)] * matrix.columns
        vector[free] = previous
        for i, column in enumerate(pivots):
            vector[column] = -rows[i][free]
        kernel.append(_primitive(vector))
    return kernel


def _primitive(vector: list[Any]) -> list[Any]:
    common = vector[0]
    for p in vector[1:]:
        common = common.gcd(p)
    return [divmod(p, common)[0] for p in vector]
