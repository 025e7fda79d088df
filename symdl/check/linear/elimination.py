"""Elimination over ℚ: the reduced row echelon form, and the pseudoinverse by a full-rank factorisation."""

from fractions import Fraction
from typing import Any

Rows = list[list[Fraction]]


def echelon(rows: Rows) -> tuple[Rows, list[int]]:
    """The reduced row echelon form and its pivot columns."""
    rows, pivots = [row[:] for row in rows], list[int]()
    for column in range(len(rows[0]) if rows else 0):
        at = len(pivots)
        found = next((i for i in range(at, len(rows)) if rows[i][column]), None)
        if found is not None:
            rows[at], rows[found] = rows[found], rows[at]
            rows[at] = [x / rows[at][column] for x in rows[at]]
            for i, row in enumerate(rows):
                if i != at and row[column]:
                    rows[i] = [x - row[column] * y for x, y in zip(row, rows[at], strict=True)]
            pivots.append(column)
    return rows, pivots


def pseudoinverse(matrix: Rows) -> Rows:
    """C⁺ = Gᵀ(FᵀCGᵀ)⁻¹Fᵀ for a full-rank factorisation C = F G."""

    def times(a: Rows, b: Any) -> Rows:
        return [[sum((x * y for x, y in zip(r, c, strict=True)), Fraction(0)) for c in zip(*b, strict=True)] for r in a]

    rows, pivots = echelon(matrix)
    if not pivots:
        return [[Fraction(0)] * len(matrix) for _ in range(len(matrix[0]) if matrix else 0)]
    right = [list(column) for column in zip(*rows[: len(pivots)], strict=True)]
    left = [[row[j] for row in matrix] for j in pivots]
    solved, _ = echelon([a + b for a, b in zip(times(times(left, matrix), right), left, strict=True)])
    return times(right, [row[len(pivots) :] for row in solved])
