r"""Matrices of blocks and sums of sizes in notes."""

import pytest

from symdl.notes.places import NotesError
from symdl.notes.scope import Scope, Size_
from symdl.terms import operators as ops
from symdl.terms.blocks import block, hstack, vstack
from symdl.terms.operators import identity, matrix, ones, scalar, vector, zeros

from .test_round_trip import SPOT, read_term

A, B, C, D = matrix("A", "n", "n"), matrix("B", "n", "m"), matrix("C", "m", "n"), matrix("D", "m", "m")
M, b, t = matrix("M", "m+n", "d"), vector("b", "n"), scalar("t")


def scope() -> Scope:
    found = Scope()
    for size in ("n", "m", "d"):
        found.declare(size, Size_(size), SPOT)
    for symbol in (A, B, C, D, M, b, t):
        found.declare(symbol.data.name, symbol, SPOT)
    return found


def table(*rows: str) -> str:
    return r"\begin{pmatrix} " + r" \\ ".join(rows) + r" \end{pmatrix}"


READ = {
    table("A & B", "C & D"): block([[A, B], [C, D]]),
    table("I & B", "0 & I"): block([[identity("n"), B], [zeros("m", "n"), identity("m")]]),
    table("A & 0", r"0 & t I_m"): block([[A, zeros("n", "m")], [zeros("m", "n"), t * identity("m")]]),
    table("A & b", r"b^\top & 0"): block([[A, b], [b.T, 0]]),
    table("A & b", "0 & 1"): block([[A, b], [zeros(1, "n"), 1]]),
    table(r"B & \mathbf{1}", "D & 0"): block([[B, ones("n")], [D, zeros("m", 1)]]),
    table("A & 0_{n \\times d}"): hstack(A, zeros("n", "d")),
    table("A", "C") + "^\\top M": vstack(A, C).T @ M,
    table("t & 0", "1 & t"): ops.array([[t, 0], [1, t]]),
    table("A - I & 2 B"): hstack(A - identity("n"), 2 * B),
    r"M^\top I_{m+n} M": M.T @ identity("m+n") @ M,
    r"M + 0_{(n+m) \times d}": M + zeros("m+n", "d"),
    r"M + \mathbf{1}_{n + m} \mathbf{1}_d^\top": M + ones("m+n") @ ones("d").T,
}  # fmt: skip
REFUSED = {
    table("A & B", "D & C"): "above it",
    table("A & C"): "beside it",
    table("A & 0"): "size of this column",
    table("0 & 0", "A & B"): "size of this row",
    table("I & 0", "0 & A"): "size of this row",
    table("A & B") + table("A & B"): "Cannot multiply",
    r"M + 0_{(n+m \times d}": "size",
    r"M + 0_{n+ \times d}": "size is missing",
    r"M^\top I_{m-n} M": "size is an integer",
}


@pytest.mark.parametrize("source", READ)
def test_blocks_and_sums_of_sizes_are_read(source: str) -> None:
    assert read_term(source, scope()) is READ[source]


@pytest.mark.parametrize("source", REFUSED)
def test_blocks_that_do_not_fit_are_refused_where_they_stand(source: str) -> None:
    with pytest.raises(NotesError, match=REFUSED[source]):
        read_term(source, scope())
