"""What gradient descent keeps of its initialisation.

Setting. Gradient descent on ½‖W X − Y‖² with X ∈ ℝᵈˣⁿ and step η: W ↦ W − η(W X − Y)Xᵀ. P = X X⁺ projects on the span of the examples.
"""

from symdl import claim, equal, identity, iff, implies, matrix, pinv, scalar

NOTES = "Poggio, Solutions for DNNs: dynamics and norms"

X, Y, W = matrix("X", "d", "n"), matrix("Y", "k", "n"), matrix("W", "k", "d")
eta = scalar("eta")
outside = identity("d") - X @ pinv(X)


@claim(source=NOTES)
def gradient_step_keeps_what_is_outside_the_span():
    """A step does not change W(I − P): the gradient lies in the span of the examples."""
    return equal((W - eta * (W @ X - Y) @ X.T) @ outside, W @ outside)


@claim(source=NOTES)
def gd_implicit_regularization_initialisation():
    """A least-squares solution is the shortest one, Y X⁺, if and only if W(I − P) = 0.

    So gradient descent, where it converges, reaches Y X⁺ exactly from those W₀ with W₀(I − P) = 0; W₀ = 0 is one of them.
    """
    return implies([equal((W @ X - Y) @ X.T, 0)], iff(equal(W, Y @ pinv(X)), equal(W @ outside, 0)))


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def every_least_squares_solution_is_the_shortest():
    """Without the condition on W(I − P) it is not: X = 0 lets every W stand."""
    return implies([equal((W @ X - Y) @ X.T, 0)], equal(W, Y @ pinv(X)))


# References: Gunasekar et al., Characterizing implicit bias in terms of optimization geometry (2018).
