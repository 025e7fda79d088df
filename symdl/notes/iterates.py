r"""Iterates: `(x \mapsto x - \eta A x)^{\circ t}(x_0)` is what t steps make of x₀.

The letter before the arrow is bound; it has the shape of the start.
"""

from __future__ import annotations

from symdl.notes.cursor import Cursor
from symdl.notes.elaborate import Elaborator, gives
from symdl.notes.expressions import expression, expression_of
from symdl.notes.identifiers import script
from symdl.notes.optima import spelled
from symdl.notes.symbols import parenthesised
from symdl.notes.syntax import Node
from symdl.notes.values import Value
from symdl.terms import operators as ops


def is_step(c: Cursor) -> bool:
    r"""Whether `(x \mapsto` stands at the cursor."""
    depth = 0
    for token in c.tokens[c.at : c.at + 40]:
        if token.text == r"\mapsto" and depth == 1:
            return True
        depth += {"(": 1, ")": -1, "[": 1, "]": -1}.get(token.text, 0)
        if depth == 0:
            return False
    return False


def iterate(c: Cursor) -> Node:
    """A step in brackets, the number of times, and the start."""
    opening = c.take()
    name = spelled(c)
    c.expect(r"\mapsto", "between a letter and its step")
    c.local.append(name)
    step = c.nested(expression)
    c.local.pop()
    c.expect(")", "after a step")
    c.expect("^", "before the number of steps")
    tokens = script(c)
    if not tokens or tokens[0].text != r"\circ":
        raise c.error(r"an iterate is written (x \mapsto …)^{\circ t}(x_0).", opening.start)
    inner = c.part(0, 0)
    inner.tokens = tokens[1:]
    times = expression_of(inner, "a number of steps")
    starts = parenthesised(c) if c.token.text == "(" else None
    if starts is None or len(starts) != 1:
        raise c.error("the start of an iterate stands in brackets behind it.", opening.start)
    return Node("iterate", (step, times, starts[0]), name, opening.start)


@gives("iterate")
def iterated(e: Elaborator, node: Node) -> Value:
    step, times, start = node.args
    first = e.term(start)
    variable = ops.symbol(node.data, shape=first.shape)
    with e.bound({node.data: variable}):
        body = e.term(step)
    return ops.iterate(body, over=variable, start=first, times=e.term(times))
