"""What lectures on linear methods say: the true claims PROVED for matrices of every size, the false ones REFUTED."""

import pytest

from .decided import listed, tried
from .linear_methods import CLAIMS, FALSE, OPEN, UNREFUTED

QUICK = ("vector under rotation", "trace of PQ, one definite", "projector contracts", "rank of a sum", "rank of a low-rank product", "trace of a psd matrix", "rank of a product from below", "a projector contracts strictly", "trace of PQ without definiteness")  # fmt: skip
"""What runs by default; the others are slow."""

ROWS = CLAIMS | FALSE
NAMES = listed(ROWS, QUICK)


def test_no_claim_is_listed_twice():
    assert not CLAIMS.keys() & FALSE.keys()
    assert OPEN <= CLAIMS.keys()
    assert UNREFUTED <= FALSE.keys()


@pytest.mark.parametrize("name", NAMES)
def test_a_claim_of_a_lecture_is_decided(name):
    tried(ROWS[name], is_true=name in CLAIMS, is_open=name in OPEN | UNREFUTED, scopes=())
