"""Inequalities between ranks: the true ones PROVED at all sizes, the false ones REFUTED."""

import pytest

from .decided import listed, tried
from .rank_inequalities import CLAIMS, FALSE

QUICK = ("a square that vanishes", "a sum", "I − S", "a product that vanishes, and one less")
"""What runs by default; the others are slow."""
ROWS = CLAIMS | FALSE


@pytest.mark.parametrize("name", listed(ROWS, QUICK))
def test_an_inequality_between_ranks_is_decided(name):
    assert not CLAIMS.keys() & FALSE.keys()
    tried(ROWS[name], is_true=name in CLAIMS)
