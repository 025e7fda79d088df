"""Depth-first search over the decisions of a state.

`by_price` lists the finished states whose decisions cost exactly a given price: few numbers that are not 0.
`by_width` lists those that use only the first few options of every decision: many numbers, all simple.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from symdl.refuters.decisions import options
from symdl.refuters.palette import Palette
from symdl.refuters.state import State

Result = TypeVar("Result")

WIDTHS = (2, 3, 5, 9)
"""How many options a decision has in the passes of `by_width`."""


def by_price(state: State, palette: Palette, price: int) -> Iterator[State]:
    """Finished states whose decisions cost exactly ``price``."""
    ways = options(state, palette)
    if not ways:
        if price == 0:
            yield state
        return
    for option in ways:
        if option.price <= price:
            following = state.copy()
            if following.take(option):
                yield from by_price(following, palette, price - option.price)


def by_width(state: State, palette: Palette, width: int) -> Iterator[State]:
    """Finished states that use one of the first ``width`` options at every number."""
    ways = options(state, palette)
    if not ways:
        yield state
        return
    for option in ways[:width] if ways[0].kind == "number" else ways:
        following = state.copy()
        if following.take(option):
            yield from by_width(following, palette, width)


def first(states: Iterator[State], accept: Callable[[State], Result | None]) -> Result | None:
    """The first acceptable result among states."""
    for state in states:
        result = accept(state)
        if result is not None:
            return result
    return None
