"""Equations from semidefinite matrices: a sum of nonnegative traces that vanishes vanishes part by part.

For Mᵢ ⪰ 0 and Σ tr(HᵀMᵢH) = −c tr(FᵀF) with c > 0, F = 0. With F the difference of the goal this is how BBᵀ ⪰ AAᵀ puts the range of A
into that of B: H = I − B B⁺ has HᵀBBᵀH = 0, so (H A)(H A)ᵀ = 0. With F = Mⱼ^(1/2)H for one of the matrices it says that
tr(HᵀMⱼH) = 0 gives MⱼH = 0 (Horn and Johnson, *Matrix Analysis*, 7.1).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from symdl.algebra.quotients import RingFullError
from symdl.algebra.words import Words, flipped, words_of, words_to_term
from symdl.provers.ideals import defining_facts, ideal_of, of_work
from symdl.provers.state import Proof, State, Step, composed, fact, have
from symdl.semantics.json import relation_to_json, to_json
from symdl.terms import operators as ops
from symdl.terms.errors import SymdlError
from symdl.terms.matrix_functions import sqrtm
from symdl.terms.relation import equal, less_than, unequal
from symdl.terms.shapes import is_scalar
from symdl.terms.term import Term, number

FORMS = ("forms",)
"""The mark of a state in which such a sum is looked for."""
MOST_FACTORS = 6
SMALL = 200_000


def by_vanishing_forms(state: State) -> Proof | None:
    """A matrix equation under hypotheses M ⪰ 0."""
    from symdl.provers.matrices import in_the_ideal

    if FORMS in state.used or not _definite(state):
        return None
    state = state.marked(FORMS)
    known, wrap = defining_facts(state)
    for candidate in _candidates(known):
        step = _vanishing(known, *candidate)
        if step is None:
            continue
        larger, more = step
        proof, _, last = in_the_ideal(larger)
        if proof is not None:
            return composed([wrap, more, last])(proof)
    return None


def _definite(state: State) -> list[Term]:
    relations = (h for h in state.hypotheses if h.op in ("psd", "pd") and not is_scalar(h.args[0].shape))
    return [relation.args[0] for relation in relations if relation.op == "psd"]


def _candidates(state: State) -> Iterator[tuple[list[Term], Term, Term, Term]]:
    """(Mᵢ), H, F and c with Σ HᵀMᵢH = −c FᵀF modulo the ideal."""
    a, b = state.goal.args
    try:
        ideal = ideal_of(state)
        words = words_of(ideal.atoms, a - b)
        factors = [words_to_term(ideal.atoms, w, s) for w, s in islice(_factors(words, a.shape), MOST_FACTORS)]
    except (SymdlError, RingFullError):
        return
    definite = [m for m in _definite(state) if m.op != "sqrtm"]
    for h in factors:
        fitting = [m for m in definite if m.shape[0] == h.shape[0]]
        for some in [[m] for m in fitting] + ([fitting] if len(fitting) > 1 else []):
            form = h.T @ ops.add(*some) @ h
            for gap in (g for g in (a - b, (a - b).T) if g.shape[1] == h.shape[1]):
                c = _minus_ratio(state, form, gap.T @ gap)
                if c is not None:
                    yield some, h, gap, c
            if _minus_ratio(state, form, None) is not None:
                yield from (([x for x in some if x is not m], h, sqrtm(m) @ h, number(1)) for m in some)


def _factors(words: Words, shape: tuple[int | str, int | str]) -> Iterator[tuple[Words, tuple[int | str, int | str]]]:
    """R for each way to write a sum as p R with a word p, and Lᵀ for each L s."""
    listed = list(words)
    for size in range(1, min(map(len, listed), default=0) + 1):
        p, s = listed[0][:size], listed[0][len(listed[0]) - size :]
        if all(w[:size] == p for w in listed):
            yield {w[size:]: c for w, c in words.items()}, (p[-1].shape[1], shape[1])
        if all(w[len(w) - size :] == s for w in listed):
            left = {w[: len(w) - size]: c for w, c in words.items()}
            yield _transposed(left), (s[0].shape[0], shape[0])


def _transposed(words: Words) -> Words:
    return {tuple(flipped(letter) for letter in reversed(word)): c for word, c in words.items()}


def _minus_ratio(state: State, form: Term, square: Term | None) -> Term | None:
    """The c with form = −c · square modulo the ideal, for square = 0 some c where the form is 0; None when there is none."""
    try:
        ideal = ideal_of(state)
        ideal.grow([], of_work(state, SMALL))
        first, _ = ideal.reduced(words_of(ideal.atoms, form), of_work(state, SMALL))
        if square is None:
            return None if first else number(1)
        second, _ = ideal.reduced(words_of(ideal.atoms, square), of_work(state, SMALL))
        if not first or first.keys() != second.keys():
            return None
        word = next(iter(first))
        ratio = ideal.atoms.multiply(first[word], ideal.atoms.invert(second[word]))
        if any(ideal.atoms.multiply(ratio, second[w]) != first[w] for w in second):
            return None
        return -ideal.atoms.to_term(ratio.numerator) / ideal.atoms.to_term(ratio.denominator)
    except (SymdlError, RingFullError):
        return None


def _vanishing(state: State, matrices: Sequence[Term], h: Term, f: Term, c: Term) -> Step | None:
    """F = 0: otherwise 0 < tr(FᵀF), while 0 ≤ Σ tr(HᵀMᵢH) = −c tr(FᵀF)."""
    from symdl.provers.matrices import in_the_ideal
    from symdl.provers.search import attempt

    zero, square, k = equal(f, 0), ops.trace(f.T @ f), len(state.hypotheses)
    form = h.T @ ops.add(*matrices) @ h if matrices else ops.zeros(f.shape[1], f.shape[1])
    between = equal(form, -c * (f.T @ f))
    positive = attempt(state.towards(less_than(0, c)), SMALL)
    if positive is None:
        return None
    # k: F ≠ 0; k + 1: 0 < tr(FᵀF); k + 2: 0 < c; k + 3: the equation; then 0 ≤ tr(HᵀMᵢH)
    unit = to_json(ops.identity(f.shape[1]))
    summands = [{"coefficient": "1", "hypotheses": [k + 1, k + 2]}]
    summands += [{"coefficient": "1", "hypotheses": [k + 4 + i]} for i in range(len(matrices))]
    minus = to_json(ops.scale(-1, ops.identity(f.shape[1])))
    proof: Proof = {"rule": "combination", "summands": summands, "cofactors": [[minus, k + 3, unit]]}
    for m in reversed(matrices):
        place = next(i for i, r in enumerate(state.hypotheses) if r.op == "psd" and r.args[0] is m)
        proof = fact("psd_trace", [m, h], [{"rule": "assume", "hypothesis": place}], proof)
    inner = state.having(unequal(f, 0), less_than(0, square), less_than(0, c))
    shown, _, around = in_the_ideal(inner.towards(between))
    if shown is None:
        return None
    proof = have(less_than(0, c), positive, have(between, around(shown), proof))
    proof = fact("gram_positive", [f], [{"rule": "assume", "hypothesis": k}], proof)
    fails: Proof = {"rule": "absurd", "then": proof}
    rows, columns = map(ops.identity, f.shape)
    holds: Proof = {"rule": "combination", "cofactors": [[to_json(rows), k, to_json(columns)]]}
    cases: Proof = {"rule": "cases", "on": relation_to_json(zero), "branches": [holds, fails]}
    return state.having(zero), lambda then: have(zero, cases, then)
