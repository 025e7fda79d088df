"""More weights than equations: the complex zero set has positive dimension, the real one may still be a point.

Setting. N examples give N polynomial equations f(xᵢ; W) = yᵢ in M > N weights. Over ℂ every component of a nonempty zero set has
dimension at least M − N (Krull), so there are infinitely many solutions and none is isolated. Over ℝ this needs a
hypothesis: at a solution where the Jacobian has rank N the real solutions nearby form a manifold of dimension M − N.

The network is f(x; w) = (w₁² + w₂²) x, two quadratic units with output weights 1, at the single example x = 1.
"""

from symdl import claim, count_is, scalar

NOTES = "Poggio, notes on Bézout, SGD and Langevin dynamics"
LEARNING = "notes on learning rates, infinitely many solutions"

w1, w2, w3 = scalar("w1"), scalar("w2"), scalar("w3")
WEIGHTS = [w1, w2]


def residual(y):
    """f(1; w) − y."""
    return w1**2 + w2**2 - y


@claim(source=NOTES)
def overparametrized_zero_set_positive_dimensional():
    """Already for y = 0 the complex zero set is infinite: the two lines w₁ = ± i w₂."""
    return count_is("infinite", [residual(0)], WEIGHTS)


@claim(source=NOTES)
def no_complex_zero_is_isolated():
    """None of these zeros is isolated."""
    return count_is(0, [residual(0)], WEIGHTS, over="isolated")


@claim(source=LEARNING)
def overparametrized_infinitely_many_solutions():
    """For y = 5 the point (1, 2) is a solution with Jacobian (2, 4) of rank 1: infinitely many real solutions.

    Why it holds: the implicit function theorem; here the circle of radius √5.
    """
    return count_is("infinite", [residual(5)], WEIGHTS, over="real")


@claim(source=LEARNING)
def two_examples_and_three_weights():
    """Two equations in three weights, of full rank at (1, 1, 1): a curve of real solutions."""
    return count_is("infinite", [w1 * w2 - w3, w1 + w2 - 2 * w3], [w1, w2, w3], over="real")


# What breaks when a hypothesis is dropped: rank N at the solution.


@claim(source=NOTES)
def the_real_zero_may_be_alone():
    """For y = 0 the Jacobian vanishes at the only real solution (0, 0).

    Why it holds: w₁² + w₂² is a sum of squares, so both vanish.
    """
    return count_is(1, [residual(0)], WEIGHTS, over="real")


@claim(expect="refuted", source=LEARNING)
def more_weights_than_examples_give_infinitely_many_real_solutions():
    """Without the rank hypothesis the statement fails over ℝ."""
    return count_is("infinite", [residual(0)], WEIGHTS, over="real")


# References: Cooper, The loss landscape of overparameterized neural networks (2018); Hartshorne, Algebraic Geometry, I.7.
