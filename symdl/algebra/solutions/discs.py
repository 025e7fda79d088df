"""Polydiscs around simple solutions in which Newton's map contracts, for the checker to verify in integers.

The centres are approximations of the solutions, rounded; Y approximates the inverse of the Jacobian. The radius is chosen between the
length of a Newton step and the distance at which the Jacobian has changed too much. (Krawczyk, 1969; Moore, 1977.)
"""

from __future__ import annotations

from typing import Any

from flint import acb, acb_mat, ctx, fmpz_poly

from symdl.algebra.budget import Budget
from symdl.algebra.solutions.rational_points import Parametrisation
from symdl.algebra.solutions.roots import Point, points
from symdl.algebra.solutions.system import Polynomial, PolynomialSystem, derivative

PRECISION = 96
SCALE = 32
"""Bits of Y behind the point, besides those of the Jacobian before it."""
RADIUS = 24
"""The radius is 2^(RADIUS − PRECISION)."""
MOST_WORK = 15_000_000
"""Products of numbers in the test of all polydiscs, of which a certificate may cost 20 million; the bounds need theirs."""


def discs(
    system: PolynomialSystem,
    solutions: Parametrisation,
    budget: Budget,
    *,
    precision: int = PRECISION,
    part: fmpz_poly | None = None,
) -> dict[str, Any] | None:
    """Polydiscs of a certificate around all solutions, with radii 2⁻⁷² that leave room for the test; None when it is hopeless or too much.

    Y has so many bits behind the point that its rounding, times the largest entry of a Jacobian, is small.

    Args:
        part: a factor of the polynomial that parametrises the solutions, for those at its roots only.

    Raises:
        BudgetExceeded: when the budget is used up.
    """
    number = int((solutions.q if part is None else part).degree())
    if number * (number // 2 + work_of_test(system, precision)) > MOST_WORK:
        return None
    places = points(solutions, [] if part is None else [(part, 1)], bits=precision + 16, budget=budget)
    inverses, scale = [], SCALE
    for point in places:
        budget.spend(len(system.variables) ** 2 * (1 + sum(map(len, system.polynomials)) // 4))
        found = _inverse(system, point, precision)
        if found is None:
            return None
        inverses.append(found[0])
        scale = max(scale, SCALE + found[1])
    discs = [
        {
            "center": [_rounded(x, precision, point.is_real) for x in point.coordinates],
            "radius": str(1 << RADIUS),
            "inverse": [[_rounded(x, scale, point.is_real) for x in row] for row in inverse],
        }
        for point, inverse in zip(places, inverses, strict=True)
    ]
    return {"precision": precision, "scale": scale, "discs": discs}


def tell_zeros(system: PolynomialSystem, form: dict[str, Any]) -> bool:
    """Whether setting the zero coordinates of each centre to 0 leaves as many equations as unknowns."""
    supports = [[{k for k, x in enumerate(e) if x} for e in p] for p in system.polynomials]
    patterns = {frozenset(k for k, c in enumerate(disc["center"]) if c == ["0", "0"]) for disc in form["discs"]}
    return all(
        sum(any(zeros.isdisjoint(e) for e in support) for support in supports) == len(system.variables) - len(zeros)
        for zeros in patterns
    )


def work_of_test(system: PolynomialSystem, precision: int = PRECISION) -> int:
    """What the test of one polydisc costs, in products of numbers."""
    n, top = len(system.variables), max(system.degrees, default=1)
    long = 1 + (precision * top) ** 2 // 65_536
    used = sum(1 + sum(map(bool, e)) for p in system.polynomials for e in p)
    return long * (n**3 + used)


def _inverse(system: PolynomialSystem, point: Point, precision: int) -> tuple[list[list[acb]], int] | None:
    """J⁻¹, and the bits before the point of the entries of J."""
    old, ctx.prec = ctx.prec, precision
    try:
        n = len(point.coordinates)
        rows = [[_value(derivative(p, k), point.coordinates) for k in range(n)] for p in _integral(system)]
        size = max(abs(x.real).upper() + abs(x.imag).upper() for row in rows for x in row)
        return [list(row) for row in acb_mat(rows).inv().tolist()], max(
            0, int(size.ceil().unique_fmpz() or 0).bit_length()
        )
    except ZeroDivisionError:
        return None
    finally:
        ctx.prec = old


def _integral(system: PolynomialSystem) -> list[Polynomial]:
    return list(system.integral())  # type: ignore[arg-type]


def _value(p: Polynomial, point: tuple[acb, ...]) -> acb:
    total = acb(0)
    for e, c in p.items():
        term = acb(int(c))
        for x, k in zip(point, e, strict=True):
            term = term * x**k if k else term
        total += term
    return total


def _rounded(x: acb, bits: int, is_real: bool) -> list[str]:
    return [_integer(x.real, bits), "0" if is_real else _integer(x.imag, bits)]


def _integer(x: Any, bits: int) -> str:
    mantissa, exponent = x.mid().man_exp()
    shift = int(exponent) + bits
    value = int(mantissa)
    return str(value << shift if shift >= 0 else (value + (1 << (-shift - 1))) >> -shift)
