"""Negative curvature along the gradient is harmless for concave losses, not in general.

Setting. g = ∇L(w), H = ∇²L(w). The notes say that gᵀHg ≤ 0 raises “no issue”, i.e. that L is concave and each step decreases
it. Curvature at one point does neither: it makes no function concave, and it does not control finite steps. What holds: a
concave L lies below its tangent planes, L(v) ≤ L(w) + ⟨g, v − w⟩; then for every ε

    L(w − εg) ≤ L(w) − ε ‖g‖²,

so L is unbounded below unless g = 0. For quadratic concave L also gᵀHg ≤ 0. Not covered: that a concave C² function lies
below its tangents and has H ⪯ 0 (a limit).
"""

from symdl import (
    both,
    claim,
    derivative,
    equal,
    forall,
    function,
    gradient,
    implies,
    inner,
    matrix,
    norm,
    psd,
    scalar,
    unequal,
    vector,
)

NOTES = "Notes on learning rates: negative curvature"

eps = scalar("epsilon")
L, w, v, g = function("L", "d"), vector("w", "d"), vector("v", "d"), vector("g", "d")
lies_below_tangent = forall(v, L(v) <= L(w) + inner(g, v - w))


@claim(source=NOTES)
def negative_curvature_no_issue():
    """A concave L decreases by at least ε‖g‖² in a gradient step, whatever ε.

    Why it holds: the tangent plane at v = w − εg.
    """
    return implies(lies_below_tangent, L(w - eps * g) <= L(w) - eps * norm(g) ** 2)


@claim(source=NOTES)
def concave_loss_is_unbounded_below():
    """A concave L that is not critical at w falls below every bound C along the gradient: at ε = (L(w) − C)/‖g‖².

    Why it holds: L(w) − ε‖g‖² = C.
    """
    C = scalar("C")
    return implies(
        [lies_below_tangent, unequal(g, 0), equal(eps * norm(g) ** 2, L(w) - C)],
        L(w - eps * g) <= C,
    )


@claim(source=NOTES)
def concave_quadratic_has_negative_curvature():
    """L = ½wᵀHw + ⟨b, w⟩ with −H ⪰ 0 has gᵀHg ≤ 0 and decreases by at least ε‖g‖².

    Why it holds: L(w − εg) = L(w) − ε‖g‖² + (ε²/2) gᵀHg.
    """
    A, b = matrix("A", "d", "d"), vector("b", "d")
    H = (A + A.T) / 2  # any symmetric matrix

    def quadratic(w):
        return w.T @ H @ w / 2 + inner(b, w)

    slope = H @ w + b
    return implies(
        psd(-H),
        both(
            equal(gradient(quadratic(w), w), slope),
            slope.T @ H @ slope <= 0,
            quadratic(w - eps * slope) <= quadratic(w) - eps * norm(slope) ** 2,
        ),
    )


# What breaks when a hypothesis is dropped.

x, u, step = scalar("x"), scalar("u"), scalar("epsilon", positive=True)


def double_well(x):
    return x**4 - x**2 / 2


@claim(expect="refuted", source=NOTES)
def negative_curvature_makes_every_step_safe():
    """x⁴ − x²/2 at x = 1/4 has g = −3/16, H = −1/4, and the step ε = 4 leads to 1, up from −7/256 to 1/2."""
    slope, curvature = derivative(double_well(x), x), derivative(double_well(x), x, 2)
    return implies(curvature <= 0, double_well(x - step * slope) <= double_well(x))


@claim(expect="refuted", source=NOTES)
def negative_curvature_at_a_point_means_concave():
    """“I.e. L is concave”: x⁴ − x²/2 has curvature −1 at 0 and 11 at 1."""
    curvature = derivative(double_well(x), x, 2)
    return implies(curvature <= 0, curvature.at({x: u}) <= 0)


# References: Boyd, Vandenberghe, Convex Optimization, sections 3.1.3 and 3.1.4.
