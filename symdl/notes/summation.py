r"""The meaning of sums, products and extremes over an index.

A sum over an integer is one (Σ i²); over the entries of vectors and matrices it becomes a product, by `symdl.notes.indices`;
with numbers as bounds it is written out where its terms need the index as a number, as for W₁, W₂, W₃.
"""

from __future__ import annotations

from functools import reduce

from symdl.notes.elaborate import Elaborator, gives
from symdl.notes.indices import columns_in, summed
from symdl.notes.places import BeyondLanguage
from symdl.notes.syntax import Node
from symdl.notes.values import Value, is_one
from symdl.semantics.substitution import free_symbols
from symdl.terms import operators as ops
from symdl.terms.term import Term
from symdl.terms.term import number as number_term

MOST_SUMMANDS = 100
"""Longest sum that is written out."""

MOST_WRITTEN = 2000
"""Most terms of all sums of a formula that are written out."""


@gives("sum", "prod")
def summation(e: Elaborator, node: Node) -> Value:
    """Σ or Π over an index."""
    *bounds, inside = node.args
    lower, upper = (e.term(bounds[0]), e.term(bounds[1])) if bounds else (None, None)
    name: str = node.data
    is_numeric = lower is not None and upper is not None and lower.op == upper.op == "num"
    if node.kind == "prod" or (is_numeric and _needs_number(inside, name)):
        return _written_out(e, node, inside, lower, upper)
    if _is_index(inside, name) or lower is None or upper is None:
        return _over_entries(e, node, inside, lower, upper)
    index = ops.scalar(name, integer=True)
    try:
        with e.bound({name: index}):
            body = e.term(inside)
        if is_one(body):
            return ops.summation(index, lower, upper, body)
    except BeyondLanguage:
        if not is_numeric:
            raise
    return _written_out(e, node, inside, lower, upper)


def _is_index(node: Node, name: str) -> bool:
    """Whether entries with this index stand in a formula."""
    return (node.kind == "index" and name in node.data) or any(_is_index(part, name) for part in node.args)


def _needs_number(node: Node, name: str) -> bool:
    """Whether the index is part of a name, or of an entry that numbers alone can say."""
    return (node.kind in ("family", "index") and name in node.data) or any(
        _needs_number(part, name) for part in node.args
    )


# over entries -------------------------------------------------------------------------------------


def _over_entries(e: Elaborator, node: Node, inside: Node, lower: Term | None, upper: Term | None) -> Term:
    name: str = node.data
    index = ops.scalar(name, integer=True)
    require_free(e, node, name)
    with e.summing(name) as entries, e.bound({name: index}):
        body = e.term(inside)
        sizes = entries.sizes(name)
        require_range(e, node, name, sizes, lower, upper)
        if not is_one(body):
            raise e.beyond(
                "a sum over entries is of scalars; write brackets around it, or write it with matrices.", node
            )
        if index in free_symbols(body):
            raise e.beyond(
                f"a sum in which {name} is a number and the index of entries cannot be said; write it with matrices.",
                node,
            )
        with e.at(node):
            return summed(body, name, entries)


def require_free(e: Elaborator, node: Node, name: str) -> None:
    if name in e.entries.running:
        raise e.error(f"the index {name} already runs in a sum around this one; rename one of the two.", node)


def require_range(
    e: Elaborator, node: Node, name: str, sizes: set[Term], lower: Term | None, upper: Term | None
) -> None:
    """The entries with an index must tell its range, and it must be that of the bounds."""
    if not sizes:
        raise e.beyond(f"no entry with the index {name} tells its range; write bounds.", node)
    if len(sizes) > 1 or (lower is not None and (lower is not ops.size(1) or upper not in sizes)):
        found = ", ".join(map(repr, sizes))
        raise e.beyond(f"the entries with the index {name} number {found}, which is not the range of the sum.", node)


@gives("extreme")
def extreme(e: Elaborator, node: Node) -> Value:
    """The largest or smallest of the entries of a column."""
    *bounds, inside = node.args
    lower, upper = (e.term(bounds[0]), e.term(bounds[1])) if bounds else (None, None)
    kind, name = node.data
    require_free(e, node, name)
    with e.summing(name) as entries, e.bound({name: ops.scalar(name, integer=True)}):
        body = e.term(inside)
        sizes = entries.sizes(name)
        require_range(e, node, name, sizes, lower, upper)
        column = columns_in(body, name, entries)
    rows = column.shape[0]
    if not isinstance(rows, int):
        raise e.beyond(f"the {kind}imum of {rows} entries cannot be said; state a bound for every entry.", node)
    parts = [ops.entry(column, k) for k in range(rows)]
    return reduce(ops.maximum if kind == "max" else ops.minimum, parts)


# written out --------------------------------------------------------------------------------------


def _written_out(e: Elaborator, node: Node, inside: Node, lower: Term | None, upper: Term | None) -> Term:
    if lower is None or upper is None or lower.op != "num" or upper.op != "num":
        what = "a product" if node.kind == "prod" else "a sum of matrices"
        raise e.beyond(f"{what} over a symbolic range cannot be said; give numbers as bounds.", node)
    if lower.data.denominator != 1 or upper.data.denominator != 1 or upper.data - lower.data >= MOST_SUMMANDS:
        raise e.error(f"a sum is written out over at most {MOST_SUMMANDS} integers.", node)
    before = e.literal
    parts: list[Term] = []
    for k in range(int(lower.data), int(upper.data) + 1):
        e.written += 1
        if e.written > MOST_WRITTEN:
            raise e.error(f"the sums of this formula have more than {MOST_WRITTEN} terms when written out.", node)
        e.literal = {**before, node.data: k}
        parts.append(e.term(inside))
    e.literal = before
    if node.kind == "sum":
        return ops.add(*parts)
    total = number_term(1)
    for part in parts:
        total = ops.scale(total, part) if is_one(total) or is_one(part) else ops.matmul(total, part)
    return total
