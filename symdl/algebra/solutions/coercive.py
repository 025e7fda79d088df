"""Bounds from below, f = ε Σ xᵢ² + κ + Σ cₖ gₖ², by semidefinite programming made exact.

With ε > 0 such an f grows to infinity in every direction, so it has a least value. For a loss with ridge terms ε may be any number below the least of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from flint import fmpq, fmpq_mpoly_ctx

from symdl.algebra.budget import Budget, BudgetExceeded
from symdl.algebra.solutions.system import Polynomial
from symdl.algebra.squares import find_combination

WORK = 40_000_000
"""For one pair of ε and κ."""


def bounded_below(
    names: tuple[str, ...], f: Polynomial, budget: Budget, floor: fmpq | None, least: fmpq | None = None
) -> dict[str, Any] | None:
    """ε, cₖ and gₖ of a certificate, with ε > 0, or else with κ = ``floor``; None when none was found.

    Args:
        least: about the least value of f, where it is known.
    """
    context = fmpq_mpoly_ctx.get(list(names), "degrevlex")
    whole = context.from_dict({e: fmpq(c.numerator, c.denominator) for e, c in f.items()})
    radius = sum((x**2 for x in context.gens()), 0 * whole)
    last = [] if floor is None else [(fmpq(0), -floor)]
    for epsilon, shift in (*_candidates(f, len(names), least or fmpq(0)), *last):
        try:
            found = find_combination(whole - epsilon * radius + shift, [], [], budget.limited(WORK))
        except BudgetExceeded:
            continue
        if found is not None:
            squares = [[str(s.coefficient), _written(s.square)] for s in found.summands if s.square.total_degree() > 0]
            return {"epsilon": str(epsilon), "squares": squares}
    return None


def _candidates(f: Polynomial, n: int, lowest: fmpq) -> Iterator[tuple[fmpq, fmpq]]:
    """(ε, −κ): ε below the coefficients of the squares, where these are positive."""
    pure = [f.get(tuple(2 * int(i == k) for i in range(n)), Fraction(0)) for k in range(n)]
    least = min((c for c in pure if c > 0), default=Fraction(1))
    size = max(Fraction(1), abs(f.get((0,) * n, Fraction(0))), Fraction(-2 * int(lowest.floor())))
    for share in (Fraction(1, 2), Fraction(1, 8), Fraction(1, 64), Fraction(1, 1024)):
        for shift in (size, 64 * size):
            yield _number(share * least), _number(shift)


def _number(x: Fraction) -> fmpq:
    return fmpq(x.numerator, x.denominator)


def _written(p: Any) -> list[list[Any]]:
    return [[str(c), [int(k) for k in e]] for e, c in p.to_dict().items()]
