r"""Matrices from their rows: of scalars, or of blocks, whose sizes tell those of `0` and `I` among them."""

from __future__ import annotations

from symdl.notes.elaborate import Elaborator, gives
from symdl.notes.syntax import Node
from symdl.notes.values import Hole, Open, Value, built, fits, is_one, resolved, shape_of
from symdl.terms import operators as ops
from symdl.terms.blocks import block
from symdl.terms.shapes import Size
from symdl.terms.term import Term


@gives("matrix")
def matrix(e: Elaborator, node: Node) -> Value:
    """An explicit matrix; with matrices as entries, a matrix of blocks."""
    width: int = node.data
    values = [e.value(part) for part in node.args]
    if all(is_one(value) for value in values):
        terms = [e.term(part) for part in node.args]
        return ops.array([terms[k : k + width] for k in range(0, len(terms), width)])
    return _of_blocks(e, node, [values[k : k + width] for k in range(0, len(values), width)])


def _of_blocks(e: Elaborator, node: Node, table: list[list[Value]]) -> Term:
    parts = iter(node.args)
    places = [[next(parts) for _ in row] for row in table]
    heights = [_common(e, list(zip(row, where, strict=True)), 0) for row, where in zip(table, places, strict=True)]
    widths = [
        _common(e, list(zip(column, where, strict=True)), 1)
        for column, where in zip(zip(*table, strict=True), zip(*places, strict=True), strict=True)
    ]
    rows = [_told(e, size, where[0], "row") for size, where in zip(heights, places, strict=True)]
    columns = [_told(e, size, where, "column") for size, where in zip(widths, places[0], strict=True)]
    return block(
        [
            [_part(value, m, n) for value, n in zip(row, columns, strict=True)]
            for row, m in zip(table, rows, strict=True)
        ]
    )


def _part(value: Value, rows: Size, columns: Size) -> Term:
    return ops.zeros(rows, columns) if _is_zero(value) else built(value)


def _common(e: Elaborator, line: list[tuple[Value, Node]], side: int) -> Open:
    """The one size of blocks beside or above each other; a zero fits any, unless it is written with its shape."""
    found: Open | None = None
    for value, where in line:
        if _is_zero(value) and where.kind != "zeros":
            continue
        size = shape_of(value)[side]
        if found is not None and not fits(found, size):
            what = ("rows", "columns")[side]
            message = (
                f"this block has {resolved(size)} {what}, but one {('beside', 'above')[side]} it has {resolved(found)}."
            )
            raise e.error(message, where)
        found = size if found is None else found
    return Hole(e.spot(line[0][1]), "0") if found is None else found


def _told(e: Elaborator, size: Open, where: Node, line: str) -> Size:
    found = resolved(size)
    if isinstance(found, Hole):
        message = f"no block tells the size of this {line}; give 0 or I a subscript, such as 0_{{m \\times n}} or I_n."
        raise e.error(message, where)
    return found


def _is_zero(value: Value) -> bool:
    """Whether a value is the number 0, which stands for zeros of any shape among blocks."""
    return isinstance(value, Term) and value.op == "num" and value.data == 0
