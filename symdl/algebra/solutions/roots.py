"""The points of a parametrisation in numbers: balls around all solutions, exact about which are real.

FLINT encloses the complex roots of the squarefree q in disjoint balls and knows the real ones exactly. A solution is real if and only
if its t is: t is a rational linear form of the coordinates, and the coordinates are rational functions of t.
(Johansson, "Arb: efficient arbitrary-precision midpoint-radius interval arithmetic", 2017.)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

from flint import acb, acb_poly, ctx, fmpz, fmpz_poly

from symdl.algebra.budget import Budget
from symdl.algebra.solutions.multiplicity import Part
from symdl.algebra.solutions.rational_points import Parametrisation
from symdl.algebra.solutions.real_roots import real_root_count

Interval = tuple[Fraction, Fraction]
MOST_BITS = 1 << 20


@dataclass(frozen=True, slots=True)
class Point:
    """A solution in balls; ``is_real`` is exact; ``multiplicity`` is None when it is not known."""

    coordinates: tuple[acb, ...]
    is_real: bool
    multiplicity: int | None = None

    def box(self) -> tuple[Interval, ...]:
        """For a real solution: rational intervals that contain its coordinates."""
        return tuple(interval(x) for x in self.coordinates)


def points(
    solutions: Parametrisation, parts: Sequence[Part] = (), *, bits: int = 128, budget: Budget | None = None
) -> list[Point]:
    """All solutions, each coordinate known to at least 2⁻ᵇⁱᵗˢ, absolutely or relative to its size.

    The precision is doubled for those that are not known so well.

    Raises:
        BudgetExceeded: when the budget is used up.
    """
    split: list[tuple[fmpz_poly, int | None]] = list(parts)
    split = split or [(solutions.q, None)]
    precision, found = bits + 64, list[_Found]()
    while precision < MOST_BITS:
        found = _at_precision(solutions, _roots(split, found, precision), precision, bits, budget)
        if all(root.point is not None for root in found):
            return [root.point for root in found if root.point is not None]
        precision *= 2
    raise ArithmeticError("the solutions need more than a million bits")


@dataclass(frozen=True, slots=True)
class _Found:
    """A root t, alone in its ball, and the solution there once it is known well enough."""

    t: acb
    multiplicity: int | None
    point: Point | None = None


def _roots(split: Sequence[tuple[fmpz_poly, int | None]], before: Sequence[_Found], precision: int) -> list[_Found]:
    """The roots at this precision, with the solutions that are known already."""
    old, ctx.prec = ctx.prec, precision
    try:
        roots = [_Found(root, multiplicity) for part, multiplicity in split for root, _ in part.complex_roots()]
    finally:
        ctx.prec = old
    same = len(before) == len(roots) and all(a.t.contains(b.t) for a, b in zip(before, roots, strict=True))
    return [replace(b, point=a.point) for a, b in zip(before, roots, strict=True)] if same else roots


def _at_precision(
    solutions: Parametrisation, roots: Sequence[_Found], precision: int, bits: int, budget: Budget | None
) -> list[_Found]:
    """The solutions that are missing, where this precision suffices."""
    old, ctx.prec = ctx.prec, precision
    work = (1 + len(solutions.numerators)) * solutions.size * (1 + precision // 512) // 8
    try:
        below, *above = (acb_poly(p) for p in (solutions.denominator, *solutions.numerators))
        found = []
        for root in roots:
            if root.point is None:
                if budget is not None:
                    budget.spend(1 + work)
                scale = below(root.t)
                place = tuple(v(root.t) / scale for v in above)
                if all(_accurate(x, bits) for x in place):
                    root = replace(root, point=Point(place, bool(root.t.imag == 0), root.multiplicity))
            found.append(root)
        return found
    finally:
        ctx.prec = old


def _accurate(x: acb, bits: int) -> bool:
    radius = max(x.real.rad(), x.imag.rad())
    if not radius.is_finite():
        return False
    size = max(abs(x.real.mid()), abs(x.imag.mid()))
    return bool(radius * 2**bits <= 1 or radius * 2**bits <= size)


def interval(x: acb) -> Interval:
    middle, radius = _fraction(x.real.mid()), _fraction(x.real.rad())
    return middle - radius, middle + radius


def _fraction(x: object) -> Fraction:
    mantissa, exponent = x.man_exp()  # type: ignore[attr-defined]
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)


def decimal_interval(low: Fraction, high: Fraction, digits: int) -> tuple[str, str]:
    """An interval of decimals that contains this one, rounded outwards so many digits after the point, or in all for large numbers."""
    size = len(str(fmpz(abs(int(low))))) if abs(low) >= 1 else 0
    scale = Fraction(10) ** max(0, digits + 1 - size)
    return _decimal(floor(low * scale), scale), _decimal(ceil(high * scale), scale)


def _decimal(units: int, scale: Fraction) -> str:
    places = len(str(fmpz(int(scale)))) - 1
    sign, text = "-" if units < 0 else "", str(fmpz(abs(units))).rjust(places + 1, "0")
    return sign + (f"{text[:-places]}.{text[-places:]}" if places else text)


def real_count(solutions: Parametrisation) -> int:
    """The number of real solutions."""
    return real_root_count(solutions.q) if solutions.size else 0
