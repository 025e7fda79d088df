r"""Derivatives: `\nabla_W`, `\frac{\partial^2 f}{\partial x^2}`, `f'`; and what cannot be said."""

from __future__ import annotations

from dataclasses import dataclass, replace

from symdl.notes.cursor import Cursor
from symdl.notes.expressions import ends_product, factor, factors, product
from symdl.notes.identifiers import script
from symdl.notes.registry import reads
from symdl.notes.syntax import Node
from symdl.notes.tokens import Token


@dataclass(frozen=True, slots=True)
class Derivative:
    """What is taken: the gradient, the Hessian, the Jacobian, or whatever ∂/∂x means for the shapes it meets.

    Attributes:
        operator: gradient, hessian, jacobian or partial.
        variables: the names it is taken by, one for each order.
        is_whole: whether the operand is all that is differentiated, as in the numerator of a quotient.
    """

    operator: str
    variables: tuple[str, ...]
    is_whole: bool = False


# derivatives --------------------------------------------------------------------------------------


@reads(r"\nabla")
def nabla(c: Cursor, token: Token) -> Node:
    """∇_W of what follows, ∇f(x), and the Hessians ∇²."""
    variable, order = _variable_and_order(c)
    if order > 2:
        raise c.error("only the gradient and the Hessian can be written with \\nabla.", token.start)
    operator = "gradient" if order == 1 else "hessian"
    if variable is None:
        return _of_function(c, operator, token)
    return _extended(c, Derivative(operator, (variable,) * order), token)


def differential(c: Cursor, token: Token) -> Node:
    r"""`\mathrm{D}_x` of what follows and `\mathrm{D} F(x)`: the Jacobian."""
    variable, order = _variable_and_order(c)
    if order != 1:
        raise c.error(r"\mathrm{D} has no power; write \nabla^2 for the Hessian.", token.start)
    return (
        _of_function(c, "jacobian", token)
        if variable is None
        else _extended(c, Derivative("jacobian", (variable,)), token)
    )


@reads(r"\partial")
def partial(c: Cursor, token: Token) -> Node:
    """∂_x of what follows; ∂₁ of a function of several arguments."""
    if c.token.text != "_":
        raise c.beyond(
            "a differential alone cannot be said; write a derivative such as \\frac{\\partial f}{\\partial x}.",
            token.start,
        )
    place = c.at
    c.take()
    tokens = script(c)
    if len(tokens) == 1 and tokens[0].text.isdigit():
        return _by_argument(c, int(tokens[0].text), token)
    c.at = place
    variable, order = _variable_and_order(c)
    assert variable is not None
    return _extended(c, Derivative("partial", (variable,) * order), token)


def _by_argument(c: Cursor, argument: int, token: Token) -> Node:
    order = 1
    if c.accept("^") is not None:
        order = _small_number(c, script(c))
    node = c.nested(factor)
    return Node("partial", (node,), (argument, order), token.start)


def _variable_and_order(c: Cursor) -> tuple[str | None, int]:
    variable, order = None, 1
    while c.token.text in ("_", "^"):
        if c.take().text == "_":
            variable = name_of(c, script(c))
        else:
            order = _small_number(c, script(c))
    return variable, order


def _small_number(c: Cursor, tokens: list[Token]) -> int:
    if len(tokens) != 1 or tokens[0].text not in ("1", "2", "3", "4", "5", "6", "7", "8", "9"):
        raise c.error("the order of a derivative is a number from 1 to 9.", tokens[0].start if tokens else None)
    return int(tokens[0].text)


def name_of(c: Cursor, tokens: list[Token]) -> str:
    """The declared name that all of the tokens spell."""
    inner = replace(c, tokens=tokens, at=0, bars=[])
    node = factor(inner) if tokens else None
    if node is None or node.kind != "name" or not inner.is_done:
        raise c.error("a declared name should stand here.", tokens[0].start if tokens else None)
    return str(node.data)


def _extended(c: Cursor, derivative: Derivative, token: Token) -> Node:
    if ends_product(c):
        raise c.error(f"{c.found()} where the function to differentiate should stand.")
    return Node("derivative", (c.nested(factors),), derivative, token.start)


def _of_function(c: Cursor, operator: str, token: Token) -> Node:
    r"""`\nabla f(x)`: scripts after the brackets belong to the gradient."""
    if ends_product(c):
        raise c.error(f"{c.found()} where a function should stand.")
    node = c.nested(factor)
    wrapped: list[Node] = []
    while node.kind in ("transpose", "power", "index", "inverse") and node.args and not node.is_bracketed:
        wrapped.append(node)
        node = node.args[0]
    if node.kind not in ("call", "function") or node.is_bracketed:
        raise c.error(
            r"the variable is missing; write \nabla_{x} before a term, or \nabla f(x) of a declared function.",
            token.start,
        )
    node = Node("derivative_of", (node,), operator, token.start)
    for outer in reversed(wrapped):
        node = replace(outer, args=(node, *outer.args[1:]))
    return node


