r"""Sets that a scalar can be in: `(0, 1)`, `[0, \infty)`, `\{-1, 1\}`."""

from __future__ import annotations

from symdl.notes.cursor import Cursor
from symdl.notes.elaborate import Elaborator
from symdl.notes.expressions import expression
from symdl.notes.symbols import parenthesised
from symdl.notes.syntax import Node
from symdl.terms import relation as rel
from symdl.terms.relation import Relation
from symdl.terms.term import Term

OPENING = ("(", "[", "]", r"\{")


def is_range(c: Cursor) -> bool:
    """Whether an interval or a list of values stands at the cursor."""
    return c.token.text in OPENING


def range_at(c: Cursor) -> Node:
    """The interval or list of values at the cursor."""
    opening = c.token
    if opening.text == r"\{":
        return Node("values", tuple(parenthesised(c) or ()), None, opening.start)
    c.take()
    place = c.at
    lower = upper = None
    if not (c.accept("-") is not None and c.accept(r"\infty") is not None):
        c.at = place
        lower = expression(c)
    c.expect(",", "between the ends of an interval")
    place = c.at
    c.accept("+")
    if c.accept(r"\infty") is None:
        c.at = place
        upper = expression(c)
    closing = c.accept(")", "]", "[")
    if closing is None or (lower is None and opening.text == "[") or (upper is None and closing.text == "]"):
        raise c.error("an interval such as (0, 1), [0, 1) or [0, \\infty) should end here.", opening.start)
    is_closed = (opening.text == "[", closing.text == "]")
    ends = tuple(end for end in (lower, upper) if end is not None)
    return Node("interval", ends, (lower is not None, upper is not None, is_closed), opening.start)


def within(e: Elaborator, term: Term, node: Node) -> list[Relation]:
    """What it says of a scalar to be in a set."""
    values = [e.term(part) for part in node.args]
    with e.at(node):
        if node.kind == "values":
            return [rel.either(*(rel.equal(term, value) for value in values))]
        has_lower, _, (is_lower_closed, is_upper_closed) = node.data
        found = []
        if has_lower:
            found.append((rel.at_most if is_lower_closed else rel.less_than)(values.pop(0), term))
        if values:
            found.append((rel.at_most if is_upper_closed else rel.less_than)(term, values[0]))
        return found
