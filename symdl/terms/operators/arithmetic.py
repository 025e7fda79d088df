"""Sums and products of scalars and matrices.

0 times a term is 0 only where the term is defined everywhere; a sum or product takes neighbours of its kind in as they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import reduce
from typing import Any

from symdl.terms.errors import ShapeError
from symdl.terms.operators.declarations import zeros
from symdl.terms.shapes import Shape, Size, checked_size, is_scalar, show_shape, size_factors, size_product, size_terms
from symdl.terms.term import Term, as_scalar, as_term, number, subterms

PARTIAL = frozenset(
    {
        "inverse",
        "sqrtm",
        "log",
        "sqrt",
        "power",
        "matrix_power",
        "iterate",
        "gradient",
        "hessian",
        "jacobian",
        "at",
        "sum",
    }
)
"""Operators that need not be defined everywhere; negative powers are partial too."""

MERGED = 128
"""Sums and products up to this length take further parts in; a longer one is nested as a part itself, so that
building one part after another takes linear time."""


def same_shape(verb: str, left: Term, right: Term) -> Shape:
    if left.shape != right.shape:
        raise ShapeError(
            f"Cannot {verb} {left!r} ({show_shape(left.shape)}) and {right!r} ({show_shape(right.shape)}): "
            "shapes differ; transpose one of them or correct its declaration."
        )
    return left.shape


def _is_number(term: Term, value: int) -> bool:
    return term.op == "num" and term.data == value


def add(*values: Any) -> Term:
    """The sum of terms of one shape. The number 0 may stand for a zero matrix."""
    terms = [term for term in map(as_term, values) if not _is_number(term, 0)]
    if not terms:
        return number(0)
    shape = terms[0].shape
    parts: list[Term] = []
    for term in terms:
        shape = same_shape("add", terms[0], term)
        parts.extend(_parts("add", term))
    return parts[0] if len(parts) == 1 else Term("add", tuple(parts), shape=shape)


def total(values: Iterable[Any]) -> Term:
    """The sum of finitely many terms."""
    return add(*values)


def subtract(left: Any, right: Any) -> Term:
    first, second = as_term(left), as_term(right)
    if not (_is_number(first, 0) or _is_number(second, 0)):
        same_shape("subtract", first, second)
    return add(first, scale(-1, second))


def _is_partial(term: Term) -> bool:
    """Whether an operator may be undefined, so that 0 times the term is not simply 0."""
    return term.op in PARTIAL or (term.op in ("pow", "hadamard_power") and term.data < 0)


def scale(left: Any, right: Any) -> Term:
    """The product of two terms of which at least one is a scalar."""
    first, second = as_term(left), as_term(right)
    if not (is_scalar(first.shape) or is_scalar(second.shape)):
        raise ShapeError(
            f"* scales by a scalar, but {first!r} is {show_shape(first.shape)} and {second!r} is "
            f"{show_shape(second.shape)}; use @ for the matrix product or hadamard for the entrywise one."
        )
    shape = second.shape if is_scalar(first.shape) else first.shape
    factors = [*_parts("mul", first), *_parts("mul", second)]
    coefficient = Fraction(1)
    rest: list[Term] = []
    for factor in factors:
        if factor.op == "num":
            coefficient *= factor.data
        else:
            rest.append(factor)
    if coefficient == 0:
        if not any(_is_partial(part) for part in subterms(*rest)):
            return zeros(*shape)
        rest = [factor for factor in rest if not is_scalar(factor.shape) or any(map(_is_partial, subterms(factor)))]
    if not rest:
        return number(coefficient)
    if coefficient != 1:
        rest.insert(0, number(coefficient))
    return rest[0] if len(rest) == 1 else Term("mul", tuple(rest), shape=shape)


def _parts(op: str, term: Term) -> tuple[Term, ...]:
    """The summands of a sum or the factors of a product, when they are to be merged into another one."""
    return term.args if term.op == op and len(term.args) <= MERGED else (term,)


def divide(left: Any, right: Any) -> Term:
    """``left`` times the reciprocal of the scalar ``right``; defined where ``right`` is not 0."""
    denominator = as_scalar(right, role="A denominator")
    if denominator.op == "num" and denominator.data != 0:
        return scale(number(1 / denominator.data), left)
    return scale(left, Term("pow", (denominator,), -1))


def matmul(*values: Any) -> Term:
    """The matrix product; neighbouring terms must have matching inner sizes. Scalars in a factor stand before the product."""
    terms: list[Term] = []
    scalars: list[Term] = []
    for value in values:
        term = as_term(value)
        if term.op == "mul" and not is_scalar(term.shape):
            scalars += [part for part in term.args if is_scalar(part.shape)]
            (term,) = (part for part in term.args if not is_scalar(part.shape))
        terms.append(term)
    product = _product_of(terms)
    for factor in reversed(scalars):
        product = scale(factor, product)
    return product


def _product_of(terms: list[Term]) -> Term:
    factors: list[Term] = []
    for term in terms:
        if factors and factors[-1].shape[1] != term.shape[0]:
            left = factors[-1]
            raise ShapeError(
                f"Cannot multiply {left!r} ({show_shape(left.shape)}) by {term!r} ({show_shape(term.shape)}): "
                f"{left.shape[1]} columns meet {term.shape[0]} rows; transpose one of them or correct its declaration."
            )
        factors.extend(_parts("matmul", term))
    matrices = [factor for factor in factors if not is_scalar(factor.shape)]
    scalars = [factor for factor in factors if is_scalar(factor.shape)]
    if not matrices:
        return reduce(scale, scalars)
    shape = (factors[0].shape[0], factors[-1].shape[1])
    product = matrices[0] if len(matrices) == 1 else Term("matmul", tuple(matrices), shape=shape)
    for factor in reversed(scalars):
        product = scale(factor, product)
    return product


def kron(left: Any, right: Any) -> Term:
    """The Kronecker product."""
    a, b = as_term(left), as_term(right)
    if is_scalar(a.shape) or is_scalar(b.shape):
        return scale(a, b)
    rows, columns = map(size_product, a.shape, b.shape)
    return Term("kron", (a, b), shape=(rows, columns))


def size(name: Size) -> Term:
    """A size as a scalar term, e.g. for ``trace(identity("n"))``."""

    def product(term: Size) -> Term:
        factors = size_factors(term)
        return reduce(scale, (number(part) if isinstance(part, int) else Term("size", data=part) for part in factors))

    return add(*map(product, size_terms(checked_size(name))))
