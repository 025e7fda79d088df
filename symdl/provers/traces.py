"""Scalar goals about matrices of symbolic size, modulo matrix equations under traces.

A scalar is a polynomial in traces of words. A word under a trace may be turned round before it is rewritten by the ideal
of the matrix equations: tr(w) = tr(w′) + Σ tr(L E R). An equation holds when nothing is left. An inequality 0 ≤ p holds
when what is left is a sum of tr(GᵀG) with positive coefficients: *completing the square* (`symdl.provers.squares`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from flint import fmpq_mpoly

from symdl.algebra.budget import Budget, BudgetExceeded
from symdl.algebra.free.membership import Ideal
from symdl.algebra.quotients import Atoms, Quotient, RingFullError
from symdl.algebra.words import Word, Words, flipped, trace
from symdl.provers.definite_inverses import definite_inverses
from symdl.provers.definite_names import factored_forms, named_forms
from symdl.provers.ideals import auxiliary_facts, defining_facts, ideal_of, place_of
from symdl.provers.matrix_ranks import as_trace, by_full_rank, by_rank_of_factors, rank_facts
from symdl.provers.numbering import pruned
from symdl.provers.rank_bounds import by_equal_ranks, by_rank_bounds
from symdl.provers.scalar_gaps import by_gap
from symdl.provers.state import Proof, State, Step, Wrap, composed, have
from symdl.semantics.json import to_json
from symdl.semantics.substitution import free_symbols, size_symbols, substitute, walk
from symdl.terms import operators as ops
from symdl.terms.errors import SymdlError
from symdl.terms.relation import Relation, equal
from symdl.terms.shapes import is_scalar
from symdl.terms.term import Term, number

MOST_REWRITTEN = 200
MOST_POINTS = 4
GROWTH = 60_000
"""Work for completing the ideal before traces are rewritten."""

WORK = 1_500_000


@dataclass(slots=True)
class Traces:
    """A polynomial in traces of words while it is rewritten.

    Attributes:
        rest: what is left.
        around: the equation X = P + D that brought D in; it says 0 = 0 in the proof.
        back: what stands, in the proof, for symbols that were brought in for the search.
        cofactors: scalar, left, equation, right: what was taken away.
    """

    ideal: Ideal
    rest: fmpq_mpoly
    back: Mapping[Term, Term] = field(default_factory=dict)
    around: Relation | None = None
    cofactors: list[tuple[Quotient, Term, Any, Term]] = field(default_factory=list)

    @property
    def atoms(self) -> Atoms:
        return self.ideal.atoms

    def stated(self, term: Term) -> Term:
        """A term of the search as one of the proof."""
        found: Term = substitute(term, self.back) if self.back else term
        return found

    def rewrite(self, state: State) -> None:
        """Rewrite the words under traces until none can be rewritten."""
        stuck: set[int] = set()
        for _ in range(MOST_REWRITTEN):
            open_ = sorted(self.atoms.atoms_of(self.rest) - stuck) if self.rest else []
            if not open_:
                return
            if not self._rewritten(open_[-1], state):
                stuck.add(open_[-1])

    def _rewritten(self, index: int, state: State) -> bool:
        word = self._word(index)
        if word is None:
            return self._ranked(self.atoms.terms[index], index, state)
        one, budget = self.atoms.constant(1), state.budget.limited(WORK)
        for turned in turns(word):
            words, used = self.ideal.reduced({turned: one}, budget)
            value = self._trace(words, turned) if used else None
            if value is not None and index not in self.atoms.atoms_of(value.numerator):
                self._replace(index, value, used)
                return True
        return self._reversed(word, index, budget)

    def _reversed(self, word: Word, index: int, budget: Budget) -> bool:
        """tr(w) = tr(wᵀ), where wᵀ is rewritten to what comes before w, or to a multiple of w."""
        atoms = self.atoms
        for turned in turns(tuple(flipped(letter) for letter in reversed(word))):
            words, used = self.ideal.reduced({turned: atoms.constant(1)}, budget)
            if not used or turned[0].shape[0] == 1:  # that would be a scalar and not a word
                continue
            value = self._trace(words, turned)
            part = value.numerator.derivative(index)
            if part.is_constant() and part and value.denominator.is_constant():
                factor = atoms.add(atoms.constant(1), atoms.quotient(-part, value.denominator))
                if not factor.numerator:
                    continue
                own = atoms.quotient(part * atoms.generators[index], value.denominator)
                rest = atoms.add(value, atoms.multiply(atoms.constant(-1), own))
                inverse = atoms.invert(factor)
                scalar = atoms.to_term(inverse.numerator) / atoms.to_term(inverse.denominator)
                used = [(ops.scale(scalar, left), place, right) for left, place, right in used]
                self._replace(index, atoms.multiply(inverse, rest), used)
                return True
            if all(order(other) < order(word) and self._is_stuck(other, budget) for other in words):
                self._replace(index, value, used)
                return True
        return False

    def _is_stuck(self, word: Word, budget: Budget) -> bool:
        """Whether no turn of a word is rewritten, so that there is no way back from it."""
        one = self.atoms.constant(1)
        return not any(self.ideal.reduced({turned: one}, budget)[1] for turned in turns(word))

    def _ranked(self, term: Term, index: int, state: State) -> bool:
        """rank A as the trace of A A⁺, where this is known."""
        relation = as_trace(term.args[0]) if term.op == "rank" else None
        if relation is None or relation not in state.hypotheses:
            return False
        one = number(1)
        self._replace(index, self.atoms.read(relation.args[1]), [(one, (relation, False), one)])
        return True

    def words(self) -> list[Word]:
        """The words under the traces that are left."""
        words = map(self._word, sorted(self.atoms.atoms_of(self.rest))) if self.rest else ()
        return [word for word in words if word is not None]

    def _word(self, index: int) -> Word | None:
        kind, *parts = next(key for key, number in self.atoms.numbers.items() if number == index)
        return parts[0] if kind == "cycle" else None

    def _trace(self, words: Words, turned: Word) -> Quotient:
        size = turned[0].shape[0]
        return trace(self.atoms, words, ops.identity(size))

    def _replace(self, index: int, value: Quotient, used: list[tuple[Term, Any, Term]]) -> None:
        """p(a) = p(r) + (a − r) q, where a − r = Σ tr(L E R)."""
        a = Quotient(self.atoms.generators[index], self.atoms.one)
        parts = _by_powers(self.rest, index, self.atoms)
        atoms, q, total = self.atoms, self.atoms.constant(0), self.atoms.constant(0)
        for k, part in parts.items():
            coefficient = Quotient(part, atoms.one)
            total = atoms.add(total, atoms.multiply(coefficient, atoms.power(value, k)))
            for i in range(k):
                term = atoms.multiply(atoms.power(a, i), atoms.power(value, k - 1 - i))
                q = atoms.add(q, atoms.multiply(coefficient, term))
        self.cofactors += [(q, left, place, right) for left, place, right in used]
        if not total.is_polynomial:
            raise SymdlError("a trace was rewritten by a quotient")
        self.rest = total.numerator


def turns(word: Word) -> Iterator[Word]:
    """The words with the same trace that compose."""
    for turn in range(len(word)):
        turned = word[turn:] + word[:turn]
        if turned[-1].shape[1] == turned[0].shape[0]:
            yield turned


def order(word: Word) -> tuple[int, list[str]]:
    """Shorter words first, then by the least of the forms with the same trace."""
    star = tuple(flipped(letter) for letter in reversed(word))
    forms = [[repr(letter) for letter in turned] for form in (word, star) for turned in turns(form)]
    return len(word), min(forms, default=[])


def _by_powers(polynomial: fmpq_mpoly, index: int, atoms: Atoms) -> dict[int, fmpq_mpoly]:
    """The coefficients of the powers of a generator."""
    parts: dict[int, dict[tuple[int, ...], Any]] = {}
    for exponents, coefficient in polynomial.to_dict().items():
        k = int(exponents[index])
        rest = tuple(0 if i == index else e for i, e in enumerate(exponents))
        parts.setdefault(k, {})[rest] = coefficient
    return {k: atoms.context.from_dict(part) for k, part in parts.items()}


def by_traces(state: State, point: tuple[Term, Term] | None = None) -> Proof | None:
    """An equation or inequality between scalars made of matrices of symbolic size.

    Args:
        state: whose goal it is.
        point: a symbol and a term around which the goal is expanded: where something is smallest.
    """
    goal = state.goal
    if goal.op not in ("eq", "le", "lt") or not is_scalar(goal.args[0].shape) or not size_symbols(goal):
        return None
    proof = by_full_rank(state) or by_rank_of_factors(state) or by_rank_bounds(state)
    if proof is not None:
        return proof
    proof = by_gap(state) if goal.op != "eq" and point is None else None
    proof = proof or _by_squares(state, point) or by_equal_ranks(state)
    if proof is not None or goal.op == "eq" or point is not None:
        return proof
    step = named_forms(state)
    if step is not None:
        proof = by_traces(step[0])
        return proof and step[1](proof)
    for factored, wrap in factored_forms(state):
        proof = by_traces(factored)
        if proof is not None:
            return wrap(proof)
    return None


def _by_squares(state: State, point: tuple[Term, Term] | None) -> Proof | None:
    """An equation by rewriting alone; an inequality by squares, first those that show themselves."""
    from symdl.provers.squares import as_squares
    from symdl.provers.sums_of_squares import by_sums_of_squares

    goal = state.goal
    ranked, outer = rank_facts(state)
    points = [None, *_points(state)] if point is None and goal.op == "le" else [point]
    for close, around, weighing in (
        (as_squares, points, False),
        (as_squares, points, True),
        (by_sums_of_squares, [None], True),
    ):
        step = definite_inverses(ranked) if weighing and goal.op == "le" else None
        if weighing and close is as_squares and step is None:
            continue
        weighed, middle = step or (ranked, composed([]))
        for facts in (defining_facts, _with_symbols):
            larger, inner = facts(weighed)
            try:
                found = next(filter(None, (_by_traces(larger, place, close) for place in around)), None)
            except (SymdlError, RingFullError, BudgetExceeded):
                state.budget.spend(0)
                return None
            if found is not None:
                return outer(middle(inner(found)))
    return None


def _points(state: State) -> list[tuple[Term, Term]]:
    """Around which the larger side of an inequality may be expanded: its symbols, at terms of the smaller side."""
    small, large = (list(walk(side)) for side in state.goal.args)
    symbols = [t for t in large if t.op == "sym" and not is_scalar(t.shape) and t in state.scope]
    terms = [t for t in small if t.op in ("matmul", "add", "mul")]
    return [(x, p) for x in symbols for p in terms if x.shape == p.shape and x not in free_symbols(p)][:MOST_POINTS]


def _with_symbols(state: State) -> Step:
    first, wrap = defining_facts(state)
    second, more = auxiliary_facts(first)
    return second, composed([wrap, more])


Close = Callable[[State, Traces], Proof | None]
"""How 0 ≤ p, or 0 < p, is shown for what is left."""


def _by_traces(state: State, point: tuple[Term, Term] | None, close: Close) -> Proof | None:
    goal, back, around = state.goal, dict[Term, Term](), None
    if point is not None:
        symbol, place = point
        (shift,) = state.fresh([symbol])
        goal, back = substitute(goal, {symbol: place + shift}), {shift: symbol - place}
        around = equal(symbol, place + shift)
    a, b = goal.args
    ideal = ideal_of(state, around=around)
    value = ideal.atoms.difference(a, b) if goal.op == "eq" else ideal.atoms.difference(b, a)
    traces = Traces(ideal, value.numerator, back, around)
    ideal.grow(traces.words(), state.budget.limited(GROWTH))
    traces.rewrite(state)
    scale = ideal.atoms.invert(Quotient(value.denominator, ideal.atoms.one))
    if not traces.rest:
        return combination(state, traces, scale) if goal.op != "lt" else None
    if goal.op == "eq" and value.is_polynomial and point is None:
        return _by_numbers(state, traces)
    if goal.op == "eq" or not value.is_polynomial:
        return None
    return close(state, traces)


def _by_numbers(state: State, traces: Traces) -> Proof | None:
    """What is left vanishes by the equations between scalars among the hypotheses."""
    from symdl.provers.polynomial import close
    from symdl.provers.search import effort

    if not any(h.op == "eq" and is_scalar(h.args[0].shape) for h in state.hypotheses):
        return None
    a, b = state.goal.args
    left = traces.atoms.to_term(traces.rest)
    reduced, vanishes, place = equal(a - b, left), equal(left, 0), len(state.hypotheses)
    known, wrap = _numbers_rewritten(state.having(reduced), traces)
    proof = close(known.towards(vanishes), effort=effort(state, GROWTH))
    if proof is None:
        return None
    ending: Proof = {"rule": "combination", "cofactors": [[to_json(number(1)), place], [to_json(number(1)), place + 1]]}
    first = combination(state, traces, traces.atoms.constant(1))
    return have(reduced, first, have(vanishes, wrap(proof), ending))


def _numbers_rewritten(state: State, traces: Traces) -> Step:
    """The equations between scalars among the hypotheses, with their words rewritten too."""
    wraps: list[Wrap] = []
    for place, relation in enumerate(state.hypotheses[:-1]):
        if relation.op != "eq" or not is_scalar(relation.args[0].shape):
            continue
        value = traces.atoms.difference(*relation.args)
        other = Traces(traces.ideal, value.numerator)
        other.rewrite(state)
        if not other.cofactors or not value.is_polynomial:
            continue
        rest = equal(traces.atoms.to_term(other.rest), 0)
        proof = combination(state, other, traces.atoms.constant(-1))
        proof["cofactors"].append([to_json(number(1)), place])
        wraps.append(pruned(len(state.hypotheses), 1, partial(have, rest, proof)))
        state = state.having(rest)
    return state, composed(wraps)


def combination(state: State, traces: Traces, scale: Quotient, summands: list[Any] | None = None) -> Proof:
    """The identity that a rewriting amounts to."""
    rows = []
    for q, left, place, right in traces.cofactors:
        value = traces.atoms.multiply(scale, q)
        if value.numerator and place[0] != traces.around:
            scalar = traces.atoms.to_term(value.numerator) / traces.atoms.to_term(value.denominator)
            first, last = (traces.stated(term) for term in (ops.scale(scalar, left), right))
            rows.append([to_json(first), place_of(state, place), to_json(last)])
    proof: Proof = {"rule": "combination", "cofactors": rows}
    return {**proof, "summands": summands} if summands else proof
