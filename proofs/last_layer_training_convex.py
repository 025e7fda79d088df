"""Training the last layer alone is a convex problem, however deep the features are.

Setting. The rows of Q ∈ ℝⁿˣᵖ are fixed features of n examples, v ∈ ℝᵖ the last layer; L(v) = ‖Q v − y‖². All sizes.
"""

from symdl import both, claim, equal, hessian, matrix, norm, psd, vector

NOTES = "Slides on the Polyak–Łojasiewicz condition and over-parametrised training"

Q, v, y = matrix("Q", "n", "p"), vector("v", "p"), vector("y", "n")
loss = norm(Q @ v - y) ** 2


@claim(source=NOTES)
def last_layer_training_convex():
    """∇²L = 2QᵀQ ⪰ 0.

    Why it holds: L is quadratic, and uᵀQᵀQu = ‖Qu‖².
    """
    return both(equal(hessian(loss, v), 2 * Q.T @ Q), psd(hessian(loss, v)))


# What breaks when the layer before is trained as well.


@claim(expect="refuted", source=NOTES)
def two_layers_trained_together_convex():
    """With one weight in each of two layers, (v₁ v₂ − 1)² is not convex at 0."""
    u = vector("u", 2)
    return psd(hessian((u[0] * u[1] - 1) ** 2, u))


@claim(expect="refuted", source=NOTES)
def last_layer_hessian_without_factor_two():
    """QᵀQ is the Hessian of half the loss."""
    return equal(hessian(loss, v), Q.T @ Q)


# References: Boyd, Vandenberghe, Convex Optimization, section 3.1.4.
