"""Rational intervals that are certain to contain the real number they stand for.

An `Interval` [low, high] has exact rational ends. Arithmetic on the ends is exact, so + * lose nothing; `rounded`
moves the ends outwards to short dyadic numbers k 2^e to keep them small. exp, log, sqrt and tanh increase, so each
end is enclosed on its own. A series is summed by Horner's rule, starting from an enclosure of its infinite tail:
every step then encloses, and no separate error term is left to forget.
Reference: Moore, Kearfott, Cloud, Introduction to Interval Analysis, SIAM 2009.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import wraps
from math import isqrt

MAX_EXPONENT = 10**5  # |x| in exp(x)
MAX_POWER_BITS = 10**6  # in an end of x**n


class Undefined(ValueError):
    """The operation has no value somewhere on the interval, or none of a size worth computing."""


@dataclass(frozen=True, slots=True)
class Interval:
    """All real numbers from `low` to `high`, both included."""

    low: Fraction
    high: Fraction

    @staticmethod
    def exactly(value: Fraction | int) -> "Interval":
        return Interval(Fraction(value), Fraction(value))

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.low + other.low, self.high + other.high)

    def __neg__(self) -> "Interval":
        return Interval(-self.high, -self.low)

    def __mul__(self, other: "Interval") -> "Interval":
        corners = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(corners), max(corners))

    def power(self, n: int) -> "Interval":
        """The range of x**n for n ≥ 0, with x**0 = 1 even at 0."""
        if n * (max(_length(self.low), _length(self.high)) - 1) > MAX_POWER_BITS:
            raise Undefined(f"A power with over {MAX_POWER_BITS} bits is not computed.")
        ends = self.low**n, self.high**n
        dips = n > 0 and n % 2 == 0 and self.low < 0 < self.high
        return Interval(Fraction(0) if dips else min(ends), max(ends))

    def reciprocal(self) -> "Interval":
        if self.low <= 0 <= self.high:
            raise Undefined("The reciprocal is undefined: the interval contains 0.")
        return Interval(1 / self.high, 1 / self.low)

    def rounded(self, bits: int) -> "Interval":
        """A superset: an end longer than `bits` moves outwards to a multiple of about 2**-bits times the larger one."""
        unit = Fraction(2) ** (_exponent(max(abs(self.low), abs(self.high))) - bits)
        low = self.low if _length(self.low) <= bits else self.low // unit * unit
        high = self.high if _length(self.high) <= bits else -(-self.high // unit) * unit
        return Interval(low, high)

    def sign(self) -> int | None:
        """1, -1 or 0 when every point has that sign, None when undecided."""
        is_decided = self.low > 0 or self.high < 0 or self.low == self.high
        return (self.low > 0) - (self.high < 0) if is_decided else None


def maximum(x: Interval, y: Interval) -> Interval:
    return Interval(max(x.low, y.low), max(x.high, y.high))


def absolute(x: Interval) -> Interval:
    return maximum(maximum(x, -x), Interval.exactly(0))


def _increasing(enclose: Callable[[Fraction, int], Interval]) -> Callable[[Interval, int], Interval]:
    """Extend to intervals an increasing function that `enclose` encloses at one point."""

    @wraps(enclose)
    def on_interval(x: Interval, bits: int) -> Interval:
        low = enclose(x.low, bits)
        return low if x.low == x.high else Interval(low.low, enclose(x.high, bits).high)

    return on_interval


@_increasing
def exp(t: Fraction, bits: int) -> Interval:
    if abs(t) > MAX_EXPONENT:
        raise Undefined(f"exp is computed for |x| <= {MAX_EXPONENT} only.")
    smallness = isqrt(bits) + 2
    halvings = int(abs(t)).bit_length() + smallness
    working = bits + halvings + bits.bit_length() + 8
    y = Interval.exactly(t / 2**halvings).rounded(working)  # |y| <= 2**-smallness <= 1/8
    # v(k) = sum of y**j (k-1)!/(k-1+j)! over j >= 0 is within 1/8 + 1/64 + ... = 1/7 of 1, and exp y = v(1).
    value = Interval(Fraction(1, 2), Fraction(3, 2))
    for k in range(working // smallness + 1, 0, -1):  # v(k) = 1 + v(k+1) y/k
        value = (value * y * Interval.exactly(Fraction(1, k)) + Interval.exactly(1)).rounded(working)
    for _ in range(halvings):  # exp 2y = (exp y)**2
        value = value.power(2).rounded(working)
    return value.rounded(bits)


@_increasing
def log(t: Fraction, bits: int) -> Interval:
    if t <= 0:
        raise Undefined("log is undefined: the interval is not entirely positive.")
    working = bits + bits.bit_length() + 8
    exponent = _exponent(t * 3 / 2)
    exponent -= t * 3 / 2 < Fraction(2) ** exponent  # 2/3 <= t / 2**exponent < 4/3, with exponent 0 for t near 1
    mantissa = t / Fraction(2) ** exponent  # log m = 2 atanh((m-1)/(m+1)), log 2 = 2 atanh(1/3)
    half = _atanh((mantissa - 1) / (mantissa + 1), working) + _atanh(Fraction(1, 3), working) * Interval.exactly(
        exponent
    )
    return (half * Interval.exactly(2)).rounded(bits)


def _atanh(z: Fraction, working: int) -> Interval:
    """atanh z for |z| <= 1/3, from z (1 + s/3 + s**2/5 + ...) with s = z**2."""
    y = Interval.exactly(z).rounded(working)
    square = y.power(2).rounded(working)
    # u(k) = sum of s**j/(2k+2j+1) over j >= 0 is positive and at most 1/((2k+1)(1-s)) < 1, as k >= 1 and s <= 1/9.
    value = Interval(Fraction(0), Fraction(1))
    for k in range(working // 3, -1, -1):  # u(k) = 1/(2k+1) + s u(k+1)
        value = (value * square + Interval.exactly(Fraction(1, 2 * k + 1))).rounded(working)
    return y * value


@_increasing
def sqrt(t: Fraction, bits: int) -> Interval:
    if t < 0:
        raise Undefined("sqrt is undefined: the interval reaches below 0.")
    top, bottom = isqrt(t.numerator), isqrt(t.denominator)
    if (top**2, bottom**2) == (t.numerator, t.denominator):
        return Interval.exactly(Fraction(top, bottom)).rounded(bits)
    grid = _exponent(t) // 2 - bits
    k = isqrt(t // Fraction(4) ** grid)  # k <= sqrt(t)/2**grid < k+1, for isqrt(floor u) = floor(sqrt u)
    return Interval(k * Fraction(2) ** grid, (k + 1) * Fraction(2) ** grid)


@_increasing
def tanh(t: Fraction, bits: int) -> Interval:
    x, one, tiny = Interval.exactly(abs(t)), Interval.exactly(1), Fraction(1, 2**bits)
    if x.low > bits:  # 1 - tanh x < 2 exp(-2x) < 2 exp(-2 bits) < 2**-bits
        value = Interval(1 - tiny, Fraction(1))
    elif x.low < tiny:  # x - x**3/3 <= tanh x <= x
        value = x * Interval(1 - tiny, Fraction(1))
    else:  # tanh x = 1 - 2/(exp 2x + 1), with twice the bits since exp 2x may be as near to 1 as 2**(1-bits)
        value = one + (exp(x + x, 2 * bits + 4) + one).reciprocal() * Interval.exactly(-2)
    return value.rounded(bits) if t >= 0 else -value.rounded(bits)  # tanh is odd


FUNCTIONS: dict[str, Callable[[Interval, int], Interval]] = {
    "exp": exp, "log": log, "sqrt": sqrt, "tanh": tanh,
    "abs": lambda x, bits: absolute(x), "reciprocal": lambda x, bits: x.reciprocal(),
}  # fmt: skip


def _length(q: Fraction) -> int:
    return max(q.numerator.bit_length(), q.denominator.bit_length())


def _exponent(q: Fraction) -> int:
    """An integer e with 2**(e-1) < |q| < 2**(e+1), for q nonzero."""
    return q.numerator.bit_length() - q.denominator.bit_length()
