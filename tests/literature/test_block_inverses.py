"""Invertible matrices of blocks: the true ones PROVED at all sizes, the false ones REFUTED."""

import pytest

from .block_inverses import CLAIMS, FALSE
from .decided import listed, tried

QUICK = ("a rotation by R", "a Gram matrix below, no more")
"""What runs by default; the others are slow."""
ROWS = CLAIMS | FALSE


@pytest.mark.parametrize("name", listed(ROWS, QUICK))
def test_whether_a_matrix_of_blocks_is_invertible_is_decided(name):
    assert not CLAIMS.keys() & FALSE.keys()
    tried(ROWS[name], is_true=name in CLAIMS)
