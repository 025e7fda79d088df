"""Bézout's bound kᴺ does not count the isolated real solutions of a system with more unknowns than equations.

Setting. Over ℂ, N equations of degree at most k in M unknowns have at most kᴺ isolated solutions. Over ℝ one equation in
M unknowns can already have isolated solutions, since a sum of squares vanishes only where all its squares do. The
counterexample is one quartic (N = 1, k = 4) in three unknowns:

    P(w) = Σⱼ (wⱼ − 1)² (wⱼ − 2)²  has exactly the 8 zeros {1, 2}³, all isolated, and 8 > 4 = kᴺ.
"""

from itertools import product

from symdl import (
    array,
    both,
    claim,
    count_at_most,
    count_is,
    either,
    equal,
    hessian,
    identity,
    iff,
    implies,
    less_than,
    scalar,
    vector,
)

NOTES = "Poggio, notes on Bézout, SGD and Langevin dynamics"


def P(w):
    """The quartic whose real zeros are a grid."""
    return sum((w[j] - 1) ** 2 * (w[j] - 2) ** 2 for j in range(3))


w = vector("w", 3)
u = [scalar(f"u{j}") for j in range(3)]
GRID = [array(corner) for corner in product((1, 2), repeat=3)]


@claim(source=NOTES)
def bezout_bound_fails_over_reals():
    """The real zeros of P are exactly the eight points of {1, 2}³.

    Why it holds: P is a sum of squares of (wⱼ − 1)(wⱼ − 2), so each factor pair contains a zero.
    """
    on_the_grid = both(*(either(equal(w[j], 1), equal(w[j], 2)) for j in range(3)))
    return iff(equal(P(w), 0), on_the_grid)


@claim(source=NOTES)
def grid_zeros_are_isolated():
    """At each of the eight zeros the Hessian is 2 I: every zero is a nondegenerate minimum, hence isolated."""
    return both(*(equal(hessian(P(w), w).at({w: corner}), 2 * identity(3)) for corner in GRID))


@claim(source=NOTES)
def grid_outgrows_the_bezout_number():
    """With M = m + 3 unknowns the same quartic has 2ᴹ zeros, more than the bound 4 for every m."""
    m = scalar("m", natural=True)
    return less_than(4, 2 ** (m + 3))


@claim(source=NOTES)
def eight_real_solutions():
    """The same as a number: P has exactly eight real zeros, one equation of degree 4 notwithstanding."""
    return count_is(8, [P(u)], u, over="real")


# What breaks when a hypothesis is dropped: the notes read the bound over ℝ.


@claim(expect="refuted", source=NOTES)
def four_real_zeros_of_a_quartic_are_all():
    """Bézout over ℝ would make the four zeros of P with w₁ = 1 all its zeros; (2, 1, 1) is a fifth."""
    first_four = GRID[:4]
    return implies(equal(P(w), 0), either(*(equal(w, zero) for zero in first_four)))


@claim(expect="refuted", source=NOTES)
def bezout_over_the_reals():
    """At most kᴺ = 4 real zeros, all of them isolated: P has eight."""
    return count_at_most(4, [P(u)], u, over="real")


# References: Milnor, On the Betti numbers of real varieties, Proc. AMS 15 (1964): the right real bound is k (2k − 1)^{M − 1}.
