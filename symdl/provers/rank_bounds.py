"""Inequalities between ranks and sizes, from bounds on products, sums and sizes; equal ranks from two factorings.

rank(A B) ≤ rank A, rank B; rank(A + B) ≤ rank A + rank B; rank A ≤ its numbers of rows and columns. rank A = rank B
when each is the other times something: A = B (B⁺A) and B = A (A⁺B), or the same from the other side.
"""

from __future__ import annotations

from functools import partial

from symdl.provers.numbering import pruned
from symdl.provers.polynomial import close
from symdl.provers.state import Proof, State, Wrap, composed, fact
from symdl.semantics.substitution import walk
from symdl.terms import operators as ops
from symdl.terms.relation import Relation, at_most, both, equal
from symdl.terms.shapes import is_scalar
from symdl.terms.term import Term

MOST_RANKED = 12
SMALL = 100_000
IDENTITY: Proof = {"rule": "combination", "cofactors": []}


def by_rank_bounds(state: State) -> Proof | None:
    """An inequality with ranks, by arithmetic from the bounds of all ranks that come up."""
    from symdl.provers.search import effort

    if state.goal.op not in ("le", "lt") or not _ranked(state.goal):
        return None
    wraps: list[Wrap] = []
    waiting, seen = _ranked(state.goal), set[Term]()
    while waiting and len(seen) < MOST_RANKED:
        (a,) = waiting.pop(0).args
        if a in seen:
            continue
        seen.add(a)
        for relation, wrap in _bounds(a):
            wraps.append(pruned(len(state.hypotheses), len(relation.args) if relation.op == "and" else 1, wrap))
            state = state.having(relation)
            waiting += [rank for rank in _ranked(relation) if rank.args[0] not in seen]
    proof = close(state, effort=effort(state, SMALL))
    return None if proof is None else composed(wraps)(proof)


def _ranked(relation: Relation) -> list[Term]:
    return sorted({term for term in walk(relation) if term.op == "rank"}, key=lambda t: (t.size, repr(t)))


def _bounds(a: Term) -> list[tuple[Relation, Wrap]]:
    """What is known of the rank of a matrix, and the facts that say so."""
    rank = ops.rank
    found: list[tuple[Relation, Wrap]] = [
        (both(*(at_most(rank(a), ops.size(n)) for n in a.shape)), partial(fact, "rank_size", [a], []))
    ]
    if a.op == "matmul":
        for k in range(1, len(a.args)):
            parts = ops.matmul(*a.args[:k]), ops.matmul(*a.args[k:])
            bound = both(*(at_most(rank(a), rank(part)) for part in parts))
            found.append((bound, partial(fact, "rank_bound", [*parts, a], [IDENTITY])))
    if a.op == "add":
        first, rest = a.args[0], ops.add(*a.args[1:])
        found.append((at_most(rank(a), rank(first) + rank(rest)), partial(fact, "rank_sum", [first, rest], [])))
    return found


def by_equal_ranks(state: State) -> Proof | None:
    """rank A = rank B for matrices with equally many rows, or columns, each of which has the other for a factor."""
    from symdl.provers.search import attempt

    goal = state.goal
    if goal.op != "eq" or any(side.op != "rank" or is_scalar(side.args[0].shape) for side in goal.args):
        return None
    a, b = (side.args[0] for side in goal.args)
    for axis in (0, 1):
        if a.shape[axis] != b.shape[axis]:
            continue
        steps: list[Wrap] = []
        grown = state
        for whole, factor in ((a, b), (b, a)):
            rest = ops.pinv(factor) @ whole if axis == 0 else whole @ ops.pinv(factor)
            parts = (factor, rest) if axis == 0 else (rest, factor)
            proof = attempt(grown.towards(equal(whole, ops.matmul(*parts))), 20 * SMALL)
            if proof is None:
                break
            steps.append(partial(fact, "rank_bound", [*parts, whole], [proof]))
            grown = grown.having(*(at_most(ops.rank(whole), ops.rank(part)) for part in parts))
        else:
            return _squeezed(state, steps, axis)
    return None


def _squeezed(state: State, steps: list[Wrap], axis: int) -> Proof:
    """rank A = rank B from both inequalities: otherwise 0 < (rank A − rank B)² = −(rank B − rank A)(rank A − rank B)."""
    place = len(state.hypotheses)
    known = [place + axis, place + 2 + axis]
    summands = [{"coefficient": "1", "hypotheses": [place + 4]}, {"coefficient": "1", "hypotheses": known}]
    closing: Proof = {"rule": "combination", "summands": summands, "cofactors": []}
    return composed(steps)({"rule": "suppose", "then": closing})
