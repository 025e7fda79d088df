"""Proofs about generic ranks are typeset: what bounds the rank from below and from above is said."""

import pytest

from symdl import array, equal, less_than, network_rank, rank_almost_everywhere, vector, verify
from symdl.report.latex import certificate_to_latex

a = vector("a", 2)


@pytest.mark.parametrize(
    ("relation", "said"),
    [
        (equal(network_rank((3, 5, 1), 4), 14), "sums of so few powers"),
        (equal(network_rank((3, 2, 1), 2), 6), "orthogonal symmetry"),
        (less_than(network_rank((2, 2, 1), 2), network_rank((2, 2, 2), 2)), "number of coefficients"),
        (equal(rank_almost_everywhere(array([[a[0], a[1]], [2 * a[0], 2 * a[1]]])), 1), "vectors of its kernel"),
        (equal(network_rank((2, 2, 1), inputs=[(1, 2), (2, 4)]), 2), "relations between the inputs"),
    ],
)
def test_the_bounds_are_said(relation, said):
    text = certificate_to_latex(verify(relation).certificate)
    assert said in text
    assert "a minor that is not 0 modulo" in text
