"""Which declared names a formula mentions, whether or not it can be read."""

from __future__ import annotations

from symdl.notes.cursor import Cursor
from symdl.notes.name_lists import name_at
from symdl.notes.places import Excerpt
from symdl.notes.scope import Scope
from symdl.notes.tokens import Token
from symdl.terms.errors import SymdlError


def mentioned(formula: Excerpt, scope: Scope) -> frozenset[str]:
    """The declared names in a formula, longest first."""
    try:
        tokens = Cursor.over(formula, scope).tokens
    except SymdlError:
        return frozenset()
    found: set[str] = set()
    at = 0
    while at < len(tokens):
        name, length = _longest(formula, tokens[at:], scope)
        found |= {name} if name else set()
        at += length
    return frozenset(found)


def _longest(formula: Excerpt, tokens: list[Token], scope: Scope) -> tuple[str, int]:
    """The declared name at the beginning and the number of its tokens, with its scripts where they belong to it."""
    texts = [token.text for token in tokens]
    for stop in ((), ("^",), ("^", "_")):
        end = next((place for place, text in enumerate(texts) if place and text in stop), len(tokens))
        name, length = name_at(formula, tokens[:end], scope) or ("", 1)
        if scope.is_declared(name):
            return name, length
    return "", 1
