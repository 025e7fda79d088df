"""What a Hessian does not tell of critical points: their kind where it is singular, and exact values at irrational points.

- *Curves.* γ is polynomial with γ(0) = p and f(γ(t)) = f(p) + c tᵏ + … with c ≠ 0. If k is odd or c < 0, f is smaller than f(p) at points near p, which is
  then no local minimum; if k is odd or c > 0, it is no local maximum.
- *Valleys.* The Hessian at p has one eigenvalue 0 and n − 1 positive ones, γ′(0) ≠ 0, k = 2m, c > 0, and ∇f(γ(t)) = O(tᵐ⁺¹): p is a strict local minimum. With
  v = γ′(0), the terms of first order say Hv = 0. Let vⱼ ≠ 0, and y the other coordinates: ∂²f/∂y² is positive definite, so near p, f is least for a given
  xⱼ = s at one Y(s), where ∂f/∂y = 0. γ is O(tᵐ⁺¹) away from (s(t), Y(s(t))), so f(γ) is O(t²ᵐ⁺²) above g(s) = f(s, Y(s)), and g(s(t)) = f(p) + c t²ᵐ + …
  is above f(p); s(t) = pⱼ + vⱼt + … takes all values near pⱼ. The same for −f gives a maximum.
- *Levels.* A parametrisation lists r real solutions of ∇f = 0, f = κ. Where no critical point is missing, they are among the known ones, and among
  those whose value may be κ; if these are r, all of them have the value κ.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from symdl.check.counts.places import Known, Whole
from symdl.check.counts.points import points
from symdl.check.counts.system import Sparse, System, derivative, plus, primitive, rational, times
from symdl.check.judgement import need
from symdl.check.polynomial import Work

Curve = list[list[Fraction]]
LONGEST = 32
"""Coefficients of a coordinate of a curve."""


def with_curves(f: Whole, known: Sequence[Known], form: Any, work: Work) -> list[Known]:
    """The points, without the kinds that curves through them exclude."""
    found = list(known)
    for k, coordinates in form:
        need(type(k) is int and 0 <= k < len(found) and not found[k].radius, "a curve starts at a rational point")
        curve = [[rational(c) for c in coordinate] for coordinate in coordinates]
        need(all(1 <= len(c) <= LONGEST for c in curve), "a coordinate of a curve has 1 to 32 coefficients")
        need(tuple(c[0] for c in curve) == found[k].center, "a curve starts at its point")
        found[k] = replace(found[k], excluded=found[k].excluded | _excluded(f, found[k], curve, work))
    return found


def _excluded(f: Whole, point: Known, curve: Curve, work: Work) -> set[str]:
    """The kinds that the first term after the constant one excludes."""
    along, n = _along(f, curve, work), len(curve)
    first = min((k for (k,) in along if k), default=0)
    need(first > 0, "f is constant along a curve")
    odd, c = first % 2 == 1, along[first,]
    excluded = {kind for kind, excludes in (("minima", c < 0), ("maxima", c > 0)) if odd or excludes}
    signs = (n - 1, 0) if c > 0 else (0, n - 1)
    if not odd and (point.positive, point.negative) == signs and _is_valley(f, curve, first // 2, work):
        excluded.add("saddles")
    return excluded


def _is_valley(f: Whole, curve: Curve, m: int, work: Work) -> bool:
    """Whether γ′(0) ≠ 0 and ∇f(γ(t)) = O(tᵐ⁺¹)."""
    slopes = (_along(derivative(f, k), curve, work) for k in range(len(curve)))
    return any(any(c[1:2]) for c in curve) and all(k > m for slope in slopes for (k,) in slope)


def _along(f: Whole, curve: Curve, work: Work) -> Sparse:
    """f(γ(t))."""
    bits = sum(c.numerator.bit_length() + c.denominator.bit_length() for coordinate in curve for c in coordinate)
    coordinates: list[Sparse] = [{(k,): c for k, c in enumerate(coordinate) if c} for coordinate in curve]
    total: Sparse = {}
    for e, coefficient in f.items():
        work.spend(1 + (sum(e) * bits) ** 2 // 65_536)
        term: Sparse = {(0,): Fraction(coefficient)}
        for coordinate, power in zip(coordinates, e, strict=True):
            for _ in range(power):
                term = times(term, coordinate, work)
        total = plus(total, term)
    return total


def with_levels(
    system: System, given: Sparse, scale: Fraction, known: Sequence[Known], form: Any, work: Work
) -> list[Known]:
    """The points, none of which is missing, with the values that are shown; f is ``scale`` times the given polynomial."""
    found = list(known)
    for level in form:
        value = rational(level["value"])
        equation = primitive(plus(given, {(0,) * system.n: -value}))
        listed = points(System(system.names, (*system.polynomials, equation)), level["points"], work)
        exact = value * scale
        near = [k for k, point in enumerate(found) if point.low <= exact <= point.high]
        need(listed.real() == len(near), "other points may have the value of a level")
        for k in near:
            found[k] = replace(found[k], low=exact, high=exact)
    return found
