"""Negations, alternatives and conditions between hypotheses, which would be misread as hypotheses; what is said not to be assumed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from symdl.notes.blocks import Fault, Formula, Piece, Prose
from symdl.notes.phrases import PROPERTY

NEGATION = re.compile(
    r"\b(?:not|neither|nor|never|unless|except|otherwise|contradiction|contrary|at (?:least|most) one|exactly one|one of|some of|"
    r"approximately|nearly|roughly|asymptotically|false|fails?|wrong(?:ly)?|untrue|respectively|cannot|whether|opposite|instead|replaced by|do(?:es)? without|avoid|under test|too (?:strong|weak|much)|were (?:true|to hold|the case))\b|n't\b",
    re.IGNORECASE,
)
NEEDLESS = re.compile(
    r"(?:\b(?:need|does|do|must|may|might|is|are|be) not (?:necessarily )?be\b|\bnot necessarily\b|\bneed not\b|\bwhether or not\b)"
    r"(?:(?!\bbut\b)[^,;.])*",
    re.IGNORECASE,
)
"""What is said not to be assumed."""
ALTERNATIVE = re.compile(r"\b(?:or|either|if|iff|whenever|provided|as long as|while|implies)\b", re.IGNORECASE)

LEADING_IF = re.compile(r"\b(?:if|whenever)(?=\s*$)", re.IGNORECASE)
"""A condition inside a declaration: "assume that if $A = 0$ then $B = 0$"."""


def misunderstood(pieces: Sequence[Piece]) -> Fault | None:
    """A negation, or an alternative between formulas or properties: to assume both sides would be a misreading."""
    is_about = any(isinstance(piece, Formula) for piece in pieces)
    for place, piece in enumerate(pieces if is_about else []):
        if not isinstance(piece, Prose):
            continue
        text = piece.excerpt.text
        is_between = place + 1 < len(pieces) and any(isinstance(other, Formula) for other in pieces[:place])
        found = NEGATION.search(NEEDLESS.sub(" ", text))
        if found is None and place + 1 < len(pieces):
            found = LEADING_IF.search(text)
        if found is None and (is_between or PROPERTY.search(text)):
            found = ALTERNATIVE.search(NEEDLESS.sub(" ", text))
        if found is not None:
            message = (
                f"the word {found[0]!r} in a declaring sentence is not understood, so nothing of it is read; write the "
                r"hypothesis as one formula, e.g. with \ne, \lor or \implies."
            )
            return Fault(message, piece.excerpt.spot(text.find(found[0])))
    return None
