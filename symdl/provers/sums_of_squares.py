"""0 ≤ p under traces as a sum of squares whose words are searched for: p = Σ c · tr(GᵀAG) modulo the equations.

`symdl.provers.squares` reads the squares off p. Here G is an unknown combination of words: halves of the words of p, what
these end with, and, on a second try, those with one letter more in front. The traces of u* A v in normal form make the
Gram matrices of these words meet linear equations, which `symdl.algebra.gram_matrices` solves exactly; c is a product of
numbers and symbols known to be positive. (Helton 2002; Klep and Povh 2010.) The identity is put together at the end by
rewriting p − Σ c · tr(GᵀAG) to 0, whatever the search believed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import combinations, product
from typing import Any

from flint import fmpq, fmpq_mpoly

from symdl.algebra.free.membership import Ideal
from symdl.algebra.gram_matrices import Gram, Row, Vector, has_solver, pruned, semidefinite
from symdl.algebra.quotients import Atoms, Quotient, RingFullError
from symdl.algebra.words import Word, flipped, words_of
from symdl.provers.squares import Summand, Weight, sign_of, stated
from symdl.provers.state import Proof, State
from symdl.provers.traces import Traces, order, turns
from symdl.terms import operators as ops
from symdl.terms.errors import OutOfScopeError, SymdlError
from symdl.terms.shapes import Shape, is_scalar
from symdl.terms.term import Term

Scalar = tuple[tuple[int, int], ...]
"""A monomial in the atoms: their numbers, in order, with exponents that are not 0."""

Key = tuple[Scalar, tuple[tuple[str, ...], ...]]
"""A monomial in scalars times traces of words, each in the least of its forms."""

MOST_WORDS = 24
"""Words of one shape in a basis."""

MOST_ENTRIES = 1500
"""Entries of all Gram matrices together."""

MOST_PROPOSALS = 3
MOST_WEIGHTS = 5
MOST_SIGNS = 4
LONGEST_SIGN = 4
SHARE = 0.5
"""Of the budget; what is left is for the same with names for definite sums and factors."""
REDUCING = 400_000
"""Work for the normal form of one word."""


@dataclass(frozen=True, slots=True)
class Element:
    """A basis element: a monomial in scalars times a word."""

    scalar: Scalar
    word: Word


@dataclass(frozen=True, slots=True)
class Block:
    """The summands s · tr(GᵀAG) with one sign s, one weight A, and G over a basis."""

    sign: Sign
    weight: Weight
    basis: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be a sum of squares: p times atoms that the hypotheses say are positive."""

    row: dict[Key, fmpq]
    factor: tuple[int, ...]


def by_sums_of_squares(state: State, traces: Traces) -> Proof | None:
    """A proof of 0 ≤ p for what a rewriting left of it; None without a semidefinite solver."""
    if state.goal.op != "le" or not has_solver():
        return None
    state = replace(state, budget=state.budget.part(SHARE))
    forms = NormalForms(traces.ideal, state)
    try:
        target = forms.of_polynomial(traces.rest)
        words = forms.reduced_words(_halves_of(forms.words_of(target)))
        longer = _longer(words, forms)
        for basis, more, factor in (
            (words, 0, ()),
            (words, 1, ()),
            (longer, 2, ()),
            (longer, 2, _positive_factor(state, forms)),
        ):
            scaled = _product([{(tuple((i, 1) for i in factor), ()): fmpq(1)}, target])
            blocks = [*_blocks(state, forms, forms.degrees(scaled, more), basis)]
            proof = _search(state, traces, forms, Target(scaled, factor), blocks)
            if proof is not None:
                return proof
    except OutOfScopeError:
        pass
    return None


def _positive_factor(state: State, forms: NormalForms) -> tuple[int, ...]:
    """The atoms in the equations with a hypothesis 0 < s; dividing by them is how words may be rewritten."""
    signs = {i: sign_of(state, forms.ideal.atoms.terms[i]) for i in forms.degrees({}, 1)}
    return tuple(i for i, sign in signs.items() if sign is not None and state.hypotheses[sign].op == "lt")


# normal forms -----------------------------------------------------------------------------------------


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
            self.pairs[key] = self.trace(_least((*_star(left), *middle, *right)))
        return self.pairs[key]

    def trace(self, word: Word) -> dict[Key, fmpq]:
        """The trace of a word in normal form."""
        if word in self.known:
            return self.known[word]
        pieces = _pieces(word)
        if len(pieces) > 1:
            found = _product([self.trace(piece) for piece in pieces])
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
        for turned in turns(_star(word)):
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
            for key, coefficient in _product([scalar, part]).items():
                total[key] = total.get(key, fmpq(0)) + coefficient
        return {key: value for key, value in total.items() if value}

    def _scalar(self, value: Quotient) -> dict[Key, fmpq]:
        """A quotient by a monomial, with negative exponents."""
        below = self.of_polynomial(value.denominator)
        ((scalar, names), coefficient), *more = below.items()
        if more or names:
            raise OutOfScopeError("a trace was rewritten by a quotient")
        inverse: dict[Key, fmpq] = {(tuple((i, -e) for i, e in scalar), ()): 1 / coefficient}
        return _product([self.of_polynomial(value.numerator), inverse])

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


