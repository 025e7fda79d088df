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
    """Every affine classifier has a margin that is not positive; four ReLU units have the margins 2, 2, 2, 2.

    Why it holds: the four margins of an affine function add up to 0 (Farkas); the rest is evaluation.
    """
    no_line = either(*(at_most(margin, 0) for margin in margins(affine)))
    return both(no_line, *(equal(margin, 2) for margin in margins(four_units)))


@claim(source=SLIDES)
def antipodal_points_need_two_units_of_their_sign():
    """With a single unit of positive weight c, and the others adding r(x) ≤ 0, the network is not positive at both x and −x.

    So the positive pair takes two units with c > 0 and the negative pair two more with c < 0: q ≥ 4, in every dimension.

    Why it holds: the unit is active at x or at −x, not at both.
    """
    u, x, c = vector("u", "d"), vector("x", "d"), scalar("c", nonnegative=True)
    rest_at_x, rest_at_minus_x = scalar("r1"), scalar("r2")
    at_x, at_minus_x = c * relu(inner(u, x)) + rest_at_x, c * relu(-inner(u, x)) + rest_at_minus_x
    others = [at_most(rest_at_x, 0), at_most(rest_at_minus_x, 0)]
    return implies(others, either(at_most(at_x, 0), at_most(at_minus_x, 0)))


@claim(source=SLIDES)
def three_relu_units_never_separate_xor():
    """With three units, two have output weights of one sign, say c₂, c₃ ≤ 0: then f(1, 1) or f(−1, −1) is not positive.

    If c₂, c₃ ≥ 0, then −f has two weights ≤ 0, and is not positive at (1, −1) or (−1, 1).
    """
    (c1, c2, c3), (u1, u2, u3), (v1, v2, v3) = (map(scalar, (f"{s}1", f"{s}2", f"{s}3")) for s in "cuv")
    f = network((c1, u1, v1), (c2, u2, v2), (c3, u3, v3))
    return implies([at_most(c2, 0), at_most(c3, 0)], either(at_most(f(1, 1), 0), at_most(f(-1, -1), 0)))


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=SLIDES)
def xor_is_linearly_separable():
    """Without hidden units there is no separating line."""
    return exists(
        [scalar("w1"), scalar("w2"), scalar("b")], both(*(less_than(0, margin) for margin in margins(affine)))
    )


@claim(expect="refuted", source=SLIDES)
def four_relu_units_never_separate_xor():
    """The lower bound stops at three: two antipodal pairs of units, one with weights 1 and one with −1, do separate."""
    a, b, c, d = map(scalar, "abcd")
    f = network((1, a, b), (1, -a, -b), (-1, c, d), (-1, -c, -d))
    return either(*(at_most(margin, 0) for margin in margins(f)))


# References: Minsky, Papert, Perceptrons (1969), for the impossibility with no hidden units.
