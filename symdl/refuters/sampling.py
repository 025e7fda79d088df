"""Many different instances on which all hypotheses of a claim hold, for evidence in floats.

Free unknowns get random fractions; what the hypotheses determine is solved for, so equations hold exactly.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from random import Random

from symdl.algebra.budget import Budget, BudgetExceeded
from symdl.claims.claim import Claim
from symdl.claims.instance import Instance
from symdl.refuters.drawing import followed
from symdl.refuters.palette import GENERIC, Palette, in_domain
from symdl.refuters.plain import plain_instances
from symdl.refuters.reading import System, system
from symdl.refuters.ring import Unknown, name_of
from symdl.refuters.sizes import Sizing, counters, sizings
from symdl.refuters.solving import accepted, started
from symdl.refuters.state import State
from symdl.refuters.truth import is_plausible
from symdl.terms.errors import OutOfScopeError, SymdlError
from symdl.terms.relation import Relation

SIZINGS = 4
"""How many tuples of sizes the instances are drawn at."""

MANY = 40
"""With more unknowns plain patterns come first."""

FAILURES = 12
"""Draws at one size without an instance before the size is given up."""


def drawn_instances(claim: Claim, *, seed: int, budget: Budget) -> Iterator[Instance]:
    """Instances of all hypotheses at a few sizes in turn, until the budget ends or nothing more is found."""
    random = Random(seed)
    names = frozenset(name_of(symbol) for symbol in claim.symbols)
    every = sizings(claim.sizes, counters((*claim.hypotheses, claim.goal)), smallest_first=False)
    sources = [_at_size(claim, sizing, names, random, budget) for sizing, _ in zip(every, range(SIZINGS), strict=False)]
    try:
        while sources:
            alive = []
            for source in sources:
                found = next(source, None)
                if found is not None:
                    alive.append(source)
                    yield found
            sources = alive
    except BudgetExceeded:
        return


def _at_size(claim: Claim, sizing: Sizing, names: frozenset[str], random: Random, budget: Budget) -> Iterator[Instance]:
    *hypotheses, goal = sizing.applied((*claim.hypotheses, claim.goal))
    try:
        given = system(hypotheses, None, also=goal)
    except (OutOfScopeError, RecursionError):
        seed = random.randrange(2**32)
        yield from plain_instances(sizing, hypotheses, None, seed=seed, budget=budget, also=goal, order=reversed)
        return
    try:
        start = started(given, given.hypotheses, {}, budget)
    except (SymdlError, RecursionError):
        return
    if len(given.ring.unknowns) > MANY:
        seed = random.randrange(2**32)
        yield from plain_instances(sizing, hypotheses, None, seed=seed, budget=budget, also=goal, order=reversed)
    failures = 0 if start is not None else FAILURES
    while failures < FAILURES:
        found = _drawn(given, start, tuple(hypotheses), sizing, names, random) if start is not None else None
        if found is None:
            failures += 1
        else:
            failures = 0
            yield found


def _drawn(
    given: System, start: State, hypotheses: tuple[Relation, ...], sizing: Sizing, names: frozenset[str], random: Random
) -> Instance | None:
    numbers = [_fraction(random) for _ in range(12)]
    palette: Palette = (*numbers, *GENERIC)
    choices = [random.randrange(len(numbers)) for _ in given.ring.unknowns]
    fillers = {index: _filler(unknown, random) for index, unknown in sorted(given.ring.unknowns.items())}
    try:
        state = followed(start, palette, choices)
        found = None if state is None else accepted(sizing, lambda index, _: fillers[index])(state)
        if found is None or any(is_plausible(h, found, start.budget) is False for h in hypotheses):
            return None
    except SymdlError:
        return None
    return found.of(names)


def _fraction(random: Random) -> Fraction:
    return Fraction(random.randint(-30, 30), 10)


def _filler(unknown: Unknown, random: Random) -> Fraction:
    if unknown.is_function:
        return Fraction(random.randint(-2, 2))
    value = _fraction(random)
    candidates = (value, abs(value), Fraction(round(value)), Fraction(abs(round(value))), Fraction(1))
    return next(candidate for candidate in candidates if in_domain(candidate, unknown.domain))
