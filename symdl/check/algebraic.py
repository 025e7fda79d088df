"""Real algebraic numbers: a rational polynomial and an interval that holds exactly one of its real roots.

Signs come from Tarski queries. Let p(a), p(b) be nonzero, let S = p, p'q, ... be the chain in which each
polynomial is minus the remainder of the two before it, and let V(x) count the sign changes in S(x). Then
V(a) - V(b) is the sum of sign q(r) over the roots r of p in (a, b). With q = 1 it counts the roots (Sturm);
with one root r it is sign q(r), 0 included, exactly and without refining the interval.
Reference: Basu, Pollack, Roy, Algorithms in Real Algebraic Geometry, chapter 2 (Cauchy index).

Polynomials are tuples of coefficients, low to high, without trailing zeros; () is the zero polynomial.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import gcd, lcm

from symdl.check.intervals import MAX_BITS, Interval

MAX_DEGREE = 200

Polynomial = tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class RealRoot:
    """The one root of a polynomial in [low, high].

    The polynomial is kept squarefree and primitive. Where the root r is an end of the interval or 0,
    the polynomial becomes x - r and the interval [r, r]. `==` compares representations, not numbers.
    """

    coefficients: Polynomial
    low: Fraction
    high: Fraction

    def __post_init__(self) -> None:
        p = _checked(self.coefficients, MAX_DEGREE)
        if len(p) < 2:
            raise ValueError("A constant polynomial defines no root; give one of degree 1 or more.")
        _checked((self.low, self.high), 1)
        if self.low > self.high:
            raise ValueError("The low end of the isolating interval lies above its high end; swap them.")
        p = rest = _divmod(p, _remainders(p, _derivative(p))[-1])[0]
        tried = {self.low, self.high, min(max(Fraction(0), self.low), self.high)}
        found = [t for t in tried if _sign_at(p, t) == 0]
        for root in found:
            rest = _divmod(rest, (-root, Fraction(1)))[0]
        count = len(found) + _tarski_query(rest, (Fraction(1),), self.low, self.high)
        if count != 1:
            raise ValueError(f"The polynomial has {count} distinct real roots in the interval; exactly 1 is needed.")
        p, low, high = ((-found[0], Fraction(1)), found[0], found[0]) if found else (p, self.low, self.high)
        for name, value in (("coefficients", _primitive(p)), ("low", low), ("high", high)):
            object.__setattr__(self, name, value)


def sign_of(root: RealRoot, q: Sequence[Fraction]) -> int:
    """The exact sign, -1, 0 or 1, of the polynomial q at the root."""
    remainder = reduced(root, q)
    if root.low == root.high:
        return _sign_at(remainder, root.low)
    return _tarski_query(root.coefficients, remainder, root.low, root.high)


def reduced(root: RealRoot, q: Sequence[Fraction]) -> Polynomial:
    """q modulo the polynomial of the root: the same value there. It may vanish there without being ()."""
    return _divmod(_checked(q, 2 * MAX_DEGREE), root.coefficients)[1]


def enclosure(root: RealRoot, bits: int) -> Interval:
    """An interval around the root, at most 2**-bits times its larger end wide; a point where bisection hits it."""
    if not 1 <= bits <= MAX_BITS:
        raise ValueError(f"A root is enclosed to between 1 and {MAX_BITS} bits.")
    low, high = root.low, root.high
    at_low = _sign_at(root.coefficients, low)
    while (high - low) * 2 ** (bits + 2) > max(abs(low), abs(high)):  # ends, for the root is not 0 here
        middle = (low + high) / 2
        at_middle = _sign_at(root.coefficients, middle)
        if at_middle == 0:
            return Interval(middle, middle)
        low, high = (middle, high) if at_middle == at_low else (low, middle)  # p changes sign at its simple root
    return Interval(low, high) if low == high else Interval(low, high).rounded(bits + 3)


def _checked(p: Sequence[Fraction], degree: int) -> Polynomial:
    if not all(isinstance(c, Fraction) for c in p):
        raise TypeError("Coefficients and ends of intervals are Fractions; convert them first.")
    p = _trimmed(p)
    if len(p) > degree + 1:
        raise ValueError(f"The polynomial has degree {len(p) - 1}; at most {degree} is handled.")
    return p


def _tarski_query(p: Polynomial, q: Polynomial, a: Fraction, b: Fraction) -> int:
    """The sum of sign q(r) over the roots r of p in (a, b), where p(a) and p(b) are nonzero."""
    derivative = _derivative(p)
    product = [Fraction(0)] * (len(derivative) + len(q))
    for i, c in enumerate(derivative):
        for j, d in enumerate(q):
            product[i + j] += c * d
    chain = _remainders(p, _divmod(_trimmed(product), p)[1])
    return _sign_changes(chain, a) - _sign_changes(chain, b)


def _sign_changes(chain: list[Polynomial], t: Fraction) -> int:
    signs = [sign for p in chain if (sign := _sign_at(p, t))]
    return sum(left != right for left, right in pairwise(signs))


def _remainders(p: Polynomial, q: Polynomial) -> list[Polynomial]:
    """p, q, then always minus the remainder of the last two, up to positive factors; it ends with their gcd."""
    chain, following = [_primitive(p)], _primitive(q)
    while following:
        chain.append(following)
        dividend, divisor = chain[-2:]
        scale = abs(divisor[-1]) ** max(0, len(dividend) - len(divisor) + 1)  # keeps the division among integers
        following = _primitive(tuple(-c for c in _divmod(tuple(c * scale for c in dividend), divisor)[1]))
    return chain


def _divmod(a: Polynomial, b: Polynomial) -> tuple[Polynomial, Polynomial]:
    quotient, rest = [Fraction(0)] * max(0, len(a) - len(b) + 1), list(a)
    for shift in reversed(range(len(quotient))):
        quotient[shift] = rest[shift + len(b) - 1] / b[-1]
        for i, c in enumerate(b):
            rest[shift + i] -= quotient[shift] * c
    return _trimmed(quotient), _trimmed(rest)


def _derivative(p: Polynomial) -> Polynomial:
    return tuple(i * c for i, c in enumerate(p))[1:]


def _sign_at(p: Polynomial, t: Fraction) -> int:
    value, scale = Fraction(0), 1
    for c in reversed(p):  # Horner's rule times a power of the denominator of t, which is positive
        value, scale = value * t.numerator + c * scale, scale * t.denominator
    return (value > 0) - (value < 0)


def _primitive(p: Polynomial) -> Polynomial:
    """The positive multiple of p with coprime integer coefficients."""
    scale = Fraction(lcm(*(c.denominator for c in p)), gcd(*(c.numerator for c in p)) or 1)
    return tuple(c * scale for c in p)


def _trimmed(p: Sequence[Fraction]) -> Polynomial:
    degree = max((i for i, c in enumerate(p) if c), default=-1)
    return tuple(p[: degree + 1])
