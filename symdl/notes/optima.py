r"""`\arg\min_W`, `\min_W` and their kin: they stand on one side of a relation, never inside a term."""

from __future__ import annotations

from dataclasses import replace

from symdl.notes.cursor import Cursor
from symdl.notes.expressions import expression
from symdl.notes.identifiers import base_of, below_of, script
from symdl.notes.registry import reads
from symdl.notes.spaces import Space, membership
from symdl.notes.sums import extreme
from symdl.notes.syntax import Node
from symdl.notes.tokens import Token


def optimum(c: Cursor, token: Token) -> Node:
    r"""`\min_W f` or `\max_W f`; the cursor stands at the subscript."""
    return _optimum(c, "min" if "min" in token.text else "max", token)


@reads(r"\arg")
def argument_of(c: Cursor, token: Token) -> Node:
    r"""`\arg\min_W f`."""
    found = c.accept(r"\min", r"\max")
    if found is None:
        raise c.error(r"\arg stands before \min or \max alone.", token.start)
    return _optimum(c, f"arg{found.text[1:]}", token)


@reads(r"\argmin", r"\argmax")
def argument_in_one(c: Cursor, token: Token) -> Node:
    r"""`\argmin_W f`, as many preambles define it."""
    return _optimum(c, token.text.lstrip("\\"), token)


def _optimum(c: Cursor, kind: str, token: Token) -> Node:
    if c.accept("_") is None:
        raise c.error("the variable is missing; write \\arg\\min_{W}.", token.start)
    below = script(c)
    if kind in ("min", "max") and _is_index(c, below):
        return extreme(c, kind, below, token)
    name, where = bound_name(c, below)
    c.local.append(name)
    body = c.nested(expression)
    c.local.pop()
    return Node("optimum", (body,), (kind, name, where), token.start)


def _is_index(c: Cursor, tokens: list[Token]) -> bool:
    r"""Whether a subscript is the index of entries: an undeclared letter, or one between bounds."""
    letters = [t.text for t in tokens]
    return (len(letters) == 1 and tokens[0].kind == "letter" and not c.names.is_declared(letters[0])) or (
        sum(text in (r"\le", r"\leq") for text in letters) == 2
    )


def bound_name(c: Cursor, tokens: list[Token]) -> tuple[str, Space | None]:
    r"""`W` or `W \in \mathbb{R}^{k \times d}`."""
    inner = replace(c, tokens=tokens, at=0, bars=[])
    name = spelled(inner)
    if inner.is_done:
        if not c.names.is_declared(name):
            raise c.undeclared(name, name, tokens[0].start)
        return name, None
    where = membership(inner)
    if not inner.is_done:
        raise inner.error(f"{inner.found()} after the set of a variable.")
    return name, where


def spelled(c: Cursor) -> str:
    """The name at the cursor, declared or not."""
    start = c.offset()
    parts = base_of(c)
    if parts is None:
        raise c.error("a name should stand here.", start)
    if c.token.text == "_":
        c.take()
        below = below_of(c, script(c))
        if below is None:
            raise c.error("this subscript spells no name.", start)
        parts += below
    if c.token.text == "^":
        c.take()
        from symdl.notes.identifiers import above_of

        tokens = script(c)
        above, used = above_of(c, tokens)
        if used != len(tokens):
            raise c.error("this superscript is part of no name.", start)
        parts += above
    while c.accept("'") is not None:
        parts.append("prime")
    return "_".join(parts)
