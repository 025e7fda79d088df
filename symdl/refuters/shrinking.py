"""Making a counterexample simpler, number by number, while it stays one.

One number is replaced by a simpler one; what follows from the equations is computed again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import trunc

from symdl.algebra.budget import BudgetExceeded
from symdl.refuters.candidate import Candidate
from symdl.refuters.constraints import Option
from symdl.refuters.decisions import options
from symdl.refuters.palette import SIMPLE, cost
from symdl.refuters.state import State

ROUNDS = 12


def shrunk(start: State, found: Candidate, accept: Callable[[State], Candidate | None]) -> Candidate:
    """A locally simplest acceptable candidate; as far as the budget of the state goes."""
    best = found
    try:
        for _ in range(ROUNDS):
            simpler = _simpler(start, best, accept)
            if simpler is None:
                return best
            best = simpler
    except BudgetExceeded:
        pass
    return best


def _simpler(start: State, best: Candidate, accept: Callable[[State], Candidate | None]) -> Candidate | None:
    improved = None
    for index in best.numbers:
        for value in _simpler_numbers(best.numbers[index]):
            if cost(value) < cost(best.numbers[index]):
                state = guided(start, {**best.numbers, index: value})
                result = None if state is None else accept(state)
                if result is not None and result.price < best.price:
                    best = improved = result
                    break
    return improved


def _simpler_numbers(value: Fraction) -> tuple[Fraction, ...]:
    """The simplest numbers, and numbers half and one step nearer to 0."""
    step = 1 if value > 0 else -1
    return (
        *SIMPLE[:8],
        Fraction(trunc(value / 2)),
        Fraction(trunc(value * 3 / 4)),
        Fraction(trunc(value)),
        value - step,
    )


def guided(start: State, numbers: Mapping[int, Fraction]) -> State | None:
    """The finished state that takes these numbers where there is a choice."""
    state = start
    while ways := options(state, SIMPLE):
        for option in _preferred(ways, numbers):
            following = state.copy()
            if following.take(option):
                break
        else:
            return None
        state = following
    return state


def _preferred(ways: list[Option], numbers: Mapping[int, Fraction]) -> list[Option]:
    index = ways[0].generator
    if ways[0].kind != "number" or index not in numbers:
        return ways[:4]
    wanted = [option for option in ways if option.value == numbers[index]]
    return wanted or [Option(0, index, numbers[index], "number")]
