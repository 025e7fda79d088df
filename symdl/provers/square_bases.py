"""What squares under traces may be made of: signs, weights and words, within the degrees of what is to be shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from flint import fmpq

from symdl.algebra.gram_matrices import Row
from symdl.algebra.quotients import RingFullError
from symdl.algebra.words import Word, flipped
from symdl.provers.squares import Weight
from symdl.provers.state import State
from symdl.provers.trace_forms import Key, NormalForms, Scalar, row_product, star, words_of_trace
from symdl.terms import operators as ops
from symdl.terms.errors import SymdlError
from symdl.terms.shapes import Shape, is_scalar
from symdl.terms.term import Term

MOST_WORDS = 24
"""Words of one shape in a basis."""

MOST_WEIGHTS = 5
MOST_SIGNS = 4
LONGEST_SIGN = 4


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


def halves_of(words: Sequence[Word]) -> list[Word]:
    """The v of words u* v under a trace, and what they end with."""
    found: dict[Word, None] = {}
    for word in words:
        for turned in words_of_trace(word):
            for k in range(1, len(turned)):
                for half in (turned[k:], star(turned[:k])):
                    found.update((half[j:], None) for j in range(len(half)))
        if len(word) == 1 and word[0].shape[0] == word[0].shape[1]:
            found[()] = None
    return [*found]


def longer_words(words: Sequence[Word], forms: NormalForms) -> list[Word]:
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
        return Sign(row_product([self.row, other.row]), (*self.places, *other.places))


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


def blocks_of(state: State, forms: NormalForms, degrees: dict[int, int], words: Sequence[Word]) -> Iterator[Block]:
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
