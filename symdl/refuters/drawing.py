"""Drawing decisions with hypothesis, and letting it shrink them.

An example is a list of choices, one for each decision on the way; choice 0 is the simplest option. So what
hypothesis shrinks to is simple, and every example satisfies the equations by construction.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import TypeVar

from symdl.algebra.budget import BudgetExceeded
from symdl.refuters.decisions import options
from symdl.refuters.palette import Palette
from symdl.refuters.state import State

Result = TypeVar("Result")

TRIES = 4
"""How many options are tried at one decision before an example is given up."""

DRAWING = 1000
"""Work for one example, besides following it."""

BITS = 5
"""A choice is a number of this many bits; it picks an option modulo their number."""


def followed(start: State, palette: Palette, choices: Sequence[int]) -> State | None:
    """The finished state these choices lead to."""
    state = start
    position = 0
    while ways := options(state, palette):
        choice = choices[position] if position < len(choices) else 0
        position += 1
        for shift in range(min(TRIES, len(ways))):
            following = state.copy()
            if following.take(ways[(choice + shift) % len(ways)]):
                break
        else:
            return None
        state = following
    return state


def drawn(
    start: State,
    palette: Palette,
    accept: Callable[[State], Result | None],
    *,
    seed: int,
    examples: int,
) -> Result | None:
    """The simplest acceptable result among drawn choices, None when there is none."""
    from hypothesis import HealthCheck, Phase, errors, find, settings
    from hypothesis import strategies as st

    spent: list[BudgetExceeded] = []
    results: dict[tuple[int, ...], Result] = {}

    def is_found(choices: list[int]) -> bool:
        if spent:
            return False
        try:
            start.budget.spend(DRAWING)
            state = followed(start, palette, choices)
            result = None if state is None else accept(state)
        except BudgetExceeded as error:
            spent.append(error)
            return False
        if result is not None:
            results[tuple(choices)] = result
        return result is not None

    # Bits, because hypothesis mixes integers it finds in the user's modules into drawn ones: not the same everywhere.
    choice = st.tuples(*[st.booleans()] * BITS).map(lambda bits: sum(bit << k for k, bit in enumerate(bits)))
    strategy = st.lists(choice, min_size=1, max_size=len(start.system.ring.unknowns) + 4)
    quiet = settings(
        max_examples=examples,
        database=None,
        deadline=None,
        derandomize=False,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )
    try:
        return results.get(tuple(find(strategy, is_found, settings=quiet, random=Random(seed))))
    except errors.HypothesisException:
        if results:
            return list(results.values())[-1]
        if spent:
            raise spent[0] from None
        return None
