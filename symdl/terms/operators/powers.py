"""Powers and inverses, and the identity, which is the power 0."""

from __future__ import annotations

from fractions import Fraction
from functools import reduce
from typing import Any

from symdl.terms.errors import BudgetError, ShapeError
from symdl.terms.operators.arithmetic import divide, kron, matmul
from symdl.terms.shapes import Size, checked_size, is_scalar, show_shape, size_factors
from symdl.terms.term import Term, as_scalar, as_term, number

MAX_EXPONENT = 1_000_000


def require_square(term: Term, role: str) -> None:
    if term.shape[0] != term.shape[1]:
        raise ShapeError(f"{role} needs a square matrix, but {term!r} is {show_shape(term.shape)}.")


def identity(n: Size) -> Term:
    """The n × n identity matrix; for a product of sizes, such as n·m, the Kronecker product of identities."""
    n = checked_size(n)
    if len(size_factors(n)) > 1:
        return reduce(kron, map(identity, size_factors(n)))
    return number(1) if n == 1 else Term("identity", data=n, shape=(n, n))


def inverse(value: Any) -> Term:
    """The inverse of a square matrix; defined where its determinant is not 0."""
    term = as_term(value)
    require_square(term, "An inverse")
    return divide(1, term) if is_scalar(term.shape) else Term("inverse", (term,), shape=term.shape)


def power(base: Any, exponent: Any) -> Term:
    """A power with an integer exponent, or with a symbolic natural one.

    Negative powers of a scalar are defined where it is not 0; negative powers of a matrix are powers of
    its inverse. A⁰ is the identity, also for A = 0.
    """
    term, index = as_term(base), as_term(exponent)
    if index.op != "num":
        if not is_scalar(term.shape):
            require_square(term, "A power")
            return Term("matrix_power", (term, as_scalar(index, role="An exponent")), shape=term.shape)
        return Term("power", (term, as_scalar(index, role="An exponent")))
    value: Fraction = index.data
    if value == Fraction(1, 2):
        return Term("sqrt", (as_scalar(term, role="The base of the power 1/2"),))
    if value.denominator != 1:
        raise ShapeError(f"The exponent {value} is no integer; write roots with sqrt.")
    n = int(value)
    if abs(n) > MAX_EXPONENT:
        raise BudgetError(f"The exponent {n} is beyond {MAX_EXPONENT}; use a symbolic exponent.")
    if not is_scalar(term.shape):
        return _matrix_power(term, n)
    if n == 1:
        return term
    if term.op == "num" and (n == 0 or (term.data in (0, 1, -1) and n > 0)):
        return number(term.data**n)
    return Term("pow", (term,), n)


def _matrix_power(term: Term, n: int) -> Term:
    require_square(term, "A power")
    if n < 0:
        return _matrix_power(inverse(term), -n)
    if n == 0:
        return identity(term.shape[0])
    if n > 1000:
        raise BudgetError(f"The matrix power {n} is beyond 1000; use a smaller exponent.")
    return matmul(*([term] * n))


def hadamard_power(value: Any, exponent: int) -> Term:
    """An integer power of every entry; a negative one is defined where no entry is 0."""
    term = as_term(value)
    if type(exponent) is not int or abs(exponent) > MAX_EXPONENT:
        raise ShapeError(
            f"An entrywise power has an integer exponent up to {MAX_EXPONENT}, but {exponent!r} was given."
        )
    if is_scalar(term.shape):
        return power(term, exponent)
    return term if exponent == 1 else Term("hadamard_power", (term,), exponent, shape=term.shape)
