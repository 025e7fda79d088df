"""What square matrices satisfy beyond the ideal of their equations.

B A = I follows from A B = I, for A B = I makes B invertible. G = 0 follows from an equation E = 0 with tr(GᵀE) = tr(GᵀG): for a
skew S and (I + S)x = 0, for instance, xᵀ(I + S)x = xᵀx, so I + S is invertible and Cayley's formula makes sense.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from symdl.algebra.budget import BudgetExceeded
from symdl.provers.ideals import of_work
from symdl.provers.numbering import pruned
from symdl.provers.state import Proof, State, Step, Wrap, composed, fact, have
from symdl.semantics.json import to_json
from symdl.terms import operators as ops
from symdl.terms.relation import Relation, equal, unequal
from symdl.terms.shapes import is_scalar
from symdl.terms.term import Term, number

MOST = 4
WORK = 60_000
"""Work for one pairing."""


def turned_inverses(state: State) -> Step | None:
    """B A = I for square A and B with A B = I among the hypotheses; None where all are known."""
    wraps: list[Wrap] = []
    for place, sign, a, b in [*_products(state)][:MOST]:
        conclusion = equal(b @ a, ops.identity(a.shape[0]))
        if conclusion not in state.hypotheses:
            state, wrap = _turned(state, place, sign, a, b)
            wraps.append(wrap)
    return (state, composed(wraps)) if wraps else None


def _products(state: State) -> Iterator[tuple[int, int, Term, Term]]:
    """The number of a hypothesis A B = I, 1 or −1 where it reads I = A B, and A, B."""
    for place, relation in enumerate(state.hypotheses):
        for sign, (whole, unit) in ((1, relation.args), (-1, relation.args[::-1])) if relation.op == "eq" else ():
            if unit.op != "identity" or whole.op != "matmul":
                continue
            for k in range(1, len(whole.args)):
                a, b = ops.matmul(*whole.args[:k]), ops.matmul(*whole.args[k:])
                if a.shape == b.shape == unit.shape:
                    yield place, sign, a, b


def _turned(state: State, place: int, sign: int, a: Term, b: Term) -> Step:
    """B A − I = B (A B − I) B⁻¹ − B A (B B⁻¹ − I) + (B B⁻¹ − I)."""
    unit, inverse, count = ops.identity(a.shape[0]), ops.inverse(b), len(state.hypotheses)
    one = to_json(unit)
    premise: Proof = {"rule": "combination", "cofactors": [[to_json(ops.scale(sign, unit)), place, one]]}
    cofactors = [
        [to_json(ops.scale(sign, b)), place, to_json(inverse)],
        [to_json(ops.scale(-1, b @ a)), count + 1, one],
        [one, count + 1, one],
    ]
    conclusion = equal(b @ a, unit)
    steps: list[Wrap] = [
        partial(fact, "left_inverse", [b, a], [premise]),
        partial(fact, "inverse_right", [b], [{"rule": "assume", "hypothesis": count}]),
        partial(have, conclusion, {"rule": "combination", "cofactors": cofactors}),
    ]
    known = state.having(unequal(ops.det(b), 0), equal(b @ inverse, unit), conclusion)
    return known, pruned(count, 3, composed(steps))


def by_pairing(state: State) -> Proof | None:
    """G = 0 for the difference G of the goal, by an equation E = 0 with tr(GᵀE) = tr(GᵀG)."""
    a, b = state.goal.args
    gap = a - b
    for place, relation in enumerate(state.hypotheses):
        if relation.op != "eq" or relation.args[0].shape != gap.shape or is_scalar(gap.shape):
            continue
        e = relation.args[0] - relation.args[1]
        for sign in (1, -1):
            pairing = equal(ops.trace(gap.T @ gap), ops.trace(ops.scale(sign, gap.T) @ e))
            proof = _without(state, place, pairing)
            if proof is not None:
                unit = to_json(ops.identity(gap.shape[1]))
                cofactors = [
                    [to_json(number(1)), len(state.hypotheses)],
                    [to_json(ops.scale(sign, gap.T)), place, unit],
                ]
                ending: Proof = {"rule": "combination", "cofactors": cofactors}
                return {"rule": "frobenius", "then": have(pairing, proof, ending)}
    return None


def _without(state: State, place: int, goal: Relation) -> Proof | None:
    """The goal from the other hypotheses, which keep their numbers."""
    from symdl.provers.traces import by_traces

    nothing = equal(number(0), 0)
    others = (*state.hypotheses[:place], nothing, *state.hypotheses[place + 1 :])
    try:
        return by_traces(replace(state, hypotheses=others, budget=of_work(state, WORK)).towards(goal))
    except BudgetExceeded:
        state.budget.spend(0)
        return None
