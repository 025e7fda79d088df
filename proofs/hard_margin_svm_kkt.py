"""The Karush–Kuhn–Tucker conditions characterise the hard-margin support vector machine.

Setting. Examples x(1), …, x(N) ∈ ℝᵈ, labels absorbed, are strictly separable. The machine minimises ‖w‖² subject to
⟨w, x(i)⟩ ≥ 1. The conditions: w = Σᵢ α(i) x(i) with α(i) ≥ 0, and α(i) = 0 unless ⟨w, x(i)⟩ = 1. They suffice: w is the unique
solution. For N examples, w = Σᵢ α(i) x(i) is written as ⟨w, v⟩ = Σᵢ α(i) ⟨x(i), v⟩ for all v. Not formalised: that a solution
always satisfies the conditions (Farkas).
"""

from symdl import (
    at_most,
    both,
    claim,
    equal,
    forall,
    function,
    implies,
    inner,
    less_than,
    norm,
    number,
    scalar,
    summation,
    vector,
)

SLIDES = "Yao, On Mathematical Theories of Deep Learning"

v, x1, x2 = (vector(name, "d") for name in ("v", "x1", "x2"))
alpha1, alpha2 = scalar("alpha1", nonnegative=True), scalar("alpha2", nonnegative=True)

w = alpha1 * x1 + alpha2 * x2
feasible = [at_most(1, inner(w, x1)), at_most(1, inner(w, x2))]
competitor = [at_most(1, inner(v, x1)), at_most(1, inner(v, x2))]
complementary = [equal(alpha1 * (inner(w, x1) - 1), 0), equal(alpha2 * (inner(w, x2) - 1), 0)]


@claim(source=SLIDES)
def hard_margin_svm_kkt():
    """A feasible w that satisfies the conditions has ‖w‖² + ‖v − w‖² ≤ ‖v‖² for every feasible v, in every dimension d.

    So w is shortest, and no other feasible vector is as short. Two examples are spelt out; for N of them see
    `svm_duality_for_every_sample`, then `hard_margin_svm_is_unique`.

    Why it holds: ‖w‖² = α₁ + α₂ ≤ ⟨w, v⟩ for every feasible v.
    """
    return implies([*feasible, *complementary, *competitor], at_most(norm(w) ** 2 + norm(v - w) ** 2, norm(v) ** 2))


@claim(source=SLIDES)
def hard_margin_svm_is_unique():
    """‖w‖² ≤ ⟨w, v⟩ gives that inequality, so w is shortest; and a feasible v as short as w has ‖v − w‖² ≤ 0, that is v = w.

    Why it holds: ‖v − w‖² = ‖v‖² − 2⟨w, v⟩ + ‖w‖² ≤ ‖v‖² − ‖w‖².
    """
    w = vector("w", "d")
    gap = at_most(norm(w) ** 2 + norm(v - w) ** 2, norm(v) ** 2)
    unique = implies(at_most(norm(v) ** 2, norm(w) ** 2), at_most(norm(v - w) ** 2, 0))
    return implies(at_most(norm(w) ** 2, inner(w, v)), both(gap, at_most(norm(w) ** 2, norm(v) ** 2), unique))


@claim(source=SLIDES)
def svm_duality_for_every_sample():
    """For N examples: under the conditions Σᵢ α(i) ⟨w, x(i)⟩ ≤ Σᵢ α(i) ⟨v, x(i)⟩ for every feasible v, that is ‖w‖² ≤ ⟨w, v⟩.

    Why it holds: term by term, α(i) ⟨w, x(i)⟩ = α(i) ≤ α(i) ⟨v, x(i)⟩; induction on N.
    """
    N, i = scalar("N", natural=True), scalar("i", natural=True)
    w = vector("w", "d")
    alpha, x = function("alpha"), function("x", 1, "d")
    given = [
        forall(i, at_most(0, alpha(i))),
        forall(i, equal(alpha(i) * (inner(w, x(i)) - 1), 0)),
        forall(i, at_most(1, inner(v, x(i)))),
    ]
    own = summation(i, 1, N, alpha(i) * inner(w, x(i)))
    other = summation(i, 1, N, alpha(i) * inner(v, x(i)))
    return implies(given, at_most(own, other))


@claim(source=SLIDES)
def smallest_norm_is_largest_margin():
    """If w has the smallest norm, no direction u of length 1 has a margin γ above 1/‖w‖: ‖w‖² ≤ ‖u/γ‖² = 1/γ².

    Why it holds: u/γ is feasible when the margin of u is γ > 0.
    """
    w, u = vector("w", "d"), vector("u", "d")
    gamma = scalar("gamma", positive=True)
    scaled = u / gamma
    smallest = forall(v, implies(competitor, at_most(norm(w) ** 2, norm(v) ** 2)))
    margin = [at_most(gamma, inner(u, x1)), at_most(gamma, inner(u, x2))]
    bound = both(at_most(norm(w) ** 2, norm(scaled) ** 2), equal(norm(scaled) ** 2, 1 / gamma**2))
    return implies([smallest, equal(norm(u) ** 2, 1), *margin], bound)


@claim(source=SLIDES)
def svm_on_two_points():
    """For the examples (2, 1) and (1, 2) the solution is (1/3, 1/3), with α = (1/9, 1/9) and squared norm 2/9."""
    a, b = scalar("a"), scalar("b")
    ninth, third = number("1/9"), number("1/3")
    margins = [at_most(1, 2 * a + b), at_most(1, a + 2 * b)]
    conditions = both(equal(2 * ninth + ninth, third), equal(2 * third + third, 1))
    return both(conditions, implies(margins, at_most(number("2/9"), a**2 + b**2)))


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=SLIDES)
def svm_with_negative_multipliers():
    """α ≥ 0 is needed: for (1, 0) and (2, 1) the vector (1, −1) = 3 (1, 0) − (2, 1) has both margins 1, yet (1, 0) is shorter."""
    alpha1, alpha2, v1, v2 = map(scalar, ("alpha1", "alpha2", "v1", "v2"))
    w1, w2 = alpha1 + 2 * alpha2, alpha2
    margin1, margin2 = w1, 2 * w1 + w2
    conditions = [equal(alpha1 * (margin1 - 1), 0), equal(alpha2 * (margin2 - 1), 0)]
    given = [at_most(1, margin1), at_most(1, margin2), *conditions, at_most(1, v1), at_most(1, 2 * v1 + v2)]
    return implies(given, at_most(w1**2 + w2**2, v1**2 + v2**2))


@claim(expect="refuted", source=SLIDES)
def svm_without_complementary_slackness():
    """α(i) > 0 only on the margin: w = 2 on the single example 1 is feasible and twice too long."""
    w, v, x = scalar("w"), scalar("v"), scalar("x")
    alpha = scalar("alpha", nonnegative=True)
    return implies([at_most(1, w * x), equal(w, alpha * x), less_than(0, v), at_most(1, v * x)], at_most(w**2, v**2))


# References: Cortes, Vapnik, Support-vector networks, Machine Learning 20 (1995).
