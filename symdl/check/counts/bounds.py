"""Upper bounds for the isolated solutions of a square system: Bézout, multihomogeneous Bézout, Bernstein.

Mixed volumes come with the mixed cells of a lifting. Every support is completed by the corners 0, d e₁, …, d eₙ of a simplex that contains it, with
infinite lifts, +∞. A cell is an edge of each completed support and a point v where the lift plus ⟨·, v⟩ is least over that support exactly at the
two ends. For any lifting the mixed volumes at all v add up to that of the simplices, Πdᵢ. So when |det| of the given cells adds up to Πdᵢ, they are all,
and those without an infinite corner are all cells of the given supports: their |det| adds up to the mixed volume.
"""

from collections.abc import Iterable
from math import prod
from typing import Any

from symdl.check.counts.system import Exponents, System, integer
from symdl.check.judgement import need
from symdl.check.polynomial import Work

Height = tuple[int, int]
"""A number with an infinite part: compared by the multiple of infinity first."""


def bezout(system: System) -> int:
    """Πdᵢ."""
    need(system.is_square, "Bézout's bound needs as many equations as unknowns")
    return prod(system.degrees)


def multihomogeneous(system: System, groups: Any, work: Work) -> int:
    """The coefficient of Π αⱼ^kⱼ in Πᵢ Σⱼ dᵢⱼ αⱼ, for groups of kⱼ unknowns and degrees dᵢⱼ in them."""
    need(system.is_square, "a multihomogeneous bound needs as many equations as unknowns")
    names = [name for group in groups for name in group]
    need(sorted(names) == sorted(system.names) and all(groups), "the groups do not partition the unknowns")
    places = [[system.names.index(name) for name in group] for group in groups]
    partial = {(0,) * len(places): 1}
    for p in system.polynomials:
        degrees = [max(sum(e[k] for k in group) for e in p) for group in places]
        following: dict[tuple[int, ...], int] = {}
        work.spend(len(partial) * len(places) * (4 + len(places)))
        for powers, c in partial.items():
            for j, degree in enumerate(degrees):
                if degree and powers[j] < len(places[j]):
                    key = (*powers[:j], powers[j] + 1, *powers[j + 1 :])
                    following[key] = following.get(key, 0) + c * degree
        partial = following
    return partial.get(tuple(map(len, places)), 0)


def mixed_volume(system: System, form: Any, work: Work, *, affine: bool) -> int:
    """The mixed volume of the supports; of the supports with the origin, for solutions with zero coordinates too."""
    need(system.is_square, "a mixed volume needs as many supports as unknowns")
    n = system.n
    given = [sorted({*p, (0,) * n} if affine else _shifted(p)) for p in system.polynomials]
    degrees = [max(map(sum, points)) for points in given]
    if not all(degrees):
        return 0  # a support that is a point
    completed = [_completed(points, degree, n) for points, degree in zip(given, degrees, strict=True)]
    lifts = [[integer(x) for x in row] for row in form["lifts"]]
    need([len(row) for row in lifts] == [len(points) for points in completed], "each point has a lift")
    added = (x for row, points in zip(lifts, given, strict=True) for x in row[len(points) :])
    need(all(x > 0 for x in added), "the lift of an added corner is +∞")  # below, given points would be hidden
    heights = [
        [(x, 0) if k >= len(points) else (0, x) for k, x in enumerate(row)]
        for row, points in zip(lifts, given, strict=True)
    ]
    cells = {tuple(tuple(sorted(edge)) for edge in cell) for cell in form["cells"]}
    total = volume = 0
    for cell in cells:
        size = _cell(completed, heights, cell, work)
        total += size
        volume += size if all(b < len(points) for (_, b), points in zip(cell, given, strict=True)) else 0
    need(total == prod(degrees), f"the volumes of the cells add up to {total}, not to {prod(degrees)}")
    return volume


def _shifted(support: Iterable[Exponents]) -> list[Exponents]:
    """Divided by a monomial, which changes nothing where no coordinate is 0."""
    points = list(support)
    low = [min(column) for column in zip(*points, strict=True)]
    return [tuple(a - b for a, b in zip(e, low, strict=True)) for e in points]


def _completed(points: list[Exponents], degree: int, n: int) -> list[Exponents]:
    corners = [(0,) * n, *(tuple(degree * int(i == k) for i in range(n)) for k in range(n))]
    return [*points, *(corner for corner in corners if corner not in points)]


def _cell(supports: list[list[Exponents]], heights: list[list[Height]], cell: Any, work: Work) -> int:
    """|det| of the edges, once the minimum is shown to be attained at their ends alone; heights are compared times |det|."""
    n = len(supports)
    need(len(cell) == n, "a cell has one edge for each support")
    rows: list[list[int]] = []
    for points, row, (a, b) in zip(supports, heights, cell, strict=True):
        need(type(a) is type(b) is int and 0 <= a < b < len(points), "an edge has two different ends")
        edge = [y - x for x, y in zip(points[a], points[b], strict=True)]
        rows.append([*edge, *(row[a][level] - row[b][level] for level in (0, 1))])
    work.spend(1 + (n**3 + 2 * n * sum(map(len, supports))) // 8)
    size, infinite, finite = _solved(rows, n)
    for points, row, (a, b) in zip(supports, heights, cell, strict=True):
        values = [
            (h * size + sum(map(int.__mul__, e, infinite)), g * size + sum(map(int.__mul__, e, finite)))
            for e, (h, g) in zip(points, row, strict=True)
        ]
        need(values[a] == values[b], "the ends of an edge are not level")
        need(all(value > values[a] for k, value in enumerate(values) if k not in (a, b)), "a point is below an edge")
    return size


def _solved(rows: list[list[int]], n: int) -> tuple[int, list[int], list[int]]:
    """|det|, and the two solutions times |det|, by elimination without fractions: every division is exact (Bareiss, 1968)."""
    before = 1
    for k in range(n):
        pivot = next((i for i in range(k, n) if rows[i][k]), None)
        need(pivot is not None, "the edges of a cell are dependent")
        rows[k], rows[pivot or k] = rows[pivot or k], rows[k]
        lead = rows[k][k]
        for i in range(n):
            if i != k:
                factor = rows[i][k]
                rows[i] = [(lead * x - factor * y) // before for x, y in zip(rows[i], rows[k], strict=True)]
        before = lead
    sign = -1 if before < 0 else 1
    return sign * before, [sign * row[n] for row in rows], [sign * row[n + 1] for row in rows]
