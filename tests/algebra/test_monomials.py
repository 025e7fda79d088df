from math import comb

import pytest

from symdl.algebra.monomials import monomials_of_degree


@pytest.mark.parametrize(("n", "degree"), [(0, 0), (0, 2), (1, 3), (3, 0), (4, 3)])
def test_monomials_are_counted_by_a_binomial(n, degree):
    found = list(monomials_of_degree(n, degree))
    assert len(found) == len(set(found)) == (comb(n + degree - 1, degree) if n else int(degree == 0))
    assert all(len(m) == n and sum(m) == degree for m in found)