def _turns(word: Word) -> Iterator[Word]:
    """The words with the same trace that compose: begun at a size 1 where there is one."""
    starts = [i for i, letter in enumerate(word) if letter.shape[0] == 1] or range(len(word))
    for i in starts:
        turned = word[i:] + word[:i]
        yield turned
        yield _star(turned)


def _name(word: Word) -> tuple[str, ...]:
    return tuple(map(_letter_name, word))


@lru_cache(maxsize=4096)
def _letter_name(letter: Term) -> str:
    return repr(letter)


def _least(word: Word) -> Word:
    return min(_turns(word), key=_name)


def _star(word: Word) -> Word:
    return tuple(flipped(letter) for letter in reversed(word))


def _pieces(word: Word) -> list[Word]:
    """A word that meets itself in a size 1, cut there into the scalars it is the product of."""
    starts = [i for i, letter in enumerate(word) if letter.shape[0] == 1]
    if len(starts) < 2:
        return [word]
    turned = word[starts[0] :] + word[: starts[0]]
    bounds = [i - starts[0] for i in starts] + [len(word)]
    return [_least(turned[a:b]) for a, b in zip(bounds, bounds[1:], strict=False)]


def _product(rows: Sequence[dict[Key, fmpq]]) -> dict[Key, fmpq]:
    total, *rest = rows
    for row in rest:
        larger: dict[Key, fmpq] = {}
        for (a, names), x in total.items():
            for (b, more), y in row.items():
                key = _times(a, b), tuple(sorted((*names, *more)))
                larger[key] = larger.get(key, fmpq(0)) + x * y
        total = larger
    return {key: value for key, value in total.items() if value}


def _sum(rows: Iterable[dict[Key, fmpq]]) -> dict[Key, fmpq]:
    total: dict[Key, fmpq] = {}
    for row in rows:
        for key, value in row.items():
            total[key] = total.get(key, fmpq(0)) + value
    return {key: value for key, value in total.items() if value}


def _times(a: Scalar, b: Scalar) -> Scalar:
    if not a or not b:
        return a or b
    exponents = dict(a)
    for i, e in b:
        exponents[i] = exponents.get(i, 0) + e
    return tuple(sorted((i, e) for i, e in exponents.items() if e))


# bases ------------------------------------------------------------------------------------------------


def _halves_of(words: Sequence[Word]) -> list[Word]:
    """The v of words u* v under a trace, and what they end with."""
    found: dict[Word, None] = {}
    for word in words:
        for turned in _turns(word):
            for k in range(1, len(turned)):
                for half in (turned[k:], _star(turned[:k])):
                    found.update((half[j:], None) for j in range(len(half)))
        if len(word) == 1 and word[0].shape[0] == word[0].shape[1]:
            found[()] = None
    return [*found]


def _longer(words: Sequence[Word], forms: NormalForms) -> list[Word]:
    """The words, and those with one more letter in front that nothing rewrites."""
    found = [*(letter for word in words for letter in word), *forms.ideal.alphabet.terms]
    letters = dict.fromkeys(form for letter in found for form in (letter, flipped(letter)))
    longer = [
        (letter, *word)
        for word in words
        for letter in letters
        if word and letter.shape[1] == word[0].shape[0] and 1 not in letter.shape
    ]
    return [*words, *(word for word in dict.fromkeys(longer) if word not in words and forms.is_reduced(word))]


def _by_shape(words: Iterable[Word]) -> dict[Shape, list[Word]]:
    """Words of one shape, shortest first."""
    groups: dict[Shape, list[Word]] = {}
    for word in sorted(words, key=len):
        if word:
            groups.setdefault((word[0].shape[0], word[-1].shape[1]), []).append(word)
    return {shape: group[:MOST_WORDS] for shape, group in groups.items()}


@dataclass(frozen=True, slots=True)
class Sign:
    """A hypothesis 0 < s or 0 ≤ s about a polynomial in scalars, or a product of such."""

    row: dict[Key, fmpq]
    places: tuple[int, ...] = ()

    def times(self, other: Sign) -> Sign:
        return Sign(_product([self.row, other.row]), (*self.places, *other.places))


