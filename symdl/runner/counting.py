"""Claims about the number of solutions of a system: proved or refuted by one proof step, or EXTERNAL_ONLY."""

from __future__ import annotations

from typing import Any

from symdl.algebra.budget import Budget
from symdl.claims.claim import Claim
from symdl.claims.instance import Instance
from symdl.claims.verdict import Reason, Verdict, undecided
from symdl.provers.certificates import proved, refuted
from symdl.provers.counting import agrees, proposal
from symdl.semantics.text import relation_to_text


def is_count(claim: Claim) -> bool:
    """Whether a claim is nothing but a `count`."""
    return claim.goal.op == "count" and not claim.hypotheses and not claim.symbols


def decide_count(claim: Claim, budget: Budget, seed: int, check: Any) -> Verdict:
    """The verdict: ``check`` gives that of the checker on a certificate, or None."""
    found = proposal(claim.goal, budget, seed=seed)
    if found is None:
        return undecided(Reason.NO_PROOF_FOUND, "The engines found no number of solutions within the budget.")
    holds = agrees(claim.goal, found.number)
    for rule in found.rules:
        build = proved if holds else refuted
        verdict: Verdict | None = check(build(claim, Instance(), [], rule), Instance())
        if verdict is not None and verdict.judgement is not None:
            return verdict
    number = "infinitely many" if found.number is None else str(found.number)
    return undecided(
        Reason.EXTERNAL_ONLY,
        f"The engines find {number} solutions, modulo a prime, so that “{relation_to_text(claim.goal)[:60]}…” "
        f"{'holds' if holds else 'fails'}; no certificate was found that the checker accepts.",
    )
