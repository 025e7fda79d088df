"""Losses of overparametrised nonlinear models are not convex, not even near their minima.

Setting. F: ℝᵐ → ℝⁿ fits y at w*. If dF(w*) has rank n and some Hessian of an output has rank > 2n, then ‖F − y‖² is convex
in no neighbourhood of w* (Liu, Zhu, Belkin). The notes drop the conditions; for linear models the slogan is false.

Claims: the product w₁w₂, where the determinant of the Hessian is negative arbitrarily close to every minimum (a, 1/a); and
for one output and quadratic F in every dimension m, how the curvature of the loss along a tangent direction v of the fibre
{F = y} changes its sign at w*. Not covered: the choice of v by ranks (a symmetric form of rank > 2 cannot vanish
on a hyperplane), n > 1, and F that are not quadratic.
"""

from symdl import (
    array,
    both,
    claim,
    det,
    equal,
    exists,
    gradient,
    hessian,
    implies,
    inner,
    matrix,
    norm,
    scalar,
    unequal,
    vector,
)

NOTES = "Notes on learning rates: nowhere convex, even locally"

w, v = vector("w", 2), vector("v", 2)
p = w[0] * w[1]
product_loss = (p - 1) ** 2
H = hessian(product_loss, w)


@claim(source=NOTES)
def belkin_nonconvex_near_minima():
    """For L = (w₁w₂ − 1)², det ∇²L = −4(w₁w₂ − 1)(3w₁w₂ − 1), negative at (a(1 + s), 1/a) for all a ≠ 0, s > 0.

    These points are as close to the minimum (a, 1/a) as we like, so L is convex near none of its minima.

    Why it holds: ∇²L has the diagonal 2w₂², 2w₁² and the entry 4w₁w₂ − 2 beside it; at the point w₁w₂ = 1 + s.
    """
    a, s = scalar("a"), scalar("s", positive=True)
    nearby = array([a * (1 + s), 1 / a])
    return both(
        equal(det(H), -4 * (p - 1) * (3 * p - 1)),
        implies(unequal(a, 0), det(H.at({w: nearby})) < 0),
    )


@claim(source=NOTES)
def product_loss_has_a_descending_direction():
    """Where w₁w₂ > 1 the vector v = (1 − 2w₁w₂, w₂²) has negative curvature.

    Why it holds: vᵀ∇²L v = −2w₂² (w₁w₂ − 1)(3w₁w₂ − 1).
    """
    direction = array([1 - 2 * p, w[1] ** 2])
    return implies(p > 1, direction.T @ H @ direction < 0)


@claim(source=NOTES)
def curvature_changes_sign_across_the_fibre():
    """One output F = ½wᵀHw + ⟨b, w⟩ in ℝᵐ with F(w) = y, g = ∇F(w) and a direction v tangent to the fibre, ⟨g, v⟩ = 0: at
    w + τg the curvature of (F − y)² along v is 2τ ‖g‖² vᵀHv + τ² (…).

    So where g ≠ 0 and vᵀHv ≠ 0 it is negative on one side of w, arbitrarily close.

    Why it holds: the curvature is 2⟨∇F, v⟩² + 2(F − y) vᵀHv (the first equation); ⟨∇F, v⟩ is τ gᵀHv at w + τg, and F − y is
    τ‖g‖² + ½τ² gᵀHg.
    """
    A, b, y, tau = matrix("A", "m", "m"), vector("b", "m"), scalar("y"), scalar("tau")
    z, w, v = vector("z", "m"), vector("w", "m"), vector("v", "m")
    H = (A + A.T) / 2  # any symmetric matrix

    def F(z):
        return z.T @ H @ z / 2 + inner(b, z)

    def curvature(z):
        return 2 * inner(H @ z + b, v) ** 2 + 2 * (F(z) - y) * (v.T @ H @ v)

    g = H @ w + b
    slope = inner(gradient((F(z) - y) ** 2, z), v)
    higher = 2 * inner(g, H @ v) ** 2 + (g.T @ H @ g) * (v.T @ H @ v)
    return implies(
        [equal(F(w), y), equal(inner(g, v), 0)],
        both(
            equal(inner(gradient(slope, z), v), curvature(z)),
            equal(curvature(w + tau * g), 2 * tau * norm(g) ** 2 * (v.T @ H @ v) + tau**2 * higher),
        ),
    )


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def overparametrised_linear_model_is_nonconvex():
    """The slogan without conditions: (w₁ + w₂ − 1)² has more weights than data, but is convex."""
    linear_loss = (w[0] + w[1] - 1) ** 2
    return exists(v, v.T @ hessian(linear_loss, w) @ v < 0)


@claim(expect="refuted", source=NOTES)
def product_loss_is_nonconvex_at_its_minima():
    """Near the minima, not at them: where w₁w₂ = 1 the determinant is 0."""
    return implies(equal(p, 1), det(H) < 0)


# References: Liu, Zhu, Belkin, Loss landscapes and optimization in over-parameterized non-linear systems and neural networks,
# Appl. Comput. Harmon. Anal. 59 (2022), proposition 3.
