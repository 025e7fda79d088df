"""The Bézout number, and the multihomogeneous Bézout number minimised over partitions of the variables.

A partition of the variables into groups of sizes k₁, …, kᵣ embeds ℂⁿ in a product of projective spaces. If fᵢ has degree dᵢⱼ
in the j-th group, a square system has at most  [α₁^k₁ ⋯ αᵣ^kᵣ] Πᵢ Σⱼ dᵢⱼ αⱼ  isolated solutions, counted with multiplicity.
(Morgan and Sommese, "A homotopy for solving general polynomial systems that respects m-homogeneous structures", 1987.)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from math import prod

from symdl.algebra.budget import Budget
from symdl.algebra.solutions.system import PolynomialSystem

Partition = tuple[tuple[int, ...], ...]
EXHAUSTIVE = 8
"""Up to so many variables all partitions are tried (4 140); beyond, groups are split and joined greedily."""


def bezout_number(system: PolynomialSystem) -> int:
    """Π deg fᵢ."""
    return prod(system.degrees)


def multihomogeneous_number(system: PolynomialSystem, partition: Partition) -> int:
    """The coefficient above for a square system, by multiplying factor after factor."""
    return _Numbers(system, None)(partition)


def _times(
    partial: dict[tuple[int, ...], int], degrees: Sequence[int], sizes: tuple[int, ...]
) -> dict[tuple[int, ...], int]:
    result: dict[tuple[int, ...], int] = {}
    for powers, coefficient in partial.items():
        for j, degree in enumerate(degrees):
            if degree and powers[j] < sizes[j]:
                key = (*powers[:j], powers[j] + 1, *powers[j + 1 :])
                result[key] = result.get(key, 0) + coefficient * degree
    return result


def best_partition(
    system: PolynomialSystem, *, at_least: int = 0, budget: Budget | None = None
) -> tuple[int, Partition]:
    """(the least multihomogeneous Bézout number found, its partition); all partitions are tried up to eight variables.

    Args:
        at_least: a number below which none can be, such as the mixed volume with the origin; the search ends there.

    Raises:
        BudgetExceeded: when the budget is used up.
    """
    n = len(system.variables)
    whole: Partition = (tuple(range(n)),)
    numbers = _Numbers(system, budget)
    best = numbers(whole), whole
    if best[0] <= at_least:
        return best
    if n > EXHAUSTIVE:
        ones: Partition = tuple((i,) for i in range(n))
        return min(_descend(numbers, start) for start in (whole, ones))
    for partition in partitions(n):
        number = numbers(partition)
        if number < best[0]:
            best = number, partition
            if number <= at_least:
                break
    return best


class _Numbers:
    """Multihomogeneous numbers, with the degrees of each polynomial in each group kept."""

    def __init__(self, system: PolynomialSystem, budget: Budget | None) -> None:
        self.supports, self.budget = sorted(system.supports, key=len), budget
        self.degrees: dict[tuple[int, ...], list[int]] = {}

    def __call__(self, partition: Partition) -> int:
        rows = [self._degrees(group) for group in partition]
        sizes = tuple(map(len, partition))
        partial = {(0,) * len(sizes): 1}
        for degrees in zip(*rows, strict=True):
            if self.budget is not None:
                self.budget.spend(5 + len(partial) * len(sizes))
            partial = _times(partial, degrees, sizes)
        return partial.get(sizes, 0)

    def _degrees(self, group: tuple[int, ...]) -> list[int]:
        if group not in self.degrees:
            if self.budget is not None:
                self.budget.spend(sum(map(len, self.supports)) * len(group) // 5)
            self.degrees[group] = [max(sum(e[v] for v in group) for e in support) for support in self.supports]
        return self.degrees[group]


def partitions(n: int) -> Iterator[Partition]:
    """All partitions of 0, …, n − 1, the one with a single group first.

    >>> len(list(partitions(5)))
    52
    """
    if n == 0:
        yield ()
        return
    for rest in partitions(n - 1):
        for i, group in enumerate(rest):
            yield (*rest[:i], (*group, n - 1), *rest[i + 1 :])
        yield (*rest, (n - 1,))


def _descend(numbers: _Numbers, start: Partition) -> tuple[int, Partition]:
    """Join or move while the number falls."""
    best = numbers(start), start
    while True:
        step = min(((numbers(p), p) for p in _neighbours(best[1])), default=best)
        if step[0] >= best[0]:
            return best
        best = step


def _neighbours(partition: Partition) -> Iterator[Partition]:
    for a, b in combinations(range(len(partition)), 2):
        joined = tuple(sorted((*partition[a], *partition[b])))
        yield tuple(sorted((joined, *(g for i, g in enumerate(partition) if i not in (a, b)))))
    for a, group in enumerate(partition):
        for v in group:
            rest = [g for i, g in enumerate(partition) if i != a]
            left = tuple(w for w in group if w != v)
            if left:
                yield tuple(sorted((*rest, left, (v,))))
                for i, g in enumerate(rest):
                    moved = tuple(sorted((*g, v)))
                    yield tuple(sorted((*rest[:i], moved, *rest[i + 1 :], left)))
