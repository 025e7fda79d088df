"""What a document says about a claim in sentences that are not read: hypotheses in words, and prose near it."""

from __future__ import annotations

from symdl.claims.claim import Unread
from symdl.notes.blocks import Formula, Piece
from symdl.notes.mentions import mentioned
from symdl.notes.scope import Remark, Scope

NEAR = 30
"""How many lines before a claim its prose begins."""
MOST = 6
LONGEST = 110


def unread(scope: Scope, names: frozenset[str], line: int) -> tuple[Unread, ...]:
    """The sentences that were not read and mention one of the names: every hypothesis, and the prose near the line."""
    near = [remark for remark in scope.all_remarks() if remark.is_assumed or line - NEAR <= _line(remark)]
    found = [remark for remark in near if _is_general(remark) or names & _about(remark, scope)]
    prose = [remark for remark in found if not remark.is_assumed][-MOST:]
    told = [remark for remark in found if remark.is_assumed or remark in prose]
    return tuple(Unread(_line(remark), _text(remark.pieces), remark.is_assumed) for remark in told)


def _is_general(remark: Remark) -> bool:
    """Whether a hypothesis names nothing: "Assume the data are separable"."""
    return remark.is_assumed and not any(isinstance(piece, Formula) for piece in remark.pieces)


def _about(remark: Remark, scope: Scope) -> frozenset[str]:
    """The names that a sentence mentions; sizes, which everything has, only where there are no others."""
    if remark.names is not None:
        return remark.names
    every: frozenset[str] = frozenset().union(
        *(mentioned(piece.excerpt, scope) for piece in remark.pieces if isinstance(piece, Formula))
    )
    return frozenset(name for name in every if not scope.is_size(name)) or (every if remark.is_assumed else frozenset())


def _line(remark: Remark) -> int:
    first = remark.pieces[0].excerpt
    return first.spot(len(first.text) - len(first.text.lstrip())).line


def _text(pieces: tuple[Piece, ...]) -> str:
    parts = [f"${p.excerpt.text.strip()}$" if isinstance(p, Formula) else p.excerpt.text for p in pieces]
    text = " ".join("".join(parts).split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()} …"
