"""Local minima and maxima by sums of squares on a ball, whatever the Hessian.

    ±(f − f(p)) = Σ cₖ gₖ² + (ρ − Σ (xᵢ − pᵢ)²) Σ dₖ hₖ²,  ρ > 0, cₖ > 0, dₖ > 0

shows f ≥ f(p), or f ≤ f(p), on a ball around p: a local minimum, or a maximum. f is not constant, hence on no ball, and p is of no other kind.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from symdl.check.counts.places import Known, Whole
from symdl.check.counts.system import Sparse, plus, rational, sparse, times
from symdl.check.judgement import need
from symdl.check.polynomial import Work

KINDS = ("minima", "maxima", "saddles")


def with_basins(f: Whole, known: Sequence[Known], form: Any, work: Work) -> list[Known]:
    """The points, with the kind that a basin shows."""
    found = list(known)
    for k, kind, basin in form:
        need(type(k) is int and 0 <= k < len(found) and not found[k].radius, "a basin is one of a rational point")
        need(kind in KINDS[:2], "a basin shows a minimum or a maximum")
        point, sign = found[k], 1 if kind == "minima" else -1
        constant = (0,) * len(point.center)
        rest = plus({e: Fraction(sign * c) for e, c in f.items()}, {constant: -sign * point.low})
        rest = without_squares(rest, basin["squares"], {constant: Fraction(1)}, work)
        rest = without_squares(rest, basin["inside"], _ball(point.center, rational(basin["rho"])), work)
        need(not rest, "the squares do not add up")
        found[k] = replace(point, excluded=point.excluded | {*KINDS} - {kind})
    return found


def _ball(center: Sequence[Fraction], rho: Fraction) -> Sparse:
    """ρ − Σ (xᵢ − pᵢ)²."""
    need(rho > 0, "a ball has a radius")
    n = len(center)
    total = {(0,) * n: rho - sum(x * x for x in center)}
    for k, x in enumerate(center):
        total = plus(total, {tuple(j * (i == k) for i in range(n)): c for j, c in ((1, 2 * x), (2, Fraction(-1)))})
    return total


def without_squares(p: Sparse, form: Any, weight: Sparse, work: Work) -> Sparse:
    """p − w Σ cₖ gₖ² for cₖ > 0."""
    n = len(next(iter(weight)))
    for coefficient, square in form:
        c, g = rational(coefficient), sparse(square, n)
        need(c > 0, "a square has a positive coefficient")
        p = plus(p, times({e: -c * d for e, d in weight.items()}, times(g, g, work), work))
    return p
