"""Mixed volumes: a complete list of mixed cells, found by following one cell of simplices that enclose the supports.

For supports A₁, …, Aₙ with lifts ω a mixed cell is a choice of edges aᵢbᵢ with a point v where, for every i, ωₐ + ⟨a, v⟩ is least
over Aᵢ exactly at aᵢ and bᵢ; the volumes |det(bᵢ − aᵢ)| of all cells add up to the mixed volume. Each Aᵢ is completed by
the corners 0, dᵢe₁, …, dᵢeₙ of a simplex that contains it, with lifts t·ρ.

For small t only corners are in cells. With ρ = −dᵢ sᵢ pₗ for numbers sᵢ and 0 = p₀ < p₁ < … < pₙ there is one: a sequence v₀ = 0, v₁, …, vₙ is convex over p when its slopes
increase, and vₗ − sᵢ pₗ is least where its slope passes sᵢ; so the edges are those of neighbours in the order of the sᵢ, and the volume is Πdᵢ.
At the end of the ray, t = ∞, the cells without an added corner are those of the Aᵢ.
All of it is exact; that no cell is missing shows at the end: the volumes of all, corners included, add up to Πdᵢ.
(Huber and Sturmfels, "A polyhedral method for solving sparse polynomial systems", 1995; Jensen, "Tropical homotopy continuation", 2016.)
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import prod

import numpy as np

from symdl.algebra.budget import Budget
from symdl.algebra.solutions.system import Exponents
from symdl.algebra.solutions.tropical import Cells, Degenerate, Integers, Ray, TooLarge

Edges = tuple[tuple[int, int], ...]
BITS = 26
"""Of the lifts."""
PLANE, NOISE = 10, 0.05
"""Up to so many unknowns given points are lifted to the plane through the corners of their simplex, with noise that is this share of the highest lift. So they take the
places of the corners almost together, and the paths of cells are about half as long; on larger systems it does not pay."""
ATTEMPTS = 8

__all__ = ["Degenerate", "MixedCells", "mixed_cells", "mixed_volume"]


@dataclass(frozen=True, slots=True)
class MixedCells:
    """A complete mixed subdivision.

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
        Degenerate: when no attempt succeeds, which may happen for supports of very high degree.
        BudgetExceeded: when the budget is used up.
    """
    if any(not support for support in supports) or any(max(map(sum, s)) == 0 for s in supports):
        return MixedCells((), (), (), (), 0)
    given = [sorted(_shifted(support)) for support in supports]
    if any(max(map(sum, points)) == 0 for points in given):
        return MixedCells((), (), (), (), 0)
    draw = np.random.default_rng(seed)
    bits = BITS
    for _ in range(ATTEMPTS):
        subdivision = _Subdivision(given, bits, draw)
        try:
            return subdivision.completed(subdivision.ray.follow(subdivision.first, budget))
        except TooLarge:
            bits -= 3
        except Degenerate:
            continue
    raise Degenerate("no lifting gave a mixed subdivision that could be checked")


def _shifted(support: Collection[Exponents]) -> list[Exponents]:
    """Translated to touch the coordinate planes, which changes no mixed volume and lowers the degree."""
    low = [min(e[k] for e in support) for k in range(len(next(iter(support))))]
    return [tuple(a - b for a, b in zip(e, low, strict=True)) for e in support]


class _Subdivision:
    """The given points of each support and, after them, all corners of its simplex, also those that are given points."""

    def __init__(self, given: Sequence[list[Exponents]], bits: int, draw: np.random.Generator) -> None:
        n = len(given)
        self.given, self.degrees = given, [max(map(sum, points)) for points in given]
        self.sizes = tuple(map(len, given))
        self.corners = [_corners(degree, n) for degree in self.degrees]
        ranks, self.rho = _start(self.degrees, bits, draw)
        self.omega = (
            self._near(draw) if n <= PLANE else [draw.integers(1 << bits - 1, 1 << bits, k) for k in self.sizes]
        )
        self.ray = Ray(
            [np.array(points + corners) for points, corners in zip(given, self.corners, strict=True)],
            [np.append(omega, np.zeros(n + 1, dtype=np.int64)) for omega in self.omega],
            [np.append(np.zeros(size, dtype=np.int64), rho) for size, rho in zip(self.sizes, self.rho, strict=True)],
            [np.repeat([1, degree], [size, n + 1]) for size, degree in zip(self.sizes, self.degrees, strict=True)],
        )
        low = (self.ray.starts + self.sizes + ranks).astype(np.intp)
        self.first = self.ray.cells(np.stack([low, low + 1], axis=1)[None])

    def _near(self, draw: np.random.Generator) -> list[Integers]:
        """Lifts near the planes through ρ: Σ eₖ ρₖ/d, with |e| completed to d by the origin, and noise."""
        most = max(2, int(NOISE * max(rho.max() for rho in self.rho)))
        lifts = []
        for points, degree, rho in zip(self.given, self.degrees, self.rho, strict=True):
            exponents = np.array(points)
            weights = np.column_stack([degree - exponents.sum(axis=1), exponents])
            lifts.append(weights @ rho // degree + draw.integers(1, most, len(points)))
        return lifts

    def completed(self, cells: Cells) -> MixedCells:
        """The cells by the places of points in each support, once they are seen to be complete."""
        self.ray.check(cells)
        volumes = self.ray.volumes(cells)
        if sum(volumes) != prod(self.degrees):
            raise Degenerate("cells are missing")
        supports, lifts, places = zip(*map(self._without_copies, range(len(self.given))), strict=True)
        edges = np.sort(np.concatenate(places)[cells.ends])
        inside = np.all(edges[..., 1] < self.sizes, axis=1).tolist()
        volume = sum(size for size, is_given in zip(volumes, inside, strict=True) if is_given)
        found = tuple(sorted(tuple(map(tuple, cell)) for cell in edges.tolist()))
        return MixedCells(supports, self.sizes, lifts, found, volume)

    def _without_copies(self, i: int) -> tuple[tuple[Exponents, ...], tuple[int, ...], Integers]:
        """The completed support, its lifts, and the places of the points of the ray in it; at the end a copy is above its given point."""
        points, lifts = list(self.given[i]), self.omega[i].tolist()
        for corner, lift in zip(self.corners[i], self.rho[i].tolist(), strict=True):
            if corner not in self.given[i]:
                points.append(corner)
                lifts.append(lift)
        places = [points.index(e) for e in (*self.given[i], *self.corners[i])]
        return tuple(points), tuple(lifts), np.array(places)


def _corners(degree: int, n: int) -> list[Exponents]:
    return [(0,) * n, *(tuple(degree * int(i == k) for i in range(n)) for k in range(n))]


def _start(degrees: Sequence[int], bits: int, draw: np.random.Generator) -> tuple[Integers, list[Integers]]:
    """(the ranks of the sᵢ, positive lifts dᵢ(constant − sᵢ pₗ) with noise that leaves the one cell as it is)."""
    n, scale = len(degrees), 1 << max(5, bits // 3 + 1)
    ranks = draw.permutation(n)
    slopes = scale * ranks + draw.integers(0, scale // 2, n)
    p = scale * np.arange(n + 1) + draw.integers(0, scale // 2, n + 1)
    p -= p[0]
    return ranks, [
        d * (s * (p[-1] - p) + draw.integers(1, scale // 2, n + 1)) for d, s in zip(degrees, slopes, strict=True)
    ]
