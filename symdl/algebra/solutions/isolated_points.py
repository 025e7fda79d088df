"""Isolated points beside curves and surfaces, of any multiplicity and for any number of equations, modulo a prime.

Let I = (f₁, …, fₘ) in n variables, and G₁, …, Gₙ random combinations of the f. Outside V(I) the first k of them cut out sets of dimension n − k
(Bertini), so C = (G₁, …, Gₙ₋₁) : Gₙ^∞ is the ideal of curves, none of them in V(I), and W = V(C + I) is finite. Near an isolated point p of V(I)
the set V(G₁, …, Gₙ₋₁) has dimension 1 at least (Krull) and meets V(I) in p alone, so p lies on these curves: W contains all isolated points.

The other points of W lie on components of V(I) of positive dimension. Let c be a random combination of generators of C. It vanishes on W, so at all
isolated points, and on no other component of V(I), which would lie in the finite W. So V(I : c^∞) is what V(I) has besides isolated points, and the
points of W that are not in it are the isolated ones. (Lecerf, "Computing the equidimensional decomposition of an algebraic closed set by means of
lifting fibers", 2003, has the first step.)
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from symdl.algebra.budget import Budget
from symdl.algebra.solutions.modular_basis import PRIME, ModularBasis
from symdl.algebra.solutions.monomial_ideals import dimension
from symdl.algebra.solutions.quotient import Quotient
from symdl.algebra.solutions.system import IntegerPolynomial, PolynomialSystem


@dataclass(frozen=True, slots=True)
class IsolatedPoints:
    """How many points of a solution set are isolated, and how many of these have no zero coordinate."""

    number: int
    in_torus: int


def isolated_points(system: PolynomialSystem, *, seed: int = 0, budget: Budget | None = None) -> IsolatedPoints | None:
    """The isolated points of a set of positive dimension, distinct ones; None when they are too many for matrices.

    Raises:
        BudgetExceeded: when the budget is used up.
    """
    n, equations = len(system.variables), list(system.integral())
    if len(equations) < n:
        return IsolatedPoints(0, 0)  # Krull: every component has positive dimension
    draw = random.Random(seed)
    *cuts, last = (combination(equations, draw) for _ in range(n))
    curves = limits(n, cuts, last, budget)
    near = _counted(n, [*equations, *curves], draw, budget)
    if near is None or not near.number:
        return near
    rest = limits(n, equations, _separating(n, equations, curves, draw, budget), budget)
    both = _counted(n, [*equations, *curves, *rest], draw, budget)
    return both and IsolatedPoints(near.number - both.number, near.in_torus - both.in_torus)


def _counted(
    n: int, polynomials: Sequence[IntegerPolynomial], draw: random.Random, budget: Budget | None
) -> IsolatedPoints | None:
    """The distinct points of a finite set."""
    basis = ModularBasis.of(n, polynomials, budget=budget)
    if basis.is_whole:
        return IsolatedPoints(0, 0)
    quotient = Quotient.of(basis, budget=budget)
    return None if quotient is None else IsolatedPoints(quotient.distinct(draw), quotient.in_torus(draw))


def _separating(
    n: int,
    equations: Sequence[IntegerPolynomial],
    curves: Sequence[IntegerPolynomial],
    draw: random.Random,
    budget: Budget | None,
) -> IntegerPolynomial:
    """A combination of generators of ``curves``, of the least degree at which those leave a finite part of the solution set."""
    degrees = [max(map(sum, p)) for p in curves]
    for top in sorted({*degrees}):
        low = [p for p, degree in zip(curves, degrees, strict=True) if degree <= top]
        if top == max(degrees) or dimension(ModularBasis.of(n, [*equations, *low], budget=budget).leads, n) <= 0:
            return combination(low, draw)
    return {(0,) * n: 1}


def combination(polynomials: Iterable[IntegerPolynomial], draw: random.Random, prime: int = PRIME) -> IntegerPolynomial:
    """A random combination modulo the prime."""
    total: dict[tuple[int, ...], int] = {}
    for p in polynomials:
        factor = draw.randrange(1, prime)
        for e, c in p.items():
            total[e] = (total.get(e, 0) + factor * c) % prime
    return {e: c for e, c in total.items() if c}


def limits(
    n: int, polynomials: Sequence[IntegerPolynomial], g: IntegerPolynomial, budget: Budget | None = None
) -> list[IntegerPolynomial]:
    """Generators of ((p₁, …) : g^∞) + (g) modulo the prime: where the closure of V(p) ∖ V(g) meets V(g).

    With s = g as one variable more and h to make all homogeneous, a basis in the degree reverse lexicographic order with s last gives the
    saturation by s once every element is divided by its power of s (Bayer and Stillman); then s = 0.
    """
    top = max(map(sum, g))
    whole = [{(*e, max(map(sum, p)) - sum(e), 0): c for e, c in p.items()} for p in polynomials]
    named = {(*e, top - sum(e), 0): c for e, c in g.items()} | {(*(0,) * n, top - 1, 1): -1}
    found = [g]
    for p in ModularBasis.of(n + 2, [*whole, named], budget=budget).polynomials():
        power = min(e[-1] for e in p)
        found.append({e[:n]: c for e, c in p.items() if e[-1] == power})
    return found
