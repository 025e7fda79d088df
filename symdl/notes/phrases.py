"""Whether the words of a phrase only describe, or may say something that is not read.

A phrase is what stands between two commas, or between two verbs. Its words are plain ones, or the name of a thing behind "the". Anything
else may be a hypothesis, and is refused: a verdict without it would be one on another claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from symdl.notes.lexicon import ASIDE, CORE, STRONG, WE, WEAK
from symdl.notes.properties import ADJECTIVES, ELSEWHERE, PROPERTIES, UNSAID

WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*|\d+")
CUT = re.compile(r"[,;:()—–]|\band\b(?=\s+(?:is|are|has|have|be|with|let|that|which|assume|suppose)\b)", re.IGNORECASE)
VERB = re.compile(r"\b(?:is|are|be|being|has|have|having|denotes?|represents?)\b", re.IGNORECASE)
COMPOUND = re.compile(
    r"-(?!(?:dimensional|th|st|nd|rd|by|layer|tuple|vector|matrix|matrices|norm)\b)[A-Za-z]\w*", re.IGNORECASE
)
"""An adjective made of a formula, as in "an $L$-smooth function"."""
MODULUS = re.compile(r"\bwith (?:\w+ )?(?:constant|modulus|parameter)s?\b", re.IGNORECASE)
DOES = re.compile(
    r"\s*(?:which |that |now |also )?(?:maps?|shifts?|scales?|changes?|moves?|takes?|sends?|weights?|tests?|orders?|offsets?|makes?)\b",
    re.IGNORECASE,
)
"""A verb that is spelled like a plain noun."""
INVARIABLE = re.compile(r"\b(?:is|are|be) constant\b", re.IGNORECASE)
DEFINITE = re.compile(r"\b(?:the|its|their|our)\b.*", re.IGNORECASE)
UNSAYABLE = re.compile(rf"(?<![\w-])(?:{UNSAID.pattern})(?![\w-])", re.IGNORECASE)
SAID = re.compile(
    rf"\s*(?:(?:which|that|and|both|all) )*(?:is|are|be|being|to be) (?:(?:an?|also|both|all|always|assumed|very|sufficiently|to be|{UNSAID.pattern}) )*?"
    rf"({UNSAID.pattern})(?=\s*(?:$|[.]|(?:and|or|in|with|on|function|functions|functional|matrix|matrices|map|operator|vector|loss)\b))",
    re.IGNORECASE,
)
"""The same said of a term: "is convex", "be a diagonalizable matrix"."""
RESTRICTING = re.compile(
    r"\s*(?:(?:(?:holds?|is true|is satisfied) )?(?:only|locally|without|approximately|asymptotically|almost|nearly|formally|sometimes|often|usually|rarely|mostly|eventually|initially|on average|in expectation|up to|to (?:first|second|leading) order|except|modulo|whenever|when|unless)\b|"
    r"(?:on|in|at|near|around|along|inside|outside|for|with)(?: (?:the|an?|all|some|any|every|each|no))? ?(?:[a-z-]+ )?(?:limit|kernel|null-?space|range|image|span|sphere|ball|subspace|"
    r"complement|interior|boundary|support|neighbou?rhood|largest|smallest|least|greatest|average|expectation|probability)\b|(?:on|at|near|around|along|inside|outside)\s*$)",
    re.IGNORECASE,
)
"""Words beside a relation that restrict it."""
PROPERTY = re.compile("|".join(rf"\b(?:{pattern})\b" for pattern, _ in PROPERTIES), re.IGNORECASE)


LEADING = re.compile(
    r"\b(?:an?|the|some|any|every|each|all|two|for)\s+((?:[A-Za-z-]+\s+){0,4})(?:matrix|matrices|vectors?|scalars?|numbers?|functions?|reals?)\s*$",
    re.IGNORECASE,
)
"""Words before a formula that belong to it, as in "an invertible matrix $A$"."""
BARE = re.compile(
    rf"\s*(?:(?:all|any|every|each)\s+)?((?:(?:{'|'.join(pattern for pattern, _ in PROPERTIES)}|{UNSAID.pattern}|and|,)\s*)+)",
    re.IGNORECASE,
)
"""The same without a noun, as in "For symmetric $A$"."""
OBLIQUE = re.compile(
    r"(?<!denote )(?<!denoted )\b(?:of|in|on|by|from|to|over|under|at|between|for|into|onto|through|per|behind|after|before|near|within|along|"
    r"against|than|among|like|as|(?:of|in|on|by|from) (?:the|an?|some|each|every|all) (?:[a-z-]+ )?(?:matrix|matrices|vectors?|functions?|terms?))\s*$",
    re.IGNORECASE,
)
"""Words behind which a formula is not the subject of what follows: "the columns of $A$"."""
OPENS = re.compile(
    r"\s*(?:(?:and|but|also|then|now|as well as)\s+)*(?:(let|assume|suppose|where|given|the|an?|its|our|two|three|both|all|some|every|any)|that|with|for|of|from|in)\b",
    re.IGNORECASE,
)
"""How a phrase begins that leads to the next formula; its group tells that it says nothing of the one before."""
NAMES = re.compile(
    r"\s*(?:which |and |that |both |now )*(?:is|are|be|being|denotes?|represents?|stands?|as|the|an?|our|its|called)\b",
    re.IGNORECASE,
)
"""How a phrase begins that gives what stands before it a name."""
SINGULAR = re.compile(r"\s*(?:is|has|denotes|represents|satisfies|stands|commutes)\b", re.IGNORECASE)
"""A verb of the last of several formulas alone: "$x = 1$ and $A$ is symmetric"."""
MARKS = re.compile(r"[*_`\[\]\"“”]|\b(?:e\.g|i\.e|cf|viz)\.", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a phrase.

    Attributes:
        is_equation: the formula it is about says itself what the thing is.
        is_name: the phrase stands before the formula that it names, as in "the residual $E$".
        is_related: the next formula is a symbol with a meaning.
        is_size: the phrase is about a size.
        is_function: the phrase is about a function.
        is_about_relation: the formula that it stands before is a relation.
        is_beside_relation: that one, or the formula before it.
        is_restriction: it stands between a relation and an equation for a name with a meaning.
        is_leading: it is an adjective of the next formula.
    """

    is_equation: bool = False
    is_name: bool = False
    is_related: bool = False
    is_size: bool = False
    is_function: bool = False
    is_about_relation: bool = False
    is_beside_relation: bool = False
    is_restriction: bool = False
    is_leading: bool = False


