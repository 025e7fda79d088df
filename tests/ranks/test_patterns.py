"""Ranks of ReLU Jacobians, pattern by pattern: no dead unit is overlooked."""

from fractions import Fraction
from math import comb
from random import Random

import numpy as np
import pytest

from symdl import pattern_ranks
from symdl.ranks.cells import sign_cells
from symdl.ranks.patterns import failing_patterns
from symdl.terms.errors import BudgetError, ShapeError

LEAKY = (Fraction(1, 10), 1)


def points(*rows):
    return [tuple(map(Fraction, row)) for row in rows]


def test_cells_of_inputs_in_general_position_are_counted():
    """2 Σ_{i<d} C(n−1, i) cells (Cover 1965), each with weights that show it."""
    draw = Random(0)
    for n, d in ((3, 2), (5, 2), (5, 3)):
        inputs = points(*[[draw.randint(-50, 50) for _ in range(d)] for _ in range(n)])
        cells = sign_cells(inputs)
        assert len(cells) == 2 * sum(comb(n - 1, i) for i in range(d))
        for signs, w in cells:
            assert [1 if sum(a * b for a, b in zip(w, x, strict=True)) > 0 else -1 for x in inputs] == list(signs)


def test_one_input_dimension_gives_rank_one_on_every_pattern():
    found = pattern_ranks((1, 3, 1), [[1], [2], [3]], slopes=LEAKY)
    assert {p.rank for p in found.patterns} == {1}
    assert (len(found.failing), found.known) == (4, "proved")


def test_inputs_of_both_signs_give_rank_two():
    found = pattern_ranks((1, 2, 1), [[1], [-1], [2]], slopes=LEAKY)
    assert max(p.rank for p in found.patterns) == 2


def test_a_dead_relu_is_among_the_failing_patterns():
    found = pattern_ranks((1, 1, 1), [[1]])
    assert list(failing_patterns(found)) == ["-: rank 0"]
    assert found.known == "proved"


def test_independent_data_and_leaky_units_never_fail():
    found = pattern_ranks((2, 2, 1), [[1, 0], [0, 1]], slopes=LEAKY)
    assert found.failing == ()
    assert found.known == "proved"


@pytest.mark.parametrize("slopes", [(0, 1), LEAKY])
def test_ranks_agree_with_floats_at_the_weights_that_show_the_pattern(slopes):
    inputs = [[1, 0], [0, 1], [1, 2]]
    draw = np.random.default_rng(0)
    for found in pattern_ranks((2, 2, 1), inputs, slopes=slopes).patterns:
        W, v, X = np.array(found.weights[0], dtype=float), draw.standard_normal(2), np.array(inputs, dtype=float)
        s = np.where(X @ W.T > 0, float(slopes[1]), float(slopes[0]))
        J = np.concatenate([(s * v)[:, :, None] * X[:, None, :], (s * (X @ W.T))[:, :, None]], axis=2)
        assert np.linalg.matrix_rank(J.reshape(3, -1)) <= found.rank


def test_deeper_patterns_are_met_and_not_called_all():
    found = pattern_ranks((1, 2, 2, 1), [[1], [2]], samples=30)
    assert not found.is_exhaustive
    assert found.known == "computed"
    assert all(p.rank <= 1 for p in found.patterns)


def test_bad_input_gets_a_sentence():
    with pytest.raises(ShapeError, match="each with 2 coordinates"):
        pattern_ranks((2, 2, 1), [[1]])
    with pytest.raises(BudgetError, match="take fewer inputs"):
        pattern_ranks((3, 40, 1), [[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 1]])
