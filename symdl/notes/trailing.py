r"""Quantifiers in words behind a formula: "$f(a x) = a f(x)$ for all $a > 0$" is one formula, f(a x) = a f(x) \forall a > 0."""

from __future__ import annotations

import re
from collections.abc import Sequence

from symdl.notes.blocks import Formula, Piece, Prose
from symdl.notes.places import Excerpt

FOR_ALL = re.compile(r"\s*,?\s*for (?:all|every|any|each)\s*", re.IGNORECASE)
RELATION = re.compile(r"[=<>]|\\(?:leq?|geq?|neq?|prec|succ|preceq|succeq|approx)(?![A-Za-z])")
DECLARED = re.compile(r"\\(?:in|colon|to)(?![A-Za-z])|:")
AND = re.compile(r"\s*,?\s*(?:and)?\s*", re.IGNORECASE)
MEMBER = re.compile(r"\\in(?![A-Za-z])")
QUANTIFIER = r"\forall"


def quantified(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, a relation and what it is said to hold for all of put together."""
    found: list[Piece] = []
    is_open = False
    for piece in pieces:
        found.append(piece)
        whole = _joined(found[-3], found[-2], found[-1], is_open) if len(found) >= 3 else None
        if whole is not None:
            found[-3:] = [whole]
        is_open = whole is not None or (is_open and isinstance(piece, Prose))
    return found


def _joined(relation: Piece, words: Piece, bound: Piece, is_open: bool) -> Formula | None:
    """One formula on two lines, so that every place stays what it is."""
    if not (isinstance(relation, Formula) and isinstance(words, Prose) and isinstance(bound, Formula)):
        return None
    text, said = relation.excerpt.text, words.excerpt.text
    is_first = FOR_ALL.fullmatch(said) is not None and RELATION.search(text) and not DECLARED.search(text)
    is_another = is_open and AND.fullmatch(said) is not None and MEMBER.search(bound.excerpt.text)
    if not (is_first or is_another):
        return None
    lines = (*relation.excerpt.lines, *bound.excerpt.lines)
    return Formula(Excerpt(f"{text} {QUANTIFIER if is_first else ','}\n{bound.excerpt.text}", lines))
