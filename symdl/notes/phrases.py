"""Whether the words of a phrase only describe, or may say something that is not read.

A phrase is what stands between two commas, or between two verbs. Its words are plain ones, or the name of a thing behind "the". Anything
else may be a hypothesis, and is refused: a verdict without it would be one on another claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from symdl.notes.lexicon import ASIDE, CLOSING, CORE, OPENING, PLAIN, STRONG, WE, WEAK, listed
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
REFERENCE = re.compile(
    r"\bas in\b|\blike(?:wise)?\b|\btoo\b|\bas well\b|\banother one\b|\bso (?:is|are|does|do)\b", re.IGNORECASE
)
"""Words that say of one thing what was said of another."""
MEASURE = re.compile(r"\b(?:has|have|having) (?:an? )?([A-Za-z-]+)\s*$", re.IGNORECASE)
"""A figure of the thing, as in "has margin $\\gamma$"."""
INVARIABLE = re.compile(r"\b(?:is|are|be) constant\b", re.IGNORECASE)
RELATED = re.compile(r"\b([A-Za-z-]+)\s+(?:of|under|for|at|by|in|on|from|to|with respect to)\s*$", re.IGNORECASE)
"""A phrase that ends in what the next formula is said to have to do with it, and the noun before."""
NAMED = listed("label target weight parameter bias noise input data size sample dataset")
"""Nouns of things that belong to another one without depending on it."""
DEFINITE = re.compile(r"\b(?:the|its|their|our)\b.*", re.IGNORECASE)
PARTICIPLE = re.compile(r"\b[a-z]{3,}(?:ed\b|ing\b(?=\s*(?:$|\||of\b|to\b|by\b|in\b|on\b|from\b)))")
"""A word that says what was done to the thing, or what it does: "the mixing matrix" does nothing."""
UNSAYABLE = re.compile(rf"(?<![\w-])(?:{UNSAID.pattern})(?![\w-])", re.IGNORECASE)
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
        is_restriction: it stands between a relation and an equation for a name with a meaning.
    """

    is_equation: bool = False
    is_name: bool = False
    is_related: bool = False
    is_size: bool = False
    is_function: bool = False
    is_about_relation: bool = False
    is_restriction: bool = False


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
    """The words of a phrase that may say something, empty when it only describes."""
    if (found := COMPOUND.match(phrase)) is not None:
        return found[0]
    if around.is_function and (found := INVARIABLE.search(phrase)) is not None:
        return found[0]
    if (found := REFERENCE.search(phrase)) is not None:
        return found[0]
    if around.is_related and not around.is_name and (found := DOES.match(phrase)) is not None:
        return found[0]
    says_itself = around.is_equation or around.is_name or around.is_size
    related = RELATED.search(phrase) or MEASURE.search(phrase) if around.is_related and not says_itself else None
    if related is not None and not _is_in(related[1].lower(), NAMED):
        return related[0]
    if (found := UNSAYABLE.search(phrase)) is not None:
        return found[0]
    said = DEFINITE.sub(" ", phrase) if around.is_equation else phrase
    if (found := PROPERTY.search(said)) is not None:
        others = (word[0] for word in WORD.finditer(PROPERTY.sub(" ", said)) if word[0].lower() not in CORE)
        return next(others, found[0])
    if around.is_equation and around.is_related and not around.is_name and (found := STRONG.search(phrase)) is not None:
        return found[0]  # "let $w = a + b$ be a minimiser of $L$"
    opening: list[str] = []
    is_open = False
    for match in WORD.finditer(phrase):
        word = match[0].lower()
        is_article = around.is_equation and word in ("a", "an")
        if word in OPENING or is_article:
            is_open = True
        elif is_open and word not in CLOSING:
            opening.append(match[0])
        elif _is_plain(word):
            is_open = False
            opening.append("|")
        else:
            return match[0]
    return _named(" ".join(opening), around)


def _named(name: str, around: Around) -> str:
    """What the names of things in a phrase say of them."""
    found = None if around.is_equation else STRONG.search(name)
    if found is None and not (around.is_equation or around.is_name):
        found = WEAK.search(name) or re.search(r"\b[A-Z][a-z]{2,}", name)
        if found is None:
            found = next((w for w in PARTICIPLE.finditer(name) if not _is_plain(w[0])), None)
    return "" if found is None else found[0]


def _is_plain(word: str) -> bool:
    return (
        word.isdigit()
        or _is_in(word, PLAIN)
        or ("-" in word and all(_is_in(part, PLAIN) for part in word.split("-") if part))
    )


def _is_in(word: str, words: frozenset[str]) -> bool:
    """Whether a word or its singular is among some."""
    forms = [word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("'s")]
    if word.endswith("ies"):
        forms.append(word[:-3] + "y")
    return any(form in words for form in forms)


def reason(phrase: str, found: str) -> str:
    """Why a phrase is not read."""
    if (unsaid := UNSAYABLE.search(found) or UNSAYABLE.search(phrase)) is not None:
        return f"{unsaid[0]!r} cannot be said of a term; write it as a formula, or leave it out."
    if (shifted := ELSEWHERE.search(phrase)) is not None:
        return f"{shifted[0]!r} is not said of the term itself; write the hypothesis as a formula."
    for word in re.findall(r"[a-z]{6,}", phrase.lower()):
        if near := word not in ADJECTIVES and get_close_matches(word, ADJECTIVES, n=1, cutoff=0.85):
            return f"the word {word!r} is unknown; is {near[0]!r} meant?"
    return (
        f"the words {' '.join(phrase.split()).rstrip('.')!r} may assume something that is not read ({' '.join(found.split())}); "
        "write it as a formula, or leave it out."
    )


def leaves_subject(rest: str, subjects: int) -> bool:
    """Whether the words around properties leave them what they are; "a symmetric and an orthogonal matrix" are two."""
    words = [word[0].lower() for word in WORD.finditer(rest)]
    is_shared = subjects < 2 or sum(word in ("a", "an") for word in words) < 2
    return is_shared and not rest.lstrip().startswith("-") and all(word in CORE or word.isdigit() for word in words)
