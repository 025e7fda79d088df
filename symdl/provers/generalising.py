"""Equations modulo equations between derivatives, by forgetting that they are derivatives.

Where H = ∇²L(w) and g = ∇L(w), a goal H A w = 0 under g = 0 and ∇⟨∇L(w), A w⟩ = 0 has nothing to do with calculus but for
∇⟨∇L(w), A w⟩ = H A w + Aᵀg. So each derivative is replaced by a matrix symbol of its shape, what it is
in simpler derivatives and the symmetry of Hessians become hypotheses, and the equation is shown for all such matrices:

    ∀ H, g, c: g = 0, c = 0, c = H A w + Aᵀg, H = Hᵀ ⟹ H A w = 0.

The claim is this statement at the derivatives themselves; what they are is an identity of calculus each.
"""

from __future__ import annotations

from collections.abc import Mapping

from symdl.calculus.plain import without_derivatives
from symdl.provers.state import Proof, State, have
from symdl.semantics.fold import BINDERS
from symdl.semantics.json import to_json
from symdl.semantics.substitution import DERIVATIVES, free_symbols, rebuilt, size_symbols
from symdl.terms import operators as ops
from symdl.terms.errors import SymdlError
from symdl.terms.relation import Relation, equal, forall, implies
from symdl.terms.shapes import is_scalar
from symdl.terms.term import Term

MARK = "generalised"
IDENTITY: Proof = {"rule": "combination", "cofactors": []}
MOST = 12
"""Derivatives that are replaced at once."""
WORK = 2_000_000


def by_generalising(state: State) -> Proof | None:
    """An equation of symbolic size between matrices that contain derivatives."""
    from symdl.provers.search import attempt

    given = [k for k, h in enumerate(state.hypotheses) if h.op == "eq" and not h.bound]
    found = _derivatives([state.goal, *(state.hypotheses[k] for k in given)], set(state.scope))
    if MARK in state.used or not given or not 0 < len(found) <= MOST:
        return None
    known = _identities(found)
    found = _derivatives([*known, state.goal, *(state.hypotheses[k] for k in given)], set(state.scope))
    symbols = state.fresh([ops.matrix(f"D{k + 1}", *t.shape) for k, t in enumerate(found)])
    values = dict(zip(found, symbols, strict=True))
    premises = [state.hypotheses[k] for k in given] + known
    general = forall(symbols, implies([_forgotten(p, values) for p in premises], _forgotten(state.goal, values)))
    proof = attempt(state.marked(MARK).towards(general), WORK)
    if proof is None:
        return None
    first = len(state.hypotheses)
    proofs = [{"rule": "assume", "hypothesis": k} for k in given] + [IDENTITY for _ in known]
    then: Proof = {"rule": "assume", "hypothesis": first + 2}
    then = {"rule": "detach", "hypothesis": first + 1, "premises": proofs, "then": then}
    then = {"rule": "specialise", "hypothesis": first, "terms": [to_json(t) for t in found], "then": then}
    return have(general, proof, then)


def _derivatives(relations: list[Relation], scope: set[Term]) -> list[Term]:
    """The derivatives of matrix shape and symbolic size that stand in no other derivative."""
    found: dict[Term, None] = {}
    stack = [arg for relation in reversed(relations) for arg in reversed(relation.args) if isinstance(arg, Term)]
    while stack:
        term = stack.pop()
        if term.op in DERIVATIVES:
            if not is_scalar(term.shape) and size_symbols(term) and free_symbols(term) <= scope:
                found.setdefault(term)
        elif term.op not in BINDERS:
            stack.extend(reversed(term.args))
    return list(found)


def _identities(derivatives: list[Term]) -> list[Relation]:
    """What each derivative is in simpler ones, and that Hessians are symmetric."""
    known: list[Relation] = []
    for term in derivatives:
        try:
            plain = without_derivatives(term)
        except SymdlError:
            continue
        if plain is not term:
            known.append(equal(term, plain))
    for term in _derivatives([*known, *(equal(t, t) for t in derivatives)], set(free_symbols(*derivatives))):
        if term.op == "hessian":
            known.append(equal(term, term.T))
    return known


def _forgotten(relation: Relation, values: Mapping[Term, Term]) -> Relation:
    return Relation(relation.op, tuple(_replaced(arg, values) for arg in relation.args))


def _replaced(term: Term, values: Mapping[Term, Term]) -> Term:
    if term in values:
        return values[term]
    if term.op in BINDERS:
        return term
    return rebuilt(term, tuple(_replaced(arg, values) for arg in term.args))
