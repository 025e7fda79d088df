"""Gradient and Hessian of x²y³, worked out.

Setting. f(x, y) = x²y³, w = (x, y). The gradient has the shape of w, the Hessian is 2 × 2 and symmetric: its lower-left entry
is ∂²f/∂y∂x. The notes, as scanned, have 3x²y³ for ∂f/∂y and ∂²f/∂x² in the lower-left corner.
"""

from symdl import array, both, claim, derivative, equal, gradient, hessian, scalar, vector

NOTES = "Notes on learning rates: example of a Hessian"

w = vector("w", 2)
x, y = scalar("x"), scalar("y")
f = x**2 * y**3


@claim(source=NOTES)
def hessian_example_x2y3():
    """∇f = (2xy³, 3x²y²), and ∇²f has the entries 2y³, 6xy², 6xy², 6x²y.

    Why it holds: the power rule, one variable at a time.
    """
    u, v = w[0], w[1]
    return both(
        equal(gradient(u**2 * v**3, w), array([2 * u * v**3, 3 * u**2 * v**2])),
        equal(hessian(u**2 * v**3, w), array([[2 * v**3, 6 * u * v**2], [6 * u * v**2, 6 * u**2 * v]])),
    )


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def slope_of_x2y3_as_printed():
    """3x²y³ for ∂f/∂y: the exponent of y must fall by one. Fails at x = 1, y = 2."""
    return equal(derivative(f, y), 3 * x**2 * y**3)


@claim(expect="refuted", source=NOTES)
def lower_left_entry_of_x2y3_as_printed():
    """∂²f/∂x² = 2y³ in the lower-left corner, where ∂²f/∂y∂x = 6xy² belongs: they differ at x = 0, y = 1."""
    return equal(derivative(derivative(f, x), y), derivative(f, x, 2))


# References: Apostol, Mathematical Analysis, chapter 12.
