r"""Declaring sentences: those that start with Let, Assume, Suppose, Given or where.

Every formula of such a sentence declares or assumes; words such as "is symmetric positive definite" say something of the
formulas before them, "an invertible matrix $A$" of the one behind. What follows "then" is no longer assumed. All other
sentences are prose and are not read. In a claim the sentence that leads to its formula may begin with If, Whenever or For every; any
other condition before the formula is refused, because leaving it out would change what is claimed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from symdl.notes.blocks import Fault, Formula, Piece, Prose
from symdl.notes.reading import RELATION, Reading
from symdl.notes.restrictions import assumed_in_prose
from symdl.notes.scope import Remark, Scope
from symdl.notes.trailing import quantified

START = re.compile(
    r"\s*(?:[*_]{1,3})?\s*(?:[A-Z][\w -]{0,40}:[*_]{0,3}\s*)?(?:(?:now|further|furthermore|moreover|also|again|finally|throughout|next|first|second|in addition|"
    r"here and below|and|but|we|let us|then we|now we|(?:in|for|as|throughout)(?: [a-z0-9.]+){1,5}),?\s+)*(let(?!\s+(?:us|me)\b(?!\s+(?:(?:now|also|then|first|further|again),?\s+)?(?:assume|suppose|fix|write|denote|call|set|take|consider|choose|pick|say|have|be)\b))|assume|suppose|given|where|it is (?:also |now |always |moreover )?(?:assumed|supposed))\b",
    re.IGNORECASE,
)
WHERE = re.compile(r"(?:^\s*|[,;(]\s*)where\b", re.IGNORECASE)
STOP = re.compile(
    r"\b(?:then|hence|therefore|thus|consequently|(?<!\bbe )(?<!\bis )(?<!\bare )(?<!chosen )so that|(?<!that\s)(?<!assume\s)(?<!suppose\s)(?:we have|it holds)|"
    r"we get|we obtain|we find|it follows|show that|prove that|(?:this|which) (?:gives|implies))\b",
    re.IGNORECASE,
)
"""What follows is no longer assumed; "assume that we have" is no such word."""
MAIN = re.compile(r"\b(?:the|its|their|this|these|it|we|one|our|there)\b", re.IGNORECASE)
INNER = re.compile(
    r"\b(?:is|are|be|being|denotes?|with|of|in|as|has|have|for|by|to|that|and|let|on|at|from|under|where|or|than|both|all|half|over|through|into|onto|between|among|if|when|"
    r"assume|suppose|given|via|within)\s*$",
    re.IGNORECASE,
)
"""A word behind which a noun belongs to what stands before."""
END = re.compile(r"[.?!](?=[\s*_)\]\"']|$)")
ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|cf|eq|eqs|fig|sec|thm|resp|w\.r\.t|s\.t|a\.s|vs|no|dr|prof|ref)|\b[A-Z])$", re.IGNORECASE
)


CONDITION = re.compile(
    r"\s*(?:[*_]{1,3})?\s*(?:if|whenever|when|provided(?: that)?|as long as|with|for(?: (?:all|any|every|each))?|under)\b",
    re.IGNORECASE,
)
"""How a sentence begins that states hypotheses of the formula it ends with."""


@dataclass
class Sentence:
    """Words and formulas up to a full stop."""

    pieces: list[Piece] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words before the first formula."""
        return self.pieces[0].excerpt.text if self.pieces and isinstance(self.pieces[0], Prose) else ""


def sentences(pieces: Iterable[Piece]) -> Iterator[Sentence]:
    """The sentences of running text."""
    current = Sentence()
    for piece in pieces:
        if isinstance(piece, Prose) and piece.is_code:
            continue
        if isinstance(piece, Formula):
            current.pieces.append(piece)
            if piece.excerpt.text.rstrip().endswith("."):
                yield current
                current = Sentence()
            continue
        start = 0
        for match in END.finditer(piece.excerpt.text):
            if ABBREVIATION.search(piece.excerpt.text[start : match.start()]):
                continue
            current.pieces.append(Prose(piece.excerpt.cut(start, match.end())))
            yield current
            current, start = Sentence(), match.end()
        if piece.excerpt.text[start:].strip() or (current.pieces and start == 0):
            current.pieces.append(Prose(piece.excerpt.cut(start, len(piece.excerpt.text))))
    if current.pieces:
        yield current


