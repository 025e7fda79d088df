"""The training loss of fixed weights is an unbiased estimate of their risk; with a regulariser it is not.

Setting. An example is drawn from K cases with probabilities p ∈ ℝᴷ, 1ᵀp = 1; fixed weights θ have loss lₖ in case k, so their
risk is R = pᵀl. Draw examples independently and let E(n) be the expectation of the sum of the losses of n of them. One more
draw, of case k with probability pₖ, adds lₖ:

    E(n + 1) = Σₖ pₖ (E(n) + lₖ).

The mean loss R̂ₙ then has expectation E(n)/n = R. The displayed "fundamental theorem" R = R̂ₙ + (R − R̂ₙ) says nothing by itself.
Distributions with finitely many cases are covered, of every size K.
"""

from symdl import at_most, both, claim, equal, forall, function, implies, inner, minimum, ones, scalar, vector

SLIDES = "Yao, On Mathematical Theories of Deep Learning"

p, loss = vector("p", "K"), vector("l", "K")
one = ones("K")
n, j = scalar("n", natural=True), scalar("j", natural=True)
E = function("E")
risk = inner(p, loss)
is_distribution = equal(inner(one, p), 1)


@claim(source=SLIDES)
def risk_decomposition_identity():
    """The n losses of a sample of any size have expectation n R, so their mean is R on average.

    Why it holds: linearity of expectation, by induction on the size of the sample.
    """
    no_draw = equal(E(0), 0)
    one_more_draw = forall(j, equal(E(j + 1), inner(p, E(j) * one + loss)))
    return implies([is_distribution, no_draw, one_more_draw], equal(E(n), n * risk))


@claim(source=SLIDES)
def mean_of_two_draws_is_unbiased():
    """Written out for two draws: the sum over all pairs of cases (j, k) of pⱼ pₖ (lⱼ + lₖ)/2 is R.

    Why it holds: the table of sums lⱼ + lₖ is l 1ᵀ + 1 lᵀ, and 1ᵀp = 1.
    """
    mean_loss_table = (loss @ one.T + one @ loss.T) / 2
    return implies(is_distribution, equal(p.T @ mean_loss_table @ p, risk))


@claim(source=SLIDES)
def regulariser_belongs_to_the_gap():
    """If the printed R̂ₙ contains the regulariser ρ, the gap R − R̂ₙ is that of the training loss minus ρ."""
    R, training_loss, rho = scalar("R"), scalar("training_loss"), scalar("rho")
    objective = training_loss + rho
    return both(equal(R, objective + (R - objective)), equal(R - objective, (R - training_loss) - rho))


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=SLIDES)
def regularised_objective_is_unbiased():
    """The printed R̂ₙ contains a regulariser; its expectation is R + ρ."""
    rho = scalar("rho")
    return implies(is_distribution, equal(risk + rho * inner(one, p), risk))


@claim(expect="refuted", source=SLIDES)
def fitted_weights_have_unbiased_training_loss():
    """θ must not depend on the sample: choosing the better of two weights after one draw is optimistic on average.

    Two cases of probability 1/2; the weights lose (a, b) and (c, d) in them.
    """
    a, b, c, d = map(scalar, "abcd")
    expected_training_loss = (minimum(a, c) + minimum(b, d)) / 2
    return equal(expected_training_loss, minimum((a + b) / 2, (c + d) / 2))


@claim(source=SLIDES)
def fitted_weights_have_optimistic_training_loss():
    """In the same setting the expected training loss is at most the smaller risk."""
    a, b, c, d = map(scalar, "abcd")
    return at_most((minimum(a, c) + minimum(b, d)) / 2, minimum((a + b) / 2, (c + d) / 2))


# References: Shalev-Shwartz, Ben-David, Understanding Machine Learning, chapter 5.
