"""Matrix powers with a symbolic exponent and iterates: by induction over the number of steps.

What a step needs besides the induction hypothesis is that powers pass through what their bases pass through:

    X C = D X  ⟹  X Cᵐ = Dᵐ X          by induction: X Cᵐ⁺¹ = X C Cᵐ = D X Cᵐ = D Dᵐ X.

With C = D = X it says that Aᵐ commutes with A.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from symdl.algebra.quotients import Atoms, RingFullError
from symdl.algebra.words import words_of
from symdl.calculus.plain import without_derivatives
from symdl.provers.ideals import defining_facts, modulo_equations
from symdl.provers.induction import LEMMA, by_induction
from symdl.provers.state import Proof, State, Step, Wrap, composed, domain_name, fact, have, known
from symdl.semantics.json import to_json
from symdl.semantics.recursion import RECURSIVE, parted
from symdl.semantics.substitution import substitute, walk
from symdl.terms import operators as ops
from symdl.terms.errors import SymdlError
from symdl.terms.relation import Relation, at_most, equal, forall, unequal
from symdl.terms.term import Term

QUICK = 60_000
"""Work for an equation modulo what is known, before induction is tried."""
SMALL = 15_000
"""Work for the premise of a passage."""
MOST_PASSAGES = 12
LETTERS = ("sym", "inverse", "pinv")


def by_steps(state: State) -> Proof | None:
    """A matrix equation with powers or iterates: modulo what is known, else by induction."""
    if state.goal.op != "eq":
        return None
    plain = _without_derivatives(state.goal)
    if plain != state.goal:
        proof = by_steps(state.towards(plain))
        return proof and have(plain, proof, {"rule": "assume", "hypothesis": len(state.hypotheses)})
    stronger, wrap = defining_facts(state)
    proof = modulo_equations(stronger, SMALL)
    if proof is None:
        stronger, passing = passages(stronger)
        wrap = composed([wrap, passing])
        proof = modulo_equations(stronger, QUICK) or by_induction(stronger)
    return None if proof is None else wrap(proof)


def _without_derivatives(goal: Relation) -> Relation:
    """The goal with the derivatives in its steps derived, where these are in reach."""
    try:
        return equal(*map(without_derivatives, goal.args))
    except SymdlError:
        return goal


def passages(state: State) -> Step:
    """X Cᵉ = Dᵉ X for powers in sight and matrices X with X C = D X."""
    wraps: list[Wrap] = []
    for x, c, d, exponent in _candidates(state) if LEMMA not in state.used else ():
        conclusion = equal(x @ c**exponent, d**exponent @ x)
        if conclusion in state.hypotheses or len(wraps) >= MOST_PASSAGES:
            continue
        step = _passage(state, x, c, d, exponent)
        if step is not None:
            state, wrap = step
            wraps.append(wrap)
    return state, composed(wraps)


def _candidates(state: State) -> Iterator[tuple[Term, Term, Term, Term]]:
    """Matrices and pairs of powers with one exponent between which they may stand."""
    relations = [state.goal, *(h for h in state.hypotheses if h.is_atomic)]
    terms = sorted(walk(*relations), key=lambda t: (t.size, repr(t)))
    powers = dict.fromkeys(
        (t.args[0], rest) for t in terms if t.op == "matrix_power" if (rest := parted(t.args[1])[1]) is not None
    )
    letters = [
        t for t in terms if t.op in LETTERS and t.shape != (1, 1) and not any(p.op in RECURSIVE for p in walk(t))
    ]
    matrices = dict.fromkeys([*(c for c, _ in powers), *letters, *(x.T for x in letters)])
    for c, exponent in powers:
        for d in [d for d, other in powers if other is exponent]:
            for x in matrices:
                if x.shape == (d.shape[0], c.shape[0]):
                    yield x, c, d, exponent


def _passage(state: State, x: Term, c: Term, d: Term, exponent: Term) -> Step | None:
    """The lemma for every number of steps, unless it is known, and what it says at the exponent."""
    conclusion = equal(x @ c**exponent, d**exponent @ x)
    places = (k for k, h in enumerate(state.hypotheses) if _says(h, exponent, conclusion))
    place, wraps = next(places, None), list[Wrap]()
    if place is None:
        step = _lemma(state, x, c, d)
        if step is None:
            return None
        state, wrap = step
        wraps.append(wrap)
        place = len(state.hypotheses) - 1
    at_least = _at_least(state, exponent)
    if at_least is None:
        return None
    rule = {"rule": "specialise", "hypothesis": place, "terms": [to_json(exponent)], "premises": [at_least]}
    return state.having(conclusion), composed([*wraps, lambda then: {**rule, "then": then}])


def _says(relation: Relation, exponent: Term, conclusion: Relation) -> bool:
    """Whether a statement about every natural number is the conclusion at the exponent."""
    if relation.op != "forall" or len(relation.bound) != 1 or domain_name(relation.bound[0]) != "natural":
        return False
    return bool(substitute(relation.args[0], {relation.bound[0]: exponent}) == conclusion)


def _lemma(state: State, x: Term, c: Term, d: Term) -> Step | None:
    """∀m: X Cᵐ = Dᵐ X from X C = D X."""
    premise = equal(x @ c, d @ x)
    is_plain = _is_identity(premise)
    found = {"rule": "combination", "cofactors": []} if is_plain else modulo_equations(state.towards(premise), SMALL)
    if found is None:
        return None
    (m,) = state.fresh([ops.scalar("m", natural=True)])
    lemma = forall(m, equal(x @ c**m, d**m @ x))
    inner = state.having(premise)
    proof = _proved(replace(inner, used=frozenset({LEMMA})), lemma)
    if proof is None:
        return None
    return inner.having(lemma), lambda then: have(premise, found, have(lemma, proof, then))


def _proved(state: State, lemma: Relation) -> Proof | None:
    opened, body, names = state.opened(lemma)
    proof = by_induction(opened.towards(body))
    return None if proof is None else {"rule": "intro", "names": names, "then": proof}


def _at_least(state: State, exponent: Term) -> Proof | None:
    """0 ≤ the exponent."""
    from symdl.provers.search import attempt

    return attempt(state.towards(at_most(0, exponent)), QUICK)


def invertible_power(state: State, power: Term) -> Step | None:
    """det Aᵗ ≠ 0 where det A ≠ 0 is known, since (A⁻¹)ᵗ Aᵗ = I."""
    from symdl.provers.search import attempt

    base, exponent = power.args
    if not known(state, unequal(ops.det(base), 0)):
        return None
    inverse = ops.power(ops.inverse(base), exponent)
    premise = equal(inverse @ power, ops.identity(power.shape[0]))
    found = attempt(state.towards(premise), 20 * QUICK)
    if found is None:
        return None
    place = len(state.hypotheses)
    state = state.having(premise, unequal(ops.det(power), 0))
    return state, lambda then: have(
        premise, found, fact("left_inverse", [power, inverse], [{"rule": "assume", "hypothesis": place}], then)
    )


def _is_identity(relation: Relation) -> bool:
    atoms = Atoms(60)
    try:
        return words_of(atoms, relation.args[0]) == words_of(atoms, relation.args[1])
    except (SymdlError, RingFullError):
        return False
