"""Whether a matrix equation follows from others by multiplying, adding and transposing them, and how."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flint import fmpq_mpoly

from symdl.algebra.budget import Budget
from symdl.algebra.free.alphabet import Alphabet
from symdl.algebra.free.coefficients import Coefficient, Coefficients, Quotients, Rationals
from symdl.algebra.free.completion import Completion, Sum
from symdl.algebra.free.origins import Part
from symdl.algebra.quotients import Atoms
from symdl.algebra.words import Words
from symdl.terms import operators as ops
from symdl.terms.shapes import Shape
from symdl.terms.term import Term

Place = int | tuple[int, str]
"""Which given equation, or which transposed."""

Cofactors = list[tuple[Term, Place, Term]]


class Ideal:
    """The two-sided ideal, closed under transposition, that some matrix equations generate.

    Args:
        equations: their numbers, shapes and words; transposes need not be given.
        letters: words whose letters may occur in questions.
        nonzero: polynomials that vanish nowhere; a leading coefficient made of these may be divided by.
    """

    def __init__(
        self,
        atoms: Atoms,
        equations: Sequence[tuple[int, Shape, Words]],
        letters: Iterable[Words],
        budget: Budget,
        *,
        nonzero: Sequence[fmpq_mpoly] = (),
    ) -> None:
        sums = [*(words for _, _, words in equations), *letters]
        self.atoms, self.budget = atoms, budget
        self.alphabet = Alphabet(atoms, {letter for words in sums for word in words for letter in word})
        values = [value for words in sums for value in words.values()]
        is_rational = not self.alphabet.is_thin and all(value.constant() is not None for value in values)
        self.field: Coefficients = Rationals(atoms) if is_rational else Quotients(atoms, nonzero)
        self.completion = Completion(self.alphabet, self.field, budget)
        self.places: dict[int, tuple[int, Shape]] = {}
        for place, shape, words in equations:
            self.places[self.completion.give(self.sum(words), shape)] = place, shape
        self.completion.settle()

    def sum(self, words: Words) -> Sum:
        """Words as text."""
        is_rational = isinstance(self.field, Rationals)
        return {
            self.alphabet.text(word): value.constant() if is_rational else value for word, value in words.items()
        }

    def cofactors(self, target: Words, shape: Shape) -> Cofactors | None:
        """Terms (L, i, R) with target = Σ L Hᵢ R, None when the budget ends or no overlap is left."""
        rest, used = self.completion.reduced(self.sum(target))
        while rest:
            new = self.completion.grow()
            if not new:
                return None
            if any(rule.lead in word for rule in new for word in rest):
                rest, more = self.completion.reduced(rest)
                used += more
        return self._as_terms(self.completion.origins.written_out(used, self.budget))

    def _as_terms(self, parts: Sequence[Part]) -> Cofactors:
        """Parts with the same equation and right side as one cofactor."""
        grouped: dict[tuple[int, str], list[tuple[Coefficient, str]]] = {}
        for c, left, reference, right in parts:
            grouped.setdefault((reference, right), []).append((c, left))
        return [self._as_term(*key, lefts) for key, lefts in sorted(grouped.items())]

    def _as_term(self, reference: int, right: str, lefts: list[tuple[Coefficient, str]]) -> tuple[Term, Place, Term]:
        number, (rows, columns) = self.places[reference & ~1]
        place: Place = number
        if reference & 1:
            rows, columns, place = columns, rows, (number, "transpose")
        left = ops.add(*(ops.scale(self._scalar(c), self._product(text, rows)) for c, text in lefts))
        return left, place, self._product(right, columns)

    def _scalar(self, value: Coefficient) -> Term:
        quotient = self.field.quotient(value)
        return self.atoms.to_term(quotient.numerator) / self.atoms.to_term(quotient.denominator)

    def _product(self, text: str, size: int | str) -> Term:
        return ops.matmul(*self.alphabet.word(text)) if text else ops.identity(size)
