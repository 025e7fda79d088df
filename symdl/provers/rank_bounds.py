"""Inequalities between ranks and sizes, from bounds on products, sums and sizes; equal ranks from two factorings.

rank(A B) ≤ rank A, rank B; rank(A + B) ≤ rank A + rank B; rank A ≤ its numbers of rows and columns. Where these do not do,
also rank A ≤ rank(A − B) + rank B; rank(A B) + rank(B C) ≤ rank B + rank(A B C) (Frobenius; Sylvester for B = I); and
rank P = rank Q for a hypothesis P = Q. rank A = rank B when each is the other times something: A = B (B⁺A) and B = A (A⁺B),
or the same from the other side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import combinations_with_replacement, permutations
from math import prod

from symdl.algebra.quotients import Atoms, RingFullError
from symdl.algebra.words import words_of, words_to_term
from symdl.provers.numbering import pruned
from symdl.provers.polynomial import close
from symdl.provers.state import Proof, State, Wrap, composed, fact
from symdl.semantics.substitution import walk
from symdl.terms.errors import SymdlError
from symdl.terms.operators import add, identity, inverse, matmul, pinv, rank, scale, size
from symdl.terms.relation import Relation, at_most, both, equal, unequal
from symdl.terms.shapes import is_scalar
from symdl.terms.term import Term

MOST_RANKED = 12
SMALL = 100_000
IDENTITY: Proof = {"rule": "combination", "cofactors": []}
Bound = tuple[Relation, Wrap]
"""What is known of a rank, and the fact that says so."""


def by_rank_bounds(state: State) -> Proof | None:
    """An inequality with ranks, by arithmetic from the bounds of all ranks that come up."""
    if state.goal.op not in ("le", "lt") or not _ranked(state.goal):
        return None
    return _by_arithmetic(state, [], _bounds) or _by_arithmetic(state, [*_given(state)], _all_bounds)


def _by_arithmetic(state: State, given: list[Bound], bounds: Callable[[Term], Iterator[Bound]]) -> Proof | None:
    from symdl.provers.search import effort

    wraps: list[Wrap] = []
    waiting, seen, found = _ranked(state.goal), set[Term](), given
    while True:
        for relation, wrap in found:
            wraps.append(pruned(len(state.hypotheses), len(relation.args) if relation.op == "and" else 1, wrap))
            state = state.having(relation)
            waiting += [rank for rank in _ranked(relation) if rank.args[0] not in seen]
        if not waiting or len(seen) == MOST_RANKED:
            break
        (a,) = waiting.pop(0).args
        found = [] if a in seen else [*bounds(a)]
        seen.add(a)
    proof = close(state, effort=effort(state, SMALL))
    return None if proof is None else composed(wraps)(proof)


def _ranked(relation: Relation) -> list[Term]:
    return sorted({term for term in walk(relation) if term.op == "rank"}, key=lambda t: (t.size, repr(t)))


# bounds -----------------------------------------------------------------------------------------------


def _bounds(a: Term) -> Iterator[Bound]:
    """What is known of the rank of a matrix from above, and the facts that say so."""
    yield both(*(at_most(rank(a), size(n)) for n in a.shape)), partial(fact, "rank_size", [a], [])
    if a.op == "matmul":
        for k in range(1, len(a.args)):
            parts = matmul(*a.args[:k]), matmul(*a.args[k:])
            bound = both(*(at_most(rank(a), rank(part)) for part in parts))
            yield bound, partial(fact, "rank_bound", [*parts, a], [IDENTITY])
    if a.op == "add":
        first, rest = a.args[0], add(*a.args[1:])
        yield at_most(rank(a), rank(first) + rank(rest)), partial(fact, "rank_sum", [first, rest], [])


def _all_bounds(a: Term) -> Iterator[Bound]:
    """Also those from below, of sums and products; and that a multiple has no larger rank, 0 none and I all."""
    yield from _bounds(a)
    if a.op == "zeros":
        yield equal(rank(a), 0), partial(fact, "rank_trace", [a], [])
    if a.op == "identity":
        yield equal(rank(a), size(a.shape[0])), partial(fact, "right_invertible", [a, a], [IDENTITY])
    for part in a.args if a.op == "add" else ():
        rest = _expanded(part - a)
        yield at_most(rank(part), rank(a) + rank(rest)), partial(fact, "rank_sum", [a, rest], [])
    if a.op == "mul":
        core = a.args[-1]
        unit = scale(prod(a.args[:-1]), identity(core.shape[0]))
        bound = both(at_most(rank(a), rank(unit)), at_most(rank(a), rank(core)))
        yield bound, partial(fact, "rank_bound", [unit, core, a], [IDENTITY])
    if a.op == "matmul":
        for i, j in combinations_with_replacement(range(1, len(a.args)), 2):
            left, right = matmul(*a.args[:i]), matmul(*a.args[j:])
            middle = matmul(*a.args[i:j]) if i < j else identity(left.shape[1])
            outer = [matmul(*a.args[:j]), matmul(*a.args[i:])]
            bound = at_most(rank(outer[0]) + rank(outer[1]), rank(middle) + rank(a))
            yield bound, partial(fact, "rank_product", [left, middle, right], [])


def _given(state: State) -> Iterator[Bound]:
    """Equal matrices have equal ranks, invertible ones all; rank A ≤ rank(A − B) + rank B for the matrices of the goal."""
    yield from _regular(state)
    for number, relation in enumerate(state.hypotheses):
        if relation.op == "eq" and not is_scalar(relation.args[0].shape):
            sides = [rank(side) for side in relation.args]
            yield equal(*sides), partial(fact, "congruence", sides, [{"rule": "assume", "hypothesis": number}])
    for one, other in permutations([term.args[0] for term in _ranked(state.goal)], 2):
        if one.shape == other.shape:
            gap = _expanded(one - other)
            yield at_most(rank(one), rank(gap) + rank(other)), partial(fact, "rank_sum", [gap, other], [])


def _regular(state: State) -> Iterator[Bound]:
    """rank A = n because A A⁻¹ = I for det A ≠ 0."""
    place = len(state.hypotheses)
    for number, relation in enumerate(state.hypotheses):
        if relation.op == "ne" and relation.args[0].op == "det" and relation == unequal(relation.args[0], 0):
            (a,) = relation.args[0].args
            premises: list[Proof] = [{"rule": "assume", "hypothesis": k} for k in (number, place)]
            yield equal(a @ inverse(a), identity(a.shape[0])), partial(fact, "inverse_right", [a], premises[:1])
            yield equal(rank(a), size(a.shape[0])), partial(fact, "right_invertible", [a, inverse(a)], premises[1:])
            place += 2


def _expanded(a: Term) -> Term:
    """A sum of words put together anew."""
    atoms = Atoms(60)
    try:
        return words_to_term(atoms, words_of(atoms, a), a.shape)
    except (SymdlError, RingFullError):
        return a


# equal ranks ------------------------------------------------------------------------------------------


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
            rest = pinv(factor) @ whole if axis == 0 else whole @ pinv(factor)
            parts = (factor, rest) if axis == 0 else (rest, factor)
            proof = attempt(grown.towards(equal(whole, matmul(*parts))), 20 * SMALL)
            if proof is None:
                break
            steps.append(partial(fact, "rank_bound", [*parts, whole], [proof]))
            grown = grown.having(*(at_most(rank(whole), rank(part)) for part in parts))
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
