"""An instance on which all hypotheses of a claim hold: the evidence that the claim is not vacuous."""

from __future__ import annotations

from symdl.algebra.budget import Budget, BudgetExceeded
from symdl.claims.claim import Claim
from symdl.claims.instance import Instance
from symdl.refuters.candidate import Candidate
from symdl.refuters.plain import plain_instances
from symdl.refuters.reading import system
from symdl.refuters.ring import name_of
from symdl.refuters.sizes import Sizing, counters, sizings
from symdl.refuters.solving import accepted, different_first, generic, is_settled, limited, started
from symdl.refuters.state import State
from symdl.terms.errors import OutOfScopeError, SymdlError
from symdl.terms.relation import Relation

ROUNDS = 4
"""Rounds of growing effort."""

WORK = 20_000
"""Work of the first round at one size; every further round takes five times as much."""

MANY = 40
"""With more unknowns plain patterns are tried first."""


def satisfying_instance(
    claim: Claim, *, seed: int = 0, budget: Budget, extra: Relation | None = None
) -> Instance | None:
    """A simple instance with all hypotheses, and with numbers that differ where nothing speaks against it.

    Args:
        claim: whose hypotheses are to hold.
        seed: same seed, same answer.
        budget: work and seconds.
        extra: one more relation that is to hold.
    """
    names = frozenset(name_of(symbol) for symbol in claim.symbols)
    wanted = (*claim.hypotheses, *([extra] if extra is not None else []))
    dead: set[int] = set()
    try:
        for effort in range(ROUNDS):
            every = sizings(claim.sizes, counters((*wanted, claim.goal)), smallest_first=False)
            for place, sizing in enumerate(every):
                if place not in dead:
                    found = _tried(claim, wanted, sizing, seed=seed, effort=effort, budget=budget)
                    if isinstance(found, Candidate):
                        return found.of(names)
                    if isinstance(found, Instance):
                        return found
                    if found is False:
                        dead.add(place)
    except BudgetExceeded:
        pass
    return None


def _tried(
    claim: Claim, wanted: tuple[Relation, ...], sizing: Sizing, *, seed: int, effort: int, budget: Budget
) -> Candidate | Instance | bool | None:
    budget.spend(200)
    *relations, goal = sizing.applied((*wanted, claim.goal))
    try:
        given = system(relations, None, also=goal)
    except (OutOfScopeError, RecursionError):
        return next(plain_instances(sizing, relations, None, seed=seed, budget=budget, also=goal), False)
    if effort == 0 and len(given.ring.unknowns) > MANY:
        simple = next(plain_instances(sizing, relations, None, seed=seed, budget=budget, also=goal), None)
        if simple is not None:
            return simple
    try:
        part = limited(budget, WORK * 5**effort)
        start = started(given, given.hypotheses, {}, part)
        if start is None:
            return False
        accept = accepted(sizing, different_first)

        def confirm(state: State) -> Candidate | None:
            found = accept(state)
            if found is None:
                return None
            return found if all(is_settled(state, r, found, wanted=True) for r in relations) else None

        return generic(start, confirm, seed=seed, effort=effort, budget=budget)
    except BudgetExceeded:
        if budget.work <= 0 or budget.seconds <= 0:
            raise
        return None
    except (SymdlError, RecursionError):
        return False
