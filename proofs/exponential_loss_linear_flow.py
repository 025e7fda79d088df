"""The gradient flow of the exponential loss moves towards every separating direction.

Setting. The columns of X ∈ ℝᵈˣⁿ are n examples times their labels; L(w) = Σ exp(−wᵀxᵢ). They are separable when some u has
uᵀxᵢ > 0 for all i. All sizes.
"""

from symdl import (
    at_most,
    claim,
    entry_sum,
    entrywise_less_than,
    equal,
    exp,
    gradient,
    implies,
    inner,
    less_than,
    matrix,
    vector,
)

NOTES = "Poggio, Solutions for DNNs: dynamics and norms"

X, w, u = matrix("X", "d", "n"), vector("w", "d"), vector("u", "d")
weights = exp(-(X.T @ w))
loss = entry_sum(weights)


@claim(source=NOTES)
def exponential_loss_linear_flow():
    """ẇ = −∇L = Σ e^{−wᵀxᵢ} xᵢ = X e.

    Why it holds: the chain rule.
    """
    return equal(-gradient(loss, w), X @ weights)


@claim(source=NOTES)
def exponential_flow_moves_towards_a_separator():
    """If uᵀxᵢ > 0 for all i, then d(uᵀw)/dt = Σ e^{−wᵀxᵢ} uᵀxᵢ > 0."""
    return implies([entrywise_less_than(0, X.T @ u)], less_than(0, (X.T @ u).T @ weights))


@claim(source=NOTES)
def exponential_loss_decreases_along_its_flow():
    """dL/dt = ⟨∇L, ẇ⟩ = −‖X e‖² ≤ 0."""
    return at_most(0, -inner(gradient(loss, w), X @ weights))


# What breaks without separability.


@claim(expect="refuted", source=NOTES)
def exponential_flow_moves_towards_any_direction():
    """A direction that separates nothing may be left behind."""
    return less_than(0, (X.T @ u).T @ weights)


# References: Soudry, Hoffer, Nacson, Gunasekar, Srebro, The implicit bias of gradient descent on separable data, 2018.
