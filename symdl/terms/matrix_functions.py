"""Functions of a square matrix as a whole, not entry by entry: the principal square root and the exponential.

The principal square root of a symmetric positive semidefinite A is the one S ⪰ 0 with S S = A (Horn and Johnson, *Matrix Analysis*,
7.2.6); it is defined for no other matrix. eᴬ = Σₖ Aᵏ/k! for every square A (Higham, *Functions of Matrices*, ch. 10).
"""

from __future__ import annotations

from typing import Any

from symdl.terms.errors import ShapeError
from symdl.terms.operators import exp, matmul, pinv, sqrt
from symdl.terms.shapes import is_scalar, show_shape
from symdl.terms.term import Term, as_term


def sqrtm(value: Any) -> Term:
    """The principal square root of a matrix; defined where it is symmetric and positive semidefinite.

    >>> from symdl import equal, implies, matrix, psd, verify
    >>> A = matrix("A", "n", "n")
    >>> verify(implies([psd(A)], equal(sqrtm(A) @ sqrtm(A), A))).word
    'PROVED'
    >>> verify(equal(sqrtm(A @ A), A)).word
    'REFUTED'
    """
    term = _square(value, "A square root of a matrix")
    return sqrt(term) if is_scalar(term.shape) else Term("sqrtm", (term,), shape=term.shape)


def expm(value: Any) -> Term:
    """The exponential of a matrix, Σₖ Aᵏ/k!; `exp` takes that of each entry.

    >>> from symdl import equal, identity, matrix, verify
    >>> A, B = matrix("A", "n", "n"), matrix("B", "n", "n")
    >>> verify(equal(expm(A) @ expm(-A), identity("n"))).word
    'PROVED'
    >>> verify(equal(expm(A + B), expm(A) @ expm(B))).word
    'REFUTED'
    """
    term = _square(value, "The exponential of a matrix")
    return exp(term) if is_scalar(term.shape) else Term("expm", (term,), shape=term.shape)


def projection(value: Any) -> Term:
    """The orthogonal projector onto the range of a matrix: X X⁺.

    >>> from symdl import matrix
    >>> projection(matrix("X", "d", "n")).shape
    ('d', 'd')
    """
    term = as_term(value)
    return matmul(term, pinv(term))


def _square(value: Any, role: str) -> Term:
    term = as_term(value)
    if term.shape[0] != term.shape[1]:
        raise ShapeError(f"{role} needs a square matrix, but {term!r} is {show_shape(term.shape)}.")
    return term
