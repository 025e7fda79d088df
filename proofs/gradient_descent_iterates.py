"""The iterates of gradient descent on the square loss of a linear network, for every number of steps.

Setting. X ∈ ℝᵈˣⁿ holds n inputs as columns, Y ∈ ℝᵏˣⁿ the labels; L(W) = ½‖Y − WX‖² for W ∈ ℝᵏˣᵈ. All sizes are arbitrary, and
X may have any rank. Wₜ is what t steps W ↦ W − η∇L(W) make of W₀.
"""

from symdl import claim, equal, gradient, identity, implies, iterate, matrix, norm, pinv, scalar

NOTES = "Dynamics and minimum norm solutions of linear networks: gradient descent from W₀"

X, Y = matrix("X", "d", "n"), matrix("Y", "k", "n")
W, W0, Wopt = matrix("W", "k", "d"), matrix("W0", "k", "d"), matrix("Wopt", "k", "d")
eta = scalar("eta")
t = scalar("t", natural=True)

step = W - eta * gradient(norm(Y - W @ X) ** 2 / 2, W)
descent = iterate(step, over=W, start=W0, times=t)
contraction = identity("d") - eta * X @ X.T


@claim(source=NOTES)
def gradient_descent_iterates():
    """Wₜ = YX⁺ + (W₀ − YX⁺)(I − ηXXᵀ)ᵗ.

    Why it holds: YX⁺ solves the normal equations WXXᵀ = YXᵀ, so Wₜ₊₁ − YX⁺ = (Wₜ − YX⁺)(I − ηXXᵀ); induction over t.
    """
    return equal(descent, Y @ pinv(X) + (W0 - Y @ pinv(X)) @ contraction**t)


@claim(source=NOTES)
def gradient_descent_iterates_around_any_least_squares_solution():
    """The same around any W* with W*XXᵀ = YXᵀ: what W₀ has beyond the range of X stays."""
    return implies([equal(Wopt @ X @ X.T, Y @ X.T)], equal(descent, Wopt + (W0 - Wopt) @ contraction**t))


@claim(source=NOTES)
def gradient_descent_keeps_the_component_beyond_the_data():
    """Wₜ(I − XX⁺) = W₀(I − XX⁺): no step moves W outside the span of the inputs."""
    beyond = identity("d") - X @ pinv(X)
    return equal(descent @ beyond, W0 @ beyond)


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def gradient_descent_iterates_with_the_factor_of_the_full_square():
    """1 − 2η belongs to ‖Y − WX‖²; for ½‖Y − WX‖² it is wrong after one step."""
    doubled = identity("d") - 2 * eta * X @ X.T
    return equal(descent, Y @ pinv(X) + (W0 - Y @ pinv(X)) @ doubled**t)


@claim(expect="refuted", source=NOTES)
def gradient_descent_iterates_around_any_matrix():
    """W* must solve the normal equations."""
    return equal(descent, Wopt + (W0 - Wopt) @ contraction**t)


# References: Gunasekar, Lee, Soudry, Srebro (2018), Characterizing implicit bias in terms of optimization geometry.
