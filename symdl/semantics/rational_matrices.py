"""Matrices over ℚ with FLINT: pseudoinverse, Kronecker product and definiteness.

With A = C F, C the pivot columns of A and F the nonzero rows of its reduced echelon form,
A⁺ = Fᵀ (F Fᵀ)⁻¹ (Cᵀ C)⁻¹ Cᵀ (Ben-Israel and Greville, Generalized Inverses, ch. 1.6).
"""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from flint import fmpq_mat


def pseudoinverse(matrix: fmpq_mat) -> fmpq_mat:
    """The Moore–Penrose inverse by rank factorisation."""
    m, n = matrix.nrows(), matrix.ncols()
    echelon, rank = matrix.rref()
    if rank == 0:
        return fmpq_mat(n, m)
    pivots = [next(j for j in range(n) if echelon[i, j] != 0) for i in range(rank)]
    f = fmpq_mat(rank, n, [echelon[i, j] for i in range(rank) for j in range(n)])
    c = fmpq_mat(m, rank, [matrix[i, j] for i in range(m) for j in pivots])
    return f.transpose() * (f * f.transpose()).inv() * (c.transpose() * c).inv() * c.transpose()


def joined(table: Any, shape: Any, build: Callable[..., Any] = fmpq_mat) -> Any:
    """The matrix with these blocks, given in rows, of this shape."""
    lines = ([part[i, j] for part in row for j in range(part.ncols())] for row in table for i in range(row[0].nrows()))
    return build(*shape, [entry for line in lines for entry in line])


def kron(a: Any, b: Any, build: Callable[..., Any] = fmpq_mat) -> Any:
    p, q = b.nrows(), b.ncols()
    m, n = a.nrows() * p, a.ncols() * q
    return build(m, n, [a[i // p, j // q] * b[i % p, j % q] for i in range(m) for j in range(n)])


def vec(matrix: Any, build: Callable[..., Any] = fmpq_mat) -> Any:
    m, n = matrix.nrows(), matrix.ncols()
    return build(m * n, 1, [matrix[i, j] for j in range(n) for i in range(m)])


def diag(matrix: Any, build: Callable[..., Any] = fmpq_mat) -> Any:
    n = matrix.nrows()
    return build(n, n, [matrix[i, 0] if i == j else 0 for i in range(n) for j in range(n)])


def is_definite(matrix: fmpq_mat, *, strict: bool) -> bool:
    """Whether a rational matrix is symmetric and positive (semi)definite, by L D Lᵀ."""
    n = matrix.nrows()
    if matrix != matrix.transpose():
        return False
    rest = [[matrix[i, j] for j in range(n)] for i in range(n)]
    while rest:
        pivot, *column = rest[0]
        if pivot < 0 or (pivot == 0 and (strict or any(x != 0 for x in column))):
            return False
        rest = [
            [
                rest[i][j] - column[i - 1] * column[j - 1] / pivot if pivot != 0 else rest[i][j]
                for j in range(1, len(rest))
            ]
            for i in range(1, len(rest))
        ]
    return True


def positive_index(matrix: fmpq_mat) -> int:
    """The number of positive eigenvalues of A + Aᵀ: all roots of the characteristic polynomial are real, so Descartes' rule is exact."""
    signs = [c > 0 for c in (matrix + matrix.transpose()).charpoly().coeffs() if c != 0]
    return sum(a != b for a, b in pairwise(signs))
