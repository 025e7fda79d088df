"""Isolated solutions beside a hypersurface: a common factor is taken out.

Let fᵢ = h·cᵢ with h not constant, in n ≥ 2 unknowns. The solutions of f are V(h) ∪ V(c), and every component of V(h) has dimension n − 1 ≥ 1, so a point
of V(h) is not isolated in V(f). Near any other point V(f) is V(c). So the isolated solutions of f are those of c that do not lie on V(h).
"""

from fractions import Fraction
from functools import reduce
from typing import Any

from symdl.check.counts import dense, residues
from symdl.check.counts.dense import Dense
from symdl.check.counts.points import Points
from symdl.check.counts.system import Sparse, System, integer, primitive, sparse, times
from symdl.check.judgement import need
from symdl.check.polynomial import Work


def without_factor(system: System, form: Any, work: Work) -> tuple[System, Sparse]:
    """c = 0 and h."""
    need(system.n >= 2, "where a factor vanishes there are isolated points, with one unknown")
    h = sparse(form["polynomial"], system.n)
    need(any(map(any, h)), "the factor is constant")
    quotients = [sparse(c, system.n) for c in form["quotients"]]
    need(len(quotients) == len(system.polynomials), "each equation has a quotient")
    for c, f in zip(quotients, system.polynomials, strict=True):
        need(times(h, c, work) == {e: Fraction(x) for e, x in f.items()}, "the factor times the quotient differs")
    return System(system.names, tuple(map(primitive, quotients))), h


def off(points: Points, h: Sparse, form: Any) -> int:
    """At how many of the points h is not 0: q = u·z with z | h(v/w) and u coprime to it, up to a power of w."""
    z, value = dense.trimmed([integer(c) for c in form["zeros"]]), _value(points, primitive(h))
    need(z and dense.is_primitive(z), "the polynomial of the points on the hypersurface is not primitive")
    need(dense.divides(z, value, points.work) is not None, "a point is not on the hypersurface")
    u = dense.divides(z, points.q, points.work)
    need(u is not None, "the points on the hypersurface are none of the points")
    unit = u or []
    need(len(unit) == 1 or residues.no_common_root(unit, value, points.work), "other points may be on the hypersurface")
    return len(unit) - 1


def _value(points: Points, p: dict[tuple[int, ...], int]) -> Dense:
    """wᵈ p(v/w)."""
    top, total = max(map(sum, p)), Dense()
    for e, c in p.items():
        factors = [base for base, k in zip((points.w, *points.v), (top - sum(e), *e), strict=True) for _ in range(k)]
        points.work.spend(len(factors))
        total = dense.add(total, reduce(lambda a, b: dense.multiply(a, b, points.work), factors, [1]), c)
    return total
