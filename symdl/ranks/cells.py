"""The sign patterns that a unit wᵀx can show on given inputs, each with weights that show it.

They are the open cells of the hyperplanes w ⊥ x_j. Cells are refined one input at a time; whether a cell is cut is a linear
programme over ℚ: s_j x_jᵀw ≥ 1 for all j.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from flint import fmpq

from symdl.algebra.budget import Budget
from symdl.algebra.simplex import cheapest_nonnegative

Signs = tuple[int, ...]
Point = tuple[Fraction, ...]
WORK = 20_000_000


def sign_cells(inputs: Sequence[Point]) -> list[tuple[Signs, Point]]:
    """All sign vectors (±1 for each input) that some w shows strictly, with such a w; an input 0 counts as +1.

    >>> [signs for signs, _ in sign_cells([(Fraction(1),), (Fraction(2),)])]
    [(1, 1), (-1, -1)]
    """
    budget = Budget(WORK)
    dimension = len(inputs[0]) if inputs else 0
    found: list[tuple[Signs, Point]] = [((), (Fraction(0),) * dimension)]
    for j, x in enumerate(inputs):
        choices = (1, -1) if any(x) else (1,)
        refined = []
        for signs, _ in found:
            for sign in choices:
                weights = _weights((*signs, sign), inputs[: j + 1], budget)
                if weights is not None:
                    refined.append(((*signs, sign), weights))
        found = refined
    return found


def _weights(signs: Signs, inputs: Sequence[Point], budget: Budget) -> Point | None:
    """w with sign(xᵀw) as given: w = u − v and slacks t, all nonnegative, with s_j x_jᵀ(u − v) − t_j = 1."""
    live = [j for j, x in enumerate(inputs) if any(x)]
    dimension = len(inputs[0])
    forward = [{j: signs[j] * _q(inputs[j][k]) for j in live if inputs[j][k]} for k in range(dimension)]
    backward = [{j: -value for j, value in column.items()} for column in forward]
    slacks = [{j: fmpq(-1)} for j in live]
    columns = [*forward, *backward, *slacks]
    if not live:
        return (Fraction(0),) * dimension
    solution = cheapest_nonnegative(columns, {j: fmpq(1) for j in live}, [1] * len(columns), budget)
    if solution is None:
        return None
    zero = fmpq(0)
    values = [solution.get(k, zero) - solution.get(dimension + k, zero) for k in range(dimension)]
    return tuple(Fraction(int(v.p), int(v.q)) for v in values)


def _q(value: Fraction) -> fmpq:
    return fmpq(value.numerator, value.denominator)
