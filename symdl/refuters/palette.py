"""The numbers that are tried, simplest first, and what each of them costs.

The cost of an instance is the sum of the costs of its numbers; a smaller cost makes a simpler instance.
"""

from __future__ import annotations

from fractions import Fraction
from math import log2

_SIMPLE = "0 1 -1 2 -2 1/2 -1/2 3 -3 1/3 3/2 4 3/5 4/5 -4 5 -5 1/4 10 -10 1/10 100 -100 1/100 7"
_GENERIC = "1 2 -1 3 1/2 -2 0 5 -3 4 3/5 4/5 1/3 10 1/10 100 1/100"

SIMPLE = tuple(map(Fraction, _SIMPLE.split()))
"""For counterexamples: zeros first."""

GENERIC = tuple(map(Fraction, _GENERIC.split()))
"""For instances that show a claim is not vacuous: different small numbers first."""

Palette = tuple[Fraction, ...]


def cost(value: Fraction) -> int:
    """How complicated a number is: 0 costs nothing, 1 costs 2, −1 costs 3, 2 costs 4, 1/2 costs 5, 100 costs 117."""
    if value == 0:
        return 0
    height = max(abs(value.numerator), value.denominator)
    size = 2 * height if height <= 32 else 64 + int(8 * log2(height))
    return size + (value < 0) + (value.denominator != 1)


def in_domain(value: Fraction, domain: str) -> bool:
    """Whether a number lies in the domain of a symbol."""
    match domain:
        case "positive":
            return value > 0
        case "nonnegative":
            return value >= 0
        case "integer":
            return value.denominator == 1
        case "natural":
            return value >= 0 and value.denominator == 1
    return True


def simplest(domain: str, palette: Palette = SIMPLE) -> Fraction:
    """The first number of a palette in a domain."""
    return next((value for value in palette if in_domain(value, domain)), Fraction(1))
