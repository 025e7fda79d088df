"""A matrix of blocks as a term: its entries at integer sizes, else Σ E_i A_ij F_jᵀ with block columns of the identity."""

from collections.abc import Sequence
from functools import reduce
from typing import TYPE_CHECKING, Any

from symdl.check.blocks.sizes import Size, plus
from symdl.check.judgement import need

if TYPE_CHECKING:
    from symdl.check.language import Language, Node


def block(language: "Language", rows: Any, columns: Any, parts: Sequence["Node"]) -> "Node":
    """The matrix with these blocks, row by row."""
    is_table = type(rows) is type(columns) is int and rows > 0 and columns > 0 and rows * columns == len(parts)
    need(is_table, f"block: {len(parts)} blocks are no {rows} × {columns} table")
    need(all(part.shape for part in parts), "block takes terms")
    table = [parts[i * columns : (i + 1) * columns] for i in range(rows)]
    heights, widths = [row[0].shape[0] for row in table], [part.shape[1] for part in table[0]]  # type: ignore[index]
    fits = all(part.shape == (heights[k // columns], widths[k % columns]) for k, part in enumerate(parts))
    need(fits, f"block: shapes {[part.shape for part in parts]} do not fit in {rows} rows")
    if all(part.explicit for part in parts):
        return _entries(language, table, heights, widths)
    terms = [
        _framed(language, _inclusion(language, heights, i), part, _inclusion(language, widths, j))
        for i, row in enumerate(table)
        for j, part in enumerate(row)
    ]
    return terms[0] if len(terms) == 1 else language.node("add", terms)


def _entries(language: "Language", table: list[Sequence["Node"]], heights: list[Any], widths: list[Any]) -> "Node":
    language.work.spend(sum(heights) * sum(widths))

    def entry(part: "Node", i: int, j: int) -> "Node":
        return part if part.shape == (1, 1) else language.node("entry", (part,), (i, j), shape=(1, 1))

    lines = ((row, i) for row, height in zip(table, heights, strict=True) for i in range(height))
    found = [
        entry(part, i, j) for row, i in lines for part, width in zip(row, widths, strict=True) for j in range(width)
    ]
    return language.node("array", found, shape=(sum(heights), sum(widths)))


def inclusion(language: "Language", before: Size, size: Size, after: Size) -> "Node":
    """The block column of the identity with so many rows of zeros above and below."""
    rows = plus(plus(before, size), after)
    if (before, after) == (0, 0):
        return language.identity((rows, rows))
    return language.node("inclusion", data=(before, size, after), shape=(rows, size))


def _inclusion(language: "Language", sizes: Sequence[Size], k: int) -> "Node":
    none: Size = 0
    return inclusion(language, reduce(plus, sizes[:k], none), sizes[k], reduce(plus, sizes[k + 1 :], none))


def _framed(language: "Language", left: "Node", part: "Node", right: "Node") -> "Node":
    ends = [x if x.op == "inclusion" else None for x in (left, right)]
    turned = [] if ends[1] is None else [language.node("transpose", (ends[1],))]
    factors = [*([] if ends[0] is None else [ends[0]]), part, *turned]
    return part if len(factors) == 1 else language.node("matmul", factors)
