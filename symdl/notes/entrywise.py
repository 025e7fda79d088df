r"""A scalar formula applied to every entry of its arguments.

A function defined by a formula in a scalar, and the summand of `\sum_{i=1}^{n}` with entries `x_i`, become terms in whole vectors
and matrices: products become entrywise products, constants multiples of the matrix of ones. What has no entrywise form is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from symdl.semantics.substitution import free_symbols
from symdl.terms import operators as ops
from symdl.terms.errors import OutOfScopeError
from symdl.terms.shapes import Shape, is_scalar
from symdl.terms.term import Term, as_term

ENTRYWISE: dict[str, Callable[..., Term]] = {
    "exp": ops.exp,
    "log": ops.log,
    "sqrt": ops.sqrt,
    "tanh": ops.tanh,
    "abs": ops.absolute,
    "sign": ops.sign,
    "max": ops.maximum,
    "min": ops.minimum,
}


def entrywise(body: Term, values: Mapping[Term, Term], shape: Shape) -> Term:
    """``body`` at each entry of ``values``, as a term of the shape.

    Args:
        body: a scalar term.
        values: for scalar symbols of the body, terms of the shape.
        shape: of the values and of the result.

    Raises:
        OutOfScopeError: when a part of the body has no entrywise form.
    """
    lifted = _lifted(body, values)
    return ops.scale(lifted, ops.ones(*shape)) if is_scalar(lifted.shape) and not is_scalar(shape) else lifted


def _lifted(term: Term, values: Mapping[Term, Term]) -> Term:
    """The term with values for its symbols; a scalar where none of them occurs."""
    if term in values:
        return values[term]
    if not free_symbols(term) & set(values):
        return term
    rule = ENTRYWISE.get(term.op)
    if rule is not None:
        return rule(*(_lifted(arg, values) for arg in term.args))
    if term.op == "add":
        return _sum([_lifted(arg, values) for arg in term.args])
    if term.op == "mul":
        return _product([_lifted(arg, values) for arg in term.args])
    if term.op == "pow" and term.data == 2:
        return _product([_lifted(term.args[0], values)] * 2)
    if term.op == "pow" and isinstance(term.data, int):
        return ops.hadamard_power(_lifted(term.args[0], values), term.data)
    if term.op == "apply" and is_scalar(term.shape) and len(term.args) == 1 and term.data.function.domain == (1,):
        return ops.apply(term.data.function, _lifted(term.args[0], values), orders=term.data.orders)
    raise OutOfScopeError(f"{term!r} cannot be taken entry by entry; write it with \\odot, or declare a function.")


def _sum(parts: list[Term]) -> Term:
    shape = next(part.shape for part in parts if not is_scalar(part.shape))
    return ops.add(*(ops.scale(part, ops.ones(*shape)) if is_scalar(part.shape) else part for part in parts))


def _product(parts: list[Term]) -> Term:
    total: Term | None = None
    scalar: Any = as_term(1)
    for part in parts:
        if is_scalar(part.shape):
            scalar = ops.scale(scalar, part)
        else:
            total = part if total is None else ops.hadamard(total, part)
    assert total is not None
    return ops.scale(scalar, total)


def total(body: Term, values: Mapping[Term, Term]) -> Term:
    """The sum of ``body`` over the entries of columns: xᵀy for a product of two, 1ᵀz otherwise."""
    shape = next(iter(values.values())).shape
    lifted = entrywise(body, values, shape)
    scalars: list[Term] = []
    if lifted.op == "mul":
        scalars, rest = (
            [arg for arg in lifted.args if is_scalar(arg.shape)],
            [arg for arg in lifted.args if not is_scalar(arg.shape)],
        )
        lifted = rest[0] if len(rest) == 1 else lifted
        scalars = scalars if len(rest) == 1 else []
    if lifted.op == "hadamard":
        added = ops.matmul(lifted.args[0].T, lifted.args[1])
    else:
        added = ops.entry_sum(lifted)
    for scalar in reversed(scalars):
        added = ops.scale(scalar, added)
    return added
