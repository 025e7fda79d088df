"""A proof in progress: numbered hypotheses, a goal, and the proofs of docs/certificates.md as plain data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from symdl.algebra.budget import Budget
from symdl.semantics.json import relation_to_json, to_json
from symdl.semantics.substitution import fresh, substitute
from symdl.terms.relation import Relation, at_most, less_than
from symdl.terms.term import Symbol, Term

Proof = dict[str, Any]


@dataclass(frozen=True, slots=True)
class State:
    """Hypotheses in the order in which the checker numbers them, and a goal.

    Attributes:
        hypotheses: conjunctions are kept as their parts.
        goal: what is to be shown.
        scope: every symbol that was declared so far.
        budget: shared by the whole search.
        depth: how many case distinctions led here.
        used: marks of steps that are not to be repeated (instances of hypotheses, facts).
        memory: ideals that were completed on the way, by their equations; shared by the whole search.
    """

    hypotheses: tuple[Relation, ...]
    goal: Relation
    scope: tuple[Term, ...]
    budget: Budget
    depth: int = 0
    used: frozenset[Any] = field(default_factory=frozenset)
    rounds: int = 0
    memory: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    def towards(self, goal: Relation) -> State:
        return replace(self, goal=goal)

    def having(self, *relations: Relation) -> State:
        flat: list[Relation] = []
        for relation in relations:
            flatten(relation, flat)
        return replace(self, hypotheses=(*self.hypotheses, *flat))

    def declaring(self, *symbols: Term) -> State:
        state = replace(self, scope=(*self.scope, *symbols))
        return state.having(*(domain for symbol in symbols for domain in domain_of(symbol)))

    def deeper(self) -> State:
        return replace(self, depth=self.depth + 1)

    def marked(self, *marks: Any) -> State:
        return replace(self, used=self.used | set(marks))

    def next_round(self) -> State:
        return replace(self, rounds=self.rounds + 1)

    def fresh(self, symbols: Sequence[Term]) -> list[Term]:
        """New symbols like the given ones, with their own names where these are free."""
        found: list[Term] = []
        names = {name_of(symbol) for symbol in self.scope}
        for symbol in symbols:
            if name_of(symbol) in names:
                symbol = fresh(symbol, (*self.scope, *found))
            names.add(name_of(symbol))
            found.append(symbol)
        return found

    def opened(self, relation: Relation) -> tuple[State, Relation, list[str]]:
        """The body of a quantifier with new symbols for the bound ones."""
        new = self.fresh(relation.bound)
        body: Relation = substitute(relation.args[0], dict(zip(relation.bound, new, strict=True)))
        return self.declaring(*new), body, [name_of(symbol) for symbol in new]


def name_of(symbol: Term) -> str:
    assert isinstance(symbol.data, Symbol)
    return symbol.data.name


def domain_name(symbol: Term) -> str:
    assert isinstance(symbol.data, Symbol)
    return symbol.data.domain


def domain_of(symbol: Term) -> list[Relation]:
    """What the domain of a symbol means."""
    match domain_name(symbol):
        case "positive":
            return [less_than(0, symbol)]
        case "nonnegative" | "natural":
            return [at_most(0, symbol)]
    return []


def known(state: State, relation: Relation) -> bool:
    """Whether a relation, or its mirror image for ≠, stands among the hypotheses."""
    return relation in state.hypotheses or (
        relation.op == "ne" and Relation("ne", tuple(reversed(relation.args))) in state.hypotheses
    )


def flatten(relation: Relation, into: list[Relation]) -> None:
    if relation.op == "and":
        for part in relation.args:
            flatten(part, into)
    else:
        into.append(relation)


def start(symbols: Sequence[Term], hypotheses: Sequence[Relation], goal: Relation, budget: Budget) -> State:
    """The sequent of a claim: domains in the order of names, then hypotheses."""
    empty = State((), goal, (), budget)
    return empty.declaring(*sorted(symbols, key=name_of)).having(*hypotheses)


# proofs -------------------------------------------------------------------------------------------


def have(relation: Relation, proof: Proof, then: Proof) -> Proof:
    return {"rule": "have", "relation": relation_to_json(relation), "proof": proof, "then": then}


def fact(name: str, terms: Sequence[Term], premises: Sequence[Proof], then: Proof) -> Proof:
    step = {"rule": "fact", "name": name, "terms": [to_json(t) for t in terms], "then": then}
    return {**step, "premises": list(premises)} if premises else step


Wrap = Callable[[Proof], Proof]
Step = tuple[State, Wrap]
"""A state with more hypotheses, and how its proof becomes a proof of the old state."""


def composed(wraps: Sequence[Wrap]) -> Wrap:
    """All the wraps, the first one outermost."""

    def wrapped(proof: Proof) -> Proof:
        for wrap in reversed(wraps):
            proof = wrap(proof)
        return proof

    return wrapped
