"""The linearisation of the normalised flow.

Setting. The columns of X ∈ ℝᵈˣⁿ are n examples times their labels, ρ > 0 is fixed, and F(w) = (1/ρ) Σ eᵢ (xᵢ − w wᵀxᵢ) with
eᵢ = exp(−ρ wᵀxᵢ), that is F = (Xe − w wᵀXe)/ρ. All sizes.
"""

from symdl import claim, diag, equal, exp, identity, jacobian, matrix, scalar, vector

NOTES = "Poggio, Solutions for DNNs: dynamics and norms"

X, w = matrix("X", "d", "n"), vector("w", "d")
rho = scalar("rho", positive=True)
e = exp(-rho * X.T @ w)
flow = (X @ e - w @ (w.T @ X @ e)) / rho
tangent = (identity("d") - w @ w.T) @ X @ diag(e) @ X.T


@claim(source=NOTES)
def normalized_flow_hessian():
    """−DF = (I − wwᵀ) Σ eᵢxᵢxᵢᵀ + (1/ρ) Σ eᵢ (wᵀxᵢ I + w xᵢᵀ).

    Why it holds: de = −ρ diag(e) Xᵀdw, and d(w wᵀXe) = dw wᵀXe + w (Xe)ᵀdw + w wᵀX de.
    """
    return equal(-jacobian(flow, w), tangent + ((w.T @ X @ e) * identity("d") + w @ (X @ e).T) / rho)


# What breaks when the identity matrix is forgotten.


@claim(expect="refuted", source=NOTES)
def normalized_flow_hessian_without_identity():
    """Without wᵀxᵢ I the matrix is singular for one example along w."""
    return equal(-jacobian(flow, w), tangent + w @ (X @ e).T / rho)


# References: Absil, Mahony, Sepulchre, Optimization Algorithms on Matrix Manifolds, section 5.5.
