"""When the step-size condition of the second-order model does give descent.

Setting. The notes conclude from ε ≤ 2gᵀg/gᵀHg, with g = ∇L(w) and H = ∇²L(w), that L(w − εg) ≤ L(w). That holds for
quadratic L. In general the curvature at w says nothing about the end of the step, and H must be replaced by a bound β on the
whole segment: ε ≤ 2/β. The bound enters as L(v) ≤ L(w) + ⟨g, v − w⟩ + (β/2) ‖v − w‖².
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
    scalar,
    vector,
)

NOTES = "Notes on learning rates: condition on the step size"

eps = scalar("epsilon", positive=True)
w, v = vector("w", "d"), vector("v", "d")


@claim(source=NOTES)
def step_size_condition_implies_descent():
    """For quadratic L a step with ε gᵀHg ≤ 2gᵀg does not increase L, whatever the sign of gᵀHg.

    That H is the Hessian is the first part: Hv is the gradient of ⟨g, v⟩ for every v.

    Why it holds: L(w − εg) − L(w) = ε (½ε gᵀHg − gᵀg).
    """
    A, b, c = matrix("A", "d", "d"), vector("b", "d"), scalar("c")
    H = (A + A.T) / 2  # any symmetric matrix

    def L(w):
        return w.T @ H @ w / 2 + inner(b, w) + c

    g = gradient(L(w), w)
    return both(
        equal(gradient(inner(g, v), w), H @ v),
        implies(eps * (g.T @ H @ g) <= 2 * inner(g, g), L(w - eps * g) <= L(w)),
    )


@claim(source=NOTES)
def smooth_descent_below_two_over_beta():
    """For every β-smooth L a step ε ≤ 2/β, that is βε ≤ 2, does not increase L.

    Why it holds: the upper bound at v = w − εg is L(w) − ε (1 − βε/2) ‖g‖².
    """
    L, g, beta = function("L", "d"), vector("g", "d"), scalar("beta", positive=True)
    smooth = forall(v, L(v) <= L(w) + inner(g, v - w) + beta / 2 * norm(v - w) ** 2)
    return implies([smooth, beta * eps <= 2], L(w - eps * g) <= L(w))


# What breaks when a hypothesis is dropped.


def quartic(x):
    return x + x**2 / 2 + x**4


@claim(expect="refuted", source=NOTES)
def step_size_condition_as_printed():
    """The convex loss w + w²/2 + w⁴ at w = 0: g = H = 1, and the admissible step ε = 2 leads from 0 up to 16."""
    x = scalar("x")
    slope, curvature = derivative(quartic(x), x), derivative(quartic(x), x, 2)
    return implies(
        [curvature > 0, eps <= 2 * slope**2 / (slope * curvature * slope)],
        quartic(x - eps * slope) <= quartic(x),
    )


@claim(expect="refuted", source=NOTES)
def smooth_descent_below_three_over_beta():
    """Steps beyond 2/β can climb: for L = βw²/2 and ε = 3/β the step from w leads to −2w."""
    x, beta = scalar("x"), scalar("beta", positive=True)
    return implies(beta * eps <= 3, beta * (x - eps * beta * x) ** 2 / 2 <= beta * x**2 / 2)


# References: Nesterov, Introductory Lectures on Convex Optimization, section 1.2.3.
