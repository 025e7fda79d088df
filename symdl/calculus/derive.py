"""The derivative of a term as a term, under the conditions that it needs: what is to be proved of it.

Conventions: the gradient of a scalar has the shape of its variable; the Jacobian of f: ℝⁿ → ℝᵐ is m × n, of matrices it
is ∂vec F/∂(vec X)ᵀ; the Hessian is the Jacobian of the gradient; by a scalar, the derivative has the shape of the term.
"""

from __future__ import annotations

from symdl.calculus.plain import without_derivatives
from symdl.terms import operators as ops
from symdl.terms.errors import OutOfScopeError, ShapeError
from symdl.terms.shapes import is_scalar
from symdl.terms.term import Term, as_term

KINDS = ("gradient", "jacobian", "hessian", "derivative")
CONVENTIONS = {
    "gradient": "the gradient has the shape of its variable",
    "jacobian": "the Jacobian of f: ℝⁿ → ℝᵐ is m × n; of matrices it is ∂vec F/∂(vec X)ᵀ",
    "hessian": "the Hessian is the Jacobian of the gradient; by a matrix it is taken after vec",
    "derivative": "the derivative by a scalar has the shape of the term",
}


def kind_of(term: Term, variable: Term) -> str:
    """What is meant where nothing is said."""
    if is_scalar(variable.shape):
        return "derivative"
    return "gradient" if is_scalar(term.shape) else "jacobian"


def derivative_node(term: Term, variable: Term, kind: str) -> Term:
    """The derivative that is asked for, as a term with a derivative in it.

    Raises:
        ShapeError: for an unknown kind, or one that does not fit the shapes.
    """
    if kind not in KINDS:
        raise ShapeError(f"{kind!r} is no kind of derivative; use one of {', '.join(KINDS)}.")
    if kind == "derivative":
        return ops.derivative(term, variable)
    built: Term = getattr(ops, kind)(term, variable)
    return built


def derived(term: Term, by: Term, kind: str | None = None) -> tuple[Term, Term]:
    """The derivative asked for, and a term equal to it without derivatives.

    Raises:
        OutOfScopeError: where no derivative is known; never a wrong one.
    """
    body, variable = as_term(term), as_term(by)
    asked = derivative_node(body, variable, kind or kind_of(body, variable))
    found = without_derivatives(asked)
    if found is asked:
        raise OutOfScopeError(f"symdl has no shorter form of {asked!r}.")
    return asked, found
