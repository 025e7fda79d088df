"""The commutation matrix K with K vec A = vec Aᵀ for every m × n matrix A.

It is the Jacobian of transposition, ∂vec Xᵀ/∂(vec X)ᵀ, and that is how terms say it, so it needs no operator of its own
(Magnus and Neudecker, The commutation matrix: some properties and applications, 1979).
"""

from __future__ import annotations

from symdl.terms import operators as ops
from symdl.terms.shapes import Size
from symdl.terms.term import Symbol, Term

NAME = "Z"


def commutation(m: Size, n: Size) -> Term:
    """The commutation matrix of m × n matrices, m·n × n·m.

    >>> from symdl import equal, matrix, vec, verify
    >>> A = matrix("A", "m", "n")
    >>> commutation("m", "n")
    K_m_n
    >>> verify(equal(commutation("m", "n") @ vec(A), vec(A.T))).word
    'PROVED'
    >>> verify(equal(commutation("m", "m") @ vec(matrix("B", "m", "m")), vec(matrix("B", "m", "m")))).word
    'REFUTED'
    """
    if 1 in (m, n):
        return ops.identity(n if m == 1 else m)
    variable = ops.matrix(NAME, m, n)
    slope = Term("jacobian", (ops.transpose(variable), variable), shape=ops.jacobian(variable.T, variable).shape)
    return slope.at({variable: ops.zeros(m, n)})


def commuted(term: Term) -> tuple[Size, Size] | None:
    """m and n of a commutation matrix, None for any other term."""
    if term.op != "at" or term.args[0].op != "jacobian" or term.args[-1].op != "zeros":
        return None
    body, variable = term.args[0].args
    is_turned = body.op == "transpose" and body.args[0] is variable
    is_own = isinstance(variable.data, Symbol) and variable.data.name == NAME and variable.shape == term.args[-1].shape
    return (variable.shape[0], variable.shape[1]) if is_turned and is_own else None
