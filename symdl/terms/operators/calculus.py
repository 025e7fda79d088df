"""Sums over an index, iterated steps and derivatives.

`gradient` has the shape of its variable, and the Jacobian of f: ℝⁿ → ℝᵐ is m × n.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from symdl.terms.errors import DeclarationError, ShapeError
from symdl.terms.operators.arithmetic import same_shape
from symdl.terms.operators.declarations import scalar, symbol, zeros
from symdl.terms.shapes import Size, is_scalar, size_product
from symdl.terms.term import Symbol, Term, as_scalar, as_term, subterms


def iterate(step: Any, *, over: Term, start: Any, times: Any) -> Term:
    """What a step makes of a start when it is taken a natural number of times: x₀ = start, xₜ₊₁ = step at xₜ.

    Args:
        step: a term in the shape of ``over``, defined for every value of it.
        over: the real symbol for which each step puts the value before.
        start: the value before the first step.
        times: a scalar, a natural number or built from natural symbols.

    >>> from symdl import equal, verify
    >>> x, t = scalar("x"), scalar("t", natural=True)
    >>> verify(equal(iterate(2 * x, over=x, start=x, times=t), 2**t * x)).word
    'PROVED'
    >>> verify(equal(iterate(2 * x, over=x, start=x, times=t), 3**t * x)).word
    'REFUTED'
    """
    variable, first, body = _variable(over), as_term(start), as_term(step)
    if body.op == "num" and body.data == 0:
        body = zeros(*variable.shape)
    if first.op == "num" and first.data == 0:
        first = zeros(*variable.shape)
    same_shape("iterate from", first, variable)
    same_shape("iterate", body, variable)
    if variable.data.domain != "real":
        raise DeclarationError(
            f"A step is taken over a real symbol, but {variable!r} is {variable.data.domain}; "
            "iterate over a real one and add hypotheses on the start."
        )
    count = as_scalar(times, role="A number of steps")
    return Term("iterate", (first, count, body), variable.data, shape=variable.shape)


def summation(index: Term, lower: Any, upper: Any, body: Any) -> Term:
    """Σ of ``body`` over ``index`` = lower, …, upper; 0 when upper < lower.

    ``index`` is an integer symbol, the bounds are integer-valued scalars.
    """
    if not isinstance(index, Term) or index.op != "sym" or index.data.domain not in ("integer", "natural"):
        raise ShapeError(f"A sum runs over an integer symbol such as scalar('i', integer=True), but {index!r} is none.")
    terms = (
        as_scalar(lower, role="A lower bound"),
        as_scalar(upper, role="An upper bound"),
        as_scalar(body, role="A summand"),
    )
    return Term("sum", terms, index.data)


def _variable(value: Any) -> Term:
    term = as_term(value)
    if term.op != "sym":
        raise ShapeError(f"A derivative is taken by a symbol, but {term!r} is none; use .at({{x: value}}) afterwards.")
    return term


def gradient(f: Any, by: Any) -> Term:
    """The gradient of a scalar by a symbol, in the shape of the symbol; or by one layer of a network."""
    from symdl.terms.layers import is_layer

    variable = as_term(by)
    if variable.op != "chain":
        variable = _variable(by)
    elif not is_layer(variable):
        raise ShapeError(f"A gradient is taken by one layer, such as W[k], not by {variable!r}.")
    return Term("gradient", (as_scalar(f, role="The function of a gradient"), variable), shape=variable.shape)


def _stacked(term: Term) -> Size:
    """The number of entries, with the factors in the order of vec: columns, then rows."""
    return size_product(*reversed(term.shape))


def hessian(f: Any, by: Any) -> Term:
    """The n × n Hessian of a scalar by a vector in ℝⁿ; by an m × n matrix X the nm × nm one by vec X."""
    variable = _variable(by)
    n = _stacked(variable)
    return Term("hessian", (as_scalar(f, role="The function of a Hessian"), variable), shape=(n, n))


def jacobian(f: Any, by: Any) -> Term:
    """The m × n Jacobian of a vector in ℝᵐ by a vector in ℝⁿ; for matrices ∂vec F / ∂(vec X)ᵀ."""
    term, variable = as_term(f), _variable(by)
    return Term("jacobian", (term, variable), shape=(_stacked(term), _stacked(variable)))


def differential(f: Any, by: Any, along: Any, order: int = 1) -> Term:
    """The directional derivative of a term of any shape: dᵏ/dtᵏ f(X + t D) at t = 0, in the shape of f.

    >>> from symdl import inverse, matrix
    >>> X, D = matrix("X", "n", "n"), matrix("D", "n", "n")
    >>> differential(inverse(X), X, D).shape
    ('n', 'n')
    """
    term, variable, direction = as_term(f), _variable(by), as_term(along)
    same_shape("differentiate along", variable, direction)
    names = {part.data.name for part in subterms(term, variable, direction) if part.op == "sym"}
    time = scalar(next(name for name in ("t", *(f"t{k}" for k in range(len(names) + 1))) if name not in names))
    moved = derivative(evaluated_at(term, {variable: variable + time * direction}), time, order)
    return evaluated_at(moved, {time: 0})


def derivative(f: Any, by: Any, order: int = 1) -> Term:
    """The derivative of a term by a scalar symbol, ``order`` times, in the shape of the term."""
    term, variable = as_term(f), _variable(by)
    as_scalar(variable, role="The variable of a derivative")
    if type(order) is not int or order < 0:
        raise ShapeError(f"The order of a derivative is an integer ≥ 0, but {order!r} was given.")
    for _ in range(order):
        term = Term("gradient", (term, variable), shape=term.shape)
    return term


def evaluated_at(value: Any, values: dict[Term, Any]) -> Term:
    """``value`` with symbols replaced, after any derivatives in it have been taken."""
    pairs = [(_variable(key), as_term(replacement)) for key, replacement in values.items()]
    for key, replacement in pairs:
        same_shape("replace", key, replacement)
    term = as_term(value)
    if _is_derivative_of_function(term) and [key for key, _ in pairs] == [term.args[1]]:
        return _derivative_of_function_at(term, pairs[0][1])
    arguments = (term, *(key for key, _ in pairs), *(replacement for _, replacement in pairs))
    return Term("at", arguments, shape=term.shape)


def _is_derivative_of_function(term: Term) -> bool:
    """Whether the term is ∇f(x), ∇²f(x) or DF(x), in which x is bound by the value that is put in."""
    if term.op not in ("gradient", "hessian", "jacobian") or is_scalar(term.args[1].shape):
        return False
    body, variable = term.args
    return body.op == "apply" and body.args == (variable,) and not any(body.data.orders)


def _derivative_of_function_at(term: Term, point: Term) -> Term:
    """∇f at a point, in one form for all names of the variable: ∇f(y) at a symbol y, else v ↦ ∇f(v) at the point."""
    body, variable = term.args
    where = point
    if point.op != "sym":
        names = {part.data.name for part in subterms(point) if isinstance(part.data, Symbol)}
        name = "v"
        while name in names:
            name += "_"
        where = symbol(name, shape=variable.shape)
    taken = Term(term.op, (Term("apply", (where,), body.data, shape=body.shape), where), shape=term.shape)
    return taken if where is point else Term("at", (taken, where, point), shape=term.shape)


def minimiser_body(f: Term | Callable[[Term], Any], at: Term) -> Term:
    """The function of `minimises` at a point: a callable is applied, a term is taken as it stands."""
    return as_scalar(f(at) if callable(f) else f, role="The function to minimise")
