"""What a document consists of for its claims: headings, running text with formulas, and directives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from symdl.notes.places import Excerpt, Spot


@dataclass(frozen=True, slots=True)
class Prose:
    """Words between formulas, or text shown as code, in which only names of claims are read."""

    excerpt: Excerpt
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula in running text or on a line of its own."""

    excerpt: Excerpt
    is_display: bool = False


Piece = Prose | Formula


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words and formulas that belong together."""

    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The beginning of a section; level 1 is the outermost."""

    level: int


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that could not be read, with its place."""

    message: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class Directive:
    """A claim or derivation with what stands in it."""

    kind: str
    name: str
    options: Mapping[str, tuple[str, Spot]]
    blocks: tuple[Block, ...]
    spot: Spot
    faults: tuple[Fault, ...] = field(default=())


Block = Paragraph | Heading | Directive | Fault

CLAIMS = ("claim", "derivation")
OPTIONS = ("expect", "by", "label", "source", "seconds", "title", "class", "name")
EXPECTATIONS = ("proved", "refuted", "undecided")
