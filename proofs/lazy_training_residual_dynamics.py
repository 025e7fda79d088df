"""Residuals of a linearised network under gradient descent.

Setting. Near w₀ the outputs on n examples are h(w) = h₀ + Jᵀ(w − w₀) with J ∈ ℝᵖˣⁿ; labels y ∈ ℝⁿ; a step of size γ on ½‖h − y‖².
"""

from symdl import claim, equal, gradient, identity, matrix, norm, scalar, vector

NOTES = "Slides on the Polyak-Łojasiewicz condition and over-parametrised training"

J, w, w0 = matrix("J", "p", "n"), vector("w", "p"), vector("w_0", "p")
y, h0 = vector("y", "n"), vector("h_0", "n")
gamma = scalar("gamma")


def outputs(v):
    """h(v)."""
    return h0 + J.T @ (v - w0)


@claim(source=NOTES)
def lazy_training_residual_dynamics():
    """y − h(w₊) = (I − γJᵀJ)(y − h(w)): the kernel JᵀJ drives the residuals.

    Why it holds: ∇½‖h − y‖² = J(h − y).
    """
    step = w - gamma * gradient(norm(outputs(w) - y) ** 2 / 2, w)
    return equal(y - outputs(step), (identity("n") - gamma * J.T @ J) @ (y - outputs(w)))


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def lazy_training_without_one_half():
    """For the loss ‖h − y‖² the factor is I − 2γJᵀJ."""
    step = w - gamma * gradient(norm(outputs(w) - y) ** 2, w)
    return equal(y - outputs(step), (identity("n") - gamma * J.T @ J) @ (y - outputs(w)))


# References: Jacot, Gabriel, Hongler, Neural tangent kernel (2018).
