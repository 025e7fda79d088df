"""That matrices exist at every size: the true claims PROVED with an explicit witness, the false ones REFUTED."""

import json

import pytest

from symdl.check import check_certificate
from symdl.claims.claim import Claim
from symdl.runner.attempt import attempt

from .existence import CLAIMS, FALSE, OPEN, UNREFUTED

QUICK = ("Douglas by order, no factor", "reflexive inverse from a {1}-inverse", "root of a unipotent of order three", "orthogonal complement", "ridge has a minimiser", "Douglas, the other order", "right inverse of any matrix")  # fmt: skip
"""What runs by default; the others are slow."""

ROWS = CLAIMS | FALSE
NAMES = [pytest.param(name, marks=[] if name in QUICK else [pytest.mark.slow]) for name in ROWS]


def test_no_claim_is_listed_twice():
    assert not CLAIMS.keys() & FALSE.keys()
    assert OPEN <= CLAIMS.keys()
    assert UNREFUTED <= FALSE.keys()


@pytest.mark.parametrize("name", NAMES)
def test_existence_is_decided(name):
    is_true = name in CLAIMS
    verdict = attempt(Claim("claim", lambda: ROWS[name]), seconds=30.0).verdict
    assert verdict.word != ("REFUTED" if is_true else "PROVED")
    if name in OPEN | UNREFUTED and (verdict.word, verdict.scope) != ("PROVED", "all sizes"):
        pytest.xfail(f"out of reach: {verdict.message}")
    assert verdict.word == ("PROVED" if is_true else "REFUTED")
    assert not is_true or verdict.scope == "all sizes"
    assert check_certificate(json.loads(json.dumps(verdict.certificate))) == verdict.judgement
