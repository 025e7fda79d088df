"""Claims about the number of solutions of a system: proved or refuted by one proof step, or EXTERNAL_ONLY."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from symdl.algebra.budget import Budget
from symdl.algebra.solutions.inputs import system_of
from symdl.claims.claim import Claim
from symdl.claims.instance import Instance
from symdl.claims.verdict import Reason, Verdict, undecided
from symdl.provers.certificates import proved, refuted
from symdl.provers.counting import agrees, proposal
from symdl.semantics.text import relation_to_text
from symdl.terms.errors import SymdlError
from symdl.terms.relation import Relation


def is_count(claim: Claim) -> bool:
    """Whether a claim is nothing but a `count`."""
    return claim.goal.op == "count" and not claim.hypotheses and not claim.symbols


def beyond_counting(claim: Claim) -> Verdict | None:
    """Why a claim counts what symdl does not count: an equation that is no polynomial in the unknowns."""
    try:
        for relation in _counts((*claim.hypotheses, claim.goal)):
            system_of(relation.args, relation.bound)
    except SymdlError as error:
        return undecided(Reason.OUT_OF_SCOPE, str(error))
    return None


def _counts(relations: Iterable[Relation]) -> Iterator[Relation]:
    for relation in relations:
        if relation.op == "count":
            yield relation
        yield from _counts(arg for arg in relation.args if isinstance(arg, Relation))


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
