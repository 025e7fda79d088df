"""Curves of solutions, and ways that lead nowhere."""

import pytest

from ..certify import num
from .claims import X, Y, curve, is_rejected, listed, minus, plus, power, shown, times

HYPERBOLA = [plus(times(X, Y), num(-1))]


def test_a_hyperbola_has_infinitely_many_points():
    for field in ("complex", "real", "torus"):
        assert shown((field, "eq", "infinite"), HYPERBOLA, infinite=curve([0, 1], [0, 0, 1], [1])) == "PROVED"
        assert (
            shown((field, "eq", 7), HYPERBOLA, verdict="REFUTED", infinite=curve([0, 1], [0, 0, 1], [1])) == "REFUTED"
        )
    is_rejected(("isolated", "eq", "infinite"), HYPERBOLA, infinite=curve([0, 1], [0, 0, 1], [1]))


@pytest.mark.parametrize(
    "way",
    [
        curve([0, 1], [0, 1], [0, 1]),  # a point
        curve([2], [2], [2]),
        curve([1], [0, 1], [0, 1]),  # not on it
        curve([], [0, 1], [1]),  # divided by 0
        curve([1], [1]),
        {"by": "dimension", "points": listed((1, 0), [-1, 1], [1], [[0, 2], [1]], zeros=[[1], [1]])},
        {"by": "regular", "point": ["0", "0"]},
        {"by": "regular", "point": ["1"]},
        {"by": "magic"},
    ],
)
def test_ways_that_lead_nowhere(way):
    is_rejected(("complex", "eq", "infinite"), HYPERBOLA, infinite=way)


def test_a_curve_in_a_coordinate_plane_is_not_in_the_torus():
    is_rejected(("torus", "eq", "infinite"), [times(X, Y)], infinite=curve([1], [0, 1], []))


def test_the_tip_of_a_cone_is_alone_among_the_reals():
    cone = [plus(power(X, 2), power(Y, 2))]
    is_rejected(("real", "eq", "infinite"), cone, infinite={"by": "regular", "point": ["0", "0"]}, word="rank")
    points = listed((1, 1), [0, 1], [1], [[], []], zeros=[[0, 1], [1]])
    is_rejected(("real", "eq", "infinite"), cone, infinite={"by": "dimension", "points": points})
    assert shown(("complex", "eq", "infinite"), cone, infinite={"by": "dimension", "points": points}) == "PROVED"


def test_a_square_system_has_no_dimension_argument():
    points = listed((1, 0), [-1, 1], [1], [[1], [1]], zeros=[[1], [1]])
    equations = [minus(X, num(1)), minus(Y, num(1))]
    is_rejected(("complex", "eq", "infinite"), equations, infinite={"by": "dimension", "points": points}, word="fewer")
