"""Matrix equations: by words at every size, by rewriting with equations, by entries at integer sizes."""

from __future__ import annotations

from flint import fmpq_mpoly

from symdl.algebra.budget import BudgetExceeded
from symdl.algebra.quotients import Atoms, RingFullError
from symdl.algebra.free.membership import Ideal
from symdl.algebra.words import Words, words_of
from symdl.provers.forward import obliged
from symdl.provers.state import Proof, State, Step, Wrap, composed, fact, known
from symdl.semantics.json import to_json
from symdl.semantics.substitution import size_symbols, walk
from symdl.terms import operators as ops
from symdl.terms.errors import SymdlError
from symdl.terms.relation import Relation, equal, pd, unequal
from symdl.terms.shapes import Shape, is_scalar
from symdl.terms.term import Term

MOST_ROUNDS = 4


def prove_matrix_relation(state: State) -> Proof | None:
    """An equation or inequation between matrices."""
    if state.goal.op not in ("eq", "ne"):
        return None
    step = obliged(state)
    if step is None:
        return None
    state, wrap = step
    proof = _at_entries(state) if not size_symbols(state.goal) else _at_every_size(state)
    return None if proof is None else wrap(proof)


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
    from symdl.provers.forward import PLAIN, forward
    from symdl.provers.search import attempt

    if has_derivatives(state.goal):
        found = by_calculus(state)
        if found is not None:
            return found
    state, wrap = inverse_facts(state)
    proof = _modulo_equations(state)
    while proof is None and state.rounds < MOST_ROUNDS and PLAIN not in state.used:
        grown = forward(state)
        if grown is None:
            break
        state, wrap = grown[0].next_round(), composed([wrap, grown[1]])
        proof = _modulo_equations(state)
    if proof is None and PLAIN not in state.used:
        a, b = state.goal.args
        if any(h.op == "eq" and is_scalar(h.args[0].shape) for h in state.hypotheses):
            gap = a - b
            goal = equal(ops.trace(gap.T @ gap), 0)
            found = attempt(state.towards(goal), 1_000_000)
            proof = found and {"rule": "frobenius", "then": found}
    if proof is None:
        proof = by_calculus(state)
    return None if proof is None else wrap(proof)


def inverse_facts(state: State) -> Step:
    """A⁻¹A = I = AA⁻¹ for every inverse in sight, and the Penrose equations of every pseudoinverse."""
    wraps: list[Wrap] = []
    relations = [state.goal, *(h for h in state.hypotheses if h.is_atomic)]
    found = sorted({t for t in walk(*relations) if t.op in ("inverse", "pinv")}, key=lambda t: (t.size, repr(t)))
    for term in found:
        (a,) = term.args
        uses = _inverse_uses(term, a) if term.op == "inverse" else _penrose_uses(term, a)
        for name, conclusion, premises in uses:
            if conclusion in state.hypotheses or not all(known(state, p) for p in premises):
                continue
            proofs: list[Proof] = [{"rule": "assume", "hypothesis": state.hypotheses.index(p)} for p in premises]
            state = state.having(conclusion)
            wraps.append(lambda proof, name=name, a=a, proofs=proofs: fact(name, [a], proofs, proof))  # type: ignore[misc]
    return state, composed(wraps)


Uses = list[tuple[str, Relation, list[Relation]]]


def _inverse_uses(inverse: Term, a: Term) -> Uses:
    premise = [unequal(ops.det(a), 0)]
    unit = ops.identity(a.shape[0])
    return [("inverse_left", equal(inverse @ a, unit), premise), ("inverse_right", equal(a @ inverse, unit), premise)]


def _penrose_uses(p: Term, a: Term) -> Uses:
    products = [(a @ p @ a, a), (p @ a @ p, p), (a @ p, (a @ p).T), (p @ a, (p @ a).T)]
    return [(f"penrose_{k}", equal(*pair), []) for k, pair in enumerate(products, start=1)]


def _modulo_equations(state: State) -> Proof | None:
    """Two-sided cofactors of the matrix equations among the hypotheses."""
    atoms = Atoms(150, state.budget)
    equations: list[tuple[int, Shape, Words]] = []
    for index, relation in enumerate(state.hypotheses):
        if relation.op == "eq" and not is_scalar(relation.args[0].shape):
            gap = relation.args[0] - relation.args[1]
            try:
                equations.append((index, gap.shape, words_of(atoms, gap)))
            except (SymdlError, RingFullError):
                continue
    a, b = state.goal.args
    try:
        target = words_of(atoms, a - b)
        ideal = Ideal(atoms, equations, [target], state.budget.part(0.2), nonzero=_nonzero(state, atoms))
        found = ideal.cofactors(target, a.shape)
    except (SymdlError, RingFullError, BudgetExceeded):
        state.budget.spend(0)
        return None
    if found is None:
        return None
    return {
        "rule": "combination",
        "cofactors": [[to_json(left), index, to_json(right)] for left, index, right in found],
    }


def _nonzero(state: State, atoms: Atoms) -> list[fmpq_mpoly]:
    """The polynomials that the hypotheses say vanish nowhere."""
    found = []
    for relation in state.hypotheses:
        if relation.op in ("ne", "lt") and is_scalar(relation.args[0].shape):
            try:
                found.append(atoms.difference(*relation.args).numerator)
            except (SymdlError, RingFullError):
                continue
    return found


def invertible_by_definiteness(state: State, a: Term) -> Step | None:
    """det A ≠ 0 because A ≻ 0."""
    from symdl.provers.search import attempt

    if is_scalar(a.shape):
        return None
    proof = attempt(state.towards(pd(a)), 2_000_000)
    if proof is None:
        return None
    found = proof
    return state.having(unequal(ops.det(a), 0)), lambda then: fact("pd_invertible", [a], [found], then)
