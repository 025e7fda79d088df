r"""The meaning of functions at their arguments: declared ones, those defined by a formula, and their derivatives."""

from __future__ import annotations

from symdl.notes.elaborate import Elaborator, gives
from symdl.notes.entrywise import entrywise
from symdl.notes.scope import Defined, described
from symdl.notes.syntax import Node
from symdl.notes.values import Value, is_one
from symdl.semantics.substitution import substitute
from symdl.terms import operators as ops
from symdl.terms.errors import OutOfScopeError
from symdl.terms.shapes import show_shape
from symdl.terms.term import FunctionSymbol, Term


@gives("function")
def function(e: Elaborator, node: Node) -> Value:
    """A function without its argument: its formula, when it was defined by one."""
    found = function_of(e, node.data)
    if isinstance(found, Defined):
        return found.body
    raise e.error(f"{node.data} is a function; write its argument, as in {node.data}(x).", node)


def function_of(e: Elaborator, name: str) -> FunctionSymbol | Defined:
    found = e.scope.find(name)
    assert found is not None
    assert isinstance(found.meaning, FunctionSymbol | Defined)
    return found.meaning


@gives("call")
def call(e: Elaborator, node: Node) -> Value:
    """A function, or its derivative, at its arguments."""
    name, order = node.data
    arguments = [e.term(part) for part in node.args]
    found = function_of(e, name)
    if isinstance(found, Defined):
        return _defined(e, found, arguments, order, node)
    if order and (found.arity != 1 or found.domain != (1,)):
        raise e.error(
            f"a prime belongs to a function ℝ → ℝ, but {name} is {described(found)}; write \\nabla or \\partial.", node
        )
    return ops.apply(found, *arguments, orders=(order,) if order else None)


def _defined(e: Elaborator, found: Defined, arguments: list[Term], order: int, node: Node) -> Term:
    if len(arguments) != len(found.parameters):
        raise e.error(f"{node.data[0]} has {len(found.parameters)} arguments, but {len(arguments)} stand here.", node)
    for parameter, argument in zip(found.parameters, arguments, strict=True):
        if is_one(parameter) and len(arguments) == 1:
            return _entrywise(found, argument, order)
        if parameter.shape != argument.shape:
            raise e.error(
                f"{node.data[0]} takes {show_shape(parameter.shape)}, but {argument!r} is {show_shape(argument.shape)}.",
                node,
            )
    if order:
        raise e.error("a prime belongs to a function of one scalar; write \\frac{\\partial}{\\partial x}.", node)
    result: Term = substitute(found.body, dict(zip(found.parameters, arguments, strict=True)))
    return result


def _entrywise(found: Defined, argument: Term, order: int) -> Term:
    """A function of a scalar, at each entry of a matrix."""
    parameter, body = found.parameters[0], found.body
    if is_one(argument):
        result: Term = substitute(ops.derivative(body, parameter, order), {parameter: argument})
        return result
    if order:
        raise OutOfScopeError("the derivative of a defined function at a matrix cannot be said; write its formula.")
    return entrywise(body, {parameter: argument}, argument.shape)


@gives("partial")
def partial(e: Elaborator, node: Node) -> Value:
    """∂₁²∂₂ g(a, b)."""
    orders: dict[int, int] = {}
    inside = node
    while inside.kind == "partial":
        argument, order = inside.data
        orders[argument] = orders.get(argument, 0) + order
        inside = inside.args[0]
    if inside.kind != "call" or inside.data[1]:
        raise e.error(
            "a partial derivative by the number of an argument is taken of a function and its arguments.", node
        )
    found = function_of(e, inside.data[0])
    if isinstance(found, Defined) or max(orders) > found.arity or min(orders) < 1 or found.domain != (1,) * found.arity:
        raise e.error(f"{inside.data[0]} has no such argument; write \\frac{{\\partial}}{{\\partial x}}.", node)
    counts = tuple(orders.get(k, 0) for k in range(1, found.arity + 1))
    return ops.apply(found, *map(e.term, inside.args), orders=counts)
