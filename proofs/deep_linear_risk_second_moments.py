"""The square risk of a deep linear network depends on the data through second moments only.

Setting. X ∈ ℝ^{d × n} and Y ∈ ℝ^{k × n} hold n examples as columns, the network is W₂W₁ with a hidden layer of any width h.
The uncentred moments are Σ_X = XXᵀ/n, Σ_XY = XYᵀ/n, Σ_Y = YYᵀ/n. For random data replace the mean over the columns by the
expectation: both sides are linear in the second moments.
"""

from symdl import LinearNetwork, claim, equal, gradient, matrix, norm, size, trace

SLIDES = "Yao, On Mathematical Theories of Deep Learning"

X, Y = matrix("X", "d", "n"), matrix("Y", "k", "n")
W1, W2 = matrix("W1", "h", "d"), matrix("W2", "k", "h")
W, n = W2 @ W1, size("n")
Sigma_X, Sigma_XY, Sigma_Y = X @ X.T / n, X @ Y.T / n, Y @ Y.T / n
risk = norm(Y - LinearNetwork(("d", "h", "k")).term(X)) ** 2 / n


@claim(source=SLIDES)
def deep_linear_risk_second_moments():
    """(1/n)‖Y − W₂W₁X‖² = tr Σ_Y − 2 tr(W₂W₁ Σ_XY) + tr(W₂W₁ Σ_X W₁ᵀW₂ᵀ), for all widths and any number of examples.

    Why it holds: the trace of a product is cyclic.
    """
    return equal(risk, trace(Sigma_Y) - 2 * trace(W @ Sigma_XY) + trace(W @ Sigma_X @ W.T))


@claim(source=SLIDES)
def deep_linear_gradient_by_second_moments():
    """Its gradient by the first layer is 2W₂ᵀ(W₂W₁Σ_X − Σ_XYᵀ).

    Why it holds: the chain rule through W = W₂W₁.
    """
    return equal(gradient(risk, W1), 2 * W2.T @ (W @ Sigma_X - Sigma_XY.T))


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=SLIDES)
def deep_linear_risk_without_factor_two():
    """The mixed moments count twice."""
    return equal(risk, trace(Sigma_Y) - trace(W @ Sigma_XY) + trace(W @ Sigma_X @ W.T))


@claim(expect="refuted", source=SLIDES)
def deep_linear_risk_is_linear_in_the_network():
    """Dropping the quadratic term is right for W = 0 only."""
    return equal(risk, trace(Sigma_Y) - 2 * trace(W @ Sigma_XY))


# References: Baldi, Hornik, Neural networks and principal component analysis, Neural Networks 2 (1989).
