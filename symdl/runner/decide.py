"""From a claim to its verdict: refuters and provers propose, the checker decides."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from time import monotonic
from typing import Any

from symdl.algebra.budget import Budget, BudgetExceeded
from symdl.calculus.correct import right_equation
from symdl.check import Judgement, Rejected, check_certificate
from symdl.check.canonical import canonical
from symdl.claims.claim import Claim
from symdl.claims.instance import Instance
from symdl.claims.verdict import Evidence, Reason, Verdict, undecided
from symdl.numeric.evidence import evidence_for
from symdl.provers.certificates import (
    find_proof,
    find_proof_at_small_sizes,
    goal_fails,
    hypotheses_hold,
    proved,
    refuted,
)
from symdl.provers.ranks import generic_ranks, rank_evidence
from symdl.provers.state import Proof
from symdl.refuters.instances import satisfying_instance
from symdl.refuters.search import counterexample
from symdl.refuters.simple import simple_instances
from symdl.runner.complexes import decided_as_real
from symdl.runner.counting import beyond_counting, decide_count, is_count
from symdl.runner.layers import decide_layers, is_layered, seen_in_floats
from symdl.runner.necessity import unused_hypotheses
from symdl.semantics.substitution import function_symbols
from symdl.semantics.text import to_text
from symdl.terms.errors import BudgetError, OutOfScopeError, SymdlError
from symdl.terms.relation import FALSE, implies
from symdl.terms.term import Term

ALMOST_EVERYWHERE = "Ranks hold for almost every parameter: outside a proper algebraic subset, which has measure zero."
WORK = 30_000_000
CORRECTING = 2_000_000
"""Work for the right answer beside a wrong one."""
ALONE, BESIDE = 20, 8
"""Instances evaluated in floats where no certificate is found, and beside one."""
Broken = tuple[Instance, list[Proof], Proof]
"""A counterexample, with the proofs that the hypotheses hold and that the goal fails."""
QUICK = 60_000
"""Work for a first look for counterexamples, and for one simple instance."""
DOUBTED = 1_000_000
"""Work for a first look for counterexamples where an instance drawn in floats speaks against a claim."""
CONFIRMED = 150_000
"""Work for a first proof of what no instance drawn in floats speaks against."""
BEYOND_SIZES = 1_500_000
"""Work for a proof at all sizes, where that first one is for some sizes only."""


def decide(claim: Claim, *, seconds: float = 20.0, seed: int = 0) -> Verdict:
    """The verdict on a claim.

    Args:
        claim: what to decide.
        seconds: an upper bound on wall time; work units are counted first.
        seed: of every random choice.
    """
    began = monotonic()
    verdict = _unreadable(claim)
    if verdict is None:
        verdict = beyond_counting(claim)
    if verdict is None:
        verdict = decided_as_real(claim, lambda real: _decided(real, _budget(claim, seconds), seed))
    if verdict is None:
        verdict = _decided(claim, _budget(claim, seconds), seed)
    return verdict.having(seconds=monotonic() - began)


def _budget(claim: Claim, seconds: float) -> Budget:
    return Budget(WORK, claim.seconds or seconds)


def _unreadable(claim: Claim) -> Verdict | None:
    try:
        claim.to_json()
        claim.hash  # noqa: B018
    except BudgetError as error:
        return undecided(Reason.BUDGET, str(error))
    except SymdlError as error:
        return undecided(Reason.NOT_PARSED, str(error))
    except RecursionError:
        return undecided(Reason.BUDGET, f"{claim.name} is nested too deeply; name its parts and claim them one by one.")
    return None


def _decided(claim: Claim, budget: Budget, seed: int) -> Verdict:
    seen = seen_in_floats(claim)
    evidence = evidence_for(seen, seed=seed, instances=BESIDE)
    try:
        verdict = _searched(claim, budget, seed, evidence)
    except BudgetExceeded as error:
        verdict = undecided(_exhausted(budget), f"The search ended without a proof or a counterexample: {error}.")
    except (BudgetError, RecursionError) as error:
        verdict = undecided(Reason.BUDGET, str(error))
    except OutOfScopeError as error:
        verdict = undecided(Reason.OUT_OF_SCOPE, str(error))
    if verdict.judgement is None:
        evidence = evidence_for(seen, seed=seed, instances=ALONE)
    verdict = verdict.having(evidence=evidence)
    ranks = generic_ranks(*claim.hypotheses, claim.goal)
    return _about_ranks(verdict, ranks) if ranks else verdict


def _about_ranks(verdict: Verdict, ranks: list[Term]) -> Verdict:
    """What a verdict on generic ranks speaks of; and what is seen of them when there is none."""
    if verdict.judgement is not None:
        return verdict.having(message=ALMOST_EVERYWHERE) if verdict.word == "PROVED" else verdict
    try:
        notes = rank_evidence(ranks, Budget(WORK, 5.0))
    except (SymdlError, BudgetExceeded):
        notes = ()
    return verdict.having(evidence=replace(verdict.evidence, notes=(*verdict.evidence.notes, *notes)))


def _exhausted(budget: Budget) -> Reason:
    return Reason.TIMEOUT if budget.seconds <= 0 else Reason.BUDGET


def _searched(claim: Claim, budget: Budget, seed: int, evidence: Evidence) -> Verdict:
    """Evidence says where to begin: with a counterexample where a drawn instance disagrees, with a proof where some agree.

    An instance on which a term has no value in floats, of which overflow is the usual cause, says neither.
    """
    from symdl.numeric.residual import TOLERANCE

    is_doubted = (evidence.largest_residual or 0.0) > TOLERANCE
    is_confirmed = evidence.agreeing > 0 and not is_doubted
    if is_layered(claim):
        return decide_layers(claim, budget, seed, checked)
    if is_count(claim):
        return decide_count(claim, budget, seed, checked)
    early = _proved_early(claim, budget, seed) if is_confirmed else None
    if early is not None and early.scope == "all sizes":
        return early
    first = DOUBTED if is_doubted else QUICK
    refutation = _refuted(claim, budget.limited(first), budget, seed)
    if refutation is not None:
        return refutation.having(message=_right_answer(claim, budget, seed))
    found = _proved(claim, budget, seed) if early is None else _at_all_sizes(claim, budget, seed, early)
    if found is not None:
        return found
    refutation = _refuted(claim, budget.part(0.8), budget, seed)
    if refutation is not None:
        return refutation.having(message=_right_answer(claim, budget, seed))
    return undecided(Reason.NO_PROOF_FOUND, "Neither a proof nor a counterexample was found within the budget.")


def _proved_early(claim: Claim, budget: Budget, seed: int) -> Verdict | None:
    """A proof that takes little work."""
    return _proved_within(claim, budget, CONFIRMED, seed)


def _at_all_sizes(claim: Claim, budget: Budget, seed: int, at_some: Verdict) -> Verdict:
    """A proof at all sizes of what is proved at some, or else that one."""
    found = _proved_within(claim, budget, BEYOND_SIZES, seed)
    return found if found is not None and found.scope == "all sizes" else at_some


def _proved_within(claim: Claim, budget: Budget, work: int, seed: int) -> Verdict | None:
    try:
        found = _proved(claim, budget.limited(work), seed)
    except BudgetExceeded:
        budget.spend(0)
        return None
    return found if found is not None and found.word == "PROVED" else None


# refuting -----------------------------------------------------------------------------------------


def _refuted(claim: Claim, search: Budget, budget: Budget, seed: int) -> Verdict | None:
    shown = _broken(claim, search, budget, seed)
    if shown is None:
        return None
    instance, holds, fails = shown
    verdict = checked(refuted(claim, instance, holds, fails), instance)
    return None if verdict is None or verdict.judgement is None else verdict


def _broken(claim: Claim, search: Budget, budget: Budget, seed: int) -> Broken | None:
    """A counterexample with the proofs that the hypotheses hold and the goal fails at it."""
    try:
        instance = counterexample(claim, seed=seed, budget=search)
    except BudgetExceeded:
        budget.spend(0)
        return None
    return None if instance is None else broken_at(claim, instance, budget)


def broken_at(claim: Claim, instance: Instance, budget: Budget) -> Broken | None:
    """The proofs that the hypotheses hold and the goal fails at an instance."""
    holds = hypotheses_hold(claim, instance, budget.part(0.3))
    fails = None if holds is None else goal_fails(claim, instance, budget.part(0.5))
    return None if holds is None or fails is None else (instance, holds, fails)


def _right_answer(claim: Claim, budget: Budget, seed: int) -> str:
    """What the derivative in a refuted equation is, where that is proved; nothing otherwise."""
    try:
        corrected = right_equation(claim.goal, claim.hypotheses)
        if corrected is None:
            return ""
        right = Claim(name=claim.name, build=lambda: implies(list(claim.hypotheses), corrected))
        found = _proved(right, budget.limited(CORRECTING), seed)
    except (SymdlError, BudgetExceeded):
        return ""
    return f"What holds is {corrected!r}." if found is not None and found.word == "PROVED" else ""


# proving ------------------------------------------------------------------------------------------


def _proved(claim: Claim, budget: Budget, seed: int) -> Verdict | None:
    shown = satisfied(claim, budget, seed)
    if shown is None:
        return _vacuous(claim, budget)
    instance, holds = shown
    proof = find_proof(claim, budget.part(0.85))
    if proof is None:
        return None
    verdict = checked(proved(claim, instance, holds, proof), instance)
    if (verdict is None or verdict.certificate is None) and claim.sizes and proof["rule"] != "sizes":
        at_sizes = find_proof_at_small_sizes(claim, budget.part(0.5))
        verdict = verdict if at_sizes is None else checked(proved(claim, instance, holds, at_sizes), instance)
    if verdict is None or verdict.certificate is None:
        return verdict
    unused = unused_hypotheses(verdict.certificate)
    return verdict.having(unused_hypotheses=tuple(repr(claim.hypotheses[place]) for place in unused))


def satisfied(claim: Claim, budget: Budget, seed: int) -> tuple[Instance, list[Proof]] | None:
    """An instance on which the hypotheses hold, with the proofs that they do."""
    if function_symbols(*claim.hypotheses):
        simple = _simple(claim, budget)
        if simple is not None:
            return simple
    try:
        found = satisfying_instance(claim, seed=seed, budget=budget.part(0.2 if claim.hypotheses else 0.1))
    except BudgetExceeded:
        budget.spend(0)
        found = None
    if found is None:
        return None if claim.hypotheses else _simple(claim, budget)
    holds = hypotheses_hold(claim, found, budget.part(0.2))
    return None if holds is None else (found, holds)


def _simple(claim: Claim, budget: Budget) -> tuple[Instance, list[Proof]] | None:
    """The first of a few plain instances on which the hypotheses hold; any will do where there are none."""
    for instance in simple_instances(claim):
        holds = hypotheses_hold(claim, instance, budget.limited(QUICK))
        if holds is not None:
            return instance, holds
    return None


def _vacuous(claim: Claim, budget: Budget) -> Verdict | None:
    """UNDECIDED(VACUOUS) when the hypotheses are shown to contradict each other, or no instance of them is known."""
    contradiction = Claim(name=claim.name, build=lambda: FALSE)
    object.__setattr__(contradiction, "sequent", (claim.hypotheses, FALSE))
    proof = find_proof(contradiction, budget.part(0.5)) if claim.hypotheses else None
    if proof is not None:
        return undecided(Reason.VACUOUS, "The hypotheses contradict each other, so the claim says nothing.")
    return undecided(Reason.NO_PROOF_FOUND, "No exact instance was found on which all hypotheses hold.")


# checking -----------------------------------------------------------------------------------------


def checked(document: Mapping[str, Any], instance: Instance) -> Verdict | None:
    """The verdict the checker gives to a certificate, None when it rejects it."""
    plain = json.loads(canonical(document))
    try:
        judgement: Judgement = check_certificate(plain)
    except Rejected as rejected:
        return undecided(Reason.NO_PROOF_FOUND, f"The proposed certificate was rejected by the checker: {rejected}.")
    shown = None if judgement.word == "PROVED" else _shown(instance)
    return Verdict(judgement=judgement, certificate=plain, counterexample=shown)


def _shown(instance: Instance) -> dict[str, Any]:
    """An instance for the reader: exact values as text."""
    shown: dict[str, Any] = {}
    if instance.sizes:
        shown["sizes"] = dict(instance.sizes)
    for name, value in instance.values.items():
        if value.op == "array":
            rows, width = map(int, value.shape)
            entries = [to_text(entry) for entry in value.args]
            shown[name] = [entries[i * width : (i + 1) * width] for i in range(rows)]
        else:
            shown[name] = to_text(value)
    for name, definition in instance.functions.items():
        parameters = ", ".join(map(to_text, definition.parameters))
        shown[name] = f"({parameters}) ↦ {', '.join(map(to_text, definition.bodies))}"
    return shown
