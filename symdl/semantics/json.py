"""Terms and relations as JSON, both ways: the form in which a certificate carries a claim.

A term is a list ``[operator, …]``; a number is text such as "2/3". Symbols, functions and sizes are declared
beside it. Reading checks every operator, arity and shape again by calling the same constructors a user calls.
The grammar is written down in docs/certificates.md.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from typing import Any

from symdl.semantics.substitution import at_parts, free_symbols
from symdl.terms import layers
from symdl.terms import operators as ops
from symdl.terms.blocks import block
from symdl.terms.errors import DeclarationError, ShapeError, SymdlError
from symdl.terms.ranks import network_rank, rank_almost_everywhere
from symdl.terms.relation import (
    Counted,
    Relation,
    at_most,
    count_is,
    entrywise_at_most,
    entrywise_less_than,
    entrywise_unequal,
    equal,
    less_than,
    minimises,
    pd,
    psd,
    unequal,
)
from symdl.terms.shapes import is_scalar, show_shape
from symdl.terms.term import DOMAINS, FunctionSymbol, Symbol, Term, as_scalar, number

Json = Any


def symbol_name(symbol: Term) -> str:
    assert isinstance(symbol.data, Symbol)
    return symbol.data.name


def declaration(symbol: Term) -> Json:
    """The declaration of a symbol: its shape and domain."""
    data = symbol.data
    assert isinstance(data, Symbol)
    return {"shape": list(symbol.shape), "domain": data.domain}


def function_declaration(function: FunctionSymbol) -> Json:
    return {"domain": list(function.domain), "codomain": function.codomain}


def to_json(term: Term) -> Json:
    """The JSON form of a term."""
    memo: dict[Term, Json] = {}
    stack = [term]
    while stack:
        current = stack[-1]
        waiting = [arg for arg in current.args if arg not in memo]
        if current in memo or not waiting:
            memo.setdefault(current, _node(current, [memo[arg] for arg in current.args]))
            stack.pop()
        else:
            stack.extend(waiting)
    return memo[term]


def _node(term: Term, args: list[Json]) -> Json:
    data: Any = term.data
    match term.op:
        case "num":
            return ["num", str(data)]
        case "sym":
            return ["sym", data.name]
        case "size" | "identity":
            return [term.op, data]
        case "root":
            return ["root", [str(c) for c in data[0]], str(data[1]), str(data[2])]
        case "zeros" | "ones":
            return [term.op, *term.shape]
        case "array":
            return ["array", *term.shape, args]
        case "block":
            return ["block", *data, args]
        case "pow" | "hadamard_power":
            return ["pow", args[0], data]
        case "entry":
            return ["entry", args[0], *data]
        case "apply":
            return ["apply", data.function.name, list(data.orders), args]
        case "chain":
            return ["chain", data.name, data.widths, *args]
        case "sum":
            return ["sum", [data.name, {"shape": [1, 1], "domain": data.domain}], *args]
        case "iterate":
            return [term.op, [data.name, {"shape": list(term.shape), "domain": data.domain}], *args]
        case "generic_rank":
            free = sorted(free_symbols(data), key=symbol_name)
            return [term.op, [[symbol_name(s), declaration(s)] for s in free], to_json(data)]
        case "network_rank":
            activations, inputs = (
                [list(map(str, row)) for row in rows or ()] for rows in (data.activations, data.inputs)
            )
            return [term.op, list(data.widths), activations, data.bias, None if data.inputs is None else inputs]
        case "at":
            count = (len(args) - 1) // 2
            keys = at_parts(term)[1]
            values = args[1 + count :]
            return ["at", args[0], [[symbol_name(k), declaration(k), v] for k, v in zip(keys, values, strict=True)]]
    return [term.op, *args]


def relation_to_json(relation: Relation) -> Json:
    """The JSON form of a relation."""
    args = [relation_to_json(arg) if isinstance(arg, Relation) else to_json(arg) for arg in relation.args]
    if relation.op in ("forall", "exists", "minimises"):
        return [relation.op, [[symbol_name(s), declaration(s)] for s in relation.bound], *args]
    if relation.op == "count":
        unknowns = [[symbol_name(s), declaration(s)] for s in relation.bound]
        return ["count", list(relation.data or ()), unknowns, ["array", len(args), 1, args]]
    if relation.op == "implies":
        return ["implies", args[:-1], args[-1]]
    return [relation.op, *args]


# reading ------------------------------------------------------------------------------------------


class Scope:
    """The declared symbols and functions while a JSON form is read."""

    def __init__(self, symbols: Mapping[str, Json], functions: Mapping[str, Json]) -> None:
        self.symbols = {name: _declared(name, form) for name, form in symbols.items()}
        self.functions = {
            name: FunctionSymbol(name, tuple(form["domain"]), form["codomain"]) for name, form in functions.items()
        }

    def symbol(self, name: str) -> Term:
        if name not in self.symbols:
            raise DeclarationError(f"The symbol {name!r} is not declared; declare its shape and domain.")
        return self.symbols[name]

    def extended(self, bound: list[Term]) -> Scope:
        other = object.__new__(Scope)
        other.functions = self.functions
        other.symbols = {**self.symbols, **{symbol_name(symbol): symbol for symbol in bound}}
        return other


def _declared(name: str, form: Json) -> Term:
    rows, columns = form["shape"]
    domain = form.get("domain", "real")
    if domain not in DOMAINS:
        raise DeclarationError(f"{name} has the unknown domain {domain!r}; use one of {', '.join(DOMAINS)}.")
    return ops.symbol(name, shape=(rows, columns), domain=domain)


def from_json(form: Json, scope: Scope) -> Term:
    """The term a JSON form denotes, node for node; raises SymdlError when it denotes none."""
    try:
        return _run(_read(form, scope))
    except (KeyError, IndexError, TypeError, ValueError, AttributeError, ZeroDivisionError) as error:
        raise SymdlError(f"This is no term: {str(form)[:120]} ({error}).") from error


Reading = Generator["tuple[Json, Scope]", Term, Term]
"""A reader asks for the terms of smaller forms, so that depth costs no Python stack."""


def _run(reading: Reading) -> Term:
    stack: list[Reading] = [reading]
    answer: Any = None
    while stack:
        try:
            asked = stack[-1].send(answer)
        except StopIteration as finished:
            answer = finished.value
            stack.pop()
        else:
            stack.append(_read(*asked))
            answer = None
    term: Term = answer
    return term


def _all(forms: Sequence[Json], scope: Scope) -> Generator[tuple[Json, Scope], Term, tuple[Term, ...]]:
    terms = []
    for form in forms:
        terms.append((yield form, scope))
    return tuple(terms)


def _read(form: Json, scope: Scope) -> Reading:
    op, *rest = form
    match op:
        case "num":
            return number(_rational(rest[0]))
        case "sym":
            return scope.symbol(rest[0])
        case "size" | "identity":
            return ops.size(*rest) if op == "size" else ops.identity(*rest)
        case "zeros" | "ones":
            return ops.zeros(*rest) if op == "zeros" else ops.ones(*rest)
        case "root":
            return ops.root([_rational(c) for c in rest[0]], _rational(rest[1]), _rational(rest[2]))
        case "array":
            rows, columns, forms = rest
            return _array(rows, columns, (yield from _all(forms, scope)))
        case "block":
            height, width, forms = rest
            parts = yield from _all(forms, scope)
            if type(height) is not int or type(width) is not int or height * width != len(parts):
                raise ShapeError(f"A {height} × {width} table was given {len(parts)} blocks.")
            return block([parts[i * width : (i + 1) * width] for i in range(height)])
        case "pow":
            base = yield rest[0], scope
            if type(rest[1]) is not int:
                raise TypeError(f"the exponent {rest[1]!r} is no integer")
            is_entrywise = not is_scalar(base.shape)
            return Term("hadamard_power" if is_entrywise else "pow", (base,), rest[1], shape=base.shape)
        case "entry":
            whole = yield rest[0], scope
            ops.entry(whole, (rest[1], rest[2]))
            return Term("entry", (whole,), (int(rest[1]), int(rest[2])))
        case "apply":
            name, orders, forms = rest
            if name not in scope.functions:
                raise DeclarationError(f"The function {name!r} is not declared; declare its domain and codomain.")
            function = scope.functions[name]
            args = yield from _all(forms, scope)
            return ops.apply(function, *args, orders=_orders(orders, function))
        case "sum":
            index = _declared(*rest[0])
            lower, upper = yield from _all(rest[1:3], scope)
            body = yield rest[3], scope.extended([index])
            return ops.summation(index, lower, upper, body)
        case "chain":
            upper, lower = yield from _all(rest[2:], scope)
            return layers.product(layers.Family(*rest[:2]), layers.position(upper), layers.position(lower))
        case "iterate":
            variable = _declared(*rest[0])
            start, count = yield from _all(rest[1:3], scope)
            step = yield rest[3], scope.extended([variable])
            return ops.iterate(step, over=variable, start=start, times=count)
        case "generic_rank":
            variables = dict(rest[0])
            return rank_almost_everywhere((yield rest[1], Scope(variables, {})))
        case "network_rank":
            return _network_rank(*rest)
        case "at":
            keys = [_declared(name, form) for name, form, _ in rest[1]]
            body = yield rest[0], scope.extended(keys)
            values = yield from _all([value for _, _, value in rest[1]], scope)
            return ops.evaluated_at(body, dict(zip(keys, values, strict=True)))
    if op not in OPERATORS:
        raise SymdlError(f"{op!r} is no operator.")
    args = yield from _all(rest, scope)
    return _node_of(op, args)


def _network_rank(widths: Json, activations: Json, bias: Json, inputs: Json) -> Term:
    if type(bias) is not bool:
        raise TypeError(f"{bias!r} does not say whether there are biases")
    functions = [[_rational(c) for c in row] for row in activations]
    points = None if inputs is None else [[_rational(x) for x in row] for row in inputs]
    return network_rank(widths, functions, bias=bias, inputs=points)


def _rational(text: Json) -> Fraction:
    if type(text) is not str:
        raise TypeError(f"the number {text!r} is no text such as '2/3'")
    return Fraction(text)


def _node_of(op: str, args: tuple[Term, ...]) -> Term:
    """The operator at terms that its constructor accepts, as written rather than simplified."""
    shape = OPERATORS[op](*args).shape
    if op in ("add", "max", "min") and any(arg.shape != args[0].shape for arg in args):
        raise ShapeError(f"{op} takes terms of one shape, not {', '.join(show_shape(arg.shape) for arg in args)}.")
    return Term(op, args, shape=args[0].shape if op == "add" else shape)


def _product(*factors: Term) -> Term:
    return reduce(ops.scale, factors)


def _power(base: Term, exponent: Term) -> Term:
    return Term("power", _scalars("power", base, exponent))


def _matrix_power(base: Term, exponent: Term) -> Term:
    if base.shape[0] != base.shape[1]:
        raise ShapeError(f"A power needs a square matrix, not {show_shape(base.shape)}.")
    return Term("matrix_power", (base, as_scalar(exponent, role="An exponent")), shape=base.shape)


def _square(base: Term) -> Term:
    if base.shape[0] != base.shape[1]:
        raise ShapeError(f"A function of a matrix needs a square one, not {show_shape(base.shape)}.")
    return base


def _scalars(op: str, *terms: Term) -> tuple[Term, ...]:
    return tuple(as_scalar(term, role=f"An argument of {op}") for term in terms)


def _array(rows: Json, columns: Json, entries: tuple[Term, ...]) -> Term:
    if type(rows) is not int or type(columns) is not int or min(rows, columns) < 0 or rows * columns != len(entries):
        raise ShapeError(f"An explicit {rows} × {columns} matrix was given {len(entries)} entries.")
    return Term("array", _scalars("array", *entries), shape=(rows, columns))


def _orders(orders: Json, function: FunctionSymbol) -> tuple[int, ...]:
    if len(orders) != function.arity or any(type(order) is not int or order < 0 for order in orders):
        raise TypeError(
            f"the orders of derivative of {function.name} are {function.arity} natural numbers, not {orders}"
        )
    return tuple(orders)


OPERATORS: dict[str, Callable[..., Term]] = {
    "add": ops.add,
    "mul": _product,
    "matmul": ops.matmul,
    "power": _power,
    "matrix_power": _matrix_power,
    "transpose": ops.adjoint,
    "inverse": ops.inverse,
    "pinv": ops.pinv,
    "sqrtm": _square,
    "expm": _square,
    "trace": ops.trace,
    "det": ops.det,
    "rank": ops.rank,
    "positive_index": ops.positive_index,
    "norm": ops.norm,
    "inner": ops.inner,
    "hadamard": ops.hadamard,
    "kron": ops.kron,
    "vec": ops.vec,
    "diag": ops.diag,
    "exp": ops.exp,
    "log": ops.log,
    "sqrt": ops.sqrt,
    "tanh": ops.tanh,
    "abs": ops.absolute,
    "sign": ops.sign,
    "max": ops.maximum,
    "min": ops.minimum,
    "gradient": lambda f, x: ops.gradient(f, x) if is_scalar(f.shape) else ops.derivative(f, x),
    "hessian": ops.hessian,
    "jacobian": ops.jacobian,
}
"""Operators whose form is the operator and its arguments."""


def relation_from_json(form: Json, scope: Scope) -> Relation:
    """The relation a JSON form denotes; raises SymdlError when it denotes none."""
    try:
        return _read_relation(form, scope)
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        raise SymdlError(f"This is no relation: {str(form)[:120]} ({error}).") from error


def _read_relation(form: Json, scope: Scope) -> Relation:
    op, *rest = form
    if op in ATOMS:
        return _atom(op, [from_json(a, scope) for a in rest])
    if op == "implies":
        return Relation(op, tuple(_read_relation(r, scope) for r in (*rest[0], rest[1])))
    if op == "count":
        (field, comparison, value), pairs, body = rest
        unknowns = [_declared(name, declared) for name, declared in pairs]
        inner = scope.extended(unknowns)
        found = count_is(value, [from_json(term, inner) for term in body[3]], unknowns, over=field)
        return Relation("count", found.args, found.bound, Counted(field, comparison, value))
    if op in ("forall", "exists", "minimises"):
        bound = [_declared(name, declared) for name, declared in rest[0]]
        inner = scope.extended(bound)
        if op == "minimises":
            return minimises(from_json(rest[2], scope), from_json(rest[1], inner), over=_only(bound))
        return Relation(op, (_read_relation(rest[1], inner),), tuple(bound))
    if op not in ("and", "or", "iff", "true", "false"):
        raise SymdlError(f"{op!r} is no relation.")
    return Relation(op, tuple(_read_relation(r, scope) for r in rest))


def _only(bound: list[Term]) -> Term:
    (symbol,) = bound
    return symbol


ATOMS: dict[str, Callable[..., Relation]] = {
    "eq": equal,
    "ne": unequal,
    "le": at_most,
    "lt": less_than,
    "psd": psd,
    "pd": pd,
    "each_ne": entrywise_unequal,
    "each_le": entrywise_at_most,
    "each_lt": entrywise_less_than,
}


def _atom(op: str, args: list[Term]) -> Relation:
    ATOMS[op](*args)
    if any(arg.shape != args[0].shape for arg in args):
        raise ShapeError(f"{op} compares terms of one shape, not {', '.join(show_shape(arg.shape) for arg in args)}.")
    return Relation(op, tuple(args))
