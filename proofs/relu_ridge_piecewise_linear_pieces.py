"""A one-dimensional ReLU network with r units is piecewise affine with at most r + 1 pieces, and reaches all such functions.

Setting. f(x) = Σᵢ c(i) (w(i) x + b(i))₊, i = 1, …, r, breaks only where some w(i) x + b(i) changes sign. Let x and z have no
breakpoint strictly between them: for every i, w(i) x + b(i) and w(i) z + b(i) are both ≥ 0 or both ≤ 0. Then f is affine from
x to z. As r units have at most r breakpoints, they cut the line into at most r + 1 such intervals (this last count is not
formalised). Conversely, a function with knots t(0) ≤ t(1) ≤ …, value v(0) at t(0) and slope s(i) between t(i − 1) and t(i)
is a constant plus one unit a piece.
"""

from symdl import (
    absolute,
    at_most,
    both,
    claim,
    either,
    equal,
    exists,
    forall,
    function,
    implies,
    relu,
    scalar,
    summation,
)

SLIDES = "Yao, On Mathematical Theories of Deep Learning"

r, i = scalar("r", natural=True), scalar("i", natural=True)
x, z, lam = scalar("x"), scalar("z"), scalar("lambda")
c, w, b = function("c"), function("w"), function("b")
s, t, v = function("s"), function("t"), function("v")
between = [at_most(0, lam), at_most(lam, 1)]


def f(point):
    """The network with r units."""
    return summation(i, 1, r, c(i) * relu(w(i) * point + b(i)))


@claim(source=SLIDES)
def relu_ridge_piecewise_linear_pieces():
    """Between points that no breakpoint separates, a network of any width is affine.

    Why it holds: on such a segment each unit is either 0 or w(i) x + b(i); then induction on the width.
    """
    at_x, at_z = w(i) * x + b(i), w(i) * z + b(i)
    on_one_side = either(both(at_most(0, at_x), at_most(0, at_z)), both(at_most(at_x, 0), at_most(at_z, 0)))
    no_breakpoint = forall(i, on_one_side)
    return implies([no_breakpoint, *between], equal(f(lam * x + (1 - lam) * z), lam * f(x) + (1 - lam) * f(z)))


@claim(source=SLIDES)
def relu_units_are_continuous():
    """A unit never moves faster than its argument, so the network is continuous."""
    return at_most(absolute(relu(x) - relu(z)), absolute(x - z))


@claim(source=SLIDES)
def every_piecewise_linear_function_is_a_relu_network():
    """Right of the knot t(r), the network v(0) + Σᵢ (s(i + 1) − s(i)) (x − t(i))₊, i = 0, …, r, is the piece with slope s(r + 1).

    Right of it means t(i) ≤ x for the knots in the sum. The units of later knots are 0 there, so the network with one unit
    a piece is the given function on every piece; the constant v(0) is one more unit, with w = 0 and b = 1.

    Why it holds: induction on r; the unit of t(r) turns the slope s(r) into s(r + 1), and the pieces agree at t(r).
    """
    given = [
        equal(s(0), 0),
        forall(i, at_most(t(i), x)),
        forall(i, equal(v(i + 1), v(i) + s(i + 1) * (t(i + 1) - t(i)))),
    ]
    network = v(0) + summation(i, 0, r, (s(i + 1) - s(i)) * relu(x - t(i)))
    return implies(given, equal(network, v(r) + s(r + 1) * (x - t(r))))


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=SLIDES)
def one_relu_unit_is_affine_everywhere():
    """Across a breakpoint the unit bends: from −1 to 1 the ReLU is not affine."""
    return implies(between, equal(relu(lam * x + (1 - lam) * z), lam * relu(x) + (1 - lam) * relu(z)))


@claim(expect="refuted", source=SLIDES)
def one_unit_represents_every_affine_piece():
    """One piece needs two units (or a unit and a constant): one unit never takes both signs, as x does at −1 and 1."""
    scale, slope, shift = scalar("c"), scalar("w"), scalar("b")

    def unit(point):
        return scale * relu(slope * point + shift)

    return exists([scale, slope, shift], both(equal(unit(-1), x), equal(unit(1), z)))


# References: Montúfar, Pascanu, Cho, Bengio, On the number of linear regions of deep neural networks, NIPS 2014;
# Zaslavsky, Facing up to arrangements (1975), for the count in higher dimension.
