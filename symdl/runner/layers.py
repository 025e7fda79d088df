"""Claims about networks of symbolic depth: broken at a small depth, or proved at every depth."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import Any

from symdl.algebra.budget import Budget, BudgetExceeded
from symdl.claims.claim import Claim
from symdl.claims.instance import Instance
from symdl.claims.verdict import Reason, Verdict, undecided
from symdl.provers.certificates import goal_fails, hypotheses_hold, proved, refuted
from symdl.provers.layers import depths, find_layered_proof, right_answer, written_out
from symdl.provers.state import Proof
from symdl.refuters.instances import satisfying_instance
from symdl.refuters.search import counterexample
from symdl.semantics.layers import has_layers
from symdl.terms.errors import SymdlError
from symdl.terms.relation import implies
from symdl.terms.term import number

QUICK, LATER = 60_000, 1_500_000
FEW, MORE = 2, 16
"""Depths at which a counterexample is looked for, before and after a proof."""


def is_layered(claim: Claim) -> bool:
    """Whether a claim speaks of products of layers."""
    return has_layers(*claim.hypotheses, claim.goal)


def seen_in_floats(claim: Claim) -> Claim:
    """The claim of which evidence is taken: one about layers at a small depth, any other as it is."""
    if not is_layered(claim):
        return claim
    found = depths(claim)[:MORE]
    return written_out(claim, found[min(2, len(found) - 1)]) if found else claim


def decide_layers(claim: Claim, budget: Budget, seed: int, check: Any) -> Verdict:
    """The verdict: ``check`` gives that of the checker on a certificate, or None."""
    found = depths(claim)
    for effort, most in ((QUICK, FEW), (LATER, MORE)):
        for numbers in islice(found, most):
            verdict = _refuted(claim, numbers, budget, effort, seed, check)
            if verdict is not None:
                return verdict
        verdict = _proved(claim, found, budget, seed, check) if effort == QUICK else None
        if verdict is not None:
            return verdict
    return undecided(
        Reason.NO_PROOF_FOUND, "Neither a proof at every depth nor a counterexample at a small one was found."
    )


def _refuted(
    claim: Claim, numbers: dict[str, int], budget: Budget, effort: int, seed: int, check: Any
) -> Verdict | None:
    try:
        fixed = written_out(claim, numbers)
        instance = counterexample(fixed, seed=seed, budget=budget.limited(effort))
        holds = None if instance is None else hypotheses_hold(fixed, instance, budget.part(0.3))
        fails = None if instance is None or holds is None else goal_fails(fixed, instance, budget.part(0.5))
    except BudgetExceeded:
        budget.spend(0)
        return None
    except SymdlError:
        return None
    if instance is None or holds is None or fails is None:
        return None
    whole = _with_numbers(claim, instance, numbers)
    verdict: Verdict | None = check(refuted(claim, whole, holds, fails), whole)
    if verdict is None or verdict.judgement is None:
        return None
    return verdict.having(message=_right_answer(claim, budget, seed, check))


def _with_numbers(claim: Claim, instance: Instance, numbers: dict[str, int]) -> Instance:
    placed = {s.data.name: number(numbers[s.data.name]) for s in claim.symbols if s.data.name in numbers}
    return replace(instance, values={**instance.values, **placed})


def _proved(claim: Claim, found: list[dict[str, int]], budget: Budget, seed: int, check: Any) -> Verdict | None:
    shown = next(filter(None, (_satisfied(claim, numbers, budget, seed) for numbers in found[:MORE])), None)
    proof = None if shown is None else find_layered_proof(claim, budget)
    if shown is None or proof is None:
        return None
    verdict: Verdict | None = check(proved(claim, *shown, proof), shown[0])
    return verdict if verdict is not None and verdict.judgement is not None else None


def _satisfied(claim: Claim, numbers: dict[str, int], budget: Budget, seed: int) -> tuple[Instance, list[Proof]] | None:
    """An instance at a depth on which the hypotheses hold, with the proofs that they do."""
    try:
        fixed = written_out(claim, numbers)
        instance = satisfying_instance(fixed, seed=seed, budget=budget.part(0.2))
        holds = None if instance is None else hypotheses_hold(fixed, instance, budget.part(0.2))
    except BudgetExceeded:
        budget.spend(0)
        return None
    except SymdlError:
        return None
    return None if instance is None or holds is None else (_with_numbers(claim, instance, numbers), holds)


def _right_answer(claim: Claim, budget: Budget, seed: int, check: Any) -> str:
    try:
        corrected = right_answer(claim)
        if corrected is None:
            return ""
        right = Claim(name=claim.name, build=lambda: implies(list(claim.hypotheses), corrected))
        found = _proved(right, depths(right), budget.limited(LATER), seed, check)
    except (SymdlError, BudgetExceeded, StopIteration):
        return ""
    return f"What holds is {corrected!r}." if found is not None and found.word == "PROVED" else ""
