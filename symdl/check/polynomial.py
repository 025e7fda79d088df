"""Sparse polynomials over ℚ in numbered atoms, and quotients of them.

A monomial is one integer, 24 bits for the exponent of each atom, so that monomials multiply by addition.
A polynomial has integer coefficients over one common denominator. A quotient keeps its denominator as
powers of polynomials and is zero exactly when its numerator is.
"""

from collections.abc import Mapping
from fractions import Fraction
from functools import reduce
from math import gcd, lcm

from symdl.check.language import Rejected

BITS = 24
MASK = (1 << BITS) - 1
WORK = 20_000_000
"""Products of terms one certificate may cost."""
DIGITS = 40_000_000
"""Bits of the largest integer power."""


class Work:
    """Counts the products of terms spent on one certificate."""

    def __init__(self) -> None:
        self.left = WORK

    def spend(self, amount: int) -> None:
        self.left -= amount
        if self.left < 0:
            raise Rejected(f"the certificate needs more than {WORK} products of terms")


class Polynomial:
    """Integer coefficients by monomial, over a positive denominator, in lowest terms; immutable."""

    __slots__ = ("degree", "denominator", "key", "terms")

    def __init__(self, terms: dict[int, int], denominator: int = 1, degree: int = 0):
        if degree > MASK:
            raise Rejected(f"a polynomial of degree {degree} is beyond {MASK}")
        common = reduce(gcd, terms.values(), denominator) if denominator != 1 else 1
        if common > 1:
            terms, denominator = {m: c // common for m, c in terms.items()}, denominator // common
        self.terms, self.denominator, self.degree = terms, denominator, degree
        self.key = (frozenset(terms.items()), denominator)

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Polynomial) and self.key == other.key

    def __add__(self, other: "Polynomial") -> "Polynomial":
        common = lcm(self.denominator, other.denominator)
        a, b = common // self.denominator, common // other.denominator
        terms = {m: c * a for m, c in self.terms.items()}
        for m, c in other.terms.items():
            value = terms.get(m, 0) + c * b
            if value:
                terms[m] = value
            else:
                terms.pop(m, None)
        return Polynomial(terms, common, max(self.degree, other.degree))

    def times(self, other: "Polynomial", work: Work) -> "Polynomial":
        work.spend(len(self.terms) * len(other.terms))
        terms: dict[int, int] = {}
        for m, c in self.terms.items():
            for n, d in other.terms.items():
                terms[m + n] = terms.get(m + n, 0) + c * d
        terms = {m: c for m, c in terms.items() if c}
        return Polynomial(terms, self.denominator * other.denominator, self.degree + other.degree)

    def scaled(self, factor: Fraction) -> "Polynomial":
        if not factor:
            return ZERO
        terms = {m: c * factor.numerator for m, c in self.terms.items()}
        return Polynomial(terms, self.denominator * factor.denominator, self.degree)

    def power(self, n: int, work: Work) -> "Polynomial":
        if len(self.terms) <= 1:
            if n * max((c.bit_length() for c in (*self.terms.values(), self.denominator)), default=0) > DIGITS:
                raise Rejected(f"a power with exponent {n} is too large")
            return Polynomial({m * n: c**n for m, c in self.terms.items()}, self.denominator**n, self.degree * n)
        result, base = ONE, self
        while n:
            result = result.times(base, work) if n & 1 else result
            n >>= 1
            base = base.times(base, work) if n else base
        return result

    def constant(self) -> Fraction | None:
        """The value of a constant polynomial, None for any other."""
        if not self.terms:
            return Fraction(0)
        return Fraction(self.terms[0], self.denominator) if self.terms.keys() == {0} else None

    def primitive(self) -> tuple[Fraction, "Polynomial"]:
        """A rational c and a polynomial p with coprime integer coefficients and positive lead: self = c p."""
        content = reduce(gcd, self.terms.values(), 0)
        content = -content if self.terms[max(self.terms)] < 0 else content
        terms = {m: c // content for m, c in self.terms.items()}
        return Fraction(content, self.denominator), Polynomial(terms, 1, self.degree)

    def atoms(self) -> list[int]:
        """The atoms that occur."""
        joint = reduce(int.__or__, self.terms, 0)
        return [i for i in range((joint.bit_length() + BITS - 1) // BITS) if joint >> (BITS * i) & MASK]

    def quotient(self, divisor: "Polynomial", work: Work) -> "Polynomial | None":
        """self / divisor for a primitive divisor when the division is exact, None otherwise."""
        lead = max(divisor.terms)
        width, rest, result = divisor.atoms(), dict(self.terms), {}
        scale = divisor.terms[lead]
        while rest:
            top = max(rest)
            if any(top >> (BITS * i) & MASK < lead >> (BITS * i) & MASK for i in width) or rest[top] % scale:
                return None
            work.spend(len(divisor.terms))
            shift, factor = top - lead, rest[top] // scale
            result[shift] = factor
            for m, c in divisor.terms.items():
                value = rest.get(m + shift, 0) - factor * c
                if value:
                    rest[m + shift] = value
                else:
                    rest.pop(m + shift, None)
        return Polynomial(result, self.denominator, self.degree)

    def derivative(self, atom: int) -> "Polynomial":
        """The partial derivative by one atom."""
        place = BITS * atom
        terms = {m - (1 << place): c * (m >> place & MASK) for m, c in self.terms.items() if m >> place & MASK}
        return Polynomial(terms, self.denominator, self.degree)


ZERO, ONE = Polynomial({}), Polynomial({0: 1})


class Value:
    """A quotient of polynomials: a numerator over a product of powers of primitive polynomials."""

    __slots__ = ("factors", "key", "numerator")

    def __init__(self, numerator: Polynomial, factors: Mapping[Polynomial, int] | None = None):
        self.numerator = numerator
        self.factors: dict[Polynomial, int] = dict(factors or {}) if numerator.terms else {}
        self.key = (numerator, frozenset(self.factors.items()))

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Value) and self.key == other.key

    @classmethod
    def of(cls, value: int | Fraction) -> "Value":
        return cls(ONE.scaled(Fraction(value)))

    @classmethod
    def atom(cls, index: int) -> "Value":
        return cls(Polynomial({1 << (BITS * index): 1}, 1, 1))

    def is_zero(self) -> bool:
        return not self.numerator.terms

    def constant(self) -> Fraction | None:
        return None if self.factors else self.numerator.constant()

    def raised(self, factors: Mapping[Polynomial, int], work: Work) -> Polynomial:
        """The numerator over the larger denominator ``factors``."""
        result = self.numerator
        for factor, power in factors.items():
            missing = power - self.factors.get(factor, 0)
            result = result.times(factor.power(missing, work), work) if missing else result
        return result

    def plus(self, other: "Value", work: Work) -> "Value":
        joint = {f: max(self.factors.get(f, 0), other.factors.get(f, 0)) for f in {**self.factors, **other.factors}}
        return Value(self.raised(joint, work) + other.raised(joint, work), joint).cancelled(work)

    def times(self, other: "Value", work: Work) -> "Value":
        joint = {f: self.factors.get(f, 0) + other.factors.get(f, 0) for f in {**self.factors, **other.factors}}
        return Value(self.numerator.times(other.numerator, work), joint).cancelled(work)

    def scaled(self, factor: Fraction) -> "Value":
        return Value(self.numerator.scaled(factor), self.factors)

    def reciprocal(self, work: Work) -> "Value":
        if self.is_zero():
            raise Rejected("a denominator is identically zero")
        content, factor = self.numerator.primitive()
        top = ONE.scaled(1 / content)
        for other, power in self.factors.items():
            top = top.times(other.power(power, work), work)
        return Value(top, {} if factor == ONE else {factor: 1}).cancelled(work)

    def power(self, n: int, work: Work) -> "Value":
        if n < 0:
            return self.reciprocal(work).power(-n, work)
        return Value(self.numerator.power(n, work), {f: p * n for f, p in self.factors.items()} if n else {})

    def cancelled(self, work: Work) -> "Value":
        """The same quotient with denominator factors that divide the numerator removed."""
        numerator, factors = self.numerator, dict(self.factors)
        for factor in self.factors:
            while factors.get(factor) and (rest := numerator.quotient(factor, work)) is not None:
                numerator = rest
                factors[factor] -= 1
        return Value(numerator, {f: p for f, p in factors.items() if p})

    def derivative(self, atom: int, work: Work) -> "Value":
        """The partial derivative by one atom: the quotient rule, one denominator factor at a time."""
        result = Value(self.numerator.derivative(atom), self.factors).cancelled(work)
        for factor, power in self.factors.items():
            slope = factor.derivative(atom)
            if slope.terms:
                denominator = {**self.factors, factor: power + 1}
                top = self.numerator.times(slope, work).scaled(Fraction(-power))
                result = result.plus(Value(top, denominator).cancelled(work), work)
        return result

    def atoms(self) -> set[int]:
        return set(self.numerator.atoms()).union(*(factor.atoms() for factor in self.factors))
