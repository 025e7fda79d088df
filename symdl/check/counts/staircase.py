"""An upper bound for all solutions: consequences of the equations whose leading monomials leave finitely many monomials.

A step is Σ mⱼ pⱼ with pⱼ an equation or an earlier step, so it vanishes at every solution; a step with a root g and an exponent k
says gᵏ = Σ mⱼ pⱼ, and g vanishes too. For a monomial order, the monomials that no leading monomial divides span ℂ[x] modulo these
polynomials, and N points are separated by polynomials, so there are at most as many solutions as such monomials.

A step with squares says Σ cₖ gₖ² = Σ mⱼ pⱼ with cₖ > 0: every gₖ vanishes at every real solution, and the bound is one for real solutions.
"""

from collections.abc import Callable
from fractions import Fraction
from functools import reduce
from typing import Any

from symdl.check.counts.system import Exponents, Sparse, System, plus, rational, sparse, times
from symdl.check.judgement import need
from symdl.check.polynomial import Work

MOST = 20_000
"""Monomials of a staircase."""


def staircase(system: System, form: Any, work: Work) -> tuple[int, bool]:
    """The number of monomials left, and whether it bounds the real solutions only."""
    n, order = system.n, _order(system, form["first"])
    only_real, one = False, {(0,) * n: Fraction(1)}
    known: list[Sparse] = [{e: Fraction(c) for e, c in p.items()} for p in system.polynomials]
    for step in form["steps"]:
        total: Sparse = {}
        for multiplier, index in step["sum"]:
            need(type(index) is int and 0 <= index < len(known), "a step uses what is not there yet")
            total = plus(total, times(sparse(multiplier, n), known[index], work))
            work.spend(len(total))
        if "root" in step:
            root, k = sparse(step["root"], n), step["power"]
            need(type(k) is int and 1 <= k <= 20, "the exponent of a root is between 1 and 20")
            need(reduce(lambda a, b: times(a, b, work), [root] * k, one) == total, "the power of the root differs")
            total = root
        if "squares" not in step:
            known.append(total)
            continue
        only_real = True
        for coefficient, square in step["squares"]:
            c, g = rational(coefficient), sparse(square, n)
            need(c > 0, "a square has a positive coefficient")
            total = plus(total, times({(0,) * n: -c}, times(g, g, work), work))
            known.append(g)
        need(not total, "the squares do not add up")
    leads = [max(p, key=order) for p in known if p]
    return _left(leads, n, work), only_real


def _order(system: System, first: Any) -> Callable[[Exponents], tuple[int, ...]]:
    """By the exponents of some unknowns, one after another; then by degree; then the smaller exponent of the last."""
    need(len(set(first)) == len(first) and set(first) <= set(system.names), "unknown unknowns come first")
    places = [system.names.index(name) for name in first]
    return lambda e: (*(e[k] for k in places), sum(e), *(-x for x in e[::-1]))


def _left(leads: list[Exponents], n: int, work: Work) -> int:
    """The number of monomials that none of the leads divides."""
    minimal = [e for e in set(leads) if not any(f != e and _divides(f, e) for f in leads)]
    work.spend(len(leads) ** 2)
    if (0,) * n in minimal:
        return 0
    bounded = {k for e in minimal for k in range(n) if sum(e) == e[k]}
    need(len(bounded) == n, "infinitely many monomials are left")
    count, layer = 0, {(0,) * n}
    while layer:
        work.spend(len(layer) * len(minimal))
        kept = [m for m in layer if not any(_divides(e, m) for e in minimal)]
        count += len(kept)
        need(count <= MOST, "too many monomials are left")
        layer = {(*m[:k], m[k] + 1, *m[k + 1 :]) for m in kept for k in range(n)}
    return count


def _divides(e: Exponents, f: Exponents) -> bool:
    return all(map(int.__le__, e, f))
