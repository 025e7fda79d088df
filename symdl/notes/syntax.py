"""The syntax tree of a formula: what stands where, before anything is known of shapes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of a formula.

    Attributes:
        kind: the rule of `symdl.notes.elaborate` that gives it a meaning.
        args: its parts.
        data: what the rule needs besides: a name, a number, orders of derivatives.
        start: offset in the formula, for error messages.
        is_bracketed: whether brackets stand around it.
    """

    kind: str
    args: tuple[Node, ...] = ()
    data: Any = None
    start: int = 0
    is_bracketed: bool = False
