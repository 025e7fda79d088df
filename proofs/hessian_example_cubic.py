"""Gradient and Hessian of x³ + 2y² + 3xy², worked out.

Setting. g(x, y) = x³ + 2y² + 3xy², w = (x, y). The scan of the notes turns x³ into y³ and 4 + 6x into 446x.
"""

from symdl import array, both, claim, equal, gradient, hessian, vector

NOTES = "Notes on learning rates: example of a Hessian"

w = vector("w", 2)
x, y = w[0], w[1]
g = x**3 + 2 * y**2 + 3 * x * y**2


@claim(source=NOTES)
def hessian_example_cubic():
    """∇g = (3x² + 3y², 4y + 6xy), and ∇²g has the rows (6x, 6y) and (6y, 4 + 6x).

    Why it holds: the power rule, one variable at a time.
    """
    return both(
        equal(gradient(g, w), array([3 * x**2 + 3 * y**2, 4 * y + 6 * x * y])),
        equal(hessian(g, w), array([[6 * x, 6 * y], [6 * y, 4 + 6 * x]])),
    )


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def gradient_of_the_cubic_as_scanned():
    """With y³ in place of x³ the gradient is another one: fails at x = 1, y = 0."""
    scanned = y**3 + 2 * y**2 + 3 * x * y**2
    return equal(gradient(scanned, w), array([3 * x**2 + 3 * y**2, 4 * y + 6 * x * y]))


@claim(expect="refuted", source=NOTES)
def hessian_of_the_cubic_without_its_constant():
    """The summand 2y² contributes the constant 4 to the last entry: fails at 0."""
    return equal(hessian(g, w), array([[6 * x, 6 * y], [6 * y, 6 * x]]))


# References: Apostol, Mathematical Analysis, chapter 12.
