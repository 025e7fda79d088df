r"""Limits `\lim_{\lambda \to 0^+} f(\lambda) = L` of terms as a positive scalar tends to 0."""

from __future__ import annotations

from symdl.notes.calculus import name_of
from symdl.notes.cursor import Cursor
from symdl.notes.elaborate import Elaborator
from symdl.notes.expressions import ends_product, factors
from symdl.notes.identifiers import script
from symdl.notes.meaning import symbol
from symdl.notes.registry import reads
from symdl.notes.syntax import Node
from symdl.notes.tokens import Token
from symdl.terms.limits import tends_to
from symdl.terms.relation import Relation
from symdl.terms.term import Term

ZEROS = (
    [r"\to", "0"],
    [r"\to", "0", "^", "+"],
    [r"\to", "0", "^", "{", "+", "}"],
    [r"\downarrow", "0"],
    [r"\searrow", "0"],
)


@reads(r"\lim")
def limit(c: Cursor, token: Token) -> Node:
    """The sign with what tends to 0, and the product behind it."""
    tokens = script(c) if c.accept("_") is not None else []
    arrow = next((k for k, t in enumerate(tokens) if t.text in (r"\to", r"\downarrow", r"\searrow")), len(tokens))
    if [t.text for t in tokens[arrow:]] not in ZEROS:
        raise c.beyond(r"only limits such as \lim_{\lambda \to 0^+} can be said; claim a bound instead.", token.start)
    variable = name_of(c, tokens[:arrow])
    if ends_product(c):
        raise c.error(f"{c.found()} where the term of a limit should stand.")
    body = c.nested(factors)
    if c.token.text in ("+", "-") and not body.is_bracketed:
        raise c.error("it is not clear where this limit ends; write brackets around its term.")
    return Node("limit", (body,), variable, token.start)


def tending(e: Elaborator, node: Node, sign: str, value: Term) -> Relation:
    """A limit and its value."""
    if sign != "eq":
        raise e.beyond("a limit can be said to be equal to a term; claim a bound instead.", node)
    variable = symbol(e, node.data, node)
    if variable.op != "sym" or variable.data.domain != "positive":
        raise e.error(rf"{node.data} tends to 0 from above, so declare it as ${node.data} > 0$.", node)
    with e.at(node):
        return tends_to(e.term(node.args[0]), value, variable)
