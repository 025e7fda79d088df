"""Networks with activation q(x) = (x₊)² represent squares, products and cubic splines exactly, with O(1) units each.

Setting. Squares come from two units, products from squares by polarisation, and the truncated cubic x₊³ from the product of x
and q(x). A cubic B-spline is a combination of five truncated cubics, and a tensor-product spline is a product of splines:
n terms take O(n) units. Not claimed: that shallow sigmoidal nets cannot do this (cited in the slides).
"""

from symdl import at_most, both, claim, equal, implies, relu, scalar

SLIDES = "Yao, On Mathematical Theories of Deep Learning"

x, y = scalar("x"), scalar("y")


def q(t):
    """The activation."""
    return relu(t) ** 2


def square(t):
    """t² from two units."""
    return q(t) + q(-t)


def times(a, b):
    """The product a b from four units."""
    return (square(a + b) - square(a - b)) / 4


def spline(t):
    """Six times the cubic B-spline with knots 0, 1, 2, 3, 4."""
    return sum(c * relu(t - k) ** 3 for k, c in enumerate((1, -4, 6, -4, 1)))


@claim(source=SLIDES)
def squared_relu_spline_representation():
    """x² = q(x) + q(−x), xy = ¼[(x + y)² − (x − y)²] and x₊³ = ¼[(x + q(x))² − (x − q(x))²], all in units of q.

    Why it holds: one of x₊ and (−x)₊ is 0 and the other |x|; and x · x₊² = x₊³.
    """
    return both(equal(square(x), x**2), equal(times(x, y), x * y), equal(times(x, q(x)), relu(x) ** 3))


@claim(source=SLIDES)
def cubic_spline_of_squared_relu_units():
    """Five truncated cubics make the cubic B-spline: it is supported in [0, 4] and has the middle value 4/6."""
    return both(
        implies(at_most(x, 0), equal(spline(x), 0)),
        implies(at_most(4, x), equal(spline(x), 0)),
        equal(spline(2), 4),
    )


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=SLIDES)
def square_is_a_difference_of_units():
    """With a minus sign the two units give x |x|."""
    return equal(q(x) - q(-x), x**2)


@claim(expect="refuted", source=SLIDES)
def truncated_cubic_is_the_cubic():
    """The truncation matters: for x < 0 the network is 0 and x³ is not."""
    return equal(times(x, q(x)), x**3)


# References: Chui, Li, Mhaskar, Neural networks for localized approximation, Math. Comp. 63 (1994);
# Mhaskar, Approximation properties of a multilayered feedforward artificial neural network (1993).
