r"""Ranks for almost every value: `\operatorname{rank}_{\text{a.e.}}(M)`, and `\dim \mathcal{V}_{(2,3,1),\, t^{2}}`, the dimension of the
neurovariety of a polynomial network with these widths and activations (one for all hidden layers, or one for each)."""

from __future__ import annotations

from fractions import Fraction

from symdl.notes.cursor import Cursor
from symdl.notes.elaborate import Elaborator, gives
from symdl.notes.expressions import expression, factor
from symdl.notes.identifiers import script
from symdl.notes.roots import coefficients
from symdl.notes.symbols import parenthesised
from symdl.notes.syntax import Node
from symdl.notes.tokens import Token
from symdl.notes.values import Value
from symdl.terms import operators as ops
from symdl.terms.ranks import network_rank, rank_almost_everywhere

ALMOST_EVERYWHERE = frozenset({"a.e.", "ae", "generic"})


def almost_everywhere(c: Cursor, token: Token) -> Node | None:
    """The argument of a rank with the subscript a.e.; None, and no move, for a rank without it."""
    if c.token.text != "_":
        return None
    c.take()
    tokens = script(c)
    if "".join(t.text for t in tokens if t.text not in ("{", "}", r"\text", r"\mathrm")) not in ALMOST_EVERYWHERE:
        raise c.error("only 'a.e.' can be the subscript of a rank.", token.start)
    arguments = [c.nested(factor)] if c.token.text == r"\begin" else parenthesised(c)
    if arguments is None or len(arguments) != 1:
        raise c.error("the matrix of a rank almost everywhere stands in brackets.", token.start)
    return Node("generic_rank", tuple(arguments), None, token.start)


@gives("generic_rank")
def generic_rank(e: Elaborator, node: Node) -> Value:
    return rank_almost_everywhere(e.term(node.args[0]))


def neurovariety(c: Cursor, token: Token) -> Node | None:
    r"""`\dim \mathcal{V}_{…}`; None where something else follows `\dim`."""
    texts = [t.text for t in c.tokens[c.at : c.at + 4]]
    if texts != [r"\mathcal", "{", "V", "}"]:
        return None
    c.at += 4
    has_bias, below = False, None
    while c.token.text in ("^", "_"):
        if c.take().text == "_":
            below = script(c)
        else:
            has_bias = "".join(t.text for t in script(c)) in (r"\text{b}", r"\mathrm{b}", "b")
            if not has_bias:
                raise c.error(r"only b, for networks with biases, can stand above \mathcal{V}.", token.start)
    if below is None:
        raise c.error(r"the widths are missing; write \dim \mathcal{V}_{(2,3,1), t^2}.", token.start)
    inner = c.part(0, 0)
    inner.tokens = below
    inner.local = [*c.local, "t"]
    parts = parenthesised(inner) or []
    activations: list[Node] = []
    while inner.accept(",") is not None:
        activations.append(inner.nested(expression))
    if not inner.is_done or not activations:
        raise inner.error(r"widths and activations stand here, as in (2,3,1), t^2.")
    points = _points(c)
    return Node("network_rank", (*parts, *activations, *points), (len(parts), len(activations), has_bias), token.start)


def _points(c: Cursor) -> list[Node]:
    r"""The inputs in `\big|_{(1,0),\,(0,1)}`, each a row."""
    if not (c.token.text == "|" and c.ahead().text == "_"):
        return []
    c.at += 2
    inner = c.part(0, 0)
    inner.tokens = script(c)
    points = []
    while True:
        row = parenthesised(inner)
        if row is None:
            raise inner.error("an input in brackets should stand here, as in (1, 0).")
        points.append(Node("row", tuple(row), None, inner.offset()))
        if inner.accept(",") is None:
            return points


@gives("network_rank")
def rank_of_network(e: Elaborator, node: Node) -> Value:
    count, functions, bias = node.data
    widths = [_integer(e, part) for part in node.args[:count]]
    t = ops.scalar("t")
    with e.bound({"t": t}):
        given = [coefficients(e, e.term(part), t, part) for part in node.args[count : count + functions]]
    hidden = len(widths) - 2
    if len(given) == 1:
        given *= max(hidden, 0)
    rows = [[_rational(e, part) for part in row.args] for row in node.args[count + functions :]]
    return network_rank(widths, given, bias=bias, inputs=rows or None)


def _integer(e: Elaborator, node: Node) -> int:
    value = _rational(e, node)
    if value.denominator != 1:
        raise e.error("a width is an integer.", node)
    return int(value)


def _rational(e: Elaborator, node: Node) -> Fraction:
    term = e.term(node)
    if term.op != "num":
        raise e.error("a number should stand here.", node)
    value: Fraction = term.data
    return value
