"""A G = 0 from tr(GᵀAG) ≤ 0 for A ⪰ 0, where the hypotheses make such a form vanish.

So xᵀAx = 0 gives A x = 0; A + B = 0 gives A = 0, since tr A = −tr B ≤ 0; tr(A B) = 0 gives A B = 0 with B = RᵀR and G = Rᵀ; and
XᵀL X v = 0 gives X v = 0 for L ≻ 0. The G that are tried stand beside A in the claim.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import islice

from symdl.algebra.budget import BudgetExceeded
from symdl.provers.definite_inverses import WEIGHING
from symdl.provers.definite_names import FACTORED, NAMED
from symdl.provers.numbering import pruned
from symdl.provers.scalar_gaps import GAP
from symdl.provers.state import Proof, State, Step, Wrap, composed, fact, have, name_of
from symdl.semantics.json import to_json
from symdl.semantics.substitution import walk
from symdl.terms import operators as ops
from symdl.terms.relation import at_most, equal, exists, psd
from symdl.terms.shapes import is_scalar
from symdl.terms.term import Term, number

TRACES = ("vanishing traces",)
"""The mark of a state in which forms were looked at."""
MOST = 8
MOST_FACTORED = 2
WORK = 150_000


def vanishing_traces(state: State, given: State) -> Step | None:
    """A G = 0 for the forms that are shown to vanish; None when there are none.

    Args:
        state: with what defines the inverses in sight.
        given: the same before that was brought in; the G stand in its hypotheses and its goal.
    """
    if TRACES in state.used or not any(h.op == "psd" for h in state.hypotheses):
        return None
    state, factors, pairs = _gram_factors(state.marked(TRACES), given)
    wraps, count = [factors], 0
    for a, g in [*pairs, *islice(_candidates(state, given), MOST)]:
        step = None if equal(a @ g, 0) in state.hypotheses else _vanished(state, a, g)
        if step is not None:
            count += 1
            state, wrap = step
            wraps.append(wrap)
    return (state, composed(wraps)) if count else None


def _vanished(state: State, a: Term, g: Term) -> Step | None:
    from symdl.provers.traces import by_traces

    form, count = ops.trace(g.T @ a @ g), len(state.hypotheses)
    definite: Proof = {"rule": "assume", "hypothesis": state.hypotheses.index(psd(a))}
    for relation in (equal(form, 0), at_most(form, 0)):
        proof = _within(by_traces, state.marked(WEIGHING, NAMED, FACTORED, GAP).towards(relation))
        if proof is not None:
            cofactors = [[to_json(number(-1)), count]]
            premise: Proof = {"rule": "combination", "cofactors": cofactors}
            premise = premise if relation.op == "eq" else {"rule": "assume", "hypothesis": count}
            steps = [partial(have, relation, proof), partial(fact, "psd_form_zero", [a, g], [definite, premise])]
            return state.having(relation, equal(a @ g, 0)), pruned(count, 2, composed(steps))
    return None


def _within(method: Callable[[State], Proof | None], state: State) -> Proof | None:
    """What a method finds with little work."""
    try:
        return method(replace(state, budget=state.budget.limited(WORK)))
    except BudgetExceeded:
        state.budget.spend(0)
        return None


# what stands beside a definite matrix ----------------------------------------------------------------


def _candidates(state: State, given: State) -> Iterator[tuple[Term, Term]]:
    """A ⪰ 0 and G."""
    terms = sorted(_in_sight(given), key=lambda t: (t.size, repr(t)))
    for relation in state.hypotheses:
        if relation.op == "psd" and not is_scalar(relation.args[0].shape):
            (a,) = relation.args
            found = dict.fromkeys(g for t in terms if t.op == "matmul" for g in _beside(a, t))
            yield from ((a, g) for g in found)
            if any(t.op == "trace" and _has(t.args[0], a) for t in terms) or not found:
                yield a, ops.identity(a.shape[0])


def _in_sight(state: State) -> set[Term]:
    relations = [h for h in state.hypotheses if h.is_atomic and h.op in ("eq", "le")]
    return set(walk(state.goal, *relations))


def _beside(a: Term, chain: Term) -> Iterator[Term]:
    for k, factor in enumerate(chain.args):
        if _has(factor, a):
            yield from (ops.matmul(*part) for part in (chain.args[k + 1 :],) if part)
            yield from (ops.matmul(*part).T for part in (chain.args[:k],) if part)


def _has(factor: Term, a: Term) -> bool:
    """Whether a factor is A, or a sum with A."""
    return factor is a or (factor.op == "add" and any(part is a for part in factor.args))


# Gram factors ----------------------------------------------------------------------------------------


def _gram_factors(state: State, given: State) -> tuple[State, Wrap, list[tuple[Term, Term]]]:
    """B = RᵀR for a definite symbol B next to another one, A; and the pairs A, Rᵀ."""
    wraps: list[Wrap] = []
    found: list[tuple[Term, Term]] = []
    for a, b in _neighbours(state, given):
        place, count = state.hypotheses.index(psd(b)), len(state.hypotheses)
        (r,) = state.fresh([ops.matrix("R", *b.shape)])
        factored = equal(b, r.T @ r)
        wraps += [
            partial(fact, "gram_factor", [b], [{"rule": "assume", "hypothesis": place}]),
            partial(_obtained, count, name_of(r)),
        ]
        state = state.having(exists(r, factored)).declaring(r).having(factored)
        found.append((a, r.T))
    return state, composed(wraps), found


def _neighbours(state: State, given: State) -> list[tuple[Term, Term]]:
    definite = {h.args[0] for h in state.hypotheses if h.op == "psd" and h.args[0].op == "sym"}
    chains = (t.args for t in _in_sight(given) if t.op == "matmul")
    pairs = {(a, b) for chain in chains for a, b in zip(chain, chain[1:], strict=False) if {a, b} <= definite}
    return sorted(((a, b) for a, b in pairs if a is not b), key=repr)[:MOST_FACTORED]


def _obtained(place: int, name: str, then: Proof) -> Proof:
    return {"rule": "obtain", "hypothesis": place, "names": [name], "then": then}
