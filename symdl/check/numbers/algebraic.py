"""Real algebraic numbers: a rational polynomial and an interval that holds exactly one of its real roots.

Signs come from Tarski queries. Let p(a), p(b) be nonzero, let S = p, p'q, ... be the chain in which each
polynomial is minus the remainder of the two before it, and let V(x) count the sign changes in S(x). Then
V(a) - V(b) is the sum of sign q(r) over the roots r of p in (a, b). With q = 1 it counts the roots (Sturm);
with one root r it is sign q(r), 0 included, exactly and without refining the interval.
Reference: Basu, Pollack, Roy, Algorithms in Real Algebraic Geometry, chapter 2 (Cauchy index).

Polynomials are tuples of coefficients, low to high, without trailing zeros; () is the zero polynomial.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from math import gcd, lcm

from symdl.check.judgement import need
from symdl.check.numbers.intervals import Interval

MAX_DEGREE = 50
MAX_BITS = 100_000
"""Of all coefficients and ends of a root together, times its degree."""
Polynomial = tuple[Fraction, ...]


class RealRoot:
    """The one root of a polynomial in [low, high]; where it is an end or 0 the interval becomes a point."""

    def __init__(self, coefficients: Sequence[Fraction], low: Fraction, high: Fraction) -> None:
        p = trimmed(coefficients)
        bits = sum(x.numerator.bit_length() + x.denominator.bit_length() for x in (*p, low, high))
        need(
            2 <= len(p) <= MAX_DEGREE + 1 and len(p) * bits <= MAX_BITS,
            "the polynomial of a root is constant or too large",
        )
        need(low <= high, "the low end of an isolating interval lies above its high end")
        rest = divided(p, _chain(p, _derivative(p))[-1])[0]  # squarefree
        found = {t for t in (low, high, min(max(Fraction(0), low), high)) if _sign_at(p, t) == 0}
        for root in found:
            rest = divided(rest, (-root, Fraction(1)))[0]
        count = len(found) + _tarski_query(rest, (Fraction(1),), low, high)
        need(count == 1, f"the polynomial has {count} distinct real roots in the interval; exactly 1 is needed")
        self.coefficients, (self.low, self.high) = rest, (*found, *found) if found else (low, high)


def sign_of(root: RealRoot, q: Sequence[Fraction]) -> int:
    """The exact sign, -1, 0 or 1, of the polynomial q at the root."""
    if root.low == root.high:
        return _sign_at(tuple(q), root.low)
    return _tarski_query(root.coefficients, divided(q, root.coefficients)[1], root.low, root.high)


def enclosure(root: RealRoot, bits: int) -> Interval:
    """An interval around the root, at most about 2**-bits times its larger end wide."""
    low, high = root.low, root.high
    at_low = _sign_at(root.coefficients, low)
    while (high - low) * 2**bits > max(abs(low), abs(high)):  # ends, for the root is not 0 here
        middle = (low + high) / 2
        at_middle = _sign_at(root.coefficients, middle)
        if at_middle == 0:
            return Interval(middle, middle)
        low, high = (middle, high) if at_middle == at_low else (low, middle)  # p changes sign at its simple root
    return Interval(low, high)


def _tarski_query(p: Polynomial, q: Polynomial, a: Fraction, b: Fraction) -> int:
    """The sum of sign q(r) over the roots r of p in (a, b), where p(a) and p(b) are nonzero."""
    product = [Fraction(0)] * (len(p) + len(q))
    for i, c in enumerate(_derivative(p)):
        for j, d in enumerate(q):
            product[i + j] += c * d
    chain = _chain(p, divided(product, p)[1])
    signs = ([sign for r in chain if (sign := _sign_at(r, t))] for t in (a, b))
    left, right = (sum(s != t for s, t in pairwise(row)) for row in signs)
    return left - right


def _chain(p: Polynomial, q: Polynomial) -> list[Polynomial]:
    """p, q, then always minus the remainder of the last two, up to positive factors; it ends with their gcd."""
    chain, following = [_primitive(p)], _primitive(q)
    while following:
        chain.append(following)
        dividend, divisor = chain[-2:]
        scale = abs(divisor[-1]) ** max(0, len(dividend) - len(divisor) + 1)  # keeps the division among integers
        following = _primitive(tuple(-c for c in divided([c * scale for c in dividend], divisor)[1]))
    return chain


def _derivative(p: Polynomial) -> Polynomial:
    return tuple(i * c for i, c in enumerate(p))[1:]


def divided(a: Sequence[Fraction], b: Polynomial) -> tuple[Polynomial, Polynomial]:
    quotient, rest = [Fraction(0)] * max(0, len(a) - len(b) + 1), list(a)
    for shift in reversed(range(len(quotient))):
        quotient[shift] = rest[shift + len(b) - 1] / b[-1]
        for i, c in enumerate(b):
            rest[shift + i] -= quotient[shift] * c
    return trimmed(quotient), trimmed(rest)


def _sign_at(p: Polynomial, t: Fraction) -> int:
    value, scale = Fraction(0), 1
    for c in reversed(p):  # Horner's rule times a power of the denominator of t, which is positive
        value, scale = value * t.numerator + c * scale, scale * t.denominator
    return (value > 0) - (value < 0)


def _primitive(p: Polynomial) -> Polynomial:
    """The positive multiple of p with coprime integer coefficients."""
    scale = Fraction(lcm(*(c.denominator for c in p)), gcd(*(c.numerator for c in p)) or 1)
    return tuple(c * scale for c in p)


def trimmed(p: Sequence[Fraction]) -> Polynomial:
    degree = max((i for i, c in enumerate(p) if c), default=-1)
    return tuple(p[: degree + 1])
