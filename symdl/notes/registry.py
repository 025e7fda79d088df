"""The commands of formulas: each reads what follows it. A new operator is one line in `vocabulary` or one function here."""

from __future__ import annotations

from collections.abc import Callable

from symdl.notes.cursor import Cursor
from symdl.notes.syntax import Node
from symdl.notes.tokens import Token

Reading = Callable[[Cursor, Token], Node]

ATOMS: dict[str, Reading] = {}
"""What a command at the beginning of a factor reads; the command itself is already taken."""


def reads(*commands: str) -> Callable[[Reading], Reading]:
    """Register a function as the reading of commands."""

    def register(reading: Reading) -> Reading:
        ATOMS.update(dict.fromkeys(commands, reading))
        return reading

    return register
