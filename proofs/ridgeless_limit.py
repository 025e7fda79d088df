"""Ridge regression without regularisation: the limit λ → 0⁺ is the minimum norm solution.

Setting. X ∈ ℝᵈˣⁿ holds n inputs as columns, Y ∈ ℝᵏˣⁿ the labels. All sizes are arbitrary, and X may have any rank. The ridge solution for λ > 0 is
W_λ = Y Xᵀ(X Xᵀ + λI)⁻¹ = Y (XᵀX + λI)⁻¹Xᵀ.
"""

from symdl import claim, equal, identity, inverse, matrix, norm, pinv, scalar, tends_to

NOTES = "Dynamics and minimum norm solutions of linear networks: regularisation that tends to 0"

X, Y = matrix("X", "d", "n"), matrix("Y", "k", "n")
lam = scalar("lambda", positive=True)
resolvent = inverse(X.T @ X + lam * identity("n"))
P = pinv(X)


@claim(source=NOTES)
def ridgeless_limit():
    """Y (XᵀX + λI)⁻¹Xᵀ → Y X⁺ as λ → 0⁺, whatever the rank of X.

    Why it holds: the difference is −λ Y (XᵀX + λI)⁻¹XᵀX (XᵀX)⁺X⁺, and (XᵀX + λI)⁻¹XᵀX is a contraction.
    """
    return tends_to(Y @ resolvent @ X.T, Y @ P, lam)


@claim(source=NOTES)
def ridgeless_rate():
    """‖(XᵀX + λI)⁻¹Xᵀ − X⁺‖ ≤ λ ‖X⁺X⁺ᵀX⁺‖: the error is at most linear in λ."""
    return norm(resolvent @ X.T - P) <= lam * norm(P @ P.T @ P)


@claim(source=NOTES)
def ridgeless_difference():
    """What remains behind λ, as an identity."""
    return equal(resolvent @ X.T - P, -lam * resolvent @ X.T @ P.T @ P)


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def ridgeless_limit_is_the_transpose():
    """Xᵀ is the limit only for orthonormal rows or columns."""
    return tends_to(resolvent @ X.T, X.T, lam)


@claim(expect="refuted", source=NOTES)
def ridgeless_limit_is_reached():
    """The limit is not reached: for λ > 0 the two differ."""
    return equal(resolvent @ X.T, P)


# References: Hastie, Montanari, Rosset, Tibshirani (2022), Surprises in high-dimensional ridgeless least squares interpolation.
