"""Positive semidefinite matrices that meet linear equations, exactly.

Unknown symmetric matrices G_k with sum_k sum_ij (G_k)_ij E_k[i, j] = target, where entries and target are sparse vectors
over any keys: exact affine equations.  A float solver proposes G.  When G can be positive definite, a rounded point of the
exact affine space still is.  When it cannot, all solutions share null vectors: these are made rational, the basis is
restricted to what they leave, and the search starts again there (facial reduction).
(Peyrl and Parrilo 2008; Kaltofen, Li, Yang and Zhi 2012; Permenter and Parrilo 2018.)
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from flint import fmpq, fmpq_mat

from symdl.algebra.budget import Budget
from symdl.algebra.definite import sum_of_squares

if TYPE_CHECKING:
    from symdl.algebra.float_semidefinite import Point

Row = Mapping[Any, fmpq]
"""A sparse vector; its keys are whatever the equations are indexed by."""

Vector = dict[int, fmpq]
"""Coordinates in the basis a matrix began with."""

Squares = list[tuple[fmpq, Vector]]
"""Positive numbers c and vectors v with G = sum c v v^T."""

_DENOMINATORS = (1, 2, 3, 4, 6, 12, 24, 60, 120, 720, 5040, 10**5, 10**7, 10**10, 10**13)
_DEEPEST = 6
# Margins of a float solution: below _EMPTY there is none, above _SURE it may be rounded, above _LOOSE it must succeed.
_EMPTY, _SURE, _LOOSE = -1e-5, 1e-7, 1e-4


def has_solver() -> bool:
    """Whether a semidefinite solver is installed."""
    return find_spec("clarabel") is not None


@dataclass(frozen=True, slots=True)
class Gram:
    """An unknown matrix: its basis, and what each entry (i, j), i <= j, contributes to the equations."""

    basis: tuple[Vector, ...]
    entries: dict[tuple[int, int], Row]

    @classmethod
    def of(cls, size: int, entries: dict[tuple[int, int], Row]) -> "Gram":
        """The matrix on the basis the entries are given in."""
        return cls(tuple({i: fmpq(1)} for i in range(size)), entries)

    def restricted(self, kept: Sequence[int]) -> "Gram":
        """The matrix on part of its basis."""
        entries = {(i, j): self.entries[a, b] for j, b in enumerate(kept) for i, a in enumerate(kept[: j + 1])}
        return Gram(tuple(self.basis[k] for k in kept), entries)

    def on_face(self, null: Sequence[tuple[int, dict[int, fmpq]]], budget: Budget) -> "Gram":
        """The matrix on e_f - sum_p R[p, f] e_p, for null vectors e_p + sum_f R[p, f] e_f."""
        if not null:
            return self
        pivots = {p for p, _ in null}
        rows = [
            {f: fmpq(1)} | {p: -row[f] for p, row in null if f in row}
            for f in range(len(self.basis))
            if f not in pivots
        ]
        basis = tuple(_combined((c, self.basis[a]) for a, c in row.items()) for row in rows)
        entries: dict[tuple[int, int], Row] = {}
        for j, right in enumerate(rows):
            for i, left in enumerate(rows[: j + 1]):
                budget.spend(3 + len(left) * len(right))
                entries[i, j] = _combined(
                    (c * d, self.entries[min(a, b), max(a, b)]) for a, c in left.items() for b, d in right.items()
                )
        return Gram(basis, entries)


def _combined(parts: Iterator[tuple[fmpq, Row]]) -> dict[Any, fmpq]:
    total: dict[Any, fmpq] = {}
    for c, row in parts:
        for key, value in row.items():
            total[key] = total.get(key, fmpq(0)) + c * value
    return {key: value for key, value in total.items() if value}


def pruned(grams: Sequence[Gram], target: Row, budget: Budget) -> list[Gram]:
    """Drops basis elements whose diagonal entry is forced to zero; this cuts to half the Newton polytope and more.

    A key outside the target that occurs only in diagonal entries, always with one sign, forces them to zero.
    The matrices stay in their places; one may be left without a basis.
    """
    grams = list(grams)
    while True:
        budget.spend(1 + sum(len(g.entries) for g in grams) // 2)
        dead = _forced(grams, target)
        if not dead:
            return grams
        for k in {k for k, _ in dead}:
            grams[k] = grams[k].restricted([i for i in range(len(grams[k].basis)) if (k, i) not in dead])


def _forced(grams: Sequence[Gram], target: Row) -> set[tuple[int, int]]:
    """The places of diagonal entries that a key forces to zero: a matrix, and a row of it."""
    places: dict[Hashable, list[tuple[int, int]]] = {}
    signs: dict[Hashable, set[bool]] = {}
    for k, g in enumerate(grams):
        for i in range(len(g.basis)):
            for key, value in g.entries[i, i].items():
                places.setdefault(key, []).append((k, i))
                signs.setdefault(key, set()).add(value > 0)
    forcing = {key for key, found in signs.items() if len(found) == 1}.difference(target)
    for g in grams:
        for (i, j), entry in g.entries.items():
            if i != j:
                forcing.difference_update(entry)
    return {place for key in forcing for place in places[key]}


def semidefinite(grams: Sequence[Gram], target: Row, budget: Budget) -> Iterator[list[Squares]]:
    """Proposals: for each matrix in turn its squares; several, because later ones may suit the caller better."""
    if has_solver():
        yield from _search(list(grams), target, _DEEPEST, budget)


def _search(grams: list[Gram], target: Row, depth: int, budget: Budget) -> Iterator[list[Squares]]:
    """Solves on these matrices; where no positive definite solution exists, goes on to a face."""
    from symdl.algebra import float_semidefinite as floats

    space = _AffineSpace.of(grams, target, budget)
    if space is None:
        return
    if not space.free:
        yield from _exact(grams, space, [], budget)
        return
    sizes = [len(g.basis) for g in grams]
    budget.spend(3000 + sum((n * (n + 1) // 2) ** 2 for n in sizes))
    point = floats.most_definite(space.columns, space.target, space.places, sizes, budget.seconds)
    if point is None or point.margin < _EMPTY:
        return
    if point.margin > _SURE:
        yield from _rounded(grams, space, point, budget)
    if depth and point.margin < _LOOSE:
        for vectors in floats.null_spaces(point.grams):
            face = [g.on_face(v, budget) for g, v in zip(grams, vectors, strict=True)]
            if sum(len(g.basis) for g in face) < sum(sizes):
                yield from _search(face, target, depth - 1, budget)
    if 0 < point.margin <= _SURE:
        yield from _rounded(grams, space, point, budget)


def _rounded(grams: list[Gram], space: "_AffineSpace", point: "Point", budget: Budget) -> Iterator[list[Squares]]:
    """Exact solutions near a float one, small denominators first."""
    values = [point.grams[k][i][j] for k, i, j in (space.places[c] for c in space.free)]
    for denominator in _DENOMINATORS:
        free = [fmpq(round(v * denominator), denominator) for v in values]
        found = next(_exact(grams, space, free, budget), None)
        if found is not None:
            yield found
            return


def _exact(grams: list[Gram], space: "_AffineSpace", free: list[fmpq], budget: Budget) -> Iterator[list[Squares]]:
    """The squares at one point of the affine space, when it is positive semidefinite."""
    found: list[Squares] = []
    for g, G in zip(grams, space.grams(free, [len(g.basis) for g in grams]), strict=True):
        budget.spend(2 + len(g.basis) ** 3 // 6)
        squares = sum_of_squares(fmpq_mat(G)) if g.basis else []
        if squares is None:
            return
        found.append([(d, _combined((c, b) for c, b in zip(v, g.basis, strict=True) if c)) for d, v in squares])
    yield found


@dataclass(frozen=True, slots=True)
class _AffineSpace:
    """The entries that sum to the target: pivots as affine functions of the free entries.

    Attributes:
        places: (matrix, row, column) of each unknown, diagonal ones first.
        columns: coefficients of each unknown, an off-diagonal one counted twice.
        rows: (pivot, constant, {free position: coefficient}); pivot = constant - sum coefficient * free.
    """

    places: list[tuple[int, int, int]]
    columns: list[Row]
    target: Row
    free: list[int]
    rows: list[tuple[int, fmpq, dict[int, fmpq]]]

    @classmethod
    def of(cls, grams: Sequence[Gram], target: Row, budget: Budget) -> "_AffineSpace | None":
        places = [(k, i, j) for k, g in enumerate(grams) for i, j in g.entries]
        places.sort(key=lambda place: place[1] != place[2])
        columns = []
        for k, i, j in places:
            entry = grams[k].entries[i, j]
            columns.append(entry if i == j else {m: 2 * v for m, v in entry.items()})
        index: dict[Hashable, int] = {}
        for column in columns:
            for key in column:
                index.setdefault(key, len(index))
        if not target.keys() <= index.keys():
            return None
        width = len(columns) + 1
        budget.spend(10 + len(index) * width // 4)
        entries = [fmpq(0)] * (len(index) * width)
        for j, column in enumerate(columns):
            for key, value in column.items():
                entries[index[key] * width + j] = value
        for key, value in target.items():
            entries[index[key] * width + width - 1] = value
        reduced, rank = fmpq_mat(len(index), width, entries).rref()
        return cls._from_echelon(reduced, rank, places, columns, target)

    @classmethod
    def _from_echelon(
        cls,
        reduced: fmpq_mat,
        rank: int,
        places: list[tuple[int, int, int]],
        columns: list[Row],
        target: Row,
    ) -> "_AffineSpace | None":
        last = len(columns)
        sparse = []
        for i in range(rank):
            row = {j: value for j in range(last + 1) if (value := reduced[i, j])}
            sparse.append((min(row), row))
        if any(pivot == last for pivot, _ in sparse):
            return None
        pivots = {pivot for pivot, _ in sparse}
        free = [j for j in range(last) if j not in pivots]
        position = {j: k for k, j in enumerate(free)}
        rows = [
            (pivot, row.get(last, fmpq(0)), {position[j]: v for j, v in row.items() if j in position})
            for pivot, row in sparse
        ]
        return cls(places, columns, target, free, rows)

    def grams(self, free: Sequence[fmpq], sizes: Sequence[int]) -> list[list[list[fmpq]]]:
        """The Gram matrices at the point with these free entries."""
        values = dict(zip(self.free, free, strict=True))
        for pivot, constant, row in self.rows:
            values[pivot] = constant - sum((v * free[k] for k, v in row.items() if free[k]), fmpq(0))
        matrices = [[[fmpq(0)] * n for _ in range(n)] for n in sizes]
        for c, (k, i, j) in enumerate(self.places):
            matrices[k][i][j] = matrices[k][j][i] = values[c]
        return matrices
