"""Gröbner bases modulo a prime, in the degree reverse lexicographic order, by linear algebra on whole degrees at once.

Pairs of the least degree become the rows of one matrix whose columns are monomials; every monomial that a leading monomial
divides brings the multiple that cancels it; elimination gives the new elements. (Faugère, "A new efficient algorithm for computing
Gröbner bases (F4)", 1999; pairs are dropped by the criteria of Gebauer and Möller, 1988.)

A monomial is found by a random linear form of its exponents modulo 2⁶⁴. Two different ones among a million collide with
probability below 10⁻⁷.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from flint import nmod_mat
from numpy.typing import NDArray

from symdl.algebra.budget import Budget
from symdl.algebra.solutions.system import IntegerPolynomial

PRIME = (1 << 31) - 1
"""The first prime that is tried; products of residues fit into 63 bits."""
CHUNK = 1 << 22
"""Entries of a comparison table that are held at once."""

Integers = NDArray[np.int64]
Truths = NDArray[np.bool_]
Keys = NDArray[np.uint64]


@dataclass(slots=True)
class _Row:
    """A monic polynomial: exponents (terms × n) in falling order, their keys, and coefficients."""

    exponents: Integers
    keys: Keys
    coefficients: Integers


@dataclass(slots=True)
class ModularBasis:
    """A Gröbner basis of polynomials modulo a prime.

    Attributes:
        prime: the modulus, below 2³¹.
        leads: exponents of the leading monomials, none divisible by another.
    """

    n: int
    prime: int
    budget: Budget | None = None
    _weights: Keys = field(init=False)
    _rows: list[_Row] = field(default_factory=list)
    _active: list[int] = field(default_factory=list)
    _pairs: list[tuple[int, int]] = field(default_factory=list)
    _lcms: Integers = field(init=False)

    def __post_init__(self) -> None:
        draw = np.random.default_rng(self.n)
        self._weights = draw.integers(1, 1 << 63, self.n, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
        self._lcms = np.zeros((0, self.n), dtype=np.int64)

    @classmethod
    def of(
        cls, n: int, polynomials: Sequence[IntegerPolynomial], *, prime: int = PRIME, budget: Budget | None = None
    ) -> ModularBasis:
        """The basis of the ideal of these polynomials in n variables, taken modulo the prime."""
        basis = cls(n, prime, budget)
        rows = [row for p in polynomials if (row := basis._row(p)) is not None]
        for row in sorted(rows, key=lambda row: int(row.exponents[0].sum())):
            basis._insert(row)
        while basis._pairs and not basis.is_whole:
            basis._step()
        return basis

    @classmethod
    def known(
        cls, n: int, elements: Sequence[IntegerPolynomial], *, budget: Budget | None = None
    ) -> ModularBasis | None:
        """A Gröbner basis over ℚ, no leading monomial divisible by another, modulo `PRIME`; None when that divides a coefficient."""
        basis = cls(n, PRIME, budget)
        if any(c % PRIME == 0 for element in elements for c in element.values()):
            return None
        basis._rows = [row for element in elements if (row := basis._row(element)) is not None]
        basis._active = [*range(len(basis._rows))]
        return basis

    @property
    def leads(self) -> list[tuple[int, ...]]:
        return [tuple(map(int, self._rows[k].exponents[0])) for k in self._active]

    def polynomials(self) -> list[IntegerPolynomial]:
        """The elements of the basis, monic."""
        rows = [self._rows[k] for k in self._active]
        return [
            {tuple(e): c for e, c in zip(row.exponents.tolist(), row.coefficients.tolist(), strict=True)}
            for row in rows
        ]

    @property
    def is_whole(self) -> bool:
        """Whether 1 is in the ideal."""
        return any(not self._rows[k].exponents[0].any() for k in self._active)

    def _spend(self, work: int) -> None:
        if self.budget is not None:
            self.budget.spend(work)

    def keys(self, exponents: Integers) -> Keys:
        """The numbers by which monomials are found."""
        result: Keys = (exponents.astype(np.uint64) * self._weights).sum(axis=-1, dtype=np.uint64)
        return result

    def _row(self, polynomial: IntegerPolynomial) -> _Row | None:
        terms = [(e, c % self.prime) for e, c in polynomial.items() if c % self.prime]
        if not terms:
            return None
        exponents = np.array([e for e, _ in terms], dtype=np.int64)
        order = falling(exponents)
        coefficients = np.array([c for _, c in terms], dtype=np.int64)[order]
        return self._monic(exponents[order], coefficients)

    def _monic(self, exponents: Integers, coefficients: Integers) -> _Row:
        inverse = pow(int(coefficients[0]), -1, self.prime)
        return _Row(exponents, self.keys(exponents), coefficients * inverse % self.prime)

    # pairs --------------------------------------------------------------------------------------

    def _insert(self, row: _Row) -> None:
        """Take a polynomial in: drop pairs it makes superfluous, pair it with the others."""
        new, lead = len(self._rows), row.exponents[0]
        self._rows.append(row)
        if self._pairs:
            self._drop(lead)
        if self._active:
            leads = np.array([self._rows[k].exponents[0] for k in self._active])
            lcms = np.maximum(leads, lead)
            kept = self._needed(lcms, (np.minimum(leads, lead) == 0).all(axis=1))
            self._pairs += [(self._active[k], new) for k in kept]
            self._lcms = np.concatenate([self._lcms, lcms[kept]])
            divisible: Truths = np.all(leads >= lead, axis=1)
            self._active = [k for k, gone in zip(self._active, divisible, strict=True) if not gone]
        self._active.append(new)

    def _drop(self, lead: Integers) -> None:
        first = np.array([self._rows[i].exponents[0] for i, _ in self._pairs])
        second = np.array([self._rows[j].exponents[0] for _, j in self._pairs])
        divided: Truths = np.all(self._lcms >= lead, axis=1)
        for side in (first, second):
            divided &= (np.maximum(side, lead) != self._lcms).any(axis=1)
        self._pairs = [pair for pair, gone in zip(self._pairs, divided, strict=True) if not gone]
        self._lcms = self._lcms[~divided]

    def _needed(self, lcms: Integers, coprime: Truths) -> list[int]:
        """Pairs whose lcm no other one's divides; one for each lcm, and none where a pair with this lcm is coprime."""
        keys = self.keys(lcms)
        _, first, groups = np.unique(keys, return_index=True, return_inverse=True)
        free = np.zeros(len(first), dtype=bool)
        np.logical_or.at(free, groups, coprime)
        distinct = lcms[first]
        self._spend(len(distinct) ** 2 * self.n // 500)
        divides: Truths = np.all(distinct[:, None, :] <= distinct[None, :, :], axis=2)
        np.fill_diagonal(divides, False)
        minimal = ~divides.any(axis=0)
        return [int(first[k]) for k in np.flatnonzero(minimal & ~free)]

    # matrices -----------------------------------------------------------------------------------

    def _step(self) -> None:
        """Reduce all pairs of the least degree together."""
        degrees = self._lcms.sum(axis=1)
        chosen = degrees == degrees.min()
        sides: dict[tuple[int, int], Integers] = {}
        for (i, j), lcm, now in zip(self._pairs, self._lcms, chosen, strict=True):
            for k in (i, j) if now else ():
                key = int(self.keys(lcm))
                sides[(key, k)] = lcm - self._rows[k].exponents[0]
        self._pairs = [pair for pair, now in zip(self._pairs, chosen, strict=True) if not now]
        self._lcms = self._lcms[~chosen]
        pivots: list[_Row] = []
        rest: list[_Row] = []
        seen: set[int] = set()
        for (key, k), shift in sorted(sides.items(), key=lambda item: (item[0][0], len(self._rows[item[0][1]].keys))):
            (rest if key in seen else pivots).append(self._times(self._rows[k], shift))
            seen.add(key)
        exponents, reduced = self._reduced(rest, pivots)
        for row in self._echelon(exponents, reduced):
            self._insert(row)

    def _times(self, row: _Row, shift: Integers) -> _Row:
        return _Row(row.exponents + shift, row.keys + self.keys(shift), row.coefficients)

    def _reduced(self, rest: Sequence[_Row], pivots: list[_Row]) -> tuple[Integers, Integers]:
        """(monomials in falling order that no leading monomial divides, the rows ``rest`` reduced to them)."""
        exponents, keys = self._closed([*rest], pivots)
        order = falling(exponents)
        exponents, keys = exponents[order], keys[order]
        sorting = np.argsort(keys)
        sorted_keys = keys[sorting]

        def columns(row: _Row) -> NDArray[np.intp]:
            found: NDArray[np.intp] = sorting[np.searchsorted(sorted_keys, row.keys)]
            return found

        dense = np.zeros((len(rest), len(keys)), dtype=np.int64)
        for k, row in enumerate(rest):
            dense[k, columns(row)] = row.coefficients
        placed = sorted(((columns(row), row.coefficients) for row in pivots), key=lambda pair: int(pair[0][0]))
        self._eliminate(dense, placed)
        free = np.ones(len(keys), dtype=bool)
        free[[int(places[0]) for places, _ in placed]] = False
        return exponents[free], dense[:, free]

    def _eliminate(self, dense: Integers, placed: Sequence[tuple[NDArray[np.intp], Integers]]) -> None:
        prime = self.prime
        for places, coefficients in placed:
            column = dense[:, places[0]]
            hit = np.flatnonzero(column)
            if len(hit):
                self._spend(3 + len(hit) * len(places) // 100)
                factor = prime - column[hit]
                block = np.ix_(hit, places)
                dense[block] = (dense[block] + factor[:, None] * coefficients) % prime

    def _closed(self, rows: list[_Row], pivots: list[_Row]) -> tuple[Integers, Keys]:
        """All monomials, after every reducible one has brought its reducer into ``pivots``."""
        leads = np.array([self._rows[k].exponents[0] for k in self._active], dtype=np.int64).reshape(-1, self.n)
        pivoted = np.array([row.keys[0] for row in pivots], dtype=np.uint64)
        known, shapes = np.zeros(0, dtype=np.uint64), np.zeros((0, self.n), dtype=np.int64)
        fresh = [*rows, *pivots]
        while fresh:
            keys, first = np.unique(np.concatenate([row.keys for row in fresh]), return_index=True)
            every = np.concatenate([row.exponents for row in fresh])[first]
            new = ~np.isin(keys, known)
            keys, every = keys[new], every[new]
            known, shapes = np.concatenate([known, keys]), np.concatenate([shapes, every])
            open_ = ~np.isin(keys, pivoted)
            fresh = []
            for monomial, reducer in self._reducers(every[open_], leads):
                fresh.append(self._times(self._rows[self._active[reducer]], monomial - leads[reducer]))
            pivots += fresh
        return shapes, known

    def _reducers(self, monomials: Integers, leads: Integers) -> list[tuple[Integers, int]]:
        found: list[tuple[Integers, int]] = []
        if not len(leads):
            return found
        step = max(1, CHUNK // (len(leads) * self.n))
        for start in range(0, len(monomials), step):
            part = monomials[start : start + step]
            self._spend(len(part) * len(leads) * self.n // 500)
            divides: Truths = np.all(part[:, None, :] >= leads[None, :, :], axis=2)
            best = divides.argmax(axis=1)
            found += [(part[k], int(best[k])) for k in np.flatnonzero(divides.any(axis=1))]
        return found

    def _echelon(self, exponents: Integers, dense: Integers) -> list[_Row]:
        """The rows of the reduced echelon form as polynomials, the least first."""
        dense = dense[dense.any(axis=1)]
        if not len(dense):
            return []
        self._spend(dense.size * len(dense) // 2000)
        matrix = nmod_mat(*dense.shape, dense.ravel().tolist(), self.prime)
        reduced, rank = matrix.rref()
        values = np.array([int(x) for x in reduced.entries()], dtype=np.int64).reshape(dense.shape)
        rows = []
        for row in values[:rank][::-1]:
            where = np.flatnonzero(row)
            rows.append(_Row(exponents[where], self.keys(exponents[where]), row[where]))
        return rows

    # what follows from it -------------------------------------------------------------------------

    def normal_forms(self, monomials: Integers) -> tuple[Integers, Integers]:
        """(standard monomials, one row of coefficients for each of the given monomials)."""
        rows = [_Row(m[None, :], self.keys(m[None, :]), np.ones(1, dtype=np.int64)) for m in monomials]
        return self._reduced(rows, [])


def falling(exponents: Integers) -> NDArray[np.intp]:
    """The order of monomials from the greatest: by degree, then the smaller exponent of the last variable first."""
    columns = [exponents[:, k] for k in range(1, exponents.shape[1])]
    order: NDArray[np.intp] = np.lexsort((*columns, -exponents.sum(axis=1)))
    return order
