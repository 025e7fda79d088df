"""Solutions of linear equations between matrices of numbers: what shows a hypothesis such as ∃K: A = B K at an instance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from flint import fmpq, fmpq_mat

from symdl.semantics.evaluation import Undefined
from symdl.semantics.exact import evaluate_exact
from symdl.semantics.substitution import free_symbols, function_symbols, size_symbols, substitute
from symdl.terms import operators as ops
from symdl.terms.errors import SymdlError
from symdl.terms.relation import Relation
from symdl.terms.term import Symbol, Term, number

MOST_UNKNOWNS = 40


@dataclass(frozen=True, slots=True)
class Nothing:
    """An instance that gives no values."""

    sizes: Mapping[str, int] = field(default_factory=dict)
    values: Mapping[str, Term] = field(default_factory=dict)
    functions: Mapping[str, Any] = field(default_factory=dict)


def is_closed_system(goal: Relation) -> bool:
    """Whether an existential relation asks for matrices in equations without other symbols."""
    if free_symbols(goal) or function_symbols(goal) or size_symbols(goal) or any(_is_restricted(s) for s in goal.bound):
        return False
    count = sum(int(s.shape[0]) * int(s.shape[1]) for s in goal.bound)
    return 0 < count <= MOST_UNKNOWNS and all(part.op == "eq" for part in _parts(goal))


def _is_restricted(symbol: Term) -> bool:
    return isinstance(symbol.data, Symbol) and symbol.data.domain != "real"


def closed_solutions(goal: Relation) -> Iterator[tuple[Term, ...]]:
    """The values of the bound matrices with the free entries 0; none when the equations are not linear in them."""
    solution = _solution(goal) if is_closed_system(goal) else None
    if solution is not None:
        yield tuple(_matrices(goal.bound, solution))


def is_solvable(goal: Relation) -> bool | None:
    """Whether the equations have a solution; None when they are not linear, or have no exact values."""
    try:
        if not is_closed_system(goal):
            return None
        solution = _solution(goal)
        count = sum(int(s.shape[0]) * int(s.shape[1]) for s in goal.bound)
        below, zero, one, two = (_gaps(_parts(goal), goal.bound, [k] * count) for k in (-1, 0, 1, 2))
        rest = [] if solution is None else _gaps(_parts(goal), goal.bound, solution)
    except (SymdlError, Undefined):
        return None
    bends = (a - b - b + c for row in ((below, zero, one), (zero, one, two)) for a, b, c in zip(*row, strict=True))
    if any(rest) or any(bends):
        return None
    return solution is not None


def _parts(goal: Relation) -> Sequence[Relation]:
    body: Relation = goal.args[0]
    return body.args if body.op == "and" else (body,)


def _solution(goal: Relation) -> list[Fraction] | None:
    parts, count = _parts(goal), sum(int(s.shape[0]) * int(s.shape[1]) for s in goal.bound)
    try:
        offset = _gaps(parts, goal.bound, [0] * count)
        columns = [_gaps(parts, goal.bound, [int(i == k) for i in range(count)]) for k in range(count)]
    except (SymdlError, Undefined):
        return None
    rows = [[*(column[i] - c for column in columns), -c] for i, c in enumerate(offset)]
    return _solved(rows, count)


def _gaps(parts: Sequence[Relation], bound: Sequence[Term], values: Sequence[Any]) -> list[Fraction]:
    """The entries of the differences of the sides."""
    at = dict(zip(bound, _matrices(bound, values), strict=True))
    entries: list[Fraction] = []
    for part in parts:
        value = evaluate_exact(substitute(part.args[0] - part.args[1], at), Nothing())
        if isinstance(value, Fraction):
            entries.append(value)
        elif isinstance(value, tuple):
            entries += [cell for row in value for cell in row]
    return entries


def _matrices(bound: Sequence[Term], values: Sequence[Any]) -> Iterator[Term]:
    rest = iter(values)
    for symbol in bound:
        rows, columns = int(symbol.shape[0]), int(symbol.shape[1])
        cells = [[number(Fraction(next(rest))) for _ in range(columns)] for _ in range(rows)]
        yield cells[0][0] if (rows, columns) == (1, 1) else ops.array(cells)


def _solved(rows: Sequence[Sequence[Fraction]], count: int) -> list[Fraction] | None:
    """A solution of the linear system of these augmented rows."""
    reduced, rank = fmpq_mat([[fmpq(x.numerator, x.denominator) for x in row] for row in rows]).rref()
    values = [Fraction(0)] * count
    for i in range(rank):
        pivot = next(j for j in range(count + 1) if reduced[i, j])
        if pivot == count:
            return None
        values[pivot] = Fraction(int(reduced[i, count].p), int(reduced[i, count].q))
    return values
