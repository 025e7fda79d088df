"""SymPy expressions in and out.

A scalar becomes an Expr with the assumptions of its domain, a matrix a MatrixExpr, a size a positive integer
Symbol; a 1 × 1 product such as xᵀ A x becomes its trace. Derivatives are carried out on the way. SymPy simplifies
what it builds (x/x is 1, x − x is 0), so the SymPy form may be defined where the term is not: use it to search
and to show, never to prove.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import reduce
from itertools import count
from operator import add, mul
from typing import Any

import sympy as sp
from sympy.matrices.expressions.diagonal import DiagMatrix
from sympy.matrices.matrixbase import MatrixBase

from symdl.semantics.derivative import expanded, without_derivatives
from symdl.semantics.fold import fold
from symdl.semantics.recursion import unrolled
from symdl.semantics.roots import root_data
from symdl.semantics.substitution import DERIVATIVES, size_symbols
from symdl.semantics.sympy_reading import ASSUMPTIONS, Expression, from_sympy, is_matrix
from symdl.terms.commutation import commuted
from symdl.terms.errors import OutOfScopeError
from symdl.terms.shapes import Size, checked_name, is_scalar
from symdl.terms.term import Application, Symbol, Term, subterms


def to_sympy(term: Term) -> Expression:
    """The SymPy expression of a term.

    Raises:
        OutOfScopeError: for what SymPy cannot say: a rank, a pseudoinverse, a vector function, a gradient by a
            symbol of symbolic size.

    >>> from symdl import exp, scalar
    >>> to_sympy(exp(scalar("x")) / 2)
    exp(x)/2
    """
    turn = next((part for part in subterms(term) if commuted(part) is not None and size_symbols(part)), None)
    if turn is not None:
        raise OutOfScopeError(f"SymPy has no commutation matrix such as {turn!r}; choose integer sizes or NumPy code.")
    plain = _without_derivatives(term)
    try:
        return fold(plain, RULES, name="SymPy")
    except (TypeError, ValueError) as error:
        raise OutOfScopeError(f"SymPy does not take {term!r}: {error}") from error


def _without_derivatives(term: Term) -> Term:
    """Derivatives by vectors and matrices written out entry by entry, the rest of the term left as it is."""
    by_matrix = any(part.op in DERIVATIVES and not is_scalar(part.args[1].shape) for part in subterms(term))
    return expanded(term) if by_matrix and not size_symbols(term) else without_derivatives(term)


# terms to SymPy -----------------------------------------------------------------------------------


def _size(size: Size) -> Expression:
    return sp.Integer(size) if isinstance(size, int) else sp.Symbol(checked_name(size), integer=True, positive=True)


def _symbol(term: Term) -> Expression:
    data = term.data
    assert isinstance(data, Symbol)
    if is_scalar(term.shape):
        return sp.Symbol(checked_name(data.name), **ASSUMPTIONS[data.domain])
    return sp.MatrixSymbol(checked_name(data.name), *map(_size, term.shape))


def _rational(value: Fraction) -> Expression:
    return sp.Rational(value.numerator, value.denominator)


def _root(term: Term) -> Expression:
    coefficients, low, high = root_data(term)
    polynomial = sp.Poly([_rational(c) for c in reversed(coefficients)], sp.Dummy("t"))
    low_end, high_end = _rational(low), _rational(high)
    return next(root for root in polynomial.real_roots() if low_end <= root <= high_end)


def _sealed(term: Term, value: Expression) -> Expression:
    """An Expr for a term of shape 1 × 1."""
    if not (is_scalar(term.shape) and is_matrix(value)):
        return value
    return value[0, 0] if isinstance(value, MatrixBase) else sp.Trace(value)


def _matmul(term: Term, *values: Expression) -> Expression:
    scalars = [v for v in values if not is_matrix(v)]
    matrices = [v for v in values if is_matrix(v)]
    product = _sealed(term, reduce(mul, matrices)) if matrices else sp.Integer(1)
    return reduce(mul, scalars, sp.Integer(1)) * product if scalars else product


def _explicit(term: Term, value: Expression) -> Expression:
    if all(isinstance(size, int) for size in term.shape):
        return value if isinstance(value, MatrixBase) else value.as_explicit()
    raise OutOfScopeError(f"SymPy has no form for the entries of {term!r} at symbolic size; choose integer sizes.")


def _on_matrix(function: Callable[[Expression], Expression]) -> Callable[[Term, Expression], Expression]:
    return lambda term, value: _sealed(term, function(value)) if is_matrix(value) else value


def _inner(term: Term, a: Expression, b: Expression) -> Expression:
    return sp.Trace(a.T * b) if is_matrix(a) else a * b


def _entrywise(function: Callable[[Expression], Expression]) -> Callable[[Term, Expression], Expression]:
    return lambda term, value: value.applyfunc(function) if is_matrix(value) else function(value)


def _pairwise(function: Callable[..., Expression]) -> Callable[..., Expression]:
    def rule(term: Term, a: Expression, b: Expression) -> Expression:
        if not is_matrix(a):
            return function(a, b)
        first, second = (_explicit(arg, v) for arg, v in zip(term.args, (a, b), strict=True))
        return sp.ImmutableMatrix(
            *first.shape, [function(x, y) for x, y in zip(first.flat(), second.flat(), strict=True)]
        )

    return rule


def _apply(term: Term, *arguments: Expression) -> Expression:
    application = term.data
    assert isinstance(application, Application)
    function = application.function
    if set(function.domain) != {1} or function.codomain != 1:
        raise OutOfScopeError(f"SymPy has no vector functions, so {term!r} has no SymPy form.")
    head = sp.Function(checked_name(function.name), real=True)
    if len(arguments) == 1 and is_matrix(arguments[0]):
        return arguments[0].applyfunc(lambda x: _derivative(head, (x,), application.orders))
    return _derivative(head, arguments, application.orders)


def _derivative(head: Any, arguments: tuple[Expression, ...], orders: tuple[int, ...]) -> Expression:
    if not any(orders):
        return head(*arguments)
    if all(isinstance(a, sp.Symbol) for a in arguments) and len(set(arguments)) == len(arguments):
        return sp.Derivative(head(*arguments), *((a, k) for a, k in zip(arguments, orders, strict=True) if k))
    taken = {symbol.name for argument in arguments for symbol in argument.atoms(sp.Symbol)}
    names = (name for name in (f"t{i}" for i in count(1)) if name not in taken)
    slots = tuple(sp.Symbol(next(names), real=True) for _ in arguments)
    return sp.Subs(_derivative(head, slots, orders), slots, arguments)


def _sum(term: Term) -> Expression:
    lower, upper, body = map(to_sympy, term.args)
    return sp.Sum(body, (_symbol(Term("sym", data=term.data)), lower, upper))


def _iterate(term: Term) -> Expression:
    step = unrolled(term)
    if step is None:
        raise OutOfScopeError(f"SymPy has no iterates, so {term!r} has no SymPy form; take a number of steps.")
    return to_sympy(step)


RULES: dict[str, Callable[..., Expression]] = {
    "num": lambda term: _rational(term.data),
    "sym": _symbol,
    "size": lambda term: _size(term.data),
    "root": _root,
    "identity": lambda term: sp.Identity(_size(term.data)),
    "block": lambda term, *parts: sp.BlockMatrix(
        [list(parts[i : i + term.data[1]]) for i in range(0, len(parts), term.data[1])]
    ),
    "zeros": lambda term: sp.ZeroMatrix(*map(_size, term.shape)),
    "ones": lambda term: sp.OneMatrix(*map(_size, term.shape)),
    "array": lambda term, *entries: _sealed(term, sp.ImmutableMatrix(*term.shape, entries)),
    "add": lambda term, *values: reduce(add, values),
    "mul": lambda term, *values: reduce(mul, values),
    "matmul": _matmul,
    "pow": lambda term, base: base ** sp.Integer(term.data),
    "power": lambda term, base, exponent: base**exponent,
    "matrix_power": lambda term, base, exponent: sp.MatPow(base, exponent) if is_matrix(base) else base**exponent,
    "hadamard_power": lambda term, a: sp.HadamardPower(a, sp.Integer(term.data)) if is_matrix(a) else a**term.data,
    "transpose": _on_matrix(lambda a: a.T),
    "inverse": lambda term, a: sp.Inverse(a) if is_matrix(a) else 1 / a,
    "trace": _on_matrix(sp.Trace),
    "det": _on_matrix(sp.Determinant),
    "norm": lambda term, a: sp.sqrt(sp.Trace(a.T * a)) if is_matrix(a) else sp.Abs(a),
    "inner": _inner,
    "hadamard": lambda term, a, b: sp.HadamardProduct(a, b) if is_matrix(a) else a * b,
    "kron": lambda term, a, b: sp.KroneckerProduct(a, b) if is_matrix(a) and is_matrix(b) else a * b,
    "vec": lambda term, a: sp.ImmutableMatrix(_explicit(term.args[0], a).vec()) if is_matrix(a) else a,
    "diag": _on_matrix(DiagMatrix),
    "entry": lambda term, a: a[term.data] if is_matrix(a) else a,
    "exp": _entrywise(sp.exp),
    "log": _entrywise(sp.log),
    "sqrt": _entrywise(sp.sqrt),
    "tanh": _entrywise(sp.tanh),
    "abs": _entrywise(sp.Abs),
    "sign": _entrywise(sp.sign),
    "max": _pairwise(sp.Max),
    "min": _pairwise(sp.Min),
    "apply": _apply,
    "sum": _sum,
    "iterate": _iterate,
}


__all__ = ["from_sympy", "to_sympy"]
