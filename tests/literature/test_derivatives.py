"""Derivatives from the literature: the true ones PROVED at all sizes, the false ones REFUTED, none the other way round."""

import json

import pytest

from symdl.check import check_certificate
from symdl.claims.claim import Claim
from symdl.runner.attempt import attempt

from .derivatives import COOKBOOK, FALSE, MATRIX_CALCULUS

AT_SIZES = ("mc-08h",)
"""Proved at small sizes only: a hypothesis would have to be used under an entrywise product."""
QUICK = 5
"""Every fifth claim runs by default, the others are slow."""
TRUE = {**MATRIX_CALCULUS, **COOKBOOK}


def sampled(claims):
    slow = pytest.mark.slow
    return [pytest.param(name, marks=[slow] if k % QUICK else []) for k, name in enumerate(claims)]


@pytest.mark.parametrize("name", sampled(TRUE))
def test_a_derivative_is_proved_at_all_sizes(name):
    verdict = attempt(Claim("claim", lambda: TRUE[name]), seconds=60.0).verdict
    assert verdict.word != "REFUTED"
    assert verdict.word == "PROVED"
    assert verdict.scope == "all sizes" or name in AT_SIZES
    assert check_certificate(json.loads(json.dumps(verdict.certificate))) == verdict.judgement


@pytest.mark.parametrize("name", sampled(FALSE))
def test_a_false_derivative_is_refuted(name):
    verdict = attempt(Claim("claim", lambda: FALSE[name]), seconds=60.0).verdict
    assert verdict.word == "REFUTED"
