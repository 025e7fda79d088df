"""Matrices made of blocks: tables of matrices, rows and columns of them, and block diagonal ones."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from symdl.terms.errors import ShapeError
from symdl.terms.operators import add, array, identity, matmul, transpose, zeros
from symdl.terms.shapes import Size, show_shape, size_sum
from symdl.terms.term import Term, as_term


def block(rows: Sequence[Sequence[Any]]) -> Term:
    """The matrix with these blocks; blocks in a row have as many rows, blocks in a column as many columns.

    Rows and columns of size 0 are left out; scalars alone make an explicit matrix.

    >>> from symdl import matrix
    >>> block([[matrix("A", "n", "n"), matrix("B", "n", "m")]]).shape
    ('n', 'm+n')
    """
    table = [[as_term(part) for part in row] for row in rows]
    if not table or not table[0] or len({len(row) for row in table}) != 1:
        raise ShapeError("A matrix of blocks has rows of one length ≥ 1.")
    heights, widths = [row[0].shape[0] for row in table], [part.shape[1] for part in table[0]]
    for i, row in enumerate(table):
        for j, part in enumerate(row):
            if part.shape != (heights[i], widths[j]):
                raise ShapeError(
                    f"The block {part!r} in row {i + 1} and column {j + 1} is {show_shape(part.shape)}, but its row "
                    f"and column ask for {heights[i]} × {widths[j]}; transpose it or correct its declaration."
                )
    rows_kept, columns_kept = ([k for k, size in enumerate(sizes) if size != 0] or [0] for sizes in (heights, widths))
    parts = tuple(table[i][j] for i in rows_kept for j in columns_kept)
    if len(parts) == 1:
        return parts[0]
    if set(heights) == set(widths) == {1}:
        return array(table)
    shape = size_sum(*heights), size_sum(*widths)
    return Term("block", parts, (len(rows_kept), len(columns_kept)), shape=shape)


def hstack(*parts: Any) -> Term:
    """Matrices side by side."""
    return block([parts])


def vstack(*parts: Any) -> Term:
    """Matrices one above the other."""
    return block([[part] for part in parts])


def block_diag(*parts: Any) -> Term:
    """Matrices along the diagonal, zeros elsewhere."""
    terms = [as_term(part) for part in parts]
    return block(
        [[b if i == j else zeros(b.shape[0], c.shape[1]) for j, c in enumerate(terms)] for i, b in enumerate(terms)]
    )


def table_of(term: Term) -> list[tuple[Term, ...]]:
    """The blocks in rows."""
    rows, columns = term.data
    return [term.args[i * columns : (i + 1) * columns] for i in range(rows)]


def inclusion(before: Size, size: Size, after: Size) -> Term:
    """The block column of the identity with zeros above and below."""
    parts = [zeros(before, size), identity(size), zeros(after, size)]
    return vstack(*(part for part, height in zip(parts, (before, 1, after), strict=True) if height != 0))


def inclusions(sizes: Sequence[Size]) -> list[Term]:
    """The block columns of the identity for the parts of a whole."""
    before = [0, *accumulate(sizes, size_sum)]
    return [inclusion(before[k], s, size_sum(*sizes[k + 1 :])) for k, s in enumerate(sizes)]


def written_out(term: Term) -> Term:
    """Σ E_i A_ij F_jᵀ with the block columns of identities."""
    table = table_of(term)
    left, right = inclusions([row[0].shape[0] for row in table]), inclusions([part.shape[1] for part in table[0]])
    return add(
        *(matmul(left[i], part, transpose(right[j])) for i, row in enumerate(table) for j, part in enumerate(row))
    )
