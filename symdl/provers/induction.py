"""Induction over a natural symbol on which no other hypothesis depends."""

from __future__ import annotations

from dataclasses import replace

from symdl.provers.state import Proof, State, name_of
from symdl.semantics.recursion import RECURSIVE
from symdl.semantics.substitution import free_symbols, substitute, walk
from symdl.terms.relation import Relation, at_most
from symdl.terms.term import Symbol, Term, number

HIGHEST_BASE = 12
LEMMA = ("passage",)
"""The mark of a state in which a lemma on powers is proved, so that it looks for no others."""


def by_induction(state: State) -> Proof | None:
    """The first symbol for which base and step are both proved."""
    if state.goal.op == "false" or ("induction",) in state.used:
        return None
    for symbol in sorted(free_symbols(state.goal), key=name_of):
        if isinstance(symbol.data, Symbol) and symbol.data.domain == "natural":
            base = _base(state, symbol)
            proof = None if base is None else _induct(state, symbol, base)
            if proof is not None:
                return proof
    return None


def is_recursive(state: State) -> bool:
    """Whether a natural symbol stands in an exponent, counts steps, ends a sum or is the argument of a function."""
    naturals = {s for s in free_symbols(state.goal) if isinstance(s.data, Symbol) and s.data.domain == "natural"}
    return any(
        naturals & free_symbols(*(term.args if term.op == "apply" else term.args[1:2]))
        for term in walk(state.goal)
        if term.op in ("power", "sum", "apply", *RECURSIVE)
    )


def _base(state: State, symbol: Term) -> int | None:
    """The least value the hypotheses allow."""
    base = max([0, *(low for h in state.hypotheses if (low := _lower_bound(h, symbol)) is not None)])
    return base if base <= HIGHEST_BASE else None


def _lower_bound(relation: Relation, symbol: Term) -> int | None:
    if relation.op == "le" and relation.args[1] is symbol and relation.args[0].op == "num":
        value = relation.args[0].data
        return int(value) if value == int(value) and value >= 0 else None
    return None


def _induct(state: State, n: Term, base: int) -> Proof | None:
    from symdl.provers.search import search

    rest = tuple(h for h in state.hypotheses if n not in free_symbols(h))
    clean = replace(state, hypotheses=(), used=state.used & {LEMMA}, rounds=0).having(*rest).marked(("induction",))
    at_base = search(clean.towards(substitute(state.goal, {n: number(base)})))
    if at_base is None:
        return None
    step = clean.having(at_most(base, n), state.goal).towards(substitute(state.goal, {n: n + 1}))
    then = search(step)
    if then is None:
        return None
    return {"rule": "induction", "on": name_of(n), "base": base, "proof": at_base, "then": then}
