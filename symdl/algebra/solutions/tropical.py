"""Mixed cells along a ray of lifts ω + t·ρ, t from 0 to ∞, in exact arithmetic.

A cell is an edge aᵢbᵢ of each support; with E its matrix of differences (those of two corners dₖeₖ of a simplex divided by d, and their lifts too, which keeps
numbers small), det = det E > 0 and A = det·E⁻¹, the points are at the heights
(ω + tρ)·det + ⟨·, A r(t)⟩, which are integers, and the cell lives while all others of a support are above its edge. When another one, c, comes down
to the edge, the cell is replaced by those of (a, c), (c, b) that lie on the other side, and E changes in one row: A follows by exact divisions.

Floats hold these integers: they are exact up to 2⁵³, which bounds ensure. (Jensen, "Tropical homotopy continuation", 2016.)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod

import numpy as np
from numpy.typing import NDArray

from symdl.algebra.budget import Budget

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Places = NDArray[np.intp]
Truths = NDArray[np.bool_]
EXACT = float(1 << 53)
BATCH = 3 << 18
"""Products in one matrix product: what a cache holds, and too few to be spread over threads."""


class Degenerate(Exception):
    """Two events coincide: other lifts are needed."""


class TooLarge(Degenerate):
    """A number is too large for exact arithmetic: lesser lifts are needed."""


@dataclass(frozen=True, slots=True)
class Cells:
    """Cells of one moment each, or of the end.

    Attributes:
        ends: k × n × 2 places among all points.
        adjugates: k × n × n, the matrices A; E A = det·I.
        determinants: k of them, positive.
    """

    ends: Places
    adjugates: Floats
    determinants: Floats

    def __len__(self) -> int:
        return len(self.ends)

    def __getitem__(self, chosen: slice | Truths | Places) -> Cells:
        return Cells(self.ends[chosen], self.adjugates[chosen], self.determinants[chosen])

    @classmethod
    def joined(cls, parts: Iterable[Cells]) -> Cells:
        """One after another."""
        parts = list(parts)
        return cls(
            np.concatenate([p.ends for p in parts]),
            np.concatenate([p.adjugates for p in parts]),
            np.concatenate([p.determinants for p in parts]),
        )


class Ray:
    """Supports with lifts ω + t·ρ.

    Args:
        supports: of the points of ℕⁿ.
        omega, rho: integer lifts of the points of each support.
        scales: a number for each point; by the lesser one of two the difference of these points, and that of their lifts, can be divided.
    """

    def __init__(
        self,
        supports: Sequence[Integers],
        omega: Sequence[Integers],
        rho: Sequence[Integers],
        scales: Sequence[Integers],
    ) -> None:
        self.n = len(supports)
        self.scales = np.concatenate(scales).astype(np.float64)
        self.points = np.concatenate(supports).astype(np.float64)
        lengths = np.array([len(s) for s in supports])
        self.starts = np.cumsum([0, *lengths])[:-1]
        self.owner = np.repeat(np.arange(self.n), lengths)
        self.lifts = np.stack([np.concatenate(omega), np.concatenate(rho)]).astype(np.float64)
        below = -np.equal(np.arange(self.n)[:, None], self.owner).astype(np.float64)
        self.columns = np.concatenate([self.points.T, below])
        self.largest = np.abs(self.lifts).max(axis=1)
        self.degree = self.points.sum(axis=1).max()

    def cells(self, ends: Places) -> Cells:
        """With their matrices; ends may be exchanged."""
        edges = self._edges(ends)
        sizes = np.round(np.linalg.det(edges))
        adjugates = np.round(np.linalg.inv(edges) * np.abs(sizes)[:, None, None])
        turned = sizes < 0
        ends = ends.copy()
        ends[turned, 0] = ends[turned, 0, ::-1]
        adjugates[turned, :, 0] *= -1
        cells = Cells(ends, adjugates, np.abs(sizes))
        self.check(cells)
        return cells

    def check(self, cells: Cells) -> None:
        """E A = det·I in integers."""
        edges, adjugates = self._edges(cells.ends).astype(np.int64), cells.adjugates.astype(np.int64)
        sizes = cells.determinants.astype(np.int64)[:, None, None]
        if not ((edges @ adjugates == sizes * np.eye(self.n, dtype=np.int64)).all() and (sizes > 0).all()):
            raise Degenerate("the matrix of a cell is not its inverse")

    def _edges(self, ends: Places) -> Floats:
        edges: Floats = (self.points[ends[..., 1]] - self.points[ends[..., 0]]) / self._scale(*_sides(ends))[..., None]
        return edges

    def _scale(self, a: Places, b: Places) -> Floats:
        return np.minimum(self.scales[a], self.scales[b])

    def volumes(self, cells: Cells) -> list[int]:
        """Of the parallelepipeds of the edges themselves."""
        scales = self._scale(*_sides(cells.ends)).astype(np.int64).tolist()
        return [int(size) * prod(row) for size, row in zip(cells.determinants, scales, strict=True)]

    def follow(self, cells: Cells, budget: Budget | None) -> Cells:
        """The cells for t = ∞ that come from those for small t > 0, many followed at a time."""
        most = max(16, BATCH // (2 * self.columns.size))
        done: list[Cells] = []
        while len(cells):
            batch, cells = cells[-most:], cells[:-most]
            if budget is not None:
                budget.spend(100 + len(batch) * len(self.points) // 8)
            moves, points = self._events(batch)
            done.append(batch[~moves])
            cells = Cells.joined([cells, self._flipped(batch[moves], points[moves])])
        return Cells.joined(done)

    def _events(self, cells: Cells) -> tuple[Truths, Places]:
        """(whether each cell dies, the point that kills it)."""
        gaps = self._gaps(cells)
        rows = np.arange(len(cells))
        gaps[:, rows[:, None], cells.ends.reshape(len(cells), -1)] = 1.0
        still, falling = gaps[0], -gaps[1]
        if ((falling == 0) & (still <= 0)).any():
            raise Degenerate("a point stays on a cell")
        times = np.full_like(still, np.inf)
        np.divide(still, falling, out=times, where=falling > 0)
        points = times.argmin(axis=1)
        first = times[rows, points]
        moves = first < np.inf
        times[rows, points] = np.inf
        close = np.flatnonzero((times.min(axis=1) <= first * (1 + 1e-15)) & moves)
        for k in close:
            near = [int(points[k]), *np.flatnonzero(times[k] <= first[k] * (1 + 1e-15))]
            exact = sorted((Fraction(int(still[k, c]), int(falling[k, c])), c) for c in near)
            if exact[0][0] == exact[1][0]:
                raise Degenerate("two points reach a cell at once")
            points[k] = exact[0][1]
        return moves, points

    def _gaps(self, cells: Cells) -> Floats:
        """det times how far every point is above the edge of its support, in ω and in ρ: 2 × k × points."""
        starts, stops = _sides(cells.ends)
        low = self.lifts[:, starts]
        slopes = (low - self.lifts[:, stops]) / self._scale(starts, stops)
        v = (cells.adjugates @ slopes[..., None])[..., 0]
        sizes = cells.determinants * self.largest[:, None] + np.abs(v).max(axis=2) * self.degree
        sums = np.abs(cells.adjugates).sum(axis=2).max() * self.largest.max()
        if 2 * max(sizes.max(), sums) >= EXACT:
            raise TooLarge
        base = cells.determinants[:, None] * low + (self.points[starts] @ v[..., None])[..., 0]
        height: Floats = np.concatenate([v, base], axis=2) @ self.columns
        height += cells.determinants[:, None] * self.lifts[:, None]
        return height

    def _flipped(self, cells: Cells, points: Places) -> Cells:
        """The cells on the other side; where two become one, the one with the lesser pair passes it on."""
        rows = np.arange(len(cells))
        i = self.owner[points]
        a, b = cells.ends[rows, i].T
        offset = self.points[points] - self.points[a]  # det·(c − a) = Σ share·edge
        share = (offset[:, None, :] @ cells.adjugates)[:, 0]
        whole = cells.determinants * self._scale(a, b)
        of_b = share[rows, i]
        of_a = whole - of_b
        replace_a, replace_b = of_a > 0, of_b > 0
        merges = (replace_a != replace_b) & (np.minimum(of_a, of_b) < 0)
        kept, gone = np.where(replace_a, b, a), np.where(replace_a, a, b)
        # (gone, kept) and (c, gone) merge into (c, kept)
        stays = ~(merges & (_pair(gone, kept) > _pair(gone, points)))
        complement = -share
        complement[rows, i] += whole  # of b − c
        first, second = np.flatnonzero(stays & replace_a), np.flatnonzero(stays & replace_b)
        chosen = np.concatenate([first, second])
        row = np.concatenate([complement[first], share[second]])
        new, end = points[chosen], np.concatenate([b[first], a[second]])
        part, edges = cells[chosen], i[chosen]
        ends = part.ends.copy()
        ends[np.arange(len(chosen)), edges, np.repeat([0, 1], [len(first), len(second)])] = new
        return _replaced(part, ends, edges, row / self._scale(new, end)[:, None])


def _sides(ends: Places) -> tuple[Places, Places]:
    return ends[..., 0], ends[..., 1]


def _pair(x: Places, y: Places) -> Places:
    """A number by which unordered pairs are compared."""
    return np.minimum(x, y) * (1 << 30) + np.maximum(x, y)


def _replaced(cells: Cells, ends: Places, i: Places, row: Floats) -> Cells:
    """With one edge replaced by one that is Σ row·edge / det, where row is positive at the edge itself."""
    if not len(cells):
        return Cells(ends, cells.adjugates, cells.determinants)
    rows = np.arange(len(cells))
    determinants = row[rows, i]
    column = cells.adjugates[rows, :, i]
    rest = row.copy()
    rest[rows, i] = determinants - cells.determinants
    if 2 * np.abs(cells.adjugates).max() * max(determinants.max(), np.abs(rest).max()) >= EXACT:
        raise TooLarge
    products = determinants[:, None, None] * cells.adjugates - column[:, :, None] * rest[:, None, :]
    products /= cells.determinants[:, None, None]
    return Cells(ends, products, determinants)
