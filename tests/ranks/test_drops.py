"""The set where a rank drops: known dimensions and degrees of determinantal varieties, and points on them."""

from fractions import Fraction

import pytest

from symdl import array, jacobian, matrix, scalar, vector
from symdl.ranks.drops import rank_drop
from symdl.ranks.points import rank_at
from symdl.terms.errors import BudgetError

pytestmark = pytest.mark.sympy

x, y, w = scalar("x"), scalar("y"), vector("w", 3)


@pytest.mark.parametrize(
    ("term", "dimension", "degree"),
    [
        (matrix("X", 2, 2), 3, 2),
        (matrix("X", 2, 3), 4, 3),
        (array([[x, 1], [1, x]]), 0, 2),
        (array([[x**2 + 1, 0], [0, 1]]), 0, 2),
        (jacobian(array([w[0] * w[1], w[1] * w[2]]), w), 2, 1),
    ],
    ids=["2 × 2", "2 × 3", "two points", "two points that are not real", "jacobian"],
)
def test_dimension_and_degree_are_the_known_ones(term, dimension, degree):
    found = rank_drop(term)
    assert (found.dimension, found.degree) == (dimension, degree)


def test_the_rank_is_smaller_at_the_point():
    found = rank_drop(matrix("X", 2, 3))
    X = [found.point["X"][:3], found.point["X"][3:]]
    assert rank_at(X).rank < found.result.rank


@pytest.mark.parametrize(
    "term",
    [
        matrix("X", 2, 2),
        array([[x**3 - 2, 0], [0, 1]]),
        array([[x, y], [2, x]]),
        jacobian(array([w[0] * w[1], w[1] * w[2]]), w),
    ],
    ids=["integers", "algebraic", "a curve", "jacobian"],
)
def test_the_smaller_rank_at_the_point_has_a_certificate(term):
    found = rank_drop(term)
    assert found.at_point.known == "proved"
    assert found.at_point.rank < found.result.rank


def test_a_constant_matrix_never_loses_rank():
    found = rank_drop(array([[1, 0], [0, 1]]))
    assert (found.dimension, found.degree, found.point) == (-1, None, None)


def test_large_matrices_are_refused_with_a_sentence():
    with pytest.raises(BudgetError, match="take a smaller matrix"):
        rank_drop(matrix("X", 8, 16))


@pytest.mark.parametrize(
    ("rows", "point"),
    [
        ([[x - 17, 0], [0, 1]], {"x": [17]}),
        ([[2 * x - 1]], {"x": [Fraction(1, 2)]}),
        ([[x**2 + 1]], None),
        ([[1, 0], [0, 1]], None),
        ([[0, 0], [0, 0]], None),
    ],
)
def test_a_rational_point_is_found_where_there_is_one(rows, point):
    assert rank_drop(rows).point == point


@pytest.mark.parametrize("rows", [[[x**2 - 2, 1], [0, 1]], [[x**3 - 5 * y + 1, 7], [0, 1]], [[x, 11], [13, y]]])
def test_the_rank_is_smaller_at_the_point_also_at_an_algebraic_one(rows):
    found = rank_drop(rows)
    values = {symbol: found.point[symbol.data.name][0] for symbol in (x, y) if symbol.data.name in found.point}
    lower = rank_at(rows, values)
    assert (found.result.rank, lower.rank, lower.known) == (2, 1, "proved")
