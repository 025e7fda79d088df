"""Ranks and signatures of closed matrices, over ℚ or a field of real algebraic numbers, by elimination.

The positive index of M is the largest dimension of a space on which xᵀMx > 0. It is that of A = M + Mᵀ, and by Sylvester's law of
inertia the number of positive entries of any diagonal matrix SᵀAS with S invertible. Steps of symmetric elimination are such S: a pivot a
clears its row and column; where all diagonal entries are 0 and a_ij is not, adding row and column j to i makes a pivot 2a_ij.
Rows, and for signatures the whole matrix, may be multiplied by positive numbers: so entries are integer polynomials in θ without denominators.
"""

from collections.abc import Iterator
from itertools import chain
from math import gcd, lcm
from operator import mul
from typing import TYPE_CHECKING

from symdl.check.judgement import need
from symdl.check.polynomial import Polynomial as Form
from symdl.check.ranks.adjoining import field_of
from symdl.check.ranks.fields import Field, Vector, combined

if TYPE_CHECKING:
    from symdl.check.normal import Normaliser

Row = list[Vector]


def closed_number(normaliser: "Normaliser", op: str, forms: list[list[Form]]) -> int:
    """The rank, or the positive index, of a matrix of closed normal forms."""
    need(op in ("rank", "positive_index"), f"{op} is not evaluated")
    constants = [[value for form in row if (value := form.constant()) is not None] for row in forms]
    if [*map(len, constants)] == [*map(len, forms)]:
        scale = lcm(*(value.denominator for row in constants for value in row))
        whole = [[value.numerator * (scale // value.denominator) for value in row] for row in constants]
        return integer_rank(whole) if op == "rank" else integer_index(whole)
    field = field_of(normaliser, chain(*forms))
    return field.settled(lambda: _number(field, op, forms))


def _number(field: Field, op: str, forms: list[list[Form]]) -> int:
    numbers = [[field.element(form) for form in row] for row in forms]
    scale = lcm(*(d for row in numbers for _, d in row))
    rows: list[Row] = [[[c * (scale // d) for c in value] for value, d in row] for row in numbers]
    if op == "rank":
        return rank(field, rows)
    n = range(len(rows))
    return sum(sign > 0 for sign in signature(field, [[combined(1, rows[i][j], -1, rows[j][i]) for j in n] for i in n]))


def integer_rank(rows: list[list[int]]) -> int:
    """Elimination without fractions: entries are minors, so the division by the pivot before is exact (Bareiss)."""
    found, before = 0, 1
    for column in range(len(rows[0]) if rows else 0):
        at = next((i for i in range(found, len(rows)) if rows[i][column]), None)
        if at is not None:
            rows[found], rows[at] = rows[at], rows[found]
            pivot, top = rows[found][column], rows[found]
            for i in range(found + 1, len(rows)):
                factor = rows[i][column]
                rows[i] = [(pivot * x - factor * y) // before for x, y in zip(rows[i], top, strict=True)]
            found, before = found + 1, pivot
    return found


def integer_index(rows: list[list[int]]) -> int:
    """The same on M + Mᵀ, with symmetric pivots: the k-th entry of the diagonal matrix is the quotient of two pivots."""
    n = range(len(rows))
    A, before, positive = [[rows[i][j] + rows[j][i] for j in n] for i in n], 1, 0
    while A:
        k = next((i for i in range(len(A)) if A[i][i]), None)
        if k is None:
            place = next(((i, j) for i in range(len(A)) for j in range(i) if A[i][j]), None)
            if place is None:
                break
            k, j = place
            A[k] = [x + y for x, y in zip(A[k], A[j], strict=True)]
            for row in A:
                row[k] += row[j]
        pivot, top = A[k][k], A[k]
        positive += (pivot > 0) == (before > 0)
        rest = [
            [(pivot * x - row[k] * y) // before for x, y in zip(row, top, strict=True)]
            for i, row in enumerate(A)
            if i != k
        ]
        A, before = [row[:k] + row[k + 1 :] for row in rest], pivot
    return positive


def rank(field: Field, rows: list[Row]) -> int:
    """How many pivots elimination finds."""
    found = 0
    for column in range(len(rows[0]) if rows else 0):
        at = next((i for i in range(found, len(rows)) if field.sign(rows[i][column])), None)
        if at is not None:
            rows[found], rows[at] = rows[at], rows[found]
            inverse, scale = field.inverse(rows[found][column])
            for i in range(found + 1, len(rows)):
                if any(rows[i][column]):
                    factor = field.product(rows[i][column], inverse)
                    rows[i] = _shortened([_cleared(field, scale, rows[i], factor, rows[found])])[0]
            found += 1
    return found


def signature(field: Field, A: list[Row]) -> Iterator[int]:
    """The signs of a diagonal matrix that is congruent to a symmetric one, without its zeros."""
    while A:
        n = len(A)
        k = next((i for i in range(n) if field.sign(A[i][i])), None)
        if k is None:
            place = next(((i, j) for i in range(n) for j in range(i) if field.sign(A[i][j])), None)
            if place is None:
                return
            k, j = place
            A[k] = [combined(1, x, -1, y) for x, y in zip(A[k], A[j], strict=True)]
            for row in A:
                row[k] = combined(1, row[k], -1, row[j])
        yield field.sign(A[k][k])
        (inverse, scale), pivot = field.inverse(A[k][k]), A[k]
        rest = (_cleared(field, scale, row, field.product(row[k], inverse), pivot) for i, row in enumerate(A) if i != k)
        A = _shortened([row[:k] + row[k + 1 :] for row in rest])


def _cleared(field: Field, scale: int, row: Row, factor: Vector, pivot: Row) -> Row:
    """A multiple of a row minus a multiple of another."""
    matrix = field.multiplication(factor)
    field.work.spend(len(row) * field.degree**2 * (1 + max(map(int.bit_length, factor)) // 512))
    return [
        [scale * c - sum(map(mul, line, y)) for line, c in zip(matrix, x, strict=True)]
        for x, y in zip(row, pivot, strict=True)
    ]


def _shortened(rows: list[Row]) -> list[Row]:
    """Without a common factor of all integers."""
    common = gcd(*(c for row in rows for x in row for c in x))
    return rows if common < 2 else [[[c // common for c in x] for x in row] for row in rows]
