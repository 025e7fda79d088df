"""Limits λ → 0⁺ of matrices with resolvents, by a bound on the difference that is linear in λ.

    ‖Z‖² − ‖J K Z‖² = 2λ tr(qᵀKq) + λ² ‖q‖² ≥ 0          for J = (K + λI)⁻¹, K ⪰ 0 and q = J Z

So f − L = λ R with R = Σ U (J K) Z + Σ V (`resolvents`) has ‖f − L‖ ≤ λ C for C = Σ ‖U‖‖Z‖ + Σ ‖V‖, and δ = ε/(1 + C) does.
"""

from __future__ import annotations

from symdl.provers.obligations import obligations
from symdl.provers.resolvents import Piece, Resolvent, pieces_of
from symdl.provers.state import Proof, State, Step, Wrap, composed, fact, have, known
from symdl.semantics.json import to_json
from symdl.semantics.substitution import substitute
from symdl.terms import operators as ops
from symdl.terms.limits import nearby
from symdl.terms.relation import Relation, at_most, equal, forall, less_than, pd, psd
from symdl.terms.term import Term, number

WORK = 2_000_000
ONE, MINUS = to_json(number(1)), to_json(number(-1))


def by_limit(state: State) -> Proof | None:
    """∃δ > 0 ∀λ > 0: λ < δ → ‖f − L‖ < ε, for a positive number ε."""
    from symdl.provers.forward import established

    found = nearby(state.goal)
    if found is None or less_than(0, found[2]) not in state.hypotheses:
        return None
    gap, variable, epsilon = found
    pieces, body = pieces_of(gap, variable, state.hypotheses), state.goal
    place = state.hypotheses.index(less_than(0, epsilon))
    if pieces is None:
        return None
    constant = total_bound(pieces)
    defined = established(state, [r for r in obligations(constant) if not known(state, r)])
    if defined is None:
        return None
    state, outer = defined
    most = 1 + constant
    delta = epsilon / most
    inner, wrap = _nonnegative(state, pieces)
    positive = less_than(0, most)
    shown = wrap(_combination(_summand(), *(_summand(*_norms(inner, piece)) for piece in pieces)))
    above = len(state.hypotheses)
    last, near, names = state.having(positive).opened(substitute(body.args[0], {body.bound[0]: delta}))
    last = last.having(near.args[0])
    moved = substitute(gap, {variable: last.scope[-1]})
    bound = at_most(ops.norm(moved), last.scope[-1] * constant)
    step = by_bound(last.towards(bound))
    if step is None:
        return None
    k = len(last.hypotheses)
    ending = _combination(_summand(above, k - 1), _summand(k - 2), _summand(k))
    closing = {
        "rule": "intro",
        "names": names,
        "then": {"rule": "intro", "names": [], "then": have(bound, step, ending)},
    }
    quotient = {**_combination(_summand(place)), "multiplier": _summand(above)}
    witness = {"rule": "witness", "terms": [to_json(delta)], "then": {"rule": "split", "branches": [quotient, closing]}}
    return outer(have(positive, shown, witness))


def by_bound(state: State) -> Proof | None:
    """A goal ‖T‖ ≤ λ C for a matrix T with resolvents in λ > 0, where C is at least what the pieces of T bound."""
    from symdl.provers.forward import obliged

    found = _as_bound(state)
    if found is None or (step := obliged(state)) is None:
        return None
    gap, variable, pieces, place = found
    rest, (state, wrap) = ops.total(piece.term for piece in pieces), step
    state, signs = _nonnegative(state, pieces)
    wraps, bounds = [wrap, signs], list[int]()
    for piece in pieces:
        step = _bounded(state, piece, variable, place)
        if step is None:
            return None
        state, wrap = step
        wraps.append(wrap)
        if piece.outer is not None or piece.resolvent is not None:
            bounds.append(len(state.hypotheses) - 1)
    for index in range(1, len(pieces)):
        sum_before, next_term = ops.total(p.term for p in pieces[:index]), pieces[index].term
        state, wrap = _used(state, "norm_triangle", [sum_before, next_term], _triangle(sum_before, next_term))
        wraps.append(wrap)
        bounds.append(len(state.hypotheses) - 1)
    proof = _concluded(state, gap, variable, rest, place, bounds)
    return proof and composed(wraps)(proof)


