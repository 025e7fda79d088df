"""The gradient of a nonlinear least-squares loss.

Setting. h: ℝᵖ → ℝⁿ gives the n outputs of a model with p parameters; L(w) = ‖h(w) − y‖². The columns of J = Dh(w)ᵀ are
the gradients of the outputs. All sizes and every smooth h.
"""

from symdl import claim, equal, function, gradient, jacobian, norm, vector

NOTES = "Slides on the Polyak–Łojasiewicz condition and over-parametrised training"

h = function("h", "p", "n")
w, y = vector("w", "p"), vector("y", "n")
loss = norm(h(w) - y) ** 2
J = jacobian(h(w), w).T


@claim(source=NOTES)
def nonlinear_least_squares_gradient():
    """∇L = 2 J (h(w) − y).

    Why it holds: the chain rule on a sum of squares.
    """
    return equal(gradient(loss, w), 2 * J @ (h(w) - y))


# What breaks when the factor is forgotten.


@claim(expect="refuted", source=NOTES)
def nonlinear_least_squares_gradient_as_printed():
    """Without the factor 2 it is the gradient of ½‖h(w) − y‖²."""
    return equal(gradient(loss, w), J @ (h(w) - y))


# References: Nocedal, Wright, Numerical Optimization, section 10.1.
