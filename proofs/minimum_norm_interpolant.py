"""Among all interpolants the pseudoinverse gives the shortest.

Setting. X ∈ ℝᵈˣⁿ, Y ∈ ℝᵏˣⁿ, and W ∈ ℝᵏˣᵈ interpolates: W X = Y.
"""

from symdl import claim, equal, implies, matrix, norm, pinv

NOTES = "Poggio, Solutions for DNNs: dynamics and norms"

X, Y, W = matrix("X", "d", "n"), matrix("Y", "k", "n"), matrix("W", "k", "d")
shortest = Y @ pinv(X)


@claim(source=NOTES)
def minimum_norm_interpolant():
    """‖W‖² = ‖Y X⁺‖² + ‖W − Y X⁺‖² for every interpolant W: so Y X⁺ is the only one of least norm.

    Why it holds: Y X⁺ = W X X⁺ is the orthogonal projection of W on the matrices whose rows are combinations of examples.
    """
    return implies([equal(W @ X, Y)], equal(norm(W) ** 2, norm(shortest) ** 2 + norm(W - shortest) ** 2))


@claim(source=NOTES)
def minimum_norm_interpolant_interpolates():
    """If there is an interpolant, then Y X⁺ is one."""
    return implies([equal(W @ X, Y)], equal(shortest @ X, Y))


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def minimum_norm_without_interpolation():
    """For a W that does not interpolate the norms do not add up: W = 0, X = Y = 1."""
    return equal(norm(W) ** 2, norm(shortest) ** 2 + norm(W - shortest) ** 2)


# References: Ben-Israel and Greville, Generalized Inverses, chapter 3.
