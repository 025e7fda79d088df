"""The exponential loss is positive at all weights, so it has no zero; and its gradient.

Setting. Example i has label y(i) and network output f(i, t), where t moves along any smooth curve in the space of
weights; the loss of N ≥ 1 examples is L(t) = Σᵢ exp(−y(i) f(i, t)). The derivative along every curve is the gradient.
Sums over i run over functions of a natural number, so N and the architecture are arbitrary; N = n + 1 says N ≥ 1.
"""

from symdl import claim, derivative, equal, exp, function, less_than, scalar, summation

NOTES = "Poggio, notes on Bézout, SGD and Langevin dynamics"

i, n = scalar("i", natural=True), scalar("n", natural=True)
t = scalar("t")
y, f = function("y"), function("f", arity=2)


def loss(count):
    """The exponential loss of the first ``count`` examples."""
    return summation(i, 1, count, exp(-y(i) * f(i, t)))


@claim(source=NOTES)
def exponential_loss_positivity():
    """The exponential loss of at least one example is positive: interpolation in the sense L = 0 never happens.

    Why it holds: by induction on the number of examples; every summand is an exponential, hence positive.
    """
    return less_than(0, loss(n + 1))


@claim(source=NOTES)
def exponential_loss_gradient():
    """The gradient is −Σᵢ y(i) exp(−y(i) f(i)) ∇f(i).

    Why it holds: chain rule in every summand.
    """
    slopes = summation(i, 1, n, y(i) * exp(-y(i) * f(i, t)) * derivative(f(i, t), t))
    return equal(derivative(loss(n), t), -slopes)


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def exponential_loss_positive_without_examples():
    """Without N ≥ 1 the sum may be empty, and the empty sum is 0."""
    return less_than(0, loss(n))


@claim(expect="refuted", source=NOTES)
def exponential_loss_gradient_without_the_label():
    """The label is an inner derivative and cannot be left out: at y = 0 the loss is constant."""
    label, w = scalar("y"), scalar("w")
    return equal(derivative(exp(-label * w), w), -exp(-label * w))


# References: Soudry, Hoffer, Nacson, Gunasekar, Srebro, The implicit bias of gradient descent on separable data,
# JMLR 19 (2018), section 2.
