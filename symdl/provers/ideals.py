"""Matrix equations by membership in a two-sided ideal closed under transposition.

The equations are the hypotheses and what defines the inverses and pseudoinverses in sight. A − B lies in the ideal, or
(A − B)ᵀ(A − B) does, and then A = B because a sum of squares vanishes only when each square does. When neither is
found, pseudoinverses of the symbols are brought in: every real matrix has one, and with it AᵀA B = AᵀA C gives A B = A C.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from flint import fmpq_mpoly

from symdl.algebra.budget import Budget, BudgetExceeded
from symdl.algebra.free.membership import Cofactors, Ideal, Lemma, Membership
from symdl.algebra.quotients import Atoms, RingFullError
from symdl.algebra.words import Words, words_of, words_to_term
from symdl.provers.matrix_functions import function_facts
from symdl.provers.numbering import pruned
from symdl.provers.state import Proof, State, Step, Wrap, composed, fact, have, known
from symdl.semantics.json import to_json
from symdl.semantics.substitution import walk
from symdl.terms import operators as ops
from symdl.terms.errors import SymdlError
from symdl.terms.relation import Relation, equal, pd, psd, unequal, unfolded
from symdl.terms.shapes import Shape, is_scalar
from symdl.terms.term import Term

SHARE = 0.2
"""Of the budget, for one membership."""

NO_LEMMAS: Mapping[Lemma, int] = {}
QUICK = 400_000
"""Work for a membership before a goal A⁺ = X is taken apart into the four equations."""

Use = tuple[str, Term, Relation, tuple[Relation, ...]]
"""A fact at a term: its name, the term, its conclusion and its premises."""


# what is known of inverses and pseudoinverses --------------------------------------------------------


def defining_facts(state: State) -> Step:
    """What defines every inverse and pseudoinverse in sight, and what ranks, determinants and definiteness say of them."""
    state, functions = function_facts(state)
    state, wrap = _definite_facts(state)
    relations = [state.goal, *(h for h in state.hypotheses if h.is_atomic)]
    found = sorted({t for t in walk(*relations) if t.op in ("inverse", "pinv")}, key=lambda t: (t.size, repr(t)))
    uses = [use for term in found for use in (_inverse(term) if term.op == "inverse" else _penrose(term))]
    for relation in state.hypotheses:
        uses += _of_determinant(relation) + _of_rank(relation)
    state, more = _added(state, uses)
    state, granted = _granted_inverses(state)
    return state, composed([functions, wrap, more, granted])


def _granted_inverses(state: State) -> Step:
    """What defines an inverse in a hypothesis, which holds only where the inverse is defined."""
    wraps: list[Wrap] = []
    for term in sorted({t for t in walk(*_atomic(state)) if t.op == "inverse"}, key=lambda t: (t.size, repr(t))):
        unit, (a,) = ops.identity(term.shape[0]), term.args
        pair = equal(term @ a, unit), equal(a @ term, unit)
        if pair[0] not in state.hypotheses:
            wraps.append(pruned(len(state.hypotheses), 2, partial(fact, "defined_inverse", [term], [])))
            state = state.having(*pair)
    return state, composed(wraps)


def _kept_for_inverses(step: Wrap, spare: Wrap, has_inverse: bool, proof: Proof) -> Proof:
    """det A ≠ 0 is used without a word wherever A⁻¹ stands."""
    return step(proof) if has_inverse or "inverse" in repr(proof) else spare(proof)


def _unfold(index: int, proof: Proof) -> Proof:
    return {"rule": "unfold", "hypothesis": index, "then": proof}


def _definite_facts(state: State) -> Step:
    """A = Aᵀ for A ⪰ 0; for A ≻ 0 also A ⪰ 0, det A ≠ 0 and A⁻¹ ≻ 0 where A⁻¹ occurs."""
    wraps: list[Wrap] = []
    for _ in range(2):
        for index, relation in enumerate(state.hypotheses):
            if relation.op not in ("psd", "pd"):
                continue
            (a,) = relation.args
            if is_scalar(a.shape):
                continue
            if equal(a, a.T) not in state.hypotheses:
                wraps.append(pruned(len(state.hypotheses), 2, partial(_unfold, index)))
                state = state.having(unfolded(relation)).marked(("unfold", index))
            inverse = ops.inverse(a)
            if relation.op == "pd":
                uses: list[Use] = [("pd_psd", a, psd(a), (relation,))]
                if a.op != "inverse":
                    uses.append(("pd_invertible", a, unequal(ops.det(a), 0), (relation,)))
                if inverse in set(walk(state.goal, *_atomic(state))):
                    uses.append(("pd_inverse", a, pd(inverse), (relation,)))
                state, wrap = _added(state, uses)
                wraps.append(wrap)
    return state, composed(wraps)


def auxiliary_facts(state: State) -> Step:
    """The pseudoinverses of matrix symbols that are not vectors."""
    symbols = [s for s in state.scope if 1 not in s.shape and s in walk(state.goal, *_atomic(state))]
    return _added(state, [use for symbol in symbols for use in _penrose(ops.pinv(symbol))])


def _atomic(state: State) -> list[Relation]:
    return [h for h in state.hypotheses if h.is_atomic]


def _added(state: State, uses: list[Use]) -> Step:
    wraps: list[Wrap] = []
    for name, term, conclusion, premises in uses:
        if conclusion in state.hypotheses or not all(known(state, p) for p in premises):
            continue
        step = partial(fact, name, [term], [_assumed(state, p) for p in premises])
        has_inverse = conclusion.op == "ne" and any(t.op == "inverse" for t in walk(state.goal, *_atomic(state)))
        spare = pruned(len(state.hypotheses), 1, step)
        wraps.append(partial(_kept_for_inverses, step, spare, has_inverse) if conclusion.op == "ne" else spare)
        state = state.having(conclusion)
    return state, composed(wraps)


def _assumed(state: State, relation: Relation) -> Proof:
    if relation not in state.hypotheses:
        relation = Relation("ne", tuple(reversed(relation.args)))
    return {"rule": "assume", "hypothesis": state.hypotheses.index(relation)}


def _inverse(inverse: Term) -> list[Use]:
    (a,) = inverse.args
    unit, premise = ops.identity(a.shape[0]), (unequal(ops.det(a), 0),)
    return [
        ("inverse_left", a, equal(inverse @ a, unit), premise),
        ("inverse_right", a, equal(a @ inverse, unit), premise),
    ]


def _penrose(p: Term) -> list[Use]:
    (a,) = p.args
    products = [(a @ p @ a, a), (p @ a @ p, p), (a @ p, (a @ p).T), (p @ a, (p @ a).T)]
    return [(f"penrose_{k}", a, equal(*pair), ()) for k, pair in enumerate(products, start=1)]


def _of_determinant(relation: Relation) -> list[Use]:
    """det A ≠ 0 brings in A⁻¹."""
    if relation.op != "ne":
        return []
    return [use for side in relation.args if side.op == "det" for use in _inverse(ops.inverse(side.args[0]))]


def _of_rank(relation: Relation) -> list[Use]:
    """rank A = m (or n) for an m × n matrix A brings in A A⁺ = I (or A⁺ A = I)."""
    uses: list[Use] = []
    for side, other in (relation.args, relation.args[::-1]) if relation.op == "eq" else ():
        if side.op != "rank":
            continue
        (a,) = side.args
        for name, size in (("full_row_rank", a.shape[0]), ("full_column_rank", a.shape[1])):
            if other is ops.size(size):
                product = a @ ops.pinv(a) if name == "full_row_rank" else ops.pinv(a) @ a
                uses += [(name, a, equal(product, ops.identity(size)), (relation,)), *_penrose(ops.pinv(a))]
    return uses


def by_equations(state: State) -> Proof | None:
    """The goal as it stands; M⁻¹ Z = X by M X = Z, A⁺ = X by the four Penrose equations; then the goal once more, with time."""
    shown = modulo_equations(state, QUICK) or _by_multiplying(state)
    if shown is not None:
        return shown
    pairs = (state.goal.args, state.goal.args[::-1])
    sides = [(p, x) for p, x in pairs if p.op == "pinv" and p.args[0].op != "sym"]
    return (_by_penrose_equations(state, *sides[0]) if sides else None) or modulo_equations(state)


def cancelled(state: State) -> Step | None:
    """A multiple of A − B by one matrix is 0, because its square is; None when there is none."""
    a, b = state.goal.args
    try:
        ideal = ideal_of(state)
        words = words_of(ideal.atoms, a - b)
        for h, found in ideal.vanishing_multiples(words, a.shape, of_work(state, QUICK)):
            letter_shape = next((w[0].shape[0], w[-1].shape[1]) for w in h if w)
            term = words_to_term(ideal.atoms, h, letter_shape)
            term, conclusion = (term, equal(term, 0)) if found.side == "left" else (term.T, equal(term.T, 0))
            if conclusion in state.hypotheses:
                continue
            return state.having(conclusion), partial(fact, "star_zero", [term], [by_membership(state, found)])
    except (SymdlError, RingFullError, BudgetExceeded):
        state.budget.spend(0)
    return None


def _by_multiplying(state: State) -> Proof | None:
    """M⁻¹ Z = X for a sum M because M X = Z, with nothing said of M⁻¹."""
    for sign, (side, x) in ((1, state.goal.args), (-1, state.goal.args[::-1])):
        p = side.args[0] if side.op == "matmul" else side
        if p.op != "inverse" or p.args[0].op != "add" or p in walk(x):
            continue
        (m,), unit = p.args, ops.identity(p.shape[0])
        z = ops.matmul(*side.args[1:]) if side.op == "matmul" else unit
        left = equal(p @ m, unit)
        found = modulo_equations(state.towards(equal(m @ x, z)), QUICK, without=p) if left in state.hypotheses else None
        if found is not None:
            minus, one = to_json(ops.scale(-sign, p)), to_json(ops.identity(x.shape[1]))
            place = state.hypotheses.index(left)
            rows = [[minus, len(state.hypotheses), one], [to_json(ops.scale(sign, unit)), place, to_json(x)]]
            return have(equal(m @ x, z), found, {"rule": "combination", "cofactors": rows})
    return None


def _by_penrose_equations(state: State, p: Term, x: Term) -> Proof | None:
    (a,) = p.args
    proofs: list[Proof] = []
    for goal in (equal(a @ x @ a, a), equal(x @ a @ x, x), equal(a @ x, (a @ x).T), equal(x @ a, (x @ a).T)):
        proof = modulo_equations(state.towards(goal), without=p)
        if proof is None:
            return None
        proofs.append(proof)
    sign = to_json(ops.scale(1 if state.goal.args[0] is p else -1, ops.identity(p.shape[0])))
    last = [sign, len(state.hypotheses), to_json(ops.identity(p.shape[1]))]
    return fact("pinv_unique", [a, x], proofs, {"rule": "combination", "cofactors": [last]})


# membership ------------------------------------------------------------------------------------------


def modulo_equations(state: State, work: int | None = None, without: Term | None = None) -> Proof | None:
    """The goal by cofactors of the equations among the hypotheses in which a term does not occur."""
    a, b = state.goal.args
    try:
        ideal = ideal_of(state, without)
        budget = state.budget.part(SHARE) if work is None else of_work(state, work)
        found = ideal.cofactors(words_of(ideal.atoms, a - b), budget)
    except (SymdlError, RingFullError, BudgetExceeded):
        state.budget.spend(0)
        return None
    return None if found is None else _proof(state, a - b, found)


def ideal_of(state: State, without: Term | None = None, around: Relation | None = None) -> Ideal:
    """The ideal of the hypotheses, and perhaps one more equation; goals under the same hypotheses share it."""
    kept = (h for h in state.hypotheses if without is None or without not in walk(h))
    relations = (*(h for h in kept if h.op in ("eq", "ne", "lt")), *([around] if around is not None else []))
    if relations not in state.memory:
        atoms = Atoms(150)
        equations, nonzero = _equations(relations, atoms), _nonzero(relations, atoms)
        state.memory[relations] = Ideal(atoms, equations, state.budget.part(SHARE), nonzero)
    ideal: Ideal = state.memory[relations]
    return ideal


def of_work(state: State, work: int) -> Budget:
    """A budget of this much work, whatever time it takes of what is left."""
    budget = state.budget.part(1.0)
    budget.work = min(budget.work, work)
    return budget


def _equations(relations: Sequence[Relation], atoms: Atoms) -> list[tuple[Relation, Shape, Words]]:
    equations: list[tuple[Relation, Shape, Words]] = []
    for relation in relations:
        if relation.op == "eq" and not is_scalar(relation.args[0].shape):
            gap = relation.args[0] - relation.args[1]
            try:
                equations.append((relation, gap.shape, words_of(atoms, gap)))
            except (SymdlError, RingFullError):
                continue
    return equations


def _nonzero(relations: Sequence[Relation], atoms: Atoms) -> list[fmpq_mpoly]:
    """The polynomials that the hypotheses say vanish nowhere."""
    found = []
    for relation in relations:
        if relation.op in ("ne", "lt") and is_scalar(relation.args[0].shape):
            try:
                found.append(atoms.difference(*relation.args).numerator)
            except (SymdlError, RingFullError):
                continue
    return found


def _proof(state: State, gap: Term, found: Membership) -> Proof:
    if found.side is None:
        return by_membership(state, found)
    gap, place = (
        (gap, [len(state.hypotheses)]) if found.side == "left" else (gap.T, [len(state.hypotheses), "transpose"])
    )
    rows, columns = (ops.identity(size) for size in (gap.shape if found.side == "left" else gap.shape[::-1]))
    number = place[0] if found.side == "left" else place
    closing = {"rule": "combination", "cofactors": [[to_json(rows), number, to_json(columns)]]}
    return fact("star_zero", [gap], [by_membership(state, found)], closing)


def by_membership(state: State, found: Membership) -> Proof:
    """The lemmas one after the other, then the combination."""
    numbers: dict[Lemma, int] = {}
    proofs: list[tuple[Lemma, Proof]] = []
    for lemma in found.lemmas:
        proofs.append((lemma, combination(state, lemma.cofactors, numbers)))
        numbers[lemma] = len(state.hypotheses) + len(numbers)
    proof = combination(state, found.cofactors, numbers)
    for lemma, shown in reversed(proofs):
        proof = have(equal(lemma.value, 0), shown, proof)
    return proof


def combination(state: State, cofactors: Cofactors, numbers: Mapping[Lemma, int] = NO_LEMMAS) -> Proof:
    """A combination of hypotheses, which are named by themselves until here."""
    forms = []
    for left, place, right in cofactors:
        forms.append([to_json(left), place_of(state, place, numbers), to_json(right)])
    return {"rule": "combination", "cofactors": forms}


def place_of(state: State, place: tuple[Relation | Lemma, bool], numbers: Mapping[Lemma, int] = NO_LEMMAS) -> Any:
    """An equation, or its transpose, by its number."""
    relation, is_transposed = place
    index = numbers[relation] if isinstance(relation, Lemma) else state.hypotheses.index(relation)
    return [index, "transpose"] if is_transposed else index
