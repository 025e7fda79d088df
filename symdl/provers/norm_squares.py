"""a ≤ b, a < b or a = b between products of norms, from a² and b².

For 0 ≤ a, b: if b < a and a² ≤ b², then 0 < (a − b)² + 2 b (a − b) + (b² − a²) = 0. If a ≠ b and a² = b², then
0 < (a − b)⁴ + 4 a b (a − b)² = (a² − b²)² = 0. Of squares of norms more is known: they are traces.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from symdl.provers.state import Proof, State, Step, composed, fact, have
from symdl.semantics.json import to_json
from symdl.semantics.substitution import walk
from symdl.terms.relation import Relation, at_most
from symdl.terms.term import Term

SIGN = 100_000
"""Work for the sign of a side."""


def by_squared_norms(state: State) -> Proof | None:
    """A comparison of two sides that are norms, or products with some."""
    from symdl.provers.search import attempt

    goal = state.goal
    if goal.op not in ("eq", "le", "lt") or not any(map(_has_norm, goal.args)):
        return None
    a, b = goal.args
    step = _nonnegative(state, a, b)
    if step is None:
        return None
    state, wrap = step
    if goal in state.hypotheses:
        return wrap({"rule": "assume", "hypothesis": state.hypotheses.index(goal)})
    squared = Relation(goal.op, (a**2, b**2))
    proof = attempt(replace(state, rounds=0).towards(squared), state.budget.work // 2)
    if proof is None:
        return None
    known = state.having(squared)
    place = len(known.hypotheses)
    signs = [known.hypotheses.index(at_most(0, side)) for side in (a, b)]
    closing = _equal(a, b, place, signs) if goal.op == "eq" else _compared(place, signs[1])
    return wrap(have(squared, proof, {"rule": "suppose", "then": closing}))


def _has_norm(side: Term) -> bool:
    """Whether a side is a product with a norm to the first power; sums have other methods."""
    factors = side.args if side.op == "mul" else (side,)
    return any(factor.op == "norm" for factor in factors)


def _nonnegative(state: State, *sides: Term) -> Step | None:
    """0 ≤ for each side."""
    from symdl.provers.search import attempt

    wraps: list[Any] = []
    for side in sides:
        for norm in sorted({t for t in walk(side) if t.op == "norm"}, key=repr):
            sign = at_most(0, norm)
            if sign not in state.hypotheses:
                wraps.append(partial(fact, "norm_nonnegative", [norm.args[0]], []))
                state = state.having(sign)
        sign = at_most(0, side)
        if sign not in state.hypotheses:
            proof = attempt(state.towards(sign), SIGN)
            if proof is None:
                return None
            wraps.append(partial(have, sign, proof))
            state = state.having(sign)
    return state, composed(wraps)


def _compared(place: int, sign: int) -> Proof:
    """From 0 ≤ b, then a² ≤ b² (or <) and b < a (or ≤): a contradiction."""
    summands = [
        {"coefficient": "1", "hypotheses": [place, place]},
        {"coefficient": "2", "hypotheses": [sign, place]},
        {"coefficient": "1", "hypotheses": [place - 1]},
    ]
    return {"rule": "combination", "summands": summands, "cofactors": []}


def _equal(a: Term, b: Term, place: int, signs: list[int]) -> Proof:
    """From 0 ≤ a, 0 ≤ b, then a² = b² and a ≠ b: a contradiction."""
    summands = [
        {"coefficient": "1", "hypotheses": [place, place]},
        {"coefficient": "4", "hypotheses": [*signs, place]},
    ]
    return {"rule": "combination", "summands": summands, "cofactors": [[to_json(b**2 - a**2), place - 1]]}
