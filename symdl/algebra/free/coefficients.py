"""Coefficients of words: rational numbers, or quotients of polynomials in the scalars of a claim."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from flint import fmpq, fmpq_mpoly

from symdl.algebra.quotients import Atoms, Quotient

Coefficient = Any
"""An `fmpq` or a `Quotient`, never both in one completion."""


class Coefficients(Protocol):
    """The arithmetic a completion needs."""

    one: Coefficient

    def times(self, a: Coefficient, b: Coefficient) -> Coefficient: ...

    def plus(self, a: Coefficient, b: Coefficient) -> Coefficient: ...

    def minus(self, a: Coefficient) -> Coefficient: ...

    def divided(self, a: Coefficient, b: Coefficient) -> Coefficient | None:
        """a/b, None when it may be undefined."""

    def content(self, a: Coefficient) -> Coefficient:
        """A factor of ``a`` that is not 0 and may be taken out."""

    def is_zero(self, a: Coefficient) -> bool: ...

    def quotient(self, a: Coefficient) -> Quotient: ...


class Rationals:
    """ℚ."""

    def __init__(self, atoms: Atoms) -> None:
        self.atoms, self.one = atoms, fmpq(1)

    def times(self, a: fmpq, b: fmpq) -> fmpq:
        return a * b

    def plus(self, a: fmpq, b: fmpq) -> fmpq:
        return a + b

    def minus(self, a: fmpq) -> fmpq:
        return -a

    def divided(self, a: fmpq, b: fmpq) -> fmpq | None:
        return a / b

    def content(self, a: fmpq) -> fmpq:
        return a

    def is_zero(self, a: fmpq) -> bool:
        return not a

    def quotient(self, a: fmpq) -> Quotient:
        return Quotient(self.atoms.context.constant(a), self.atoms.one)


class Quotients:
    """Quotients of polynomials; those may be divided by that are products of factors known not to vanish."""

    def __init__(self, atoms: Atoms, nonzero: Sequence[fmpq_mpoly]) -> None:
        self.atoms, self.nonzero = atoms, nonzero
        self.one = atoms.constant(1)
        self.negative = atoms.constant(-1)

    def times(self, a: Quotient, b: Quotient) -> Quotient:
        return self.atoms.multiply(a, b)

    def plus(self, a: Quotient, b: Quotient) -> Quotient:
        return self.atoms.add(a, b)

    def minus(self, a: Quotient) -> Quotient:
        return self.atoms.multiply(self.negative, a)

    def divided(self, a: Quotient, b: Quotient) -> Quotient | None:
        quotient = self.atoms.multiply(a, self.atoms.invert(b))
        return quotient if self._rest(quotient.denominator).is_constant() else None

    def content(self, a: Quotient) -> Quotient:
        rest = self._rest(a.numerator)
        return self.atoms.quotient(a.numerator, a.denominator * rest / rest.leading_coefficient())

    def _rest(self, polynomial: fmpq_mpoly) -> fmpq_mpoly:
        """What is left of a polynomial without the factors that are known not to vanish."""
        for known in self.nonzero:
            common = polynomial.gcd(known)
            while not common.is_constant():
                polynomial = divmod(polynomial, common)[0]
                common = polynomial.gcd(known)
        return polynomial

    def is_zero(self, a: Quotient) -> bool:
        return not a.numerator

    def quotient(self, a: Quotient) -> Quotient:
        return a
