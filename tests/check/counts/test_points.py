"""Parametrised points that are fewer, or none, or not real."""

import pytest

from ..certify import num
from .claims import BEZOUT, X, Y, is_rejected, listed, minus, plus, power, shown, times


def test_a_double_root_is_one_point():
    doubled = listed((1,), [1, -2, 1], [1], [[0, 1]], zeros=[[1]])
    is_rejected(("complex", "gt", 1), [minus(X, num(1))], "x", points=doubled, word="squarefree")


def test_two_roots_that_give_one_point_are_not_two_points():
    constant = listed((1,), [2, -3, 1], [1], [[1]], zeros=[[1]])  # x = 1 at t = 1 and at t = 2
    is_rejected(("complex", "gt", 1), [minus(X, num(1))], "x", points=constant, word="t is not")


def test_a_denominator_that_vanishes_gives_no_point():
    at_zero = listed((1,), [0, 1], [0, 1], [[0, 0, 1]], zeros=[[1]])
    is_rejected(("complex", "gt", 0), [minus(X, num(1))], "x", points=at_zero, word="w is not")


@pytest.mark.parametrize("q", [[], [1], [0], [2, 2], ["1/2", 1]])
def test_q_is_primitive_and_has_a_root(q):
    is_rejected(("complex", "gt", 0), [X], "x", points=listed((1,), q, [1], [[]], zeros=[[0, 1]]))


def test_a_point_off_the_curve_is_no_solution():
    off = listed((1,), [-3, 1], [1], [[0, 1]], zeros=[[1]])
    is_rejected(("complex", "gt", 0), [minus(X, num(1))], "x", points=off, word="no solution")


def test_real_points_are_counted_through_a_real_form():
    imaginary = listed((1,), [1, 0, 1], [1], [[0, 1]], zeros=[[1]])
    square = [plus(power(X, 2), num(1))]
    assert shown(("real", "eq", 0), square, "x", upper=BEZOUT, points=imaginary) == "PROVED"
    is_rejected(("real", "eq", 2), square, "x", upper=BEZOUT, points=imaginary)
    is_rejected(("real", "gt", 0), square, "x", points=imaginary)


@pytest.mark.parametrize("zeros", [[[1], [0, 1]], [[0, 1], [0, 1]], [[0, 1]], None])
def test_zero_coordinates_are_exactly_those_that_are_told(zeros):
    axes = [times(X, minus(X, num(1))), Y]  # (0, 0) and (1, 0): nothing in the torus
    good = listed((1, 0), [0, -1, 1], [1], [[0, 1], []], zeros=[[0, 1], [-1, 1]])
    assert shown(("torus", "eq", 0), axes, upper=BEZOUT, points=good) == "PROVED"
    wrong = {**good, "zeros": zeros and [[str(c) for c in z] for z in zeros]}
    is_rejected(("torus", "eq", 0), axes, upper=BEZOUT, points=wrong)
    is_rejected(("torus", "gt", 0), axes, upper=BEZOUT, points=good)
