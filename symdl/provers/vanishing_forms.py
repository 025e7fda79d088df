"""Equations from semidefinite matrices: a sum of nonnegative traces that vanishes vanishes part by part.

Towards the goal F = 0, with Mᵢ ⪰ 0 and an H that is a factor of F: from Σ HᵀMᵢH = −c FᵀF with c > 0; and from MᵢH = 0, where Σ HᵀMᵢH = 0.
This is how BBᵀ ⪰ AAᵀ puts the range of A into that of B: H = I − B B⁺ has HᵀBBᵀH = 0, so (H A)(H A)ᵀ = 0 (Horn and Johnson,
*Matrix Analysis*, 7.1).

From the hypotheses: A G = 0 from tr(GᵀAG) ≤ 0 for A ⪰ 0. So xᵀAx = 0 gives A x = 0; A + B = 0 gives A = 0, since tr A = −tr B ≤ 0;
tr(A B) = 0 gives A B = 0 with B = RᵀR and G = Rᵀ; and XᵀL X v = 0 gives X v = 0 for L ≻ 0. The G that are tried stand beside A in the claim.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice

from symdl.algebra.budget import BudgetExceeded
from symdl.algebra.quotients import RingFullError
from symdl.algebra.words import Words, flipped, words_of, words_to_term
from symdl.provers.definite_inverses import WEIGHING
from symdl.provers.definite_names import FACTORED, NAMED, with_gram_factor
from symdl.provers.ideals import defining_facts, ideal_of, of_work
from symdl.provers.numbering import pruned
from symdl.provers.scalar_gaps import GAP
from symdl.provers.state import Proof, State, Step, Wrap, composed, fact, have
from symdl.semantics.json import relation_to_json, to_json
from symdl.semantics.substitution import walk
from symdl.terms import operators as ops
from symdl.terms.errors import SymdlError
from symdl.terms.relation import at_most, equal, less_than, psd, unequal
from symdl.terms.shapes import is_scalar
from symdl.terms.term import Term, number

FORMS, TRACES = ("forms",), ("vanishing traces",)
"""The marks of a state in which a sum was looked for towards the goal, and forms among the hypotheses."""
MOST_FACTORS = 6
MOST = 8
MOST_FACTORED = 2
SMALL = 200_000
WORK = 150_000

# towards the goal ------------------------------------------------------------------------------------


def by_vanishing_forms(state: State) -> Proof | None:
    """A matrix equation under hypotheses M ⪰ 0."""
    from symdl.provers.matrices import in_the_ideal

    if FORMS in state.used or not _definite(state):
        return None
    state = state.marked(FORMS)
    known, wrap = defining_facts(state)
    for step in _steps(known):
        if step is None:
            continue
        larger, more = step
        proof, _, last = in_the_ideal(larger)
        if proof is not None:
            return composed([wrap, more, last])(proof)
    return None


def _definite(state: State) -> list[Term]:
    return [h.args[0] for h in state.hypotheses if h.op == "psd" and not is_scalar(h.args[0].shape)]


def _steps(state: State) -> Iterator[Step | None]:
    """F = 0 where Σ HᵀMᵢH = −c FᵀF modulo the ideal, and MᵢH = 0 where the sum is 0."""
    a, b = state.goal.args
    try:
        ideal = ideal_of(state)
        words = words_of(ideal.atoms, a - b)
        factors = [words_to_term(ideal.atoms, w, s) for w, s in islice(common_factors(words, a.shape), MOST_FACTORS)]
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
                    yield _gap_vanishes(state, some, h, gap, c)
            if _minus_ratio(state, form, None) is not None:
                yield _parts_vanish(state, some, h)


def common_factors(
    words: Words, shape: tuple[int | str, int | str]
) -> Iterator[tuple[Words, tuple[int | str, int | str]]]:
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


def _gap_vanishes(state: State, matrices: Sequence[Term], h: Term, f: Term, c: Term) -> Step | None:
    """F = 0: otherwise 0 < tr(FᵀF), while 0 ≤ Σ tr(HᵀMᵢH) = −c tr(FᵀF)."""
    from symdl.provers.matrices import in_the_ideal
    from symdl.provers.search import attempt

    zero, square, k = equal(f, 0), ops.trace(f.T @ f), len(state.hypotheses)
    between = equal(h.T @ ops.add(*matrices) @ h, -c * (f.T @ f))
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


def _parts_vanish(state: State, matrices: Sequence[Term], h: Term) -> Step | None:
    """MᵢH = 0: tr(HᵀMᵢH) ≤ 0 since the traces of the others are ≥ 0."""
    from symdl.provers.matrices import in_the_ideal

    count, sides = len(state.hypotheses), to_json(ops.identity(h.shape[1]))
    between = equal(h.T @ ops.add(*matrices) @ h, 0)
    shown, _, around = in_the_ideal(state.towards(between))
    if shown is None:
        return None
    wraps: list[Wrap] = [partial(have, between, around(shown))]
    definite: list[Proof] = [{"rule": "assume", "hypothesis": state.hypotheses.index(psd(m))} for m in matrices]
    wraps += [partial(fact, "psd_trace", [m, h], [known]) for m, known in zip(matrices, definite, strict=True)]
    minus = to_json(ops.scale(-1, ops.identity(h.shape[1])))
    for i, m in enumerate(matrices):
        others = [{"coefficient": "1", "hypotheses": [count + 1 + j]} for j in range(len(matrices)) if j != i]
        premise: Proof = {"rule": "combination", "summands": others, "cofactors": [[minus, count, sides]]}
        wraps.append(partial(fact, "psd_form_zero", [m, h], [definite[i], premise]))
    traces = [at_most(0, ops.trace(h.T @ m @ h)) for m in matrices]
    return state.having(between, *traces, *(equal(m @ h, 0) for m in matrices)), composed(wraps)


# from the hypotheses ---------------------------------------------------------------------------------


def vanishing_traces(state: State, given: State) -> Step | None:
    """A G = 0 for the forms that are shown to vanish; None when there are none.

    Args:
        state: with what defines the inverses in sight.
        given: the same before that was brought in; the G stand in its hypotheses and its goal.
    """
    if TRACES in state.used or not any(h.op == "psd" for h in state.hypotheses):
        return None
    state, factors, pairs = _gram_factors(state.marked(TRACES), given)
    wraps, count = [factors], 0
    for a, g in [*pairs, *islice(_beside_definite(state, given), MOST)]:
        step = None if equal(a @ g, 0) in state.hypotheses else _vanished(state, a, g)
        if step is not None:
            count += 1
            state, wrap = step
            wraps.append(wrap)
    return (state, composed(wraps)) if count else None


def _vanished(state: State, a: Term, g: Term) -> Step | None:
    from symdl.provers.traces import by_traces

    form, count = ops.trace(g.T @ a @ g), len(state.hypotheses)
    definite: Proof = {"rule": "assume", "hypothesis": state.hypotheses.index(psd(a))}
    for relation in (equal(form, 0), at_most(form, 0)):
        proof = _within(by_traces, state.marked(WEIGHING, NAMED, FACTORED, GAP).towards(relation))
        if proof is not None:
            cofactors = [[to_json(number(-1)), count]]
            premise: Proof = {"rule": "combination", "cofactors": cofactors}
            premise = premise if relation.op == "eq" else {"rule": "assume", "hypothesis": count}
            steps = [partial(have, relation, proof), partial(fact, "psd_form_zero", [a, g], [definite, premise])]
            return state.having(relation, equal(a @ g, 0)), pruned(count, 2, composed(steps))
    return None


def _within(method: Callable[[State], Proof | None], state: State) -> Proof | None:
    """What a method finds with little work."""
    try:
        return method(replace(state, budget=state.budget.limited(WORK)))
    except BudgetExceeded:
        state.budget.spend(0)
        return None


# what stands beside a definite matrix ----------------------------------------------------------------


def _beside_definite(state: State, given: State) -> Iterator[tuple[Term, Term]]:
    """A ⪰ 0 and G."""
    terms = sorted(_in_sight(given), key=lambda t: (t.size, repr(t)))
    for a in _definite(state):
        found = dict.fromkeys(g for t in terms if t.op == "matmul" for g in _beside(a, t))
        yield from ((a, g) for g in found)
        if any(t.op == "trace" and _has(t.args[0], a) for t in terms) or not found:
            yield a, ops.identity(a.shape[0])


def _in_sight(state: State) -> set[Term]:
    relations = [h for h in state.hypotheses if h.is_atomic and h.op in ("eq", "le")]
    return set(walk(state.goal, *relations))


def _beside(a: Term, chain: Term) -> Iterator[Term]:
    for k, factor in enumerate(chain.args):
        if _has(factor, a):
            yield from (ops.matmul(*part) for part in (chain.args[k + 1 :],) if part)
            yield from (ops.matmul(*part).T for part in (chain.args[:k],) if part)


def _has(factor: Term, a: Term) -> bool:
    """Whether a factor is A, or a sum with A."""
    return factor is a or (factor.op == "add" and any(part is a for part in factor.args))


# Gram factors ----------------------------------------------------------------------------------------


def _gram_factors(state: State, given: State) -> tuple[State, Wrap, list[tuple[Term, Term]]]:
    """B = RᵀR for a definite symbol B next to another one, A; and the pairs A, Rᵀ."""
    wraps: list[Wrap] = []
    found: list[tuple[Term, Term]] = []
    for a, b in _neighbours(state, given):
        state, r, wrap = with_gram_factor(state, state.hypotheses.index(psd(b)))
        wraps.append(wrap)
        found.append((a, r.T))
    return state, composed(wraps), found


def _neighbours(state: State, given: State) -> list[tuple[Term, Term]]:
    definite = {h.args[0] for h in state.hypotheses if h.op == "psd" and h.args[0].op == "sym"}
    chains = (t.args for t in _in_sight(given) if t.op == "matmul")
    pairs = {(a, b) for chain in chains for a, b in zip(chain, chain[1:], strict=False) if {a, b} <= definite}
    return sorted(((a, b) for a, b in pairs if a is not b), key=repr)[:MOST_FACTORED]
