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

from symdl.check.intervals import Interval
from symdl.check.judgement import need

MAX_DEGREE = 40
MAX_BITS = 20_000
"""Of all coefficients and ends of a root together, times its degree."""
Polynomial = tuple[Fraction, ...]


class RealRoot:
    """The one root of a polynomial in [low, high]; where it is an end or 0 the interval becomes a point."""

    def __init__(self, coefficients: Sequence[Fraction], low: Fraction, high: Fraction) -> None:
        p = _trimmed(coefficients)
        bits = sum(x.numerator.bit_length() + x.denominator.bit_length() for x in (*p, low, high))
        need(2 <= len(p) <= MAX_DEGREE + 1 and len(p) * bits <= MAX_BITS, "the polynomial of a root is constant or too large")
        need(low <= high, "the low end of an isolating interval lies above its high end")
        found = {t for t in (low, high, min(max(Fraction(0), low), high)) if _sign_at(p, t) == 0}
        rest = p
        for root in found:
            while _sign_at(rest, root) == 0:
                rest = _divmod(rest, (-root, Fraction(1)))[0]
        count = len(found) + _tarski_query(rest, (Fraction(1),), low, high)
        need(count == 1, f"the polynomial has {count} distinct real roots in the interval; exactly 1 is needed")
        self.coefficients, (self.low, self.high) = rest, (*found, *found) if found else (low, high)


def sign_of(root: RealRoot, q: Sequence[Fraction]) -> int:
    """The exact sign, -1, 0 or 1, of the polynomial q at the root."""
    if root.low == root.high:
        return _sign_at(tuple(q), root.low)
    return _tarski_query(root.coefficients, _divmod(q, root.coefficients)[1], root.low, root.high)


def enclosure(root: RealRoot, bits: int) -> Interval:
    """An interval around the root, at most about 2**-bits times its larger end wide."""
    low, high = root.low, root.high
    while (high - low) * 2**bits > max(abs(low), abs(high)):  # ends, for the root is not 0 here
        middle = (low + high) / 2
        if _sign_at(root.coefficients, middle) == 0:
            return Interval(middle, middle)
        is_left = _tarski_query(root.coefficients, (Fraction(1),), low, middle)
        low, high = (low, middle) if is_left else (middle, high)
    return Interval(low, high)


def _tarski_query(p: Polynomial, q: Polynomial, a: Fraction, b: Fraction) -> int:
    """The sum of sign q(r) over the roots r of p in (a, b), where p(a) and p(b) are nonzero."""
    product = [Fraction(0)] * (len(p) + len(q))
    for i, c in enumerate(p[1:], start=1):
        for j, d in enumerate(q):
            product[i - 1 + j] += i * c * d
    chain, following = [_primitive(p)], _primitive(_divmod(product, p)[1])
    while following:
        chain.append(following)
        following = _primitive(tuple(-c for c in _divmod(*chain[-2:])[1]))
    return _sign_changes(chain, a) - _sign_changes(chain, b)


def _sign_changes(chain: list[Polynomial], t: Fraction) -> int:
    signs = [sign for p in chain if (sign := _sign_at(p, t))]
    return sum(left != right for left, right in pairwise(signs))


def _divmod(a: Sequence[Fraction], b: Polynomial) -> tuple[Polynomial, Polynomial]:
    quotient, rest = [Fraction(0)] * max(0, len(a) - len(b) + 1), list(a)
    for shift in reversed(range(len(quotient))):
        quotient[shift] = rest[shift + len(b) - 1] / b[-1]
        for i, c in enumerate(b):
            rest[shift + i] -= quotient[shift] * c
    return _trimmed(quotient), _trimmed(rest)


def _sign_at(p: Polynomial, t: Fraction) -> int:
    value = Fraction(0)
    for c in reversed(p):
        value = value * t + c
    return (value > 0) - (value < 0)


def _primitive(p: Polynomial) -> Polynomial:
    """The positive multiple of p with coprime integer coefficients."""
    scale = Fraction(lcm(*(c.denominator for c in p)), gcd(*(c.numerator for c in p)) or 1)
    return tuple(c * scale for c in p)


def _trimmed(p: Sequence[Fraction]) -> Polynomial:
    degree = max((i for i, c in enumerate(p) if c), default=-1)
    return tuple(p[: degree + 1])
