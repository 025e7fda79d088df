"""What is left to decide in a state, simplest first.

A root of an equation in one generator, a factor of an equation, a branch of an `or`; then a number for an
unknown: from the equation with the fewest unknowns the one of the highest degree, so that the rest becomes
linear and is solved.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise

from symdl.refuters.coefficients import as_flint, as_fraction, constant_of, univariate
from symdl.refuters.constraints import Check, Option, Poly
from symdl.refuters.palette import SIMPLE, Palette, cost, in_domain
from symdl.refuters.ring import variables
from symdl.refuters.roots import AlgebraicNumber, real_roots
from symdl.refuters.state import State

LONGEST_FACTORED = 12
"""An equation with more terms is not factored."""

SHARES = (Fraction(1, 2), Fraction(1, 4), Fraction(3, 4))
"""Where numbers between two zeros are taken."""

DEAD = Option(0, -1, None, "dead")
"""The only option of a state that cannot go on."""


def options(state: State, palette: Palette) -> list[Option]:
    """The ways to go on, cheapest first; none when nothing is open."""
    decided = _univariate(state) or _factor(state) or _branch(state)
    if decided is not None:
        return decided
    index = _next_unknown(state)
    return [] if index is None else _numbers(state, index, palette)


def _univariate(state: State) -> list[Option] | None:
    for poly, _ in state.equations:
        used = variables(poly)
        if len(used) == 1:
            (index,) = used
            roots = real_roots([as_fraction(c) for c in univariate(poly, index)])
            found = [Option(min(cost(r), 3), index, r, "solution") for r in roots if isinstance(r, Fraction)]
            if state.algebraic is None:
                found += [Option(4, index, r, "root") for r in roots if isinstance(r, AlgebraicNumber)]
            return sorted(found, key=lambda o: o.price) or [DEAD]
    return None


def _factor(state: State) -> list[Option] | None:
    for position, (poly, _) in enumerate(state.equations):
        if len(poly) <= LONGEST_FACTORED:
            factors = _factors(state, poly)
            if factors:
                return [Option(i, -1, (position, factor), "factor") for i, factor in enumerate(factors)]
    return None


def _factors(state: State, poly: Poly) -> list[Poly]:
    """The proper factors of a polynomial, shortest first; none when it is irreducible."""
    known, key = state.system.factors, tuple(poly.terms())
    if key not in known:
        state.budget.spend(100)
        factors = [factor for factor, _ in poly.factor()[1]]
        is_proper = len(factors) > 1 or factors[0].total_degree() < poly.total_degree()
        known[key] = sorted(factors, key=lambda f: (len(f), str(f))) if is_proper else []
    return known[key]


def _branch(state: State) -> list[Option] | None:
    if not state.either:
        return None
    return [Option(i, -1, i, "branch") for i in range(len(state.either[0].branches))] or [DEAD]


def _next_unknown(state: State) -> int | None:
    """From the equation with the fewest unknowns the one of highest degree; then from other constraints."""
    unknowns = state.system.ring.unknowns
    groups: list[Iterable[Poly]] = [(p,) for p, _ in state.equations]
    groups += [(p,) for p, _, _ in state.signs]
    groups += [values for values, _ in state.different]
    best: tuple[tuple[int, int, int], int] | None = None
    for rank, polys in enumerate(groups):
        degrees: dict[int, int] = {}
        for poly in polys:
            for i in _reach(state, poly):
                degrees[i] = max(degrees.get(i, 0), poly.degrees()[i])
        chosen = [i for i in degrees if i in unknowns and i not in state.solved]
        if chosen:
            index = min(chosen, key=lambda i: (-degrees[i], i))
            key = (0 if rank < len(state.equations) else 1, len(chosen), rank)
            if best is None or key < best[0]:
                best = (key, index)
    if best is not None:
        return best[1]
    waiting = {i for check in state.checks for i in _open_of(state, check)}
    return min(waiting, default=None)


def _reach(state: State, poly: Poly) -> frozenset[int]:
    """The unknowns a polynomial depends on, through auxiliaries and solved generators."""
    found: set[int] = set()
    stack = list(variables(poly))
    while stack:
        index = stack.pop()
        if index in found:
            continue
        found.add(index)
        stack.extend(state.system.ring.dependencies.get(index, ()))
        if index in state.solved:
            stack.extend(variables(state.solved[index]))
    return frozenset(found) - ({state.algebraic[0]} if state.algebraic else set())


def _open_of(state: State, check: Check) -> set[int]:
    unknowns = state.system.ring.unknowns
    found: set[int] = set()
    for index in check.unknowns:
        found |= _reach(state, state.system.ring.generators[index])
    return {i for i in found if i in unknowns and i not in state.solved}


def _numbers(state: State, index: int, palette: Palette) -> list[Option]:
    """The numbers of the palette, and numbers in every cell its constraints make, that violate none of them alone."""
    unknown = state.system.ring.unknowns[index]
    alone = [(poly, strict) for poly, strict, _ in state.signs if variables(poly) == {index}]
    values = dict.fromkeys([*(SIMPLE if unknown.is_function else palette), *_cells([poly for poly, _ in alone], index)])
    state.budget.spend(2 * len(values) * len(alone))
    listed = [
        v for v in values if in_domain(v, unknown.domain) and all(_holds(p, index, v, strict) for p, strict in alone)
    ]
    return [Option(place, index, value, "number") for place, value in enumerate(listed)] or [DEAD]


def _holds(poly: Poly, index: int, value: Fraction, strict: bool) -> bool:
    sign = constant_of(poly.subs({index: as_flint(value)}))
    return sign > 0 or (sign == 0 and not strict)


def _cells(polys: Iterable[Poly], index: int) -> list[Fraction]:
    """Numbers beside, at and between the real zeros of polynomials in one unknown."""
    zeros: set[Fraction] = set()
    for poly in polys:
        for zero in real_roots([as_fraction(c) for c in univariate(poly, index)]):
            zeros |= {zero} if isinstance(zero, Fraction) else set(zero.narrowed(12))
    ordered = sorted(zeros)
    beside = [zero + step for zero in ordered for step in (1, -1, 0)]
    between = [(a + share * (b - a)) for share in SHARES for a, b in pairwise(ordered)]
    return beside + between
