"""Proof steps for the critical points of a polynomial f: all of them, their kinds, and which are global minima.

Solutions of ∇f = 0 at rational points are given exactly, all others by polydiscs. The signs of the eigenvalues of a Hessian H are read off its characteristic
polynomial, all of whose roots are real: by Descartes' rule as many are positive as its coefficients change their signs. Nothing here decides: the
checker repeats it in its own way.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Any

from flint import fmpq, fmpq_mat, fmpz_poly

from symdl.algebra.budget import Budget, BudgetExceeded
from symdl.algebra.solutions.basins import basin
from symdl.algebra.solutions.branches import Curve, deciding_curves, excluded_along
from symdl.algebra.solutions.certify import Certifier, written_part
from symdl.algebra.solutions.coercive import bounded_below
from symdl.algebra.solutions.discs import discs
from symdl.algebra.solutions.figures import SolutionCount
from symdl.algebra.solutions.rational_points import Parametrisation
from symdl.algebra.solutions.symmetries import exchanging
from symdl.algebra.solutions.system import Polynomial, PolynomialSystem, derivative, primitive, total

Form = dict[str, Any]
KINDS = frozenset({"minima", "maxima", "saddles"})
Vector = tuple[fmpq, ...]


@dataclass(frozen=True, slots=True)
class Described:
    """A real critical point, or the centre of its polydisc: value of f and signs of the eigenvalues of the Hessian."""

    place: Vector
    value: fmpq
    is_exact: bool
    positive: int
    negative: int
    excluded: frozenset[str] = frozenset()

    @property
    def signs(self) -> tuple[int, int]:
        return self.positive, self.negative

    @property
    def is_degenerate(self) -> bool:
        return sum(self.signs) < len(self.place)

    @property
    def has_line(self) -> bool:
        """Whether the kernel of the Hessian is a line, on which curves decide."""
        return sum(self.signs) == len(self.place) - 1

    def kinds(self) -> set[str]:
        """Of which kinds it may be."""
        if self.positive and self.negative:
            return {"saddles"}
        extreme = {"minima"} if self.positive else {"maxima"} if self.negative else {"minima", "maxima"}
        return {*extreme, "saddles"} - self.excluded if self.is_degenerate else extreme

    def along(self, f: Polynomial, curve: Curve) -> Described:
        """The same point, without the kinds that a curve excludes."""
        return replace(self, excluded=self.excluded | excluded_along(f, curve, self.signs))


@dataclass
class CriticalProof:
    """What can be shown of the critical points of f, as far as the engines find it."""

    names: tuple[str, ...]
    f: Polynomial
    budget: Budget
    seed: int = 0
    count: SolutionCount | None = None

    @cached_property
    def gradient(self) -> PolynomialSystem:
        return PolynomialSystem.of(self.names, [derivative(self.f, k) for k in range(len(self.names))])

    @cached_property
    def certifier(self) -> Certifier:
        return Certifier(self.gradient, self.budget, self.seed, count=self.count)

    @cached_property
    def rule(self) -> Form | None:
        """The proof step; None when nothing was found that bounds or lists the points."""
        upper = self._upper()
        return None if upper is None else {"rule": "count", "upper": upper, **self._listed}

    def proof(self, kind: str) -> Form | None:
        """The proof step for a kind, with what global minima need where it is needed."""
        if kind == "critical" and not self._is_listed:
            return self._counted[1]
        if self.rule is None:
            return self.rule
        rule = self.rule if kind in ("critical", "degenerate") else {**self.rule, **self._told}
        if not self._needs_least(kind):
            return rule
        sides = {"above": self._above, "below": self._below}
        return {
            **rule,
            **{side: form for side, form in sides.items() if form is not None},
            **({"levels": [self._level]} if self._level else {}),
            **({"equal": self._equal} if self._equal else {}),
        }

    @property
    def _told(self) -> Form:
        """What is shown of points with a singular Hessian."""
        curves = [[k, [list(map(str, c.coeffs() or [0])) for c in curve]] for k, curve in self._curves]
        return {
            **({"curves": curves} if curves else {}),
            **({"basins": [list(found) for found in self._basins]} if self._basins else {}),
        }

    def between(self, kind: str) -> tuple[int, int]:
        """How many points there are, and may be, of a kind."""
        real, least = self.real, self._least if self._needs_least(kind) else [False] * len(self.real)
        if kind == "critical":
            number = len(real) if self._is_listed else self._counted[0]
            return number, number
        if kind == "degenerate":
            number = sum(point.is_degenerate for point in real)
            return number, number
        kinds = [{"minima"} if is_least else point.kinds() for point, is_least in zip(real, least, strict=True)]
        if kind != "spurious_minima":
            return sum(k == {kind} for k in kinds), sum(kind in k for k in kinds)
        above_all = self._below is not None
        higher = [
            k == {"minima"} and (above_all or not self._is_lowest(point)) for k, point in zip(kinds, real, strict=True)
        ]
        return sum(higher), sum("minima" in k and not is_least for k, is_least in zip(kinds, least, strict=True))

    # points -------------------------------------------------------------------------------------

    @cached_property
    def solutions(self) -> Parametrisation | None:
        return self.certifier.solutions if self.certifier.dimension == 0 else None

    @cached_property
    def _split(self) -> tuple[list[Vector], fmpz_poly | None]:
        """The rational solutions, and the polynomial of all others."""
        if self.solutions is None:
            return [], None
        found, rest = [], self.solutions.q
        for factor, _ in self.solutions.q.factor()[1]:
            if factor.degree() == 1:
                t = fmpq(-factor[0], factor[1])
                below = self.solutions.denominator(t)
                found.append(tuple(v(t) / below for v in self.solutions.numerators))
                rest = rest // factor
        return found, rest if rest.degree() > 0 else None

    @property
    def _is_listed(self) -> bool:
        """Whether every solution is rational or in a polydisc."""
        return self._split[1] is None or "boxes" in self._listed

    @cached_property
    def _counted(self) -> tuple[int, Form | None]:
        """The number of real critical points, by the parametrisation of all, some of which have a singular Hessian."""
        found = self.certifier.proposal("real")
        return (
            (0, None)
            if found is None or found.number is None
            else (found.number, found.rules[-1] if found.rules else None)
        )

    @cached_property
    def _listed(self) -> Form:
        rational, rest = self._split
        listed: Form = {"exact": [[str(x) for x in point] for point in rational]} if rational else {}
        if rest is not None and self.solutions is not None:
            found = discs(self.gradient, self.solutions, self.budget, part=rest)
            listed |= {} if found is None else {"boxes": found}
        return listed

    @cached_property
    def real(self) -> list[Described]:
        """Those in polydiscs first, as the checker numbers them, without the kinds that curves and basins exclude."""
        found = list(self._after_curves)
        for k, kind, _ in self._basins:
            found[k] = replace(found[k], excluded=frozenset(KINDS - {kind}))
        return found

    @cached_property
    def _after_curves(self) -> list[Described]:
        found = list(self._found)
        for k, curve in self._curves:
            found[k] = found[k].along(self.f, curve)
        return found

    @cached_property
    def _curves(self) -> list[tuple[int, Curve]]:
        """Curves through rational points with a singular Hessian that exclude kinds; none where the least value tells."""
        found = []
        for k, point in enumerate(self._found):
            if len(point.kinds()) > 1 and (point.has_line or not self._is_bottom(point)):
                curves = deciding_curves(self.f, point.place, point.signs, point.kinds(), self.budget)
                found += [(k, curve) for curve in curves]
        return found

    @cached_property
    def _basins(self) -> list[tuple[int, str, Form]]:
        """Sums of squares on balls around points of which curves do not tell the kind."""
        found = []
        for k, point in enumerate(self._after_curves):
            if len(point.kinds()) > 1 and not self._is_bottom(point):
                told = basin(primitive(self.f), point.place, point.kinds(), self.budget)
                found += [(k, *told)] if told else []
        return found

    def _is_bottom(self, point: Described) -> bool:
        """Whether the least value tells that a point is a minimum."""
        return self._is_lowest(point) and self._above is not None

    @cached_property
    def _found(self) -> list[Described]:
        boxes = self._listed.get("boxes")
        centers = [] if boxes is None else [disc["center"] for disc in boxes["discs"]]
        unit = 1 if boxes is None else 1 << boxes["precision"]
        real = [tuple(fmpq(int(x), unit) for x, _ in c) for c in centers if not any(int(y) for _, y in c)]
        return [*(self._described(x, False) for x in real), *(self._described(x, True) for x in self._split[0])]

    def _described(self, place: Vector, is_exact: bool) -> Described:
        n = len(place)
        slopes = [derivative(self.f, i) for i in range(n)]
        entries = [value_at(derivative(p, j), place) for p in slopes for j in range(n)]
        coefficients = fmpq_mat(n, n, entries).charpoly().coeffs()
        positive = _changes(coefficients)
        negative = _changes([c if k % 2 else -c for k, c in enumerate(coefficients)])
        return Described(place, value_at(self.f, place), is_exact, positive, negative)

    # bounds -------------------------------------------------------------------------------------

    def _upper(self) -> Form | None:
        certifier = self.certifier
        try:
            size = 0 if self.solutions is None else self.solutions.size
            if certifier.dimension > 0 or (certifier.dimension == 0 and not size):
                return None
            rule = certifier._bounded("real", size, size, simple=size == (certifier.degree if size else 0))
        except BudgetExceeded:
            return None
        return None if rule is None else dict(rule["upper"])

    @cached_property
    def _above(self) -> Form | None:
        least = min(self._found, key=lambda point: point.value, default=None)
        floor = (
            least.value
            if least is not None and least.is_exact
            else self._level and fmpq(*map(int, self._level["value"].split("/")))
        )
        return bounded_below(self.names, self.f, self.budget, floor, least and least.value)

    @cached_property
    def _below(self) -> list[str] | None:
        """A point below all critical ones, where no bound was found."""
        if self._above is not None or not self._found:
            return None
        point = below(self.f, min(p.value for p in self._found) - CLOSE)
        return None if point is None else [str(x) for x in point]

    def _needs_least(self, kind: str) -> bool:
        """Whether it matters which points are global minima."""
        if kind == "spurious_minima":
            return any("minima" in point.kinds() for point in self.real)
        return kind in ("minima", "maxima", "saddles") and any(len(point.kinds()) > 1 for point in self.real)

    def _is_lowest(self, point: Described) -> bool:
        return bool(point.value - min(p.value for p in self._found) <= CLOSE)

    @cached_property
    def _level(self) -> Form | None:
        """The lowest points that are not rational, when their value is."""
        lowest = [point for point in self._found if self._is_lowest(point)]
        if self.solutions is None or all(point.is_exact for point in lowest):
            return None
        value = _simple(next((point for point in lowest if point.is_exact), lowest[0]).value)
        equation = total(self.f, {(0,) * len(self.names): -value})
        q = self.solutions.meeting(primitive(equation)) if equation else self.solutions.q
        return {"value": str(value), "points": written_part(self.solutions, q)} if q.degree() >= len(lowest) else None

    @cached_property
    def _equal(self) -> list[Form]:
        """Symmetries that take the first of the lowest points to the others."""
        lowest = [k for k, point in enumerate(self.real) if self._is_lowest(point)]
        pairs = []
        for k in lowest[1:]:
            if not (self.real[k].is_exact and self.real[lowest[0]].is_exact):
                images = exchanging(self.f, self.real[lowest[0]].place, self.real[k].place, self.budget)
                if images is not None:
                    pairs.append([lowest[0], k, images])
        return pairs  # type: ignore[return-value]

    @cached_property
    def _least(self) -> list[bool]:
        if self._above is None:
            return [False] * len(self.real)
        sure = self._above["epsilon"] != "0" or self._level is not None
        return [(sure or point.is_exact) and self._is_lowest(point) for point in self._found]


DRAWS = 200
CLOSE = fmpq(1, 1 << 40)
"""Values that differ by less are taken for equal until the checker says otherwise."""


def _simple(x: fmpq) -> Fraction:
    """A rational number with a small denominator near x, which x may stand for."""
    return Fraction(int(x.p), int(x.q)).limit_denominator(10_000)


def below(f: Polynomial, level: fmpq) -> Vector | None:
    """A point, on an axis or drawn at random, where f is below a level; None when none is seen."""
    n = max(map(len, f), default=0)
    draw = random.Random(n)
    sizes = (1, 10, 100, 1000)
    axes = [[size * sign * int(i == k) for i in range(n)] for size in sizes for k in range(n) for sign in (1, -1)]
    drawn = ([draw.choice((0, 1, -1)) * draw.choice(sizes) for _ in range(n)] for _ in range(DRAWS))
    points = (tuple(map(fmpq, point)) for point in (*axes, *drawn))
    return next((point for point in points if value_at(f, point) < level), None)


def _changes(coefficients: Sequence[fmpq]) -> int:
    signs = [c > 0 for c in coefficients if c != 0]
    return sum(a != b for a, b in pairwise(signs))


def value_at(p: Polynomial, place: Vector) -> fmpq:
    total = fmpq(0)
    for e, c in p.items():
        term = fmpq(c.numerator, c.denominator)
        for x, k in zip(place, e, strict=True):
            term = term * x**k if k else term
        total += term
    return total
