"""Sparse linear systems over the rationals, solved with few and early columns.

Elimination modulo a word-size prime finds which columns and rows matter; only that square part is solved over Q.
An unlucky prime can lose a solution, never pass a wrong one: the answer is checked in every row.
"""

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

from flint import fmpq, fmpq_mat, nmod_mat

from symdl.algebra.budget import Budget

Key = TypeVar("Key", bound=Hashable)

_PRIME = 2**62 - 57


def solve_columns(
    columns: Sequence[Mapping[Key, fmpq]], target: Mapping[Key, fmpq], budget: Budget
) -> dict[int, fmpq] | None:
    """Numbers z_k with sum_k z_k columns[k] = target, zero ones left out; None when there are none.

    Earlier columns are preferred: one is used only when those before it do not span it.

    >>> one = fmpq(1)
    >>> solve_columns([{"a": one, "b": one}, {"b": one}], {"a": one}, Budget(1000))
    {0: 1, 1: -1}
    >>> solve_columns([{"a": one}], {"b": one}, Budget(1000)) is None
    True
    """
    target = {key: value for key, value in target.items() if value}
    if not target:
        return {}
    rows = list(dict.fromkeys(key for column in columns for key in column))
    if not target.keys() <= set(rows):
        return None
    budget.spend(1 + len(rows) * len(columns) // 8)
    support = _support(columns, target, rows)
    if support is None:
        return None
    chosen = [columns[k] for k in support]
    budget.spend(1 + len(support) ** 3 // 64)
    values = _square_solution(chosen, target)
    if values is None or not _holds(chosen, values, target):
        return None
    return {k: value for k, value in zip(support, values, strict=True) if value}


def _support(
    columns: Sequence[Mapping[Key, fmpq]], target: Mapping[Key, fmpq], rows: Sequence[Key]
) -> list[int] | None:
    """The columns that a solution modulo the prime uses."""
    matrix = _modular([*columns, target], rows)
    reduced, rank = matrix.rref()
    last = len(columns)
    support = []
    for i in range(rank):
        pivot = next(j for j in range(last + 1) if int(reduced[i, j]))
        if pivot == last:
            return None
        if int(reduced[i, last]):
            support.append(pivot)
    return support


def _square_solution(columns: Sequence[Mapping[Key, fmpq]], target: Mapping[Key, fmpq]) -> list[fmpq] | None:
    """The solution on as many independent rows as there are columns."""
    rows = list(dict.fromkeys(key for column in columns for key in column))
    reduced, rank = _modular(columns, rows).transpose().rref()
    if rank < len(columns):
        return None
    independent = [rows[next(j for j in range(len(rows)) if int(reduced[i, j]))] for i in range(rank)]
    zero = fmpq(0)
    A = fmpq_mat([[column.get(key, zero) for column in columns] for key in independent])
    b = fmpq_mat([[target.get(key, zero)] for key in independent])
    solution: list[fmpq] = A.solve(b).entries()
    return solution


def _holds(columns: Sequence[Mapping[Key, fmpq]], values: Sequence[fmpq], target: Mapping[Key, fmpq]) -> bool:
    total: dict[Key, fmpq] = dict.fromkeys(target, fmpq(0))
    for column, value in zip(columns, values, strict=True):
        for key, entry in column.items():
            total[key] = total.get(key, fmpq(0)) + value * entry
    return all(value == target.get(key, 0) for key, value in total.items())


def _modular(columns: Sequence[Mapping[Key, fmpq]], rows: Sequence[Key]) -> nmod_mat:
    index = {key: i for i, key in enumerate(rows)}
    width = len(columns)
    entries = [0] * (len(rows) * width)
    for j, column in enumerate(columns):
        for key, value in column.items():
            entries[index[key] * width + j] = int(value.p) * pow(int(value.q), -1, _PRIME) % _PRIME
    return nmod_mat(len(rows), width, entries, _PRIME)
