"""Gradient descent on the squared loss of a linear model.

Setting. Φ ∈ ℝⁿˣᵈ holds n feature vectors as rows, y ∈ ℝⁿ the labels; L(w) = ‖Φw − y‖². All sizes are arbitrary.
"""

from symdl import both, claim, equal, gradient, matrix, norm, scalar, vector

NOTES = "Notes on learning rates: gradient descent for a linear model"

Phi, w, y = matrix("Phi", "n", "d"), vector("w", "d"), vector("y", "n")
eps = scalar("epsilon")
loss = norm(Phi @ w - y) ** 2


@claim(source=NOTES)
def gd_squared_loss_linear_model():
    """∇L = 2Φᵀ(Φw − y), so gradient descent is w ↦ w − 2ε Φᵀ(Φw − y).

    Why it holds: L = wᵀΦᵀΦw − 2⟨Φᵀy, w⟩ + ‖y‖².
    """
    return both(
        equal(gradient(loss, w), 2 * Phi.T @ (Phi @ w - y)),
        equal(w - eps * gradient(loss, w), w - 2 * eps * Phi.T @ (Phi @ w - y)),
    )


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def squared_loss_gradient_without_factor_two():
    """The factor 2 belongs to L = ‖Φw − y‖²; it is absent only for ½‖Φw − y‖²."""
    return equal(gradient(loss, w), Phi.T @ (Phi @ w - y))


@claim(expect="refuted", source=NOTES)
def squared_loss_gradient_without_transpose():
    """Φ in place of Φᵀ fits the shapes when Φ is square, and is wrong for a 2 × 2 matrix that is not symmetric."""
    square, v, z = matrix("Phi", "d", "d"), vector("w", "d"), vector("y", "d")
    return equal(gradient(norm(square @ v - z) ** 2, v), 2 * square @ (square @ v - z))


# References: Goodfellow, Bengio, Courville, Deep Learning, section 4.5.
