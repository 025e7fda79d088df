r"""What stands between delimiters: brackets, norms, absolute values, inner products, matrices, fractions, roots."""

from __future__ import annotations

from dataclasses import replace

from symdl.notes.cursor import Cursor
from symdl.notes.expressions import argument, braced, expression
from symdl.notes.identifiers import script
from symdl.notes.registry import reads
from symdl.notes.scripts import superscript
from symdl.notes.symbols import BRACKETS, parenthesised, size_of
from symdl.notes.syntax import Node
from symdl.notes.tokens import Token


@reads(*BRACKETS)
def bracket(c: Cursor, token: Token) -> Node:
    """A term in brackets; several terms with commas are a row, which only a transpose can follow."""
    from symdl.notes.iterates import is_step, iterate

    c.at -= 1
    if is_step(c):
        return iterate(c)
    found = parenthesised(c)
    assert found is not None
    if len(found) > 1:
        return Node("row", tuple(found), None, token.start)
    return (
        replace(found[0], is_bracketed=True)
        if not found[0].is_bracketed
        else Node("group", (found[0],), None, token.start, True)
    )


@reads("{")
def group(c: Cursor, token: Token) -> Node:
    """Braces keep a term together and mean nothing."""
    c.at -= 1
    node = braced(c)
    return replace(node, is_bracketed=True)


def _closed(c: Cursor, token: Token, *closing: str) -> Node:
    c.bars.append(closing[0])
    node = c.nested(expression)
    c.bars.pop()
    if c.accept(*closing) is None:
        raise c.error(f"this '{token.text}' is not closed.", token.start)
    return node


@reads(r"\|", r"\Vert", r"\lVert")
def norm(c: Cursor, token: Token) -> Node:
    """‖x‖, ‖x‖₂, ‖x‖₁, ‖A‖_F."""
    closing = (r"\rVert",) if token.text == r"\lVert" else (r"\|", r"\Vert")
    inside = _closed(c, token, *closing)
    return norm_of(c, inside, token)


def norm_of(c: Cursor, inside: Node, token: Token) -> Node:
    """The norm with its subscript, which may stand behind a power, as in ‖A‖²_F."""
    place = c.at
    power = None
    if c.accept("^") is not None:
        power = script(c)
    if c.token.text != "_":
        c.at = place
        return Node("norm", (inside,), "", token.start)
    c.take()
    node = Node("norm", (inside,), "".join(t.text for t in script(c)), token.start)
    return node if power is None else superscript(c, node, power)


@reads("|", r"\vert", r"\lvert")
def absolute(c: Cursor, token: Token) -> Node:
    """|x|, or ‖x‖ typed as ||x||."""
    if token.text == "|" and c.token.text == "|" and c.token.side != "close" and c.token.start == token.end:
        c.take()
        inside = _closed(c, token, "|")
        if c.accept("|") is None:
            raise c.error("this '||' is not closed.", token.start)
        return norm_of(c, inside, token)
    closing = (r"\rvert",) if token.text == r"\lvert" else ("|", r"\vert")
    return Node("absolute", (_closed(c, token, *closing),), None, token.start)


@reads(r"\langle")
def inner(c: Cursor, token: Token) -> Node:
    """⟨a, b⟩."""
    bars, c.bars = c.bars, []
    left = c.nested(expression)
    c.expect(",", "between the two sides of an inner product")
    right = c.nested(expression)
    c.expect(r"\rangle", "after an inner product")
    c.bars = bars
    if c.token.text == "_":
        c.take()
        kind = "".join(t.text for t in script(c))
        if kind not in ("F", "2", r"\mathrm{F}"):
            raise c.error(f"the inner product with subscript {kind} cannot be said.", token.start)
    return Node("inner", (left, right), None, token.start)


@reads(r"\frac", r"\tfrac", r"\dfrac", r"\cfrac")
def fraction(c: Cursor, token: Token) -> Node:
    """A quotient, or a derivative when it is written with ∂ or d."""
    from symdl.notes.calculus import derivative_quotient

    start = c.at
    derivative = derivative_quotient(c, token)
    if derivative is not None:
        return derivative
    c.at = start
    return Node("fraction", (argument(c), argument(c)), None, token.start)


