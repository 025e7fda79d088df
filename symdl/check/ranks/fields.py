"""Fields of real algebraic numbers: ℚ[t]/m at one real root θ of m.

A number is (c, d): Σ c_k θᵏ / d, with integers c_k for k < deg m and d > 0; m is monic, squarefree and has integer coefficients.
m may be reducible, so a number can be 0 though its polynomial is not. Where the sign or the inverse of a polynomial is asked for that has a factor
in common with m, m is replaced by the one of the two factors that vanishes at θ (`Split`), and the computation starts again.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import ceil, floor, gcd, lcm
from operator import mul
from typing import TYPE_CHECKING, TypeVar

from symdl.check.judgement import Rejected, need
from symdl.check.numbers.algebraic import RealRoot, divided, enclosure, sign_of
from symdl.check.numbers.intervals import Interval
from symdl.check.polynomial import BITS, MASK
from symdl.check.polynomial import Polynomial as Form

if TYPE_CHECKING:
    from symdl.check.normal import Normaliser

T = TypeVar("T")
Vector = Sequence[int]
Number = tuple[Vector, int]
PRECISIONS = (64, 256, 1024, 4096)


class Split(Exception):
    """A factor of the modulus, of smaller degree."""


class Field:
    """ℚ at first, with θ = 0; `adjoining.field_of` adds numbers to it."""

    def __init__(self, normaliser: "Normaliser") -> None:
        self.keys, self.work = normaliser.keys, normaliser.work
        self.images: dict[int, Number] = {}  # of the atoms that were adjoined
        self.install([0, 1], Interval.exactly(0))

    def install(self, m: Sequence[int | Fraction], place: Interval) -> None:
        """Take θ to be the only root there is of m in an interval, and the squarefree part of m in its place."""
        self.root = RealRoot([*map(Fraction, m)], place.low, place.high)
        is_rational = self.root.low == self.root.high
        self.modulus = primitive((-self.root.low, Fraction(1)) if is_rational else self.root.coefficients)
        need(self.modulus[-1] == 1, "a factor of a monic polynomial is monic (Gauss)")
        self.degree = len(self.modulus) - 1
        self.images = {index: (self.reduced(c), d) for index, (c, d) in self.images.items()}
        self.powers: dict[int, tuple[Vector, Vector]] = {}

    def settled(self, compute: Callable[[], T]) -> T:
        """What is computed modulo a factor of m that is small enough for it."""
        while True:
            try:
                return compute()
            except Split as split:
                factor = tuple(map(Fraction, split.args[0]))
                other = divided([*map(Fraction, self.modulus)], factor)[0]
                self.install(other if sign_of(self.root, factor) else factor, Interval(self.root.low, self.root.high))

    def constant(self, value: int) -> Vector:
        return [value, *[0] * (self.degree - 1)]

    def element(self, form: Form) -> Number:
        """The value of a normal form in the atoms that were adjoined and in reciprocals."""
        values = {index: self._atom(index) for index in form.atoms()}
        total: Number = self.constant(0), 1
        for monomial, coefficient in form.terms.items():
            term: Number = self.constant(coefficient), form.denominator
            for index, value in values.items():
                for _ in range(monomial >> (BITS * index) & MASK):
                    term = lowest(self.product(term[0], value[0]), term[1] * value[1])
            total = lowest(combined(term[1], total[0], -total[1], term[0]), total[1] * term[1])
        return total

    def _atom(self, index: int) -> Number:
        kind, *rest = self.keys[index]
        if kind != "reciprocal":
            return self.images[index]
        value, scale = self.element(rest[0])
        inverse, denominator = self.inverse(value)
        return lowest([scale * c for c in inverse], denominator)

    def product(self, a: Vector, b: Vector) -> Vector:
        self.work.spend(1 + len(a) * len(b))
        result = [0] * (len(a) + len(b) - 1)
        for i, x in enumerate(a):
            for j, y in enumerate(b, i) if x else ():
                result[j] += x * y
        return self.reduced(result)

    def reduced(self, a: Vector) -> Vector:
        """The remainder modulo m."""
        rest = [*a, *[0] * (self.degree - len(a))]
        while len(rest) > self.degree:
            top = rest.pop()
            for i, c in enumerate(self.modulus[:-1], len(rest) - self.degree) if top else ():
                rest[i] -= top * c
        return rest

    def multiplication(self, a: Vector) -> list[Vector]:
        """The matrix of the multiplication by a."""
        columns = [a]
        for _ in range(self.degree - 1):
            columns.append(self.reduced([0, *columns[-1]]))
        return [*zip(*columns, strict=True)]

    def sign(self, a: Vector) -> int:
        """The exact sign at θ: from a ball around the value, which is not 0 when a has an inverse."""
        if not any(a):
            return 0
        for bits in PRECISIONS:
            middle, radius = self.ball(a, bits)
            if abs(middle) > radius:
                return 1 if middle > 0 else -1
            self.inverse(a)
        raise Rejected("two algebraic numbers are too near to be told apart")

    def ball(self, a: Vector, bits: int) -> tuple[int, int]:
        """A middle and a radius around the value at θ, times 2^bits."""
        self.work.spend(len(a))
        if bits not in self.powers:
            theta, power, ends = enclosure(self.root, bits), Interval.exactly(1), list[tuple[int, int]]()
            for _ in range(self.degree):
                ends.append((floor(power.low * 2**bits), ceil(power.high * 2**bits)))
                power = (power * theta).rounded(2 * bits)
            self.powers[bits] = [(low + high) // 2 for low, high in ends], [high - low for low, high in ends]
        middles, radii = self.powers[bits]
        return sum(map(mul, a, middles)), sum(map(mul, map(abs, a), radii))

    def inverse(self, a: Vector) -> Number:
        """u and g with u a = g > 0 modulo m: Euclid's algorithm among integers, where p = u a and q = v a modulo m."""
        self.work.spend(1 + self.degree**2)
        p, q, u, v = [*self.modulus], trimmed(a), [0], [1]
        need(q, "a number is divided by 0")
        while len(q) > 1:
            rest, w = p, u
            while len(rest) >= len(q):
                shift, lead, top = [0] * (len(rest) - len(q)), q[-1], rest[-1]
                w = combined(lead, w, top, [*shift, *v])
                rest = trimmed(combined(lead, rest, top, [*shift, *q]))
            if not rest:
                raise Split(primitive(q))
            common = gcd(*rest, *w)
            p, u, q, v = q, v, [c // common for c in rest], [c // common for c in w]
        return lowest(self.reduced([c if q[0] > 0 else -c for c in v]), abs(q[0]))


def combined(s: int, a: Vector, t: int, b: Vector) -> list[int]:
    """s a − t b, padded with zeros."""
    n = max(len(a), len(b))
    padded = ([*p, *[0] * (n - len(p))] for p in (a, b))
    return [s * x - t * y for x, y in zip(*padded, strict=True)]


def lowest(a: Vector, d: int) -> Number:
    common = gcd(d, *a)
    return ([c // common for c in a], d // common) if common > 1 else (a, d)


def trimmed(a: Vector) -> list[int]:
    rest = [*a]
    while rest and not rest[-1]:
        rest.pop()
    return rest


def primitive(a: Sequence[int | Fraction]) -> list[int]:
    """The multiple with coprime integer coefficients and a positive last one."""
    scale = lcm(*(c.denominator for c in a))
    whole = [int(c * scale) for c in a]
    common = gcd(*whole) if whole[-1] > 0 else -gcd(*whole)
    return [c // common for c in whole]
