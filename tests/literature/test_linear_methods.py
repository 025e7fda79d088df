"""What lectures on linear methods say: the true claims PROVED for matrices of every size, the false ones REFUTED."""

import json

import pytest

from symdl.check import check_certificate
from symdl.claims.claim import Claim
from symdl.runner.attempt import attempt

from .linear_methods import CLAIMS, FALSE, OPEN, UNREFUTED

QUICK = ("vector under rotation", "trace of PQ, one definite", "projector contracts", "rank of a sum", "rank of a low-rank product", "trace of a psd matrix", "rank of a product from below", "a projector contracts strictly", "trace of PQ without definiteness")  # fmt: skip
"""What runs by default; the others are slow."""

ROWS = CLAIMS | FALSE
NAMES = [pytest.param(name, marks=[] if name in QUICK else [pytest.mark.slow]) for name in ROWS]


def test_no_claim_is_listed_twice():
    assert not CLAIMS.keys() & FALSE.keys()
    assert OPEN <= CLAIMS.keys()
    assert UNREFUTED <= FALSE.keys()


@pytest.mark.parametrize("name", NAMES)
def test_a_claim_of_a_lecture_is_decided(name):
    is_true = name in CLAIMS
    verdict = attempt(Claim("claim", lambda: ROWS[name]), seconds=30.0).verdict
    assert verdict.word != ("REFUTED" if is_true else "PROVED")
    if name in OPEN | UNREFUTED and (verdict.word, verdict.scope) != ("PROVED", "all sizes"):
        pytest.xfail(f"out of reach: {verdict.message}")
    assert verdict.word == ("PROVED" if is_true else "REFUTED")
    assert check_certificate(json.loads(json.dumps(verdict.certificate))) == verdict.judgement
