"""From a claim at fixed sizes to an accepted instance: the searches in their order, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from symdl.algebra.budget import Budget, BudgetExceeded
from symdl.refuters.candidate import Candidate, Coefficients, Defaults, candidate
from symdl.refuters.constraints import Constraint
from symdl.refuters.decisions import DEAD, options
from symdl.refuters.drawing import drawn
from symdl.refuters.enumeration import WIDTHS, by_price, by_width, first
from symdl.refuters.palette import GENERIC, SIMPLE, simplest
from symdl.refuters.reading import System, system
from symdl.refuters.ring import Unknown, variables
from symdl.refuters.shrinking import shrunk
from symdl.refuters.sizes import Sizing
from symdl.refuters.state import State
from symdl.refuters.truth import is_plausible
from symdl.terms.relation import Relation

SIMPLER = 150_000
"""Work for making a candidate simpler."""

UNSIZED = Sizing({}, {})

Accept = Callable[[State], Candidate | None]


def zero_first(index: int, unknown: Unknown) -> Fraction:
    """The simplest number of the domain."""
    return simplest(unknown.domain, SIMPLE)


def different_first(index: int, unknown: Unknown) -> Fraction:
    """Small numbers that differ from entry to entry; functions stay simple."""
    if unknown.is_function:
        return Fraction(int(unknown.column == 1))
    return simplest(unknown.domain, GENERIC[index % 5 :] + GENERIC)


def started(
    given: System, constraints: Sequence[Constraint], coefficients: Coefficients, budget: Budget
) -> State | None:
    """The state under these constraints, None when they contradict one another."""
    state = State(given, budget)
    for name, generators in given.ring.functions.items():
        for generator, value in zip(generators, coefficients.get(name, ()), strict=False):
            (index,) = variables(generator)
            state.solved[index] = given.ring.rational(value)
    is_open = state.add(constraints) and options(state, SIMPLE) != [DEAD]
    return state if is_open else None


def accepted(sizing: Sizing, defaults: Defaults) -> Accept:
    """Accepts a finished state in which every check has the wanted truth value."""

    def accept(state: State) -> Candidate | None:
        state.budget.spend(50)
        if not state.is_finished():
            return None
        found = candidate(state, sizing, defaults)
        for check in state.checks:
            if is_plausible(check.relation, found, state.budget) is not check.wanted:
                return None
        return found

    return accept


def is_settled(state: State, relation: Relation, found: Candidate, *, wanted: bool) -> bool:
    """Whether nothing speaks against a truth value that the accepted state stands for."""
    if any(check.relation is relation for check in state.checks):
        return True
    return is_plausible(relation, found, state.budget) is not (not wanted)


def smallest(start: State, accept: Accept, *, seed: int, effort: int, budget: Budget) -> Candidate | None:
    """A simple accepted candidate.

    Args:
        start: the constraints.
        accept: the last word on a finished state.
        budget: for making a candidate simpler; the search itself spends from that of the state.
        seed: of the drawn examples.
        effort: 0, 1, 2, …: how far the searches go.
    """
    if not options(start, SIMPLE):
        return accept(start)
    low = 4 + 2 * effort
    found = _within(start, 0.3, lambda: _cheapest(start, accept, range(low)))
    if found is None and (start.equations or start.either):
        found = _within(start, 0.4, lambda: _wide(start, accept))
    if found is None:
        found = _within(start, 1.0, lambda: drawn(start, SIMPLE, accept, seed=seed + effort, examples=12 * 4**effort))
        if found is not None:
            start.budget = limited(budget, SIMPLER)
            found = _simpler(start, found, accept, range(low, low + 4))
    if found is None:
        return None
    start.budget = limited(budget, SIMPLER)
    return shrunk(start, found, accept)


def _within(start: State, share: float, search: Callable[[], Candidate | None]) -> Candidate | None:
    """What a search finds with a share of the budget that is left."""
    whole = start.budget
    try:
        start.budget = limited(whole, int(whole.work * share))
        return search()
    except BudgetExceeded:
        return None
    finally:
        start.budget = whole


def _cheapest(start: State, accept: Accept, prices: Iterable[int]) -> Candidate | None:
    for price in prices:
        found = first(by_price(start, SIMPLE, price), accept)
        if found is not None:
            return found
    return None


def _wide(start: State, accept: Accept) -> Candidate | None:
    """Depth first, with few options at every number; for equations that leave little choice."""
    for width in WIDTHS:
        found = _within(start, 0.3, lambda width=width: first(by_width(start, SIMPLE, width), accept))  # type: ignore[misc]
        if found is not None:
            return found
    return None


def _simpler(start: State, found: Candidate, accept: Accept, prices: range) -> Candidate:
    """A candidate among the cheapest decisions, now that it is known that there is one; or the one that was found."""
    try:
        for price in prices:
            simple = first(by_price(start, SIMPLE, price), accept)
            if simple is not None and simple.price < found.price:
                return simple
    except BudgetExceeded:
        pass
    return found


def generic(start: State, accept: Accept, *, seed: int, effort: int, budget: Budget) -> Candidate | None:
    """An accepted candidate with different numbers rather than zeros."""
    if not options(start, GENERIC):
        return accept(start)
    for width in WIDTHS[: 2 + effort]:
        found = first(by_width(start, GENERIC, width), accept)
        if found is not None:
            return found
    found = drawn(start, GENERIC, accept, seed=seed + effort, examples=12 * 4**effort)
    return smallest(start, accept, seed=seed, effort=effort, budget=budget) if found is None else found


def limited(budget: Budget, work: int) -> Budget:
    """A part of a budget with at most this much work, and all of its seconds: the same answer on every machine."""
    part = budget.part(1.0)
    part.work = min(part.work, work)
    return part


def solution(relations: Sequence[Relation], coefficients: Coefficients, budget: Budget) -> Candidate | None:
    """Values of the free symbols for which relations without names for sizes hold."""
    given = system(relations, None)
    part = limited(budget, 20_000)
    try:
        start = started(given, given.hypotheses, coefficients, part)
        if start is None:
            return None
        accept = accepted(UNSIZED, zero_first)
        for price in range(6):
            found = first(by_price(start, SIMPLE, price), accept)
            if found is not None:
                return found
        return first(by_width(start, SIMPLE, 9), accept)
    except BudgetExceeded:
        if budget.work <= 0 or budget.seconds <= 0:
            raise
        return None
