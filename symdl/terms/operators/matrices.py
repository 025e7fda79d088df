"""Operators of linear algebra, and entries: zero-based in Python, one-based in print."""

from __future__ import annotations

from typing import Any

from symdl.terms.errors import OutOfScopeError, ShapeError
from symdl.terms.operators.arithmetic import matmul, same_shape, scale
from symdl.terms.operators.declarations import ones
from symdl.terms.operators.powers import hadamard_power, require_square
from symdl.terms.shapes import is_scalar, show_shape, size_product
from symdl.terms.term import Term, as_term


def transpose(value: Any) -> Term:
    term = as_term(value)
    if term.is_complex and not is_scalar(term.shape):
        raise OutOfScopeError(
            f"The transpose of the complex {term!r} is out of scope, since what is proved of real matrices need not hold of it; "
            "take the conjugate transpose, A.H or A^*."
        )
    return adjoint(term)


def adjoint(value: Any) -> Term:
    """The conjugate transpose; of a real matrix the transpose. In JSON and for the checker both are ``transpose``."""
    term = as_term(value)
    if is_scalar(term.shape):
        return term
    if term.op == "transpose":
        return term.args[0]
    return Term("transpose", (term,), shape=(term.shape[1], term.shape[0]))


def pinv(value: Any) -> Term:
    """The Moore–Penrose inverse, defined for every real matrix."""
    term = as_term(value)
    return Term("pinv", (term,), shape=(term.shape[1], term.shape[0]))


def trace(value: Any) -> Term:
    term = as_term(value)
    require_square(term, "A trace")
    return term if is_scalar(term.shape) else Term("trace", (term,))


def det(value: Any) -> Term:
    term = as_term(value)
    require_square(term, "A determinant")
    return term if is_scalar(term.shape) else Term("det", (term,))


def rank(value: Any) -> Term:
    return Term("rank", (as_term(value),))


def positive_index(value: Any) -> Term:
    """The number of positive eigenvalues of a symmetric matrix; of any square matrix A that of (A + Aᵀ)/2.

    It is the largest dimension of a space on which xᵀAx > 0. The number of negative eigenvalues is ``positive_index(-A)``, that of
    zero ones n − rank A.

    >>> from symdl import equal, verify
    >>> from symdl.terms.operators import array, positive_index
    >>> verify(equal(positive_index(array([[0, 1], [1, 0]])), 1)).word
    'PROVED'
    >>> verify(equal(positive_index(array([[0, 1], [1, 0]])), 2)).word
    'REFUTED'
    """
    term = as_term(value)
    require_square(term, "A positive index")
    return Term("positive_index", (term,))


def norm(value: Any) -> Term:
    """The Euclidean norm of a vector, the Frobenius norm of a matrix."""
    return Term("norm", (as_term(value),))


def inner(left: Any, right: Any) -> Term:
    """⟨a, b⟩ = tr(aᵀ b) of two terms of one shape."""
    first, second = as_term(left), as_term(right)
    same_shape("take the inner product of", first, second)
    return scale(first, second) if is_scalar(first.shape) else Term("inner", (first, second))


def hadamard(left: Any, right: Any) -> Term:
    """The entrywise product of two terms of one shape."""
    first, second = as_term(left), as_term(right)
    shape = same_shape("multiply entrywise", first, second)
    return scale(first, second) if is_scalar(shape) else Term("hadamard", (first, second), shape=shape)


def hadamard_quotient(left: Any, right: Any) -> Term:
    """The entrywise quotient, defined where no entry of ``right`` is 0."""
    return hadamard(left, hadamard_power(right, -1))


def vec(value: Any) -> Term:
    """The columns of a matrix stacked into one column."""
    term = as_term(value)
    if term.shape[1] == 1:
        return term
    return Term("vec", (term,), shape=(size_product(*reversed(term.shape)), 1))


def diag(value: Any) -> Term:
    """The diagonal matrix with the entries of a column."""
    term = as_term(value)
    if term.shape[1] != 1:
        raise ShapeError(f"diag takes a column, but {term!r} is {show_shape(term.shape)}.")
    return term if is_scalar(term.shape) else Term("diag", (term,), shape=(term.shape[0], term.shape[0]))


def require_entries(term: Term) -> None:
    """Refuse the entries of a complex matrix, which are no real scalars."""
    if term.is_complex and not is_scalar(term.shape):
        raise OutOfScopeError(
            f"The entries of the complex {term!r} cannot be said; state the claim for the whole matrix."
        )


def entry(value: Any, index: int | tuple[int, int]) -> Term:
    """The entry at a zero-based index."""
    term = as_term(value)
    require_entries(term)
    row, column = index if isinstance(index, tuple) else (index, 0)
    if not isinstance(index, tuple) and term.shape[1] != 1:
        raise ShapeError(f"{term!r} is {show_shape(term.shape)}; take an entry with two indices.")
    for place, bound in ((row, term.shape[0]), (column, term.shape[1])):
        if type(place) is not int or place < 0 or (isinstance(bound, int) and place >= bound):
            raise ShapeError(
                f"{term!r} is {show_shape(term.shape)} and has no entry {(row, column)}; indices are integers from 0."
            )
    if is_scalar(term.shape):
        return term
    if term.op == "array":
        width = term.shape[1]
        assert isinstance(width, int)
        return term.args[row * width + column]
    return Term("entry", (term,), (row, column))


def entry_sum(value: Any) -> Term:
    """The sum of all entries, 1ᵀ A 1."""
    term = as_term(value)
    rows, columns = term.shape
    left, right = ([ones(1, rows)] if rows != 1 else []), ([ones(columns, 1)] if columns != 1 else [])
    return matmul(*left, term, *right)
