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

from collections.abc import Collection, Sequence
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
BATCH = 1 << 21
"""Numbers held at once for the cells that are followed together."""
Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Places = NDArray[np.intp]
Truths = NDArray[np.bool_]


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


@dataclass(frozen=True, slots=True)
class _Events:
    """For each cell: whether it dies before the end, when, by which point, and the inverse of its edges."""

    moves: Truths
    times: Floats
    points: Places
    inverse: Floats


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
        self.lengths = np.array([len(f) for f in flat])
        self.owner = np.repeat(np.arange(self.n), self.lengths)
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
        """The cells at the end of the path, each followed on its own, many at a time."""
        cells, times = np.array([self.first], dtype=np.intp), np.zeros(1)
        done: list[Edges] = []
        most = max(1, BATCH // (len(self.points) * self.n))
        while len(cells):
            batch, moments = cells[-most:], times[-most:]
            cells, times = cells[:-most], times[:-most]
            if budget is not None:
                budget.spend(100 + len(batch) * len(self.points) // 4)
            events = self._next(batch, moments)
            done += [tuple((int(a), int(b)) for a, b in cell) for cell in batch[~events.moves]]
            after, origins = self._flipped(batch, events)
            cells = np.concatenate([cells, after])
            times = np.concatenate([times, events.times[origins]])
        return done

    def _next(self, cells: Places, times: Floats) -> _Events:
        """When each cell dies, which point kills it, and the inverse of its edges."""
        ends = cells + self.starts[:-1, None]
        inverse = np.linalg.inv(self.points[ends[..., 1]] - self.points[ends[..., 0]])
        v = inverse @ (self.omega[ends[..., 0]] - self.omega[ends[..., 1]])
        rows, flat = np.arange(len(cells))[:, None], ends.reshape(len(cells), -1)
        begin, end = (self._gaps(v[..., k], ends, k) for k in (0, 1))
        begin[rows, flat] = end[rows, flat] = 1.0
        fall = begin - end
        now = begin - fall * times[:, None]
        with np.errstate(divide="ignore", invalid="ignore"):
            hits = begin / fall
        alive = (hits <= times[:, None] * (1 + 1e-13)) | (end >= now)
        hits[alive | (np.abs(now) < 1e-11 * (np.abs(begin) + np.abs(end)))] = np.inf
        points = hits.argmin(axis=1)
        first = hits[rows[:, 0], points]
        hits[rows[:, 0], points] = np.inf
        moves = first < 1.0
        with np.errstate(invalid="ignore"):
            near = hits.min(axis=1) - first < 1e-15 * np.maximum(first, 1e-300)
        if (moves & near).any():
            raise Degenerate
        return _Events(moves, first, points, inverse)

    def _gaps(self, v: Floats, ends: Places, k: int) -> Floats:
        """How far every point is above the least of its support, before (0) or after (1)."""
        height = self.omega[:, k] + v @ self.points.T
        least = np.take_along_axis(height, ends[..., 0], axis=1)
        result: Floats = height - np.repeat(least, self.lengths, axis=1)
        return result

    def _flipped(self, cells: Places, events: _Events) -> tuple[Places, Places]:
        """(the cells on the other side, which cell each comes from); where two become one, the one with the lesser pair passes it on."""
        rows = np.flatnonzero(events.moves)
        points, inverse = events.points[rows], events.inverse[rows]
        i = self.owner[points]
        a, b = cells[rows, i].T
        c = points - self.starts[i]
        offset = self.points[points] - self.points[self.starts[i] + a]
        share = np.einsum(
            "kj,kj->k", offset, inverse[np.arange(len(rows)), :, i]
        )  # c − a = share · (b − a) + other edges
        near = np.minimum(np.abs(share), np.abs(1 - share)) < 1e-9
        of_a, of_b = np.where(near, np.round(1 - share), 1 - share), np.where(near, np.round(share), share)
        replace_a, replace_b = of_a > 0, of_b > 0
        merges = (replace_a != replace_b) & (np.minimum(of_a, of_b) < 0)
        kept, gone = (
            np.where(replace_a, b, a),
            np.where(replace_a, a, b),
        )  # (gone, kept) and (c, gone) merge into (c, kept)
        stays = ~(merges & (_pair(gone, kept) > _pair(gone, c)))
        found = []
        for chosen, side in ((stays & replace_a, 0), (stays & replace_b, 1)):
            after = cells[rows[chosen]].copy()
            after[np.arange(len(after)), i[chosen], side] = c[chosen]
            found.append((after, rows[chosen]))
        return np.concatenate([after for after, _ in found]), np.concatenate([origin for _, origin in found])


def _pair(x: Places, y: Places) -> Places:
    """A number by which unordered pairs are compared."""
    return np.minimum(x, y) * (1 << 30) + np.maximum(x, y)


def _checked(homotopy: _Homotopy, found: list[Edges]) -> MixedCells:
    """The cells, each tested in exact arithmetic, and complete by their total volume."""
    unique = sorted({tuple((min(e), max(e)) for e in cell) for cell in found})
    if len(unique) != len(found):
        raise Degenerate
    lifts = tuple(tuple(map(int, lift)) for lift in homotopy.lifts)
    total = volume = 0
    for cell, size in zip(unique, _volumes(homotopy, lifts, unique), strict=True):
        total += size
        if all(max(edge) < size_ for edge, size_ in zip(cell, homotopy.sizes, strict=True)):
            volume += size
    if total != homotopy.total:
        raise Degenerate
    return MixedCells(homotopy.supports, homotopy.sizes, lifts, tuple(unique), volume)


def _volumes(homotopy: _Homotopy, lifts: tuple[tuple[int, ...], ...], cells: list[Edges]) -> list[int]:
    """The volumes of cells that are cells in exact arithmetic: in machine integers where these are known to suffice."""
    most = max(1, BATCH // (len(homotopy.points) * homotopy.n))
    sizes: list[int] = []
    for start in range(0, len(cells), most):
        part = cells[start : start + most]
        for cell, size in zip(part, _machine_volumes(homotopy, np.array(part, dtype=np.intp)), strict=True):
            if size == 0:
                size = abs(_determinant(homotopy.supports, cell))
                if not size or not is_cell(homotopy.supports, homotopy.sizes, lifts, cell):
                    raise Degenerate
            sizes.append(int(size))
    return sizes


def _machine_volumes(homotopy: _Homotopy, cells: Places) -> Integers:
    """The volumes of those that 64-bit integers show to be cells; 0 for the others.

    With det·E⁻¹ = A, rounded and tested by E A = det·I, the heights det·ω + ⟨a, A r⟩ are integers, and bounds for them exclude an overflow.
    """
    n, points = homotopy.n, homotopy.points.astype(np.int64)
    ends = cells + homotopy.starts[:-1, None]
    edges = points[ends[..., 1]] - points[ends[..., 0]]
    with np.errstate(all="ignore"):
        determinants = np.round(np.linalg.det(edges.astype(np.float64)))
        adjugates = np.round(np.linalg.inv(edges.astype(np.float64)) * determinants[:, None, None])
    large = np.abs(adjugates).max(axis=(1, 2), initial=0)
    top = float(points.max(initial=1))
    fits = (np.abs(determinants) < 1 << 20) & (large * top * top * n * n * 4 * LIFT < 1 << 62)
    determinants, adjugates = (
        np.where(fits, determinants, 0).astype(np.int64),
        np.where(fits[:, None, None], adjugates, 0).astype(np.int64),
    )
    identity = np.eye(n, dtype=np.int64) * determinants[:, None, None]
    fits &= (edges @ adjugates == identity).all(axis=(1, 2)) & (determinants != 0)
    flip = np.sign(determinants)
    lifts = np.concatenate(homotopy.lifts)
    infinite = np.concatenate(
        [np.arange(len(row)) >= size for row, size in zip(homotopy.lifts, homotopy.sizes, strict=True)]
    )
    rows = np.arange(len(cells))[:, None]
    level: Truths = np.zeros((len(cells), len(points)), dtype=bool)
    equal: Truths = np.ones_like(level)
    for omega in (np.where(infinite, lifts, 0), np.where(infinite, 0, lifts)):  # infinite lifts are compared first
        v = adjugates @ (omega[ends[..., 0]] - omega[ends[..., 1]])[..., None]
        height = (omega[None, :] * determinants[:, None] + (points @ v)[..., 0]) * flip[:, None]
        gap = height - height[rows, ends[..., 0]][:, homotopy.owner]
        level |= equal & (gap > 0)
        equal &= gap == 0
    level[rows, ends.reshape(len(cells), -1)] = equal[rows, ends.reshape(len(cells), -1)]
    return np.where(fits & level.all(axis=1), np.abs(determinants), 0)


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
