"""Ranks and signatures of closed matrices: over ℚ, or over ℚ(α) for one real algebraic number α, by elimination.

An element of ℚ(α) is written as a polynomial in α, modulo a polynomial p that vanishes at α. p may be reducible, so an element is 0
when its sign at α is, whatever its polynomial; where an inverse is taken, factors of p that do not vanish at α are dropped.
The positive index of M is the largest dimension of a space on which xᵀMx > 0. It is that of A = M + Mᵀ, and by Sylvester's law of
inertia the number of positive entries of any diagonal matrix SᵀAS with S invertible. Steps of symmetric elimination are such S: a pivot a
clears its row and column; where all diagonal entries are 0 and a_ij is not, adding row and column j to i makes a pivot 2a_ij.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

from symdl.check.algebraic import Polynomial, RealRoot, divided, sign_of, trimmed
from symdl.check.judgement import need
from symdl.check.polynomial import BITS, MASK
from symdl.check.polynomial import Polynomial as Form

if TYPE_CHECKING:
    from symdl.check.normal import Normaliser

Rows = list[list[Polynomial]]
ZERO: Polynomial = ()
ONE: Polynomial = (Fraction(1),)
MINUS: Polynomial = (Fraction(-1),)


class Field:
    """ℚ(α), where α = 0 stands for ℚ."""

    def __init__(self, normaliser: "Normaliser") -> None:
        self.normaliser = normaliser
        self.root, self.name = RealRoot((Fraction(0), Fraction(1)), Fraction(0), Fraction(0)), -1
        self.modulus: Polynomial = (Fraction(0), Fraction(1))

    def element(self, form: Form) -> Polynomial:
        """A normal form of numbers, of α, and of reciprocals of such."""
        total: Polynomial = ()
        for monomial, coefficient in form.terms.items():
            term = trimmed((Fraction(coefficient, form.denominator),))
            for index in form.atoms():
                for _ in range(monomial >> (BITS * index) & MASK):
                    term = self.times(term, self._atom(index))
            total = self.minus(total, self.times(term, MINUS))
        return total

    def _atom(self, index: int) -> Polynomial:
        kind, *rest = self.normaliser.keys[index]
        if kind == "reciprocal":
            return self.inverse(self.element(rest[0]))
        if kind == "sqrt" and (square := rest[0].constant()) is not None and square > 0:
            rest = [((-square, Fraction(0), Fraction(1)), Fraction(0), max(square, Fraction(1)))]
            kind = "root"
        need(kind == "root", f"{kind} is no algebraic number of this matrix")
        if index != self.name:
            need(self.name < 0, "a matrix of two algebraic numbers is not evaluated")
            self.root, self.name = RealRoot(*rest[0]), index
            is_rational = self.root.low == self.root.high
            self.modulus = (-self.root.low, Fraction(1)) if is_rational else self.root.coefficients
        return divided((Fraction(0), Fraction(1)), self.modulus)[1]

    def times(self, a: Polynomial, b: Polynomial) -> Polynomial:
        self.normaliser.work.spend(1 + len(a) * len(b))
        return divided(_product(a, b), self.modulus)[1]

    def minus(self, a: Polynomial, b: Sequence[Fraction]) -> Polynomial:
        pad = max(len(a), len(b))
        return trimmed([x - y for x, y in zip(*([*p, *[Fraction(0)] * (pad - len(p))] for p in (a, b)), strict=True)])

    def sign(self, a: Polynomial) -> int:
        return sign_of(self.root, a) if a else 0

    def inverse(self, a: Polynomial) -> Polynomial:
        """By Euclid's algorithm: u·a = g modulo p; a greatest common divisor g that is no number divides p and does not vanish at α."""
        need(self.sign(a), "a number is divided by 0")
        while True:
            old, new = divided(a, self.modulus)[1], self.modulus
            u, v = ONE, ZERO
            while new:
                quotient, rest = divided(old, new)
                old, new, u, v = new, rest, v, self.minus(u, _product(quotient, v))
            if len(old) == 1:
                return divided([x / old[0] for x in u], self.modulus)[1]
            self.modulus = divided(self.modulus, old)[0]


def _product(a: Polynomial, b: Polynomial) -> list[Fraction]:
    product = [Fraction(0)] * (len(a) + len(b))
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            product[i + j] += x * y
    return product


