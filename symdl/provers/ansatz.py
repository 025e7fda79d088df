"""Witnesses that are combinations of short words in the letters in sight.

The equations of an existential goal (with "V minimises f" read as ∇f(V) = 0, and what exists inside the goal as one more unknown)
are solved for the bound matrices modulo the ideal of the hypotheses. Letters are the symbols of the sequent, those of
opened hypotheses among them, and what is known to exist: inverses, roots of semidefinite matrices, pseudoinverses. The
fewest letters and the shortest words are tried first. What is proposed is still to be shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symdl.algebra.ansatz import Ansatz, Equation, equation_in
from symdl.algebra.budget import BudgetExceeded
from symdl.algebra.free.membership import Ideal
from symdl.algebra.quotients import Atoms, RingFullError
from symdl.algebra.words import Words, is_symmetric_letter, words_of, words_to_term
from symdl.provers.ideals import defining_facts, ideal_of, of_work
from symdl.provers.state import State
from symdl.semantics.substitution import free_symbols, size_symbols, substitute, walk
from symdl.terms import operators as ops
from symdl.terms.errors import SymdlError
from symdl.terms.matrix_functions import sqrtm
from symdl.terms.relation import Relation, unequal
from symdl.terms.shapes import is_scalar
from symdl.terms.term import Term

MADE = ("inverse", "pinv", "sqrtm", "expm")
WORK = 1_500_000
"""For the solutions with one set of letters."""
GROWTH = 300_000
"""For the completion of the ideal of one set of letters."""
LENGTHS = (1, 2, 3, 5)
MOST_SYMBOLS = 6
"""Symbols whose pseudoinverses are brought in."""


def ansatz_witnesses(state: State, goal: Relation) -> Iterator[tuple[Term, ...]]:
    """Values of the bound matrices, of symbolic size, of an existential goal."""
    if any(is_scalar(s.shape) or not size_symbols(s) for s in goal.bound):
        return
    unknowns, gaps = _equations(state, goal)
    if not gaps or any(is_scalar(s.shape) or not size_symbols(s) for s in unknowns):
        return
    seen: set[tuple[Term, ...]] = set()
    state = _with_divisors(state, unknowns, gaps)
    for letters in _alphabets(state, gaps):
        try:
            for values in _solutions(state, unknowns, gaps, letters):
                wanted = values[: len(goal.bound)]
                if wanted not in seen:
                    seen.add(wanted)
                    yield wanted
        except (SymdlError, RingFullError, BudgetExceeded):
            state.budget.spend(0)


def _equations(state: State, goal: Relation) -> tuple[list[Term], list[Term]]:
    """The unknowns under names of their own, those of the goal first, and the matrices that are to vanish."""
    unknowns, gaps, stack = list[Term](), list[Term](), [goal]
    while stack:
        part = stack.pop()
        if part.op == "and":
            stack += part.args
        elif part.op == "exists":
            state, body, _ = state.opened(part)
            unknowns += state.scope[-len(part.bound) :]
            stack.append(body)
        elif part.op == "eq" and not is_scalar(part.args[0].shape):
            gaps.append(part.args[0] - part.args[1])
        elif part.op == "minimises" and part.args[1].op == "sym":
            body, point = part.args
            gaps.append(ops.gradient(substitute(body, {part.bound[0]: point}), point))
        elif part.op == "psd" and not is_scalar(part.args[0].shape):
            gaps.append(part.args[0] - part.args[0].T)
    return unknowns, gaps


def _solutions(
    state: State, unknowns: Sequence[Term], gaps: Sequence[Term], letters: Sequence[Term]
) -> Iterator[tuple[Term, ...]]:
    known, _ = defining_facts(state.towards(Relation("and", tuple(Relation("eq", (x, x)) for x in letters))))
    ideal = ideal_of(known)
    ideal.grow([(x,) for x in letters], of_work(state, GROWTH))
    equations = [_equation(ideal, gap, unknowns) for gap in gaps]
    usable: list[Equation] = [equation for equation in equations if equation is not None]
    if not usable:
        return
    shapes = [unknown.shape for unknown in unknowns]
    for longest in LENGTHS:
        ansatz, is_found = Ansatz(ideal, shapes, usable, of_work(state, WORK)), False
        for values in ansatz.solutions(letters, longest):
            is_found = True
            yield values
        if is_found and ansatz.is_linear:
            return


def _equation(ideal: Ideal, gap: Term, unknowns: Sequence[Term]) -> Equation | None:
    try:
        words: Words = words_of(ideal.atoms, gap)
    except SymdlError:
        return None
    return equation_in(ideal, words, unknowns)


# letters --------------------------------------------------------------------------------------------


def _alphabets(state: State, gaps: Sequence[Term]) -> Iterator[list[Term]]:
    """Sets of letters, each larger than one before."""
    known, scope = [h for h in state.hypotheses if h.is_atomic], set(state.scope)
    seen = [t for t in walk(*gaps, *known) if free_symbols(t) <= scope and not is_scalar(t.shape) and size_symbols(t)]
    symbols = [t for t in dict.fromkeys(seen) if t.op == "sym"]
    made = [t for t in dict.fromkeys(seen) if t.op in MADE]
    first = list(dict.fromkeys([*symbols, *made, *_known_to_exist(state)]))
    inverses = [ops.pinv(s) for s in symbols if 1 not in s.shape][:MOST_SYMBOLS]
    larger = list(dict.fromkeys([*first, *inverses]))
    yield first
    yield _with_transposes(first)
    if inverses:
        yield larger
        yield _with_transposes(larger)
    yield from ([*first, *_polar(state, s)] for s in symbols if 1 not in s.shape)


def _with_divisors(state: State, unknowns: Sequence[Term], gaps: Sequence[Term]) -> State:
    """det M ≠ 0 where an equation is X M = C or M X = C with a sum M, and M can be shown to be invertible."""
    from symdl.provers.search import attempt

    for m in (m for gap in gaps for m in _divisors(gap, unknowns)):
        regular = unequal(ops.det(m), 0)
        if regular not in state.hypotheses and attempt(state.towards(regular), WORK) is not None:
            state = state.having(regular)
    return state


def _divisors(gap: Term, unknowns: Sequence[Term]) -> Iterator[Term]:
    atoms = Atoms(60)
    try:
        words = words_of(atoms, gap)
    except (SymdlError, RingFullError):
        return
    for x in (form for unknown in unknowns for form in (unknown, unknown.T)):
        holding = {w: c for w, c in words.items() if x in w}
        if len(holding) < 2 or any(w.count(x) > 1 for w in holding):
            continue
        for part in (0, 1):
            cut = {(w[: w.index(x)], w[w.index(x) + 1 :])[part]: c for w, c in holding.items()}
            others = {(w[: w.index(x)], w[w.index(x) + 1 :])[1 - part] for w in holding}
            size = x.shape[1] if part else x.shape[0]
            shapes = {(w[0].shape[0], w[-1].shape[1]) for w in cut if w} | {(size, size)}
            if len(cut) == len(holding) and len(others) == 1 and len(shapes) == 1:
                yield words_to_term(atoms, cut, (size, size))


def _with_transposes(letters: Sequence[Term]) -> list[Term]:
    return list(dict.fromkeys(form for x in letters for form in ((x,) if is_symmetric_letter(x) else (x, x.T))))


def _polar(state: State, x: Term) -> list[Term]:
    """(XᵀX)^(1/2), and its inverse where X has one."""
    root = sqrtm(x.T @ x)
    is_regular = x.shape[0] == x.shape[1] and unequal(ops.det(x), 0) in state.hypotheses
    return [root, ops.inverse(root), x.T] if is_regular else [root, x.T]


def _known_to_exist(state: State) -> Iterator[Term]:
    """Inverses, pseudoinverses and roots that the hypotheses speak of."""
    for relation in state.hypotheses:
        if relation.op in ("psd", "pd") and not is_scalar(relation.args[0].shape):
            (a,) = relation.args
            yield sqrtm(a)
            if relation.op == "pd":
                yield from (ops.inverse(a), ops.inverse(sqrtm(a)))
        for side in relation.args if relation.op in ("ne", "eq") else ():
            if side.op == "det" and relation.op == "ne":
                yield ops.inverse(side.args[0])
            elif side.op == "rank":
                yield ops.pinv(side.args[0])
