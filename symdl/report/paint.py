"""Colour for terminals; a verdict is always told by word and sign as well."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import IO

from symdl.runner.report import SIGNS

CODES = {"PROVED": "32", "REFUTED": "31", "UNDECIDED": "33", "NOT RUN": "2", "bold": "1", "dim": "2"}


@dataclass(frozen=True, slots=True)
class Paint:
    """Wraps text in ANSI colours, or leaves it as it is."""

    is_on: bool = False

    def __call__(self, text: str, style: str) -> str:
        return f"\x1b[{CODES[style]}m{text}\x1b[0m" if self.is_on else text

    def verdict(self, word: str, *, width: int = 0) -> str:
        """The word with its sign, padded to ``width``."""
        text = f"{word} {SIGNS[word]}"
        return self(text, word) + " " * (width - len(text))


def chosen_paint(choice: str, stream: IO[str]) -> Paint:
    """Colour as the reader chose: always, never, or auto (a terminal without NO_COLOR)."""
    if choice != "auto":
        return Paint(choice == "always")
    is_plain = "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
    return Paint(stream.isatty() and not is_plain)