def closed_number(normaliser: "Normaliser", op: str, forms: list[list[Form]]) -> int:
    """The rank, or the positive index, of a matrix of closed normal forms."""
    constants = [[value for form in row if (value := form.constant()) is not None] for row in forms]
    if [*map(len, constants)] == [*map(len, forms)]:
        scale = lcm(*(value.denominator for row in constants for value in row))
        whole = [[value.numerator * (scale // value.denominator) for value in row] for row in constants]
        return integer_rank(whole) if op == "rank" else integer_index(op, whole)
    field = Field(normaliser)
    rows = [[field.element(form) for form in row] for row in forms]
    if op == "rank":
        return rank(field, rows)
    need(op == "positive_index", f"{op} is not evaluated")
    n = range(len(rows))
    symmetric = [[field.minus(rows[i][j], field.times(rows[j][i], MINUS)) for j in n] for i in n]
    return sum(sign > 0 for sign in signature(field, symmetric))


def integer_rank(rows: list[list[int]]) -> int:
    """Elimination without fractions: entries are minors, so the division by the pivot before is exact (Bareiss)."""
    found, before = 0, 1
    for column in range(len(rows[0]) if rows else 0):
        at = next((i for i in range(found, len(rows)) if rows[i][column]), None)
        if at is not None:
            rows[found], rows[at] = rows[at], rows[found]
            pivot, top = rows[found][column], rows[found]
            for i in range(found + 1, len(rows)):
                factor = rows[i][column]
                rows[i] = [(pivot * x - factor * y) // before for x, y in zip(rows[i], top, strict=True)]
            found, before = found + 1, pivot
    return found


def integer_index(op: str, rows: list[list[int]]) -> int:
    """The same on M + Mᵀ, with symmetric pivots: the k-th entry of the diagonal matrix is the quotient of two pivots."""
    need(op == "positive_index", f"{op} is not evaluated")
    n = range(len(rows))
    A, before, positive = [[rows[i][j] + rows[j][i] for j in n] for i in n], 1, 0
    while A:
        k = next((i for i in range(len(A)) if A[i][i]), None)
        if k is None:
            place = next(((i, j) for i in range(len(A)) for j in range(i) if A[i][j]), None)
            if place is None:
                break
            k, j = place
            A[k] = [x + y for x, y in zip(A[k], A[j], strict=True)]
            for row in A:
                row[k] += row[j]
        pivot, top = A[k][k], A[k]
        positive += (pivot > 0) == (before > 0)
        rest = [
            [(pivot * x - row[k] * y) // before for x, y in zip(row, top, strict=True)]
            for i, row in enumerate(A)
            if i != k
        ]
        A, before = [row[:k] + row[k + 1 :] for row in rest], pivot
    return positive


def rank(field: Field, rows: Rows) -> int:
    """How many pivots elimination finds."""
    found = 0
    for column in range(len(rows[0]) if rows else 0):
        at = next((i for i in range(found, len(rows)) if field.sign(rows[i][column])), None)
        if at is not None:
            rows[found], rows[at] = rows[at], rows[found]
            scale = field.inverse(rows[found][column])
            for i in range(found + 1, len(rows)):
                rows[i] = _cleared(field, rows[i], field.times(rows[i][column], scale), rows[found])
            found += 1
    return found


def signature(field: Field, A: Rows) -> Iterator[int]:
    """The signs of a diagonal matrix that is congruent to a symmetric one, without its zeros."""
    while A:
        n = len(A)
        k = next((i for i in range(n) if field.sign(A[i][i])), None)
        if k is None:
            place = next(((i, j) for i in range(n) for j in range(i) if field.sign(A[i][j])), None)
            if place is None:
                return
            k, j = place
            A[k] = _cleared(field, A[k], MINUS, A[j])
            for row in A:
                row[k] = field.minus(row[k], field.times(row[j], MINUS))
        yield field.sign(A[k][k])
        scale, pivot = field.inverse(A[k][k]), A[k]
        rest = [_cleared(field, row, field.times(row[k], scale), pivot) for i, row in enumerate(A) if i != k]
        A = [row[:k] + row[k + 1 :] for row in rest]


def _cleared(field: Field, row: list[Polynomial], factor: Polynomial, pivot: list[Polynomial]) -> list[Polynomial]:
    """The row minus a multiple of another."""
    return [field.minus(x, field.times(factor, y)) for x, y in zip(row, pivot, strict=True)] if factor else row
