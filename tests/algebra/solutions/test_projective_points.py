"""Distinct points of homogeneous systems with finitely many zeros in projective space."""

import random

import pytest

from symdl.algebra.budget import Budget
from symdl.algebra.solutions.modular_basis import PRIME, ModularBasis
from symdl.algebra.solutions.monomial_ideals import dimension
from symdl.algebra.solutions.projective_points import distinct_points
from symdl.algebra.solutions.quotient import Quotient


def counted(n, polynomials):
    cone = ModularBasis.of(n, polynomials)
    assert dimension(cone.leads, n) == 1
    return distinct_points(cone, random.Random(0), budget=Budget(10**9, 60))


@pytest.mark.parametrize(
    ("polynomials", "number"),
    [
        ([{(2, 0): 1}, {(1, 1): 1}], 1),  # (0 : 1), and more at the vertex of the cone
        ([{(3, 0): 1, (1, 2): -1}], 3),
        ([{(4, 0): 1, (2, 2): -2, (0, 4): 1}], 2),  # each of them twice
        ([{(2, 1, 0): 1}, {(1, 0, 2): 1}, {(0, 3, 1): 1}], 3),  # the corners, thickened
        ([{(1, 0, 0): 1}, {(0, 5, 0): 1}], 1),
        ([{(1, 1, 0): 1}, {(0, 1, 1): 1}, {(1, 0, 1): 1}, {(0, 0, 2): 1, (0, 1, 1): 1}], 2),
    ],
)
def test_points_that_can_be_seen(polynomials, number):
    assert counted(len(next(iter(polynomials[0]))), polynomials) == number


@pytest.mark.parametrize("seed", range(8))
def test_as_many_as_in_a_random_chart(seed):
    """The points outside a random hyperplane, as those of the affine system with this linear form equal to 1."""
    draw, n = random.Random(seed), 3
    lines = [(1, draw.randint(-2, 2), draw.randint(-2, 2)) for _ in range(3)], [(0, 1, 2), (0, 1, -1), (0, 0, 1)]
    polynomials = [product_of(draw.choices(some, k=draw.randint(1, 4))) for some in lines]
    units = [tuple(int(i == k) for i in range(n)) for k in range(n)]
    chart = {e: draw.randrange(1, PRIME) for e in units} | {(0,) * n: PRIME - 1}
    quotient = Quotient.of(ModularBasis.of(n, [*polynomials, chart]))
    assert counted(n, polynomials) == quotient.distinct(draw)


def product_of(forms):
    result = {(0, 0, 0): 1}
    for form in forms:
        terms = [(e, k, c * form[k]) for e, c in result.items() for k in range(3)]
        result = {}
        for e, k, c in terms:
            raised = tuple(x + (i == k) for i, x in enumerate(e))
            result[raised] = result.get(raised, 0) + c
    return {e: c for e, c in result.items() if c}
