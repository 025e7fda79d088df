"""Critical points of a polynomial loss: how many, and for the real ones value and inertia of the Hessian.

The critical points are the solutions of ∇f = 0. The Hessian is the Jacobian of this system, so a critical point is nondegenerate if and only if it
is a simple solution; then the signs of its eigenvalues are decided in ball arithmetic by a factorisation H = L D Lᵀ (Sylvester's law of inertia).
Values are compared exactly: all of them are roots of one polynomial over ℚ, the characteristic polynomial of f on ℚ[T]/q.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flint import acb, arb, arb_mat, ctx, fmpq, fmpq_poly, fmpz_poly

from symdl.algebra.budget import Budget, BudgetExceeded
from symdl.algebra.solutions.count import count_solutions
from symdl.algebra.solutions.critical_proof import CLOSE, below
from symdl.algebra.solutions.figures import SolutionCount
from symdl.algebra.solutions.horner import Horner
from symdl.algebra.solutions.inputs import system_of
from symdl.algebra.solutions.rational_points import Parametrisation
from symdl.algebra.solutions.roots import Interval, Point, interval, points
from symdl.algebra.solutions.system import Polynomial, PolynomialSystem, derivative, primitive
from symdl.algebra.solutions.value_polynomial import value_polynomial
from symdl.terms.errors import SymdlError

PRECISIONS = (128, 256, 512, 1024, 2048, 4096)


@dataclass(frozen=True, slots=True)
class CriticalPoint:
    """A real critical point.

    Attributes:
        box: rational intervals around its coordinates; it is the only critical point in them.
        value: an interval around f there.
        level: the rank of the value among all critical values on the real points, from 0; equal values have equal ranks.
        inertia: (positive, negative, zero) eigenvalues of the Hessian; None when it is degenerate.
        kind: minimum, maximum, saddle (for a nondegenerate point) or degenerate.
    """

    box: tuple[Interval, ...]
    value: Interval
    level: int
    inertia: tuple[int, int, int] | None
    kind: str


@dataclass(frozen=True)
class CriticalPoints:
    """All critical points of a polynomial with finitely many.

    Attributes:
        count: of the complex ones, with bounds and multiplicities.
        real: the real ones, by their values.
        loss: the polynomial, by exponents of the variables of the count.
    """

    count: SolutionCount
    real: tuple[CriticalPoint, ...]
    loss: Polynomial

    @cached_property
    def minima(self) -> tuple[CriticalPoint, ...]:
        """The nondegenerate local minima."""
        return tuple(point for point in self.real if point.kind == "minimum")

    def every_minimum_is_global(self) -> bool | None:
        """Whether all local minima have the least critical value, and no lower value is seen; None when a degenerate point decides.

        For a loss that grows to infinity in all directions, such as one with positive ridge terms, the least critical value is its
        minimum. `certify_critical` shows that it does.
        """
        if any(point.level > 0 for point in self.minima):
            return False
        degenerate = [point for point in self.real if point.kind == "degenerate"]
        if not self.minima and not degenerate:
            return True
        least = min(low for low, _ in (point.value for point in self.real))
        if below(self.loss, fmpq(least.numerator, least.denominator) - CLOSE) is not None:
            return False if self.minima else None
        return None if any(point.level > 0 for point in degenerate) else True


def critical_points(loss: Any, variables: Sequence[Any], *, seconds: float = 60.0, seed: int = 0) -> CriticalPoints:
    """The critical points of a polynomial in real variables.

    Args:
        loss: in any form that `count_solutions` reads.
        variables: all of its variables.

    Raises:
        SymdlError: when there are infinitely many, or they were not found in time.

    >>> found = critical_points("x^4 - 2*x^2 + y^2", ["x", "y"])
    >>> [(point.kind, point.inertia, point.level) for point in found.real]
    [('minimum', (2, 0, 0), 0), ('minimum', (2, 0, 0), 0), ('saddle', (1, 1, 0), 1)]
    >>> found.every_minimum_is_global()
    True
    """
    whole = system_of([loss], variables)
    names, n = whole.variables, len(whole.variables)
    f: Polynomial = whole.polynomials[0] if whole.polynomials else {}
    gradient = PolynomialSystem.of(names, [derivative(f, k) for k in range(n)])
    count = count_solutions(gradient, seconds=seconds, seed=seed)
    if count.dimension.value is not None and count.dimension.value > 0:
        raise SymdlError(
            f"The complex critical points form a set of dimension {count.dimension.value}; add a term such as a ridge with a constant of "
            "its own for each weight to make them finitely many."
        )
    if count.dimension.value == -1:
        return CriticalPoints(count, (), f)
    if count.solutions is None:
        raise SymdlError("The critical points were not found over ℚ; give more seconds.")
    is_simple = count.degree is not None and count.degree.value == count.solutions.size
    try:
        real = _real(f, count.solutions, Budget(10**9, seconds), random.Random(seed), is_simple=is_simple)
    except BudgetExceeded as error:
        raise SymdlError("The values of the critical points were not compared in time; give more seconds.") from error
    return CriticalPoints(count, tuple(real), f)


def _real(
    f: Polynomial, solutions: Parametrisation, budget: Budget, draw: random.Random, *, is_simple: bool
) -> list[CriticalPoint]:
    values = _critical_values(f, solutions, budget)
    n = len(solutions.numerators)
    hessian = [[derivative(derivative(f, i), j) for j in range(n)] for i in range(n)]
    degenerate = [] if is_simple else _degenerate(hessian, solutions)
    found = []
    for bits in PRECISIONS:
        try:
            budget.spend(1000)
        except BudgetExceeded:
            break
        mixing = [
            [draw.randint(1, 9) if i < j else int(i == j) for j in range(n)] for i in range(n)
        ]  # a pivot may be 0
        found = [_described(f, hessian, mixing, point, values, degenerate, bits) for point in _points(solutions, bits)]
        if all(point is not None for point in found):
            break
    if any(point is None for point in found):
        raise SymdlError("The inertia of a Hessian was not decided in time; give more seconds.")
    known = sorted((p for p in found if p is not None), key=lambda p: p.level)
    levels = sorted({p.level for p in known})
    return [CriticalPoint(p.box, p.value, levels.index(p.level), p.inertia, p.kind) for p in known]


def _points(solutions: Parametrisation, bits: int) -> list[Point]:
    return [point for point in points(solutions, bits=bits) if point.is_real]


def _described(
    f: Polynomial,
    hessian: list[list[Polynomial]],
    mixing: list[list[int]],
    point: Point,
    values: fmpz_poly,
    degenerate: list[_Marked],
    bits: int,
) -> CriticalPoint | None:
    """The point with its level and inertia; None when the precision does not suffice."""
    old, ctx.prec = ctx.prec, bits + 64
    try:
        at = [x.real for x in point.coordinates]
        value = _value(f, at)
        roots = [k for k, (root, _) in enumerate(_sorted_real(values)) if root.overlaps(value)]
        if len(roots) != 1:
            return None
        inertia: tuple[int, int, int] | None = None
        kind = "degenerate"
        if not any(mark.is_at(point) for mark in degenerate):
            inertia = _inertia([[_value(p, at) for p in row] for row in hessian], mixing)
            if inertia is None:
                return None
            kind = "minimum" if not inertia[1] else "saddle" if inertia[0] else "maximum"
        return CriticalPoint(point.box(), _interval(value), roots[0], inertia, kind)
    finally:
        ctx.prec = old


def _sorted_real(values: fmpz_poly) -> list[tuple[arb, int]]:
    roots = [(root.real, m) for root, m in values.complex_roots() if root.imag == 0]
    return sorted(roots, key=lambda pair: interval(acb(pair[0])))


def _critical_values(f: Polynomial, solutions: Parametrisation, budget: Budget) -> fmpz_poly:
    """The squarefree polynomial with the critical values as roots."""
    if not f:
        return fmpz_poly([0, 1])
    whole, top = primitive(f), max(map(sum, f))
    some = next(iter(f))
    scale = whole[some] / f[some]
    homogeneous = {(top - sum(e), *e): c for e, c in whole.items()}
    numerator = Horner([solutions.denominator, *solutions.numerators]).value(homogeneous)
    return value_polynomial(
        solutions.q, numerator * scale.denominator, solutions.denominator**top * scale.numerator, budget
    )


def _residue(p: Polynomial, coordinates: list[fmpq_poly], q: fmpq_poly) -> fmpq_poly:
    total = fmpq_poly([0])
    for e, c in p.items():
        term = fmpq_poly([fmpq(c.numerator, c.denominator)])
        for x, k in zip(coordinates, e, strict=True):
            for _ in range(k):
                term = term * x % q
        total += term
    return total % q


def _degenerate(hessian: list[list[Polynomial]], solutions: Parametrisation) -> list[_Marked]:
    """The roots t of q at which the determinant of the Hessian vanishes, in balls."""
    q, n = fmpq_poly(solutions.q), len(hessian)
    _, inverse, _ = fmpq_poly(solutions.denominator).xgcd(q)
    coordinates = [fmpq_poly(v) * inverse % q for v in solutions.numerators]
    table = [[_residue(p, coordinates, q) for p in row] for row in hessian]
    partial: dict[int, fmpq_poly] = {0: fmpq_poly([1])}
    for row in table:
        following: dict[int, fmpq_poly] = {}
        for used, value in partial.items():
            for k in range(n):
                if not used >> k & 1 and row[k]:
                    term = value * row[k] % q
                    term = -term if (used >> k).bit_count() % 2 else term
                    key = used | 1 << k
                    following[key] = following[key] + term if key in following else term
        partial = following
    common = q.gcd(partial.get((1 << n) - 1, fmpq_poly([0])))
    if common.degree() < 1:
        return []
    weights = solutions.form
    return [_Marked(root, weights) for root, _ in common.numer().complex_roots()]


class _Marked:
    """A value of t at which the Hessian is singular."""

    def __init__(self, root: acb, form: tuple[int, ...]) -> None:
        self.root, self.form = root, form

    def is_at(self, point: Point) -> bool:
        t = sum((x * c for c, x in zip(self.form, point.coordinates, strict=True)), acb(0))
        return bool(t.overlaps(self.root))


def _inertia(rows: list[list[arb]], mixing: list[list[int]]) -> tuple[int, int, int] | None:
    """The signs of the pivots of M H Mᵀ; None when one is not decided."""
    n = len(rows)
    matrix = arb_mat(mixing) * arb_mat(rows) * arb_mat(mixing).transpose()
    table = [[matrix[i, j] for j in range(n)] for i in range(n)]
    positive = negative = 0
    for k in range(n):
        pivot = table[k][k]
        if pivot.contains(0):
            return None
        positive, negative = positive + int(pivot > 0), negative + int(pivot < 0)
        for i in range(k + 1, n):
            factor = table[i][k] / pivot
            table[i] = [a - factor * b for a, b in zip(table[i], table[k], strict=True)]
    return positive, negative, 0


def _value(p: Polynomial, at: list[arb]) -> arb:
    total = arb(0)
    for e, c in p.items():
        term = arb(fmpq(c.numerator, c.denominator))
        for x, k in zip(at, e, strict=True):
            for _ in range(k):
                term *= x  # a power of a ball around 0 would be no number
        total += term
    return total


def _interval(x: arb) -> Interval:
    return interval(acb(x))
