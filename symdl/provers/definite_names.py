"""Definite sums and factors by name, so that the search for squares sees them.

psd(A − B) becomes A = B + D with a new D ⪰ 0, which may weigh a square as a symbol does. A ⪰ 0 becomes A = RᵀR with a
Gram factor R; a word with two definite letters, as tr(A B) = tr(R B Rᵀ), is then a square.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from symdl.provers.state import Proof, State, Step, Wrap, composed, fact, have, name_of
from symdl.semantics.json import to_json
from symdl.semantics.substitution import substitute, walk
from symdl.terms import operators as ops
from symdl.terms.relation import Relation, at_most, equal, exists, pd, psd
from symdl.terms.shapes import is_scalar
from symdl.terms.term import Term, number

NAMED = ("named forms",)
FACTORED = ("gram factors",)
LINK = 300_000
"""Work to carry a goal from a factor back to the matrix."""


def named_forms(state: State) -> Step | None:
    """D ⪰ 0 (or ≻ 0) for every definite sum in which some symbol S stands alone, and S in terms of D."""
    wraps: list[Wrap] = []
    replaced: set[Term] = set()
    if NAMED in state.used:
        return None
    for place, relation in enumerate(state.hypotheses):
        (t, *_) = relation.args
        alone = _alone(t) if relation.op in ("psd", "pd") and t.op == "add" and not is_scalar(t.shape) else None
        if alone is None or alone[0] in replaced:
            continue
        replaced.add(alone[0])
        (d,) = state.fresh([ops.matrix("D", *t.shape)])
        state, wrap = _named(state, place, t, d, alone)
        wraps.append(wrap)
    return (state.marked(NAMED), composed(wraps)) if wraps else None


def _alone(total: Term) -> tuple[Term, int, Term] | None:
    """A symbol S, a sign and a rest without S, with total = ±S + rest."""
    for k, part in enumerate(total.args):
        symbol, sign = (part, 1) if part.op == "sym" else (-part, -1)
        rest = ops.add(*total.args[:k], *total.args[k + 1 :])
        if symbol.op == "sym" and symbol not in set(walk(rest)):
            return symbol, sign, rest
    return None


def _named(state: State, place: int, t: Term, d: Term, alone: tuple[Term, int, Term]) -> Step:
    """∃D: S = ±(D − rest), and D is definite because D is T."""
    (symbol, sign, rest), is_strict = alone, state.hypotheses[place].op == "pd"
    given = equal(symbol, d - rest if sign == 1 else rest - d)
    there = exists(d, given)
    shown: Proof = {"rule": "witness", "terms": [to_json(t)], "then": {"rule": "combination", "cofactors": []}}
    opened = state.having(there).declaring(d).having(given)
    equation, definite = len(opened.hypotheses) - 1, pd(d) if is_strict else psd(d)
    obtain = {"rule": "obtain", "hypothesis": len(state.hypotheses), "names": [d.data.name]}
    proof = _is_definite(opened, place, equation, is_strict, t, d, -sign)
    return opened.having(definite), lambda then: have(there, shown, {**obtain, "then": have(definite, proof, then)})


def _is_definite(state: State, place: int, equation: int, is_strict: bool, t: Term, d: Term, sign: int) -> Proof:
    """D = Dᵀ and 0 ≤ xᵀDx, from T ⪰ 0 and ±(D − T) = 0."""
    unit = ops.identity(d.shape[0])
    first, count = to_json(unit), len(state.hypotheses)
    plus, minus = to_json(ops.scale(sign, unit)), to_json(ops.scale(-sign, unit))
    cofactors = [[plus, equation, first], [minus, [equation, "transpose"], first], [first, count, first]]
    symmetric = {"rule": "unfold", "hypothesis": place, "then": {"rule": "combination", "cofactors": cofactors}}
    (x,) = state.fresh([ops.vector("x", d.shape[0])])
    premises: list[Proof] = [{"rule": "assume", "hypothesis": place}]
    if is_strict:
        premises.append({"rule": "assume", "hypothesis": count})
    known = count + 1 if is_strict else count
    row = [to_json(ops.scale(sign, x.T)), equation, to_json(x)]
    ending = {
        "rule": "combination",
        "summands": [{"coefficient": "1", "hypotheses": [known]}],
        "cofactors": [row],
    }
    form = fact("pd_trace" if is_strict else "psd_trace", [t, x], premises, ending)
    inner = {"rule": "intro", "names": [], "then": form} if is_strict else form
    form = {"rule": "intro", "names": [x.data.name], "then": inner}
    return {"rule": "unfold", "then": {"rule": "split", "branches": [symmetric, form]}}


def factored_forms(state: State) -> Iterator[tuple[State, Wrap]]:
    """The inequality with RᵀR for a definite symbol, for each that occurs in it."""
    from symdl.provers.search import attempt

    if FACTORED in state.used or state.goal.op != "le":
        return
    inside = set(walk(state.goal))
    for place, relation in enumerate(state.hypotheses):
        (a, *_) = relation.args
        if relation.op != "psd" or a.op != "sym" or a not in inside:
            continue
        opened, r, factoring = with_gram_factor(state, place)
        opened = opened.marked(FACTORED)
        low, high = state.goal.args
        value: Term = high - low
        other: Term = substitute(value, {a: r.T @ r})
        link = equal(value, other)
        proof = attempt(opened.towards(link), LINK)
        if proof is None:
            continue
        goal, linked = at_most(0, other), opened.having(link)
        ending = partial(_linked, goal, len(linked.hypotheses))
        yield linked.towards(goal), composed([factoring, partial(have, link, proof), ending])


def with_gram_factor(state: State, place: int) -> tuple[State, Term, Wrap]:
    """A = RᵀR for the definite A of a hypothesis, and R."""
    a, count = state.hypotheses[place].args[0], len(state.hypotheses)
    (r,) = state.fresh([ops.matrix("R", *a.shape)])
    factored = equal(a, r.T @ r)
    premise: Proof = {"rule": "assume", "hypothesis": place}
    wraps = [partial(fact, "gram_factor", [a], [premise]), partial(_obtained, count, name_of(r))]
    return state.having(exists(r, factored)).declaring(r).having(factored), r, composed(wraps)


def _obtained(place: int, name: str, then: Proof) -> Proof:
    return {"rule": "obtain", "hypothesis": place, "names": [name], "then": then}


def _linked(goal: Relation, place: int, proof: Proof) -> Proof:
    """The goal from its form with the factor."""
    summand = {"coefficient": "1", "hypotheses": [place]}
    ending = {"rule": "combination", "summands": [summand], "cofactors": [[to_json(number(1)), place - 1]]}
    return have(goal, proof, ending)
