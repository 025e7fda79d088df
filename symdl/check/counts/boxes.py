"""Distinct solutions of a square system, each alone in a polydisc {x : |xᵢ − cᵢ| ≤ r}.

For a matrix Y and g(x) = x − Y f(x), let L bound the row sums of |I − Y J(x)| on the polydisc. If L < 1 and |Y f(c)| ≤ (1 − L) r, then g is a
contraction of the polydisc in the maximum norm, so f has exactly one zero in it, and it is nonsingular (the theorem of Krawczyk and Moore, for discs in the
place of intervals). The zero is real if c is real, for its conjugate is a zero in the same polydisc; it is not if |Im cᵢ| > r for some i.
A coordinate is not 0 if |cᵢ| > r. Coordinates Z with cᵢ = 0 are 0 if the equations that do not vanish identically for x_Z = 0 pass the same
test in the other coordinates: then there is a zero with x_Z = 0 in the polydisc, and it is the only one.

Everything is in integers: c and r in units of 2⁻ᴾ, Y in units of 2⁻ˢ, f(c) in units of 2⁻ᴾᵈ and J in units of 2⁻ᴾ⁽ᵈ⁻¹⁾.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import isqrt
from typing import Any

from symdl.check.counts.system import Exponents, System, derivative, integer
from symdl.check.judgement import need
from symdl.check.polynomial import Work

Complex = tuple[int, int]
MOST_BITS = 4_000


@dataclass(frozen=True, slots=True)
class Disc:
    """A polydisc and the matrix that shows its zero."""

    center: tuple[Complex, ...]
    radius: int
    inverse: tuple[tuple[Complex, ...], ...]


@dataclass(frozen=True, slots=True)
class Boxes:
    """Polydiscs with one zero each, pairwise disjoint."""

    system: System
    precision: int
    scale: int
    discs: list[Disc]
    work: Work

    @property
    def number(self) -> int:
        return len(self.discs)

    def real(self) -> int:
        """How many of the zeros are real."""
        count = 0
        for disc in self.discs:
            if any(y for _, y in disc.center):
                need(any(abs(y) > disc.radius for _, y in disc.center), "a zero is not shown to be real or not")
            else:
                count += 1
        return count

    def in_torus(self) -> int:
        """How many have no zero coordinate."""
        return sum(not self._zeros(disc) for disc in self.discs)

    def _zeros(self, disc: Disc) -> list[int]:
        """The coordinates that are 0, once all others are shown not to be."""
        zero = [k for k, c in enumerate(disc.center) if c == (0, 0)]
        rest = [k for k in range(self.system.n) if k not in zero]
        need(all(_squared(disc.center[k]) > disc.radius**2 for k in rest), "a coordinate is not shown to be 0 or not")
        if zero:
            kept = [
                i for i, p in enumerate(self.system.polynomials) if any(not any(e[k] for k in zero) for e in p)
            ]  # the others vanish with these coordinates
            need(len(kept) == len(rest), "the coordinates at 0 are not shown to be 0")
            need(self._contracts(disc, kept, rest), "the coordinates at 0 are not shown to be 0")
        return zero

    def _contracts(self, disc: Disc, rows: Sequence[int], columns: Sequence[int]) -> bool:
        """The test of a system of these equations in these unknowns, the other unknowns at 0."""
        top = max((self.system.degrees[i] for i in rows), default=1)
        at = At(disc.center, disc.radius, self.precision, self.work)
        chosen = [
            {e: c for e, c in self.system.polynomials[i].items() if all(not x or k in columns for k, x in enumerate(e))}
            for i in rows
        ]
        values = [at.value(p, top) for p in chosen]
        slopes = [[at.value(derivative(p, k), top - 1) for k in columns] for p in chosen]
        spread = [[at.spread(derivative(p, k), top - 1) for k in columns] for p in chosen]
        matrix = [[disc.inverse[k][i] for i in rows] for k in columns]
        unit, worst, error = 1 << (self.scale + self.precision * (top - 1)), 0, 0
        self.work.spend(len(rows) ** 3 * (1 + (self.precision * top) ** 2 // 65_536))
        for k, y in enumerate(matrix):
            total = 0
            for j in range(len(columns)):
                a, b = _dot(y, [row[j] for row in slopes])
                total += _size((unit * (j == k) - a, -b)) + sum(
                    _size(x) * row[j] for x, row in zip(y, spread, strict=True)
                )
            worst, error = max(worst, total), max(error, _size(_dot(y, values)))
        return worst < unit and error <= (unit - worst) * disc.radius


class At:
    """Polynomials at the centre of a polydisc, and how far their values spread over it."""

    def __init__(self, center: tuple[Complex, ...], radius: int, precision: int, work: Work) -> None:
        self.precision, self.work = precision, work
        self.powers = [[(1, 0), c] for c in center]
        self.near = [[1, _size(c)] for c in center]
        self.far = [[1, _size(c) + radius] for c in center]

    def value(self, p: dict[Exponents, int], top: int) -> Complex:
        """p(c) in units of 2^(−precision·top)."""
        x = y = 0
        for e, c in p.items():
            self.work.spend(1 + (self.precision * top) ** 2 // 65_536)
            a, b = c << (self.precision * (top - sum(e))), 0
            for k, i in enumerate(e):
                if i:
                    a, b = _times((a, b), self._power(k, i))
            x, y = x + a, y + b
        return x, y

    def spread(self, p: dict[Exponents, int], top: int) -> int:
        """A bound for |p(x) − p(c)|, in the same units: Σ |coefficient| ((|c| + r)ᵉ − |c|ᵉ)."""
        total = 0
        for e, c in p.items():
            near = far = abs(c) << (self.precision * (top - sum(e)))
            for k, i in enumerate(e):
                if i:
                    near, far = near * self.near[k][1] ** i, far * self.far[k][1] ** i
            total += far - near
        return total

    def _power(self, k: int, i: int) -> Complex:
        row = self.powers[k]
        while len(row) <= i:
            row.append(_times(row[-1], row[1]))
        return row[i]


def _times(x: Complex, y: Complex) -> Complex:
    return x[0] * y[0] - x[1] * y[1], x[0] * y[1] + x[1] * y[0]


def _dot(xs: Sequence[Complex], ys: Sequence[Complex]) -> Complex:
    parts = [_times(x, y) for x, y in zip(xs, ys, strict=True)]
    return sum(a for a, _ in parts), sum(b for _, b in parts)


def _squared(x: Complex) -> int:
    return x[0] ** 2 + x[1] ** 2


def _size(x: Complex) -> int:
    """At least |x|, and |x| itself where it is an integer on an axis."""
    return abs(x[0]) + abs(x[1]) if 0 in x else isqrt(_squared(x)) + 1


def boxes(system: System, form: Any, work: Work) -> Boxes:
    """The polydiscs of a certificate, each shown to hold one zero, no two of them meeting."""
    need(system.is_square, "polydiscs need as many equations as unknowns")
    precision, scale = form["precision"], form["scale"]
    need(all(type(b) is int and 1 <= b <= MOST_BITS for b in (precision, scale)), "too many bits")
    discs = [_disc(disc, system.n) for disc in form["discs"]]
    found = Boxes(system, precision, scale, discs, work)
    every = range(system.n)
    for disc in discs:
        need(found._contracts(disc, every, every), "a polydisc is not shown to hold one zero")
    for a, b in combinations(discs, 2):
        work.spend(1)
        reach = (a.radius + b.radius) ** 2
        gaps = ((x[0] - y[0]) ** 2 + (x[1] - y[1]) ** 2 for x, y in zip(a.center, b.center, strict=True))
        need(any(gap > reach for gap in gaps), "two polydiscs meet")
    return found


def _disc(form: Any, n: int) -> Disc:
    center = tuple(_complex(c) for c in form["center"])
    inverse = tuple(tuple(_complex(c) for c in row) for row in form["inverse"])
    radius = integer(form["radius"])
    need(radius > 0 and len(center) == len(inverse) == n and {len(row) for row in inverse} == {n}, "a bad polydisc")
    return Disc(center, radius, inverse)


def _complex(pair: Any) -> Complex:
    x, y = pair
    return integer(x), integer(y)
