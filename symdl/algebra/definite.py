"""Exact quadratic forms: a rational matrix is a sum of squares, or a vector shows that it is not.

Elimination writes a symmetric Q as sum_i d_i v_i v_i^T.  All d_i are positive exactly when Q is positive semidefinite;
a zero pivot is harmless when its row is zero.  Otherwise the first bad pivot, carried back through the rows already
eliminated, is a vector v with v^T Q v < 0.  (Horn and Johnson, Matrix Analysis, 7.1.)
"""

from dataclasses import dataclass

from flint import fmpq, fmpq_mat

Row = list[fmpq]
Square = tuple[fmpq, Row]


@dataclass(frozen=True, slots=True)
class _Elimination:
    squares: list[Square]
    pivots: list[int]
    direction: Row | None


def sum_of_squares(Q: fmpq_mat) -> list[Square] | None:
    """Pairs (d, v) with d > 0 and Q = sum d v v^T, or None when Q is not positive semidefinite.

    >>> sum_of_squares(fmpq_mat([[1, 1], [1, 1]]))
    [(1, [1, 1])]
    >>> sum_of_squares(fmpq_mat([[1, 2], [2, 1]])) is None
    True
    """
    elimination = _eliminate(Q)
    return elimination.squares if elimination.direction is None else None


def negative_direction(Q: fmpq_mat) -> Row | None:
    """A vector v with v^T Q v < 0, or None when Q is positive semidefinite.

    >>> negative_direction(fmpq_mat([[1, 2], [2, 1]]))
    [-2, 1]
    """
    elimination = _eliminate(Q)
    if elimination.direction is None:
        return None
    v = elimination.direction
    for (_, row), pivot in zip(reversed(elimination.squares), reversed(elimination.pivots), strict=True):
        v[pivot] = -sum((row[j] * v[j] for j in range(pivot + 1, len(v)) if v[j]), fmpq(0))
    return v


def _eliminate(Q: fmpq_mat) -> _Elimination:
    n = Q.nrows()
    S = Q.tolist()
    if Q.ncols() != n or any(S[i][j] != S[j][i] for i in range(n) for j in range(i)):
        raise ValueError(f"a symmetric matrix is needed, got {Q.nrows()} × {Q.ncols()}")
    squares: list[Square] = []
    pivots: list[int] = []
    for k in range(n):
        d = S[k][k]
        if d <= 0:
            direction = _bad_pivot(S, k)
            if direction is not None:
                return _Elimination(squares, pivots, direction)
            continue
        row = [fmpq(0)] * k + [S[k][j] / d for j in range(k, n)]
        squares.append((d, row))
        pivots.append(k)
        support = [j for j in range(k + 1, n) if row[j]]
        for i in support:
            s, Si = S[i][k], S[i]
            for j in support:
                Si[j] -= s * row[j]
    return _Elimination(squares, pivots, None)


def _bad_pivot(S: list[Row], k: int) -> Row | None:
    """A vector on the rows from k on whose value is negative; None when row k is zero."""
    v = [fmpq(0)] * len(S)
    v[k] = fmpq(1)
    if S[k][k] < 0:
        return v
    j = next((j for j in range(k + 1, len(S)) if S[k][j]), None)
    if j is None:
        return None
    v[j] = fmpq(1)
    v[k] = -(S[j][j] + 1) / (2 * S[k][j])
    return v
