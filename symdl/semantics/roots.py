"""Isolated real roots of rational polynomials, narrowed by bisection in exact arithmetic.

The polynomial is replaced by its squarefree part p/gcd(p, p′), whose roots are simple: it changes sign at them.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from symdl.terms.errors import OutOfScopeError
from symdl.terms.term import Term

Coefficients = list[Fraction]
"""From the constant term upwards, the last one not 0."""


def root_data(term: Term) -> tuple[tuple[Fraction, ...], Fraction, Fraction]:
    """The coefficients and the interval of a ``root`` term."""
    data: Any = term.data
    coefficients, low, high = data
    return coefficients, low, high


def narrowed(coefficients: Sequence[Fraction], low: Fraction, high: Fraction, bits: int) -> tuple[Fraction, Fraction]:
    """An interval around the one root in [low, high], no wider than 2^−bits; both ends equal when the root is hit.

    Raises:
        OutOfScopeError: when the interval does not isolate one root.

    >>> low, high = narrowed([Fraction(-2), Fraction(0), Fraction(1)], Fraction(1), Fraction(2), 20)
    >>> low**2 < 2 < high**2
    True
    """
    p = squarefree(coefficients)
    at_low, at_high = _sign(value_at(p, low)), _sign(value_at(p, high))
    if at_low == 0 or at_high == 0:
        return (low, low) if at_low == 0 else (high, high)
    if at_low == at_high:
        raise OutOfScopeError(f"[{low}, {high}] does not isolate one root of {list(map(str, coefficients))}.")
    while high - low > Fraction(1, 2**bits):
        middle = (low + high) / 2
        sign = _sign(value_at(p, middle))
        if sign == 0:
            return middle, middle
        low, high = (middle, high) if sign == at_low else (low, middle)
    return low, high


def value_at(p: Sequence[Fraction], x: Fraction) -> Fraction:
    value = Fraction(0)
    for c in reversed(p):
        value = value * x + c
    return value


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)


def squarefree(coefficients: Sequence[Fraction]) -> Coefficients:
    """p / gcd(p, p′), with leading coefficient 1."""
    p = _trimmed(coefficients)
    if not p:
        raise OutOfScopeError("Every number is a root of the zero polynomial.")
    common, rest = p, _trimmed([k * c for k, c in enumerate(p)][1:])
    while rest:
        common, rest = rest, _divided(common, rest)[1]
    quotient, _ = _divided(p, common)
    return [c / quotient[-1] for c in quotient]


def _trimmed(coefficients: Sequence[Fraction]) -> Coefficients:
    p = list(coefficients)
    while p and p[-1] == 0:
        p.pop()
    return p


def _divided(p: Coefficients, q: Coefficients) -> tuple[Coefficients, Coefficients]:
    """Quotient and remainder."""
    rest = list(p)
    quotient = [Fraction(0)] * max(len(p) - len(q) + 1, 0)
    for k in reversed(range(len(quotient))):
        quotient[k] = rest[k + len(q) - 1] / q[-1]
        for i, c in enumerate(q):
            rest[k + i] -= quotient[k] * c
    return quotient, _trimmed(rest[: len(q) - 1])
