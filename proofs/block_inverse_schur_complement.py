"""The inverse of a matrix of blocks through the Schur complement.

Setting. A is n × n, B is n × m, C is m × n and D is m × m. Eliminating the first n unknowns of a linear system with the matrix
[[A, B], [C, D]] leaves one with the Schur complement S = D − C A⁻¹ B.
"""

from symdl import block, block_diag, claim, det, equal, identity, implies, inverse, matrix, unequal, zeros

SOURCE = "Boyd and Vandenberghe, Convex Optimization, A.5.5"

A, B, C, D = matrix("A", "n", "n"), matrix("B", "n", "m"), matrix("C", "m", "n"), matrix("D", "m", "m")
S = D - C @ inverse(A) @ B
I, J = identity("n"), identity("m")  # noqa: E741
BELOW, ASIDE = zeros("m", "n"), zeros("n", "m")
WHOLE = block([[A, B], [C, D]])
LOWER, UPPER = block([[I, ASIDE], [C @ inverse(A), J]]), block([[I, inverse(A) @ B], [BELOW, J]])


@claim(source=SOURCE)
def block_elimination():
    """Elimination is a product of triangles: [[A, B], [C, D]] = [[I, 0], [C A⁻¹, I]] diag(A, S) [[I, A⁻¹B], [0, I]]."""
    return implies([unequal(det(A), 0)], equal(WHOLE, LOWER @ block_diag(A, S) @ UPPER))


@claim(source=SOURCE)
def block_inverse_schur_complement():
    """With A and S invertible the whole is, and its inverse is made of A⁻¹ and S⁻¹.

    Why it holds: the triangles are inverted by a sign, [[I, K], [0, I]]⁻¹ = [[I, −K], [0, I]], and diag(A, S) block by block.
    """
    right, left, core = inverse(A) @ B, C @ inverse(A), inverse(S)
    blocks = block([[inverse(A) + right @ core @ left, -right @ core], [-core @ left, core]])
    return implies([unequal(det(A), 0), unequal(det(S), 0)], equal(inverse(WHOLE), blocks))


@claim(source=SOURCE)
def block_determinant_schur_complement():
    """The triangles have determinant 1, so det [[A, B], [C, D]] = det A det S."""
    return implies([unequal(det(A), 0)], equal(det(WHOLE), det(A) * det(S)))


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=SOURCE)
def block_elimination_without_a_pivot():
    """There is nothing to eliminate with where A is singular: A = 0 is the smallest counterexample."""
    return equal(WHOLE, LOWER @ block_diag(A, S) @ UPPER)


@claim(expect="refuted", source=SOURCE)
def unit_triangle_as_its_own_inverse():
    """Nor does the sign of K drop out."""
    triangle = block([[I, B], [BELOW, J]])
    return equal(inverse(triangle), triangle)


# References: Zhang (editor), The Schur Complement and Its Applications (2005).
