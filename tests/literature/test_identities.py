"""Algebraic identities of the Matrix Cookbook and false twins: the true ones PROVED, the false ones REFUTED."""

import pytest

from .decided import listed, tried
from .identities import CLAIMS, FALSE, OPEN, TWINS

QUICK = ("cb-3", "cb-22", "cb-157", "cb-166", "cb-214", "cb-222-a", "cb-426", "cb-426c", "f-066", "f-069 true", "f-074", "f-076 true", "f-096")  # fmt: skip
"""What runs by default; the others are slow."""

ROWS = {name: (relation, name not in FALSE) for name, relation in CLAIMS.items()}
ROWS |= {name: (false, False) for name, (false, _) in TWINS.items()}
ROWS |= {f"{name} true": (true, True) for name, (_, true) in TWINS.items() if true is not None}
NAMES = listed(ROWS, QUICK)


@pytest.mark.parametrize("name", NAMES)
def test_an_identity_is_decided(name):
    relation, is_true = ROWS[name]
    tried(relation, is_true=is_true, is_open=name in OPEN, scopes=())
