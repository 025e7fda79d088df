"""Claims about complex matrices: decided as claims about real ones, where the checker says that these speak of both."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from symdl.check.canonical import canonical, digest
from symdl.check.certificate import check_certificate, start
from symdl.check.complexes.transfer import holds_for_complex, is_complex, real_claim
from symdl.check.judgement import Rejected
from symdl.check.polynomial import Work
from symdl.claims.claim import Claim
from symdl.claims.verdict import Reason, Verdict, undecided
from symdl.semantics.json import Scope, relation_from_json
from symdl.terms.relation import implies


def real_form(claim: Claim) -> Claim | None:
    """The claim with real matrices in the place of complex ones; None when it speaks of real ones.

    Raises:
        Rejected: when it is not one of those that the checker carries over.
    """
    written = claim.to_json()
    form = read_real(written)
    if form is written:
        return None
    scope = Scope(form["symbols"], form["functions"])
    hypotheses = [relation_from_json(h, scope) for h in form["hypotheses"]]
    goal = relation_from_json(form["goal"], scope)
    return replace(claim, build=lambda: implies(hypotheses, goal) if hypotheses else goal)


def read_real(form: Mapping[str, Any]) -> Mapping[str, Any]:
    """A claim in JSON as the checker reads it: of real matrices."""
    work = Work()
    real: Mapping[str, Any] = real_claim(form, lambda claim: start(claim, work))
    return real


def decided_as_real(claim: Claim, decide: Callable[[Claim], Verdict]) -> Verdict | None:
    """The verdict on a claim about complex matrices by that on its real form; None when it speaks of real ones."""
    try:
        real = real_form(claim)
    except Rejected as rejected:
        return undecided(Reason.OUT_OF_SCOPE, f"Complex matrices: {rejected}.")
    if real is None:
        return None
    verdict = decide(real)
    if verdict.certificate is None:
        return verdict
    form = claim.to_json()
    document = json.loads(canonical({**verdict.certificate, "claim": form, "claim_hash": digest(form)}))
    try:
        judgement = check_certificate(document)
    except Rejected as rejected:
        return undecided(
            Reason.NO_PROOF_FOUND, f"It is {verdict.word} for real matrices ({verdict.scope}), but {rejected}."
        )
    unused = {repr(h): repr(own) for h, own in zip(real.hypotheses, claim.hypotheses, strict=True)}
    return verdict.having(
        judgement=judgement,
        certificate=document,
        unused_hypotheses=tuple(unused[text] for text in verdict.unused_hypotheses),
    )


def fields_of(verdict: Verdict) -> tuple[str, ...]:
    """What the matrices of a decided claim are; a proof for real matrices of all sizes may cover complex ones."""
    if verdict.certificate is None:
        return ()
    claim, work = verdict.certificate["claim"], Work()
    if is_complex(claim):
        return ("complex",)
    is_for_all = verdict.word == "PROVED" and verdict.scope == "all sizes"
    is_both = is_for_all and holds_for_complex(claim, lambda form: start(form, work))
    return ("real", "complex") if is_both else ("real",)
