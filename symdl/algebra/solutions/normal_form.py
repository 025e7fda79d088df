"""Monomials that span the quotient by an ideal, and multiples of its generators that show it modulo a prime.

All multiples of the equations within a set of monomials are put into a matrix modulo a prime, the greatest monomials first. When the columns without a pivot are as many as the
solutions with multiplicity, and no multiple of these monomials by a variable leaves the set, every polynomial is a combination of them modulo the ideal. The set has bounded
degrees in groups of variables; the cost is that of its size, whatever the length of the coefficients.
(Macaulay, 1916; Mourrain, "A new criterion for normal form algorithms", 1999.)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations_with_replacement, count
from math import comb, prod
from typing import Any

from flint import nmod_mat

from symdl.algebra.budget import Budget
from symdl.algebra.solutions.bezout import Partition
from symdl.algebra.solutions.modular_basis import PRIME
from symdl.algebra.solutions.system import Exponents, PolynomialSystem

MOST = 1_200
"""Monomials of a set."""
GROWTH = 1.1
"""From one set that is tried to the next."""


def normal_form(system: PolynomialSystem, groups: Partition, degree: int, budget: Budget) -> dict[str, Any] | None:
    """The certificate that a system has at most ``degree`` solutions, with multiplicity; None when no set of monomials was large enough.

    Args:
        groups: of variables, such that the multihomogeneous Bézout number is the degree. Then there are no solutions at infinity of the product of
            projective spaces, and large sets suffice.

    Raises:
        BudgetExceeded: when the budget is used up.
    """
    tried = 0.0
    for number, bounds in _bounds(system, groups, degree):
        if number < GROWTH * tried:
            continue
        tried = number
        found = _reduced(system, _monomials(groups, bounds), degree, budget)
        if found is not None:
            basis, rows = found
            return {"by": "normal_form", "modulus": PRIME, "basis": [list(b) for b in basis], "rows": rows}
    return None


def _bounds(system: PolynomialSystem, groups: Partition, degree: int) -> list[tuple[int, tuple[int, ...]]]:
    """Numbers of monomials and degrees in the groups for which there are as many rows as pivots are needed, small ones first."""
    degrees = [[max(sum(e[v] for v in group) for e in support) for group in groups] for support in system.supports]
    sizes = list(map(len, groups))
    found = []

    def extend(bounds: tuple[int, ...], number: int) -> None:
        k = len(bounds)
        if k == len(groups):
            rows = sum(_size(sizes, [a - b for a, b in zip(bounds, row, strict=True)]) for row in degrees)
            if rows >= number - degree:
                found.append((number, bounds))
            return
        # groups of one size are exchanged by no bound: each order is one choice of many, and one is enough
        least = bounds[-1] if k and sizes[k] == sizes[k - 1] else 1
        for top in count(least):
            more = number * comb(sizes[k] + top, top)
            if more > MOST:
                return
            extend((*bounds, top), more)

    extend((), 1)
    return sorted(found)


def _size(sizes: Sequence[int], bounds: Sequence[int]) -> int:
    """The number of monomials with such degrees in groups of such sizes."""
    return prod(comb(k + top, k) if top >= 0 else 0 for k, top in zip(sizes, bounds, strict=True))


def _monomials(groups: Partition, bounds: Sequence[int]) -> list[Exponents]:
    n = sum(map(len, groups))
    found: list[Exponents] = [(0,) * n]
    for group, top in zip(groups, bounds, strict=True):
        found = [
            tuple(x + chosen.count(v) for v, x in enumerate(e))
            for e in found
            for size in range(top + 1)
            for chosen in combinations_with_replacement(group, size)
        ]
    return found


def _reduced(
    system: PolynomialSystem, monomials: list[Exponents], degree: int, budget: Budget
) -> tuple[list[Exponents], list[list[Any]]] | None:
    """The columns without pivots and independent rows; None when the set is too small."""
    inside = set(monomials)
    order = sorted(monomials, key=lambda e: (not _border(e) <= inside, sum(e), *(-x for x in e[::-1])), reverse=True)
    places = {e: k for k, e in enumerate(order)}
    rows: list[tuple[int, Exponents, list[int]]] = []
    for k, p in enumerate(system.integral()):
        for m in monomials:
            columns = [places.get(tuple(map(int.__add__, e, m)), -1) for e in p]
            if min(columns) >= 0:
                rows.append((k, m, columns))
    if len(rows) < len(order) - degree:
        return None
    budget.spend(len(rows) * len(order) * min(len(rows), len(order)) // 2_000)
    residues = [[c % PRIME for c in p.values()] for p in system.integral()]
    rows.sort(key=lambda row: (min(row[2]), len(row[2])))
    table = [0] * (len(rows) * len(order))
    for i, (k, _, columns) in enumerate(rows):
        for j, c in zip(columns, residues[k], strict=True):
            table[i * len(order) + j] = c
    matrix = nmod_mat(len(rows), len(order), table, PRIME)
    reduced, rank = matrix.rref()
    if len(order) - rank != degree:
        return None
    pivots = set(_pivots(reduced, rank))
    basis = [e for k, e in enumerate(order) if k not in pivots]
    if not all(_border(b) <= inside for b in basis):
        return None
    independent, rank = matrix.transpose().rref()
    return basis, [[rows[i][0], list(rows[i][1])] for i in _pivots(independent, rank)]


def _border(e: Exponents) -> set[Exponents]:
    """The products with one variable."""
    return {(*e[:k], e[k] + 1, *e[k + 1 :]) for k in range(len(e))}


def _pivots(reduced: nmod_mat, rank: int) -> Iterator[int]:
    column = 0
    for row in range(rank):
        while int(reduced[row, column]) == 0:
            column += 1
        yield column