@reads(r"\sqrt")
def root(c: Cursor, token: Token) -> Node:
    """A square root, or the root of another order in square brackets."""
    order: Node | None = None
    if c.accept("[") is not None:
        order = c.nested(expression)
        c.expect("]", "after the order of a root")
    inside = argument(c)
    if order is None:
        return Node("named", (inside,), ("sqrt", False, False), token.start)
    return Node("radical", (inside, order), None, token.start)


@reads("open.")
def evaluation(c: Cursor, token: Token) -> Node:
    r"""`\left. f \right|_{x = a}`: the value of f after x is replaced."""
    return evaluated(c, _closed(c, token, "|", r"\vert"), token.start)


def evaluated(c: Cursor, body: Node, start: int) -> Node:
    """The values behind the bar of an evaluation."""
    c.expect("_", "with the values to put in")
    tokens = script(c)
    inner = c.part(0, 0)
    inner.tokens = tokens
    pairs: list[Node] = []
    while True:
        key = inner.nested(expression)
        if key.kind != "name":
            raise c.error("only a name can be replaced by a value.", key.start)
        inner.expect("=", "between a name and its value")
        pairs += [key, inner.nested(expression)]
        if inner.accept(",") is None:
            break
    if not inner.is_done:
        raise inner.error(f"{inner.found()} where the values should end.")
    return Node("at", (body, *pairs), None, start)


# matrices -----------------------------------------------------------------------------------------

MATRICES = frozenset(
    {"pmatrix", "bmatrix", "matrix", "Bmatrix", "smallmatrix", "psmallmatrix", "bsmallmatrix", "array", "vmatrix"}
)


@reads(r"\begin")
def environment(c: Cursor, token: Token) -> Node:
    """A matrix from its rows."""
    name = environment_name(c)
    if name == "array" and c.token.text == "{":
        c.at = c.group_end()
    if name not in MATRICES:
        raise c.error(f"\\begin{{{name}}} cannot be read inside a term.", token.start)
    rows: list[list[Node]] = [[]]
    bars, c.bars = c.bars, []
    while True:
        rows[-1].append(c.nested(expression))
        if c.accept("&") is not None:
            continue
        if c.accept(r"\\") is not None and c.token.text != r"\end":
            rows.append([])
            continue
        if c.accept(r"\end") is None:
            raise c.error(f"{c.found()} in a matrix where '&', '\\\\' or \\end should stand.")
        if environment_name(c) != name:
            raise c.error(f"\\begin{{{name}}} is closed by another \\end.", token.start)
        break
    c.bars = bars
    width = len(rows[0])
    if any(len(row) != width for row in rows):
        raise c.error("the rows of this matrix have different lengths.", token.start)
    node = Node("matrix", tuple(entry for row in rows for entry in row), width, token.start)
    return Node("named", (node,), ("det", False, False), token.start) if name == "vmatrix" else node


def environment_name(c: Cursor) -> str:
    """The name after \\begin or \\end."""
    if c.token.text != "{":
        raise c.error("a name in braces should follow.")
    end = c.group_end()
    name = "".join(t.text for t in c.tokens[c.at + 1 : end - 1])
    c.at = end
    return name


# constants ----------------------------------------------------------------------------------------


@reads(r"\mathbf", r"\mathbb", r"\boldsymbol", r"\bm", r"\mathds", r"\vec", r"\mathsf", r"\pmb")
def bold_number(c: Cursor, token: Token) -> Node:
    r"""`\mathbf{1}` and `\mathbf{0}`; any other letter in a type face is a name."""
    from symdl.notes.symbols import symbol

    texts = [c.token.text, c.ahead(1).text, c.ahead(2).text]
    digit = texts[1] if texts[0] == "{" and texts[2] == "}" else texts[0]
    if digit not in ("0", "1"):
        c.at -= 1
        node = symbol(c)
        if node is None:
            raise c.error(f"{token.text} here is no name; give each letter its own {token.text}{{…}}.", token.start)
        return node
    c.at += 3 if texts[0] == "{" else 1
    return Node("ones" if digit == "1" else "zeros", (), shape_below(c), token.start)


def shape_below(c: Cursor) -> tuple[int | str, int | str] | None:
    r"""The shape in a subscript n or m \times n."""
    if c.token.text != "_":
        return None
    c.take()
    tokens = script(c)
    places = [k for k, t in enumerate(tokens) if t.text == r"\times"]
    if not places:
        return (size_of(c, tokens), 1)
    return (size_of(c, tokens[: places[0]]), size_of(c, tokens[places[0] + 1 :]))
