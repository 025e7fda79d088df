r"""Finding formulas and claims in MyST Markdown with markdown-it, every line's place kept.

Formulas stand between dollars, in `\( \)` and `\[ \]`, in amsmath environments and in `math` directives. Claims stand in
directives `{claim} NAME` in colon or backtick fences, also in quotations, lists and other directives. What is code, a comment
or front matter is not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.amsmath import amsmath_plugin
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from symdl.notes.blocks import CLAIMS, Block, Directive, Fault, Formula, Heading, Paragraph, Piece, Prose
from symdl.notes.places import Excerpt, Spot

LITERAL = frozenset(
    [
        "code",
        "code-block",
        "code-cell",
        "sourcecode",
        "literalinclude",
        "raw",
        "verbatim",
        "parsed-literal",
        "mermaid",
        "eval-rst",
        "figure",
        "image",
        "include",
        "bibliography",
        "toctree",
        "doctest",
        "prompt",
        "python",
        "comment",
        "csv-table",
        "list-table",
    ]
)
"""Directives whose body is not Markdown."""

INFO = re.compile(r"\{([A-Za-z0-9_.:+-]+)\}\s*(.*)", re.DOTALL)
MAX_NESTING = 8


@dataclass(frozen=True, slots=True)
class Source:
    """Text, cut into rows, with the place of each row in the document."""

    excerpt: Excerpt
    rows: tuple[str, ...]

    @classmethod
    def of(cls, excerpt: Excerpt) -> Source:
        return cls(excerpt, tuple(excerpt.text.split("\n")))


def blocks_of(text: str) -> list[Block]:
    """The blocks of a Markdown document."""
    count = text.count("\n") + 1
    return list(_blocks(Excerpt(text, tuple((number, 0) for number in range(1, count + 1))), 0))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table")
    parser.use(front_matter_plugin).use(myst_block_plugin).use(myst_role_plugin).use(colon_fence_plugin)
    parser.use(dollarmath_plugin, allow_labels=True, double_inline=True).use(amsmath_plugin)
    parser.inline.ruler.before("escape", "bracket_math", _bracket_math)
    parser.block.ruler.before(
        "fence", "bracket_block", _bracket_block, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    return parser


def _bracket_math(state: Any, silent: bool) -> bool:
    r"""`\( … \)` and `\[ … \]` within a paragraph."""
    start = state.src[state.pos : state.pos + 2]
    if start not in (r"\(", r"\["):
        return False
    end = state.src.find({r"\(": r"\)", r"\[": r"\]"}[start], state.pos + 2)
    if end < 0:
        return False
    if not silent:
        token = state.push("math_inline" if start == r"\(" else "math_inline_double", "math", 0)
        token.content = state.src[state.pos + 2 : end]
        token.markup = start
    state.pos = end + 2
    return True


def _bracket_block(state: Any, start_line: int, end_line: int, silent: bool) -> bool:
    r"""`\[ … \]` on lines of its own."""
    first = state.src[state.bMarks[start_line] + state.tShift[start_line] : state.eMarks[start_line]]
    if not first.startswith(r"\["):
        return False
    for line in range(start_line, end_line):
        text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()
        if text.endswith(r"\]"):
            break
        if not text:
            return False
    else:
        return False
    if silent:
        return True
    content = state.getLines(start_line, line + 1, state.blkIndent, False).strip()
    token = state.push("math_block", "math", 0)
    token.content = content[2:-2]
    token.markup = r"\["
    token.map = [start_line, line + 1]
    state.line = line + 1
    return True


# blocks -------------------------------------------------------------------------------------------


def _blocks(excerpt: Excerpt, depth: int) -> Iterator[Block]:
    source = Source.of(excerpt)
    is_heading = False
    for token in _parser().parse(excerpt.text):
        if token.type in ("heading_open", "heading_close"):
            is_heading = token.type == "heading_open"
            if is_heading:
                yield Heading(int(token.tag[1:]))
        elif token.type == "inline" and not is_heading:
            yield Paragraph(tuple(_pieces(source, token)))
        elif token.type in ("math_block", "math_block_label", "amsmath"):
            yield Paragraph((Formula(_located(source, token, token.content), True),))
        elif token.type in ("fence", "colon_fence"):
            yield from _fence(source, token, depth)


def _located(source: Source, token: Token, content: str) -> Excerpt:
    """The content of a token with the place of each of its lines."""
    assert token.map is not None
    first, end = token.map
    lines = source.rows
    row = first
    parts = content.split("\n")
    places: list[tuple[int, int]] = []
    for part in parts:
        column = -1
        while row < min(end, len(lines)):
            column = lines[row].find(part) if part.strip() else 0
            if column >= 0:
                break
            row += 1
        found = min(row, len(lines) - 1)
        line, before = source.excerpt.lines[found]
        places.append((line, before + max(column, 0)))
        if row + 1 < end:
            row += 1
    return Excerpt(content, tuple(places))


def _pieces(source: Source, token: Token) -> Iterator[Piece]:
    """Words and formulas of a paragraph, in order, each with its place."""
    whole = _located(source, token, token.content)
    at = 0
    pending = 0
    for child in token.children or []:
        content = child.content
        is_math = child.type in ("math_inline", "math_inline_double", "math_single") or (
            child.type == "myst_role" and child.meta.get("name") == "math"
        )
        if not content:
            continue
        place = whole.text.find(content, at)
        if place < 0:
            continue
        if is_math:
            mark = len(child.markup) if child.markup else (1 if child.type == "math_inline" else 2)
            if place - mark > pending:
                yield Prose(whole.cut(pending, place - mark))
            yield Formula(whole.cut(place, place + len(content)), child.type == "math_inline_double")
            pending = min(place + len(content) + mark, len(whole.text))
        elif child.type == "code_inline":
            if place > pending:
                yield Prose(whole.cut(pending, place))
            yield Prose(whole.cut(place, place + len(content)), is_code=True)
            pending = place + len(content)
        at = place + len(content)
    if pending < len(whole.text):
        yield Prose(whole.cut(pending, len(whole.text)))


# directives ---------------------------------------------------------------------------------------


def _fence(source: Source, token: Token, depth: int) -> Iterator[Block]:
    match = INFO.fullmatch(token.info.strip())
    if match is None:
        return
    kind, argument = match[1], match[2].strip()
    body = _located(source, token, token.content)
    assert token.map is not None
    head = source.excerpt.lines[token.map[0]]
    spot = Spot(head[0], head[1] + max(source.rows[token.map[0]].find(token.markup), 0) + 1)
    if token.content:
        body = _after_head(source, token)
    if kind == "math":
        _, rest, _ = _options(body)
        yield Paragraph((Formula(rest, True),))
    elif kind in CLAIMS:
        yield _directive(source, token, kind, argument, body, spot, depth)
    elif kind in LITERAL or depth >= MAX_NESTING:
        return
    elif near := get_close_matches(kind, [*CLAIMS, "claims"], n=1, cutoff=0.8):
        yield Fault(f"the directive {{{kind}}} is unknown; is {{{near[0].rstrip('s')}}} meant?", spot)
    else:
        _, rest, _ = _options(body)
        yield from _inside(rest, depth)


def _inside(body: Excerpt, depth: int) -> Iterator[Block]:
    for block in _blocks(body, depth + 1):
        if not isinstance(block, Heading):
            yield block


def _after_head(source: Source, token: Token) -> Excerpt:
    """The body of a fence with the place of each of its lines, which follow its first line."""
    assert token.map is not None
    lines = source.rows
    content = token.content[:-1] if token.content.endswith("\n") else token.content
    places = []
    for row, part in enumerate(content.split("\n"), start=token.map[0] + 1):
        row = min(row, len(lines) - 1)
        line, before = source.excerpt.lines[row]
        places.append((line, before + (max(lines[row].find(part), 0) if part else 0)))
    return Excerpt(content, tuple(places))


def _directive(source: Source, token: Token, kind: str, name: str, body: Excerpt, spot: Spot, depth: int) -> Directive:
    options, rest, faults = _options(body)
    if not _is_closed(source, token):
        faults.append(Fault(f"this {{{kind}}} is not closed; add a line with {token.markup}.", spot))
    blocks = tuple(_inside(rest, depth)) if depth < MAX_NESTING else ()
    return Directive(kind, name, options, blocks, spot, tuple(faults))


def _is_closed(source: Source, token: Token) -> bool:
    assert token.map is not None
    last = source.rows[token.map[1] - 1].strip().lstrip("> ")
    return token.map[1] - 1 > token.map[0] and last.startswith(token.markup) and not last.strip(token.markup[0])


OPTION = re.compile(r":([A-Za-z][A-Za-z0-9_-]*):[ \t]*(.*)")


def _options(body: Excerpt) -> tuple[dict[str, tuple[str, Spot]], Excerpt, list[Fault]]:
    """The options at the beginning of a directive, as `:key: value` or between lines of dashes, and the rest."""
    options: dict[str, tuple[str, Spot]] = {}
    faults: list[Fault] = []
    lines = body.text.split("\n")
    at = 0
    is_block = bool(lines) and lines[0].strip() == "---"
    if is_block:
        at = 1
    while at < len(lines):
        text = lines[at].strip()
        if is_block and text == "---":
            at += 1
            break
        match = OPTION.fullmatch(f":{text.replace(':', ': ', 1).replace(':  ', ': ')}" if is_block and text else text)
        if match is None:
            break
        line, before = body.lines[at]
        place = Spot(line, before + 1)
        if match[1] in options:
            faults.append(Fault(f"the option :{match[1]}: is given twice.", place))
        options[match[1]] = (match[2].strip(), place)
        at += 1
    start = sum(len(line) + 1 for line in lines[:at])
    rest = body.cut(min(start, len(body.text)), len(body.text)) if at < len(lines) else Excerpt("", body.lines[-1:])
    return options, rest, faults
