"""Unknown matrices as combinations of words, so that equations hold modulo an ideal of words.

With X = Σ cᵢ wᵢ for words wᵢ of the shape of X, an equation in which every word holds one unknown is linear in the coefficients cᵢ
once its words are in normal form. What is left of the coefficients is determined by the other equations, which are
polynomial in them. Nothing here is a proof: normal forms are those of an ideal that is completed as far as a budget goes,
and a solution is only proposed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, product

from symdl.algebra.branching import Values, solutions_by_branching
from symdl.algebra.budget import Budget
from symdl.algebra.echelon import Columns
from symdl.algebra.free.membership import Ideal
from symdl.algebra.free.rules import Sum
from symdl.algebra.quotients import Quotient
from symdl.algebra.words import Word, Words, words_to_term
from symdl.terms import operators as ops
from symdl.terms.shapes import Shape
from symdl.terms.term import Term

MOST_WORDS = 160
"""Words for one unknown."""
MOST_COEFFICIENTS = 14
"""Unknowns of a polynomial system."""
MOST_TRIED = 3_000
"""Choices of one word for each unknown."""

Piece = str | tuple[int, bool]
"""A word of known letters as text, or which unknown, and whether it is transposed."""
Coordinates = tuple[int, str]
"""Of a coefficient: which unknown, and the word."""


@dataclass(frozen=True, slots=True)
class Part:
    """A coefficient times a word in which unknowns stand."""

    coefficient: Quotient
    pieces: tuple[Piece, ...]

    @property
    def unknowns(self) -> list[int]:
        return [piece[0] for piece in self.pieces if not isinstance(piece, str)]


Equation = tuple[Part, ...]


@dataclass(slots=True)
class Ansatz:
    """Combinations of the words in some letters for unknown matrices.

    Attributes:
        ideal: whose letters are all that may occur.
        shapes: of the unknowns.
        equations: sums that are to vanish.
        words: for each unknown, the shortest first.
    """

    ideal: Ideal
    shapes: Sequence[Shape]
    equations: Sequence[Equation]
    budget: Budget
    words: list[list[str]] = field(default_factory=list)
    _forms: dict[tuple[str, ...], Sum] = field(default_factory=dict)

    @property
    def is_linear(self) -> bool:
        """Whether no equation has two unknowns in one word."""
        return all(len(part.unknowns) <= 1 for equation in self.equations for part in equation)

    def solutions(self, letters: Sequence[Term], longest: int) -> Iterator[tuple[Term, ...]]:
        """Values of the unknowns, those of few and short words first.

        Args:
            letters: of the ideal, of which words are made.
            longest: the most letters of a word.
        """
        self.ideal.completion.budget = self.budget
        characters = [self.ideal.alphabet.characters[letter] for letter in letters]
        self.words = [self._words(characters, shape, longest) for shape in self.shapes]
        if not all(self.words):
            return
        linear = [e for e in self.equations if all(len(part.unknowns) <= 1 for part in e)]
        general = self._linear(linear)
        if general is None:
            return
        particular, kernel = general
        rest = [e for e in self.equations if e not in linear]
        if not rest:
            yield self._terms(particular)
            return
        yield from self._single(rest, linear)
        yield from self._polynomial(rest, particular, kernel)

    # words ------------------------------------------------------------------------------------

    def _words(self, characters: Sequence[str], shape: Shape, longest: int) -> list[str]:
        """The words of a shape that are their own normal forms."""
        alphabet, found, front = self.ideal.alphabet, [], [""]
        for _ in range(longest):
            if shape[0] == shape[1] and front == [""]:
                found.append("")
            grown = [w + c for w in front for c in characters if alphabet.rows(c) == self._end(w, shape)]
            front = [w for w in grown if self._form((w,)) == {w: self.ideal.field.one}][: 4 * MOST_WORDS]
            found += [w for w in front if alphabet.columns(w[-1]) == shape[1]]
        return found[:MOST_WORDS]

    def _end(self, word: str, shape: Shape) -> int | str:
        return self.ideal.alphabet.columns(word[-1]) if word else shape[0]

    def _form(self, texts: tuple[str, ...]) -> Sum:
        """The normal form of a product of words."""
        found = self._forms.get(texts)
        if found is None:
            self.budget.spend(20)
            completion, value = self.ideal.completion, Sum({"": self.ideal.field.one})
            for text in texts:
                value = completion.product(value, {text: self.ideal.field.one})
            found = self._forms[texts] = completion.reduced(value)[0]
        return found

    def _value(self, part: Part, chosen: Sequence[str]) -> dict[str, Quotient]:
        """A part with a word for each place of an unknown."""
        words, texts = iter(chosen), []
        for piece in part.pieces:
            if isinstance(piece, str):
                texts.append(piece)
            else:
                word = next(words)
                texts.append(self.ideal.alphabet.star(word) if piece[1] else word)
        atoms, quotient = self.ideal.atoms, self.ideal.field.quotient
        form = self._form(tuple(texts))
        return {word: atoms.multiply(part.coefficient, quotient(value)) for word, value in form.items()}

    # linear equations -------------------------------------------------------------------------

    def _linear(self, equations: Sequence[Equation]) -> tuple[Values, list[Values]] | None:
        """A solution of the linear equations and a basis of those of the homogeneous ones."""
        atoms, columns = self.ideal.atoms, Columns(self.ideal.atoms)
        target: dict[tuple[int, str], Quotient] = {}
        for k, equation in enumerate(equations):
            for part in (p for p in equation if not p.unknowns):
                for word, value in self._value(part, ()).items():
                    minus = atoms.multiply(atoms.constant(-1), value)
                    target[k, word] = atoms.add(target[k, word], minus) if (k, word) in target else minus
        places = [(len(w), i, w) for i, words in enumerate(self.words) for w in words]
        for _, unknown, word in sorted(places, key=lambda place: place[0]):
            self.budget.spend(20)
            column: dict[tuple[int, str], Quotient] = {}
            for k, equation in enumerate(equations):
                for part in (p for p in equation if p.unknowns == [unknown]):
                    for key, value in self._value(part, (word,)).items():
                        column[k, key] = atoms.add(column[k, key], value) if (k, key) in column else value
            columns.append((unknown, word), column)
        particular = columns.solution(target)
        return None if particular is None else (particular, columns.kernel)

    # other equations --------------------------------------------------------------------------

    def _single(self, equations: Sequence[Equation], linear: Sequence[Equation]) -> Iterator[tuple[Term, ...]]:
        """One word for each unknown."""
        one = self.ideal.atoms.constant(1)
        for chosen in islice(product(*self.words), MOST_TRIED):
            self.budget.spend(5)
            if all(self._vanishes(e, chosen) for e in (*equations, *linear)):
                yield self._terms(dict.fromkeys(enumerate(chosen), one))

    def _vanishes(self, equation: Equation, chosen: Sequence[str]) -> bool:
        atoms, total = self.ideal.atoms, dict[str, Quotient]()
        for part in equation:
            for word, value in self._value(part, [chosen[i] for i in part.unknowns]).items():
                total[word] = atoms.add(total[word], value) if word in total else value
        return not any(value.numerator for value in total.values())

    def _polynomial(
        self, equations: Sequence[Equation], particular: Values, kernel: Sequence[Values]
    ) -> Iterator[tuple[Term, ...]]:
        """The coefficients that the linear equations leave free, from the others."""
        atoms = self.ideal.atoms
        free = [atoms.atom(ops.scalar(f"c{k}"), "coefficient", k) for k in range(min(len(kernel), MOST_COEFFICIENTS))]
        general = dict(particular)
        for symbol, vector in zip(free, kernel, strict=False):
            for place, value in vector.items():
                more = atoms.multiply(symbol, value)
                general[place] = atoms.add(general[place], more) if place in general else more
        by_unknown = [[(w, general[i, w]) for w in ws if (i, w) in general] for i, ws in enumerate(self.words)]
        polynomials = [p for equation in equations for p in self._expanded(equation, by_unknown)]
        numbers = [atoms.numbers["coefficient", k] for k in range(len(free))]
        for values in solutions_by_branching(atoms, polynomials, numbers, self.budget):
            yield self._terms({place: values.put_into(value) for place, value in general.items()})

    def _expanded(self, equation: Equation, choices: Sequence[list[tuple[str, Quotient]]]) -> list[Quotient]:
        atoms, total = self.ideal.atoms, dict[str, Quotient]()
        for part in equation:
            for chosen in product(*(choices[i] for i in part.unknowns)):
                self.budget.spend(10)
                scalar = atoms.constant(1)
                for _, value in chosen:
                    scalar = atoms.multiply(scalar, value)
                for word, value in self._value(part, [w for w, _ in chosen]).items():
                    more = atoms.multiply(scalar, value)
                    total[word] = atoms.add(total[word], more) if word in total else more
        return [value for value in total.values() if value.numerator]

    # back -------------------------------------------------------------------------------------

    def _terms(self, values: Values) -> tuple[Term, ...]:
        found: list[Words] = [{} for _ in self.shapes]
        for (unknown, word), value in values.items():
            if value.numerator:
                found[unknown][self.ideal.alphabet.word(word)] = value
        return tuple(words_to_term(self.ideal.atoms, w, s) for w, s in zip(found, self.shapes, strict=True))


def equation_in(ideal: Ideal, words: Words, unknowns: Sequence[Term]) -> Equation | None:
    """A sum of words cut at the unknowns; None where one of them stands inside a letter, or a letter is not the ideal's."""
    parts = []
    for word, value in words.items():
        pieces = _pieces(ideal, word, unknowns)
        if pieces is None:
            return None
        parts.append(Part(value, pieces))
    return tuple(parts)


def _pieces(ideal: Ideal, word: Word, unknowns: Sequence[Term]) -> tuple[Piece, ...] | None:
    pieces: list[Piece] = []
    for letter in word:
        plain = letter.args[0] if letter.op == "transpose" else letter
        if plain in unknowns:
            pieces.append((unknowns.index(plain), letter is not plain))
        elif letter in ideal.alphabet.characters:
            pieces.append(ideal.alphabet.characters[letter])
        else:
            return None
    return tuple(pieces)
