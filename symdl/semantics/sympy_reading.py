"""SymPy expressions read as terms.

The reader walks the expression and builds terms through symdl's constructors. No text is ever handed to SymPy or Python
to be parsed: `sympify`, `lambdify` and `srepr` execute code on hostile names, so names are checked by symdl's rule first.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import reduce
from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef
from sympy.matrices.expressions.applyfunc import ElementwiseApplyFunction
from sympy.matrices.expressions.diagonal import DiagMatrix
from sympy.matrices.matrixbase import MatrixBase

from symdl.semantics.derivative import assembled
from symdl.semantics.substitution import substitute
from symdl.terms import operators as ops
from symdl.terms.errors import CoercionError, SymdlError
from symdl.terms.shapes import Size, checked_name
from symdl.terms.term import Application, Term, number

Expression = Any
"""A SymPy Expr, MatrixExpr or explicit matrix."""

ASSUMPTIONS: dict[str, dict[str, bool]] = {
    "real": {"real": True},
    "positive": {"positive": True},
    "nonnegative": {"nonnegative": True},
    "integer": {"integer": True},
    "natural": {"integer": True, "nonnegative": True},
}


def is_matrix(value: Expression) -> bool:
    return bool(getattr(value, "is_Matrix", False))


def from_sympy(expression: Expression) -> Term:
    """The term of a SymPy expression or matrix.

    A Symbol without assumptions is read as real, one that is a positive integer as a size. An assumption that no
    domain of symdl has (even, negative, nonzero, …) is refused, as are floats, complex numbers and unknown functions.

    Raises:
        CoercionError: with the part that cannot be read.

    >>> x = sp.Symbol("x", positive=True)
    >>> from_sympy(sp.sqrt(x) / 2)
    1/2*sqrt(x)
    """
    if isinstance(expression, MatrixBase):
        expression = sp.ImmutableMatrix(expression)
    if not isinstance(expression, sp.Basic):
        raise CoercionError(f"{type(expression).__name__} is no SymPy expression; give an Expr or a matrix.")
    values: dict[Any, Term] = {}
    stack = [expression]
    while stack:
        current = stack[-1]
        reader, children = _reader(current)
        waiting = [child for child in children if child not in values]
        if current in values or not waiting:
            if current not in values:
                values[current] = _built(current, reader, [values[child] for child in children])
            stack.pop()
        else:
            stack.extend(reversed(waiting))
    return values[expression]


def _built(expression: Expression, reader: Callable[..., Term], values: list[Term]) -> Term:
    try:
        return reader(expression, *values)
    except CoercionError:
        raise
    except SymdlError as error:
        raise CoercionError(f"{expression} cannot be read: {error}") from error


def _reader(expression: Expression) -> tuple[Callable[..., Term], tuple[Any, ...]]:
    """How an expression is read, and the parts whose terms that needs."""
    for kind in type(expression).__mro__:
        if kind in LEAVES:
            return LEAVES[kind], ()
        if kind in NODES:
            return NODES[kind], expression.args
    raise CoercionError(f"{expression} is a {type(expression).__name__}, which symdl does not read; rewrite it.")


def _refused(reason: str) -> Callable[[Expression], Term]:
    def reader(expression: Expression) -> Term:
        raise CoercionError(f"{expression} {reason}")

    return reader


def _read_rational(expression: Expression) -> Term:
    return number(_fraction(expression))


def _read_symbol(expression: Expression) -> Term:
    if type(expression) is not sp.Symbol:
        raise CoercionError(f"{expression} is a {type(expression).__name__}; use a plain Symbol.")
    name = checked_name(expression.name)
    if _assumes_just(expression, {"integer": True, "positive": True}):
        return ops.size(name)
    for domain, assumptions in ASSUMPTIONS.items():
        if _assumes_just(expression, assumptions):
            return ops.symbol(name, domain=domain)
    if expression.is_complex is None and _follow(expression.assumptions0, sp.Symbol(name, real=True)):
        return ops.scalar(name)
    beyond = sorted(set(expression.assumptions0.items()) - set(sp.Symbol(name, real=True).assumptions0.items()))
    said = ", ".join(key for key, value in beyond if value) or "complex"
    raise CoercionError(
        f"The Symbol {name} assumes {said}, which is no domain of symdl; make it real and add a hypothesis."
    )


def _assumes_just(expression: Expression, assumptions: dict[str, bool]) -> bool:
    """Whether a Symbol has these assumptions and no others."""
    return bool(expression.assumptions0 == sp.Symbol(expression.name, **assumptions).assumptions0)


def _follow(assumptions: dict[str, bool], symbol: Expression) -> bool:
    return all(symbol.assumptions0.get(key) == value for key, value in assumptions.items())


def _read_root(expression: Expression) -> Term:
    """A root of a rational polynomial; SymPy counts the real ones first, in increasing order."""
    if not expression.is_real:
        raise CoercionError(f"{expression} is not real; split real and imaginary parts.")
    (low, high), _ = expression.poly.intervals()[expression.index]
    coefficients = [_fraction(c) for c in reversed(expression.poly.all_coeffs())]
    return ops.root(coefficients, _fraction(low), _fraction(high))


def _fraction(value: Expression) -> Fraction:
    return Fraction(int(value.p), int(value.q))


def _read_size(expression: Expression) -> Size:
    if isinstance(expression, sp.Integer):
        return int(expression)
    if isinstance(expression, sp.Symbol):
        return checked_name(expression.name)
    raise CoercionError(f"The size {expression} has no name; use an Integer or a Symbol.")


def _read_matrix_symbol(expression: Expression) -> Term:
    return ops.matrix(checked_name(expression.name), *map(_read_size, expression.shape))


def _read_explicit(expression: Expression) -> Term:
    m, n = expression.shape
    return assembled([[from_sympy(expression[i, j]) for j in range(n)] for i in range(m)], (m, n))


def _read_entry(expression: Expression) -> Term:
    whole, i, j = expression.args
    if not (isinstance(i, sp.Integer) and isinstance(j, sp.Integer)):
        raise CoercionError(f"{expression} has a symbolic index; use integers.")
    return ops.entry(from_sympy(whole), (int(i), int(j)))


def _read_product(expression: Expression, *factors: Term) -> Term:
    return reduce(ops.scale, factors)


def _read_matrix_product(expression: Expression, *factors: Term) -> Term:
    scalars = [f for f, arg in zip(factors, expression.args, strict=True) if not is_matrix(arg)]
    matrices = [f for f, arg in zip(factors, expression.args, strict=True) if is_matrix(arg)]
    return reduce(ops.scale, [*scalars, ops.matmul(*matrices)])


def _read_power(expression: Expression) -> Term:
    base, exponent = expression.args
    if isinstance(exponent, sp.Rational):
        if exponent.q == 1:
            return ops.power(from_sympy(base), int(exponent.p))
        if exponent.q == 2:
            return ops.power(ops.sqrt(from_sympy(base)), int(exponent.p))
        raise CoercionError(
            f"{expression} has the exponent {exponent}; symdl reads integer exponents and square roots."
        )
    if exponent.is_integer and exponent.is_nonnegative:
        return ops.power(from_sympy(base), from_sympy(exponent))
    if exponent.is_integer and (-exponent).is_nonnegative:
        return ops.divide(1, ops.power(from_sympy(base), from_sympy(-exponent)))
    raise CoercionError(
        f"{expression} has the exponent {exponent}; a symbolic exponent must be a natural number (0, 1, …)."
    )


def _read_matrix_power(expression: Expression) -> Term:
    base, exponent = expression.args
    if isinstance(exponent, sp.Integer):
        return ops.power(from_sympy(base), int(exponent))
    if exponent.is_integer and exponent.is_nonnegative:
        return ops.power(from_sympy(base), from_sympy(exponent))
    raise CoercionError(
        f"{expression} has the exponent {exponent}; a power of a matrix is an integer or a symbolic natural number (0, 1, …)."
    )


def _read_entrywise_power(expression: Expression) -> Term:
    base, exponent = expression.args
    if not isinstance(exponent, sp.Integer) or exponent < 1:
        raise CoercionError(f"{expression} is an entrywise power with the exponent {exponent}; symdl reads 1, 2, 3, …")
    return reduce(ops.hadamard, [from_sympy(base)] * int(exponent))


def _read_applied(expression: Expression, *arguments: Term) -> Term:
    name = checked_name(expression.func.__name__)
    function = ops.function(name) if len(arguments) == 1 else ops.function(name, arity=len(arguments))
    return function(*arguments)


def _read_derivative(expression: Expression) -> Term:
    body, *counts = expression.args
    if any(not isinstance(variable, sp.Symbol) for variable, _ in counts):
        raise CoercionError(f"{expression} is a derivative by something other than a Symbol.")
    if isinstance(body, AppliedUndef) and all(v in body.args and body.args.count(v) == 1 for v, _ in counts):
        orders = {variable: int(k) for variable, k in counts}
        if all(isinstance(a, sp.Symbol) for a in body.args):
            term = from_sympy(body)
            assert isinstance(term.data, Application)
            return ops.apply(term.data.function, *term.args, orders=tuple(orders.get(a, 0) for a in body.args))
    term = from_sympy(body)
    for variable, k in counts:
        term = ops.derivative(term, from_sympy(variable), int(k))
    return term


def _read_substitution(expression: Expression) -> Term:
    body, variables, points = expression.args
    taken = {symbol.name for symbol in expression.atoms(sp.Symbol)}
    renaming = {}
    for variable in variables:
        name = next(n for n in (f"t{k}" for k in range(1, len(taken) + len(variables) + 2)) if n not in taken)
        taken.add(name)
        renaming[variable] = sp.Symbol(name, real=True)
    values = {from_sympy(renaming[v]): from_sympy(p) for v, p in zip(variables, points, strict=True)}
    term: Term = substitute(from_sympy(body.xreplace(renaming)), values)
    return term


def _read_sum(expression: Expression) -> Term:
    body, *limits = expression.args
    term_body, index_terms = body, []
    for index, lower, upper in limits:
        domain = "natural" if lower.is_nonnegative else "integer"
        named = sp.Symbol(checked_name(index.name), **ASSUMPTIONS[domain])
        term_body = term_body.xreplace({index: named})
        index_terms.append((named, lower, upper))
    term = from_sympy(term_body)
    for named, lower, upper in index_terms:
        term = ops.summation(from_sympy(named), from_sympy(lower), from_sympy(upper), term)
    return term


def _read_entrywise(expression: Expression) -> Term:
    """A function of one variable at the entries of a matrix."""
    (variable,), body = expression.function.variables, expression.function.expr
    whole = from_sympy(expression.expr)
    slot = sp.Symbol("t", real=True)
    inner = from_sympy(body.xreplace({variable: slot}))
    if len(inner.args) != 1 or inner.args[0] is not from_sympy(slot):
        raise CoercionError(f"{expression} applies {body} to every entry; symdl reads a single function, such as exp.")
    return Term(inner.op, (whole,), inner.data, shape=whole.shape)


def _extreme(build: Callable[[Any, Any], Term]) -> Callable[..., Term]:
    return lambda expression, *values: reduce(build, values)


def _log(expression: Expression, *values: Term) -> Term:
    if len(values) != 1:
        raise CoercionError(f"{expression} is a logarithm to a base; divide two natural logarithms.")
    return ops.log(values[0])


LEAVES: dict[Any, Callable[[Any], Term]] = {
    sp.Rational: _read_rational,
    sp.Float: _refused("is a float, which is not exact; use a Rational."),
    sp.core.numbers.Exp1: lambda expression: ops.exp(1),
    sp.core.numbers.NumberSymbol: _refused(
        "is a constant symdl has no exact form for; use a symbol with a hypothesis."
    ),
    sp.core.numbers.ImaginaryUnit: _refused("is not real; split real and imaginary parts."),
    sp.Number: _refused("is no finite number."),
    sp.core.numbers.ComplexInfinity: _refused("is no finite number."),
    sp.CRootOf: _read_root,
    sp.Symbol: _read_symbol,
    sp.MatrixSymbol: _read_matrix_symbol,
    sp.ImmutableDenseMatrix: _read_explicit,
    sp.ImmutableSparseMatrix: _read_explicit,
    sp.Identity: lambda expression: ops.identity(_read_size(expression.shape[0])),
    sp.ZeroMatrix: lambda expression: ops.zeros(*map(_read_size, expression.shape)),
    sp.OneMatrix: lambda expression: ops.ones(*map(_read_size, expression.shape)),
    sp.matrices.expressions.matexpr.MatrixElement: _read_entry,
    sp.Pow: _read_power,
    sp.MatPow: _read_matrix_power,
    sp.HadamardPower: _read_entrywise_power,
    sp.Derivative: _read_derivative,
    sp.Subs: _read_substitution,
    sp.Sum: _read_sum,
    ElementwiseApplyFunction: _read_entrywise,
}
"""Kinds of expression that are read as a whole."""

NODES: dict[Any, Callable[..., Term]] = {
    sp.Add: lambda expression, *values: ops.add(*values),
    sp.Mul: _read_product,
    sp.MatAdd: lambda expression, *values: ops.add(*values),
    sp.MatMul: _read_matrix_product,
    sp.Transpose: lambda expression, a: ops.transpose(a),
    sp.Inverse: lambda expression, a, *_: ops.inverse(a),
    sp.Trace: lambda expression, a: ops.trace(a),
    sp.Determinant: lambda expression, a: ops.det(a),
    sp.HadamardProduct: lambda expression, *values: reduce(ops.hadamard, values),
    sp.KroneckerProduct: lambda expression, *values: reduce(ops.kron, values),
    DiagMatrix: lambda expression, a: ops.diag(a),
    sp.exp: lambda expression, a: ops.exp(a),
    sp.log: _log,
    sp.tanh: lambda expression, a: ops.tanh(a),
    sp.Abs: lambda expression, a: ops.absolute(a),
    sp.sign: lambda expression, a: ops.sign(a),
    sp.Max: _extreme(ops.maximum),
    sp.Min: _extreme(ops.minimum),
    AppliedUndef: _read_applied,
}
"""Kinds of expression that are read from the terms of their arguments."""
