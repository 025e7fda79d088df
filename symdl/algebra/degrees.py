"""An upper bound for the degrees of the entries of a polynomial term, without expanding it."""

from __future__ import annotations

from symdl.semantics.derivative import without_derivatives
from symdl.semantics.fold import fold
from symdl.terms.term import Term

PRODUCTS = ("mul", "matmul", "hadamard", "kron", "inner")


def degree_bound(term: Term) -> int:
    """At least the total degree of every entry in all symbols together.

    >>> from symdl import matrix
    >>> W = matrix("W", 2, 2)
    >>> degree_bound(W @ W.T + W)
    2
    """

    def rule(part: Term, *degrees: int) -> int:
        if part.op == "sym":
            return 1
        if part.op == "pow":
            return degrees[0] * int(part.data)
        if part.op == "det":
            return degrees[0] * int(part.args[0].shape[0])
        return sum(degrees) if part.op in PRODUCTS else max(degrees, default=0)

    names = (
        *PRODUCTS,
        *("sym", "pow", "det", "num", "size", "identity", "zeros", "ones", "array", "add", "transpose", "trace", "vec"),
        *("diag", "entry"),
    )
    found: int = fold(without_derivatives(term), dict.fromkeys(names, rule), name="a polynomial")
    return found
