"""The Hessian of a linear network with one output is a Gram matrix.

Setting. The columns of X ∈ ℝᵈˣⁿ are n inputs, y ∈ ℝⁿ the outputs; L(w) = ‖Xᵀw − y‖². All sizes.
"""

from symdl import both, claim, det, equal, hessian, iff, implies, matrix, norm, psd, vector

NOTES = "Poggio, Solutions for DNNs: dynamics and norms"

X, w, y, v = matrix("X", "d", "n"), vector("w", "d"), vector("y", "n"), vector("v", "d")
loss = norm(X.T @ w - y) ** 2


@claim(source=NOTES)
def linear_hessian_gram():
    """∇²L = 2XXᵀ ⪰ 0, and its kernel is that of Xᵀ.

    Why it holds: vᵀXXᵀv = ‖Xᵀv‖².
    """
    return both(equal(hessian(loss, w), 2 * X @ X.T), psd(hessian(loss, w)))


@claim(source=NOTES)
def kernel_of_the_linear_hessian():
    """XXᵀv = 0 exactly when Xᵀv = 0, so with fewer examples than inputs there are zero eigenvalues."""
    return iff(equal(X @ X.T @ v, 0), equal(X.T @ v, 0))


@claim(source=NOTES)
def linear_hessian_is_singular_with_fewer_examples():
    """Two examples in ℝ³: the determinant vanishes."""
    few = matrix("X", 3, 2)
    return equal(det(few @ few.T), 0)


# What breaks when zero eigenvalues are read off the summands.


@claim(expect="refuted", source=NOTES)
def sum_of_singular_summands_is_singular():
    """Each xᵢxᵢᵀ is singular, their sum need not be: e₁e₁ᵀ + e₂e₂ᵀ = I."""
    x1, x2 = vector("x1", 2), vector("x2", 2)
    return implies([equal(det(x1 @ x1.T), 0), equal(det(x2 @ x2.T), 0)], equal(det(x1 @ x1.T + x2 @ x2.T), 0))


@claim(expect="refuted", source=NOTES)
def linear_hessian_without_factor_two():
    """XXᵀ is the Hessian of half the loss."""
    return equal(hessian(loss, w), X @ X.T)


# References: Horn, Johnson, Matrix Analysis, section 7.2.
