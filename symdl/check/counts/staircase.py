"""An upper bound for all solutions: consequences of the equations whose leading monomials leave finitely many monomials.

A step is Σ mⱼ pⱼ with pⱼ an equation or an earlier step, so it vanishes at every solution; a step with a root g and an exponent k
says gᵏ = Σ mⱼ pⱼ, and g vanishes too. For a monomial order, the monomials that no leading monomial divides span ℂ[x] modulo these
polynomials, and N points are separated by polynomials, so there are at most as many solutions as such monomials.

A step with squares says Σ cₖ gₖ² = Σ mⱼ pⱼ with cₖ > 0: every gₖ vanishes at every real solution, and the bound is one for real solutions.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import reduce
from math import lcm
from typing import Any

from symdl.check.counts.system import MOST_TERMS, Exponents, System, rational, sparse
from symdl.check.judgement import need
from symdl.check.polynomial import BITS, MASK, Polynomial, Work

MOST = 20_000
"""Monomials of a staircase."""


def staircase(system: System, form: Any, work: Work) -> tuple[int, bool]:
    """The number of monomials left, and whether it bounds the real solutions only."""
    n, order = system.n, _order(system, form["first"])
    only_real, known = False, [_packed(p) for p in system.polynomials]
    for step in form["steps"]:
        need(all(type(k) is int and 0 <= k < len(known) for _, k in step["sum"]), "a step uses what is not there yet")
        total = _sum([(_packed(sparse(m, n)), known[k]) for m, k in step["sum"]], work)
        if "root" in step:
            root, k = _packed(sparse(step["root"], n)), step["power"]
            need(type(k) is int and 1 <= k <= 20, "the exponent of a root is between 1 and 20")
            need(root.power(k, work) == total, "the power of the root differs")
            total = root
        if "squares" not in step:
            known.append(total)
            continue
        only_real = True
        squares = [(rational(c), _packed(sparse(g, n))) for c, g in step["squares"]]
        need(all(c > 0 for c, _ in squares), "a square has a positive coefficient")
        need(_sum([(g.scaled(c), g) for c, g in squares], work) == total, "the squares do not add up")
        known += [g for _, g in squares]
    leads = [max(exponents, key=order) for p in known if (exponents := _exponents(p, n))]
    return _left(leads, n, work), only_real


def _packed(p: Mapping[Exponents, Fraction | int]) -> Polynomial:
    """The polynomial with its monomials as integers."""
    common = reduce(lcm, (c.denominator for c in p.values()), 1)
    terms = {
        sum(k << (BITS * i) for i, k in enumerate(e)): c.numerator * (common // c.denominator) for e, c in p.items()
    }
    return Polynomial(terms, common, max(map(sum, p), default=0))


def _exponents(p: Polynomial, n: int) -> list[Exponents]:
    return [tuple(m >> (BITS * i) & MASK for i in range(n)) for m in p.terms]


def _sum(products: list[tuple[Polynomial, Polynomial]], work: Work) -> Polynomial:
    """Σ aᵢ bᵢ over one denominator."""
    common = reduce(lcm, (a.denominator * b.denominator for a, b in products), 1)
    total: dict[int, int] = {}
    for a, b in products:
        scale = common // (a.denominator * b.denominator)
        long = (scale.bit_length() + a.bits()) * b.bits() >> 18
        work.spend(1 + len(a.terms) * len(b.terms) * (1 + long) // 2)
        for m, c in a.terms.items():
            c *= scale
            for k, d in b.terms.items():
                total[m + k] = total.get(m + k, 0) + c * d
        need(len(total) <= MOST_TERMS, "a polynomial has too many terms")
    degree = max((a.degree + b.degree for a, b in products), default=0)
    return Polynomial({m: c for m, c in total.items() if c}, common, degree)


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
