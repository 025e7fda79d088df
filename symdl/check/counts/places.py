"""Real critical points of a polynomial: in polydiscs or at rational points, with their values and the signs of the Hessian."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from symdl.check.counts.boxes import At, Boxes, Disc
from symdl.check.counts.system import Exponents, derivative
from symdl.check.judgement import need
from symdl.check.polynomial import Work
from symdl.check.ranks.points import integer_index

Whole = dict[Exponents, int]


@dataclass(frozen=True, slots=True)
class Known:
    """A real critical point in the box |xᵢ − cᵢ| ≤ r, its value between two numbers, the signs of the eigenvalues of the Hessian, and kinds it is not of."""

    center: tuple[Fraction, ...]
    radius: Fraction
    low: Fraction
    high: Fraction
    positive: int
    negative: int
    excluded: frozenset[str] = frozenset()

    @property
    def is_degenerate(self) -> bool:
        return self.positive + self.negative < len(self.center)

    def kinds(self) -> set[str]:
        """Of which kinds it may be; it is of one of them."""
        if self.positive and self.negative:
            return {"saddles"}
        extreme = {"minima"} if self.positive else {"maxima"} if self.negative else {"minima", "maxima"}
        return {*extreme, "saddles"} - self.excluded if self.is_degenerate else extreme

    def is_apart(self, other: "Known") -> bool:
        reach = self.radius + other.radius
        return any(abs(x - y) > reach for x, y in zip(self.center, other.center, strict=True))


def in_discs(f: Whole, found: Boxes, work: Work) -> list[Known]:
    """The real zeros in polydiscs, in their order."""
    found.real()  # each is shown to be real or not
    real = [disc for disc in found.discs if not any(y for _, y in disc.center)]
    return [_in_disc(f, disc, found.precision, work) for disc in real]


def _in_disc(f: Whole, disc: Disc, precision: int, work: Work) -> Known:
    n, top = len(disc.center), max(map(sum, f))
    at = At(disc.center, disc.radius, precision, work)
    value, spread, unit = at.value(f, top)[0], at.spread(f, top), Fraction(1, 1 << precision * top)
    rows = [[at.value(derivative(derivative(f, i), j), top - 2)[0] for j in range(n)] for i in range(n)]
    positive = _index(rows, work)
    center = tuple(Fraction(x, 1 << precision) for x, _ in disc.center)
    radius = Fraction(disc.radius, 1 << precision)
    return Known(center, radius, (value - spread) * unit, (value + spread) * unit, positive, n - positive)


def at_point(f: Whole, point: list[Fraction], slopes: list[Whole], work: Work) -> Known:
    n, top = len(slopes), max(map(sum, f))
    need(not any(_value(p, point, top, work) for p in slopes), "a point is not critical")
    rows = [[_value(derivative(p, j), point, top, work) for j in range(n)] for p in slopes]
    value = value_at(f, point, work)
    positive, negative = _index(rows, work), _index([[-x for x in row] for row in rows], work)
    return Known(tuple(point), Fraction(0), value, value, positive, negative)


def value_at(f: Whole, point: list[Fraction], work: Work) -> Fraction:
    """f at a point."""
    top = max(map(sum, f))
    return Fraction(_value(f, point, top, work), _denominator(point) ** top)


def _denominator(point: Sequence[Fraction]) -> int:
    common = 1
    for x in point:
        common *= x.denominator
    return common


def _value(p: Whole, point: Sequence[Fraction], top: int, work: Work) -> int:
    """p(point) times a power of the product of the denominators."""
    need(all(len(e) == len(point) for e in p), "a point has a coordinate for each unknown")
    common = _denominator(point)
    whole = [x.numerator * (common // x.denominator) for x in point]
    total = 0
    for e, c in p.items():
        work.spend(1 + (top * sum(x.bit_length() for x in (common, *whole))) ** 2 // 65_536)
        term = c * common ** (top - sum(e))
        for x, k in zip(whole, e, strict=True):
            term *= x**k
        total += term
    return total


def _index(rows: list[list[int]], work: Work) -> int:
    bits = max(x.bit_length() for row in rows for x in row)
    work.spend(len(rows) ** 3 * (1 + (len(rows) * bits) ** 2 // 65_536))
    return integer_index(rows)


def need_distinct(found: Boxes | None, exact: list[Known], work: Work) -> None:
    work.spend(len(exact) * (len(exact) + (found.number if found else 0)))
    need(len({point.center for point in exact}) == len(exact), "a point stands twice")
    for disc in found.discs if found else []:
        unit = 1 << (found.precision if found else 0)
        for point in exact:
            gaps = (
                (x * unit - re) ** 2 + im**2 > disc.radius**2
                for x, (re, im) in zip(point.center, disc.center, strict=True)
            )
            need(any(gaps), "a point lies in a polydisc")
