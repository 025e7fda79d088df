"""Exact linear programming: nonnegative rational solutions of A z = b with few nonzeros.

Two-phase simplex on a tableau of rationals.  The entering column is the one with the most negative reduced cost, and
Bland's rule takes over after a run of degenerate pivots, so it ends.  A vertex has at most as many nonzeros as rows.
(Schrijver, Theory of Linear and Integer Programming, ch. 11.)
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from flint import fmpq

from symdl.algebra.budget import Budget

Key = TypeVar("Key", bound=Hashable)

_PATIENCE = 12


def cheapest_nonnegative(
    columns: Sequence[Mapping[Key, fmpq]], target: Mapping[Key, fmpq], costs: Sequence[int], budget: Budget
) -> dict[int, fmpq] | None:
    """A vertex z >= 0 of sum_k z_k columns[k] = target with the least sum_k costs[k] z_k; None when there is none.

    >>> one = fmpq(1)
    >>> cheapest_nonnegative([{"a": one}, {"a": one, "b": one}], {"a": 2 * one, "b": one}, [1, 1], Budget(1000))
    {0: 1, 1: 1}
    >>> cheapest_nonnegative([{"a": one}], {"a": -one}, [1], Budget(1000)) is None
    True
    """
    live = live_columns(columns, target)
    if live is None:
        return None
    tableau = _Tableau.start([columns[k] for k in live], target, budget)
    if not tableau.reach_feasibility() or not tableau.minimise([fmpq(costs[k]) for k in live]):
        return None
    return {live[j]: row[-1] for j, row in zip(tableau.basis, tableau.rows, strict=True) if j >= 0 and row[-1]}


def live_columns(columns: Sequence[Mapping[Key, fmpq]], target: Mapping[Key, fmpq]) -> list[int] | None:
    """The columns that no single row forces to zero; None when a row alone has no solution.

    A row whose right side is zero and whose entries have one sign allows none of its columns.
    """
    live = list(range(len(columns)))
    while True:
        signs: dict[Key, int] = {}
        for k in live:
            for key, value in columns[k].items():
                if value:
                    signs[key] = signs.get(key, 0) | (1 if value > 0 else 2)
        if any(value and not signs.get(key, 0) & (1 if value > 0 else 2) for key, value in target.items()):
            return None
        dead = {key for key, sign in signs.items() if sign != 3 and not target.get(key, 0)}
        if not dead:
            return live
        live = [k for k in live if not any(columns[k][key] for key in dead & columns[k].keys())]


@dataclass(slots=True)
class _Tableau:
    """Rows [entries | right side] in basic form; a basic column -1 stands for an artificial variable."""

    rows: list[list[fmpq]]
    basis: list[int]
    width: int
    budget: Budget

    @classmethod
    def start(cls, columns: Sequence[Mapping[Key, fmpq]], target: Mapping[Key, fmpq], budget: Budget) -> "_Tableau":
        keys = list(dict.fromkeys([*target, *(key for column in columns for key in column)]))
        index = {key: i for i, key in enumerate(keys)}
        width = len(columns)
        budget.spend(1 + len(keys) * width // 16)
        rows = [[fmpq(0)] * (width + 1) for _ in keys]
        for key, value in target.items():
            rows[index[key]][width] = value
        for j, column in enumerate(columns):
            for key, value in column.items():
                rows[index[key]][j] = value
        rows = [row if row[width] >= 0 else [-value for value in row] for row in rows]
        return cls(rows, [-1] * len(rows), width, budget)

    def reach_feasibility(self) -> bool:
        cost = [-sum((row[j] for row in self.rows if row[j]), fmpq(0)) for j in range(self.width + 1)]
        self._descend(cost)
        if any(j < 0 and row[-1] for j, row in zip(self.basis, self.rows, strict=True)):
            return False
        for i in range(len(self.rows)):
            if self.basis[i] < 0:
                j = next((j for j in range(self.width) if self.rows[i][j]), None)
                if j is not None:
                    self._pivot(i, j, None)
        kept = [i for i, j in enumerate(self.basis) if j >= 0]
        self.rows, self.basis = [self.rows[i] for i in kept], [self.basis[i] for i in kept]
        return True

    def minimise(self, costs: list[fmpq]) -> bool:
        cost = [*costs, fmpq(0)]
        for j, row in zip(self.basis, self.rows, strict=True):
            _subtract(cost, cost[j], row)
        return self._descend(cost)

    def _descend(self, cost: list[fmpq]) -> bool:
        """Pivots until no reduced cost is negative; False when the cost is unbounded."""
        stalled = 0
        while True:
            j = self._entering(cost, stalled > _PATIENCE)
            if j is None:
                return True
            i = self._leaving(j)
            if i is None:
                return False
            stalled = 0 if self.rows[i][-1] else stalled + 1
            self._pivot(i, j, cost)

    def _entering(self, cost: list[fmpq], by_index: bool) -> int | None:
        negative = [j for j in range(self.width) if cost[j] < 0]
        if not negative:
            return None
        return negative[0] if by_index else min(negative, key=lambda j: cost[j])

    def _leaving(self, j: int) -> int | None:
        ratios = [(row[-1] / row[j], self.basis[i], i) for i, row in enumerate(self.rows) if row[j] > 0]
        return min(ratios)[2] if ratios else None

    def _pivot(self, i: int, j: int, cost: list[fmpq] | None) -> None:
        pivot = self.rows[i][j]
        row = [value / pivot if value else value for value in self.rows[i]]
        self.rows[i], self.basis[i] = row, j
        self.budget.spend(1 + len(self.rows) * self.width // 16)
        for k, other in enumerate(self.rows):
            if k != i:
                _subtract(other, other[j], row)
        if cost is not None:
            _subtract(cost, cost[j], row)


def _subtract(row: list[fmpq], factor: fmpq, pivot_row: list[fmpq]) -> None:
    if factor:
        for k, value in enumerate(pivot_row):
            if value:
                row[k] -= factor * value
