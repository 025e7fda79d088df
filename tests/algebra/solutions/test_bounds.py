"""Bézout, multihomogeneous and mixed-volume bounds against known figures."""

import random
from itertools import product

import pytest

from symdl.algebra.solutions.bezout import best_partition, bezout_number, multihomogeneous_number, partitions
from symdl.algebra.solutions.families import deep_linear, dense_system, family
from symdl.algebra.solutions.inputs import system_of
from symdl.algebra.solutions.mixed_volume import mixed_cells, mixed_volume

MIXED_VOLUMES = {
    "cyclic": {3: 6, 5: 70, 6: 156, 7: 924},
    "noon": {3: 21, 4: 73, 5: 233},
    "eco": {5: 8, 6: 16, 7: 32, 8: 64},
    "redeco": {5: 8, 6: 16},
    "reimer": {4: 120, 5: 720},
    "chandra": {4: 8, 5: 16, 6: 32},
    "nash": {4: 9, 5: 44},
    "katsura": {6: 54, 7: 126, 8: 240},
}


@pytest.mark.parametrize(("name", "n"), [(name, n) for name, row in MIXED_VOLUMES.items() for n in row])
def test_mixed_volumes_of_families(name, n):
    assert mixed_volume(family(name, n).supports) == MIXED_VOLUMES[name][n]


@pytest.mark.slow
@pytest.mark.parametrize(("n", "volume"), [(8, 2560), (9, 11016)])
def test_mixed_volumes_of_larger_cyclic_systems(n, volume):
    assert mixed_volume(family("cyclic", n).supports) == volume


def test_all_cells_with_corners_add_up_to_the_bezout_number():
    cells = mixed_cells(family("cyclic", 5).supports)
    assert cells.volume == 70
    assert len(cells.cells) == len(set(cells.cells))


def affine(system):
    return [support | {(0,) * len(system.variables)} for support in system.supports]


@pytest.mark.parametrize(
    ("widths", "samples", "bkk"), [((1, 1, 2), 1, 9), ((2, 1, 3), 1, 73), ((1, 2, 2), 1, 81), ((2, 1, 2), 2, 33)]
)
def test_affine_bounds_of_deep_linear_networks(widths, samples, bkk):
    assert mixed_volume(affine(deep_linear(widths, samples=samples))) == bkk


def test_the_mixed_volume_of_one_body_is_its_normalised_volume():
    square = set(product(range(3), repeat=2))
    assert mixed_volume([square, square]) == 8
    assert mixed_volume([{(0,), (3,), (5,)}]) == 5


def test_translations_and_interior_points_change_no_mixed_volume():
    draw = random.Random(1)
    for _ in range(20):
        supports = [{tuple(draw.randrange(4) for _ in range(3)) for _ in range(4)} for _ in range(3)]
        moved = [{tuple(x + 2 for x in e) for e in support} for support in supports]
        assert mixed_volume(supports) == mixed_volume(moved, seed=5)


def test_a_constant_and_a_degenerate_edge_have_mixed_volume_zero():
    assert mixed_volume([{(0, 0)}, {(1, 0), (0, 1)}]) == 0
    assert mixed_volume([{(0, 0), (1, 1)}, {(0, 0), (2, 2)}]) == 0


def test_products_of_groups_lower_the_bezout_number():
    system = system_of(["x*y - 1", "x*y + x + y + 3"], ["x", "y"])
    assert bezout_number(system) == 4
    assert multihomogeneous_number(system, ((0,), (1,))) == 2
    assert best_partition(system) == (2, ((0,), (1,)))


@pytest.mark.parametrize(("n", "derangements"), [(4, 9), (5, 44), (6, 265)])
def test_the_multihomogeneous_number_of_nash_systems_counts_derangements(n, derangements):
    assert best_partition(family("nash", n))[0] == derangements


def test_dense_systems_have_nothing_to_gain_from_groups():
    assert best_partition(dense_system(3, 3))[0] == 27


def test_partitions_are_all_different():
    found = [frozenset(map(frozenset, p)) for p in partitions(6)]
    assert len(found) == len(set(found)) == 203
