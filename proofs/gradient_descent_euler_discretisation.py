"""Gradient descent is the Euler discretisation of gradient flow; one step errs by γ²/2 · ∇²L ∇L + O(γ³).

Setting. Gradient flow is w′(t) = −∇L(w(t)) with a thrice differentiable loss L; gradient descent with step γ makes the Euler
step w − γ ∇L(w). Taylor's expansion of the flow is w(γ) = w(0) + γ w′(0) + γ²/2 · w″(0) + O(γ³). Its first two terms are the Euler
step, so the local error is γ²/2 · w″(0) + O(γ³), and the theorem is the value of w″. Proved here: that value for two weights
(u, v), which is the chain rule of any number of weights; and the error of one step on a quadratic loss. Not stated
here: the remainder O(γ³) for a general loss.
"""

from symdl import (
    absolute,
    at_most,
    both,
    claim,
    derivative,
    equal,
    exp,
    forall,
    function,
    implies,
    less_than,
    scalar,
    unequal,
)

NOTES = "Poggio, notes on Bézout, SGD and Langevin dynamics"

t = scalar("t")
gamma, lam, w0 = scalar("gamma", positive=True), scalar("lambda", positive=True), scalar("w0")


@claim(source=NOTES)
def gradient_descent_euler_discretisation():
    """Along gradient flow the acceleration is w″ = ∇²L(w) ∇L(w), for w = (u, v).

    Why it holds: differentiate w′ = −∇L(w) once more: w″ = −∇²L(w) w′ = ∇²L(w) ∇L(w).
    """
    u, v, L = function("u"), function("v"), function("L", arity=2)
    a, b = scalar("a"), scalar("b")
    L_a, L_b = derivative(L(a, b), a), derivative(L(a, b), b)
    here = {a: u(t), b: v(t)}
    flow = [forall(t, equal(derivative(u(t), t), -L_a.at(here))), forall(t, equal(derivative(v(t), t), -L_b.at(here)))]
    first_row = derivative(L_a, a) * L_a + derivative(L_a, b) * L_b
    second_row = derivative(L_b, a) * L_a + derivative(L_b, b) * L_b
    return implies(
        flow,
        both(equal(derivative(u(t), t, 2), first_row.at(here)), equal(derivative(v(t), t, 2), second_row.at(here))),
    )


@claim(source=NOTES)
def gradient_descent_euler_discretisation_on_the_line():
    """The same for one weight: w″ = L″(w) L′(w)."""
    w, L, v = function("w"), function("L"), scalar("v")
    slope, curvature = derivative(L(v), v).at({v: w(t)}), derivative(L(v), v, 2).at({v: w(t)})
    flow = forall(t, equal(derivative(w(t), t), -slope))
    return implies(flow, equal(derivative(w(t), t, 2), curvature * slope))


@claim(source=NOTES)
def euler_step_error_on_a_quadratic():
    """On L = λw²/2 the flow gives w₀ e^{−λγ} and Euler w₀ (1 − λγ): they differ by at most w₀ (λγ)², for w₀ ≥ 0.

    Why it holds: e^{−s} ≥ 1 − s, and e^{s} ≥ 1 + s gives e^{−s} ≤ 1/(1 + s) ≤ 1 − s + s².
    """
    s, start = lam * gamma, scalar("w0", nonnegative=True)
    error = start * exp(-s) - start * (1 - s)
    return both(at_most(0, error), at_most(error, start * s**2))


@claim(source=NOTES)
def gradient_descent_diverges_beyond_two_over_lambda():
    """Gradient descent on L = λw²/2 moves away from the minimum at every step when γλ > 2.

    Why it holds: a step multiplies w by 1 − γλ < −1.
    """
    return implies(
        [less_than(2, gamma * lam), unequal(w0, 0)], less_than(absolute(w0), absolute(w0 - gamma * lam * w0))
    )


@claim(source=NOTES)
def gradient_flow_on_a_quadratic_converges():
    """The flow on L = λw²/2 is w₀ e^{−λt}; from w₀ ≥ 0 it is at most w₀/(1 + λt), so it tends to 0 however large λ is.

    Why it holds: e^{s} ≥ 1 + s.
    """
    start, later = scalar("w0", nonnegative=True), scalar("T", nonnegative=True)
    solution = start * exp(-lam * t)
    return both(
        equal(derivative(solution, t), -lam * solution),
        at_most(0, solution),
        at_most(solution.at({t: later}) * (1 + lam * later), start),
    )


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def euler_error_with_the_other_sign():
    """The sign of w″ is plus: on L = w²/2, w = w₀ e^{−t}, it is +w₀ and not −w₀."""
    return equal(derivative(w0 * exp(-t), t, 2).at({t: 0}), -w0)


@claim(expect="refuted", source=NOTES)
def gradient_descent_shrinks_like_the_flow():
    """The equivalence is asymptotic: a long step overshoots and grows, which the flow never does."""
    return at_most(absolute(w0 - gamma * lam * w0), absolute(w0))


# References: Hairer, Nørsett, Wanner, Solving Ordinary Differential Equations I, section II.1.
