"""Matrix equations: by ideals of words at every size, by entries at integer sizes."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from symdl.algebra.quotients import Atoms, RingFullError
from symdl.algebra.words import scale, words_of, words_to_term
from symdl.calculus.modulo import tidy
from symdl.provers.columns import by_columns
from symdl.provers.definite_forms import by_vanishing_form
from symdl.provers.determinants import schur_complements, updated_determinant
from symdl.provers.forward import PLAIN, obliged
from symdl.provers.generalising import by_generalising
from symdl.provers.ideals import auxiliary_facts, by_equations, cancelled, defining_facts
from symdl.provers.induction import is_recursive
from symdl.provers.matrix_functions import by_uniqueness, invertible_exponential
from symdl.provers.polynomial import close
from symdl.provers.powers import by_steps, invertible_power
from symdl.provers.square_matrices import by_pairing, turned_inverses
from symdl.provers.state import Proof, State, Step, Wrap, composed, fact, have
from symdl.provers.vanishing_forms import by_vanishing_forms, vanishing_traces
from symdl.semantics.recursion import RECURSIVE
from symdl.semantics.substitution import size_symbols, walk
from symdl.terms import operators as ops
from symdl.terms.errors import SymdlError
from symdl.terms.relation import Relation, equal, forall, implies, less_than, pd, unequal
from symdl.terms.shapes import is_scalar
from symdl.terms.term import Term

MOST_ROUNDS = 4
MOST_CANCELLED = 4
SMALL = 150_000
"""Work for a step to the determinant of a sum."""
PIVOT = 400_000
"""Work to show that a block is invertible."""


def prove_matrix_relation(state: State) -> Proof | None:
    """An equation or inequation between matrices."""
    if state.goal.op not in ("eq", "ne"):
        return None
    if state.goal.op == "ne" and size_symbols(state.goal):
        return _the_same(state)
    step = obliged(state)
    if step is None:
        return None
    state, wrap = step
    if is_recursive(state) or any(t.op in RECURSIVE for t in walk(state.goal)):
        proof = by_steps(state)
        if proof is not None:
            return wrap(proof)
    proof = _at_entries(state) if not size_symbols(state.goal) else _at_every_size(state)
    return None if proof is None else wrap(proof)


def _the_same(state: State) -> Proof | None:
    """An inequation that is a hypothesis, put together another way."""
    sides = {tuple(map(tidy, state.goal.args)), tuple(map(tidy, state.goal.args[::-1]))}
    for index, relation in enumerate(state.hypotheses):
        if (
            relation.op == "ne"
            and relation.args[0].shape == state.goal.args[0].shape
            and tuple(map(tidy, relation.args)) in sides
        ):
            return {"rule": "assume", "hypothesis": index}
    return None


def _at_entries(state: State) -> Proof | None:
    from symdl.provers.search import attempt, search

    goal = state.goal
    rows, columns = (int(size) for size in goal.args[0].shape)
    places = [(i, j) for i in range(rows) for j in range(columns)]
    pairs = {p: [ops.entry(side, p) for side in goal.args] for p in places}
    if goal.op == "ne":
        for p in places:
            proof = attempt(state.towards(unequal(*pairs[p])), 500_000)
            if proof is not None:
                return {"rule": "entries", "at": list(p), "then": proof}
        return None
    if _is_identity(state, goal):
        return {"rule": "combination", "cofactors": []}
    branches = []
    for p in places:
        proof = search(state.towards(equal(*pairs[p])))
        if proof is None:
            return None
        branches.append(proof)
    return {"rule": "entries", "branches": branches}


def _is_identity(state: State, goal: Relation) -> bool:
    atoms = Atoms(200)
    try:
        rows, columns = (int(size) for size in goal.args[0].shape)
        return all(
            not atoms.difference(*(ops.entry(side, (i, j)) for side in goal.args)).numerator
            for i in range(rows)
            for j in range(columns)
        )
    except (SymdlError, RingFullError):
        return False


def _at_every_size(state: State) -> Proof | None:
    """A = B: as sums of words, then modulo the matrix equations, then by ‖A − B‖² = 0."""
    if state.goal.op != "eq":
        return None
    from symdl.provers.calculus import by_calculus, has_derivatives
    from symdl.provers.forward import forward
    from symdl.provers.homogeneous import by_differentiating
    from symdl.provers.search import attempt

    unique = by_uniqueness(state)
    if unique is not None:
        return unique
    if has_derivatives(state.goal):
        found = by_calculus(state, guesses=False) or by_differentiating(state)
        if found is not None:
            return found
    given = state
    proof, state, wrap = in_the_ideal(state)
    form = by_vanishing_forms(given) if proof is None else None
    if form is not None:
        return form
    for more_facts in (turned_inverses, partial(vanishing_traces, given=given)):
        step = more_facts(state) if proof is None else None
        if step is not None:
            state, wrap = step[0], composed([wrap, step[1]])
            proof, state, more = in_the_ideal(state)
            wrap = composed([wrap, more])
    form = (by_vanishing_form(given) or by_pairing(given) or by_columns(given)) if proof is None else None
    if form is not None:
        return form
    while proof is None and state.rounds < MOST_ROUNDS and PLAIN not in state.used:
        grown = forward(state)
        if grown is None:
            break
        state, wrap = grown[0].next_round(), composed([wrap, grown[1]])
        proof, state, more = in_the_ideal(state)
        wrap = composed([wrap, more])
    if proof is None and PLAIN not in state.used:
        a, b = state.goal.args
        if any(h.op == "eq" and is_scalar(h.args[0].shape) for h in state.hypotheses):
            gap = a - b
            goal = equal(ops.trace(gap.T @ gap), 0)
            found = attempt(state.towards(goal), 1_000_000)
            proof = found and {"rule": "frobenius", "then": found}
    if proof is None:
        proof = by_generalising(state) or by_calculus(state)
    return None if proof is None else wrap(proof)


def in_the_ideal(state: State) -> tuple[Proof | None, State, Wrap]:
    """Modulo the equations there are; then with multiples that vanish, and with pseudoinverses of the symbols."""
    state, wrap = defining_facts(state)
    proof = by_equations(state)
    if proof is None and any(h.op == "eq" for h in state.hypotheses):
        proof = _by_cancellation(state)
        larger, more = auxiliary_facts(state)
        if proof is None and len(larger.hypotheses) > len(state.hypotheses):
            proof = by_equations(larger) or _by_cancellation(larger)
            proof = None if proof is None else more(proof)
    return proof, state, wrap


def _by_cancellation(state: State) -> Proof | None:
    """Modulo the equations and multiples of the goal whose squares vanish."""
    wraps: list[Wrap] = []
    for _ in range(MOST_CANCELLED):
        step = cancelled(state)
        if step is None:
            return None
        state, wrap = step
        wraps.append(wrap)
        proof = by_equations(state)
        if proof is not None:
            return composed(wraps)(proof)
    return None


def invertible(state: State, a: Term) -> Step | None:
    """det A ≠ 0 because A ≻ 0, or because A x = 0 only for x = 0."""
    from symdl.provers.search import attempt

    if is_scalar(a.shape):
        return None
    if a.op == "expm":
        return invertible_exponential(state, a)
    if a.op == "matrix_power":
        return invertible_power(state, a)
    updated = _by_update(state, a) or _by_schur_complement(state, a) or _by_negative(state, a)
    if updated is not None:
        return updated
    ways = [("injective", _annihilates_only_zero(state, a), 500_000), ("pd_invertible", pd(a), 2_000_000)]
    for name, premise, work in ways[::-1] if is_symmetric(a) or _has_definite_part(state, a) else ways:
        proof = attempt(replace(state, rounds=0).towards(premise), work)
        if proof is not None:
            return state.having(unequal(ops.det(a), 0)), lambda then, name=name, proof=proof: fact(
                name, [a], [proof], then
            )
    return None


def _by_update(state: State, a: Term) -> Step | None:
    """det(A + U V) = det A det(I + V A⁻¹U) ≠ 0 where both factors are known not to be 0."""
    from symdl.provers.search import attempt

    if a.op != "add":
        return None
    inner, first = defining_facts(state)
    uses = [*updated_determinant(inner, ops.det(a))]
    wraps, goal = [first], unequal(ops.det(a), 0)
    for use in uses:
        found = [attempt(inner.marked(PLAIN).towards(premise), SMALL) for premise in use.premises]
        proofs = [proof for proof in found if proof is not None]
        if len(proofs) < len(found):
            return None
        inner = inner.having(use.conclusion)
        wraps.append(partial(fact, use.name, use.terms, proofs))
    proof = close(inner.towards(goal), effort=inner.budget.limited(SMALL)) if uses else None
    if proof is None:
        return None
    shown = composed(wraps)(proof)
    return state.having(goal), partial(have, goal, shown)


def _by_negative(state: State, a: Term) -> Step | None:
    """det A ≠ 0 for −A ≻ 0, where all words of A have negative coefficients."""
    from symdl.provers.search import attempt

    atoms, place = Atoms(60), len(state.hypotheses)
    try:
        words = words_of(atoms, a)
        minus = words_to_term(atoms, scale(atoms, atoms.constant(-1), words), a.shape)
    except (SymdlError, RingFullError):
        return None
    if not all(value.numerator.leading_coefficient() < 0 for value in words.values()):
        return None
    definite = attempt(replace(state, rounds=0).towards(pd(minus)), 2 * PIVOT)
    if definite is None:
        return None
    inner = state.having(pd(minus), unequal(ops.det(minus), 0))
    injective = attempt(inner.towards(_annihilates_only_zero(state, a)), 2 * PIVOT)
    if injective is None:
        return None
    goal, last = unequal(ops.det(a), 0), {"rule": "assume", "hypothesis": place + 2}
    proof = fact(
        "pd_invertible", [minus], [{"rule": "assume", "hypothesis": place}], fact("injective", [a], [injective], last)
    )
    return state.having(goal), partial(have, goal, have(pd(minus), definite, proof))


def _by_schur_complement(state: State, a: Term) -> Step | None:
    """det M = det P det(D − C P⁻¹B) ≠ 0 for M = [[P, B], [C, D]], where both factors are shown not to be 0."""
    from symdl.provers.search import attempt

    goal = unequal(ops.det(a), 0)
    for pivot, schur, use in schur_complements(a):
        first = attempt(state.towards(*use.premises), PIVOT)
        if first is None:
            continue
        inner = state.having(*use.premises)
        second = attempt(inner.towards(unequal(ops.det(schur), 0)), 4 * PIVOT)
        if second is None:
            continue
        place = len(state.hypotheses)
        inner = inner.having(unequal(ops.det(schur), 0), use.conclusion)
        proof = close(inner.towards(goal), effort=inner.budget.limited(SMALL))
        if proof is not None:
            proof = fact(use.name, use.terms, [{"rule": "assume", "hypothesis": place}], proof)
            proof = have(unequal(ops.det(pivot), 0), first, have(unequal(ops.det(schur), 0), second, proof))
            return state.having(goal), partial(have, goal, proof)
    return None


def by_determinant(state: State) -> Proof | None:
    """det A ≠ 0 or 0 < det A at symbolic sizes, by the reasons for which a matrix is invertible."""
    sides = state.goal.args
    if state.goal.op == "ne" and sides[0].op == "det" and state.goal == unequal(sides[0], 0):
        step = invertible(state, sides[0].args[0])
    elif state.goal.op == "lt" and sides[1].op == "det" and state.goal == less_than(0, sides[1]):
        step = positive_determinant(state, sides[1].args[0])
    else:
        return None
    if step is None:
        return None
    larger, wrap = step
    return wrap({"rule": "assume", "hypothesis": len(larger.hypotheses) - 1})


def _has_definite_part(state: State, a: Term) -> bool:
    """Whether a hypothesis says that a part of the matrix, or a sum with one, is positive (semi)definite."""
    parts = {part for part in walk(a) if not is_scalar(part.shape)}
    definite = (h.args[0] for h in state.hypotheses if h.op in ("psd", "pd"))
    return any(t in parts or (t.op == "add" and not parts.isdisjoint(walk(t))) for t in definite)


def positive_determinant(state: State, a: Term) -> Step | None:
    """0 < det A because A ≻ 0, or because A is an exponential."""
    from symdl.provers.search import attempt

    if a.op == "expm":
        return positive_exponential(state, a)
    proof = None if is_scalar(a.shape) else attempt(replace(state, rounds=0).towards(pd(a)), 2_000_000)
    if proof is None:
        return None
    return state.having(less_than(0, ops.det(a))), lambda then: fact("pd_det", [a], [proof], then)


def positive_exponential(state: State, a: Term) -> Step:
    """0 < det eᴬ = e^(tr A)."""
    trace, place = ops.trace(a.args[0]), len(state.hypotheses)
    value, goal = ops.exp(trace), less_than(0, ops.det(a))
    shown = {
        "rule": "combination",
        "summands": [{"coefficient": "1", "hypotheses": [place + 1], "squares": []}],
        "cofactors": [[["num", "1"], place]],
    }

    def wrap(then: Proof) -> Proof:
        return fact("expm_det", [a.args[0]], [], fact("exp_positive", [trace], [], have(goal, shown, then)))

    return state.having(equal(ops.det(a), value), less_than(0, value), goal), wrap


def is_symmetric(a: Term) -> bool:
    """Whether a matrix reads the same transposed."""
    atoms = Atoms(60)
    try:
        return words_of(atoms, a) == words_of(atoms, a.T)
    except (SymdlError, RingFullError):
        return True


def _annihilates_only_zero(state: State, a: Term) -> Relation:
    (x,) = state.fresh([ops.vector("x", a.shape[0])])
    return forall(x, implies([equal(a @ x, 0)], equal(x, 0)))