def _as_bound(state: State) -> tuple[Term, Term, list[Piece], int] | None:
    """T, λ, the pieces of T, and the hypothesis 0 < λ."""
    if state.goal.op != "le" or state.goal.args[0].op != "norm":
        return None
    small, large = state.goal.args
    for factor in large.args if large.op == "mul" else ():
        positive = less_than(0, factor)
        if factor.op == "sym" and positive in state.hypotheses:
            pieces = pieces_of(small.args[0], factor, state.hypotheses)
            if pieces is not None:
                return small.args[0], factor, pieces, state.hypotheses.index(positive)
    return None


def total_bound(pieces: list[Piece]) -> Term:
    """C."""
    return ops.total(piece.bound for piece in pieces)


# steps --------------------------------------------------------------------------------------------


def _summand(*hypotheses: int, coefficient: int = 1) -> Proof:
    return {"coefficient": str(coefficient), "hypotheses": list(hypotheses)}


def _combination(*summands: Proof, cofactors: list[object] | None = None) -> Proof:
    return {"rule": "combination", "summands": list(summands), "cofactors": cofactors or []}


def _used(state: State, name: str, terms: list[Term], conclusion: Relation, *premises: Proof) -> Step:
    return state.having(conclusion), lambda then: fact(name, terms, premises, then)


def _triangle(a: Term, b: Term) -> Relation:
    return at_most(ops.norm(a + b), ops.norm(a) + ops.norm(b))


def _nonnegative(state: State, pieces: list[Piece]) -> Step:
    """0 ≤ the norms in the bounds."""
    wraps: list[Wrap] = []
    for piece in pieces:
        for part in (piece.outer, piece.inner):
            if part is not None and at_most(0, ops.norm(part)) not in state.hypotheses:
                state, wrap = _used(state, "norm_nonnegative", [part], at_most(0, ops.norm(part)))
                wraps.append(wrap)
    return state, composed(wraps)


def _norms(state: State, piece: Piece) -> list[int]:
    """The hypotheses that say so."""
    parts = (part for part in (piece.outer, piece.inner) if part is not None)
    return [state.hypotheses.index(at_most(0, ops.norm(part))) for part in parts]


def _bounded(state: State, piece: Piece, variable: Term, place: int) -> Step | None:
    """‖U (J K) Z‖ ≤ ‖U‖‖Z‖, the last hypothesis of the new state."""
    wraps: list[Wrap] = []
    if piece.resolvent is not None:
        step = _contracted(state, piece, variable, place)
        if step is None:
            return None
        state, wrap = step
        wraps.append(wrap)
    if piece.outer is not None:
        inside, k = piece.inner if piece.resolvent is None else piece.contracted, len(state.hypotheses)
        product = at_most(ops.norm(piece.product), ops.norm(piece.outer) * ops.norm(inside))
        state, wrap = _used(state, "norm_product", [piece.outer, inside], product)
        wraps.append(wrap)
        if piece.resolvent is not None:
            outer = state.hypotheses.index(at_most(0, ops.norm(piece.outer)))
            bound = at_most(ops.norm(piece.product), piece.bound)
            shown = _combination(_summand(k), _summand(outer, k - 1))
            state = state.having(bound)
            wraps.append(lambda then: have(bound, shown, then))
    return state, composed(wraps)


def _contracted(state: State, piece: Piece, variable: Term, place: int) -> Step | None:
    """‖J K Z‖ ≤ ‖Z‖ for every Z, and for that of the piece."""
    assert piece.resolvent is not None
    (z,) = state.fresh([ops.matrix("Z", *piece.inner.shape)])
    operator = piece.resolvent.letter @ piece.resolvent.kernel
    lemma = forall(z, at_most(ops.norm(operator @ z), ops.norm(z)))
    opened, body, names = state.opened(lemma)
    proof = _contraction(opened.towards(body), piece.resolvent, opened.scope[-1], variable, place)
    if proof is None:
        return None
    k = len(state.hypotheses)
    state = state.having(lemma, at_most(ops.norm(piece.contracted), ops.norm(piece.inner)))
    rule: Proof = {"rule": "specialise", "hypothesis": k, "terms": [to_json(piece.inner)]}
    intro: Proof = {"rule": "intro", "names": names, "then": proof}
    return state, lambda then: have(lemma, intro, {**rule, "then": then})


