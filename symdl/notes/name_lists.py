r"""Names in declaring formulas: one at the beginning, lists such as `A, B`, and `W_1, \dots, W_4` written out."""

from __future__ import annotations

from symdl.notes.cursor import Cursor
from symdl.notes.optima import spelled
from symdl.notes.places import Excerpt, NotesError, Spot
from symdl.notes.scope import Scope
from symdl.notes.tokens import Token
from symdl.notes.vocabulary import WORDS

DOTS = (r"\dots", r"\ldots", r"\dotsc", r"\cdots", r"\dotsb")


MOST_MEMBERS = 100


def without_punctuation(tokens: list[Token]) -> list[Token]:
    while tokens and tokens[-1].text in (".", ",", ";", ":"):
        tokens = tokens[:-1]
    return tokens


def over(formula: Excerpt, tokens: list[Token], scope: Scope) -> Cursor:
    return Cursor(formula, list(tokens), scope)


def segments(tokens: list[Token]) -> list[list[Token]]:
    """The tokens between the commas outside all brackets and before any quantifier, whose list goes on to the end."""
    found: list[list[Token]] = [[]]
    depth = 0
    for token in tokens:
        depth += {"(": 1, "[": 1, "{": 1, r"\{": 1, r"\langle": 1, r"\begin": 1}.get(token.text, 0)
        depth -= {")": 1, "]": 1, "}": 1, r"\}": 1, r"\rangle": 1, r"\end": 1}.get(token.text, 0)
        is_bound = any(t.text in (r"\forall", r"\exists") for t in found[-1])
        if token.text in (",", ";") and depth == 0 and not is_bound:
            found.append([])
        else:
            found[-1].append(token)
    return found


def name_at(formula: Excerpt, tokens: list[Token], scope: Scope) -> tuple[str, int] | None:
    """The name at the beginning and the number of its tokens."""
    c = over(formula, tokens, scope)
    try:
        name = spelled(c)
    except NotesError:
        return None
    return None if name in WORDS and tokens[0].kind == "command" else (name, c.at)


def is_name(formula: Excerpt, tokens: list[Token], scope: Scope) -> bool:
    found = name_at(formula, tokens, scope)
    return found is not None and found[1] == len(tokens)


def names_of(formula: Excerpt, waiting: list[list[Token]], last: list[Token], scope: Scope) -> list[tuple[str, Spot]]:
    """The names of a list, `W_1, \\dots, W_4` written out."""
    names: list[tuple[str, Spot]] = []
    has_dots = False
    for tokens in [*waiting, last]:
        spot = formula.spot(tokens[0].start)
        if tokens[0].text in DOTS:
            has_dots = True
            continue
        found = name_at(formula, tokens, scope)
        assert found is not None
        if has_dots:
            names += [(name, spot) for name in _between(names, found[0], spot)]
            has_dots = False
        names.append((found[0], spot))
    return names


def _between(names: list[tuple[str, Spot]], last: str, spot: Spot) -> list[str]:
    stem, _, end = last.rpartition("_")
    first, _, start = (names[-1][0] if names else "").rpartition("_")
    if first != stem or not start.isdigit() or not end.isdigit():
        raise NotesError(
            "dots stand between names with numbers, as in W_1, \\dots, W_4; a symbolic number of names cannot be said.",
            spot,
        )
    if not int(start) < int(end) <= MOST_MEMBERS:
        raise NotesError(f"dots stand for at most {MOST_MEMBERS} names in rising order.", spot)
    return [f"{stem}_{k}" for k in range(int(start) + 1, int(end))]
