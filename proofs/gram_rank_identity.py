"""Over ℝ a matrix and its Gram matrix have the same rank; with the transpose this fails over ℂ.

Setting. Q ∈ ℝ^{n × k} with rows σ(W x_i)ᵀ; the kernel matrix is Q Qᵀ. It has the kernel of Qᵀ, since xᵀQQᵀx = ‖Qᵀx‖², hence the same rank. Over ℂ the transpose allows
isotropic vectors: Q = (1, i) has Q Qᵀ = 0; below a + bi is written as a real 2 × 2 matrix. Kernels agree at all sizes; ranks are shown at the sizes below.
"""

from symdl import array, claim, equal, iff, implies, matrix, rank_almost_everywhere, vector

SLIDES = "Slides on the Polyak–Łojasiewicz condition and over-parametrised training"

Q, x = matrix("Q", "n", "k"), vector("x", "n")


@claim(source=SLIDES)
def gram_rank_identity():
    """Q Qᵀ x = 0 exactly when Qᵀ x = 0.

    Why it holds: xᵀQQᵀx = ‖Qᵀx‖².
    """
    return iff(equal(Q @ Q.T @ x, 0), equal(Q.T @ x, 0))


@claim(source=SLIDES)
def gram_rank_of_tall_matrices():
    """For almost every 4 × 2 matrix Q Qᵀ has the rank of Q."""
    A = matrix("Q", 4, 2)
    return equal(rank_almost_everywhere(A @ A.T), rank_almost_everywhere(A))


@claim(source=SLIDES)
def gram_rank_of_polynomial_features():
    """Features (w_lᵀx_i)² of two units at three points: both ranks are 2."""
    z = matrix("X", 3, 2) @ matrix("W", 2, 2)
    features = array([[z[i, j] ** 2 for j in range(2)] for i in range(3)])
    return equal(rank_almost_everywhere(features @ features.T), rank_almost_everywhere(features))


# What breaks when a hypothesis is dropped: real numbers, and the transpose.


@claim(expect="refuted", source=SLIDES)
def isotropic_vectors_vanish():
    """For numbers a + bi written as real matrices, z² + u² = 0 has the solution z = 1, u = i."""
    z, u = (
        array([[vector(name, 2)[0], -vector(name, 2)[1]], [vector(name, 2)[1], vector(name, 2)[0]]]) for name in "zu"
    )
    return implies(equal(z @ z + u @ u, 0), equal(z, 0))


@claim(expect="refuted", source=SLIDES)
def squares_have_the_same_kernel():
    """Without the transpose: N² = 0 for a nilpotent N ≠ 0."""
    N, u = matrix("N", 2, 2), vector("x", 2)
    return implies(equal(N @ N @ u, 0), equal(N @ u, 0))


# References: Horn, Johnson, Matrix Analysis, section 0.4.6.
