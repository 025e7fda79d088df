r"""The author's own commands: `\newcommand`, `\def` and `\DeclareMathOperator`, expanded before a formula is parsed.

An expanded token keeps the place of the command it came from. Expansion is bounded in depth and length.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

COMMAND = re.compile(
    r"\\(?:(?:re)?newcommand|providecommand)\*?\s*\{?\s*(\\[A-Za-z]+)\s*\}?\s*(?:\[(\d)\])?\s*\{"
    r"|\\def\s*(\\[A-Za-z]+)\s*((?:#\d)*)\s*\{"
    r"|\\DeclareMathOperator(\*?)\s*\{?\s*(\\[A-Za-z]+)\s*\}?\s*\{"
)


@dataclass(frozen=True, slots=True)
class Macro:
    """The number of arguments of a command and what it stands for."""

    arguments: int
    body: str


Macros = Mapping[str, Macro]


def macros_of(text: str) -> dict[str, Macro]:
    """The commands that a document defines; one that is defined twice in different ways is left undefined."""
    found: dict[str, Macro] = {}
    ambiguous: set[str] = set()
    for match in COMMAND.finditer(text):
        body = _group(text, match.end())
        if body is None:
            continue
        if match[1]:
            name, macro = match[1], Macro(int(match[2] or 0), body)
        elif match[3]:
            name, macro = match[3], Macro(len(match[4]) // 2, body)
        else:
            name, macro = match[6], Macro(0, rf"\operatorname{match[5]}{{{body}}}")
        if found.setdefault(name, macro) != macro:
            ambiguous.add(name)
    return {name: macro for name, macro in found.items() if name not in ambiguous}


def _group(text: str, start: int) -> str | None:
    """The text up to the brace that closes the group open at ``start``."""
    depth = 1
    for place in range(start, min(len(text), start + 2000)):
        if text[place] in "{}" and text[place - 1] != "\\":
            depth += 1 if text[place] == "{" else -1
            if depth == 0:
                return text[start:place]
    return None
