r"""What quantifiers bind: `x \in \mathbb{R}^n`, `\lambda > 0`, `a \in (0, 1)`, `a \ne 0`, and indices `i`, `i = 1, \dots, n`."""

from __future__ import annotations

from dataclasses import dataclass

from symdl.notes.cursor import Cursor
from symdl.notes.expressions import expression
from symdl.notes.optima import spelled
from symdl.notes.places import NotesError
from symdl.notes.sets import is_range, range_at
from symdl.notes.signs import RELATIONS
from symdl.notes.spaces import Space, membership
from symdl.notes.syntax import Node
from symdl.notes.tokens import Token

DOTS = (r"\dots", r"\ldots", r"\dotsc", r"\cdots", r"\dotsb")
ENDS = (r"\colon", ":", ".", r"\quad")


@dataclass(frozen=True, slots=True)
class Binder:
    """Names that a quantifier binds.

    Attributes:
        where: the set they live in; None for the declared symbols of these names.
        conditions: what else holds of them.
        is_index: whether they run over the entries of vectors and matrices.
        upper: the last value of an index, where it is given.
    """

    names: tuple[str, ...]
    where: Space | None = None
    conditions: tuple[Node, ...] = ()
    is_index: bool = False
    upper: Node | None = None


def binder(c: Cursor) -> Binder:
    """The names at the cursor up to a colon or a comma, and what is said of them."""
    start = c.at
    names = [spelled(c)]
    while c.accept(",") is not None:
        names.append(spelled(c))
    if c.is_done or c.token.text in ENDS:
        return _bare(c, names, start)
    c.local += names
    try:
        return _said(c, names, start)
    finally:
        del c.local[len(c.local) - len(names) :]


def _bare(c: Cursor, names: list[str], start: int) -> Binder:
    declared = [c.names.is_declared(name) for name in names]
    if all(declared):
        return Binder(tuple(names))
    if any(declared) or len(names) > 2 or any(len(name) > 1 for name in names):
        raise c.error(
            r"it is not said what is quantified here; write \forall x \in \mathbb{R}^n.", c.tokens[start].start
        )
    return Binder(tuple(names), is_index=True)


def _said(c: Cursor, names: list[str], start: int) -> Binder:
    sign = c.token
    texts = [t.text for t in c.tokens[c.at + 1 : c.at + 3]]
    if (
        sign.text in (">", r"\gt", r"\ge", r"\geq")
        and texts[:1] == ["0"]
        and (len(texts) == 1 or texts[1] in (*ENDS, ","))
    ):
        return Binder(tuple(names), membership(c))
    if sign.text == "=" and texts == ["1", ","]:
        return _from_one(c, names, 3)
    if sign.text != r"\in":
        return _compared(c, names, sign)
    c.take()
    if c.token.text == "[" and c.ahead(2).text == "]":
        c.take()
        upper = expression(c)
        c.take()
        return Binder(tuple(names), is_index=True, upper=upper)
    if c.token.text == r"\{" and [c.ahead(1).text, c.ahead(2).text] == ["1", ","] and c.ahead(3).text in DOTS:
        found = _from_one(c, names, 3)
        c.expect(r"\}", "after the values of an index")
        return found
    if is_range(c):
        found_range = range_at(c)
        nodes = [
            Node("chain", (Node("name", (), name, sign.start), found_range), (("in",), (sign.start,)), sign.start)
            for name in names
        ]
        return Binder(tuple(names), _where(c, names), tuple(nodes))
    c.at -= 1
    return Binder(tuple(names), membership(c))


def _from_one(c: Cursor, names: list[str], skip: int) -> Binder:
    r"""`= 1, \dots, n`."""
    c.at += skip
    if c.accept(*DOTS) is None:
        raise c.error(r"write i = 1, \dots, n for an index.")
    c.expect(",", "before the last value of an index")
    return Binder(tuple(names), is_index=True, upper=expression(c))


def _compared(c: Cursor, names: list[str], sign: Token) -> Binder:
    r"""`a \ne 0`, `a < b`."""
    if sign.text not in RELATIONS:
        raise c.error(r"a set should stand here, as in x \in \mathbb{R}^{n}.")
    c.take()
    right, names = _other_side(c, names)
    signs = ((RELATIONS[sign.text],), (sign.start,))
    nodes = [
        Node("chain", (Node("name", (), name, sign.start), right), signs, sign.start)
        for name in names
        if name != right.data
    ]
    return Binder(tuple(names), _where(c, names), tuple(nodes))


def _other_side(c: Cursor, names: list[str]) -> tuple[Node, list[str]]:
    """What the names are compared with; a name without a meaning is bound as they are."""
    at, start = c.at, c.token.start
    try:
        name = spelled(c)
    except NotesError:
        name = ""
    is_alone = c.is_done or c.token.text in (*ENDS, ",")
    if name and is_alone and not c.names.is_declared(name) and name not in c.local:
        return Node("name", (), name, start), [*names, name]
    c.at = at
    return expression(c), names


def _where(c: Cursor, names: list[str]) -> Space | None:
    """The declared symbols, or real scalars for names without a meaning."""
    return None if all(c.names.is_declared(name) for name in names) else Space()
