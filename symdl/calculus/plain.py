"""Every derivative in a term replaced by what it is."""

from __future__ import annotations

from collections.abc import Callable

from symdl.calculus.forward import hessian_of, jacobian_of, slope_of
from symdl.calculus.modulo import tidy
from symdl.calculus.reverse import gradient_of
from symdl.semantics.substitution import DERIVATIVES, at_parts, rebuilt, substitute
from symdl.terms.shapes import is_scalar
from symdl.terms.term import Application, Term, subterms

BY: dict[str, Callable[[Term, Term], Term]] = {
    "gradient": gradient_of,
    "hessian": hessian_of,
    "jacobian": jacobian_of,
}


def without_derivatives(term: Term) -> Term:
    """An equal term, where it is differentiable, without gradient, hessian, jacobian and at; derivatives of a declared
    function at a column stay.

    >>> from symdl import hessian, matrix, vector
    >>> A, x = matrix("A", "n", "n"), vector("x", "n")
    >>> without_derivatives(hessian(x.T @ A @ x, x))
    Aᵀ + A
    """
    memo: dict[Term, Term] = {}
    for part in subterms(term):
        if part.op in DERIVATIVES:
            memo[part] = _derived(part, memo[part.args[0]])
        elif part.op == "at":
            body, keys, values = at_parts(part)
            known = memo[body]
            plain = known if not _is_opaque(known) else None
            pairs = {k: memo[v] for k, v in zip(keys, values, strict=True)}
            memo[part] = tidy(substitute(known, pairs)) if plain is not None else rebuilt(part, (known, *part.args[1:]))
        else:
            memo[part] = rebuilt(part, tuple(memo[arg] for arg in part.args))
    return memo[term]


def _derived(part: Term, body: Term) -> Term:
    variable = part.args[1]
    if body.op == "apply" and body.args == (variable,) and not is_scalar(variable.shape) and _is_of_column(body):
        return rebuilt(part, (body, variable))
    if part.op == "gradient" and not is_scalar(body.shape):
        return slope_of(body, variable)
    return BY[part.op](body, variable)


def _is_of_column(body: Term) -> bool:
    application = body.data
    assert isinstance(application, Application)
    return set(application.function.domain) != {1}


def _is_opaque(term: Term) -> bool:
    return term.op in DERIVATIVES
