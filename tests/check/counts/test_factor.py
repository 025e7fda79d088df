"""Isolated points beside a common factor."""

import pytest

from ..certify import num
from .claims import BEZOUT, LINE_AND_POINTS, X, Y, is_rejected, listed, minus, power, shown, times

X_AND_REST = {"polynomial": [["1", [1, 0]]], "quotients": [[["1", [1, 0]], ["-1", [0, 0]]],
              [["1", [0, 2]], ["-5", [0, 1]], ["6", [0, 0]]]]}  # fmt: skip
"""x taken out of LINE_AND_POINTS."""
TWO_POINTS = listed((0, 1), [6, -5, 1], [1], [[1], [0, 1]])
FAT_LINE = [power(X, 2), times(X, Y)]
"""The line x = 0, and a multiple point on it."""
X_TWICE = {"polynomial": [["1", [1, 0]]], "quotients": [[["1", [1, 0]]], [["1", [0, 1]]]]}
ORIGIN = listed((1, 0), [0, 1], [1], [[], []])


def beside(
    number, factor=X_AND_REST, points=TWO_POINTS, zeros=(1,), equations=LINE_AND_POINTS, field="isolated", **more
):
    form = {**factor, "zeros": [str(c) for c in zeros]}
    return (field, "eq", number), equations, {"upper": BEZOUT, "factor": form, "points": points, **more}


def test_isolated_points_beside_a_line_are_those_of_the_other_factors():
    figure, equations, rule = beside(2)
    assert shown(figure, equations, **rule) == "PROVED"
    figure, equations, rule = beside(0, X_TWICE, ORIGIN, (0, 1), FAT_LINE)
    assert shown(figure, equations, **rule) == "PROVED"


@pytest.mark.parametrize("number", [0, 1, 3])
def test_a_line_and_two_points_have_no_other_number_of_isolated_points(number):
    figure, equations, rule = beside(number)
    is_rejected(figure, equations, **rule)


@pytest.mark.parametrize("field", ["complex", "real", "torus", "isolated_torus"])
def test_a_factor_says_nothing_of_all_solutions(field):
    figure, equations, rule = beside(2, field=field)
    is_rejected(figure, equations, word="taken out", **rule)


def test_a_point_on_the_line_is_not_isolated():
    for zeros, word in (
        ((1,), "other points"),
        ((-1, 1), "none of"),
        ((0, 2), "primitive"),
        ((), "primitive"),
        ((0, 0, 1), "none of"),
    ):
        figure, equations, rule = beside(1, X_TWICE, ORIGIN, zeros, FAT_LINE)
        is_rejected(figure, equations, word=word, **rule)
    figure, equations, rule = beside(1, X_TWICE, ORIGIN, (0, 1), FAT_LINE)
    is_rejected(figure, equations, **rule)
    figure, equations, rule = beside(1, zeros=(-2, 1))
    is_rejected(figure, equations, word="not on", **rule)


def test_zeros_of_a_polynomial_in_one_unknown_are_isolated():
    """x(x − 1) = 0 has two isolated solutions; x = 0 is no hypersurface of positive dimension."""
    factor = {"polynomial": [["1", [1]]], "quotients": [[["1", [1]], ["-1", [0]]]], "zeros": ["1"]}
    points = listed((1,), [-1, 1], [1], [[1]])
    two = [times(X, minus(X, num(1)))]
    is_rejected(("isolated", "eq", 1), two, "x", word="one unknown", upper=BEZOUT, factor=factor, points=points)


@pytest.mark.parametrize("change", [
    {"polynomial": [["1", [0, 0]]], "quotients": [[["1", [2, 0]], ["-1", [1, 0]]], [["1", [1, 0]]]]},
    {"polynomial": []},
    {"polynomial": [["1", [0, 1]]]},
    {"polynomial": [["1", [1, 0, 0]]]},
    {"quotients": [[["1", [1, 0]], ["-1", [0, 0]]]]},
    {"quotients": [[["1", [1, 0]], ["-1", [0, 0]]], []]},
    {"quotients": [[["1", [1, 0]], ["-1", [0, 0]]], [["1", [0, 2]], ["-5", [0, 1]], ["7", [0, 0]]]]},
])  # fmt: skip
def test_a_factor_divides_every_equation_and_is_not_constant(change):
    figure, equations, rule = beside(2, {**X_AND_REST, **change})
    is_rejected(figure, equations, **rule)


def test_polydiscs_do_not_tell_which_points_lie_on_a_hypersurface():
    figure, equations, rule = beside(1, X_TWICE, ORIGIN, (1,), FAT_LINE)
    disc = {
        "center": [["0", "0"], ["0", "0"]],
        "radius": "1",
        "inverse": [[["4", "0"], ["0", "0"]], [["0", "0"], ["4", "0"]]],
    }
    del rule["points"]
    is_rejected(figure, equations, word="parametrisation", **rule, boxes={"precision": 4, "scale": 2, "discs": [disc]})


def test_points_that_are_not_known_may_be_isolated_or_not():
    figure, equations, rule = beside(0, X_TWICE, ORIGIN, (0, 1), FAT_LINE)
    del rule["points"]
    is_rejected(figure, equations, **rule)
    assert shown(("isolated", "le", 1), equations, **rule) == "PROVED"
