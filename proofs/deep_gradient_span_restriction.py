"""Gradient flow moves in the span of the data's gradients; for deep networks that span moves too.

Setting. Ẇ = −Σ_n E_n ∇f(x_n; W) lies in a span of dimension at most N at every moment. For linear models the span is fixed, and what is
orthogonal to it is conserved. For f = w₁w₂ the span turns: from (1, 2) the gradient is (2, 1) at first, and another vector later. What is
conserved instead comes from symmetry: w₁² − w₂², and W₂ᵀW₂ − W₁W₁ᵀ for two linear layers of any sizes.
"""

from symdl import array, claim, det, equal, gradient, implies, inner, matrix, rank_almost_everywhere, scalar, vector

NOTES = "Poggio, Solutions for DNNs: dynamics and norms"

w = vector("w", 2)
g = scalar("g")
W1, W2, G = matrix("W1", "k", "d"), matrix("W2", "m", "k"), matrix("G", "m", "d")
speed = -g * gradient(w[0] * w[1], w)
"""Of gradient flow on a function of f = w₁w₂ whose derivative by f is g."""


@claim(source=NOTES)
def deep_gradient_span_restriction():
    """The rate 2w₁ẇ₁ − 2w₂ẇ₂ of w₁² − w₂² is 0 along gradient flow, whatever the loss of f = w₁w₂.

    Why it holds: ẇ = −g (w₂, w₁).
    """
    return equal(inner(gradient(w[0] ** 2 - w[1] ** 2, w), speed), 0)


@claim(source=NOTES)
def two_linear_layers_stay_balanced():
    """With Ẇ₁ = −W₂ᵀG and Ẇ₂ = −G W₁ᵀ the rates of W₁W₁ᵀ and of W₂ᵀW₂ agree, for all sizes and every loss of W₂W₁."""
    first, second = -(W2.T @ G), -(G @ W1.T)
    return equal(first @ W1.T + W1 @ first.T, second.T @ W2 + W2.T @ second)


@claim(source=NOTES)
def linear_models_keep_what_is_orthogonal():
    """For f = Xᵀw with ẇ = −X e, a vector c with Xᵀc = 0 has cᵀẇ = 0."""
    X, e, c = matrix("X", "d", "N"), vector("e", "N"), vector("c", "d")
    return implies(equal(X.T @ c, 0), equal(c.T @ -(X @ e), 0))


@claim(source=NOTES)
def the_span_turns_for_a_product():
    """The gradients of w₁w₂ at two points span a plane: rank 2 for almost all pairs of points."""
    u = vector("u", 2)
    gradients = [[gradient(p[0] * p[1], p)[i] for i in range(2)] for p in (w, u)]
    return equal(rank_almost_everywhere(array(gradients)), 2)


# What breaks when a hypothesis is dropped: linearity in the weights.


@claim(expect="refuted", source=NOTES)
def the_span_of_a_product_is_fixed():
    """The gradient of w₁w₂ would always be a multiple of (2, 1)."""
    slope = gradient(w[0] * w[1], w)
    return equal(det(array([[slope[0], 2], [slope[1], 1]])), 0)


@claim(expect="refuted", source=NOTES)
def linear_conserved_quantities_survive():
    """(1, −2) is orthogonal to the first gradient (2, 1), and w₁ − 2w₂ is not conserved."""
    return equal(inner(array([1, -2]), speed), 0)


# References: Du, Hu, Lee, NeurIPS 2018; Arora, Cohen, Hazan, ICML 2018.
