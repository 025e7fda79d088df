"""Sums of squares on a ball around a critical point, by semidefinite programming made exact: a local minimum or maximum.

    ±(f − f(p)) = Σ cₖ gₖ² + (ρ − |x − p|²) Σ dₖ hₖ²

is searched for with p moved to 0, where the monomials that can occur are few. (Putinar, "Positive polynomials on compact semi-algebraic sets", 1993.)
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flint import fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from symdl.algebra.budget import Budget, BudgetExceeded
from symdl.algebra.solutions.system import IntegerPolynomial
from symdl.algebra.squares import Combination, find_combination

WORK = 5_000_000
"""For one sign and one ball."""
RADII = (None, fmpq(1, 4), fmpq(1, 100), fmpq(1, 10_000))
"""Values of ρ, after the whole space."""


def basin(
    f: IntegerPolynomial, place: Sequence[fmpq], kinds: set[str], budget: Budget
) -> tuple[str, dict[str, Any]] | None:
    """Minima or maxima, the one of these kinds that a point is, and the basin of a certificate; None when none was found."""
    context = fmpq_mpoly_ctx.get([f"x{k}" for k in range(len(place))], "degrevlex")
    whole = context.from_dict({e: fmpq(c) for e, c in f.items()})
    moved = whole.compose(*(x + c for x, c in zip(context.gens(), place, strict=True)))
    rise = moved - moved(*(fmpq(0) for _ in place))
    radius = sum((x**2 for x in context.gens()), 0 * whole)
    for rho in RADII:
        for kind, sign in (("minima", 1), ("maxima", -1)):
            if kind in kinds:
                balls = [] if rho is None else [rho - radius]
                found = _combination(sign * rise, balls, budget)
                if found is not None:
                    return kind, _written(
                        found, rho or fmpq(1), balls, [x - c for x, c in zip(context.gens(), place, strict=True)]
                    )
    return None


def _combination(target: fmpq_mpoly, balls: list[fmpq_mpoly], budget: Budget) -> Combination | None:
    try:
        return find_combination(target, balls, [], budget.limited(WORK))
    except BudgetExceeded:
        return None


def _written(found: Combination, rho: fmpq, balls: list[fmpq_mpoly], back: list[fmpq_mpoly]) -> dict[str, Any]:
    """The squares without and with the ball as a factor, moved back."""
    form: dict[str, Any] = {"rho": str(rho), "squares": [], "inside": []}
    for s in found.summands:
        power = len(s.factors)
        square = s.square * balls[0] ** (power // 2) if power > 1 else s.square
        terms = square.compose(*back).to_dict()
        written = [[str(c), [int(k) for k in e]] for e, c in terms.items()]
        form["inside" if power % 2 else "squares"].append([str(s.coefficient), written])
    return form
