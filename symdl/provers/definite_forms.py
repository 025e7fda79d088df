"""What a positive (semi)definite matrix says of scalars and of columns, beside squares.

(gᵀAh)² ≤ (gᵀAg)(hᵀAh) for A ⪰ 0, with h = A⁻¹x also (gᵀx)² ≤ (gᵀAg)(xᵀA⁻¹x)
G = 0 when tr(GᵀAG) = 0 for A ≻ 0
"""

from __future__ import annotations

from collections.abc import Iterator

from symdl.provers.ideals import defining_facts
from symdl.provers.polynomial import close
from symdl.provers.state import Proof, State, Wrap, composed, fact, have
from symdl.semantics.json import relation_to_json, to_json
from symdl.semantics.substitution import walk
from symdl.terms import operators as ops
from symdl.terms.relation import at_most, equal, psd
from symdl.terms.shapes import is_scalar
from symdl.terms.term import Term, number

MOST_PAIRS = 6
SMALL = 60_000
FORM = ("form",)
"""The mark of a state in which a form is shown to vanish."""


def by_pairs(state: State) -> Proof | None:
    """An inequality between scalars from those of Cauchy and Schwarz for the semidefinite matrices in sight."""
    from symdl.provers.search import attempt, effort

    if state.goal.op != "le" or not any(h.op in ("psd", "pd") for h in state.hypotheses):
        return None
    state, first = defining_facts(state)
    wraps: list[Wrap] = [first]
    for a, g, h in [*_pairs(state)][:MOST_PAIRS]:
        premise: Proof = {"rule": "assume", "hypothesis": state.hypotheses.index(psd(a))}
        forms = g.T @ a @ h, g.T @ a @ g, h.T @ a @ h
        state = state.having(at_most(forms[0] ** 2, forms[1] * forms[2]))
        wraps.append(lambda then, a=a, g=g, h=h, p=premise: fact("psd_cauchy_schwarz", [a, g, h], [p], then))  # type: ignore[misc]
        for form, shorter in zip(forms, _shorter(a, g, h), strict=True):
            if form is not shorter:
                step = equal(form, shorter)
                proof = attempt(state.marked(FORM).towards(step), SMALL)
                if proof is None:
                    return None
                state = state.having(step)
                wraps.append(lambda then, step=step, proof=proof: have(step, proof, then))  # type: ignore[misc]
    proof = close(state, effort=effort(state, SMALL)) if len(wraps) > 1 else None
    return None if proof is None else composed(wraps)(proof)


def _pairs(state: State) -> Iterator[tuple[Term, Term, Term]]:
    """A ⪰ 0 with two columns: symbols, and what A⁻¹ makes of them where it is in sight."""
    terms = set(walk(state.goal))
    columns = sorted((t for t in terms if t.op == "sym" and t.shape[1] == 1 and not is_scalar(t.shape)), key=repr)
    for relation in state.hypotheses:
        if relation.op != "psd" or is_scalar(relation.args[0].shape) or relation.args[0].op == "inverse":
            continue
        (a,) = relation.args
        fitting = [x for x in columns if x.shape[0] == a.shape[0]]
        second = [ops.inverse(a) @ x for x in fitting] if ops.inverse(a) in terms else fitting
        yield from ((a, g, h) for g in fitting for h in second if h is not g)


def _shorter(a: Term, g: Term, h: Term) -> tuple[Term, Term, Term]:
    """The three forms with A A⁻¹ taken out."""
    if h.op != "matmul":
        return g.T @ a @ h, g.T @ a @ g, h.T @ a @ h
    x = h.args[-1]
    return g.T @ x, g.T @ a @ g, x.T @ h


def by_vanishing_form(state: State) -> Proof | None:
    """A matrix equation whose difference G has tr(GᵀAG) = 0 for some A ≻ 0 among the hypotheses."""
    from symdl.provers.search import attempt

    if state.goal.op != "eq":
        return None
    gap = state.goal.args[0] - state.goal.args[1]
    for place, relation in enumerate(state.hypotheses):
        (a, *_) = relation.args
        if relation.op != "pd" or FORM in state.used or a.shape[0] != gap.shape[0] or is_scalar(a.shape):
            continue
        vanishes = equal(ops.trace(gap.T @ a @ gap), 0)
        found = attempt(state.marked(FORM).towards(vanishes), 20 * SMALL)
        if found is not None:
            return have(vanishes, found, _by_cases(state, gap, a, place))
    return None


def _by_cases(state: State, gap: Term, a: Term, place: int) -> Proof:
    """G = 0, or G ≠ 0 and 0 < tr(GᵀAG) = 0."""
    zero, k = equal(gap, 0), len(state.hypotheses)
    rows, columns = map(ops.identity, gap.shape)
    holds: Proof = {"rule": "combination", "cofactors": [[to_json(rows), k + 1, to_json(columns)]]}
    premises: list[Proof] = [{"rule": "assume", "hypothesis": place}, {"rule": "assume", "hypothesis": k + 1}]
    absurd: Proof = {
        "rule": "combination",
        "summands": [{"coefficient": "1", "hypotheses": [k + 2]}],
        "cofactors": [[to_json(number(-1)), k]],
    }
    fails = {"rule": "absurd", "then": fact("pd_trace", [a, gap], premises, absurd)}
    return {"rule": "cases", "on": relation_to_json(zero), "branches": [holds, fails]}


def by_schur(state: State) -> Proof | None:
    """A ∘ B ⪰ 0 from A ⪰ 0 and B ⪰ 0."""
    from symdl.provers.search import attempt

    a = state.goal.args[0]
    if state.goal.op != "psd" or a.op != "hadamard":
        return None
    proofs = [attempt(state.towards(psd(part)), 40 * SMALL) for part in a.args]
    if any(proof is None for proof in proofs):
        return None
    place = len(state.hypotheses)
    return fact("schur_product", list(a.args), [p for p in proofs if p], {"rule": "assume", "hypothesis": place})
