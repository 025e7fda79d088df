r"""The meaning of derivatives.

A derivative takes as little of its product as makes sense: `\nabla_x f(x)^\top d` is (∇f(x))ᵀd, while `\nabla_x x^\top A x` can
only be the gradient of the whole. Where both readings have a meaning and differ, the formula is refused.
"""

from __future__ import annotations

from symdl.notes.calculus import Derivative
from symdl.notes.elaborate import Elaborator, gives
from symdl.notes.functions import function_of
from symdl.notes.meaning import symbol
from symdl.notes.places import BeyondLanguage, NotesError
from symdl.notes.products import joined
from symdl.notes.scope import Defined
from symdl.notes.syntax import Node
from symdl.notes.values import Value, built, is_one
from symdl.semantics.substitution import free_symbols
from symdl.terms import operators as ops
from symdl.terms.shapes import show_shape
from symdl.terms.term import Symbol, Term, subterms


@gives("derivative")
def derivative(e: Elaborator, node: Node) -> Value:
    """∇_W of a product, ∂f/∂x."""
    taken: Derivative = node.data
    variables = [_variable(e, name, node) for name in taken.variables]
    operand = node.args[0]
    _require_variable(e, operand, variables, node)
    if taken.is_whole or operand.is_bracketed or operand.kind != "product" or "/" in operand.data:
        return _of_factor(e, operand, taken, variables, node)
    return _of_product(e, operand, taken, variables, node)


def _require_variable(e: Elaborator, operand: Node, variables: list[Term], node: Node) -> None:
    """`\\nabla_W L(W_0)` often means the gradient at W_0; as the derivative of a constant it is 0."""
    first = operand.args[0] if operand.kind == "product" and not operand.is_bracketed else operand
    while first.kind in ("transpose", "power", "index") and not first.is_bracketed:
        first = first.args[0]
    if first.kind == "call" and not first.is_bracketed and not _mentions(e, first, variables):
        name = first.data[0]
        raise e.error(
            f"{node.data.variables[0]} does not occur in the argument of {name}, so this can be the derivative of a constant or the value "
            f"of a derivative; write \\nabla {name}(…), or \\left. … \\right|_{{x = a}}.",
            node,
        )


def _variable(e: Elaborator, name: str, node: Node) -> Term:
    term = symbol(e, name, node)
    if term.op != "sym":
        raise e.error(f"a derivative is taken by a declared symbol, but {name} stands for {term!r}.", node)
    return term


def _of_factor(e: Elaborator, operand: Node, taken: Derivative, variables: list[Term], node: Node) -> Term:
    """The derivative of one factor; the transpose of a scalar is that of its gradient."""
    if operand.kind == "transpose" and not operand.is_bracketed and not taken.is_whole:
        inside = e.term(operand.args[0])
        if is_one(inside):
            with e.at(node):
                return ops.transpose(taken_of(e, inside, taken, variables, node))
    with e.at(node):
        return taken_of(e, e.term(operand), taken, variables, node)


def _of_product(e: Elaborator, operand: Node, taken: Derivative, variables: list[Term], node: Node) -> Value:
    first, *rest = operand.args
    whole = _attempt(lambda: taken_of(e, e.term(operand), taken, variables, node))
    if not _mentions(e, first, variables):
        return _or_raise(whole)
    narrow = _attempt(lambda: joined(e, [_of_factor(e, first, taken, variables, node), *map(e.value, rest)], operand))
    if not any(_mentions(e, part, variables) for part in rest):
        return _or_raise(whole if isinstance(narrow, Exception) else narrow)
    if isinstance(narrow, Exception):
        return _or_raise(whole)
    if not isinstance(whole, Exception):
        raise e.error(
            "this derivative can be of the first factor or of the whole product; write brackets around what is meant.",
            node,
        )
    return narrow


def _attempt(build: object) -> Value | Exception:
    from symdl.terms.errors import SymdlError

    assert callable(build)
    try:
        value: Value = build()
        return value
    except SymdlError as error:
        return error


def _or_raise(value: Value | Exception) -> Value:
    if isinstance(value, Exception):
        raise value
    return value


def _mentions(e: Elaborator, node: Node, variables: list[Term]) -> bool:
    """Whether a variable occurs in a factor, through its definitions too."""
    try:
        return bool(free_symbols(built(e.value(node))) & set(variables))
    except (NotesError, BeyondLanguage):
        return True


def taken_of(e: Elaborator, body: Term, taken: Derivative, variables: list[Term], node: Node) -> Term:
    """The derivative of a term."""
    if taken.operator != "partial":
        if taken.operator == "gradient" and not is_one(body):
            raise e.error(
                f"∇ is of a scalar, but {body!r} is {show_shape(body.shape)}; write \\frac{{\\partial}}{{\\partial x}} for the Jacobian "
                "of a column, or brackets around the scalar.",
                node,
            )
        operator = {"gradient": ops.gradient, "hessian": ops.hessian, "jacobian": ops.jacobian}[taken.operator]
        return operator(body, variables[0])
    if len(variables) == 1 and not is_one(variables[0]):
        return ops.gradient(body, variables[0]) if is_one(body) else ops.jacobian(body, variables[0])
    if all(is_one(variable) for variable in variables):
        for variable in reversed(variables):
            body = ops.derivative(body, variable)
        return body
    if len(variables) == 2 and variables[0] is variables[1]:
        return ops.hessian(body, variables[0])
    raise e.beyond("mixed derivatives by vectors or matrices cannot be said; claim them entry by entry.", node)


@gives("derivative_of")
def derivative_of(e: Elaborator, node: Node) -> Value:
    """∇f(x), ∇²f(x) and DF(x)."""
    inside, operator = node.args[0], node.data
    found = function_of(e, inside.data if inside.kind == "function" else inside.data[0])
    if inside.kind == "call" and inside.data[1]:
        raise e.error("a prime and ∇ on one function; write one of them.", node)
    arguments = [e.term(part) for part in inside.args]
    if isinstance(found, Defined):
        parameter, body = found.parameters[0], found.body
        if len(found.parameters) != 1:
            raise e.error("the variable is missing; write \\nabla_{x} of a function of several arguments.", node)
    elif not arguments:
        raise e.error(f"write the argument of {inside.data}.", node)
    elif len(arguments) != 1 or found.arity != 1:
        raise e.error("∇ is of a function of one argument; write \\frac{\\partial}{\\partial x}.", node)
    else:
        parameter = _parameter(arguments[0], (found.domain[0], 1))
        body = ops.apply(found, parameter)
    argument = arguments[0] if arguments else parameter
    with e.at(node):
        term = {"gradient": ops.gradient, "hessian": ops.hessian, "jacobian": ops.jacobian}[operator](body, parameter)
        return term if argument is parameter else ops.evaluated_at(term, {parameter: argument})


def _parameter(argument: Term, shape: tuple[int | str, int | str]) -> Term:
    """The argument itself where it is a symbol, else a symbol that occurs nowhere in it."""
    if argument.op == "sym":
        return argument
    names = {term.data.name for term in subterms(argument) if isinstance(term.data, Symbol)}
    name = "v"
    while name in names:
        name += "_"
    return ops.symbol(name, shape=shape)
