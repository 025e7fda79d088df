r"""One formula of a declaring sentence: `X \in \mathbb{R}^{d \times n}`, `\lambda > 0`, `E = Y - W X`, `A^\top = A`.

The formula is cut at its commas; names before a comma share what is said after it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from symdl.notes.cursor import Cursor
from symdl.notes.definitions import definition, function_definition, mappings
from symdl.notes.hypotheses import hypothesis, is_entry
from symdl.notes.members import members
from symdl.notes.name_lists import DOTS, is_name, name_at, names_of, over, segments, without_punctuation
from symdl.notes.places import Excerpt, NotesError
from symdl.notes.scope import Scope
from symdl.notes.signs import RELATIONS
from symdl.notes.spaces import Space, space
from symdl.notes.tokens import Token
from symdl.terms.term import Term


@dataclass
class Declared:
    """What a formula declared, for the words that follow it.

    Attributes:
        subjects: the names or terms that it speaks of.
        where: a set that stands alone, such as in "a vector in $\\mathbb{R}^n$".
        shape: a shape that stands alone, such as in "an $m \\times n$ matrix".
    """

    subjects: list[str | Term] = field(default_factory=list)
    where: Space | None = None
    shape: tuple[int | str, int | str] | None = None


def declare(formula: Excerpt, scope: Scope) -> Declared:
    """Read one formula of a declaring sentence into a scope."""
    tokens = without_punctuation(Cursor.over(formula, scope).tokens)
    if not tokens:
        return Declared()
    alone = _alone(formula, tokens, scope)
    if alone is not None:
        return alone
    found = Declared()
    waiting: list[list[Token]] = []
    for segment in segments(tokens):
        if not segment:
            raise NotesError("a comma with nothing before it.", formula.spot(tokens[0].start))
        if is_name(formula, segment, scope) or segment[0].text in DOTS:
            waiting.append(segment)
            continue
        found.subjects += _segment(formula, waiting, segment, scope)
        waiting = []
    found.subjects += _mentioned(formula, waiting, scope)
    return found


def _alone(formula: Excerpt, tokens: list[Token], scope: Scope) -> Declared | None:
    r"""A set, or a shape `m \times n`, without a name before it."""
    c = over(formula, tokens, scope)
    if c.token.text in (r"\mathbb", r"\R", r"\N", r"\Z"):
        try:
            where = space(c)
        except NotesError:
            return None
        return Declared(where=where) if c.is_done else None
    if c.accept(r"\in") is not None:
        return Declared(where=space(c))
    sizes = [t for t in tokens if t.text != r"\times"]
    if len(tokens) == 3 and tokens[1].text == r"\times" and all(t.kind in ("letter", "number") for t in sizes):
        from symdl.notes.spaces import shape_of

        return Declared(shape=shape_of(c, tokens))
    return None


def _mentioned(formula: Excerpt, waiting: list[list[Token]], scope: Scope) -> list[str | Term]:
    """Names that stand for themselves."""
    if not waiting or any(tokens[0].text in DOTS for tokens in waiting):
        return []
    return [name for name, _ in names_of(formula, waiting[:-1], waiting[-1], scope)]


# one segment --------------------------------------------------------------------------------------


def _segment(formula: Excerpt, waiting: list[list[Token]], tokens: list[Token], scope: Scope) -> list[str | Term]:
    found = name_at(formula, tokens, scope)
    if found is not None:
        name, length = found
        sign = tokens[length].text if length < len(tokens) else ""
        names = names_of(formula, waiting, tokens[:length], scope)
        rest = over(formula, tokens[length + 1 :], scope)
        if sign == r"\in":
            return members(names, rest, scope)
        if sign in (r"\colon", ":"):
            return mappings(names, rest, scope)
        if sign == "=" and _is_range(waiting, tokens, rest):
            return []
        if is_entry(name, scope) and sign not in ("", "(", r"\in") and not waiting:
            return hypothesis(formula, tokens, scope)
        if sign in ("=", ":=") and not waiting and not scope.is_declared(name):
            return definition(name, rest, scope, formula.spot(tokens[0].start))
        if sign == "(" and not scope.is_declared(name) and not waiting:
            return function_definition(formula, name, tokens[length:], scope)
        if sign in RELATIONS:
            for before in waiting:
                hypothesis(formula, [*before, *tokens[length:]], scope)
            hypothesis(formula, tokens, scope)
            return [each for each, _ in names]
    elif waiting:
        raise NotesError(
            "names before a comma share what is said after it, which must begin with a name.",
            formula.spot(waiting[0][0].start),
        )
    return hypothesis(formula, tokens, scope)


def _is_range(waiting: list[list[Token]], tokens: list[Token], rest: Cursor) -> bool:
    r"""`i = 1` of `i = 1, \dots, n`: the comma and the dots follow in the source."""
    text = rest.formula.text[tokens[-1].end :].lstrip()
    return not waiting and text.startswith(",") and text[1:].lstrip().startswith(DOTS)
