"""Gradient flow of the square loss: Ẇ = 2 Σᵢ (yᵢ − f(xᵢ; W)) ∇f(xᵢ; W).

Setting. f(i, t) is the output on example i while one weight, or a point on any smooth curve of weights, moves with t; y(i) is
its label, L = Σᵢ (y(i) − f(i, t))². A component of ∇L is the derivative of L by one weight with all others kept, so the
claims below are statements about every network, any number of weights and any number N of examples.
"""

from symdl import claim, derivative, equal, forall, function, gradient, implies, scalar, summation, vector

NOTES = "Poggio, notes on Bézout, SGD and Langevin dynamics"

i, N = scalar("i", natural=True), scalar("N", natural=True)
t = scalar("t")
f, y = function("f", arity=2), function("y")
L = summation(i, 1, N, (y(i) - f(i, t)) ** 2)
flow = 2 * summation(i, 1, N, (y(i) - f(i, t)) * derivative(f(i, t), t))


@claim(source=NOTES)
def square_loss_gradient_flow():
    """−∂L/∂t = 2 Σᵢ (yᵢ − fᵢ) ∂fᵢ/∂t.

    Why it holds: the chain rule, term by term.
    """
    return equal(-derivative(L, t), flow)


@claim(source=NOTES)
def interpolating_weights_are_equilibria():
    """Where every error is zero the flow stands still.

    Why it holds: every term carries its error as a factor.
    """
    return implies(forall(i, equal(f(i, t), y(i))), equal(derivative(L, t), 0))


@claim(source=NOTES)
def interpolating_weights_are_equilibria_for_any_number_of_weights():
    """One example and all weights at once: f(w) = y gives ∇(y − f)² = 0 at w."""
    w, label = vector("w", "M"), scalar("y")
    output = function("f", "M")(w)
    return implies(equal(output, label), equal(gradient((label - output) ** 2, w), 0))


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def square_loss_flow_with_the_other_sign():
    """The error is label minus output; with output minus label the loss grows."""
    return equal(-derivative(L, t), -flow)


@claim(expect="refuted", source=NOTES)
def zero_mean_error_is_an_equilibrium():
    """It is not enough that the errors add up to zero: two examples with errors 1 and −1."""
    a, b = function("a"), function("b")
    loss = a(t) ** 2 + b(t) ** 2
    return implies(equal(a(t) + b(t), 0), equal(derivative(loss, t), 0))


# References: standard.
