"""Bounds: what a number of equations, degrees and cells must not show."""

import random

import pytest

from symdl.check import Rejected
from symdl.check.counts.bounds import _solved

from ..certify import num
from .claims import (
    BEZOUT,
    CONICS,
    CORPUS_POINTS,
    LINE_AND_POINTS,
    TWICE,
    X,
    Y,
    bent,
    corpus,
    is_rejected,
    on_line,
    plus,
    rejects,
    shown,
    times,
)


@pytest.mark.parametrize("field", ["complex", "real", "isolated"])
def test_points_of_a_line_do_not_exhaust_bezouts_bound(field):
    is_rejected((field, "eq", 6), LINE_AND_POINTS, upper=BEZOUT, points=on_line(6))


def test_bezouts_bound_alone_does_not_exclude_a_curve():
    is_rejected(("complex", "le", 6), LINE_AND_POINTS, upper=BEZOUT)
    assert shown(("isolated", "le", 6), LINE_AND_POINTS, upper=BEZOUT) == "PROVED"
    is_rejected(("isolated", "le", 5), LINE_AND_POINTS, upper=BEZOUT)


def test_a_multihomogeneous_bound_of_zero_does_not_exclude_a_line():
    groups = {"by": "multihomogeneous", "groups": [["x"], ["y"]]}
    assert shown(("isolated", "eq", 0), TWICE, upper=groups) == "PROVED"
    for field in ("complex", "real", "torus"):
        is_rejected((field, "eq", 0), TWICE, upper=groups)


def test_a_mixed_volume_of_zero_does_not_exclude_a_line():
    cells = {"by": "mixed_volume", "lifts": [["1", "2", "3"], ["1", "2", "3"]], "cells": []}
    is_rejected(("torus", "eq", 0), TWICE, upper=cells)
    is_rejected(("isolated_torus", "eq", 0), TWICE, upper=cells, word="add up to 0")


@pytest.mark.parametrize("groups", [[["x"]], [["x"], ["y"], []], [["x", "y"], ["y"]], [["x"], ["z"]], []])
def test_groups_partition_the_unknowns(groups):
    is_rejected(("isolated", "le", 9), CONICS, upper={"by": "multihomogeneous", "groups": groups})


@pytest.mark.parametrize("by", ["bezout", "multihomogeneous", "mixed_volume", "affine_mixed_volume"])
def test_bounds_need_as_many_equations_as_unknowns(by):
    upper = {"by": by, "groups": [["x", "y"]], "lifts": [], "cells": []}
    is_rejected(("isolated", "le", 99), CONICS[:1], upper=upper, word="as many")
    is_rejected(("isolated", "le", 99), [*CONICS, X], upper=upper, word="as many")


def test_the_same_equation_twice_is_no_square_system_of_conics():
    is_rejected(("complex", "eq", 4), [CONICS[0], CONICS[0]], upper=BEZOUT, points=CORPUS_POINTS)


def test_missing_cells_lower_no_mixed_volume():
    cells = corpus("count_mixed_volume_in_the_torus")["proof"]["upper"]["cells"]
    for k in range(len(cells)):
        rejects(bent("count_mixed_volume_in_the_torus", upper__cells=[*cells[:k], *cells[k + 1 :]]), "add up")


def test_a_cell_counts_once_however_it_is_written():
    cells = corpus("count_affine_mixed_volume")["proof"]["upper"]["cells"]
    turned = [[edge[::-1] for edge in cells[0]], cells[0], *cells[2:]]
    rejects(bent("count_affine_mixed_volume", upper__cells=turned), "add up")


def test_other_lifts_have_other_cells():
    lifts = corpus("count_affine_mixed_volume")["proof"]["upper"]["lifts"]
    rejects(bent("count_affine_mixed_volume", upper__lifts=[["1"] * len(row) for row in lifts]))
    rejects(bent("count_affine_mixed_volume", upper__lifts=[row[:-1] for row in lifts]), "has a lift")


def test_added_corners_have_positive_infinite_lifts():
    one_point = [plus(times(X, Y), num(-2)), plus(times(X, Y), X, num(-3))]
    lifts = [["2", "8", "-9", "-3"], ["7", "1", "8", "-5", "-6"]]
    upper = {"by": "affine_mixed_volume", "lifts": lifts, "cells": [[[0, 2], [0, 4]]]}  # hides the given points
    is_rejected(("isolated", "eq", 0), one_point, upper=upper)
    zero = {**upper, "lifts": [["2", "8", "0", "-3"], lifts[1]]}
    is_rejected(("isolated", "eq", 0), one_point, upper=zero)


@pytest.mark.parametrize("seed", range(40))
def test_elimination_without_fractions_solves_both_systems(seed):
    draw = random.Random(seed)
    n = draw.randint(1, 6)
    rows = [[draw.choice((0, 0, 1, -1, 2, -3, 10**20)) for _ in range(n + 2)] for _ in range(n)]
    try:
        size, *solutions = _solved([list(row) for row in rows], n)
    except Rejected:
        return  # the edges are dependent
    assert size > 0
    for level, x in enumerate(solutions):
        for row in rows:
            assert sum(a * b for a, b in zip(row[:n], x, strict=True)) == size * row[n + level]


def test_dependent_edges_span_no_cell():
    for rows in ([[0, 1, 1]], [[1, 2, 0, 0], [2, 4, 1, 1]], [[1, 1, 0, 0, 0], [1, 0, 1, 0, 0], [2, 1, 1, 0, 0]]):
        with pytest.raises(Rejected, match="dependent"):
            _solved(rows, len(rows))
