"""Penalising the bias changes the hard-margin support vector machine.

Setting. The slides minimise "‖β‖² = Σⱼ βⱼ²" over β₀, …, β_p and do not say whether the sum starts at j = 0 or j = 1. One feature
and two examples decide that it matters: x = 4 with label +1 and x = −2 with label −1. The margins are β₀ + 4β₁ ≥ 1 and
−β₀ + 2β₁ ≥ 1. Vapnik's machine leaves the bias β₀ unpenalised.
"""

from fractions import Fraction

from symdl import at_most, both, claim, equal, exists, implies, number, scalar

SLIDES = "Yao, On Mathematical Theories of Deep Learning"

b0, b1 = scalar("b0"), scalar("b1")


def margins(bias, weight):
    """Both examples have margin at least 1."""
    return both(at_most(1, bias + 4 * weight), at_most(1, -bias + 2 * weight))


def point(bias, weight):
    """(β₀, β₁) is the given pair."""
    return both(equal(b0, number(bias)), equal(b1, number(weight)))


@claim(source=SLIDES)
def svm_bias_penalization_ambiguity():
    """The unpenalised machine has the only solution (−1/3, 1/3), the penalised one the only solution (−1/5, 2/5).

    Why it holds: the sum of the margins gives β₁ ≥ 1/3, and then β₀ = −1/3; the second margin is a line at distance
    1/√5 from the origin, whose nearest point is (−1/5, 2/5).
    """
    unpenalised, penalised = b1**2, b0**2 + b1**2
    third, fifth = Fraction(1, 3), Fraction(1, 5)
    return both(
        margins(number(-third), number(third)),
        margins(number(-fifth), number(2 * fifth)),
        implies(margins(b0, b1), at_most(third**2, unpenalised)),
        implies(margins(b0, b1), at_most(fifth, penalised)),
        implies([margins(b0, b1), at_most(unpenalised, third**2)], point("-1/3", "1/3")),
        implies([margins(b0, b1), at_most(penalised, fifth)], point("-1/5", "2/5")),
    )


# What breaks when a hypothesis is dropped: the slides treat both sums as one.


@claim(expect="refuted", source=SLIDES)
def one_pair_solves_both_machines():
    """No (β₀, β₁) is optimal for both: (−1/3, 1/3) has β₀² + β₁² = 2/9, more than the 1/5 of (−1/5, 2/5)."""
    optimal = [at_most(b1**2, Fraction(1, 9)), at_most(b0**2 + b1**2, Fraction(1, 5))]
    return exists([b0, b1], both(margins(b0, b1), *optimal))


# References: Vapnik, The Nature of Statistical Learning Theory, chapter 5; Soudry et al., JMLR 19 (2018), equation 4 (no bias).
