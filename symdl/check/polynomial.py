"""Sparse polynomials over ℚ in numbered atoms.

A monomial is one integer, 24 bits for the exponent of each atom, so that monomials multiply by addition.
A polynomial has integer coefficients over one common denominator.
"""

from fractions import Fraction
from functools import reduce
from math import gcd, lcm

from symdl.check.judgement import Rejected, need

BITS = 24
MASK = (1 << BITS) - 1
WORK = 20_000_000
"""Products of terms one certificate may cost."""
DIGITS = 1_000_000
"""Bits of the largest integer power."""


class Work:
    """Counts the work spent on one certificate, in products of terms."""

    def __init__(self) -> None:
        self.left = WORK

    def spend(self, amount: int) -> None:
        """Reject when there is not so much left."""
        self.left -= amount
        if self.left < 0:
            raise Rejected(f"the certificate needs more than {WORK} products of terms")


class Polynomial:
    """Integer coefficients by monomial, over a positive denominator, in lowest terms; immutable."""

    __slots__ = ("degree", "denominator", "found", "key", "terms")

    def __init__(self, terms: dict[int, int], denominator: int = 1, degree: int = 0):
        if degree > MASK:
            raise Rejected(f"a polynomial of degree {degree} is beyond {MASK}")
        common = reduce(gcd, terms.values(), denominator) if denominator != 1 else 1
        if common > 1:
            terms, denominator = {m: c // common for m, c in terms.items()}, denominator // common
        self.terms, self.denominator, self.degree = terms, denominator, degree
        self.key = (frozenset(terms.items()), denominator)
        self.found: tuple[int, ...] | None = None

    @classmethod
    def of(cls, value: int | Fraction) -> "Polynomial":
        """A constant."""
        return cls({0: value.numerator} if value else {}, value.denominator)

    @classmethod
    def atom(cls, index: int, power: int = 1) -> "Polynomial":
        """A power of an atom."""
        return cls({power << (BITS * index): 1}, 1, power)

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Polynomial) and self.key == other.key

    def __add__(self, other: "Polynomial") -> "Polynomial":
        common = lcm(self.denominator, other.denominator)
        a, b = common // self.denominator, common // other.denominator
        terms = {m: c * a for m, c in self.terms.items()} if a != 1 else dict(self.terms)
        for m, c in other.terms.items():
            if total := terms.get(m, 0) + c * b:
                terms[m] = total
            else:
                del terms[m]
        return Polynomial(terms, common, max(self.degree, other.degree))

    def __neg__(self) -> "Polynomial":
        return self.scaled(Fraction(-1))

    def scaled(self, factor: Fraction) -> "Polynomial":
        """The product with a number."""
        terms = {m: c * factor.numerator for m, c in self.terms.items()} if factor else {}
        return Polynomial(terms, self.denominator * factor.denominator, self.degree)

    def bits(self) -> int:
        """The length of the longest integer in it."""
        return max(map(int.bit_length, (self.denominator, *self.terms.values())))

    def times(self, other: "Polynomial", work: Work) -> "Polynomial":
        long = self.bits() // 256 * (other.bits() // 256)
        work.spend(len(self.terms) * len(other.terms) * (1 + long))
        terms: dict[int, int] = {}
        for m, c in self.terms.items():
            for n, d in other.terms.items():
                terms[m + n] = terms.get(m + n, 0) + c * d
        terms = {m: c for m, c in terms.items() if c}
        return Polynomial(terms, self.denominator * other.denominator, self.degree + other.degree)

    def power(self, n: int, work: Work) -> "Polynomial":
        """The n-th power, n ≥ 0; the 0-th is 1."""
        if len(self.terms) <= 1:
            need(n * (self.bits() - 1) <= DIGITS and n * self.degree <= MASK, f"a power with exponent {n} is too large")
            return (
                Polynomial({m * n: c**n for m, c in self.terms.items()}, self.denominator**n, self.degree * n)
                if n
                else ONE
            )
        result, base = ONE, self
        while n:
            result = result.times(base, work) if n & 1 else result
            n >>= 1
            base = base.times(base, work) if n else base
        return result

    def constant(self) -> Fraction | None:
        """The value of a constant polynomial, None for any other."""
        return Fraction(self.terms.get(0, 0), self.denominator) if self.terms.keys() <= {0} else None

    def primitive(self) -> tuple[Fraction, "Polynomial"]:
        """For p ≠ 0 a rational c and a polynomial q with coprime integer coefficients and positive lead: p = c q."""
        content = reduce(gcd, self.terms.values(), 0)
        content = -content if self.terms[max(self.terms)] < 0 else content
        terms = {m: c // content for m, c in self.terms.items()}
        return Fraction(content, self.denominator), Polynomial(terms, 1, self.degree)

    def atoms(self) -> tuple[int, ...]:
        """The atoms that occur, in order."""
        if self.found is None:
            joint, found = reduce(int.__or__, self.terms, 0), list[int]()
            while joint:
                found.append(((joint & -joint).bit_length() - 1) // BITS)
                joint &= -1 << BITS * (found[-1] + 1)
            self.found = tuple(found)
        return self.found

    def quotient(self, divisor: "Polynomial", work: Work) -> "Polynomial | None":
        """self / divisor for a primitive divisor when the division is exact, None otherwise."""
        lead, rest, result = max(divisor.terms), dict(self.terms), {}
        while rest:
            top = max(rest)
            factor, remainder = divmod(rest[top], divisor.terms[lead])
            if remainder or any(top >> (BITS * i) & MASK < lead >> (BITS * i) & MASK for i in divisor.atoms()):
                return None
            work.spend(len(divisor.terms) + len(rest) // 8)
            result[top - lead] = factor
            for m, c in divisor.terms.items():
                rest[m + top - lead] = rest.get(m + top - lead, 0) - factor * c
                if not rest[m + top - lead]:
                    del rest[m + top - lead]
        return Polynomial(result, self.denominator, self.degree)

    def by_powers(self, atom: int) -> dict[int, "Polynomial"]:
        """The coefficients of the powers of one atom."""
        parts: dict[int, dict[int, int]] = {}
        for m, c in self.terms.items():
            power = m >> (BITS * atom) & MASK
            parts.setdefault(power, {})[m - (power << (BITS * atom))] = c
        return {power: Polynomial(terms, self.denominator, self.degree) for power, terms in parts.items()}


ZERO, ONE = Polynomial({}), Polynomial({0: 1})
