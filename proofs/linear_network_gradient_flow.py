"""The gradient flow of a linear network.

Setting. The columns of X ∈ ℝᵈˣⁿ are n inputs, those of Y ∈ ℝᵏˣⁿ the outputs; L(W) = Σ ‖yᵢ − W xᵢ‖² = ‖Y − WX‖². All sizes.
"""

from symdl import claim, equal, gradient, matrix, norm

NOTES = "Poggio, Solutions for DNNs: dynamics and norms"

W, X, Y = matrix("W", "k", "d"), matrix("X", "d", "n"), matrix("Y", "k", "n")
E = Y - W @ X


@claim(source=NOTES)
def linear_network_gradient_flow():
    """Ẇ = −∇L = 2 E Xᵀ with the residuals E = Y − WX, that is 2 Σ Eᵢ xᵢᵀ.

    Why it holds: dL = −2⟨E, dW X⟩.
    """
    return equal(-gradient(norm(E) ** 2, W), 2 * E @ X.T)


# What breaks with the loss as printed.


@claim(expect="refuted", source=NOTES)
def linear_network_gradient_flow_as_printed():
    """For Σ ‖2yᵢ − W xᵢ‖² the residual in the flow would be 2Y − WX."""
    return equal(-gradient(norm(2 * Y - W @ X) ** 2, W), 2 * E @ X.T)


# References: Saxe, McClelland, Ganguli, Exact solutions to the nonlinear dynamics of learning in deep linear networks, 2014.
