"""Partial derivatives of a vector function that is only declared, written in one way.

A function F: ℝᴹ → ℝᴺ has partial derivatives without a name. symdl writes ∂…∂ Fᵢ(t1, …, tM) at t = point, with the
variables in increasing order, so that mixed partials are one term.
"""

from __future__ import annotations

from collections.abc import Sequence

from symdl.semantics.substitution import at_parts
from symdl.terms import operators as ops
from symdl.terms.term import Application, FunctionSymbol, Term


def partial(function: FunctionSymbol, component: int, by: Sequence[int], point: Sequence[Term]) -> Term:
    """∂…∂ Fᵢ at a point, differentiated by the coordinates ``by``; the one way symdl writes it."""
    variables = [ops.scalar(f"t{j + 1}") for j in range(len(point))]
    term = ops.entry(ops.apply(function, ops.array(variables)), (component, 0))
    for j in sorted(by):
        term = ops.gradient(term, variables[j])
    return ops.evaluated_at(term, dict(zip(variables, point, strict=True)))


def as_partial(term: Term) -> tuple[FunctionSymbol, int, tuple[int, ...], tuple[Term, ...]] | None:
    """Function, component, coordinates and point, when the term is what `partial` writes."""
    if term.op != "at":
        return None
    body, keys, point = at_parts(term)
    by = []
    while body.op == "gradient":
        body, variable = body.args
        by.append(variable)
    component = body.data[0] if isinstance(body.data, tuple) else 0
    application = body.args[0].data if body.op == "entry" else body.data
    if not isinstance(application, Application) or not by or any(v not in keys for v in by):
        return None
    found = application.function, component, tuple(sorted(keys.index(v) for v in by)), point
    return found if set(application.function.domain) != {1} and partial(*found) is term else None
