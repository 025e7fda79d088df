"""Polydiscs that do not hold as many roots as they claim."""

import pytest

from ..certify import num
from .claims import BEZOUT, X, disc, discs, is_rejected, listed, minus, plus, power, shown

SQUARE = [plus(power(X, 2), num(-1))]
HALF = [[(512, 0)]]  # 1/f′(1) = 1/2 in units of 2⁻¹⁰


def test_the_two_roots_of_a_square():
    roots = discs(disc([(1024, 0)], 100, HALF), disc([(-1024, 0)], 100, [[(-512, 0)]]))
    assert shown(("real", "eq", 2), SQUARE, "x", upper=BEZOUT, boxes=roots) == "PROVED"


@pytest.mark.parametrize(
    "boxes",
    [
        discs(disc([(1024, 0)], 100, HALF), disc([(1024, 0)], 100, HALF)),  # one root twice
        discs(disc([(1024, 0)], 100, HALF), disc([(1030, 0)], 100, HALF)),  # and again, moved
        discs(disc([(0, 0)], 2000, HALF), disc([(5000, 0)], 10, HALF)),  # too wide; far from any root
        discs(disc([(1024, 0)], 100, [[(0, 0)]]), disc([(-1024, 0)], 100, [[(0, 0)]])),  # Y = 0
        discs(disc([(1024, 0)], 0, HALF), disc([(-1024, 0)], 0, [[(-512, 0)]])),  # radius 0
        discs(disc([(1024, 0)], -100, HALF), disc([(-1024, 0)], -100, [[(-512, 0)]])),
        discs(disc([(1024, 0), (0, 0)], 100, HALF), disc([(-1024, 0)], 100, [[(-512, 0)]])),
        discs(disc([(1024, 0)], 100, HALF), disc([(-1024, 0)], 100, [[(-512, 0)]]), precision=0),
    ],
)
def test_polydiscs_that_do_not_hold_two_roots(boxes):
    is_rejected(("complex", "gt", 1), SQUARE, "x", boxes=boxes)


def test_a_double_root_has_no_polydisc():
    for inverse in (1 << 30, 1024, 0, -5):
        boxes = discs(disc([(0, 0)], 1, [[(inverse, 0)]]))
        is_rejected(("complex", "gt", 0), [power(X, 2)], "x", boxes=boxes)


def test_a_root_near_the_real_line_is_not_real():
    near = [plus(power(X, 2), num("1/1048576"))]  # ±i/1024
    wide = disc([(0, 0)], 2, [[(1, 0)]])
    is_rejected(("real", "gt", 0), near, "x", boxes=discs(wide))
    roots = [disc([(0, 64)], 16, [[(0, -512)]]), disc([(0, -64)], 16, [[(0, 512)]])]
    boxes = discs(*roots, precision=16, scale=20)
    assert shown(("real", "eq", 0), near, "x", upper=BEZOUT, boxes=boxes) == "PROVED"


def test_a_coordinate_near_zero_is_not_zero():
    near = [minus(X, num("1/1024"))]
    exact = discs(disc([(1, 0)], 2, [[(1, 0)]]))
    is_rejected(("torus", "eq", 1), near, "x", upper=BEZOUT, boxes=exact, word="0 or not")
    centred = discs(disc([(0, 0)], 2, [[(1, 0)]]))
    is_rejected(("torus", "eq", 0), near, "x", upper=BEZOUT, boxes=centred, word="at 0")


def test_points_and_polydiscs_do_not_add_up():
    one = disc([(1024, 0)], 100, HALF)
    other = listed((1,), [1, 1], [1], [[0, 1]], zeros=[[1]])
    is_rejected(("complex", "gt", 1), SQUARE, "x", boxes=discs(one), points=other, word="not both")
