"""Completing the square under traces: p = Σ c · tr(GᵀG) with c a positive number times symbols known to be positive.

Words u*v under a trace are the entries of a Gram matrix over the words u, v; its exact LDLᵀ decomposition gives the
squares. With A ⪰ 0 a word u*Av counts in the same way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, Any

from flint import fmpq

from symdl.algebra.quotients import Quotient
from symdl.algebra.words import Word, flipped
from symdl.provers.ideals import auxiliary_facts, defining_facts, modulo_equations
from symdl.provers.state import Proof, State, Step, composed, fact, have
from symdl.semantics.json import to_json
from symdl.terms import operators as ops
from symdl.terms.relation import Relation, at_most, equal, less_than, pd
from symdl.terms.shapes import is_scalar
from symdl.terms.term import Term

if TYPE_CHECKING:
    from symdl.provers.traces import Traces

VANISHING = 300_000
"""Work to show that a square does not vanish."""

Weight = Term | None
"""The A of tr(GᵀAG); None for the identity."""


def as_squares(state: State, traces: Traces) -> Proof | None:
    """A proof of 0 ≤ p for what is left of it, or of 0 < p where one square is shown not to vanish."""
    halves = _halved(state, traces)
    if halves is None:
        return None
    summands: list[Summand] = []
    for weight, gram in halves.items():
        found = _decomposed(state, traces, gram, weight)
        if found is None:
            return None
        summands += [Summand(coefficient, signs, weight, square) for coefficient, signs, square in found]
    return stated(summands, state, traces)


@dataclass(frozen=True, slots=True)
class Summand:
    """c · s · tr(GᵀAG): a positive number, hypotheses whose product s is not negative, A, and G."""

    coefficient: Any
    places: Sequence[int]
    weight: Weight
    square: Term


def stated(summands: Sequence[Summand], state: State, traces: Traces, factor: Sequence[int] = ()) -> Proof | None:
    """The proof by these squares, when p times atoms known to be positive, less their sum, is rewritten to 0."""
    from symdl.provers.traces import Traces, combination

    atoms, before = traces.atoms, state
    multiple = atoms.constant(1)
    for i in factor:
        multiple = atoms.multiply(multiple, Quotient(atoms.generators[i], atoms.one))
    rest, rows, wraps, is_strict = (
        atoms.multiply(multiple, Quotient(traces.rest, atoms.one)),
        [],
        [],
        state.goal.op == "lt",
    )
    for s in summands:
        signs = [before.hypotheses[k] for k in s.places]
        rest = atoms.add(rest, _taken(traces, s, signs))
        square = traces.stated(s.square)
        step = _positive_square(state, square, s.weight) if is_strict else None
        is_strict = is_strict and (step is None or any(sign.op == "le" for sign in signs))
        state, wrap = step or _square(state, square, s.weight)
        rows.append(
            {"coefficient": str(s.coefficient), "hypotheses": [*s.places, len(state.hypotheses) - 1], "squares": []}
        )
        wraps.append(wrap)
    taken = [(atoms.multiply(multiple, q), left, place, right) for q, left, place, right in traces.cofactors]
    again = Traces(traces.ideal, rest.numerator, traces.back, traces.around, taken)
    again.rewrite(state)
    if again.rest or is_strict:
        return None
    proof = combination(state, again, atoms.constant(1), rows)
    if factor:
        proof["multiplier"] = {"coefficient": "1", "hypotheses": [sign_of(state, atoms.terms[i]) for i in factor]}
    return composed(wraps)(proof)


def _taken(traces: Traces, s: Summand, signs: Sequence[Relation]) -> Quotient:
    """The summand, negative, as a polynomial."""
    atoms = traces.atoms
    weighted = s.square.T @ s.square if s.weight is None else s.square.T @ s.weight @ s.square
    value = atoms.multiply(atoms.constant(-Fraction(str(s.coefficient))), atoms.read(ops.trace(weighted)))
    for sign in signs:
        value = atoms.multiply(value, atoms.difference(sign.args[1], sign.args[0]))
    return value


def _positive_square(state: State, square: Term, weight: Weight) -> Step | None:
    """0 < tr(GᵀG), or 0 < tr(GᵀAG) for A ≻ 0, because G = 0 would make a term vanish that does not."""
    if weight is not None and pd(weight) not in state.hypotheses:
        return None
    for index, relation in enumerate(state.hypotheses):
        if relation.op != "ne" or is_scalar(relation.args[0].shape):
            continue
        a, b = relation.args
        x = a if b.op == "zeros" else a - b
        given = state.having(equal(square, 0)).towards(equal(x, 0))
        larger, wrap = defining_facts(given)
        more, again = auxiliary_facts(larger)
        proof = modulo_equations(more, VANISHING)
        if proof is None:
            continue
        closing = _contradiction(given, index, x)
        vanishes = have(equal(x, 0), wrap(again(proof)), closing)
        premise = {"rule": "assume", "hypothesis": index} if square is x else {"rule": "suppose", "then": vanishes}
        if weight is None:
            conclusion = less_than(0, ops.trace(square.T @ square))
            return state.having(conclusion), partial(fact, "gram_positive", [square], [premise])
        conclusion = less_than(0, ops.trace(square.T @ weight @ square))
        definite = {"rule": "assume", "hypothesis": state.hypotheses.index(pd(weight))}
        return state.having(conclusion), partial(fact, "pd_trace", [weight, square], [definite, premise])
    return None


def _contradiction(given: State, index: int, x: Term) -> Proof:
    """From x ≠ 0 and x = 0, the last hypothesis: 0 < tr(xᵀx) = 0."""
    number = len(given.hypotheses)
    cofactor = [to_json(ops.scale(-1, x.T)), number, to_json(ops.identity(x.shape[1]))]
    identity = {
        "rule": "combination",
        "summands": [{"coefficient": "1", "hypotheses": [number + 1], "squares": []}],
        "cofactors": [cofactor],
    }
    return fact("gram_positive", [x], [{"rule": "assume", "hypothesis": index}], identity)


def _square(state: State, square: Term, weight: Weight) -> Step:
    """0 ≤ tr(GᵀG), or 0 ≤ tr(GᵀAG) for A ⪰ 0."""
    if weight is None:
        conclusion = at_most(0, ops.trace(square.T @ square))
        return state.having(conclusion), partial(fact, "gram_nonnegative", [square], [])
    premise = {"rule": "assume", "hypothesis": _definite(state, weight)}
    conclusion = at_most(0, ops.trace(square.T @ weight @ square))
    return state.having(conclusion), partial(fact, "psd_trace", [weight, square], [premise])


def _definite(state: State, weight: Term) -> int:
    return next(i for i, h in enumerate(state.hypotheses) if h.op == "psd" and h.args[0] is weight)


# Gram matrices ---------------------------------------------------------------------------------------

Gram = dict[tuple[Word, Word], Quotient]


def _halved(state: State, traces: Traces) -> dict[Weight, Gram] | None:
    """The words under traces as products of two halves, squares first; None where one has no such halves."""
    terms = list(_linear(traces))
    if any(word is None for word, _ in terms):
        return None
    weights = [h.args[0] for h in state.hypotheses if h.op == "psd" and h.args[0].op in ("sym", "inverse")]
    grams: dict[Weight, Gram] = {}
    basis: set[tuple[Weight, Word]] = set()
    later = []
    for word, value in terms:
        assert word is not None
        square = next((half for half in _halves(word, weights) if half[1] == half[2]), None)
        if square is None:
            later.append((word, value))
        else:
            weight, u, v = square
            basis.add((weight, u))
            _put(traces, grams, weight, u, v, value)
    for word, value in later:
        pair = next(((w, u, v) for w, u, v in _halves(word, weights) if (w, u) in basis and (w, v) in basis), None)
        if pair is None:
            return None
        weight, u, v = pair
        half = traces.atoms.multiply(traces.atoms.constant(1) if u == v else _half(traces), value)
        _put(traces, grams, weight, u, v, half)
        if u != v:
            _put(traces, grams, weight, v, u, half)
    return grams


def _half(traces: Traces) -> Quotient:
    return traces.atoms.invert(traces.atoms.constant(2))


def _put(traces: Traces, grams: dict[Weight, Gram], weight: Weight, u: Word, v: Word, value: Quotient) -> None:
    gram = grams.setdefault(weight, {})
    gram[u, v] = traces.atoms.add(gram[u, v], value) if (u, v) in gram else value


def _linear(traces: Traces) -> Iterator[tuple[Word | None, Quotient]]:
    """What is left as a sum of coefficients times traces of words; a word of None where it is no such sum."""
    atoms = traces.atoms
    cycles = {number: key[1] for key, number in atoms.numbers.items() if key[0] == "cycle"}
    found: dict[int, dict[Any, Any]] = {}
    for exponents, coefficient in traces.rest.to_dict().items():
        inside = [(i, int(e)) for i, e in enumerate(exponents) if e and i in cycles]
        if len(inside) != 1 or inside[0][1] != 1:
            yield None, atoms.constant(0)
            return
        (index, _) = inside[0]
        found.setdefault(index, {})[tuple(0 if i == index else e for i, e in enumerate(exponents))] = coefficient
    for index, parts in found.items():
        yield cycles[index], Quotient(atoms.context.from_dict(parts), atoms.one)


def _halves(word: Word, weights: list[Term]) -> Iterator[tuple[Weight, Word, Word]]:
    """(A, u, v) with tr(word) = tr(u* A v)."""
    n = len(word)
    for turn in range(n):
        turned = word[turn:] + word[:turn]
        if n % 2 == 0:
            yield None, _star(turned[: n // 2]), turned[n // 2 :]
        elif turned[n // 2] in weights:
            yield turned[n // 2], _star(turned[: n // 2]), turned[n // 2 + 1 :]


def _star(word: Word) -> Word:
    return tuple(flipped(letter) for letter in reversed(word))


# decomposition ---------------------------------------------------------------------------------------

Square = tuple[Any, list[int], Term]
"""A positive number, the numbers of hypotheses 0 < s whose product it is multiplied by, and G."""


def _decomposed(state: State, traces: Traces, gram: Gram, weight: Weight) -> list[Square] | None:
    """LDLᵀ of a Gram matrix, each pivot a positive number times positive symbols."""
    atoms, zero = traces.atoms, traces.atoms.constant(0)
    words = sorted({u for pair in gram for u in pair}, key=lambda word: (len(word), [repr(x) for x in word]))
    table = [[gram.get((u, v), zero) for v in words] for u in words]
    found: list[Square] = []
    for k, pivot_word in enumerate(words):
        pivot = table[k][k]
        if not pivot.numerator:
            if any(table[k][j].numerator for j in range(k + 1, len(words))):
                return None
            continue
        sign = _positive(state, traces, pivot)
        if sign is None:
            return None
        inverse = atoms.invert(pivot)
        row = [atoms.multiply(table[k][j], inverse) for j in range(len(words))]
        for i in range(k + 1, len(words)):
            for j in range(k + 1, len(words)):
                taken = atoms.multiply(atoms.constant(-1), atoms.multiply(table[i][k], row[j]))
                table[i][j] = atoms.add(table[i][j], taken)
        parts = [_product(pivot_word, weight)]
        for j in range(k + 1, len(words)):
            if row[j].numerator:
                scalar = atoms.to_term(row[j].numerator) / atoms.to_term(row[j].denominator)
                parts.append(ops.scale(scalar, _product(words[j], weight)))
        found.append((*sign, ops.add(*parts)))
    return found


def _product(word: Word, weight: Weight) -> Term:
    """A word as a term; the empty one stands beside a weight alone."""
    if word or weight is None:
        return ops.matmul(*word)
    return ops.identity(weight.shape[0])


def _positive(state: State, traces: Traces, value: Quotient) -> tuple[Any, list[int]] | None:
    """A number and hypotheses 0 < s (or 0 ≤ s) of which a pivot is the product."""
    if not value.is_polynomial or len(value.numerator) != 1:
        return None
    ((exponents, coefficient),) = value.numerator.to_dict().items()
    if coefficient <= fmpq(0):
        return None
    signs: list[int] = []
    for index, power in enumerate(exponents):
        if power:
            number = sign_of(state, traces.atoms.terms[index])
            if number is None:
                return None
            signs += [number] * int(power)
    return coefficient, signs


def sign_of(state: State, symbol: Term) -> int | None:
    """The number of the hypothesis 0 < s or 0 ≤ s."""
    wanted = (("lt", symbol), ("le", symbol))
    for index, h in enumerate(state.hypotheses):
        if h.is_atomic and (h.op, h.args[-1]) in wanted and h.args[0].op == "num" and h.args[0].data == 0:
            return index
    return None
