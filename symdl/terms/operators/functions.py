"""Elementary functions, entrywise on a matrix, and declared functions at their arguments."""

from __future__ import annotations

from typing import Any

from symdl.terms.errors import ShapeError
from symdl.terms.operators.arithmetic import add, divide, same_shape, scale
from symdl.terms.operators.declarations import ones
from symdl.terms.operators.matrices import entry_sum
from symdl.terms.operators.powers import hadamard_power
from symdl.terms.shapes import Shape, is_scalar, show_shape
from symdl.terms.term import Application, FunctionSymbol, Term, as_term


def _entrywise(name: str, value: Any) -> Term:
    term = as_term(value)
    return Term(name, (term,), shape=term.shape)


def exp(value: Any) -> Term:
    return _entrywise("exp", value)


def log(value: Any) -> Term:
    """The natural logarithm, defined for positive numbers."""
    return _entrywise("log", value)


def sqrt(value: Any) -> Term:
    """The square root, defined for numbers ≥ 0."""
    return _entrywise("sqrt", value)


def tanh(value: Any) -> Term:
    return _entrywise("tanh", value)


def absolute(value: Any) -> Term:
    return _entrywise("abs", value)


def sign(value: Any) -> Term:
    """−1, 0 or 1."""
    return _entrywise("sign", value)


def _pairwise(name: str, left: Any, right: Any) -> Term:
    first, second = as_term(left), as_term(right)
    if is_scalar(first.shape) and not is_scalar(second.shape):
        first = scale(first, ones(*second.shape))
    if is_scalar(second.shape) and not is_scalar(first.shape):
        second = scale(second, ones(*first.shape))
    return Term(name, (first, second), shape=same_shape("compare", first, second))


def maximum(left: Any, right: Any) -> Term:
    """The larger of two terms, entrywise; a scalar is compared with every entry."""
    return _pairwise("max", left, right)


def minimum(left: Any, right: Any) -> Term:
    """The smaller of two terms, entrywise; a scalar is compared with every entry."""
    return _pairwise("min", left, right)


def relu(value: Any) -> Term:
    """max(0, ·), entrywise."""
    return maximum(0, value)


def sigmoid(value: Any) -> Term:
    """1 / (1 + e^{−t}), entrywise."""
    term = as_term(value)
    return hadamard_power(add(ones(*term.shape), exp(-term)), -1)


def softmax(value: Any) -> Term:
    """eˣ / Σᵢ e^{xᵢ} of a column."""
    term = _column("softmax", value)
    return divide(exp(term), entry_sum(exp(term)))


def log_sum_exp(value: Any) -> Term:
    """log Σᵢ e^{xᵢ} of a column."""
    return log(entry_sum(exp(_column("log_sum_exp", value))))


def _column(name: str, value: Any) -> Term:
    term = as_term(value)
    if term.shape[1] != 1:
        raise ShapeError(f"{name} takes a column, but {term!r} is {show_shape(term.shape)}.")
    return term


def apply(function: FunctionSymbol, *arguments: Any, orders: tuple[int, ...] | None = None) -> Term:
    """A function symbol (or a derivative of one) at its arguments; a scalar function acts entrywise."""
    terms = tuple(as_term(argument) for argument in arguments)
    if len(terms) != function.arity:
        raise ShapeError(
            f"{function.name} takes {function.arity} arguments, but {len(terms)} were given; "
            f"call it with {function.arity}, or declare it with arity={len(terms)}."
        )
    orders = (0,) * function.arity if orders is None else orders
    if len(orders) != function.arity or not all(type(order) is int and order >= 0 for order in orders):
        raise ShapeError(
            f"{function.name} takes one order of derivative, an integer ≥ 0, for each of its {function.arity} arguments, "
            f"but {orders!r} was given."
        )
    shape: Shape = (function.codomain, 1)
    if function.arity == 1 and function.domain == (1,) and function.codomain == 1:
        shape = terms[0].shape
    else:
        for term, wanted in zip(terms, function.domain, strict=True):
            if term.shape != (wanted, 1):
                raise ShapeError(
                    f"{function.name} takes a vector of size {wanted}, but {term!r} is {show_shape(term.shape)}; "
                    "give it such a vector or correct a declaration."
                )
    return Term("apply", terms, Application(function, orders), shape=shape)
