"""With regularisation every perturbation is forgotten.

Setting. Gradient descent with step η on ‖W X − Y‖² + μ‖W‖², μ > 0, X ∈ ℝᵈˣⁿ; W_μ = Y Xᵀ(X Xᵀ + μI)⁻¹ is the minimum.
The gradient flow is the case of small η: its solution has e^(−2t(X Xᵀ + μI)) in place of the powers of I − 2η(X Xᵀ + μI).
"""

from symdl import claim, equal, identity, inverse, matrix, scalar

NOTES = "Poggio, Solutions for DNNs: dynamics and norms"

X, Y, W = matrix("X", "d", "n"), matrix("Y", "k", "n"), matrix("W", "k", "d")
mu, eta = scalar("mu", positive=True), scalar("eta")
unit = identity("d")
best = Y @ X.T @ inverse(X @ X.T + mu * unit)


@claim(source=NOTES)
def regularized_minimum_forgets_perturbation():
    """One step multiplies the distance W − W_μ by I − 2η(X Xᵀ + μI), whatever W is.

    For small η its eigenvalues lie in (0, 1 − 2ημ], so that nothing of the start remains.
    Why it holds: the gradient 2(W X − Y)Xᵀ + 2μW equals 2(W − W_μ)(X Xᵀ + μI).
    """
    step = W - eta * (2 * (W @ X - Y) @ X.T + 2 * mu * W)
    return equal(step - best, (W - best) @ (unit - 2 * eta * (X @ X.T + mu * unit)))


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def unregularized_step_contracts_in_the_same_way():
    """Without the term 2μW in the gradient the distance to W_μ does not shrink so."""
    step = W - eta * 2 * (W @ X - Y) @ X.T
    return equal(step - best, (W - best) @ (unit - 2 * eta * (X @ X.T + mu * unit)))


# References: Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, section 3.4.
