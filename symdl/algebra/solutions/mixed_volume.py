"""Mixed volumes by tropical homotopy: mixed cells are followed from a lifting that has one of them to a random one.

For supports A₁, …, Aₙ with lifts ω a mixed cell is a choice of edges aᵢbᵢ with a point v where, for every i, ωₐ + ⟨a, v⟩ is least
over Aᵢ exactly at aᵢ and bᵢ; the volumes |det(bᵢ − aᵢ)| of all cells add up to the mixed volume. Each Aᵢ is completed by
the corners 0, dᵢe₁, …, dᵢeₙ of a simplex that contains it. With these alone low there is a single cell, of volume Πdᵢ; when the lifts move, a cell
in which a third point c reaches the minimum is replaced by those of (a, c), (c, b) that lie on the other side.
At the end the corners outside Aᵢ are infinitely high, so the cells without them are those of the Aᵢ.

Steps are found in floats. The cells at the end are then checked in integers, and they are complete because the volumes of all
of them, corners included, add up to Πdᵢ. (Jensen, "Tropical homotopy continuation", 2016; Huber and Sturmfels, 1995.)
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from math import prod

import numpy as np
from flint import fmpq_mat, fmpz_mat
from numpy.typing import NDArray

from symdl.algebra.budget import Budget
from symdl.algebra.solutions.system import Exponents

Edges = tuple[tuple[int, int], ...]
LIFT = 1 << 20
ATTEMPTS = 6
Floats = NDArray[np.float64]


class Degenerate(Exception):
    """Two events coincide, or floats went astray: another lifting is needed."""


@dataclass(frozen=True, slots=True)
class MixedCells:
    """A mixed subdivision, checked in integers.

    Attributes:
        supports: the completed supports; the first ``sizes[i]`` points of the i-th are the given ones.
        lifts: of the given points; those of the added corners are infinite, with these values to compare them.
        cells: all cells, as index pairs into the completed supports.
        volume: the mixed volume of the given supports.
    """

    supports: tuple[tuple[Exponents, ...], ...]
    sizes: tuple[int, ...]
    lifts: tuple[tuple[int, ...], ...]
    cells: tuple[Edges, ...]
    volume: int


def mixed_volume(supports: Sequence[Collection[Exponents]], *, seed: int = 0, budget: Budget | None = None) -> int:
    """The mixed volume of the convex hulls of n supports in ℕⁿ: Bernstein's bound for the solutions in the torus.

    >>> mixed_volume([{(0, 0), (1, 1)}, {(0, 0), (1, 0), (0, 1)}])
    2
    """
    return mixed_cells(supports, seed=seed, budget=budget).volume


def mixed_cells(
    supports: Sequence[Collection[Exponents]], *, seed: int = 0, budget: Budget | None = None
) -> MixedCells:
    """A complete list of mixed cells for a random lifting.

    Raises:
        Degenerate: when no attempt succeeds, which rounding errors of very large systems may cause.
        BudgetExceeded: when the budget is used up.
    """
    n = len(supports)
    if any(not support for support in supports) or any(max(map(sum, s)) == 0 for s in supports):
        return MixedCells((), (), (), (), 0)
    given = [sorted(_shifted(support)) for support in supports]
    degrees = [max(map(sum, points)) for points in given]
    completed = [_completed(points, degree, n) for points, degree in zip(given, degrees, strict=True)]
    draw = np.random.default_rng(seed)
    for attempt in range(ATTEMPTS):
        homotopy = _Homotopy(completed, [len(points) for points in given], degrees, draw, 10 ** (4 + attempt))
        try:
            cells = homotopy.run(budget)
            return _checked(homotopy, cells)
        except (Degenerate, np.linalg.LinAlgError):
            continue
    raise Degenerate("no lifting gave a mixed subdivision that could be checked")


def _shifted(support: Collection[Exponents]) -> list[Exponents]:
    """Translated to touch the coordinate planes, which changes no mixed volume and lowers the degree."""
    low = [min(e[k] for e in support) for k in range(len(next(iter(support))))]
    return [tuple(a - b for a, b in zip(e, low, strict=True)) for e in support]


def _completed(points: list[Exponents], degree: int, n: int) -> tuple[Exponents, ...]:
    corners = [(0,) * n, *(tuple(degree * int(i == k) for i in range(n)) for k in range(n))]
    return (*points, *(corner for corner in corners if corner not in points))


class _Homotopy:
    def __init__(
        self,
        supports: Sequence[tuple[Exponents, ...]],
        sizes: Sequence[int],
        degrees: Sequence[int],
        draw: np.random.Generator,
        height: int,
    ) -> None:
        self.supports, self.sizes, self.n = tuple(supports), tuple(sizes), len(supports)
        self.total = prod(degrees)
        self.lifts = [draw.integers(LIFT, 2 * LIFT, len(points)) for points in supports]
        flat = [np.array(points, dtype=np.float64) for points in supports]
        self.starts = np.cumsum([0, *map(len, flat)])
        self.points = np.concatenate(flat)
        self.owner = np.repeat(np.arange(self.n), [len(f) for f in flat])
        before = [draw.uniform(1, 2, len(points)) for points in supports]
        self.first = []
        for i, points in enumerate(supports):
            base, corner = (points.index(tuple(d * degrees[i] * int(k == i) for k in range(self.n))) for d in (0, 1))
            before[i][base] = before[i][corner] = 0.0
            self.first.append((base, corner))
        after = [
            lifts / LIFT * np.where(np.arange(len(lifts)) < size, 1, height)
            for lifts, size in zip(self.lifts, self.sizes, strict=True)
        ]
        self.omega = np.stack([np.concatenate(before), np.concatenate(after)], axis=1)

    def run(self, budget: Budget | None) -> list[Edges]:
        """The cells at the end of the path, each followed on its own."""
        pending: list[tuple[Edges, float]] = [(tuple(self.first), 0.0)]
        done: list[Edges] = []
        while pending:
            cell, time = pending.pop()
            if budget is not None:
                budget.spend(150)
            event = self._next(cell, time)
            if event is None:
                done.append(cell)
            else:
                pending.extend((after, event[0]) for after in self._flipped(cell, event[1], event[2]))
        return done

    def _matrix(self, cell: Edges) -> tuple[NDArray[np.intp], Floats]:
        ends = np.array(cell) + self.starts[:-1, None]
        return ends, self.points[ends[:, 1]] - self.points[ends[:, 0]]

    def _next(self, cell: Edges, time: float) -> tuple[float, int, Floats] | None:
        """When the cell dies, which point kills it, and the inverse of its edges."""
        ends, edges = self._matrix(cell)
        inverse = np.linalg.inv(edges).astype(np.float64)
        v = inverse @ (self.omega[ends[:, 0]] - self.omega[ends[:, 1]])
        height = self.omega + self.points @ v
        gap = height - height[ends[:, 0]][self.owner]
        gap[ends] = 1.0
        begin, end = gap[:, 0], gap[:, 1]
        now = begin + (end - begin) * time
        falling = np.flatnonzero(end < now)
        if not len(falling):
            return None
        with np.errstate(divide="ignore", invalid="ignore"):
            hits = begin[falling] / (begin[falling] - end[falling])
        hits[hits <= time * (1 + 1e-13)] = np.inf
        hits[np.abs(now[falling]) < 1e-11 * (np.abs(begin[falling]) + np.abs(end[falling]))] = np.inf
        order = np.argsort(hits)[:2]
        first = hits[order[0]]
        if not first < 1.0:
            return None
        if len(order) > 1 and hits[order[1]] - first < 1e-15 * max(first, 1e-300):
            raise Degenerate
        return float(first), int(falling[order[0]]), inverse

    def _flipped(self, cell: Edges, point: int, inverse: Floats) -> Iterator[Edges]:
        """The cells on the other side; where two cells become one, the one with the lesser pair passes it on."""
        i = int(self.owner[point])
        a, b = cell[i]
        c = point - int(self.starts[i])
        offset = self.points[point] - self.points[self.starts[i] + a]
        share = float((offset @ inverse)[i])  # c − a = share · (b − a) + other edges
        signs = {"a": 1.0 - share, "b": share}
        if min(abs(signs["a"]), abs(signs["b"])) < 1e-9:
            signs = {key: 0.0 if abs(value) < 1e-9 else value for key, value in signs.items()}
        replace_a, replace_b = signs["a"] > 0, signs["b"] > 0
        pairs = [(c, b)] * replace_a + [(a, c)] * replace_b
        if len(pairs) == 1 and min(signs.values()) < 0:
            kept, gone = (b, a) if replace_a else (a, b)  # (gone, kept) and (c, gone) merge into (c, kept)
            if sorted((gone, kept)) > sorted((gone, c)):
                return
        for pair in pairs:
            yield (*cell[:i], pair, *cell[i + 1 :])


def _checked(homotopy: _Homotopy, found: list[Edges]) -> MixedCells:
    """The cells, each tested in exact arithmetic, and complete by their total volume."""
    unique = {tuple((min(e), max(e)) for e in cell) for cell in found}
    if len(unique) != len(found):
        raise Degenerate
    lifts = tuple(tuple(map(int, lift)) for lift in homotopy.lifts)
    total = volume = 0
    for cell in unique:
        size = abs(int(_determinant(homotopy.supports, cell)))
        total += size
        if all(max(edge) < size_ for edge, size_ in zip(cell, homotopy.sizes, strict=True)):
            volume += size
        if not size or not is_cell(homotopy.supports, homotopy.sizes, lifts, cell):
            raise Degenerate
    if total != homotopy.total:
        raise Degenerate
    return MixedCells(homotopy.supports, homotopy.sizes, lifts, tuple(sorted(unique)), volume)


def _rows(supports: Sequence[Sequence[Exponents]], cell: Edges) -> list[list[int]]:
    return [[y - x for x, y in zip(s[a], s[b], strict=True)] for s, (a, b) in zip(supports, cell, strict=True)]


def _determinant(supports: Sequence[Sequence[Exponents]], cell: Edges) -> int:
    return int(fmpz_mat(_rows(supports, cell)).det())


def is_cell(
    supports: Sequence[Sequence[Exponents]], sizes: Sequence[int], lifts: Sequence[Sequence[int]], cell: Edges
) -> bool:
    """Whether the minimum is attained at the edges alone, where an added corner has an infinite lift plus its own."""
    n = len(cell)
    heights = [
        [(lift if k >= size else 0, 0 if k >= size else lift) for k, lift in enumerate(row)]
        for row, size in zip(lifts, sizes, strict=True)
    ]
    right = [[h[a][level] - h[b][level] for level in (0, 1)] for h, (a, b) in zip(heights, cell, strict=True)]
    v = fmpz_mat(_rows(supports, cell)).solve(fmpz_mat(right))
    infinite, finite = ([v[k, level] for k in range(n)] for level in (0, 1))
    points = fmpq_mat([[*infinite], [*finite]])
    for i, (a, b) in enumerate(cell):
        values = points * fmpq_mat(fmpz_mat([list(column) for column in zip(*supports[i], strict=True)]))

        def level(k: int, i: int = i, values: fmpq_mat = values) -> tuple[object, object]:
            return (values[0, k] + heights[i][k][0], values[1, k] + heights[i][k][1])

        least = level(a)
        if any(not level(k) > least for k in range(len(supports[i])) if k not in (a, b)):
            return False
    return True
