"""Two scalars in order as one and their difference: for λ < μ the search speaks of λ and d = μ − λ > 0.

Then μ − λ is a monomial, as the coefficients of squares are, and two resolvents are rewritten without a quotient:
d (A + λI)⁻¹(A + (λ + d)I)⁻¹ = (A + λI)⁻¹ − (A + (λ + d)I)⁻¹. Since every hypothesis keeps its number, the proof found is one of
the claim as soon as μ − λ is put in for d.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from symdl.provers.state import Proof, State, name_of
from symdl.semantics.json import to_json
from symdl.semantics.substitution import free_symbols, substitute
from symdl.terms import operators as ops
from symdl.terms.relation import Relation
from symdl.terms.shapes import is_scalar
from symdl.terms.term import Term, number

GAP = ("gap",)
"""The mark of a state in which a difference has a name."""


def by_gap(state: State) -> Proof | None:
    """An inequality between scalars of matrices, with a name for the difference of two scalars that are in order."""
    from symdl.provers.traces import by_traces

    if GAP in state.used:
        return None
    for place, relation in enumerate(state.hypotheses):
        found = _renamed(state, place, relation)
        if found is not None:
            inner, gap, value = found
            proof = by_traces(inner)
            if proof is not None:
                put_in: Proof = _put_in(proof, ["sym", name_of(gap)], to_json(value))
                return put_in
    return None


def _renamed(state: State, place: int, relation: Relation) -> tuple[State, Term, Term] | None:
    """The state in terms of the difference d, d, and what d stands for."""
    if relation.op not in ("lt", "le") or not is_scalar(relation.args[0].shape):
        return None
    low, high = relation.args
    symbol, other, sign = (high, low, 1) if high.op == "sym" else (low, high, -1)
    inside = free_symbols(state.goal)
    if symbol.op != "sym" or symbol not in inside or not free_symbols(other) or symbol in free_symbols(other):
        return None
    (gap,) = state.fresh([ops.scalar("d")])
    values = {symbol: other + sign * gap}
    hypotheses = [substitute(h, values) for h in state.hypotheses]
    hypotheses[place] = Relation(relation.op, (number(0), gap))
    renamed = replace(
        state, hypotheses=tuple(hypotheses), goal=substitute(state.goal, values), scope=(*state.scope, gap)
    )
    return renamed.marked(GAP), gap, high - low


def _put_in(form: Any, symbol: list[str], value: Any) -> Any:
    """The proof with a value for a symbol."""
    if form == symbol:
        return value
    if isinstance(form, dict):
        return {key: _put_in(part, symbol, value) for key, part in form.items()}
    return [_put_in(part, symbol, value) for part in form] if isinstance(form, list) else form
