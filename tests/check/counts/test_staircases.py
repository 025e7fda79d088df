"""Staircases: ideals that leave more room than is claimed."""

import pytest

from .claims import CONICS, X, Y, is_rejected, listed, minus, plus, power, shown, stairs

ONE_X_Y = [["1", [0, 0]]], [["1", [1, 0]]], [["1", [0, 1]]]


@pytest.mark.parametrize("index", [2, 3, -1, True, "0"])
def test_a_step_uses_equations_and_earlier_steps_only(index):
    upper = stairs({"sum": [[ONE_X_Y[0], index]]})
    is_rejected(("complex", "le", 9), CONICS, upper=upper)


def test_two_leading_monomials_of_conics_leave_infinitely_many():
    is_rejected(("complex", "le", 4), CONICS, upper=stairs(), word="infinitely many")


def test_a_root_is_compared_with_its_power():
    square = [power(plus(X, Y), 2), Y]
    x_plus_y = [["1", [1, 0]], ["1", [0, 1]]]
    good = {"sum": [[ONE_X_Y[0], 0]], "root": x_plus_y, "power": 2}
    assert shown(("complex", "le", 1), square, upper=stairs(good)) == "PROVED"
    is_rejected(("complex", "le", 1), square, upper=stairs({**good, "root": [["1", [1, 0]]]}))
    is_rejected(("complex", "le", 1), square, upper=stairs({**good, "power": 1}))
    is_rejected(("complex", "le", 0), square, upper=stairs({**good, "root": [], "power": 0}))


@pytest.mark.parametrize("first", [["x", "x"], ["z"], [["x"]], "x "])
def test_unknowns_of_an_order_are_unknowns(first):
    is_rejected(("complex", "le", 4), CONICS, upper=stairs(first=first))


CONE = [plus(power(X, 2), power(Y, 2))]
SQUARES = {"sum": [[ONE_X_Y[0], 0]], "squares": [["1", ONE_X_Y[1]], ["1", ONE_X_Y[2]]]}


def test_squares_bound_real_solutions_only():
    origin = listed((1, 0), [0, 1], [1], [[], []], zeros=[[0, 1], [1]])
    assert shown(("real", "eq", 1), CONE, upper=stairs(SQUARES), points=origin) == "PROVED"
    assert shown(("real", "le", 1), CONE, upper=stairs(SQUARES)) == "PROVED"
    for field in ("complex", "torus", "isolated", "isolated_torus"):
        is_rejected((field, "le", 1), CONE, upper=stairs(SQUARES))
    is_rejected(("real", "le", 0), CONE, upper=stairs(SQUARES))


@pytest.mark.parametrize(
    "squares",
    [
        [["1", ONE_X_Y[1]]],
        [["1", ONE_X_Y[1]], ["-1", ONE_X_Y[2]]],
        [["2", ONE_X_Y[1]], ["1", ONE_X_Y[2]]],
        [["1", ONE_X_Y[1]], ["1", ONE_X_Y[2]], ["0", ONE_X_Y[0]]],
        [["1", ONE_X_Y[1]], ["1", ONE_X_Y[2]], ["1", ONE_X_Y[0]], ["-1", ONE_X_Y[0]]],
        [],
    ],
)
def test_squares_add_up_with_positive_coefficients(squares):
    is_rejected(("real", "le", 1), CONE, upper=stairs({**SQUARES, "squares": squares}))


def test_a_difference_of_squares_is_no_sum():
    hyperbola = [minus(power(X, 2), power(Y, 2))]
    is_rejected(("real", "le", 1), hyperbola, upper=stairs(SQUARES))


def test_the_dimension_excludes_isolated_points_of_few_equations_only():
    upper = {"by": "dimension"}
    assert shown(("isolated", "eq", 0), CONE, upper=upper) == "PROVED"
    is_rejected(("real", "eq", 0), CONE, upper=upper)
    is_rejected(("complex", "eq", 0), CONE, upper=upper)
    is_rejected(("isolated", "eq", 0), CONICS, upper=upper, word="fewer")