def derivative_quotient(c: Cursor, token: Token) -> Node | None:
    r"""`\frac{\partial f}{\partial x}` and its kin; None when the quotient is none."""
    if c.token.text != "{":
        return None
    end = c.group_end()
    above = c.tokens[c.at + 1 : end - 1]
    c.at = end
    if c.token.text != "{":
        return None
    end = c.group_end()
    below = c.tokens[c.at + 1 : end - 1]
    mark = _mark(above)
    if not mark or _mark(below) != mark:
        return None
    if mark == ("d",) and c.is_declared("d"):
        if len(below) > 1:
            raise c.error(
                r"d is declared, so this can be a quotient or a derivative; write \partial or \mathrm{d}.", token.start
            )
        return None
    if len(below) == len(mark):
        return None
    c.at = end
    variables = _variables(c, below, mark)
    order, operand = _numerator(c, above[len(mark) :])
    if order != len(variables):
        raise c.error(f"the order {order} above and the {len(variables)} variables below do not match.", token.start)
    if operand is not None:
        if operand.kind == "function" and c.token.text in ("(", "[", "{"):
            raise c.error(
                "brackets behind a derivative can be a factor or the point where it is taken; write "
                r"\left. … \right|_{x = a}, or \cdot before a factor.",
                c.token.start,
            )
        return Node("derivative", (operand,), Derivative("partial", variables, is_whole=True), token.start)
    return _extended(c, Derivative("partial", variables), token)


def _mark(tokens: list[Token]) -> tuple[str, ...]:
    """The sign of a differential at the beginning, empty when there is none."""
    texts = tuple(t.text for t in tokens[:4])
    for form in (
        (r"\partial",),
        ("d",),
        (r"\mathrm", "{", "d", "}"),
        (r"\mathsf", "{", "d", "}"),
        (r"\operatorname", "{", "d", "}"),
        (r"\mathrm", "d"),
    ):
        if texts[: len(form)] == form:
            return form
    return ()


def _variables(c: Cursor, tokens: list[Token], mark: tuple[str, ...]) -> tuple[str, ...]:
    """The names after the signs of differentials, as often as their powers say."""
    inner = replace(c, tokens=tokens, at=0, bars=[])
    found: list[str] = []
    while not inner.is_done:
        start = inner.offset()
        if tuple(t.text for t in inner.tokens[inner.at : inner.at + len(mark)]) != mark:
            raise inner.error("a variable of differentiation should stand here.")
        inner.at += len(mark)
        if inner.is_done:
            raise inner.error("a variable of differentiation is missing.", start)
        node = factor(inner)
        times = 1
        if node.kind == "power" and node.args[1].kind == "number":
            node, times = node.args[0], int(node.args[1].data)
        if node.kind == "transpose" and (found or node.args[0].kind == "named"):
            node = node.args[0]
        if node.kind == "named" and node.data[0] == "vec" and node.args[0].kind == "name":
            node = node.args[0]
        if node.kind != "name" or not 1 <= times <= 9:
            raise inner.error("a derivative is taken by a declared symbol.", start)
        found += [str(node.data)] * times
    return tuple(found)


def _numerator(c: Cursor, tokens: list[Token]) -> tuple[int, Node | None]:
    inner = replace(c, tokens=tokens, at=0, bars=[])
    order = 1
    if inner.accept("^") is not None:
        order = _small_number(inner, script(inner))
    if inner.is_done:
        return order, None
    node = inner.nested(product)
    if not inner.is_done:
        raise inner.error(
            f"{inner.found()} in the numerator of a derivative; write brackets around what is differentiated."
        )
    return order, node


# what cannot be said ------------------------------------------------------------------------------

LIMITS = {
    r"\limsup": "limits", r"\liminf": "limits", r"\int": "integrals", r"\iint": "integrals", r"\oint": "integrals",
    r"\sup": "suprema", r"\inf": "infima", r"\ker": "kernels", r"\Pr": "probabilities", r"\deg": "degrees",
    r"\infty": "infinity", r"\lfloor": "rounding", r"\lceil": "rounding", r"\binom": "binomial coefficients", r"\sin": "the sine",
    r"\cos": "the cosine", r"\tan": "the tangent", r"\cosh": "the hyperbolic cosine", r"\sinh": "the hyperbolic sine",
    r"\arctan": "the arc tangent", r"\gcd": "divisors", r"\lg": "logarithms to base 2 or 10", r"\Re": "complex numbers",
    r"\Im": "complex numbers", r"\emptyset": "sets", r"\E": "expectations", r"\Var": "variances",
}  # fmt: skip


@reads(*LIMITS)
def beyond(c: Cursor, token: Token) -> Node:
    """Limits, expectations and their kin are read and cannot be said."""
    raise c.beyond(f"{LIMITS[token.text]} cannot be said yet; claim the algebra behind the formula.", token.start)
