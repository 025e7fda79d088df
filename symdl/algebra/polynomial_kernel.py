"""Vectors of the kernel of a matrix of polynomials over ℚ(w): proposals, which the checker verifies as identities.

First constant vectors and vectors linear in w, which is what generators of symmetries are: a linear system, from the matrix at
random points. Then Cramer's rule, by elimination without fractions over ℤ[w] (Bareiss).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import lcm
from random import Random
from typing import Any

from flint import fmpq_mat, fmpz_mat

from symdl.algebra.budget import BudgetExceeded
from symdl.algebra.polynomial_matrix import Kernel, PolynomialMatrix
from symdl.terms.errors import SymdlError

MOST_UNKNOWNS = 1500
MOST_TERMS = 20_000


def kernel(matrix: PolynomialMatrix, minor: tuple[Sequence[int], Sequence[int]], draw: Random) -> Kernel | None:
    """n − r independent vectors of the kernel, if they are found.

    Args:
        matrix: of generic rank r.
        minor: rows and columns of an r × r minor that is not 0.
        draw: for random points.
    """
    rank = len(minor[1])
    searches: list[Callable[[], Kernel | None]] = [
        lambda: _ansatz(matrix, rank, draw, lambda point: [1]),
        lambda: _ansatz(matrix, rank, draw, lambda point: [1, *point]),
        lambda: _cramer(matrix, *minor),
    ]
    for search in searches:
        try:
            found = search()
        except (BudgetExceeded, SymdlError):
            continue
        if found is not None:
            return found
    return None


def _ansatz(
    matrix: PolynomialMatrix, rank: int, draw: Random, basis: Callable[[Sequence[Any]], list[Any]]
) -> Kernel | None:
    """n − r independent vectors of the kernel whose entries are combinations of some functions of the point."""
    n, functions = matrix.columns, basis(matrix.context.gens())
    unknowns = n * len(functions)
    if unknowns > MOST_UNKNOWNS:
        return None
    matrix.budget.spend(unknowns**3 // 1000)
    rows: list[list[Any]] = []
    for _ in range(unknowns // max(rank, 1) + 3):
        point = [draw.randint(-9, 9) for _ in matrix.variables]
        values = basis(point)
        rows += [[x * v for x in row for v in values] for row in matrix.at(point).tolist()]
    solutions = _nullspace(rows, unknowns)
    return _independent(matrix, [_combined(s, functions, n, matrix.context) for s in solutions], n - rank, draw)


def _combined(solution: list[int], functions: list[Any], n: int, context: Any) -> list[Any]:
    one, width = context.constant(1), len(functions)
    parts = [
        [c * f * one for c, f in zip(solution[j * width : (j + 1) * width], functions, strict=True) if c]
        for j in range(n)
    ]
    return [sum(part, context.constant(0)) for part in parts]


def _nullspace(rows: list[list[Any]], columns: int) -> list[list[int]]:
    """A basis of integer vectors."""
    echelon, rank = fmpq_mat(len(rows), columns, [x for row in rows for x in row]).rref()
    pivots = [next(j for j in range(columns) if echelon[i, j] != 0) for i in range(rank)]
    found = []
    for free in sorted(set(range(columns)) - set(pivots)):
        vector = [Fraction(0)] * columns
        vector[free] = Fraction(1)
        for i, j in enumerate(pivots):
            vector[j] = -Fraction(int(echelon[i, free].p), int(echelon[i, free].q))
        scale = lcm(*(x.denominator for x in vector))
        found.append([int(x * scale) for x in vector])
    return found


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


def _cramer(matrix: PolynomialMatrix, chosen: Sequence[int], pivots: Sequence[int]) -> Kernel | None:
    """Elimination without fractions on r independent rows: kernel vectors from the reduced echelon form."""
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
