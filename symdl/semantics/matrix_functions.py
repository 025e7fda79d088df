"""Square roots and exponentials of rational matrices, where these are rational.

Let q be the minimal polynomial of S ⪰ 0 and A = S². Its roots are the nonnegative square roots of the eigenvalues of A, so q
is the product of those irreducible factors of p(x²), p the characteristic polynomial of A, that have nonnegative roots only. With
q(x) = e(x²) + x o(x²) follows S = −e(A) o(A)⁻¹; o(A) is regular, since 2x o(x²) = q(x) − q(−x) vanishes at no root of q but a simple 0.
"""

from __future__ import annotations

from itertools import pairwise

from flint import fmpq_mat, fmpq_poly, fmpz_poly

from symdl.semantics.rational_matrices import diag


def identity(n: int) -> fmpq_mat:
    return diag(fmpq_mat(n, 1, [1] * n))


def square_root(a: fmpq_mat) -> fmpq_mat | None:
    """The principal square root of a symmetric positive semidefinite matrix, None when it is not rational."""
    squared = fmpq_poly([c for pair in ((x, 0) for x in a.charpoly().coeffs()) for c in pair])
    _, factors = fmpz_poly([int(c) for c in (squared * squared.denom()).coeffs()]).factor()
    q = fmpz_poly([1])
    for factor, _ in factors:
        signs = [c > 0 for c in factor.coeffs() if c != 0]
        if all(x != y for x, y in pairwise(signs)):
            q *= factor
    coefficients = q.coeffs()
    even, odd = (_value([*coefficients[k::2]], a) for k in (0, 1))
    if odd.det() == 0:
        return None
    root = -even * odd.inv()
    return root if root * root == a else None


def _value(coefficients: list[int], a: fmpq_mat) -> fmpq_mat:
    """A polynomial at a matrix."""
    unit = identity(a.nrows())
    total = 0 * unit
    for coefficient in reversed(coefficients):
        total = total * a + coefficient * unit
    return total


def exponential(a: fmpq_mat) -> fmpq_mat | None:
    """The exponential of a nilpotent matrix, None for any other."""
    term = total = identity(a.nrows())
    for k in range(1, a.nrows() + 1):
        term = term * a / k
        total = total + term
    return total if term == 0 * term else None
