"""SGD needs a bound on the second moment of the stochastic gradient; the first moment is not enough.

Setting. f = (1/n) Σ f_i on ℝᵈ is β-smooth and at least f*; SGD takes w − γ ∇f_i(w) for a random i. With
E_i ‖∇f_i(w)‖² ≤ L² and γ = √(2(f(w₀) − f*)/(βL²T)),

    min_{k<T} E‖∇f(w_k)‖² ≤ L √(2β(f(w₀) − f*)/T).

The slides print the bound without the square, E_i ‖∇f_i(w)‖ ≤ L, and then the rate is false. The proof has four
steps, one claim each: descent for one sample; the mean over samples; the sum over T iterations; the choice of γ.
Not covered: that conditional expectations compose (the tower rule), which turns the second into the third.
"""

from symdl import (
    absolute,
    both,
    claim,
    equal,
    forall,
    function,
    implies,
    inner,
    maximum,
    minimum,
    norm,
    scalar,
    summation,
    vector,
)

NOTES = "Slides on the Polyak–Łojasiewicz condition: convergence of SGD"

beta, gamma = scalar("beta", positive=True), scalar("gamma", positive=True)
i, n = scalar("i", natural=True), scalar("n", natural=True)


@claim(source=NOTES)
def sgd_second_moment_step():
    """One step along the sample gradient g: f(w − γg) ≤ f(w) − γ⟨∇f(w), g⟩ + (βγ²/2) ‖g‖², in every dimension.

    Why it holds: β-smoothness at w, with p = ∇f(w), at the point w − γg.
    """
    f, g = function("f", "d"), vector("g", "d")
    w, p, v = vector("w", "d"), vector("p", "d"), vector("v", "d")
    smooth = forall(v, f(v) <= f(w) + inner(p, v - w) + beta / 2 * norm(v - w) ** 2)
    return implies(smooth, f(w - gamma * g) <= f(w) - gamma * inner(p, g) + beta * gamma**2 / 2 * norm(g) ** 2)


@claim(source=NOTES)
def sgd_second_moment_average():
    """The mean over n samples: with a(i) = f(w − γgᵢ), b(i) = ⟨∇f(w), gᵢ⟩ and c(i) = ‖gᵢ‖², sums keep the inequality.

    Since Σ b(i) = n ‖∇f(w)‖² and Σ c(i) ≤ nL², this gives E f(w⁺) ≤ f(w) − γ‖∇f(w)‖² + βγ²L²/2.

    Why it holds: induction over n.
    """
    a, b, c, value = function("a"), function("b"), function("c"), scalar("f")
    sums = [summation(i, 1, n, term(i)) for term in (a, b, c)]
    return implies(
        forall(i, a(i) <= value - gamma * b(i) + beta * gamma**2 / 2 * c(i)),
        sums[0] <= n * value - gamma * sums[1] + beta * gamma**2 / 2 * sums[2],
    )


@claim(source=NOTES)
def sgd_first_moment_bound_insufficient():
    """With the *second* moment bounded, n + 1 steps have γ Σ E‖∇f(w_k)‖² ≤ f(w₀) − E f(w_{n+1}) + (n + 1) βγ²L²/2.

    Here a(k) = E f(w_k) and s(k) = E‖∇f(w_k)‖²; the least s(k), called m, is at most their mean. As E f ≥ f*, after
    T = n + 1 steps Tγm ≤ f(w₀) − f* + Tβγ²L²/2.

    Why it holds: the steps telescope; induction over n.
    """
    a, s, L, m = function("a"), function("s"), scalar("L"), scalar("m")
    noise = beta * gamma**2 * L**2 / 2
    total = summation(i, 0, n, s(i))
    return both(
        implies(
            forall(i, a(i + 1) <= a(i) - gamma * s(i) + noise),
            gamma * total <= a(0) - a(n + 1) + (n + 1) * noise,
        ),
        implies(forall(i, m <= s(i)), (n + 1) * m <= total),
    )


@claim(source=NOTES)
def sgd_second_moment_rate():
    """The step size with γ² = 2Δ/(βL²T) gives m ≤ L √(2βΔ/T) for the least m = E‖∇f(w_k)‖², where Δ = f(w₀) − f*.

    Stated without roots: m² T ≤ 2βL²Δ.

    Why it holds: both terms on the right are Δ, so Tγm ≤ 2Δ; square and use βL²Tγ² = 2Δ.
    """
    T, L, Delta = (scalar(name, positive=True) for name in ("T", "L", "Delta"))
    m = scalar("m", nonnegative=True)
    return implies(
        [equal(beta * L**2 * T * gamma**2, 2 * Delta), T * gamma * m <= Delta + T * beta * gamma**2 * L**2 / 2],
        m**2 * T <= 2 * beta * L**2 * Delta,
    )


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def sgd_first_moment_step():
    """One step for f = w²/2 and three samples with mean gradient w, first moment ≤ L: fails for gradients 3, 0, 0."""
    w, L = scalar("w"), scalar("L", positive=True)
    g = [scalar("g1"), scalar("g2"), scalar("g3")]
    mean = sum((w - gamma * gi) ** 2 / 2 for gi in g) / 3
    return implies(
        [equal(sum(g) / 3, w), sum(absolute(gi) for gi in g) / 3 <= L],
        mean <= w**2 / 2 - gamma * w**2 + gamma**2 * L**2 / 2,
    )


@claim(expect="refuted", source=NOTES)
def sgd_first_moment_rate():
    """The printed rate for f₁ = 3h, f₂ = f₃ = 0, h the Huber function: β = L = 1, w₀ = 1, T = 2, γ = 1/√2.

    With probability 1/3 the first step leads to 1 − 3/√2, else it stays at 1; |h′| is 1 at both, and 1 > 1/√2.
    """

    def huber_slope(w):
        return maximum(-1, minimum(1, w))

    first = huber_slope(1) ** 2
    second = (huber_slope(1 - 3 * gamma) ** 2 + 2 * huber_slope(1) ** 2) / 3
    return implies(equal(2 * gamma**2, 1), minimum(first, second) <= gamma)


# References: G. Garrigos and R. M. Gower, Handbook of convergence theorems for (stochastic) gradient methods, 2023.
