"""Facts about operators from the literature: the true ones PROVED for matrices of every size, the false one never."""

import pytest

from .decided import listed, tried
from .operators import CLAIMS, FALSE, OPEN

QUICK = ("op-003", "op-009", "op-013", "op-016", "op-019a", "op-019d", "op-022", "op-024-1", "op-024-5", "op-026", "op-037", "op-041", "op-052")  # fmt: skip
"""What runs by default; the others are slow."""

WITH_VECTORS = ("op-019d",)
"""Claims about columns: what the others say they say of complex matrices and the conjugate transpose as well."""

NAMES = listed(CLAIMS, QUICK)


@pytest.mark.parametrize("name", NAMES)
def test_an_operator_identity_is_decided(name):
    verdict = tried(CLAIMS[name], is_true=name not in FALSE, is_open=name in OPEN, seconds=60.0)
    assert ("complex" in verdict.fields) == (name not in (*FALSE, *WITH_VECTORS))
