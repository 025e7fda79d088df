"""The gradient flow of ridge regression decays the weights.

Setting. L(W) = ‖Y − WX‖² + (λ/2)‖W‖², with inputs as columns of X and outputs as columns of Y. All sizes, λ > 0.
"""

from symdl import claim, equal, gradient, matrix, norm, scalar

NOTES = "Poggio, Solutions for DNNs: dynamics and norms"

W, X, Y = matrix("W", "k", "d"), matrix("X", "d", "n"), matrix("Y", "k", "n")
lam = scalar("lambda", positive=True)
loss = norm(Y - W @ X) ** 2 + lam / 2 * norm(W) ** 2


@claim(source=NOTES)
def ridge_gradient_flow():
    """Ẇ = −∇L = 2 (Y − WX) Xᵀ − λW.

    Why it holds: d(λ/2 ‖W‖²) = λ⟨W, dW⟩.
    """
    return equal(-gradient(loss, W), 2 * (Y - W @ X) @ X.T - lam * W)


# What breaks with the sign and the factor as printed.


@claim(expect="refuted", source=NOTES)
def ridge_gradient_flow_as_printed():
    """With + λW the weights would grow: without data W would explode."""
    return equal(-gradient(loss, W), (Y - W @ X) @ X.T + lam * W)


@claim(expect="refuted", source=NOTES)
def ridge_gradient_flow_with_growing_weights():
    """The sign alone."""
    return equal(-gradient(loss, W), 2 * (Y - W @ X) @ X.T + lam * W)


# References: Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, section 3.4.
