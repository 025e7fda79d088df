"""Stationary directions of the normalised flow.

Setting. w, x ∈ ℝᵈ with wᵀw = 1. The direction w is stationary when x − w wᵀx = 0. Every d.
"""

from symdl import both, claim, equal, implies, scalar, vector

NOTES = "Poggio, Solutions for DNNs: dynamics and norms"

w, x, s = vector("w", "d"), vector("x", "d"), scalar("s")
unit = equal(w.T @ w, 1)
stationary = equal(x - w @ (w.T @ x), 0)


@claim(source=NOTES)
def normalized_stationary_direction():
    """x = (wᵀx) w with (wᵀx)² = xᵀx: a stationary direction is x/‖x‖ or −x/‖x‖.

    Why it holds: multiply x = (wᵀx) w by xᵀ.
    """
    return implies([unit, stationary], both(equal(x, (w.T @ x) * w), equal((w.T @ x) ** 2, x.T @ x)))


@claim(source=NOTES)
def both_normalized_directions_are_stationary():
    """If x = s w with wᵀw = 1, for s of either sign, then w is stationary."""
    return implies([unit, equal(x, s * w)], equal(x - w @ (w.T @ x), 0))


# What breaks when only one sign is kept.


@claim(expect="refuted", source=NOTES)
def normalized_stationary_direction_is_positive():
    """w = −x/‖x‖ is stationary as well."""
    return implies([unit, stationary], 0 <= w.T @ x)


# References: Absil, Mahony, Sepulchre, Optimization Algorithms on Matrix Manifolds, section 4.6.
