"""Reading a document: its sections scope what is declared in them, its directives are claims."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from symdl.claims.claim import Claim
from symdl.notes.blocks import Block, Directive, Fault, Formula, Heading, Paragraph, Piece, Prose
from symdl.notes.claims import Reader
from symdl.notes.macros import macros_of
from symdl.notes.scope import Scope
from symdl.notes.sentences import END, read
from symdl.notes.vocabulary import register

MAX_CHARACTERS = 2_000_000
"""Longest document."""

SIZES = re.compile(
    r"(?:\\mathbb\s*\{?R\}?|\\R|\\RR|\\Reals|\\mathbf\s*\{?1\}?|\\mathbf\s*\{?I\}?|\bI|0)\s*[\^_]\s*(\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}|[A-Za-z])"
)
TIMES = re.compile(r"\$\s*([A-Za-z](?:_\w|_\{\w+\})?)\s*\\times\s*([A-Za-z](?:_\w|_\{\w+\})?)\s*\$")
LIST = re.compile(
    r"\s*(?:let|assume|suppose|given|where|let us \w+|(?:we )?(?:assume|suppose)[^.$]*:|(?:let|given)[^.$]*:)\s*",
    re.IGNORECASE,
)
NAME = re.compile(r"\\?[A-Za-z]+(?:_(?:\{[^{}]*\}|\w))?")


@dataclass(frozen=True, slots=True)
class Document:
    """The claims of a document, in order, and what could not be read."""

    claims: tuple[Claim, ...]
    faults: tuple[Fault, ...]


def read_document(text: str, *, is_latex: bool = False, file: str | None = None) -> Document:
    """The claims of a Markdown or LaTeX document.

    Args:
        text: the source.
        is_latex: a LaTeX document instead of Markdown.
        file: its name, for the places of the claims.
    """
    register()
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if is_latex:
        from symdl.notes.latex_document import blocks_of
    else:
        from symdl.notes.markdown import blocks_of
    reader = Reader(file)
    blocks = blocks_of(text)
    _walk(blocks, Scope(sizes=size_names(text), macros=macros_of(text)), reader)
    faults = sorted(reader.faults, key=lambda fault: (fault.spot.line, fault.spot.column))
    return Document(tuple(reader.claims), tuple(faults))


def size_names(text: str) -> frozenset[str]:
    """Every name that stands where a size stands anywhere in the document."""
    found: set[str] = set()
    for match in SIZES.finditer(text):
        found.update(_spelled(match[1]))
    for match in TIMES.finditer(text):
        found.update(_spelled(match[1]) + _spelled(match[2]))
    return frozenset(found)


def _spelled(source: str) -> list[str]:
    names = []
    for match in NAME.finditer(source.strip("{}").replace(r"\times", " ")):
        stem, _, below = match[0].lstrip("\\").partition("_")
        names.append("_".join([stem, *below.strip("{}").split(",")]) if below else stem)
    return names


# sections -----------------------------------------------------------------------------------------


def _walk(blocks: list[Block], scope: Scope, reader: Reader) -> None:
    """Read blocks in order; a heading ends the sections of its level and of those inside."""
    levels: list[tuple[int, Scope]] = [(0, scope)]
    at = 0
    while at < len(blocks):
        block = blocks[at]
        at += 1
        if isinstance(block, Heading):
            levels = [pair for pair in levels if pair[0] < block.level]
            levels.append((block.level, levels[-1][1].inner()))
        elif isinstance(block, Fault):
            reader.faults.append(block)
        elif isinstance(block, Directive):
            if at < len(blocks) and _starts_with_where(blocks[at]):
                at = _prose(blocks, at, levels[-1][1], reader)
            reader.directive(block, levels[-1][1])
        else:
            at = _prose(blocks, at - 1, levels[-1][1], reader)


def _starts_with_where(block: Block) -> bool:
    return (
        isinstance(block, Paragraph)
        and bool(block.pieces)
        and isinstance(block.pieces[0], Prose)
        and re.match(r"\s*where\b", block.pieces[0].excerpt.text) is not None
    )


def _prose(blocks: list[Block], at: int, scope: Scope, reader: Reader) -> int:
    """Read a paragraph with the displays that its last sentence runs through; the place after it."""
    run = list(takewhile(lambda block: isinstance(block, Paragraph), blocks[at:]))
    pieces: list[Piece] = []
    taken = 0
    for block in run:
        assert isinstance(block, Paragraph)
        if taken and not _goes_on(pieces, block.pieces):
            break
        pieces += block.pieces
        taken += 1
    reader.faults += read(pieces, scope)
    return at + taken


def _goes_on(before: Sequence[Piece], pieces: tuple[Piece, ...]) -> bool:
    """Whether a sentence runs from one paragraph into the next: through a display, or into a list; not through an empty one."""
    if not before or not pieces:
        return False
    last, first = before[-1], pieces[0]
    if isinstance(first, Formula) and first.is_display:
        return isinstance(last, Formula) or not END.search(last.excerpt.text.rstrip()[-1:] or ".")
    if isinstance(first, Formula):
        return _opens_list(before) and not (
            isinstance(last, Prose) and END.search(last.excerpt.text.rstrip()[-1:] or ".")
        )
    return (
        isinstance(last, Formula)
        and last.is_display
        and not last.excerpt.text.rstrip().endswith(".")
        and first.excerpt.text.lstrip()[:1].islower()
    )


def _opens_list(pieces: Sequence[Piece]) -> bool:
    """Whether running text begins like "Let" or "Assume the following:" and goes on with formulas alone."""
    first = pieces[0]
    return isinstance(first, Prose) and LIST.fullmatch(first.excerpt.text) is not None
