"""Infinitely many solutions: on a rational curve, by dimension, or around a regular real point.

- A curve x = a(T)/b(T), not constant, with f(a/b) = 0 identically. Rational T give real points.
- Fewer equations than unknowns and one solution: every component through it has dimension ≥ n − m ≥ 1 (Krull).
- Fewer equations than unknowns and a rational solution with a Jacobian of full rank m: real solutions near it form a manifold of dimension
  n − m ≥ 1 (implicit function theorem).
"""

from fractions import Fraction
from functools import reduce
from typing import Any

from symdl.check.counts import dense
from symdl.check.counts.points import points
from symdl.check.counts.system import System, derivative, integer, rational
from symdl.check.judgement import Rejected, need
from symdl.check.polynomial import Work


def infinite(system: System, form: Any, work: Work) -> tuple[set[str], set[str]]:
    """(the fields with infinitely many solutions, the theorems used)."""
    match form["by"]:
        case "curve":
            return _curve(system, form, work), set()
        case "dimension":
            need(len(system.polynomials) < system.n, "the dimension needs fewer equations than unknowns")
            found = points(system, form["points"], work)
            fields = {"complex", "torus"} if found.zeros is not None and found.in_torus() else {"complex"}
            return fields, {"Krull"}
        case "regular":
            need(len(system.polynomials) < system.n, "a regular point needs fewer equations than unknowns")
            return _regular(system, [rational(x) for x in form["point"]], work), {"implicit function theorem"}
    raise Rejected(f"{form['by']!r} is no way to infinitely many solutions")


def _curve(system: System, form: Any, work: Work) -> set[str]:
    b, *a = (dense.trimmed([integer(c) for c in p]) for p in (form["b"], *form["a"]))
    need(len(a) == system.n and b, "a curve has a denominator and a numerator for each unknown")
    varies = any(dense.add([x * b[-1] for x in p], b, -p[-1]) if len(p) == len(b) else p for p in a)
    need(varies, "the curve is a point")
    for p in system.polynomials:
        top, total = max(map(sum, p)), list[int]()
        for e, c in p.items():
            factors = [base for base, k in zip((b, *a), (top - sum(e), *e), strict=True) for _ in range(k)]
            total = dense.add(total, reduce(lambda x, y: dense.multiply(x, y, work), factors, [1]), c)
        need(not total, "the curve leaves the solutions")
    return {"complex", "real", *(["torus"] if all(a) else [])}


def _regular(system: System, point: list[Fraction], work: Work) -> set[str]:
    need(len(point) == system.n, "a point has a coordinate for each unknown")

    def value(p: dict[tuple[int, ...], int]) -> Fraction:
        work.spend(len(p) * system.n)
        terms = (
            reduce(lambda t, xk: t * xk[0] ** xk[1], zip(point, e, strict=True), Fraction(c)) for e, c in p.items()
        )
        return sum(terms, Fraction(0))

    need(all(value(p) == 0 for p in system.polynomials), "the point is no solution")
    rows = [[value(derivative(p, k)) for k in range(system.n)] for p in system.polynomials]
    need(_rank(rows) == len(rows), "the Jacobian has no full rank")
    return {"complex", "real", *(["torus"] if all(point) else [])}


def _rank(rows: list[list[Fraction]]) -> int:
    rank = 0
    for k in range(len(rows[0]) if rows else 0):
        pivot = next((i for i in range(rank, len(rows)) if rows[i][k]), None)
        if pivot is None:
            continue
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        for i in range(rank + 1, len(rows)):
            factor = rows[i][k] / rows[rank][k]
            rows[i] = [x - factor * y for x, y in zip(rows[i], rows[rank], strict=True)]
        rank += 1
    return rank
