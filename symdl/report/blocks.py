"""Matrices of blocks as they were written, from the sums Σ Eᵢ Aᵢⱼ Fⱼᵀ that the checker holds."""

from __future__ import annotations

from symdl.check.language import Node
from symdl.terms.shapes import Size, size_sum

Part = tuple[Size, Size, Size] | None
"""What comes before a block, its size, what comes after; None where there is but one block."""


def table_of(node: Node) -> list[list[Node]] | None:
    """The blocks in rows; None for what is no such sum."""
    placed: dict[tuple[Part, Part], Node] = {}
    for arg in node.args if node.op == "add" else ():
        found = _placed(arg)
        if found is None or found[0] in placed:
            return None
        placed[found[0]] = found[1]
    rows, columns = (list(dict.fromkeys(key[side] for key in placed)) for side in (0, 1))
    if len(placed) < 2 or len(placed) != len(rows) * len(columns) or not (_is_whole(rows) and _is_whole(columns)):
        return None
    return [[placed[row, column] for column in columns] for row in rows]


def _placed(node: Node) -> tuple[tuple[Part, Part], Node] | None:
    """Where a block stands, and the block."""
    if node.op != "matmul":
        return None
    first, last = node.args[0], node.args[-1]
    left = first.data if first.op == "inclusion" else None
    right = last.args[0].data if last.op == "transpose" and last.args[0].op == "inclusion" else None
    middle = node.args[int(left is not None) : len(node.args) - int(right is not None)]
    return ((left, right), middle[0]) if len(middle) == 1 and (left or right) else None


def _is_whole(parts: list[Part]) -> bool:
    """Whether parts follow on each other from the first row to the last."""
    if parts == [None]:
        return True
    sizes = [part[1] for part in parts if part is not None]
    expected = [(size_sum(*sizes[:k]), size, size_sum(*sizes[k + 1 :])) for k, size in enumerate(sizes)]
    return parts == expected
