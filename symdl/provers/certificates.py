"""Certificates put together: a claim, an instance on which its hypotheses hold, and a proof."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from symdl.algebra.budget import Budget, BudgetExceeded
from symdl.claims.claim import Claim
from symdl.claims.instance import Instance
from symdl.provers.abbreviations import abbreviated
from symdl.provers.closed import is_evaluated, truth
from symdl.provers.search import search
from symdl.provers.state import Proof, State, start
from symdl.semantics.layers import at_numbers, has_layers, placing
from symdl.semantics.substitution import free_symbols, substitute, with_functions, with_sizes
from symdl.terms.errors import SymdlError
from symdl.terms.relation import Relation, negation

SCHEMA = "symdl.certificate/1"
EVALUATE: Proof = {"rule": "evaluate"}


def proved(claim: Claim, instance: Instance, holds: list[Proof], proof: Proof) -> dict[str, Any]:
    """A certificate that the claim holds."""
    return _document(claim, "PROVED", instance, holds, abbreviated(proof, [s.data.name for s in claim.symbols]))


def refuted(claim: Claim, instance: Instance, holds: list[Proof], proof: Proof) -> dict[str, Any]:
    """A certificate that the claim fails at the instance."""
    return _document(claim, "REFUTED", instance, holds, proof)


def _document(claim: Claim, verdict: str, instance: Instance, holds: list[Proof], proof: Proof) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "claim": claim.to_json(),
        "claim_hash": claim.hash,
        "verdict": verdict,
        "instance": instance.to_json(),
        "holds": holds,
        "proof": proof,
    }


# at an instance -----------------------------------------------------------------------------------


def at_instance(claim: Claim, instance: Instance, relation: Relation) -> Relation:
    """A relation of the claim with sizes, symbols and functions replaced."""
    names = placing(*claim.hypotheses, claim.goal)
    if names or has_layers(relation):
        numbers = {name: int(instance.values[name].data) for name in names}
        relation = at_numbers(relation, numbers)
        sized = with_sizes(relation, instance.sizes)
        values = {s: instance.values[s.data.name] for s in free_symbols(sized)}
        written: Relation = with_functions(substitute(sized, values), instance.functions)
        return written
    sized = with_sizes(relation, instance.sizes)
    symbols = {with_sizes(s, instance.sizes): instance.values[s.data.name] for s in claim.symbols}
    closed: Relation = with_functions(substitute(sized, symbols), instance.functions)
    return closed


def hypotheses_hold(claim: Claim, instance: Instance, budget: Budget) -> list[Proof] | None:
    """A proof of every hypothesis at the instance, by evaluation where that decides it."""
    proofs = []
    for hypothesis in claim.hypotheses:
        proof = _proved_at(at_instance(claim, instance, hypothesis), budget)
        if proof is None:
            return None
        proofs.append(proof)
    return proofs


def goal_fails(claim: Claim, instance: Instance, budget: Budget) -> Proof | None:
    """A proof that the goal does not hold at the instance."""
    goal = at_instance(claim, instance, claim.goal)
    if is_evaluated(goal):
        return EVALUATE if truth(goal) is False else None
    try:
        return _proved_at(negation(goal), budget)
    except SymdlError:
        return None


def _proved_at(relation: Relation, budget: Budget) -> Proof | None:
    if is_evaluated(relation):
        return None if truth(relation) is False else EVALUATE
    try:
        return search(State((), relation, (), budget.part(0.5)))
    except BudgetExceeded:
        return None


# proofs -------------------------------------------------------------------------------------------


def find_proof(claim: Claim, budget: Budget) -> Proof | None:
    """A proof of the claim for all its sizes, or else for some small ones."""
    general = find_general_proof(claim, budget)
    if general is not None or not claim.sizes:
        return general
    return find_proof_at_small_sizes(claim, budget)


def find_proof_at_small_sizes(claim: Claim, budget: Budget) -> Proof | None:
    """A proof of the claim for some small sizes."""
    cases = list(_at_small_sizes(claim, budget))
    return {"rule": "sizes", "cases": cases} if cases else None


def find_general_proof(claim: Claim, budget: Budget) -> Proof | None:
    """A proof of the claim for all its sizes."""
    try:
        return search(start(claim.symbols, claim.hypotheses, claim.goal, budget.part(0.5 if claim.sizes else 1.0)))
    except BudgetExceeded:
        budget.spend(0)
        return None


def _at_small_sizes(claim: Claim, budget: Budget) -> Iterator[dict[str, Any]]:
    """Proofs at every small size; nothing unless all of them are found."""
    found = []
    for sizes in small_sizes(claim.sizes):
        hypotheses = [with_sizes(h, sizes) for h in claim.hypotheses]
        symbols = [with_sizes(s, sizes) for s in claim.symbols]
        try:
            proof = search(start(symbols, hypotheses, with_sizes(claim.goal, sizes), budget.part(0.4)))
        except BudgetExceeded:
            return
        if proof is None:
            return
        found.append({"sizes": dict(sizes), "proof": proof})
    yield from found


def small_sizes(names: tuple[str, ...]) -> Iterator[Mapping[str, int]]:
    """Assignments of small sizes, the smallest first."""
    largest = 3 if len(names) == 1 else 2
    for values in sorted(product(range(1, largest + 1), repeat=len(names)), key=lambda v: (sum(v), v)):
        yield dict(zip(names, values, strict=True))
