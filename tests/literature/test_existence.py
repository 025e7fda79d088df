"""That matrices exist at every size: the true claims PROVED with an explicit witness, the false ones REFUTED."""

import pytest

from .decided import listed, tried
from .existence import CLAIMS, FALSE, OPEN, UNREFUTED

QUICK = ("Douglas by order, no factor", "reflexive inverse from a {1}-inverse", "root of a unipotent of order three", "orthogonal complement", "ridge has a minimiser", "Douglas, the other order", "right inverse of any matrix")  # fmt: skip
"""What runs by default; the others are slow."""

ROWS = CLAIMS | FALSE
NAMES = listed(ROWS, QUICK)


def test_no_claim_is_listed_twice():
    assert not CLAIMS.keys() & FALSE.keys()
    assert OPEN <= CLAIMS.keys()
    assert UNREFUTED <= FALSE.keys()


@pytest.mark.parametrize("name", NAMES)
def test_existence_is_decided(name):
    tried(ROWS[name], is_true=name in CLAIMS, is_open=name in OPEN | UNREFUTED)
