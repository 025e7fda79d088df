"""Goals that speak of generic ranks: each rank gets its bounds with their witnesses, the rest is arithmetic.

The rule ``rank`` appends what its witnesses show: an equation where the bounds meet, else inequalities.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from symdl.algebra.budget import Budget, BudgetExceeded
from symdl.algebra.generic_rank import matrix_bounds
from symdl.networks.generic_rank import network_bounds
from symdl.provers.search import search
from symdl.provers.state import Proof, State, name_of
from symdl.semantics.json import to_json
from symdl.semantics.substitution import substitute, walk
from symdl.terms.errors import SymdlError
from symdl.terms.operators import scalar
from symdl.terms.ranks import Architecture
from symdl.terms.relation import Relation, at_most, equal
from symdl.terms.term import Term

RANKS = ("generic_rank", "network_rank")


@dataclass(frozen=True, slots=True)
class Found:
    """A generic rank with its bounds, as the rule ``rank`` takes them."""

    term: Term
    below: int
    above: int
    witnesses: dict[str, Any]
    failure: float

    @property
    def relations(self) -> list[Relation]:
        """What the rule shows."""
        if self.below == self.above:
            return [equal(self.term, self.below)]
        return [at_most(self.below, self.term), at_most(self.term, self.above)]

    def rule(self, then: Proof) -> Proof:
        return {"rule": "rank", "of": to_json(self.term), **self.witnesses, "then": then}


def found_rank(term: Term, budget: Budget) -> Found:
    """The bounds of a generic rank."""
    if isinstance(term.data, Architecture):
        net = network_bounds(term.data)
        return Found(term, net.below, net.above, {"below": net.lower, "above": net.upper}, net.failure)
    bounds = matrix_bounds(term.data, budget=budget)
    return Found(term, bounds.below, bounds.above, {"below": bounds.lower, "above": bounds.upper}, bounds.failure)


def generic_ranks(*relations: Relation) -> list[Term]:
    """The generic ranks that occur, each once."""
    return sorted((term for term in walk(*relations) if term.op in RANKS), key=lambda term: str(to_json(term)))


def rank_evidence(terms: list[Term], budget: Budget) -> tuple[str, ...]:
    """What is seen of ranks whose bounds do not meet, with the probability that chance misleads."""
    found = [found_rank(term, budget) for term in terms]
    return tuple(
        f"{f.term!r} is at least {f.below} and at most {f.above}; it is {f.below} at random points, and larger with "
        f"probability at most {f.failure:.2g} (Schwartz–Zippel)"
        for f in found
        if f.below < f.above
    )


def by_ranks(state: State) -> tuple[bool, Proof | None]:
    """Whether the sequent speaks of generic ranks, and a proof: the ranks stand for numbers of which bounds are known."""
    terms = generic_ranks(*state.hypotheses, state.goal)
    if not terms:
        return False, None
    try:
        found = [found_rank(term, state.budget.part(0.5)) for term in terms]
    except (SymdlError, BudgetExceeded):
        return True, None
    names = state.fresh([scalar("rank")] * len(terms))
    values = dict(zip(terms, names, strict=True))
    opaque = state.declaring(*names)
    opaque = replace(opaque, hypotheses=tuple(substitute(h, values) for h in opaque.hypotheses))
    opaque = opaque.towards(substitute(state.goal, values))
    proof = search(opaque.having(*(substitute(r, values) for f in found for r in f.relations)))
    if proof is None:
        return True, None
    proof = _named(proof, {name_of(name): to_json(term) for term, name in values.items()})
    for rank in reversed(found):
        proof = rank.rule(proof)
    return True, proof


def _named(proof: Any, terms: dict[str, Any]) -> Any:
    """A proof with terms in the place of symbols."""
    if isinstance(proof, dict):
        return {key: _named(value, terms) for key, value in proof.items()}
    if not isinstance(proof, list):
        return proof
    if len(proof) == 2 and proof[0] == "sym" and proof[1] in terms:
        return terms[proof[1]]
    return [_named(part, terms) for part in proof]
