"""A linear map fits N data in ℝᵈ exactly when ker X ⊆ ker Y; N < d is not enough.

Setting. X ∈ ℝ^{d × N} and Y ∈ ℝ^{m × N} hold the data as columns. W X = Y is solvable if and only if X c = 0 implies Y c = 0, and for every Y if and only if rank X = N, that
is, X has a left inverse. The notes conclude it from N < d; two equal inputs with different labels contradict that.
"""

from symdl import (
    at_most,
    claim,
    equal,
    exists,
    identity,
    implies,
    matrix,
    number,
    rank_almost_everywhere,
    scalar,
    vector,
)

NOTES = "Poggio, Solutions for DNNs: dynamics and norms"

X, Y, W, L = matrix("X", "d", "N"), matrix("Y", "m", "N"), matrix("W", "m", "d"), matrix("L", "N", "d")
c = vector("c", "N")


@claim(source=NOTES)
def overparametrized_linear_interpolation():
    """If X has a left inverse L, every Y is fitted: by W = Y L."""
    return implies(equal(L @ X, identity("N")), exists(W, equal(W @ X, Y)))


@claim(source=NOTES)
def fitted_labels_respect_the_kernel():
    """If W X = Y for some W, then X c = 0 implies Y c = 0.

    Why it holds: Y c = W X c.
    """
    return implies([exists(W, equal(W @ X, Y)), equal(X @ c, 0)], equal(Y @ c, 0))


@claim(source=NOTES)
def almost_all_inputs_are_independent():
    """N = 3 < 4 = d: almost every X has rank N."""
    return equal(rank_almost_everywhere(matrix("X", 4, 3)), 3)


@claim(source=NOTES)
def equal_inputs_with_different_labels_cost_one_half():
    """One answer w for the labels 0 and 1."""
    w = scalar("w")
    return at_most(number("1/2"), w**2 + (w - 1) ** 2)


# What breaks when a hypothesis is dropped: rank X = N.


@claim(expect="refuted", source=NOTES)
def fewer_data_than_dimensions_are_fitted():
    """The printed statement at d = 3, N = 2."""
    A, B, V = matrix("X", 3, 2), matrix("Y", 1, 2), matrix("W", 1, 3)
    return exists(V, equal(V @ A, B))


@claim(expect="refuted", source=NOTES)
def inputs_on_a_line_are_independent():
    """Inputs that are multiples of one have rank 1, whatever d."""
    return equal(rank_almost_everywhere(vector("x", 3) @ matrix("t", 1, 2)), 2)


# References: the Rouché–Capelli theorem.
