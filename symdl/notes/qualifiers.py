"""Words around a claimed formula that make another claim of it; they are refused, for they are not read.

A verdict on the formula alone would be one on something else than "It is not true that …", "If and only if $A$ is symmetric, …",
"There is a $w$ such that …" or "… unless $A$ is singular" say. Where a formula is expected to be refuted, a text may call it false.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NoReturn

from symdl.notes.blocks import Formula, Piece, Prose
from symdl.notes.places import NotesError, Spot
from symdl.notes.properties import PROPERTIES, UNSAID
from symdl.notes.reading import RELATION
from symdl.notes.restrictions import chosen, restriction
from symdl.notes.sentences import CONDITION, START, Sentence, begins_anew, declaring, sentences

INLINE, CLAIMED = "$", "\0"
"""What stands for a formula in the words of a sentence."""
QUALIFIED = re.compile(
    r"\b(?:only (?:if|when|for|then)|if and only if|iff|unless|except|almost (?:all|every|any|each|surely|everywhere|always)|"
    r"with (?:\w+ ){0,2}probability|(?:large|small|big|wide|deep|many) enough|for (?:all )?(?:large|small)|sufficiently|for (?:most|many|few|typical|generic)|"
    r"approximately|asymptotically|on average|in expectation|up to (?:an?|terms?|constants?|order|lower|higher)|"
    r"to (?:first|second|leading|lowest) order)\b",
    re.IGNORECASE,
)
EXISTENCE = re.compile(
    rf"\b(?:for )?(?:some|at least one|an? (?:suitable|appropriate|certain|special|particular|proper)) (?:[a-z]+ ){{0,3}}\{INLINE}|\bthere (?:is|are|exists?)\b[^{INLINE}{CLAIMED}]*\{INLINE}[^{CLAIMED}]*"
    r"\b(?:such that|so that|with|for which|satisfying|where)\b",
    re.IGNORECASE,
)
FOR_SOME = re.compile(
    rf"\s*[*_]{{0,3}}(?:with|for|under|when) (?:some|at least one|an? (?:suitable|appropriate|certain|special|particular|proper)) [^{CLAIMED},]*\{INLINE}",
    re.IGNORECASE,
)
ADJECTIVE = re.compile(
    rf"\b(?:{'|'.join(pattern for pattern, _ in PROPERTIES)}|{UNSAID.pattern})\s+(?:[a-z-]+\s+){{0,2}}\{INLINE}",
    re.IGNORECASE,
)
"""A property of a formula that is not read, as in "every symmetric $A$ satisfies"."""
CONDITIONAL = re.compile(
    r"\b(?:if|when|whenever|for|with|such that|subject to|provided(?: that)?|as long as|for which|assuming(?: that)?|given(?: that)?|"
    r"in (?:the |this )?case(?: of| that)?|at|near|around|along|inside|outside|away from|on(?: the set)?|restricted to|modulo|satisfying|where|under(?: the \w+)?)\s*$",
    re.IGNORECASE,
)
EQUALITY = re.compile(r"\bequality\b", re.IGNORECASE)
"""A remark on when an inequality is one: "with equality if $w = 0$"."""
MAP = re.compile(r":|\\colon")
ARROW = re.compile(r"\\(?:to|rightarrow|downarrow|uparrow|searrow|nearrow)(?![A-Za-z])")
FALSEHOOD = re.compile(
    r"\b(?:not every|for no|no) \$|\b(?:not|never|no longer) (?:\w+ )?(?:true|correct|valid|the case|hold)\b|\b(?:is|are) (?:false|wrong|untrue|incorrect)\b|"
    r"\b(?:false|wrong|untrue|incorrect) that\b|n't (?:\w+ )?hold\b|\bfails?\b",
    re.IGNORECASE,
)
NAMING = re.compile(
    r"\s*[*_]{0,3}(?:(?:we|let us|now|then|first|next|and|also),? ){0,2}(?:define|set|put|write|denote|fix|pick|choose|take|consider)\b",
    re.IGNORECASE,
)
NAMED_BEHIND = re.compile(r"\s*[*_]{0,3}here\b", re.IGNORECASE)


def require_plain(pieces: Iterable[Piece], claimed: Formula, expect: str) -> None:
    """Refuse a text that says something else than that a formula holds under hypotheses.

    Raises:
        NotesError: with the words and their place.
    """
    naming = NAMING
    for whole in sentences(pieces):
        declared = declaring(whole, claimed)
        for sentence in _parted(whole, claimed):
            is_claiming = any(piece is claimed for piece in sentence.pieces)
            if is_claiming:
                _require_unqualified(sentence, claimed, expect)
            if naming is NAMING:
                _require_no_condition(sentence, declared, claimed)
            if is_claiming:
                naming = NAMED_BEHIND
            elif naming.match(sentence.text) and not declaring(sentence, claimed):
                _require_no_relation(sentence)


def _parted(sentence: Sentence, claimed: Formula) -> Iterator[Sentence]:
    """A sentence, in two where it begins anew behind the claimed formula, which has no full stop."""
    for place, (before, piece) in enumerate(pairwise(sentence.pieces), start=1):
        if before is claimed and begins_anew(piece):
            yield Sentence(sentence.pieces[:place])
            yield Sentence(sentence.pieces[place:])
            return
    yield sentence


def _require_unqualified(sentence: Sentence, claimed: Formula, expect: str) -> None:
    words = "".join(_said(piece, claimed) for piece in sentence.pieces)
    place = words.index(CLAIMED)
    for piece in sentence.pieces:
        text = piece.excerpt.text
        if piece is not claimed and isinstance(piece, Formula) and ARROW.search(text) and not MAP.search(text):
            raise NotesError(r"a limit beside the formula is not read; write \lim in it.", piece.excerpt.spot(0))
    is_read = any(pattern.match(sentence.text) for pattern in (CONDITION, START))
    is_given = CONDITION.match(sentence.text) is not None  # "If there is …": what is assumed to exist may be named
    declared = [piece for piece in declaring(sentence, claimed) if isinstance(piece, Formula)]
    restricted = restriction(words[:place], words[place + 1 :], is_read=is_read and bool(declared))
    if restricted:
        _refuse(restricted, sentence.pieces, max(words.find(restricted.strip()), 0), claimed)
    found = QUALIFIED.search(words) or FOR_SOME.match(words) or EXISTENCE.search(words, place if is_given else 0)
    if found is None and not is_read:
        found = ADJECTIVE.search(words, 0, place)
    if found is None and expect != "refuted":
        found = FALSEHOOD.search(words)
    if found is not None:
        _refuse(found[0], sentence.pieces, found.start(), claimed)


def _refuse(words: str, pieces: Sequence[Piece], offset: int, claimed: Formula) -> NoReturn:
    raise NotesError(
        f"the words {' '.join(words.replace(INLINE, '…').split())[:40]!r} are not read, and without them another thing is claimed; say it in the "
        r"formula (\exists, \forall, \iff, \ne) or in a sentence that starts with Let or Assume.",
        _place(pieces, offset, claimed),
    )


def _require_no_condition(sentence: Sentence, declared: list[Piece], claimed: Formula) -> None:
    """Refuse "among all $w$ with $X w = y$" beside the claimed formula: dropped, it would make another claim."""
    for before, piece in pairwise(sentence.pieces):
        if (
            isinstance(before, Prose)
            and isinstance(piece, Formula)
            and all(piece is not other for other in (claimed, *declared))
            and EQUALITY.search(before.excerpt.text) is None
            and (found := CONDITIONAL.search(before.excerpt.text)) is not None
            and RELATION.search(piece.excerpt.text)
        ):
            raise NotesError(
                f"the condition after {found[0].strip()!r} is not read; state it in a sentence of its own, "
                f"'Assume ${piece.excerpt.text.strip()}$.', or move the remark into another sentence behind the formula.",
                piece.excerpt.spot(0),
            )


def _require_no_relation(sentence: Sentence) -> None:
    """Nothing is given a name or a property in a sentence that is not read: "Take $w = 0$", "Consider a symmetric $A$"."""
    words = "".join(INLINE if isinstance(piece, Formula) else piece.excerpt.text for piece in sentence.pieces)
    for piece in sentence.pieces:
        if isinstance(piece, Formula) and (RELATION.search(piece.excerpt.text) or chosen(words)):
            raise NotesError(
                f"this sentence is not read; start it with Let or Assume, 'Let ${piece.excerpt.text.strip()}$ …'.",
                piece.excerpt.spot(0),
            )


def _said(piece: Piece, claimed: Formula) -> str:
    return piece.excerpt.text if isinstance(piece, Prose) else CLAIMED if piece is claimed else INLINE


def _place(pieces: Sequence[Piece], offset: int, claimed: Formula) -> Spot:
    """Where a character of the words stands in the document."""
    for piece in pieces:
        length = len(_said(piece, claimed))
        if offset < length:
            return piece.excerpt.spot(offset if isinstance(piece, Prose) else 0)
        offset -= length
    return pieces[-1].excerpt.spot(0)
