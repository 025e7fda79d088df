"""XOR is not linearly separable; two-layer ReLU networks without biases separate it with four hidden units and no fewer.

Setting. The inputs (1, 1) and (−1, −1) have label +1, the inputs (1, −1) and (−1, 1) label −1. A margin is label times
output; labels are separated when all four margins are positive.
"""

from symdl import at_most, both, claim, either, equal, exists, implies, inner, less_than, relu, scalar, vector

SLIDES = "Yao, On Mathematical Theories of Deep Learning"

POSITIVE, NEGATIVE = [(1, 1), (-1, -1)], [(1, -1), (-1, 1)]


def margins(f):
    """The four margins of a function of two inputs."""
    return [f(*x) for x in POSITIVE] + [-f(*x) for x in NEGATIVE]


def four_units(a, b):
    """The network (x₁ + x₂)₊ + (−x₁ − x₂)₊ − (x₁ − x₂)₊ − (x₂ − x₁)₊."""
    s, d = scalar("x1") + scalar("x2"), scalar("x1") - scalar("x2")
    network = relu(s) + relu(-s) - relu(d) - relu(-d)
    return network.at({scalar("x1"): a, scalar("x2"): b})


def affine(a, b):
    """A linear classifier with bias."""
    return scalar("w1") * a + scalar("w2") * b + scalar("b")


def network(*units):
    """A two-layer ReLU network from units (c, u, v): c (u x₁ + v x₂)₊ summed."""

    def f(a, b):
        return sum(c * relu(u * a + v * b) for c, u, v in units)

    return f


@claim(source=SLIDES)
def relu_features_make_xor_separable():
    """No affine classifier separates XOR, four ReLU units do with margins 2, 2, 2, 2, and fewer never do.

    For the lower bound, let one unit have c ≥ 0 and all others add r ≤ 0: then the network is not positive at both x and
    −x. So the positive pair takes two units with c > 0, likewise the negative pair two with c < 0, in every dimension.

    Why it holds: the four margins of an affine function add up to 0 (Farkas); the margins of the network are evaluated;
    and the one unit is active at x or at −x, not at both.
    """
    no_line = either(*(at_most(margin, 0) for margin in margins(affine)))
    four_suffice = [equal(margin, 2) for margin in margins(four_units)]
    u, x, c = vector("u", "d"), vector("x", "d"), scalar("c", nonnegative=True)
    r1, r2 = scalar("r1"), scalar("r2")
    not_both = either(at_most(c * relu(inner(u, x)) + r1, 0), at_most(c * relu(-inner(u, x)) + r2, 0))
    return both(no_line, *four_suffice, implies([at_most(r1, 0), at_most(r2, 0)], not_both))


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=SLIDES)
def xor_is_linearly_separable():
    """Without hidden units there is no separating line."""
    return exists(
        [scalar("w1"), scalar("w2"), scalar("b")], both(*(less_than(0, margin) for margin in margins(affine)))
    )


@claim(expect="refuted", source=SLIDES)
def four_relu_units_never_separate_xor():
    """The lower bound stops at three: two positive units on (1, 1) and two negative ones on (a, b) do separate."""
    a, b = scalar("a"), scalar("b")
    f = network((1, 1, 1), (1, -1, -1), (-1, a, b), (-1, -a, -b))
    return either(*(at_most(margin, 0) for margin in margins(f)))


# References: Minsky, Papert, Perceptrons (1969), for the impossibility with no hidden units.
