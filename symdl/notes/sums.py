r"""The parser of what runs over an index: `\sum_{i=1}^{n}`, `\sum_i`, `\sum_{i,j}`, `\prod_{k=1}^{3}`, `\max_i`."""

from __future__ import annotations

from dataclasses import replace

from symdl.notes.cursor import Cursor
from symdl.notes.expressions import ends_product, expression_of, factors
from symdl.notes.identifiers import base_of, script
from symdl.notes.registry import reads
from symdl.notes.syntax import Node
from symdl.notes.tokens import Token

MOST_INDICES = 4
"""How deep sums over entries nest."""


@reads(r"\sum", r"\prod")
def summation(c: Cursor, token: Token) -> Node:
    """A sum or product over indices; it extends to the end of its product.

    Without bounds the indices run over all entries that stand behind the sign.
    """
    below, above = _bounds(c)
    if below is None:
        raise c.beyond(f"{token.text} without an index cannot be said; write {token.text}_{{i=1}}^{{n}}.", token.start)
    names, lower, upper = _indices(c, below, token)
    if above is not None:
        if lower is None or upper is not None:
            raise c.error(
                f"the index of {token.text} has no lower bound; write {token.text}_{{i=1}}^{{n}}.", token.start
            )
        upper = expression_of(replace(c, tokens=above, at=0, bars=[]), "an upper bound")
    elif lower is not None and upper is None:
        raise c.beyond(
            f"{token.text} without an upper bound cannot be said; write {token.text}_{{i=1}}^{{n}}.", token.start
        )
    if ends_product(c):
        raise c.error(f"{c.found()} where the summand should stand.")
    node = indexed(c, names, token)
    for name in reversed(names):
        bounds = () if lower is None or upper is None else (lower, upper)
        node = Node(token.text[1:], (*bounds, node), name, token.start)
    return node


def indexed(c: Cursor, names: list[str], token: Token) -> Node:
    """The product behind the sign, in which the names are indices."""
    if len(set(names)) < len(names):
        raise c.error(f"the indices of this {token.text} have one name; rename one of them.", token.start)
    if len(c.indices) + len(names) > MOST_INDICES:
        raise c.error(f"sums nest deeper than {MOST_INDICES}; name their parts.", token.start)
    c.local += names
    c.indices += names
    node = c.nested(factors)
    del c.local[-len(names) :]
    del c.indices[-len(names) :]
    return node


def _bounds(c: Cursor) -> tuple[list[Token] | None, list[Token] | None]:
    below = above = None
    while c.token.text in ("_", "^"):
        if c.take().text == "_":
            below = script(c)
        else:
            above = script(c)
    return below, above


def _indices(c: Cursor, tokens: list[Token], token: Token) -> tuple[list[str], Node | None, Node | None]:
    r"""The names in `i`, `i, j`, `i = 1`, `i, j = 1` or `1 \le i \le n`, and the bounds."""
    inner = replace(c, tokens=tokens, at=0, bars=[])
    signs = [k for k, t in enumerate(tokens) if t.text in (r"\le", r"\leq")]
    lower = upper = None
    if len(signs) == 2:
        lower = expression_of(replace(inner, tokens=tokens[: signs[0]]), "a lower bound")
        upper = expression_of(replace(inner, tokens=tokens[signs[1] + 1 :]), "an upper bound")
        inner.tokens = tokens[signs[0] + 1 : signs[1]]
    names = []
    while (parts := base_of(inner)) is not None:
        names.append("_".join(parts))
        inner.accept(",")
    if names and lower is None and inner.accept("=") is not None:
        lower = expression_of(inner, "a lower bound")
    if not names or not inner.is_done:
        raise c.beyond(
            f"the range of this {token.text} cannot be said; write {token.text}_{{i=1}}^{{n}}, or {token.text}_i over all entries.",
            token.start,
        )
    return names, lower, upper


def extreme(c: Cursor, kind: str, tokens: list[Token], token: Token) -> Node:
    r"""`\max_i x_i`: the largest entry; `\max_{1 \le i \le n} x_i` says the same."""
    names, lower, upper = _indices(c, tokens, token)
    bounds = () if lower is None or upper is None else (lower, upper)
    if len(names) != 1 or (lower is None) != (upper is None) or ends_product(c):
        raise c.error(f"write {token.text}_i x_i for the {kind}imum of entries.", token.start)
    return Node("extreme", (*bounds, indexed(c, names, token)), (kind, names[0]), token.start)
