"""Equations that are sums of squares: their real solutions are the common zeros of the squares."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from flint import fmpq, fmpq_mpoly_ctx

from symdl.algebra.budget import Budget
from symdl.algebra.solutions.system import Polynomial, PolynomialSystem, primitive
from symdl.algebra.squares import find_combination

WORK = 2_000_000
"""For one equation."""


def sums_of_squares(system: PolynomialSystem, budget: Budget) -> tuple[list[dict[str, Any]], list[Polynomial]]:
    """(steps Σ cₖ gₖ² = ± p of a staircase, the gₖ), for the equations p that are such sums."""
    context = fmpq_mpoly_ctx.get(list(system.variables), "degrevlex")
    one = [0] * len(system.variables)
    steps: list[dict[str, Any]] = []
    roots: list[Polynomial] = []
    for index, p in enumerate(system.integral()):
        for sign in (1, -1):
            if _is_hopeless(p, sign):
                continue
            target = context.from_dict({e: fmpq(sign * c) for e, c in p.items()})
            found = find_combination(target, [], [], budget.limited(WORK))
            if found is None:
                continue
            squares = []
            for s in found.summands:
                terms = {tuple(map(int, e)): Fraction(int(c.p), int(c.q)) for e, c in s.square.to_dict().items()}
                whole = primitive(terms)
                e = next(iter(terms))
                factor = Fraction(s.coefficient) * (terms[e] / whole[e]) ** 2
                squares.append([str(factor), [[str(c), list(f)] for f, c in whole.items()]])
                roots.append({f: Fraction(c) for f, c in whole.items()})
            steps.append({"sum": [[[[str(sign), one]], index]], "squares": squares})
            break
    return steps, roots


def _is_hopeless(p: Any, sign: int) -> bool:
    """Whether a corner of the Newton polytope along an axis, or the constant, has the wrong sign or an odd exponent."""
    pure = [(e, c) for e, c in p.items() if sum(map(bool, e)) <= 1]
    top: dict[int, tuple[int, int]] = {}
    for e, c in pure:
        k = next((i for i, x in enumerate(e) if x), -1)
        if k not in top or sum(e) > top[k][0]:
            top[k] = (sum(e), c)
    return any(degree % 2 or sign * c < 0 for degree, c in top.values())
