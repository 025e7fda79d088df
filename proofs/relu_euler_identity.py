"""Euler's identity σ(z) = σ′(z) z holds for ReLU and its relatives, and for nothing else.

Setting. σ(z) = a max(z, 0) + b min(z, 0): ReLU for a = 1, b = 0, leaky ReLU for 0 < b < a, linear for a = b. Away from 0 it is
differentiable and positively homogeneous of degree 1. Conversely z σ′ = σ makes σ(z)/z constant on each side of 0, which
leaves just these σ. Not covered: that a vanishing derivative means constant (the mean value theorem).
"""

from symdl import claim, derivative, equal, exp, forall, function, implies, log, maximum, minimum, scalar, unequal

NOTES = "Poggio, Solutions for DNNs: dynamics and norms"

a, b, z = scalar("a"), scalar("b"), scalar("z")


@claim(source=NOTES)
def relu_euler_identity():
    """σ(z) = σ′(z) z for z ≠ 0 and σ = a max(z, 0) + b min(z, 0), any a and b.

    Why it holds: σ is az on one side and bz on the other.
    """
    sigma = a * maximum(z, 0) + b * minimum(z, 0)
    return implies(unequal(z, 0), equal(sigma, derivative(sigma, z) * z))


@claim(source=NOTES)
def relu_euler_converse():
    """If t σ′(t) = σ(t) for all t ≠ 0, then σ(z)/z has derivative 0 at every z ≠ 0.

    Why it holds: (σ/z)′ = (zσ′ − σ)/z².
    """
    sigma, t = function("sigma"), scalar("t")
    euler = forall(t, implies(unequal(t, 0), equal(t * derivative(sigma(t), t), sigma(t))))
    return implies([euler, unequal(z, 0)], equal(derivative(sigma(z) / z, z), 0))


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def softplus_euler_identity():
    """Softplus is smooth and not homogeneous: at 0 the right side is 0 and the left is log 2."""
    softplus = log(1 + exp(z))
    return equal(softplus, derivative(softplus, z) * z)


@claim(expect="refuted", source=NOTES)
def squared_relu_euler_identity():
    """The square of ReLU is homogeneous of degree 2, so z σ′ = 2σ: fails at 1."""
    sigma = maximum(z, 0) ** 2
    return implies(unequal(z, 0), equal(sigma, derivative(sigma, z) * z))


# References: Lyu, Li, Gradient descent maximizes the margin of homogeneous neural networks, ICLR 2020.
