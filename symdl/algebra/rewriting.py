"""Two-sided ideals of matrix words: rewriting by the longest words, with cofactors.

A matrix equation H = 0 is read as: its greatest word may be replaced by the rest. Overlaps of two greatest words
give new equations (Bergman 1978; Mora 1986) until the target reduces to 0 or the budget ends. Each equation
remembers how it came from the given ones, Σ L H R with matrix terms L and R.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Any

from flint import fmpq_mpoly

from symdl.algebra.budget import Budget
from symdl.algebra.quotients import Atoms, Quotient
from symdl.algebra.words import Word, Words, add, multiply, scale
from symdl.terms import operators as ops
from symdl.terms.shapes import Shape
from symdl.terms.term import Term

MOST_RULES = 200
LONGEST = 14

Place = int | tuple[int, str]
"""Which given equation, or which transposed."""

Parts = list[tuple[Quotient, Word, Place, Word]]
"""Σ c · left · Hᵢ · right."""


@dataclass(frozen=True, slots=True)
class Equation:
    """A sum of words that is 0, its greatest word, its shape, and its origin."""

    words: Words
    lead: Word
    shape: Shape
    origin: Parts


def order(word: Word) -> tuple[int, int, list[str]]:
    """Longer words are greater; among equals, those with more inverses, then by name."""
    return len(word), sum(letter.op in ("inverse", "pinv") for letter in word), [repr(letter) for letter in word]


def cofactors_of(
    atoms: Atoms,
    target: Words,
    shape: Shape,
    equations: Sequence[tuple[Place, Shape, Words]],
    budget: Budget,
    *,
    nonzero: Sequence[fmpq_mpoly] = (),
) -> list[tuple[Term, Place, Term]] | None:
    """Terms (L, i, R) with target = Σ L Hᵢ R, or None when none were found within the budget.

    ``nonzero``: polynomials that vanish nowhere; a leading coefficient made of these may be divided by.
    """
    if not target:
        return []
    search = _Completion(atoms, nonzero, budget)
    for index, own_shape, words in equations:
        search.insert(words, own_shape, [(atoms.constant(1), (), index, ())])
    while True:
        rest, used = search.reduced(target)
        if not rest:
            return [_as_terms(atoms, part, shape, {i: s for i, s, _ in equations}) for part in used]
        if not search.grow():
            return None


def _as_terms(
    atoms: Atoms, part: tuple[Quotient, Word, Place, Word], shape: Shape, shapes: dict[Place, Shape]
) -> tuple[Term, Place, Term]:
    value, left, index, right = part
    scalar = atoms.to_term(value.numerator) / atoms.to_term(value.denominator)
    rows, columns = shapes[index]
    left_term = ops.matmul(*left) if left else ops.identity(rows)
    right_term = ops.matmul(*right) if right else ops.identity(columns)
    return ops.scale(scalar, left_term), index, right_term


class _Completion:
    """The equations found so far and the overlaps still to be looked at."""

    def __init__(self, atoms: Atoms, nonzero: Sequence[fmpq_mpoly], budget: Budget) -> None:
        self.atoms, self.nonzero, self.budget = atoms, nonzero, budget
        self.equations: list[Equation] = []
        self.queue: list[tuple[Any, int, int, int, int]] = []
        self.count = 0

    def insert(self, words: Words, shape: Shape, origin: Parts) -> bool:
        """Take in an equation, made monic; False when its leading coefficient may vanish."""
        equation = self._monic(words, shape, origin) if words else None
        if equation is None:
            return False
        self.equations.append(equation)
        last = len(self.equations) - 1
        for i, other in enumerate(self.equations):
            for k in _overlaps(other.lead, equation.lead):
                self._push(i, last, k)
            if i != last:
                for k in _overlaps(equation.lead, other.lead):
                    self._push(last, i, k)
        if equation.lead and (equation.lead[-1].shape[0] == 1 or equation.lead[0].shape[1] == 1):
            self._push(last, last, 0)
        return True

    def _monic(self, words: Words, shape: Shape, origin: Parts) -> Equation | None:
        lead = max(words, key=order)
        if not self._is_invertible(words[lead].numerator):
            return None
        inverse = self.atoms.invert(words[lead])
        scaled: Parts = [(self.atoms.multiply(inverse, c), left, index, right) for c, left, index, right in origin]
        return Equation(scale(self.atoms, inverse, words), lead, shape, scaled)

    def _is_invertible(self, polynomial: fmpq_mpoly) -> bool:
        for known in self.nonzero:
            common = polynomial.gcd(known)
            while not common.is_constant():
                polynomial = divmod(polynomial, common)[0]
                common = polynomial.gcd(known)
        return bool(polynomial.is_constant())

    def _push(self, i: int, j: int, k: int) -> None:
        length = len(self.equations[i].lead) + len(self.equations[j].lead) - k
        if length <= LONGEST:
            self.count += 1
            heappush(self.queue, ((length, self.count), self.count, i, j, k))

    def reduced(self, words: Words) -> tuple[Words, Parts]:
        """The normal form of a sum of words, and how much of which given equation was taken away."""
        rest, used = dict(words), []
        done: Words = {}
        while rest:
            word = max(rest, key=order)
            value = rest[word]
            hit = self._divisor(word)
            if hit is None:
                done[word] = rest.pop(word)
                continue
            equation, at = hit
            left, right = word[:at], word[at + len(equation.lead) :]
            self.budget.spend(5 + len(equation.words))
            replaced = self._framed(left, equation.words, right)
            rest = add(
                self.atoms, rest, scale(self.atoms, self.atoms.multiply(self.atoms.constant(-1), value), replaced)
            )
            rest.pop(word, None)
            used += [(self.atoms.multiply(value, c), left + a, i, b + right) for c, a, i, b in equation.origin]
        return done, used

    def _framed(self, left: Word, words: Words, right: Word) -> Words:
        one = self.atoms.constant(1)
        return multiply(self.atoms, multiply(self.atoms, {left: one}, words), {right: one})

    def _divisor(self, word: Word) -> tuple[Equation, int] | None:
        for equation in self.equations:
            n = len(equation.lead)
            for at in range(len(word) - n + 1):
                if word[at : at + n] == equation.lead and (n or equation.shape[0] == _row(word, at)):
                    return equation, at
        return None

    def grow(self) -> bool:
        """Look at the next overlap; False when none is left."""
        while self.queue and len(self.equations) < MOST_RULES:
            _, _, i, j, k = heappop(self.queue)
            self.budget.spend(20)
            words, shape, origin = self._product(self.equations[i]) if k == 0 else self._overlap(i, j, k)
            rest, used = self.reduced(words)
            minus = self.atoms.constant(-1)
            origin += [(self.atoms.multiply(minus, c), x, n, y) for c, x, n, y in used]
            if rest and self.insert(rest, shape, origin):
                return True
        return False

    def _overlap(self, i: int, j: int, k: int) -> tuple[Words, Shape, Parts]:
        """Two ways to rewrite a word in which the leads of two equations share k letters."""
        a, b = self.equations[i], self.equations[j]
        right, left, minus = b.lead[k:], a.lead[: len(a.lead) - k], self.atoms.constant(-1)
        second = scale(self.atoms, minus, self._framed(left, b.words, ()))
        origin = [(c, x, n, y + right) for c, x, n, y in a.origin]
        origin += [(self.atoms.multiply(minus, c), left + x, n, y) for c, x, n, y in b.origin]
        return add(self.atoms, self._framed((), a.words, right), second), (a.shape[0], b.shape[1]), origin

    def _product(self, a: Equation) -> tuple[Words, Shape, Parts]:
        """An equation times the vector its lead ends (or begins) with, transposed, so that a scalar falls out."""
        if a.lead[-1].shape[0] == 1:
            column = (a.lead[-1].T,)
            return (
                self._framed((), a.words, column),
                (a.shape[0], 1),
                [(c, x, n, y + column) for c, x, n, y in a.origin],
            )
        row = (a.lead[0].T,)
        return self._framed(row, a.words, ()), (1, a.shape[1]), [(c, row + x, n, y) for c, x, n, y in a.origin]


def _row(word: Word, at: int) -> Any:
    return word[at].shape[0] if at < len(word) else word[-1].shape[1]


def _overlaps(a: Word, b: Word) -> Iterator[int]:
    """Lengths k < both with the last k letters of a equal to the first k of b."""
    return (k for k in range(1, min(len(a), len(b))) if a[-k:] == b[:k])
