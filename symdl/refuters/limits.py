"""Counterexamples to limits: exact matrices at which f − L stays away from 0, and how far it stays."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice

from symdl.algebra.budget import Budget
from symdl.claims.claim import Claim
from symdl.claims.instance import Instance
from symdl.refuters.plain import plain_instances
from symdl.refuters.ring import name_of
from symdl.refuters.sizes import counters, sizings
from symdl.semantics.exact import evaluate_exact
from symdl.terms.errors import SymdlError
from symdl.terms.limits import nearby
from symdl.terms.operators import inner
from symdl.terms.term import Term, number

NEAR = (Fraction(1, 10**3), Fraction(1, 10**6), Fraction(1, 10**9))
"""Values of the variable at which the difference is looked at."""
DISTANCES = tuple(map(Fraction, ("1", "1/2", "1/4", "1/10", "1/100")))
MOST = 10
"""Instances that are tried at one size."""


def limit_counterexample(claim: Claim, *, seed: int, budget: Budget) -> Instance | None:
    """An instance at which the distance between f and L is not seen to shrink; None when the goal is no limit."""
    found = nearby(claim.goal)
    if found is None:
        return None
    gap, variable, epsilon = found
    for sizing in islice(sizings(claim.sizes, counters((*claim.hypotheses, claim.goal))), 4):
        *relations, goal = sizing.applied((*claim.hypotheses, claim.goal))
        tried = plain_instances(sizing, relations, None, seed=seed, budget=budget, also=goal)
        for instance in islice(tried, MOST):
            distance = next(_distances(gap, variable, instance), None)
            if distance is not None:
                return Instance(instance.sizes, {**instance.values, name_of(epsilon): number(distance)}, {})
    return None


def _distances(gap: Term, variable: Term, instance: Instance) -> Iterator[Fraction]:
    """The numbers below which the difference does not come near 0."""
    squares = [_square(gap, variable, instance, value) for value in NEAR]
    for distance in DISTANCES:
        if all(square is not None and square > 2 * distance**2 for square in squares):
            yield distance


def _square(gap: Term, variable: Term, instance: Instance, value: Fraction) -> Fraction | None:
    """The square of the norm of the difference; None where it has no rational value."""
    at = Instance(instance.sizes, {**instance.values, name_of(variable): number(value)}, instance.functions)
    try:
        found = evaluate_exact(inner(gap, gap), at)
    except SymdlError:
        return None
    return found if isinstance(found, Fraction) else None