def declaring(sentence: Sentence, claimed: Formula | None = None) -> list[Piece]:
    """The pieces of a sentence that declare; empty for prose.

    Args:
        claimed: the formula of a claim, which declares nothing; a condition may lead to it.
    """
    pieces: list[Piece] = []
    condition = CONDITION.match(sentence.text) if any(piece is claimed for piece in sentence.pieces) else None
    start = START.match(sentence.text)
    if start is not None and start[1].lower() == "where" and _main_clause(sentence.text[start.end() :]) is not None:
        start = None  # a place: "Where the gradient vanishes we solve for $W$"
    is_active = condition is not None or start is not None
    is_for = condition is not None and condition[0].strip(" \n*_").lower().startswith(("for", "under"))
    has_main = condition is not None or (start is not None and start[1].lower() == "given")
    is_main = False
    for place, piece in enumerate(sentence.pieces):
        if claimed is not None and piece is claimed:
            is_active, is_main = is_active and condition is None, False
            continue
        if isinstance(piece, Formula):
            if is_active:
                pieces.append(piece)
            continue
        text = piece.excerpt.text
        opening = (condition or start) if place == 0 else None
        begin = opening.end() if opening is not None else 0
        behind = _behind(sentence.pieces[place - 1] if place else None, text, claimed)
        if behind is not None:
            is_active, begin = True, behind.end()
        if not is_active and (found := WHERE.search(text)) is not None:
            begin = found.start()
            is_active = _main_clause(text[found.end() :]) is None
        stop = STOP.search(text, begin)
        if is_active:
            end = stop.start() if stop else len(text)
            before = sentence.pieces[place - 1]
            is_behind = isinstance(before, Formula) and (is_for or RELATION.search(before.excerpt.text) is not None)
            main = _main_clause(text[begin:end], is_behind) if has_main and place else None
            is_main = is_main or main is not None
            words = (begin, begin + main) if main is not None else (end, end) if is_main else (begin, end)
            pieces.append(Prose(piece.excerpt.cut(*words)))
        if stop is not None:
            later = WHERE.search(text, stop.end())
            is_active = later is not None
            if later is not None:
                pieces.append(Prose(piece.excerpt.cut(later.start(), len(text))))
    return pieces


def _main_clause(text: str, is_behind: bool = False) -> int | None:
    """Where what holds under conditions begins: "If $A$ is symmetric, the gradient is", "For $a > 0$ the minimum is".

    Args:
        text: the words behind a formula.
        is_behind: whether the formula is a condition without any words behind it.
    """
    for match in MAIN.finditer(text):
        words = text[: match.start()].rstrip()
        if words.endswith((",", ":")) or not words:
            is_main = "," not in text[match.end() :] and (bool(words) or is_behind)
        else:
            is_main = INNER.search(words) is None
        if is_main:
            return match.start()
    return None


def begins_anew(piece: Piece) -> bool:
    """Whether another sentence begins behind a formula, which has no full stop."""
    return isinstance(piece, Prose) and piece.excerpt.text.strip()[:1].isupper()


def _behind(before: Piece | None, text: str, claimed: Formula | None) -> re.Match[str] | None:
    """A condition right behind the claimed formula, in the same sentence: "whenever $X w = y$"."""
    found = CONDITION.match(text) if claimed is not None and before is claimed else None
    return found if found is not None and found[0].strip()[0].islower() and found[0].strip() != "with" else None


def read(pieces: Iterable[Piece], scope: Scope, claimed: Formula | None = None) -> list[Fault]:
    """Read the declaring sentences of running text into a scope; what cannot be read is returned with its place."""
    faults: list[Fault] = []
    is_led, is_behind = claimed is not None, False
    for sentence in sentences(pieces):
        declared = declaring(sentence, claimed)
        reading = Reading(quantified(declared), scope)
        beside = tuple(piece for piece in sentence.pieces if piece is not claimed)
        found = reading.run()
        faults += found
        is_assumed = bool(found) or reading.is_doubtful()
        is_assumed = is_assumed or _assumes(sentence, declared, is_led=is_led, is_behind=is_behind)
        is_led &= len(beside) == len(sentence.pieces)
        is_behind = any(isinstance(piece, Formula) for piece in declared)
        doubtful = reading.doubtful()
        if beside and (is_assumed or doubtful):
            scope.remarks.append(Remark(beside, is_assumed=True, names=None if is_assumed else doubtful))
        elif not declared and any(isinstance(piece, Formula) for piece in beside):
            scope.remarks.append(Remark(beside))
    return faults


def _assumes(sentence: Sentence, declared: list[Piece], *, is_led: bool, is_behind: bool) -> bool:
    """Whether a sentence of which no formula is read may state a hypothesis.

    Args:
        sentence: of running text, or of a claim.
        declared: its pieces that are read.
        is_led: whether a claimed formula stands in it or follows.
        is_behind: whether it stands behind a sentence that declares.
    """
    if any(isinstance(piece, Formula) for piece in declared):
        return False
    words = "".join("$" if isinstance(piece, Formula) else piece.excerpt.text for piece in sentence.pieces)
    return assumed_in_prose(words, is_led=is_led, is_behind=is_behind)
