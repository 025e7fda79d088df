"""The Hessian of the exponential loss with a ridge.

Setting. The columns of X ∈ ℝᵈˣⁿ are n examples times their labels; L(w) = Σ exp(−wᵀxᵢ) + (λ/2)‖w‖². All sizes, λ > 0.
"""

from symdl import both, claim, diag, entry_sum, equal, exp, hessian, identity, matrix, norm, psd, scalar, vector

NOTES = "Poggio, Solutions for DNNs: dynamics and norms"

X, w = matrix("X", "d", "n"), vector("w", "d")
lam = scalar("lambda", positive=True)
I = identity("d")  # noqa: E741
weights = exp(-(X.T @ w))
loss = entry_sum(weights) + lam / 2 * norm(w) ** 2


@claim(source=NOTES)
def exponential_ridge_hessian():
    """∇²L = Σ e^{−wᵀxᵢ} xᵢxᵢᵀ + λI ⪰ λI.

    Why it holds: uᵀX diag(e)Xᵀu = Σ eᵢ (xᵢᵀu)². The Jacobian of the flow is −∇²L, so an equilibrium is exponentially stable.
    """
    return both(equal(hessian(loss, w), X @ diag(weights) @ X.T + lam * I), psd(hessian(loss, w) - lam * I))


# What breaks with the sign as printed.


@claim(expect="refuted", source=NOTES)
def exponential_ridge_hessian_as_printed():
    """The printed matrix is the Jacobian of the flow, not the Hessian of L."""
    return equal(hessian(loss, w), -(X @ diag(weights) @ X.T) - lam * I)


# References: Khalil, Nonlinear Systems, section 4.3.
