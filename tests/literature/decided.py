"""How claims from the literature are tried: the true ones PROVED, the false ones REFUTED, none the other way round."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable
from typing import Any

import pytest

from symdl.check import check_certificate
from symdl.claims.claim import Claim
from symdl.claims.verdict import Verdict
from symdl.runner.attempt import attempt
from symdl.terms.relation import Relation


def listed(names: Iterable[str], quick: Container[str]) -> list[Any]:
    """The names as parameters; those that are not quick are slow."""
    return [pytest.param(name, marks=[] if name in quick else [pytest.mark.slow]) for name in names]


def tried(
    relation: Relation,
    *,
    is_true: bool,
    is_open: bool = False,
    scopes: Iterable[str] = ("all sizes",),
    seconds: float = 30.0,
) -> Verdict:
    """The verdict, which is the right one and stands a second check; an open claim may stay undecided, or be proved at sizes.

    Args:
        relation: the claim.
        is_true: whether it holds.
        is_open: whether it is known to be out of reach.
        scopes: what a proof may cover; none for any.
        seconds: for the search.
    """
    verdict = attempt(Claim("claim", lambda: relation), seconds=seconds).verdict
    assert verdict is not None
    assert verdict.word != ("REFUTED" if is_true else "PROVED")
    if is_open and verdict.word != "REFUTED" and (verdict.word, verdict.scope) != ("PROVED", "all sizes"):
        pytest.xfail(f"out of reach: {verdict.message}")
    assert verdict.word == ("PROVED" if is_true else "REFUTED")
    assert not is_true or not scopes or verdict.scope in scopes
    assert check_certificate(json.loads(json.dumps(verdict.certificate))) == verdict.judgement
    return verdict
