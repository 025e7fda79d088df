"""Where a piece of text stands in its document, and the errors that say it.

An excerpt is text cut from a document (a paragraph without its quotation marks, a formula without its dollars) together with
the line and the column at which each of its lines begins, so that an offset in the excerpt is a place in the file.
"""

from __future__ import annotations

from dataclasses import dataclass

from symdl.terms.errors import OutOfScopeError, SymdlError


@dataclass(frozen=True, slots=True)
class Spot:
    """A line and a column, both counted from 1."""

    line: int
    column: int

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column}"


class NotesError(SymdlError):
    """A formula, declaration or directive that cannot be read; the message begins with its place."""

    def __init__(self, message: str, spot: Spot) -> None:
        super().__init__(f"{spot}: {message}")
        self.spot = spot
        self.said = message


class BeyondLanguage(OutOfScopeError):
    """A formula that was read, but says something that terms cannot say."""

    def __init__(self, message: str, spot: Spot) -> None:
        super().__init__(f"{spot}: {message}")
        self.spot = spot
        self.said = message


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Text and the place of each of its lines.

    Attributes:
        text: without what stands before each line in the document.
        lines: for each line of the text, the line of the document and the number of characters before it there.
    """

    text: str
    lines: tuple[tuple[int, int], ...]

    def spot(self, offset: int) -> Spot:
        """The place of a character."""
        row = self.text.count("\n", 0, offset)
        line, before = self.lines[min(row, len(self.lines) - 1)]
        return Spot(line, before + offset - (self.text.rfind("\n", 0, offset) + 1) + 1)

    def cut(self, start: int, end: int) -> Excerpt:
        """The excerpt of the characters from ``start`` to ``end``."""
        first = self.text.count("\n", 0, start)
        text = self.text[start:end]
        places = list(self.lines[first : first + text.count("\n") + 1]) or [self.lines[-1]]
        line, before = places[0]
        places[0] = (line, before + start - (self.text.rfind("\n", 0, start) + 1))
        return Excerpt(text, tuple(places))