def _contraction(state: State, resolvent: Resolvent, z: Term, variable: Term, place: int) -> Proof | None:
    """‖a‖ ≤ ‖Z‖ for a = J K Z and q = J Z: else 0 < ‖a‖² − ‖Z‖² = −2λ tr(qᵀKq) − λ²‖q‖² ≤ 0."""
    from symdl.provers.traces import by_traces

    q = resolvent.letter @ z
    image = ops.matmul(resolvent.letter, resolvent.kernel, z)
    squares = {term: ops.trace(term.T @ term) for term in (image, z, q)}
    form = ops.trace(ops.matmul(q.T, resolvent.kernel, q))
    identity = equal(squares[z] - squares[image], 2 * variable * form + variable**2 * squares[q])
    shown = by_traces(state.towards(identity))
    if shown is None:
        return None
    k, wraps = len(state.hypotheses), list[Wrap]()
    state = state.having(identity)
    state, wrap = _form(state, resolvent, q, form)
    wraps.append(wrap)
    state, wrap = _used(state, "gram_nonnegative", [q], at_most(0, squares[q]))
    wraps.append(wrap)
    for term in (image, z):
        state, wrap = _used(state, "norm_square", [term], equal(ops.norm(term) * ops.norm(term), squares[term]))
        wraps.append(wrap)
    state, wrap = _used(state, "norm_nonnegative", [z], at_most(0, ops.norm(z)))
    wraps.append(wrap)
    last = k + 6
    ending = _combination(
        _summand(last, last),
        _summand(k + 5, last, coefficient=2),
        _summand(place, k + 1, coefficient=2),
        _summand(place, place, k + 2),
        cofactors=[[MINUS, k + 3], [ONE, k + 4], [ONE, k]],
    )
    return have(identity, shown, composed(wraps)({"rule": "suppose", "then": ending}))


def _form(state: State, resolvent: Resolvent, q: Term, form: Term) -> Step:
    """0 ≤ tr(qᵀKq)."""
    kernel, root = resolvent.kernel, resolvent.root
    if root is not None:
        return _used(state, "gram_nonnegative", [root @ q], at_most(0, form))
    if psd(kernel) in state.hypotheses:
        premise: Proof = {"rule": "assume", "hypothesis": state.hypotheses.index(psd(kernel))}
    else:
        given: Proof = {"rule": "assume", "hypothesis": state.hypotheses.index(pd(kernel))}
        premise = fact("pd_psd", [kernel], [given], {"rule": "assume", "hypothesis": len(state.hypotheses)})
    return _used(state, "psd_trace", [kernel, q], at_most(0, form), premise)


def _concluded(state: State, gap: Term, variable: Term, rest: Term, place: int, bounds: list[int]) -> Proof | None:
    """λ C − ‖T‖ = λ (C − ‖R‖) + (λ‖R‖ − ‖λ R‖) + (‖λ R‖ − ‖T‖), where T = λ R."""
    from symdl.provers.search import attempt

    scaled = variable * rest
    same = equal(gap, scaled)
    shown = attempt(state.towards(same), 2 * WORK)
    if shown is None:
        return None
    k = len(state.hypotheses)
    state = state.having(same)
    size, premise = ops.norm(rest), _combination(_summand(place))
    uses = [
        ("congruence", [ops.norm(gap), ops.norm(scaled)], [{"rule": "assume", "hypothesis": k}]),
        ("norm_scaled", [variable, rest], []),
        ("abs_nonnegative", [variable], [premise]),
    ]
    proof = _combination(
        *(_summand(place, bound) for bound in bounds),
        cofactors=[[MINUS, k + 1], [MINUS, k + 2], [to_json(-size), k + 3]],
    )
    for name, terms, premises in reversed(uses):
        proof = fact(name, terms, premises, proof)
    return have(same, shown, proof)
