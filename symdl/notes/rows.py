r"""The rows of a display: environments taken away, and rows that go on with the statement before joined to it."""

from __future__ import annotations

from symdl.notes.cursor import Cursor
from symdl.notes.joints import AND, IFF, IMPLIED, IMPLIES, OR, drop_punctuation
from symdl.notes.signs import RELATIONS
from symdl.notes.tokens import Token

ALIGNED = frozenset(
    [
        "aligned",
        "align",
        "align*",
        "gathered",
        "gather",
        "gather*",
        "split",
        "equation",
        "equation*",
        "multline",
        "multline*",
        "alignat",
        "alignat*",
        "eqnarray",
        "eqnarray*",
    ]
)


def rows(c: Cursor) -> list[list[Token]]:
    """The tokens of each statement of a display, continued rows joined to the row before."""
    _unwrap(c)
    is_implication = any(t.text in (*IFF, *IMPLIES, *IMPLIED, "&if") for t in c.tokens)
    rows: list[list[Token]] = []
    for row in _split(c.tokens, r"\\"):
        kept = list(_outer(row))
        if not kept:
            continue
        if rows and _continues(row, rows[-1], is_implication=is_implication):
            rows[-1] += kept
        else:
            rows.append(kept)
    return rows


def _unwrap(c: Cursor) -> None:
    """Take away the environments around a display."""
    while True:
        drop_punctuation(c)
        texts = [t.text for t in c.tokens]
        if texts[:2] != [r"\begin", "{"]:
            return
        close = texts.index("}")
        name = "".join(texts[2:close])
        tail = [r"\end", "{", *[t.text for t in c.tokens[2:close]], "}"]
        if name not in ALIGNED:
            return
        if texts[-len(tail) :] != tail:
            raise c.error(f"\\begin{{{name}}} is not closed at the end of the formula.", c.tokens[0].start)
        body = c.tokens[close + 1 : len(c.tokens) - len(tail)]
        if name.startswith("alignat") and body and body[0].text == "{":
            c.tokens, c.at = body, 0
            body = body[c.group_end() :]
        c.tokens, c.at = body, 0


def _split(tokens: list[Token], mark: str) -> list[list[Token]]:
    """The tokens between marks outside matrices and braces."""
    parts: list[list[Token]] = [[]]
    depth = 0
    for token in tokens:
        depth += {r"\begin": 1, r"\end": -1}.get(token.text, 0)
        if token.text == mark and depth == 0:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _outer(row: list[Token]) -> list[Token]:
    """The row without its alignment marks."""
    return [token for part in _split(row, "&") for token in part]


def _continues(row: list[Token], before: list[Token], *, is_implication: bool) -> bool:
    """Whether a row goes on with the statement of the row before it; a comma between rows joins premises alone."""
    first = row[0].text
    if first == "&":
        return True
    joins = (*RELATIONS, *IFF, *IMPLIES, *AND, *OR, "&if", "+", r"\cdot", r"\odot", r"\otimes")
    return first in joins or before[-1].text in (*joins, "-") or (is_implication and before[-1].text in (",", ";"))
