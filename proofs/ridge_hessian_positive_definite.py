"""A ridge makes the Hessian positive definite.

Setting. X ∈ ℝᵈˣⁿ and λ > 0; XXᵀ + λI is half the Hessian of ‖Xᵀw − y‖² + λ‖w‖². All sizes.
"""

from symdl import both, claim, equal, hessian, identity, iff, matrix, norm, pd, psd, scalar, vector

NOTES = "Poggio, Solutions for DNNs: dynamics and norms"

X, v, w, y = matrix("X", "d", "n"), vector("v", "d"), vector("w", "d"), vector("y", "n")
lam = scalar("lambda", positive=True)
I = identity("d")  # noqa: E741
ridge = X @ X.T + lam * I


@claim(source=NOTES)
def ridge_hessian_positive_definite():
    """XXᵀ + λI ⪰ λI, and XXᵀ + λI ≻ 0.

    Why it holds: vᵀ(XXᵀ + λI)v = ‖Xᵀv‖² + λ‖v‖².
    """
    return both(psd(ridge - lam * I), pd(ridge))


@claim(source=NOTES)
def ridge_hessian_is_twice_the_ridge():
    """∇²(‖Xᵀw − y‖² + λ‖w‖²) = 2(XXᵀ + λI)."""
    return equal(hessian(norm(X.T @ w - y) ** 2 + lam * norm(w) ** 2, w), 2 * ridge)


@claim(source=NOTES)
def smallest_eigenvalue_of_the_ridge():
    """(XXᵀ + λI)v = λv exactly when Xᵀv = 0: λ is an eigenvalue exactly when the rank of X is less than d."""
    return iff(equal(ridge @ v, lam * v), equal(X.T @ v, 0))


# What breaks when λ may be 0.


@claim(expect="refuted", source=NOTES)
def gram_matrix_is_positive_definite():
    """Without the ridge there may be zero eigenvalues."""
    return pd(X @ X.T + scalar("mu", nonnegative=True) * I)


# References: Hoerl, Kennard, Ridge regression, Technometrics 1970.
