"""Facts about operators from the literature: the true ones PROVED for matrices of every size, the false one never."""

import json

import pytest

from symdl.check import check_certificate
from symdl.claims.claim import Claim
from symdl.runner.attempt import attempt

from .operators import CLAIMS, FALSE, OPEN

QUICK = ("op-003", "op-009", "op-013", "op-016", "op-019a", "op-019d", "op-022", "op-024-1", "op-024-5", "op-026", "op-037", "op-041", "op-052")  # fmt: skip
"""What runs by default; the others are slow."""

WITH_VECTORS = ("op-019d",)
"""Claims about columns: what the others say they say of complex matrices and the conjugate transpose as well."""

NAMES = [pytest.param(name, marks=[] if name in QUICK else [pytest.mark.slow]) for name in CLAIMS]


@pytest.mark.parametrize("name", NAMES)
def test_an_operator_identity_is_decided(name):
    verdict = attempt(Claim("claim", lambda: CLAIMS[name]), seconds=60.0).verdict
    assert verdict.word != ("PROVED" if name in FALSE else "REFUTED")
    if name in OPEN and verdict.word == "UNDECIDED":
        pytest.xfail(f"out of reach: {verdict.message}")
    assert (verdict.word, verdict.scope) == (("REFUTED", "instance") if name in FALSE else ("PROVED", "all sizes"))
    assert ("complex" in verdict.fields) == (name not in (*FALSE, *WITH_VECTORS))
    assert check_certificate(json.loads(json.dumps(verdict.certificate))) == verdict.judgement
