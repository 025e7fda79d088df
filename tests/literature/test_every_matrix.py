"""Matrix equations from hypotheses about every column or matrix: the true ones PROVED at all sizes, the false ones REFUTED."""

import pytest

from .decided import listed, tried
from .every_matrix import CLAIMS, FALSE

QUICK = ("no trace", "no action", "no form, any matrix", "a larger kernel is equality")
"""What runs by default; the others are slow."""
ROWS = CLAIMS | FALSE


@pytest.mark.parametrize("name", listed(ROWS, QUICK))
def test_an_equation_from_every_column_is_decided(name):
    assert not CLAIMS.keys() & FALSE.keys()
    tried(ROWS[name], is_true=name in CLAIMS)
