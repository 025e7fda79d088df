"""Normal forms of traces of words modulo the equations: combinations of traces that nothing is known to rewrite."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from flint import fmpq

from symdl.algebra.free.membership import Ideal
from symdl.algebra.gram_matrices import Row
from symdl.algebra.quotients import Quotient
from symdl.algebra.words import Word, flipped, words_of
from symdl.provers.squares import Weight
from symdl.provers.state import State
from symdl.provers.traces import order, turns
from symdl.terms import operators as ops
from symdl.terms.errors import OutOfScopeError
from symdl.terms.term import Term

Scalar = tuple[tuple[int, int], ...]
"""A monomial in the atoms: their numbers, in order, with exponents that are not 0."""

Key = tuple[Scalar, tuple[tuple[str, ...], ...]]
"""A monomial in scalars times traces of words, each in the least of its forms."""

REDUCING = 400_000
"""Work for the normal form of one word."""


@dataclass(slots=True)
class NormalForms:
    """Traces of words as combinations of traces that nothing is known to rewrite."""

    ideal: Ideal
    state: State
    known: dict[Word, dict[Key, fmpq]] = field(default_factory=dict)
    cycles: dict[tuple[str, ...], Word] = field(default_factory=dict)
    pairs: dict[tuple[Word, Word, Word], dict[Key, fmpq]] = field(default_factory=dict)
    waiting: set[Word] = field(default_factory=set)
    weights: dict[Term, list[tuple[Word, dict[Key, fmpq]]]] = field(default_factory=dict)

    def of_polynomial(self, polynomial: Any) -> dict[Key, fmpq]:
        """A polynomial in traces of words; those it has are in normal form."""
        atoms = self.ideal.atoms
        inside = {number: key[1] for key, number in atoms.numbers.items() if key[0] == "cycle"}
        total: dict[Key, fmpq] = {}
        for exponents, coefficient in polynomial.to_dict().items():
            powers = [(i, int(e)) for i, e in enumerate(exponents) if e]
            found = [self._name(inside[i]) for i, e in powers if i in inside for _ in range(e)]
            key = tuple(pair for pair in powers if pair[0] not in inside), tuple(sorted(found))
            total[key] = total.get(key, fmpq(0)) + coefficient
        return total

    def words_of(self, row: Row) -> list[Word]:
        """The words whose traces occur alone; a product of traces is out of reach."""
        if any(len(names) != 1 for _, names in row):
            raise OutOfScopeError("squares of products of traces are not searched for")
        return [self.cycles[names[0]] for _, names in row]

    def degrees(self, target: Row, more: int) -> dict[int, int]:
        """The degrees of a target in the scalars, and some more in all that it and the equations are made of."""
        found: dict[int, int] = {}
        values = [value for words in self.ideal.sums for value in words.values()] if more else []
        for i, degree in (
            *(pair for scalar, _ in target for pair in scalar),
            *(pair for value in values for pair in enumerate(value.numerator.degrees())),
        ):
            if degree > 0:
                found[i] = max(degree, found.get(i, 0))
        return {i: degree + more for i, degree in sorted(found.items())}

    def weight(self, weight: Weight) -> list[tuple[Word, dict[Key, fmpq]]]:
        """The A of tr(GᵀAG) as words with their coefficients; the empty word for the identity."""
        if weight is None:
            return [((), {((), ()): fmpq(1)})]
        if weight not in self.weights:
            words = words_of(self.ideal.atoms, weight)
            self.weights[weight] = [(word, self._scalar(value)) for word, value in words.items()]
        return self.weights[weight]

    def between(self, left: Word, middle: Word, right: Word) -> dict[Key, fmpq]:
        """The trace of u* A v in normal form."""
        key = left, middle, right
        if key not in self.pairs:
            self.pairs[key] = self.trace(_least((*star(left), *middle, *right)))
        return self.pairs[key]

    def trace(self, word: Word) -> dict[Key, fmpq]:
        """The trace of a word in normal form."""
        if word in self.known:
            return self.known[word]
        pieces = _pieces(word)
        if len(pieces) > 1:
            found = row_product([self.trace(piece) for piece in pieces])
        elif word in self.waiting:
            return self._itself(word)
        else:
            self.waiting.add(word)
            found = self._rewritten(word)
            self.waiting.discard(word)
        self.known[word] = found
        return found

    def _itself(self, word: Word) -> dict[Key, fmpq]:
        return {((), (self._name(word),)): fmpq(1)}

    def _rewritten(self, word: Word) -> dict[Key, fmpq]:
        for turned in turns(word):
            if turned[0].shape[0] != 1 and (words := self._reduced(turned)) is not None:
                return self._sum(words, turned)
        for turned in turns(star(word)):
            if turned[0].shape[0] != 1 and (words := self._reduced(turned)) is not None:
                found = self._reversed(word, words, turned)
                if found is not None:
                    return found
        return self._itself(word)

    def _reversed(self, word: Word, words: dict[Word, Quotient], turned: Word) -> dict[Key, fmpq] | None:
        """tr(w) = tr(wᵀ), where wᵀ is rewritten to what comes before w, or to a multiple of w."""
        if all(order(other) < order(word) and self._is_stuck(other) for other in words):
            return self._sum(words, turned)
        total = self._sum(words, turned)
        ((own, _),) = self._itself(word).items()
        multiple = total.pop(own, fmpq(0))
        return {key: value / (1 - multiple) for key, value in total.items()} if multiple not in (0, 1) else None

    def _reduced(self, word: Word) -> dict[Word, Quotient] | None:
        """The sum a word is rewritten to, if it is."""
        one = self.ideal.atoms.constant(1)
        words, used = self.ideal.reduced({word: one}, self.state.budget.limited(REDUCING))
        return words if used else None

    def _is_stuck(self, word: Word) -> bool:
        return all(self._reduced(turned) is None for turned in turns(word))

    def _sum(self, words: dict[Word, Quotient], turned: Word) -> dict[Key, fmpq]:
        total: dict[Key, fmpq] = {}
        for word, value in words.items():
            scalar = self._scalar(value)
            if not word:
                size = ops.size(turned[0].shape[0])
                part = self.of_polynomial(self.ideal.atoms.read(size).numerator)
            else:
                part = self.trace(_least(word))
            for key, coefficient in row_product([scalar, part]).items():
                total[key] = total.get(key, fmpq(0)) + coefficient
        return {key: value for key, value in total.items() if value}

    def _scalar(self, value: Quotient) -> dict[Key, fmpq]:
        """A quotient by a monomial, with negative exponents."""
        below = self.of_polynomial(value.denominator)
        ((scalar, names), coefficient), *more = below.items()
        if more or names:
            raise OutOfScopeError("a trace was rewritten by a quotient")
        inverse: dict[Key, fmpq] = {(tuple((i, -e) for i, e in scalar), ()): 1 / coefficient}
        return row_product([self.of_polynomial(value.numerator), inverse])

    def _name(self, word: Word) -> tuple[str, ...]:
        least = _least(word)
        name = _name(least)
        self.cycles[name] = least
        return name

    def reduced_words(self, words: Sequence[Word]) -> list[Word]:
        """The words that the normal forms of some words are made of."""
        one, found = self.ideal.atoms.constant(1), dict[Word, None]()
        for word in words:
            normal, used = self.ideal.reduced({word: one}, self.state.budget.limited(REDUCING))
            found.update(dict.fromkeys(normal if used else (word,)))
        return [*found]

    def is_reduced(self, word: Word) -> bool:
        """Whether no equation rewrites the word itself."""
        one = self.ideal.atoms.constant(1)
        return not self.ideal.reduced({word: one}, self.state.budget.limited(REDUCING))[1]


def words_of_trace(word: Word) -> Iterator[Word]:
    """The words with the same trace that compose: begun at a size 1 where there is one."""
    starts = [i for i, letter in enumerate(word) if letter.shape[0] == 1] or range(len(word))
    for i in starts:
        turned = word[i:] + word[:i]
        yield turned
        yield star(turned)


def _name(word: Word) -> tuple[str, ...]:
    return tuple(map(_letter_name, word))


@lru_cache(maxsize=4096)
def _letter_name(letter: Term) -> str:
    return repr(letter)


def _least(word: Word) -> Word:
    return min(words_of_trace(word), key=_name)


def star(word: Word) -> Word:
    return tuple(flipped(letter) for letter in reversed(word))


def _pieces(word: Word) -> list[Word]:
    """A word that meets itself in a size 1, cut there into the scalars it is the product of."""
    starts = [i for i, letter in enumerate(word) if letter.shape[0] == 1]
    if len(starts) < 2:
        return [word]
    turned = word[starts[0] :] + word[: starts[0]]
    bounds = [i - starts[0] for i in starts] + [len(word)]
    return [_least(turned[a:b]) for a, b in zip(bounds, bounds[1:], strict=False)]


def row_product(rows: Sequence[dict[Key, fmpq]]) -> dict[Key, fmpq]:
    total, *rest = rows
    for row in rest:
        larger: dict[Key, fmpq] = {}
        for (a, names), x in total.items():
            for (b, more), y in row.items():
                key = monomial_product(a, b), tuple(sorted((*names, *more)))
                larger[key] = larger.get(key, fmpq(0)) + x * y
        total = larger
    return {key: value for key, value in total.items() if value}


def row_sum(rows: Iterable[dict[Key, fmpq]]) -> dict[Key, fmpq]:
    total: dict[Key, fmpq] = {}
    for row in rows:
        for key, value in row.items():
            total[key] = total.get(key, fmpq(0)) + value
    return {key: value for key, value in total.items() if value}


def monomial_product(a: Scalar, b: Scalar) -> Scalar:
    if not a or not b:
        return a or b
    exponents = dict(a)
    for i, e in b:
        exponents[i] = exponents.get(i, 0) + e
    return tuple(sorted((i, e) for i, e in exponents.items() if e))
