"""Ranks of matrices of symbolic size: full rank by a one-sided inverse, bounds by factors, ranks as traces."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from symdl.provers.ideals import auxiliary_facts, by_equations, defining_facts
from symdl.provers.numbering import pruned
from symdl.provers.state import Proof, State, Step, Wrap, composed, fact
from symdl.semantics.substitution import walk
from symdl.terms import operators as ops
from symdl.terms.relation import Relation, equal
from symdl.terms.term import Term


def by_full_rank(state: State) -> Proof | None:
    """rank A = m for an m × n matrix A because A A⁺ = I; rank A = n because A⁺A = I."""
    a, b = state.goal.args
    for side, size, sign in ((a, b, 1), (b, a, -1)):
        if state.goal.op != "eq" or side.op != "rank":
            continue
        (m,) = side.args
        ways = (("right_invertible", m.shape[0], m @ ops.pinv(m)), ("left_invertible", m.shape[1], ops.pinv(m) @ m))
        for name, length, product in ways:
            proof = _equation(state.towards(equal(product, ops.identity(length)))) if size is ops.size(length) else None
            if proof is not None:
                last = {"rule": "combination", "cofactors": [[["num", str(sign)], len(state.hypotheses)]]}
                return fact(name, [m, ops.pinv(m)], [proof], last)
    return None


def by_rank_of_factors(state: State) -> Proof | None:
    """rank(A B) ≤ rank A, rank B, with a product cut anywhere."""
    c, bound = state.goal.args
    if state.goal.op != "le" or c.op != "rank" or bound.op != "rank" or c.args[0].op != "matmul":
        return None
    whole = c.args[0]
    for k in range(1, len(whole.args)):
        parts = ops.matmul(*whole.args[:k]), ops.matmul(*whole.args[k:])
        if bound.args[0] in parts:
            number = len(state.hypotheses) + parts.index(bound.args[0])
            premise: Proof = {"rule": "combination", "cofactors": []}
            return fact("rank_bound", [*parts, whole], [premise], {"rule": "assume", "hypothesis": number})
    return None


def rank_facts(state: State) -> Step:
    """rank A = tr(A A⁺) for every rank in the goal."""
    wraps: list[Wrap] = []
    for a in _ranked(state.goal):
        conclusion = as_trace(a)
        if conclusion not in state.hypotheses:
            wraps.append(pruned(len(state.hypotheses), 1, partial(fact, "rank_trace", [a], [])))
            state = state.having(conclusion)
    return state, composed(wraps)


def as_trace(a: Term) -> Relation:
    return equal(ops.rank(a), ops.trace(a @ ops.pinv(a)))


def _ranked(goal: Relation) -> Iterator[Term]:
    found = sorted({term for term in walk(goal) if term.op == "rank"}, key=lambda t: (t.size, repr(t)))
    yield from (term.args[0] for term in found)


def _equation(state: State) -> Proof | None:
    first, wrap = defining_facts(state)
    second, more = auxiliary_facts(first)
    proof = by_equations(first)
    if proof is not None:
        return wrap(proof)
    proof = by_equations(second)
    return None if proof is None else wrap(more(proof))
