"""The noise of stochastic gradient descent vanishes at weights that interpolate the data.

Setting. Example j has label y(j) and network output f(j, t), where t moves along any smooth curve in the space of weights;
its loss is V(j) = (f(j, t) − y(j))². SGD follows ∇V(k) for a drawn example k, gradient descent the mean of all N gradients.
Their difference ξ = 1/N Σⱼ ∇V(j) − ∇V(k) is the noise. Where the network interpolates it is zero along every curve, so
zero-loss weights are absorbing for SGD. They are not for Langevin dynamics, whose noise does not depend on the weights:
the two cannot be identified there.
"""

from symdl import claim, derivative, equal, forall, function, implies, scalar, summation

NOTES = "Poggio, notes on Bézout, SGD and Langevin dynamics"

j, k, N = (scalar(name, natural=True) for name in ("j", "k", "N"))
t = scalar("t")
f, y = function("f", arity=2), function("y")
eta = scalar("eta", positive=True)


def V(example):
    """The square loss of one example."""
    return (f(example, t) - y(example)) ** 2


@claim(source=NOTES)
def sgd_noise_vanishes_at_interpolation():
    """Where all examples are interpolated, N ξ = ∇ Σⱼ V(j) − N ∇V(k) is zero for every drawn example k.

    Why it holds: each gradient 2 (f − y) ∇f carries the residual as a factor; induction on N.
    """
    interpolates = forall(j, equal(f(j, t), y(j)))
    noise = derivative(summation(j, 1, N, V(j)), t) - N * derivative(V(k), t)
    return implies(interpolates, equal(noise, 0))


@claim(source=NOTES)
def sgd_stays_at_interpolation():
    """A step of SGD from weights w that fit the drawn example does not move them, whatever the step size."""
    w, g, label = scalar("w"), function("g"), scalar("y")
    return implies(equal(g(w), label), equal(w - eta * derivative((g(w) - label) ** 2, w), w))


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def sgd_noise_vanishes_at_every_critical_point():
    """A zero full gradient is not enough: for f = w with labels a and b the mean is critical at (a + b)/2."""
    w, a, b = scalar("w"), scalar("a"), scalar("b")
    first, second = (w - a) ** 2, (w - b) ** 2
    critical = equal(derivative(first + second, w), 0)
    return implies(critical, equal(derivative(first, w), 0))


@claim(expect="refuted", source=NOTES)
def langevin_stays_at_interpolation():
    """Langevin dynamics on (uv − 1)² leaves the zero-loss curve uv = 1 as soon as its noise z is not zero."""
    u, v, z = scalar("u"), scalar("v"), scalar("z")
    step = u - eta * derivative((u * v - 1) ** 2, u) + z
    return implies(equal(u * v, 1), equal(step, u))


# References: Wojtowytsch, Stochastic gradient descent with noise of machine learning type, arXiv:2105.01650;
# Mori, Ziyin, Liu, Ueda, Power-law escape rate of SGD, ICML 2022.
