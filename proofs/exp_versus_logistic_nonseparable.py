"""On data that cannot be separated, the exponential and the logistic loss have finite but different minimisers.

Setting. In one dimension take p examples with margin w and m with margin −w (p, m > 0): no w ≠ 0 serves both. Then
p e^{−w} + m e^{w} is least at w = ½ log(p/m) and p log(1 + e^{−w}) + m log(1 + e^{w}) at w = log(p/m), twice as far. In general, along
a line t ↦ w + t v the margins are m(i) + t b(i), and non-separable data have b(i) < 0 for some i, whatever v ≠ 0 is. The
exponential loss is then strictly convex on every line and grows without bound on every ray: its minimiser is unique
and finite. Not formalised: compactness (existence in ℝᵈ) and the convergence of gradient descent.
"""

from symdl import (
    at_most,
    both,
    claim,
    derivative,
    equal,
    exists,
    exp,
    function,
    iff,
    implies,
    less_than,
    log,
    minimises,
    scalar,
    summation,
    unequal,
)

SLIDES = "Yao, On Mathematical Theories of Deep Learning"

p, m = scalar("p", positive=True), scalar("m", positive=True)
w, t = scalar("w"), scalar("t")


def exponential(v):
    """The exponential loss of p examples with margin v and m with margin −v."""
    return p * exp(-v) + m * exp(v)


def logistic(v):
    """The logistic loss of the same examples."""
    return p * log(1 + exp(-v)) + m * log(1 + exp(v))


slope_of_exponential = derivative(exponential(w), w)
slope_of_logistic = derivative(logistic(w), w)


@claim(source=SLIDES)
def exp_versus_logistic_nonseparable():
    """The slopes vanish only where m e^{2w} = p and m e^{w} = p: at ½ log(p/m) and at log(p/m). One w serves both only if p = m.

    Why it holds: multiply the slopes by e^{w} and by 1 + e^{w}.
    """
    return both(
        iff(equal(slope_of_exponential, 0), equal(m * exp(w) ** 2, p)),
        iff(equal(slope_of_logistic, 0), equal(m * exp(w), p)),
        equal(slope_of_exponential.at({w: log(p / m) / 2}), 0),
        equal(slope_of_logistic.at({w: log(p / m)}), 0),
        implies([equal(slope_of_exponential, 0), equal(slope_of_logistic, 0)], equal(p, m)),
    )


@claim(source=SLIDES)
def both_losses_are_strictly_convex():
    """Both second derivatives are positive, so the critical points are the unique global minimisers."""
    return both(less_than(0, derivative(slope_of_exponential, w)), less_than(0, derivative(slope_of_logistic, w)))


@claim(source=SLIDES)
def exponential_loss_minimiser():
    """½ log(p/m) is a global minimiser of the exponential loss; the least value is 2 √(pm)."""
    return minimises(log(p / m) / 2, exponential)


n, i = scalar("n", natural=True), scalar("i", natural=True)
root_weight, slope = function("c"), function("b")


@claim(source=SLIDES)
def exponential_loss_is_strictly_convex_on_lines():
    """If one margin, say that of example 1, changes along the line, the second derivative is positive.

    The summand e^{−m(i) − t b(i)} of example i is written as c(i)² e^{−t b(i)}, with c(i) = e^{−m(i)/2} ≠ 0.

    Why it holds: by induction on the number n + 1 of examples; each adds (c(i) b(i))² e^{−t b(i)} ≥ 0.
    """
    loss = summation(i, 1, n + 1, root_weight(i) ** 2 * exp(-t * slope(i)))
    return implies(unequal(root_weight(1) * slope(1), 0), less_than(0, derivative(loss, t, 2)))


@claim(source=SLIDES)
def exponential_loss_grows_on_every_ray():
    """If one margin, say that of example 1, falls along the ray, the loss grows at least linearly.

    Why it holds: every summand is positive, and e^{s} ≥ 1 + s for the first.
    """
    loss = summation(i, 1, n + 1, exp(-t * slope(i)))
    return implies([less_than(slope(1), 0), at_most(0, t)], at_most(1 - t * slope(1), loss))


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=SLIDES)
def exponential_and_logistic_minimisers_agree():
    """Past a common minimiser both losses would grow; with p = 3 and m = 1 one grows at w = 1 and the other still falls."""
    return implies(at_most(0, slope_of_exponential), at_most(0, slope_of_logistic))


@claim(expect="refuted", source=SLIDES)
def separable_data_have_a_minimiser():
    """Without opposing examples the loss p e^{−w} falls for ever: the minimiser escapes to infinity."""
    return exists(w, at_most(0, derivative(p * exp(-w), w)))


# References: Ji, Telgarsky, Risk and parameter convergence of logistic regression, arXiv:1803.07300.
