"""The Hessian of a convex function is positive semidefinite; positive definite it need not be.

Setting. For L ∈ C², convexity is the same as ∇²L ⪰ 0 everywhere. The notes say ≻ 0, which fails for linear L, for
(w₁ − w₂)² at every point, and at 0 even for the strictly convex x⁴. Covered: quadratic L(w) = ½wᵀHw + ⟨b, w⟩ + c in every
dimension, where each symmetric H is ½(A + Aᵀ). Convexity is used in its midpoint form, which is equivalent for continuous
functions, and in full. Not covered: L ∈ C² that are not quadratic (a limit along segments).
"""

from symdl import (
    both,
    claim,
    derivative,
    equal,
    forall,
    gradient,
    hessian,
    iff,
    implies,
    inner,
    matrix,
    pd,
    psd,
    scalar,
    unequal,
    vector,
)

NOTES = "Poggio, Solutions for DNNs: dynamics and norms"

A, b, c = matrix("A", "d", "d"), vector("b", "d"), scalar("c")
m, h = vector("m", "d"), vector("h", "d")
H = (A + A.T) / 2


def L(w):
    return w.T @ H @ w / 2 + inner(b, w) + c


@claim(source=NOTES)
def convex_hessian_positive_definite():
    """A quadratic L is convex exactly when its Hessian H is positive *semi*definite.

    Convex says that the value at the midpoint m of m + h and m − h is at most the mean of the values there. That H is the
    Hessian is the first part: Hh is the gradient of ⟨∇L, h⟩.

    Why it holds: ½(L(m + h) + L(m − h)) − L(m) = ½hᵀHh.
    """
    is_midpoint_convex = forall([m, h], L(m) <= (L(m + h) + L(m - h)) / 2)
    return both(
        equal(gradient(inner(gradient(L(m), m), h), m), H @ h),
        iff(is_midpoint_convex, psd(H)),
    )


@claim(source=NOTES)
def psd_quadratic_is_convex():
    """If H ⪰ 0 then L lies below the chord from m to m + h: L(m + th) ≤ (1 − t)L(m) + tL(m + h) for 0 ≤ t ≤ 1.

    Why it holds: the difference is ½t(1 − t) hᵀHh.
    """
    t = scalar("t")
    return implies([psd(H), t >= 0, t <= 1], L(m + t * h) <= (1 - t) * L(m) + t * L(m + h))


@claim(source=NOTES)
def fourth_power_is_strictly_convex():
    """x⁴ lies strictly below its chords at midpoints.

    Why it holds: with m the midpoint and h half the distance, ½((m + h)⁴ + (m − h)⁴) = m⁴ + 6m²h² + h⁴.
    """
    x, y = scalar("x"), scalar("y")
    return implies(unequal(x, y), ((x + y) / 2) ** 4 < (x**4 + y**4) / 2)


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def strictly_convex_has_positive_curvature():
    """x⁴ is strictly convex, but its second derivative vanishes at 0."""
    x = scalar("x")
    return derivative(x**4, x, 2) > 0


@claim(expect="refuted", source=NOTES)
def convex_hessian_as_printed():
    """(w₁ − w₂)² is convex, but its Hessian is singular everywhere, with kernel (1, 1)."""
    w = vector("w", 2)
    return pd(hessian((w[0] - w[1]) ** 2, w))


@claim(expect="refuted", source=NOTES)
def convex_quadratic_has_pd_hessian():
    """In every dimension H = 0 is positive semidefinite and not positive definite."""
    return implies(psd(H), pd(H))


# References: Boyd, Vandenberghe, Convex Optimization, section 3.1.4.
