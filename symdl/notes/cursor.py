"""A place in the tokens of a formula, with what a parser may ask of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Protocol

from symdl.notes.macros import Macros
from symdl.notes.places import BeyondLanguage, Excerpt, NotesError
from symdl.notes.syntax import Node
from symdl.notes.tokens import Token, tokens_of

MAX_DEPTH = 60
"""Deepest nesting of a formula; what is deeper is refused before any work is done."""

END = Token("end", "", 0, 0)


class Names(Protocol):
    """What a parser asks of the declared symbols, and the author's own commands."""

    @property
    def macros(self) -> Macros: ...

    def is_declared(self, name: str) -> bool: ...

    def is_function(self, name: str) -> bool: ...

    def is_size(self, name: str) -> bool: ...

    def known(self) -> list[str]: ...


@dataclass
class Cursor:
    """Tokens and a position in them.

    Attributes:
        bars: the closing bars that are waited for, the innermost last.
        local: names bound by a sum, a quantifier or a minimum around the position.
        indices: those of them that run over integers.
    """

    formula: Excerpt
    tokens: list[Token]
    names: Names
    at: int = 0
    depth: int = 0
    bars: list[str] = field(default_factory=list)
    local: list[str] = field(default_factory=list)
    indices: list[str] = field(default_factory=list)

    @classmethod
    def over(cls, formula: Excerpt, names: Names) -> Cursor:
        return cls(formula, tokens_of(formula, names.macros), names)

    def part(self, start: int, end: int) -> Cursor:
        """A cursor over some of the tokens."""
        return replace(self, tokens=self.tokens[start:end], at=0, bars=[])

    # tokens -----------------------------------------------------------------------------------

    @property
    def token(self) -> Token:
        return self.tokens[self.at] if self.at < len(self.tokens) else END

    def ahead(self, count: int = 1) -> Token:
        place = self.at + count
        return self.tokens[place] if place < len(self.tokens) else END

    def take(self) -> Token:
        token = self.token
        self.at += 1
        return token

    def accept(self, *texts: str) -> Token | None:
        """The next token if it is one of these."""
        return self.take() if self.at < len(self.tokens) and self.token.text in texts else None

    def expect(self, text: str, why: str) -> Token:
        found = self.accept(text)
        if found is None:
            raise self.error(f"{self.found()} where '{text}' should stand, {why}.")
        return found

    @property
    def is_done(self) -> bool:
        return self.at >= len(self.tokens)

    def group_end(self) -> int:
        """The index after the brace that closes the one at the cursor."""
        depth = 0
        for place in range(self.at, len(self.tokens)):
            depth += {"{": 1, "}": -1}.get(self.tokens[place].text, 0)
            if depth == 0:
                return place + 1
        raise self.error("this '{' is not closed.")

    # nesting and errors -----------------------------------------------------------------------

    def nested(self, parse: Callable[[Cursor], Node]) -> Node:
        """Parse one level deeper."""
        if self.depth >= MAX_DEPTH:
            raise self.error(f"the formula nests deeper than {MAX_DEPTH}; name its parts.")
        self.depth += 1
        try:
            return parse(self)
        finally:
            self.depth -= 1

    def found(self) -> str:
        return "the formula ends" if self.is_done else f"'{self.token.text}' stands"

    def offset(self) -> int:
        if not self.is_done:
            return self.token.start
        return self.tokens[-1].end if self.tokens else 0

    def error(self, message: str, start: int | None = None) -> NotesError:
        return NotesError(message, self.formula.spot(self.offset() if start is None else start))

    def beyond(self, message: str, start: int) -> BeyondLanguage:
        return BeyondLanguage(message, self.formula.spot(start))

    # names ------------------------------------------------------------------------------------

    def is_declared(self, name: str) -> bool:
        return name in self.local or self.names.is_declared(name)

    def is_function(self, name: str) -> bool:
        return name not in self.local and self.names.is_function(name)

    def undeclared(self, source: str, name: str, start: int) -> NotesError:
        near = get_close_matches(name, self.names.known(), n=1, cutoff=0.75)
        hint = f" (is {near[0]!r} meant?)" if near else ""
        return self.error(
            f"{source} is not declared{hint}; say what it is first, e.g. "
            f"'Let ${source} \\in \\mathbb{{R}}^{{m \\times n}}$' or 'Let ${source} \\in \\mathbb{{R}}$'.",
            start,
        )
