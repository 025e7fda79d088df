"""The sign of a closed number: rational numbers, real algebraic numbers, enclosures.

Equality is decided for rational and algebraic values; other constants are told apart by intervals, never
declared equal.
"""

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from symdl.check.judgement import Rejected, need
from symdl.check.numbers import intervals
from symdl.check.numbers.algebraic import RealRoot, enclosure, sign_of
from symdl.check.numbers.intervals import Interval
from symdl.check.polynomial import BITS, MASK, Polynomial
from symdl.check.ranks.adjoining import exact_sign

if TYPE_CHECKING:
    from symdl.check.normal import Normaliser

PRECISIONS = (64, 128, 256, 512, 1024)
MAX_EXPONENT = 400
"""Of an algebraic number that is evaluated exactly."""


class Undecided(Rejected):
    """The value cannot be decided by evaluation."""


class Constants:
    """The signs of closed normal forms, with the roots and enclosures met on the way."""

    def __init__(self, normaliser: "Normaliser") -> None:
        self.normaliser = normaliser
        self.roots: dict[Any, RealRoot] = {}
        self.enclosures: dict[tuple[int, int], Interval] = {}

    def known_sign(self, value: Polynomial) -> int | None:
        """The sign of a closed normal form, None when it is not decided."""
        try:
            return self.sign(value)
        except Undecided:
            return None

    def sign(self, value: Polynomial) -> int:
        """The sign of a closed normal form."""
        value = self.normaliser.cleared(value, 2)
        constant, atoms = value.constant(), value.atoms()
        if constant is not None:
            return (constant > 0) - (constant < 0)
        root = self._root(atoms[0]) if len(atoms) == 1 else None
        if root is not None:
            powers = {m >> (BITS * atoms[0]): Fraction(c, value.denominator) for m, c in value.terms.items()}
            need(max(powers) <= MAX_EXPONENT, "a power of an algebraic number is too large")
            return sign_of(root, [powers.get(i, Fraction(0)) for i in range(max(powers) + 1)])
        for bits in PRECISIONS:
            sign = self.enclosed(value, bits).sign() or exact_sign(self.normaliser, value)
            if sign is not None:
                return sign
        raise Undecided("two constants could not be told apart by evaluation")

    def _root(self, index: int) -> RealRoot | None:
        kind, *rest = self.normaliser.keys[index]
        if kind == "sqrt" and (constant := rest[0].constant()) is not None and constant > 0:
            rest = [((-constant, Fraction(0), Fraction(1)), Fraction(0), max(constant, Fraction(1)))]
        elif kind != "root":
            return None
        return self.roots.get(rest[0]) or self.roots.setdefault(rest[0], RealRoot(*rest[0]))

    def enclosed(self, value: Polynomial, bits: int) -> Interval:
        """An interval around a closed normal form."""
        total = Interval.exactly(0)
        enclosures = {i: self.enclosures.get((i, bits)) or self._atom(i, bits) for i in value.atoms()}
        self.enclosures.update({(i, bits): enclosed for i, enclosed in enclosures.items()})
        for monomial, coefficient in value.terms.items():
            term = Interval.exactly(Fraction(coefficient, value.denominator))
            for index, enclosed in enclosures.items():
                exponent = monomial >> (BITS * index) & MASK
                term = (term * enclosed.power(exponent)).rounded(bits) if exponent else term
            total = (total + term).rounded(bits)
        return total

    def _atom(self, index: int, bits: int) -> Interval:
        kind, *rest = self.normaliser.keys[index]
        root = self._root(index)
        if root is not None:
            return enclosure(root, bits)
        if kind not in ("max", *intervals.FUNCTIONS):
            raise Undecided(f"{kind} is not a closed number")
        try:
            arguments = [self.enclosed(part, bits) for part in (rest[0] if kind == "max" else rest)]
            return intervals.maximum(*arguments) if kind == "max" else intervals.FUNCTIONS[kind](arguments[0], bits)
        except intervals.Undefined as error:
            raise Undecided(str(error)) from error
