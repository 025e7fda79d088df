r"""Derivatives as LaTeX: ∇ and D by vectors and matrices, ∂ by scalars, and values at a point."""

from __future__ import annotations

from symdl.semantics.latex_pieces import OPEN, POWER, Piece, application_of, bracketed, call, size_to_latex, wrap
from symdl.semantics.names import name_to_latex
from symdl.semantics.substitution import at_parts, free_symbols
from symdl.terms.commutation import commuted
from symdl.terms.shapes import is_scalar
from symdl.terms.term import Term


def gradient(term: Term, body: Piece, variable: Piece) -> Piece:
    if not is_scalar(term.args[1].shape):
        return _differentiated(term, r"\nabla", variable, body)
    inside, order = term, 0
    while inside.op == "gradient" and inside.args[1] is term.args[1]:
        inside, order = inside.args[0], order + 1
    if order > 1:
        previous = rf"\frac{{\partial{_order_of(order - 1)}}}{{\partial {variable.text}{_order_of(order - 1)}}}"
        body = Piece(body.text.removeprefix(previous).lstrip())
    return Piece(
        rf"\frac{{\partial{_order_of(order)}}}{{\partial {variable.text}{_order_of(order)}}} {_differentiand(inside, term.args[1], body)}",
        OPEN,
    )


def _differentiand(inside: Term, variable: Term, body: Piece) -> str:
    """What is differentiated; in brackets when it is a constant, since ∇ₓ f(y) could be the gradient at y."""
    return wrap(body, POWER) if variable in free_symbols(inside) else bracketed(body.text)


def _order_of(order: int) -> str:
    return "" if order == 1 else f"^{{{order}}}"


def hessian(term: Term, body: Piece, variable: Piece) -> Piece:
    return _differentiated(term, r"\nabla^{2}", variable, body)


def jacobian(term: Term, body: Piece, variable: Piece) -> Piece:
    return _differentiated(term, r"\mathrm{D}", variable, body)


def _differentiated(term: Term, sign: str, variable: Piece, body: Piece) -> Piece:
    if _is_of_function(term):
        return Piece(f"{sign} {body.text}", OPEN)
    return Piece(f"{sign}_{{{variable.text}}} {_differentiand(term.args[0], term.args[1], body)}", OPEN)


def _is_of_function(term: Term) -> bool:
    """Whether the term is ∇f(x), ∇²f(x) or DF(x) for a function symbol at the very variable."""
    body, variable = term.args[0], term.args[-1]
    return (
        body.op == "apply"
        and body.args == (variable,)
        and not any(application_of(body).orders)
        and not is_scalar(variable.shape)
    )


def evaluated(term: Term, *pieces: Piece) -> Piece:
    sizes = commuted(term)
    if sizes is not None:
        return Piece(rf"K_{{{', '.join(map(size_to_latex, sizes))}}}")
    body, keys, _ = at_parts(term)
    count = len(keys)
    if body.op in ("gradient", "hessian", "jacobian") and _is_of_function(body) and keys == (body.args[1],):
        argument, name = pieces[2], name_to_latex(application_of(body.args[0]).function.name)
        sign = {"gradient": r"\nabla", "hessian": r"\nabla^{2}", "jacobian": r"\mathrm{D}"}[body.op]
        return Piece(f"{sign} {call(name, argument).text}", OPEN)
    pairs = ", ".join(f"{k.text} = {v.text}" for k, v in zip(pieces[1 : 1 + count], pieces[1 + count :], strict=True))
    return Piece(rf"\left. {pieces[0].text} \right|_{{{pairs}}}", POWER)
