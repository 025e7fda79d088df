"""The simplest instances: every symbol 0 or 1, every function zero, constant, the identity or a step to the right."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product

from symdl.claims.claim import Claim
from symdl.claims.instance import Definition, Instance
from symdl.semantics.substitution import function_symbols, with_sizes
from symdl.terms import operators as ops
from symdl.terms.shapes import is_scalar
from symdl.terms.term import FunctionSymbol, Symbol, Term, number

MOST = 60


def simple_instances(claim: Claim) -> Iterator[Instance]:
    """Instances at size 1 whose functions and values are as simple as can be; nothing is checked."""
    sizes = dict.fromkeys(claim.sizes, 1)
    functions = sorted(
        {with_functions_sized(f) for f in function_symbols(*claim.hypotheses, claim.goal)}, key=lambda f: f.name
    )
    symbols = [with_sizes(symbol, sizes) for symbol in claim.symbols]
    if any(not isinstance(size, int) for f in functions for size in (*f.domain, f.codomain)):
        return
    choices = [list(_definitions(f)) for f in functions]
    values = [[_value(symbol, v) for v in (0, 1)] for symbol in symbols]
    uniform = [
        [row[k] for row in choices]
        for k in range(max(map(len, choices), default=0))
        if all(k < len(r) for r in choices)
    ]
    for chosen in islice([*uniform, *product(*choices)], MOST):
        for k in (0, 1):
            yield Instance(
                sizes,
                {symbol.data.name: row[k] for symbol, row in zip(symbols, values, strict=True)},
                {f.name: d for f, d in zip(functions, chosen, strict=True)},
            )


def with_functions_sized(function: FunctionSymbol) -> FunctionSymbol:
    """The function with every named size 1."""
    domain = tuple(s if isinstance(s, int) else 1 for s in function.domain)
    return FunctionSymbol(function.name, domain, function.codomain if isinstance(function.codomain, int) else 1)


def _value(symbol: Term, value: int) -> Term:
    assert isinstance(symbol.data, Symbol)
    entry = number(1 if symbol.data.domain == "positive" else value)
    if is_scalar(symbol.shape):
        return entry
    rows, columns = int(symbol.shape[0]), int(symbol.shape[1])
    return ops.array([[entry] * columns for _ in range(rows)]) if rows and columns else ops.zeros(rows, columns)


def _definitions(function: FunctionSymbol) -> Iterator[Definition]:
    vector = function.arity == 1 and function.domain != (1,)
    if vector:
        parameters: tuple[Term, ...] = (ops.symbol("x", shape=(function.domain[0], 1)),)
        first = ops.entry(parameters[0], 0) if function.domain[0] else number(0)
    else:
        parameters = tuple(ops.scalar(f"t{k}") for k in range(1, function.arity + 1))
        first = parameters[0]
    for body in (number(0), first, number(1), first + 1, -first):
        yield Definition(parameters, (body,) * int(function.codomain))