def parts(text: str) -> Iterator[str]:
    """The phrases of running text."""
    start = 0
    for match in CUT.finditer(text):
        yield text[start : match.start()]
        start = match.end()
    yield text[start:]


def without_asides(text: str) -> str:
    """The words without turns of phrase that assume nothing."""
    return re.sub(r"\s+", " ", WE.sub(" ", ASIDE.sub(" ", MARKS.sub(" ", text))))


def obstacle(phrase: str, around: Around = Around()) -> str:  # noqa: B008
    """The words of a phrase that turn a hypothesis into another one, or cannot be said of a term; nothing is assumed of their sentence."""
    found = UNSAYABLE.search(phrase) if around.is_leading else SAID.match(phrase)
    if found is not None:
        return found[found.lastindex or 0]
    if around.is_beside_relation and (found := RESTRICTING.match(phrase)) is not None:
        return found[0]
    said = phrase if around.is_leading else DEFINITE.sub(" ", phrase)
    if not around.is_equation and (found := ELSEWHERE.search(phrase)) is not None:
        return found[0]
    if (found := PROPERTY.search(said)) is not None:
        others = (word[0] for word in WORD.finditer(PROPERTY.sub(" ", said)) if word[0].lower() not in CORE)
        return next(others, found[0])
    misspelt = _misspelt(phrase) if VERB.match(phrase.lstrip()) is not None else []
    return misspelt[0] if misspelt else ""


def doubt(phrase: str, around: Around = Around()) -> str:  # noqa: B008
    """The words of a phrase that may be a hypothesis which is not read; empty when it only describes."""
    tests = [COMPOUND.match(phrase), INVARIABLE.search(phrase) if around.is_function else None]
    if not around.is_equation:
        tests += [UNSAYABLE.search(phrase), PROPERTY.search(phrase), STRONG.search(phrase)]
    if around.is_related and not around.is_name:
        tests += [STRONG.search(phrase)]
        if not (around.is_equation or around.is_size):
            tests += [DOES.match(phrase), WEAK.search(phrase)]
    return next((found[0] for found in tests if found is not None), "")


def _misspelt(phrase: str) -> list[str]:
    """A word that is nearly one that would be read, and that one."""
    for word in re.findall(r"[a-z]{6,}", phrase.lower()):
        if near := word not in ADJECTIVES and get_close_matches(word, ADJECTIVES, n=1, cutoff=0.85):
            return [word, near[0]]
    return []


def reason(phrase: str, found: str) -> str:
    """Why a phrase is not read."""
    if (unsaid := UNSAYABLE.search(found) or UNSAYABLE.search(phrase)) is not None:
        return f"{unsaid[0]!r} cannot be said of a term; write it as a formula, or leave it out."
    if (shifted := ELSEWHERE.search(phrase)) is not None:
        return f"{shifted[0]!r} is not said of the term itself; write the hypothesis as a formula."
    if misspelt := _misspelt(phrase):
        return "the word {!r} is unknown; is {!r} meant?".format(*misspelt)
    return (
        f"the words {' '.join(phrase.split()).rstrip('.')!r} may assume something that is not read ({' '.join(found.split())}); "
        "write it as a formula, or leave it out."
    )


def leaves_subject(rest: str, subjects: int) -> bool:
    """Whether the words around properties leave them what they are; "a symmetric and an orthogonal matrix" are two."""
    words = [word[0].lower() for word in WORD.finditer(rest)]
    is_shared = subjects < 2 or sum(word in ("a", "an") for word in words) < 2
    return is_shared and not rest.lstrip().startswith("-") and all(word in CORE or word.isdigit() for word in words)
