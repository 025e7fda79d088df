"""∇L = 0 is a square system: at most (2D − 1)ᴹ isolated complex critical points.

Setting. For a model f of degree D in its M weights the square loss L = Σ (f(xᵢ; W) − yᵢ)² has degree 2D, and ∇L = 0 are M equations of degree
at most 2D − 1 in M unknowns. Bézout's theorem bounds the isolated complex critical points by (2D − 1)ᴹ. Only isolated ones are
counted, and there may be many fewer.
"""

from symdl import claim, count_at_most, count_is, scalar

NOTES = "Poggio, notes on Bézout, SGD and Langevin dynamics"

a, b = scalar("a"), scalar("b")
# The linear network a b x with one hidden unit at x = 1, y = 3: D = 2, M = 2.
# L = (a b − 3)² + a² + 2 b², a ridge constant for each weight, and its gradient; then the same without ridge terms.
CRITICAL = [2 * b * (a * b - 3) + 2 * a, 2 * a * (a * b - 3) + 4 * b]
CRITICAL_PLAIN = [2 * b * (a * b - 3), 2 * a * (a * b - 3)]


@claim(source=NOTES)
def stationary_equations_count():
    """Two weights, D = 2: at most 3² isolated critical points."""
    return count_at_most((2 * 2 - 1) ** 2, CRITICAL, [a, b], over="isolated")


@claim(source=NOTES)
def critical_points_are_fewer():
    """There are five, all complex solutions counted."""
    return count_is(5, CRITICAL, [a, b])


@claim(source=NOTES)
def real_critical_points_are_fewer_still():
    """Three of them are real: two minimisers and the saddle at 0."""
    return count_is(3, CRITICAL, [a, b], over="real")


@claim(source=NOTES)
def one_quadratic_unit_attains_the_bound():
    """f = w², y = 1: the loss (w² − 1)² has 3 = 2D − 1 critical points."""
    return count_is(3, [4 * a * (a**2 - 1)], [a])


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def the_degree_of_the_loss_is_not_2d_minus_2():
    """A bound (2D − 2)ᴹ fails for one quadratic unit."""
    return count_at_most(2, [4 * a * (a**2 - 1)], [a])


@claim(expect="refuted", source=NOTES)
def all_critical_points_are_isolated():
    """Without ridge terms the interpolating weights a b = 3 form a curve: the bound on isolated points is none on all."""
    return count_at_most((2 * 2 - 1) ** 2, CRITICAL_PLAIN, [a, b])


# References: Mehta, Chen, Tang, Hauenstein, The loss surface of deep linear networks viewed through the algebraic geometry lens (2018).
