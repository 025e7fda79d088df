"""As many independent examples as features: one linear map fits.

Setting. The columns of X ∈ ℝᵈˣᵈ are the examples, those of Y ∈ ℝᵏˣᵈ their labels; W ∈ ℝᵏˣᵈ is a linear model.
"""

from symdl import claim, det, equal, iff, implies, inverse, matrix, pinv, unequal

NOTES = "Poggio, Solutions for DNNs: dynamics and norms"

X, Y, W = matrix("X", "d", "d"), matrix("Y", "k", "d"), matrix("W", "k", "d")


@claim(source=NOTES)
def square_data_inverse_solution():
    """If X is invertible, W X = Y has the one solution W = Y X⁻¹.

    Why it holds: multiply by X⁻¹, or by X, from the right.
    """
    return implies([unequal(det(X), 0)], iff(equal(W @ X, Y), equal(W, Y @ inverse(X))))


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def singular_data_still_has_one_solution():
    """For a singular X the pseudoinverse gives a solution if there is one, but not the only one: X = 0, Y = 0."""
    return iff(equal(W @ X, Y), equal(W, Y @ pinv(X)))


# References: Strang, Linear Algebra and Learning from Data, section I.11.
