"""Curves through a critical point with a singular Hessian, along which a polynomial falls or rises.

With the kernel of the Hessian as directions, x(t) = k t + y(t) solves ∂f/∂y = 0 order by order; y has the coordinates outside of the kernel. The first term
of f(x(t)) decides: an odd power excludes a minimum and a maximum, an even one either of them. Where the kernel is a line and no eigenvalue has the other sign,
an even power shows a minimum or a maximum, once y is known to half of its order. (Golubitsky and Schaeffer,
*Singularities and Groups in Bifurcation Theory* I, 1985, chapter VII: the reduction of Lyapunov and Schmidt.)
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import product as cartesian
from typing import Any

from flint import fmpq, fmpq_mat, fmpq_poly

from symdl.algebra.budget import Budget
from symdl.algebra.solutions.system import Polynomial, derivative

Curve = list[fmpq_poly]
ROUNDS = 4
"""Orders to which y is found, in a kernel of dimension two or more."""
MOST_ROUNDS = 30
"""The same for a line."""
DRAWS = 40
"""Directions that are tried in a kernel of dimension three or more."""


def deciding_curves(
    f: Polynomial, place: Sequence[fmpq], signs: tuple[int, int], kinds: set[str], budget: Budget
) -> list[Curve]:
    """Curves from a critical point that exclude kinds, until one is left, if there are such.

    Args:
        signs: how many eigenvalues of the Hessian are positive, and negative.
        kinds: of which the point may be.

    Raises:
        BudgetExceeded: when the budget is used up.
    """
    n = len(place)
    slopes = [derivative(f, k) for k in range(n)]
    hessian = fmpq_mat(n, n, [_value(derivative(p, j), place) for p in slopes for j in range(n)])
    reduced, rank = hessian.rref()
    pivots = [next(j for j in range(n) if reduced[i, j] != 0) for i in range(rank)]
    found, left = list[Curve](), set(kinds)
    for direction in _directions(n - rank):
        start = _line(place, reduced, pivots, direction)
        for curve in _refined(start, slopes, hessian, pivots, budget):
            news = excluded_along(f, curve, signs) & left
            if news:
                found.append(curve)
                left -= news
            if len(left) == 1:
                return found
    return found


def excluded_along(f: Polynomial, curve: Curve, signs: tuple[int, int]) -> set[str]:
    """The kinds that the first term of f along a curve excludes at its start, where the eigenvalues of the Hessian have these signs."""
    coefficients = _value(f, curve).coeffs()
    first = next((k for k, c in enumerate(coefficients) if k and c != 0), 0)
    if not first:
        return set()
    excluded = {kind for kind, sign in (("minima", -1), ("maxima", 1)) if first % 2 or coefficients[first] * sign > 0}
    others = len(curve) - 1
    is_valley = first % 2 == 0 and signs == ((others, 0) if coefficients[first] > 0 else (0, others))
    if is_valley and any(x[1] != 0 for x in curve) and _is_flat(f, curve, first // 2):
        excluded.add("saddles")
    return excluded


def _is_flat(f: Polynomial, curve: Curve, order: int) -> bool:
    """Whether all slopes of f along a curve vanish to more than this order."""
    return not any(any(_value(derivative(f, k), curve).coeffs()[: order + 1]) for k in range(len(curve)))


def _directions(dimension: int) -> Iterator[tuple[int, ...]]:
    """Small vectors, of each pair ± one."""
    if dimension == 1:
        yield (1,)
        return
    if dimension == 2:
        yield from (v for v in cartesian((0, 1, -1, 2, -2, 3), repeat=2) if next((x for x in v if x), -1) > 0)
        return
    draw = random.Random(dimension)
    for k in range(dimension):
        yield tuple(int(i == k) for i in range(dimension))
    for _ in range(DRAWS):
        yield tuple(draw.randint(-3, 3) for _ in range(dimension))


def _line(place: Sequence[fmpq], reduced: fmpq_mat, pivots: Sequence[int], direction: Sequence[int]) -> Curve:
    """place + t·k, where k is in the kernel of a reduced matrix and has these entries outside of the pivots."""
    n = len(place)
    free = dict(zip((k for k in range(n) if k not in pivots), direction, strict=True))
    kernel = [fmpq(free.get(k, 0)) for k in range(n)]
    for i, pivot in enumerate(pivots):
        kernel[pivot] = -sum((reduced[i, k] * x for k, x in free.items()), fmpq(0))
    return [fmpq_poly([x, c]) for x, c in zip(place, kernel, strict=True)]


def _refined(
    curve: Curve, slopes: Sequence[Polynomial], hessian: fmpq_mat, pivots: Sequence[int], budget: Budget
) -> Iterator[Curve]:
    """The line, then curves on which ∂f/∂y vanishes to higher and higher order."""
    yield curve
    if not pivots:
        return
    inverse = fmpq_mat(len(pivots), len(pivots), [hessian[i, j] for i in pivots for j in pivots]).inv()
    rounds = MOST_ROUNDS if len(pivots) == len(slopes) - 1 else ROUNDS
    for order in range(2, 2 + rounds):
        budget.spend(10 * order * sum(map(len, slopes)))
        errors = [_value(slopes[i], curve) for i in pivots]
        if not any(errors):
            return
        curve = list(curve)
        for i, pivot in enumerate(pivots):
            step = sum((inverse[i, j] * e for j, e in enumerate(errors)), fmpq_poly([0]))
            curve[pivot] -= fmpq_poly(step.coeffs()[: order + 1])
        yield curve


def _value(p: Polynomial, place: Sequence[Any]) -> Any:
    """At numbers, or at polynomials in t."""
    total = place[0] * 0
    for e, c in p.items():
        term = place[0] * 0 + fmpq(c.numerator, c.denominator)
        for x, k in zip(place, e, strict=True):
            term = term * x**k if k else term
        total += term
    return total
