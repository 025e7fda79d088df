"""Under the Polyak–Łojasiewicz inequality gradient descent converges linearly; mind the factor 2.

Setting. f: ℝᵈ → ℝ is β-smooth with gradient p, and ‖p(w)‖² ≥ μ (f(w) − f*). Gradient descent with step 1/β has

    f(w_k) − f* ≤ (1 − μ/(2β))ᵏ (f(w₀) − f*).

Written with ½‖p‖² ≥ μ (f − f*), as Karimi et al. do, the factor is 1 − μ/β. Mixing the two conventions gives the
false rate below. Smoothness enters as its upper bound by a parabola; that f has p for its gradient follows from
it. μ ≤ 2β is no restriction: a β-smooth f with f > f* somewhere has it.
"""

from symdl import at_most, both, claim, equal, forall, function, implies, inner, norm, scalar, vector

NOTES = "Slides on the Polyak–Łojasiewicz condition: gradient descent"


@claim(source=NOTES)
def pl_constant_factor_two():
    """A step γ = 1/β from any w lowers f − f* by the factor 1 − μ/(2β); so a(k) = f(w_k) has the rate (1 − μ/(2β))ᵏ.

    The first part holds for every f, dimension d and point w, with p = ∇f(w); the second for every k.

    Why it holds: smoothness at v = w − γp gives f(w − γp) ≤ f(w) − ‖p‖²/(2β), then the Polyak–Łojasiewicz inequality; and
    induction over k, as 1 − μ/(2β) ≥ 0 keeps the inequality when it is multiplied.
    """
    f, w, p, v = function("f", "d"), vector("w", "d"), vector("p", "d"), vector("v", "d")
    a, k, j = function("a"), scalar("k", natural=True), scalar("j", natural=True)
    beta, gamma, mu = (scalar(name, positive=True) for name in ("beta", "gamma", "mu"))
    fstar = scalar("fstar")
    smooth = forall(v, f(v) <= f(w) + inner(p, v - w) + beta / 2 * norm(v - w) ** 2)
    factor = 1 - mu * gamma / 2
    return implies(
        [equal(beta * gamma, 1), mu <= 2 * beta],
        both(
            implies([smooth, mu * (f(w) - fstar) <= norm(p) ** 2], f(w - gamma * p) - fstar <= factor * (f(w) - fstar)),
            implies(forall(j, a(j + 1) - fstar <= factor * (a(j) - fstar)), a(k) - fstar <= factor**k * (a(0) - fstar)),
        ),
    )


@claim(source=NOTES)
def pl_rate_in_the_convention_of_karimi():
    """With ½‖p‖² ≥ μ (f − f*) the factor of a step is 1 − μ/β.

    Why it holds: the same, with 2μ in place of μ.
    """
    f, w, p, v = function("f", "d"), vector("w", "d"), vector("p", "d"), vector("v", "d")
    beta, gamma, mu = (scalar(name, positive=True) for name in ("beta", "gamma", "mu"))
    fstar = scalar("fstar")
    smooth = forall(v, f(v) <= f(w) + inner(p, v - w) + beta / 2 * norm(v - w) ** 2)
    return implies(
        [smooth, equal(beta * gamma, 1), mu * (f(w) - fstar) <= norm(p) ** 2 / 2],
        f(w - gamma * p) - fstar <= (1 - mu * gamma) * (f(w) - fstar),
    )


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def pl_rate_without_factor_two():
    """The factor 1 − μ/β for f = (ax² + by²)/2, 0 < a, b ≤ β, whose largest μ is 2 min(a, b): one step can do worse.

    For a = 1, b = 1/4, β = 1, μ = 1/2 the step from (0, 1) has the factor 9/16 > 1/2.
    """
    a, b, beta, mu = (scalar(name, positive=True) for name in ("a", "b", "beta", "mu"))
    x, y = scalar("x"), scalar("y")

    def f(x, y):
        return (a * x**2 + b * y**2) / 2

    return implies(
        [a <= beta, b <= beta, mu <= 2 * a, mu <= 2 * b, mu <= beta],
        at_most(f(x - a * x / beta, y - b * y / beta), (1 - mu / beta) * f(x, y)),
    )


# References: H. Karimi, J. Nutini, M. Schmidt, Linear convergence of gradient and proximal-gradient methods under the
# Polyak–Łojasiewicz condition, ECML 2016.