def _signs(state: State, forms: NormalForms) -> list[Sign]:
    """1, what the hypotheses say is not negative, and products of two of these."""
    atoms, single = forms.ideal.atoms, list[Sign]()
    for place, relation in enumerate(state.hypotheses):
        if relation.op in ("le", "lt") and is_scalar(relation.args[0].shape):
            try:
                value = atoms.difference(relation.args[1], relation.args[0])
                row = forms.of_polynomial(value.numerator)
            except (SymdlError, RingFullError):
                continue
            if value.is_polynomial and not any(names for _, names in row) and 0 < len(row) <= LONGEST_SIGN:
                single.append(Sign(row, (place,)))
    plain = {scalar[0][0] for sign in single for scalar, _ in sign.row if len(sign.row) == 1 and len(scalar) == 1}
    single = [sign for sign in single if len(sign.row) == 1 or not _is_sum(sign.row, plain)][-MOST_SIGNS:]
    one = Sign({((), ()): fmpq(1)})
    return [one, *single, *(a.times(b) for a, b in combinations(single, 2))]


def _is_sum(row: Row, plain: set[int]) -> bool:
    """Whether a sign says no more than those of the atoms in it."""
    return all(value > 0 and all(i in plain for i, _ in scalar) for (scalar, _), value in row.items())


def _blocks(state: State, forms: NormalForms, degrees: dict[int, int], words: Sequence[Word]) -> Iterator[Block]:
    """Blocks for each sign, each weight and each shape, within these degrees in the scalars."""
    weights = _weights(state)
    for sign in _signs(state, forms):
        taken = forms.degrees(sign.row, 0)
        if any(degree > degrees.get(i, 0) for i, degree in taken.items()):
            continue
        scalars = [*_monomials({i: (degree - taken.get(i, 0)) // 2 for i, degree in degrees.items()})]
        for weight, group in product([None, *weights], _by_shape(words).values()):
            if weight is None or weight.shape[1] == group[0][0].shape[0]:
                yield Block(sign, weight, tuple(Element(scalar, word) for scalar in scalars for word in group))


def _weights(state: State) -> list[Term]:
    """What the hypotheses call positive semidefinite, letters first; what has an inverse among them is left out."""
    found = [h.args[0] for h in state.hypotheses if h.op == "psd" and not is_scalar(h.args[0].shape)]
    found = [a for a in found if ops.inverse(a) not in found]
    return sorted(dict.fromkeys(found), key=lambda a: (a.op in ("add", "mul", "matmul"), a.size))[:MOST_WEIGHTS]


def _monomials(most: dict[int, int]) -> Iterator[Scalar]:
    for powers in product(*(range(top + 1) for top in most.values())):
        yield tuple((i, e) for i, e in zip(most, powers, strict=True) if e)


# search -----------------------------------------------------------------------------------------------


def _search(state: State, traces: Traces, forms: NormalForms, target: Target, blocks: Sequence[Block]) -> Proof | None:
    if not blocks or sum(len(b.basis) * (len(b.basis) + 1) // 2 for b in blocks) > 4 * MOST_ENTRIES:
        return None
    budget = state.budget
    grams = pruned([_gram(block, forms) for block in blocks], target.row, budget)
    live = [(block, gram) for block, gram in zip(blocks, grams, strict=True) if gram.basis]
    if not live or sum(len(gram.entries) for _, gram in live) > MOST_ENTRIES:
        return None
    for found, _ in zip(
        semidefinite([gram for _, gram in live], target.row, budget), range(MOST_PROPOSALS), strict=False
    ):
        summands = [
            Summand(c, block.sign.places, block.weight, _combined(block, vector, forms))
            for (block, _), rows in zip(live, found, strict=True)
            for c, vector in rows
        ]
        proof = stated(summands, state, traces, target.factor)
        if proof is not None:
            return proof
    return None


def _gram(block: Block, forms: NormalForms) -> Gram:
    entries: dict[tuple[int, int], Row] = {}
    middle = forms.weight(block.weight)
    for j, right in enumerate(block.basis):
        for i, left in enumerate(block.basis[: j + 1]):
            forms.state.budget.spend(20)
            row = _sum(_product([scalar, forms.between(left.word, word, right.word)]) for word, scalar in middle)
            scalars: dict[Key, fmpq] = {(_times(left.scalar, right.scalar), ()): fmpq(1)}
            entries[i, j] = _product([scalars, block.sign.row, row])
    return Gram.of(len(block.basis), entries)


def _combined(block: Block, vector: Vector, forms: NormalForms) -> Term:
    """G as a term."""
    atoms = forms.ideal.atoms
    parts = []
    for i, c in vector.items():
        element = block.basis[i]
        scalar = atoms.to_term(_polynomial(element.scalar, c, atoms))
        parts.append(ops.scale(scalar, ops.matmul(*element.word)))
    return ops.add(*parts)


def _polynomial(scalar: Scalar, coefficient: fmpq, atoms: Atoms) -> fmpq_mpoly:
    exponents = dict(scalar)
    return atoms.context.from_dict({tuple(exponents.get(i, 0) for i in range(len(atoms.generators))): coefficient})
