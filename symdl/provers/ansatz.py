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
from symdl.algebra.words import Words, is_symmetric_letter, words_of
from symdl.provers.ideals import defining_facts, ideal_of, of_work
from symdl.provers.linear_witness import divisor
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
REGULAR = 600_000
"""To show that a matrix is invertible."""
GROWTH = 200_000
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
    tried: set[frozenset[Term]] = set()
    for letters in _alphabets(state, unknowns, gaps):
        if frozenset(letters) in tried:
            continue
        tried.add(frozenset(letters))
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
    given = state.having(*(unequal(ops.det(x.args[0]), 0) for x in letters if x.op == "inverse"))
    known, _ = defining_facts(given.towards(Relation("and", tuple(Relation("eq", (x, x)) for x in letters))))
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


def _alphabets(state: State, unknowns: Sequence[Term], gaps: Sequence[Term]) -> Iterator[list[Term]]:
    """Sets of letters, each larger than one before."""
    known, scope = [h for h in state.hypotheses if h.is_atomic], set(state.scope)
    seen = [t for t in walk(*gaps, *known) if free_symbols(t) <= scope and not is_scalar(t.shape) and size_symbols(t)]
    symbols = [t for t in dict.fromkeys(seen) if t.op == "sym"]
    made = [t for t in dict.fromkeys(seen) if t.op in MADE]
    first = list(dict.fromkeys([*symbols, *made, *_known_to_exist(state)]))
    matrices = [s for s in symbols if 1 not in s.shape]
    nearest = [*first, *(ops.pinv(s) for s in matrices if s in _neighbours(gaps, scope))]
    yield first
    yield nearest
    yield _with_transposes(first)
    yield _with_transposes(nearest)
    divisors = _inverted(state, unknowns, gaps)
    yield [*first, *divisors]
    yield _with_transposes([*nearest, *divisors])
    yield from ([*first, *_polar(state, s)] for s in matrices)
    yield _with_transposes([*first, *(ops.pinv(s) for s in matrices[:MOST_SYMBOLS])])


def _neighbours(gaps: Sequence[Term], scope: set[Term]) -> set[Term]:
    """The symbols that stand beside an unknown in a product."""
    products = (t.args for gap in gaps for t in walk(gap) if t.op == "matmul")
    pairs = (pair for args in products for p in zip(args, args[1:], strict=False) for pair in (p, p[::-1]))
    plain = ((_plain(a), _plain(b)) for a, b in pairs)
    return {a for a, b in plain if a in scope and b not in scope and b.op == "sym"}


def _plain(term: Term) -> Term:
    return term.args[0] if term.op == "transpose" else term


def _inverted(state: State, unknowns: Sequence[Term], gaps: Sequence[Term]) -> list[Term]:
    """M⁻¹ where an equation is X M = C or M X = C with a sum M that can be shown to be invertible, else M⁺."""
    from symdl.provers.search import attempt

    found = []
    for m in dict.fromkeys(m for gap in gaps for m in _divisors(gap, unknowns)):
        is_regular = attempt(state.towards(unequal(ops.det(m), 0)), REGULAR) is not None
        found.append(ops.inverse(m) if is_regular else ops.pinv(m))
    return found


def _divisors(gap: Term, unknowns: Sequence[Term]) -> Iterator[Term]:
    atoms = Atoms(60)
    try:
        words = words_of(atoms, gap)
    except (SymdlError, RingFullError):
        return
    found = (divisor(atoms, words, x) for unknown in unknowns for x in (unknown, unknown.T))
    yield from (pair[0] for pair in found if pair is not None)


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
