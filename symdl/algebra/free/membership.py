"""Whether a matrix equation follows from others by multiplying, adding and transposing them, and how."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from typing import Any

from flint import fmpq_mpoly

from symdl.algebra.blocks import closed
from symdl.algebra.budget import Budget, BudgetExceeded
from symdl.algebra.free.alphabet import Alphabet
from symdl.algebra.free.coefficients import Coefficient, Coefficients, Quotients, Rationals
from symdl.algebra.free.completion import Completion
from symdl.algebra.free.origins import Part
from symdl.algebra.free.rules import Sum
from symdl.algebra.quotients import Atoms
from symdl.algebra.words import Word, Words, add
from symdl.terms import operators as ops
from symdl.terms.shapes import Shape
from symdl.terms.term import Term

MOST_SQUARED = 8
"""Words of a target whose square is looked for too."""

Places = dict[int, tuple[Any, Shape]]
"""What stands for an equation, and its shape, by reference."""
Cofactors = list[tuple[Term, tuple[Any, bool], Term]]
"""Σ L H R: the left term, which equation and whether transposed, the right term."""


MOST_WRITTEN_OUT = 24
"""A combination that has more parts is written with lemmas, when these make it shorter."""


@dataclass(frozen=True, slots=True)
class Lemma:
    """An equation value = 0 and how it comes from the given ones and from earlier lemmas.

    The relation that stands for it, as the place of a cofactor, is the lemma itself.
    """

    value: Term
    cofactors: Cofactors

    def __hash__(self) -> int:
        return hash(self.value)

    def __eq__(self, other: object) -> bool:
        return self is other


@dataclass(frozen=True, slots=True)
class Membership:
    """What was found in the ideal: the target t itself, tᵀt (side "left"), or t tᵀ (side "right")."""

    side: str | None
    cofactors: Cofactors
    lemmas: tuple[Lemma, ...] = ()


@dataclass(slots=True)
class Target:
    """A sum that is to reduce to 0, and what was taken away so far."""

    side: str | None
    rest: Sum
    used: list[Part]


class Ideal:
    """The two-sided ideal, closed under transposition, that some matrix equations generate.

    Args:
        equations: their names, shapes and words; transposes need not be given.
        nonzero: polynomials that vanish nowhere; a leading coefficient made of these may be divided by.
    """

    def __init__(
        self,
        atoms: Atoms,
        equations: Sequence[tuple[Hashable, Shape, Words]],
        budget: Budget,
        nonzero: Sequence[fmpq_mpoly] = (),
    ) -> None:
        self.atoms = atoms
        self.equations, self.nonzero = equations, nonzero
        self.sums = [words for _, _, words in equations]
        self._start(budget)

    def _start(self, budget: Budget) -> None:
        self.is_grown = False
        letters, meetings = closed({letter for words in self.sums for word in words for letter in word})
        self.alphabet = Alphabet(self.atoms, letters, _defined(words for _, _, words in self.equations))
        values = [value for words in self.sums for value in words.values()]
        is_rational = not self.alphabet.is_thin and all(value.constant() is not None for value in values)
        self.field: Coefficients = Rationals(self.atoms) if is_rational else Quotients(self.atoms, self.nonzero)
        self.completion = Completion(self.alphabet, self.field, budget)
        self.places: Places = {}
        for (a, b), found in meetings.items():
            words: Words = {(a, b): self.atoms.constant(1)}
            for sign, word in found:
                words = add(self.atoms, words, {word: self.atoms.constant(-sign)})
            shape = (a.shape[0], b.shape[1])
            self.places[self.completion.give(self._sum(words), shape)] = None, shape
        for place, shape, words in self.equations:
            self.places[self.completion.give(self._sum(words), shape)] = place, shape
        self.completion.settle()

    def _sum(self, words: Words) -> Sum:
        """Words as text."""
        is_rational = isinstance(self.field, Rationals)
        return {self.alphabet.text(word): value.constant() if is_rational else value for word, value in words.items()}

    def _admit(self, words: Words, budget: Budget) -> None:
        """Start anew when a question has letters or coefficients the equations do not have."""
        letters = {letter for word in words for letter in word}
        is_known = letters <= self.alphabet.characters.keys()
        if not is_known or (
            isinstance(self.field, Rationals) and any(value.constant() is None for value in words.values())
        ):
            self.sums.append(words)
            self._start(budget)

    def cofactors(self, words: Words, budget: Budget) -> Membership | None:
        """How the target, or its square, lies in the ideal; None when the budget ends or no overlap is left."""
        self._admit(words, budget)
        completion = self.completion
        completion.budget = budget
        sides = (None, "left", "right") if len(words) <= MOST_SQUARED else (None,)
        targets = [self._target(side, words) for side in sides]
        while True:
            for target in targets:
                if not target.rest:
                    return self._membership(target, budget)
            new = completion.grow()
            if not new:
                return None
            for target in targets:
                if any(rule.lead in word for rule in new for word in target.rest):
                    target.rest, more = completion.reduced(target.rest)
                    target.used += more

    def vanishing_multiples(self, words: Words, shape: Shape, budget: Budget) -> Iterator[tuple[Words, Membership]]:
        """Multiples h of a sum by one letter, not in the ideal as far as it is known, with hᵀh or h hᵀ in it."""
        self._admit(words, budget)
        self.completion.budget = budget
        first = self.completion.reduced(self._sum(words))[0]
        for letter in self.alphabet.characters.values():
            for is_left in (False, True):
                meets = self.alphabet.columns(letter) == shape[0] if is_left else self.alphabet.rows(letter) == shape[1]
                if not meets or self.alphabet.is_thin:
                    continue
                unit = {letter: self.field.one}
                product = self.completion.product(unit, first) if is_left else self.completion.product(first, unit)
                h = {
                    self.alphabet.word(text): self.field.quotient(c)
                    for text, c in self.completion.reduced(product)[0].items()
                }
                for side in ("left", "right") if 0 < len(h) <= MOST_SQUARED else ():
                    target = self._target(side, h)
                    if not target.rest:
                        yield h, self._membership(target, budget)
                        break

    def grow(self, words: Iterable[Word], budget: Budget) -> None:
        """Complete as far as the budget goes, for questions about these words; once is enough."""
        self._admit({word: self.atoms.constant(1) for word in words}, budget)
        if self.is_grown:
            return
        self.is_grown, self.completion.budget = True, budget
        try:
            while self.completion.grow():
                pass
        except BudgetExceeded:
            return

    def reduced(self, words: Words, budget: Budget) -> tuple[Words, Cofactors]:
        """The normal form of a sum as far as the ideal is known, and what was taken away."""
        self._admit(words, budget)
        self.completion.budget = budget
        rest, used = self.completion.reduced(self._sum(words))
        found = {self.alphabet.word(text): self.field.quotient(c) for text, c in rest.items()}
        return found, self._as_terms(self.completion.origins.written_out(used, budget)) if used else []

    def _target(self, side: str | None, words: Words) -> Target:
        """The target, or its product with its transpose, reduced."""
        first, completion = self._sum(words), self.completion
        if side is not None:
            star = {self.alphabet.star(word): value for word, value in first.items()}
            a, b = (star, first) if side == "left" else (first, star)
            first = completion.product(a, b)
        return Target(side, *completion.reduced(first))

    def _membership(self, target: Target, budget: Budget) -> Membership:
        """The target by the given equations alone, or with lemmas where that is shorter."""
        origins = self.completion.origins
        lemmas, last = origins.in_lemmas(target.used, budget)
        length = len(last) + sum(len(parts) for _, parts in lemmas)
        if length <= MOST_WRITTEN_OUT or not lemmas:
            parts = origins.written_out(target.used, budget)
            if len(parts) <= max(MOST_WRITTEN_OUT, length):
                return Membership(target.side, self._as_terms(parts))
        places = dict(self.places)
        found: list[Lemma] = []
        for reference, parts in lemmas:
            words, shape = self.completion.statements[reference]
            size = shape[0]
            value = ops.add(*(ops.scale(self._scalar(c), self._product(text, size)) for text, c in words.items()))
            found.append(Lemma(value, self._as_terms(parts, places)))
            places[reference] = found[-1], shape
        return Membership(target.side, self._as_terms(last, places), tuple(found))

    def _as_terms(self, parts: Sequence[Part], places: Places | None = None) -> Cofactors:
        """Parts with the same equation, and the same right or the same left side, as one cofactor: as few as that makes."""
        known = self.places if places is None else places
        of_equation: dict[int, list[Part]] = {}
        for part in parts:
            if known[part[2] & ~1][0] is not None:  # how blocks meet is known to every normal form
                of_equation.setdefault(part[2], []).append(part)
        found: list[tuple[Term, tuple[Any, bool], Term]] = []
        for reference, several in sorted(of_equation.items()):
            by_left = _grouped((left, c, right) for c, left, _, right in several)
            by_right = _grouped((right, c, left) for c, left, _, right in several)
            place, (rows, columns) = known[reference & ~1]
            if reference & 1:
                rows, columns = columns, rows
            where = place, bool(reference & 1)
            if len(by_right) <= len(by_left):
                pairs = ((self._total(lefts, rows), self._product(right, columns)) for right, lefts in by_right)
            else:
                pairs = ((self._product(left, rows), self._total(rights, columns)) for left, rights in by_left)
            found += [(left, where, right) for left, right in pairs]
        return found

    def _total(self, terms: Iterable[tuple[Coefficient, str]], size: int | str) -> Term:
        return ops.add(*(ops.scale(self._scalar(c), self._product(text, size)) for c, text in terms))

    def _scalar(self, value: Coefficient) -> Term:
        """A quotient; a product of atoms is divided by atom by atom, so that each of them is to be different from 0."""
        quotient = self.field.quotient(value)
        numerator, below = self.atoms.to_term(quotient.numerator), quotient.denominator.to_dict()
        if len(below) != 1:
            return numerator / self.atoms.to_term(quotient.denominator)
        ((exponents, coefficient),) = below.items()
        parts = [self.atoms.terms[i] ** -int(e) for i, e in enumerate(exponents) if e]
        number = Fraction(int(coefficient.q), int(coefficient.p))
        return reduce(ops.scale, parts, ops.scale(number, numerator))

    def _product(self, text: str, size: int | str) -> Term:
        return ops.matmul(*self.alphabet.word(text)) if text else ops.identity(size)


def _defined(equations: Iterable[Words]) -> list[Term]:
    """Symbols that an equation gives in terms of others, none of which is given so itself."""
    found: list[Term] = []
    used: set[Term] = set()
    for words in equations:
        singles = [word[0] for word in words if len(word) == 1]
        letters = [_symbol(letter) for word in words for letter in word]
        for letter in singles:
            symbol = _symbol(letter)
            is_free = letters.count(symbol) == 1 and symbol.op == "sym" and symbol not in used
            if is_free and not set(found) & set(letters):
                found.append(symbol)
                used |= set(letters)
                break
        else:
            used |= set(letters) & set(found)
    return found


def _grouped(
    triples: Iterable[tuple[str, Coefficient, str]],
) -> list[tuple[str, list[tuple[Coefficient, str]]]]:
    """What stands on the other side of each word, in order."""
    groups: dict[str, list[tuple[Coefficient, str]]] = {}
    for word, coefficient, other in triples:
        groups.setdefault(word, []).append((coefficient, other))
    return sorted(groups.items())


def _symbol(letter: Term) -> Term:
    return letter.args[0] if letter.op == "transpose" else letter
