"""The k-fold sawtooth has 2ᵏ pieces, while a ReLU net with L hidden layers of width at most m has at most (2m)ᴸ.

Setting. The tent map T(x) = 2x₊ − 4(x − 1/2)₊ on [0, 1] is a layer of two units; the sawtooth is its k-fold composition. Let P(j)
be the number of pieces on which every unit of layer j is affine. On one such piece a unit of the next layer adds at most
one breakpoint, so m units cut it into at most m + 1 pieces. A net that equals the sawtooth needs 2ᵏ ≤ (2m)ᴸ: with L fixed, its
width grows exponentially in k. Not formalised: Telgarsky's gap in the L¹ norm.
"""

from fractions import Fraction

from symdl import at_most, both, claim, equal, forall, function, implies, less_than, relu, scalar

SLIDES = "Yao, On Mathematical Theories of Deep Learning"

k, j, L = (scalar(name, natural=True) for name in ("k", "j", "L"))
m, x = scalar("m"), scalar("x")
P = function("P")
half = Fraction(1, 2)

first_piece = equal(P(0), 1)
layer_cuts = forall(j, at_most(P(j + 1), (m + 1) * P(j)))
some_width = at_most(1, m)


def tent(t):
    """A layer of two units."""
    return 2 * relu(t) - 4 * relu(t - half)


@claim(source=SLIDES)
def telgarsky_sawtooth_separation():
    """A net with L hidden layers of width at most m ≥ 1 has at most (2m)ᴸ pieces.

    Why it holds: induction on L, with m + 1 ≤ 2m.
    """
    return implies([some_width, first_piece, layer_cuts], at_most(P(L), (2 * m) ** L))


@claim(source=SLIDES)
def one_breakpoint_a_unit_and_piece():
    """On a piece where its argument is affine, a unit that is active at two points is active between them: it bends at most once."""
    a, b, lam = scalar("a"), scalar("b"), scalar("lambda")
    y = scalar("y")
    between = [at_most(0, lam), at_most(lam, 1)]
    active = [less_than(0, a * x + b), less_than(0, a * y + b)]
    return implies([*between, *active], less_than(0, a * (lam * x + (1 - lam) * y) + b))


@claim(source=SLIDES)
def every_layer_doubles_the_sawtooth():
    """After one more tent map the graph of a function s on [0, 1] stands there twice, half as wide, the right one mirrored.

    With s the k-fold sawtooth this gives 2ᵏ pieces after k layers.

    Why it holds: T is 2x on the left half of [0, 1] and 2 − 2x on the right half.
    """
    s = function("s")
    left = implies([at_most(0, x), at_most(x, half)], equal(s(tent(x)), s(2 * x)))
    right = implies([at_most(half, x), at_most(x, 1)], equal(s(tent(x)), s(2 - 2 * x)))
    return both(left, right)


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=SLIDES)
def a_layer_multiplies_pieces_by_its_width():
    """The factor 2 is needed: a layer of one unit makes two pieces of one."""
    return implies([some_width, first_piece, layer_cuts], at_most(P(L), m**L))


@claim(expect="refuted", source=SLIDES)
def linear_width_suffices_for_the_sawtooth():
    """The slide says "linear complexity": k + 1 units in one layer have at most k + 2 pieces, fewer than 2ᵏ from k = 3 on."""
    return at_most(2**k, k + 2)


# References: Telgarsky, Benefits of depth in neural networks, COLT 2016, theorem 1.1 and section 3.
