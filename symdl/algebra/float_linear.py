"""HiGHS proposes the support of a nonnegative solution; it is solved and checked in rationals elsewhere."""

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

from flint import fmpq

Key = TypeVar("Key", bound=Hashable)


def vertex_support(
    columns: Sequence[Mapping[Key, fmpq]], target: Mapping[Key, fmpq], costs: Sequence[int], seconds: float
) -> list[int] | None:
    """Columns that a cheapest vertex of sum_k z_k columns[k] = target, z >= 0 uses; None when HiGHS finds none."""
    from scipy.optimize import linprog
    from scipy.sparse import csc_matrix

    index: dict[Key, int] = {}
    entries: list[float] = []
    rows: list[int] = []
    starts = [0]
    for column in columns:
        for key, value in column.items():
            rows.append(index.setdefault(key, len(index)))
            entries.append(int(value.p) / int(value.q))
        starts.append(len(rows))
    if not target.keys() <= index.keys():
        return None
    right = [0.0] * len(index)
    for key, value in target.items():
        right[index[key]] = int(value.p) / int(value.q)
    A = csc_matrix((entries, rows, starts), shape=(len(index), len(columns)))
    solution = linprog(costs, A_eq=A, b_eq=right, method="highs-ds", options={"time_limit": max(seconds, 0.01)})
    if solution.status != 0:
        return None
    return [k for k, value in enumerate(solution.x) if value > 1e-9]
