"""Dimension and degree of monomial ideals, beside monomials that are counted one by one."""

import random
from itertools import product
from math import comb

import pytest

from symdl.algebra.solutions.monomial_ideals import degree, dimension, minimal_generators


def divides(a, b):
    return all(x <= y for x, y in zip(a, b, strict=True))


def standard(leads, n, total):
    monomials = (m for m in product(range(total + 1), repeat=n) if sum(m) == total)
    return sum(not any(divides(lead, m) for lead in leads) for m in monomials)


@pytest.mark.parametrize("seed", range(30))
def test_the_degree_is_read_off_from_high_degrees(seed):
    """The (d − 1)-th difference of the Hilbert function is the degree; an ideal of dimension 0 has all its monomials counted."""
    draw = random.Random(seed)
    n = draw.randint(1, 3)
    leads = [tuple(draw.randint(0, 3) for _ in range(n)) for _ in range(draw.randint(1, 5))]
    size = dimension(leads, n)
    if size < 0:
        assert (0,) * n in leads
    elif size == 0:
        assert degree(leads, n) == sum(standard(leads, n, total) for total in range(3 * n))
    else:
        values = [standard(leads, n, 12 - k) for k in range(size)]
        assert degree(leads, n) == sum((-1) ** k * comb(size - 1, k) * v for k, v in enumerate(values))


def test_generators_that_others_divide_are_left_out():
    assert set(minimal_generators([(2, 1), (1, 0), (0, 3), (0, 4), (0, 3)])) == {(1, 0), (0, 3)}
