"""A consistent linear system has an affine space of solutions; a square invertible one has exactly one.

Setting. A w = b for an N × M matrix A. The notes compare polynomial equations with this case, where everything is known:
the solutions are one of them plus the kernel, whose dimension is M − rank A ≥ M − N. The count of equations alone says
nothing: the system must be consistent, and rank A may be smaller than N.
"""

from symdl import (
    array,
    claim,
    det,
    equal,
    exists,
    iff,
    implies,
    inverse,
    matrix,
    rank_almost_everywhere,
    unequal,
    vector,
)

NOTES = "Poggio, notes on Bézout, SGD and Langevin dynamics"

A = matrix("A", "N", "M")
b, w, u = vector("b", "N"), vector("w", "M"), vector("u", "M")


@claim(source=NOTES)
def underdetermined_linear_system_analogy():
    """If u solves A w = b, then w solves it exactly when w − u lies in the kernel of A.

    Why it holds: A w − b = A (w − u).
    """
    return implies(equal(A @ u, b), iff(equal(A @ w, b), equal(A @ (w - u), 0)))


@claim(source=NOTES)
def square_invertible_systems_have_one_solution():
    """For det A ≠ 0 the one solution is A⁻¹ b, as Bézout's number 1ᴺ for N equations of degree 1 says."""
    S, c, x = matrix("A", "N", "N"), vector("b", "N"), vector("x", "N")
    return implies(unequal(det(S), 0), iff(equal(S @ x, c), equal(x, inverse(S) @ c)))


@claim(source=NOTES)
def almost_every_wide_matrix_has_full_row_rank():
    """Almost every 3 × 5 matrix has rank 3, so its kernel has dimension 5 − 3.

    Why it holds: one of its 3 × 3 minors is not the zero polynomial.
    """
    return equal(rank_almost_everywhere(matrix("A", 3, 5)), 3)


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def underdetermined_systems_are_consistent():
    """Two unknowns and one equation: A may be 0 and b may be 1."""
    B, x = matrix("A", 1, 2), vector("w", 2)
    return exists(x, equal(B @ x, vector("b", 1)))


@claim(expect="refuted", source=NOTES)
def repeated_equations_count_twice():
    """A third equation that is the sum of two others does not raise the rank."""
    a = [[matrix("A", 2, 4)[i, j] for j in range(4)] for i in range(2)]
    return equal(rank_almost_everywhere(array([*a, [x + y for x, y in zip(*a, strict=True)]])), 3)


# References: Strang, Introduction to Linear Algebra, ch. 3 (rank and nullity).
