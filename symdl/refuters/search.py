"""Counterexamples: an exact instance that satisfies every hypothesis and breaks the goal.

Sizes are tried smallest first. At each the hypotheses and the negated goal become constraints on scalar
unknowns (`symdl.refuters.reading`), equations are satisfied by solving them, and what is free is enumerated, then
drawn with hypothesis, simplest numbers first. Rounds repeat this with more effort until the budget ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from symdl.algebra.budget import Budget, BudgetExceeded
from symdl.claims.claim import Claim
from symdl.claims.instance import Instance
from symdl.refuters.candidate import Candidate
from symdl.refuters.constraints import Constraint
from symdl.refuters.contradiction import is_contradictory
from symdl.refuters.decisions import options
from symdl.refuters.limits import limit_counterexample
from symdl.refuters.palette import SIMPLE
from symdl.refuters.plain import plain_instances
from symdl.refuters.reading import System, system
from symdl.refuters.ring import name_of
from symdl.refuters.sizes import Sizing, counters, sizings
from symdl.refuters.solving import Accept, accepted, is_settled, limited, smallest, started, zero_first
from symdl.refuters.state import State
from symdl.refuters.structured import structured_counterexample
from symdl.terms.errors import OutOfScopeError, SymdlError
from symdl.terms.relation import Relation

ROUNDS = 4
"""Rounds of growing effort."""

WORK = 30_000
"""Work of the first round at one size, for one way the goal can fail; every further round takes five times as much."""


STRUCTURED = 120_000
"""Work for structured matrices in the first round, growing as the others do."""

MANY = 40
"""With more unknowns plain patterns are tried first."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One way the goal can fail at one size; without a system when there are too many unknowns for one."""

    sizing: Sizing
    hypotheses: tuple[Relation, ...]
    goal: Relation
    system: System | None
    failure: tuple[Constraint, ...]


def counterexample(claim: Claim, *, seed: int = 0, budget: Budget) -> Instance | None:
    """The simplest instance found on which the hypotheses hold and the goal does not.

    A goal under a quantifier may be returned as broken when a search finds no reason against it; the caller proves
    the negation at the instance.

    Args:
        claim: what to refute.
        seed: same seed, same answer.
        budget: work and seconds.
    """
    names = frozenset(name_of(symbol) for symbol in claim.symbols)
    try:
        limit = limit_counterexample(claim, seed=seed, budget=limited(budget, STRUCTURED))
        if limit is not None:
            return limit
    except BudgetExceeded:
        budget.spend(0)
    try:
        attempts: list[Attempt] = []
        for effort in range(ROUNDS):
            drawn = _structured(claim, seed, effort, budget) if effort else None
            if drawn is not None:
                return drawn
            source = _attempts(claim, budget) if effort == 0 else iter(attempts)
            attempts = []
            for attempt in source:
                found = _tried(attempt, names, seed=seed, effort=effort, budget=budget)
                if isinstance(found, Instance):
                    return found
                if found is None:
                    attempts.append(attempt)
    except BudgetExceeded:
        pass
    return None


def _structured(claim: Claim, seed: int, effort: int, budget: Budget) -> Instance | None:
    try:
        return structured_counterexample(
            claim, seed=seed, effort=effort, budget=limited(budget, STRUCTURED * 5**effort)
        )
    except BudgetExceeded:
        budget.spend(0)
        return None


def _attempts(claim: Claim, budget: Budget) -> Iterator[Attempt]:
    for sizing in sizings(claim.sizes, counters((*claim.hypotheses, claim.goal))):
        budget.spend(200)
        *hypotheses, goal = sizing.applied((*claim.hypotheses, claim.goal))
        try:
            given = system(hypotheses, goal)
        except (OutOfScopeError, RecursionError):
            yield Attempt(sizing, tuple(hypotheses), goal, None, ())
            continue
        for failure in given.failures:
            yield Attempt(sizing, tuple(hypotheses), goal, given, failure)


def _tried(
    attempt: Attempt, names: frozenset[str], *, seed: int, effort: int, budget: Budget
) -> Instance | bool | None:
    """An instance, None when the effort was not enough, False when the constraints contradict one another."""
    part = limited(budget, WORK * 5**effort)
    try:
        if attempt.system is None or (effort == 0 and len(attempt.system.ring.unknowns) > MANY):
            plain = plain_instances(attempt.sizing, attempt.hypotheses, attempt.goal, seed=seed, budget=budget)
            simple = next(plain, False)
            if simple or attempt.system is None:
                return simple
        start = started(attempt.system, (*attempt.system.hypotheses, *attempt.failure), {}, part)
        if start is None:
            return False
        found = smallest(start, _confirmed(attempt), seed=seed, effort=effort, budget=budget)
        if found is None and _is_over(start, limited(budget, 2 * WORK * 5**effort)):
            return False
    except BudgetExceeded:
        if budget.work <= 0 or budget.seconds <= 0:
            raise
        return None
    except SymdlError:
        return False
    return None if found is None else found.of(names)


def _is_over(start: State, budget: Budget) -> bool:
    """Whether more effort is in vain: there was nothing to decide, or the constraints contradict one another."""
    return not options(start, SIMPLE) or is_contradictory(start, budget)


def _confirmed(attempt: Attempt) -> Accept:
    """Accepts a state unless the relations themselves contradict it at its instance."""
    accept = accepted(attempt.sizing, zero_first)

    def confirm(state: State) -> Candidate | None:
        found = accept(state)
        if found is None or not is_settled(state, attempt.goal, found, wanted=False):
            return None
        return found if all(is_settled(state, h, found, wanted=True) for h in attempt.hypotheses) else None

    return confirm
