"""What a certificate can say: nodes for terms and relations, read from JSON, with their shapes.

Terms and relations are nodes of one kind; a relation has no shape. Binders (`forall`, `sum`, `gradient`, …)
list the symbols they bind, and all substitution goes through `Language.substitute`, which renames a bound
symbol that would capture. A derivative carries the point at which it is taken as an argument, so `at` is
plain substitution.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

Json = Any
Shape = tuple[int | str, int | str]

DOMAINS = ("real", "positive", "nonnegative", "integer", "natural")
INTEGERS = ("integer", "natural")
SCALAR = (1, 1)


class Rejected(Exception):
    """The document does not show what it claims; the text says where it fails."""


class Node:
    """A term (with a shape) or a relation (shape None). Nodes of one language are interned: equal is identical."""

    __slots__ = ("args", "bound", "data", "free", "op", "shape")

    def __init__(self, op: str, args: tuple["Node", ...], data: Any, bound: tuple["Node", ...], shape: Shape | None):
        self.op, self.args, self.data, self.bound, self.shape = op, args, data, bound, shape
        scoped = frozenset().union(*(args[i].free for i in SCOPED.get(op, ()))) - set(bound)
        self.free: frozenset[Node] = scoped.union(
            *(arg.free for i, arg in enumerate(args) if i not in SCOPED.get(op, ())), {self} if op == "sym" else ()
        )

    def __repr__(self) -> str:
        return f"{self.op}({', '.join([*([str(self.data)] if self.data is not None else []), *map(repr, self.args)])})"


SCOPED: dict[str, tuple[int, ...]] = {
    "forall": (0,),
    "exists": (0,),
    "minimises": (0,),
    "sum": (2,),
    "gradient": (0,),
    "hessian": (0,),
    "jacobian": (0,),
}
"""The arguments of a binder in which its bound symbols are bound."""

ATOMIC = {"eq": 2, "ne": 2, "le": 2, "lt": 2, "psd": 1, "pd": 1}
ENTRYWISE = ("exp", "log", "sqrt", "tanh", "abs", "sign")
NARY = ("and", "or", "iff", "true", "false")


def need(condition: object, message: str) -> None:
    if not condition:
        raise Rejected(message)


def same(shapes: Sequence[Shape | None], op: str) -> Shape:
    need(shapes and shapes[0] and all(shape == shapes[0] for shape in shapes), f"{op}: shapes {shapes} differ")
    return shapes[0]  # type: ignore[return-value]


def scalars(shapes: Sequence[Shape | None], op: str) -> Shape:
    need(all(shape == SCALAR for shape in shapes), f"{op} takes scalars, not {shapes}")
    return SCALAR


def square(shape: Shape | None, op: str) -> Shape:
    need(shape and shape[0] == shape[1], f"{op} takes a square matrix, not {shape}")
    return shape  # type: ignore[return-value]


def times(a: int | str, b: int | str) -> int | str:
    need(isinstance(a, int) and isinstance(b, int) or 1 in (a, b), f"the size {a}*{b} has no name")
    return a * b if isinstance(a, int) and isinstance(b, int) else (b if a == 1 else a)


def shape_mul(shapes: Sequence[Shape | None]) -> Shape:
    matrices = [shape for shape in shapes if shape != SCALAR]
    need(len(matrices) <= 1 and None not in shapes, f"mul: more than one matrix in {shapes}")
    return matrices[0] if matrices else SCALAR  # type: ignore[return-value]


def shape_matmul(shapes: Sequence[Shape | None]) -> Shape:
    need(len(shapes) > 0 and None not in shapes, "matmul takes matrices")
    for left, right in zip(shapes, shapes[1:], strict=False):
        need(left[1] == right[0], f"matmul: {left} meets {right}")  # type: ignore[index]
    return (shapes[0][0], shapes[-1][1])  # type: ignore[index]


def first(shapes: Sequence[Shape | None]) -> Shape:
    need(shapes and shapes[0] is not None, "a term is expected")
    return shapes[0]  # type: ignore[return-value]


SHAPES: dict[str, Callable[[Sequence[Shape | None]], Shape]] = {
    "add": lambda s: same(s, "add"),
    "mul": shape_mul,
    "matmul": shape_matmul,
    "transpose": lambda s: (first(s)[1], first(s)[0]),
    "inverse": lambda s: square(s[0], "inverse"),
    "pinv": lambda s: (first(s)[1], first(s)[0]),
    "trace": lambda s: square(s[0], "trace") and SCALAR,
    "det": lambda s: square(s[0], "det") and SCALAR,
    "rank": lambda s: first(s) and SCALAR,
    "norm": lambda s: first(s) and SCALAR,
    "inner": lambda s: same(s, "inner") and SCALAR,
    "hadamard": lambda s: same(s, "hadamard"),
    "kron": lambda s: (times(first(s)[0], s[1][0]), times(first(s)[1], s[1][1])),  # type: ignore[index]
    "vec": lambda s: (times(*first(s)), 1),
    "diag": lambda s: (first(s)[0], first(s)[0]),
    "power": lambda s: scalars(s, "power"),
    "max": lambda s: same(s, "max"),
    "min": lambda s: same(s, "min"),
    **{op: first for op in ENTRYWISE},
}
ARITY = {"inner": 2, "hadamard": 2, "kron": 2, "power": 2, "max": 2, "min": 2, "add": None, "mul": None, "matmul": None}


class Language:
    """The nodes of one certificate: declared functions, the table of interned nodes, and substitution."""

    def __init__(self) -> None:
        self.table: dict[Any, Node] = {}
        self.functions: dict[str, tuple[tuple[int | str, ...], int | str]] = {}
        self.counter = 0

    # building ---------------------------------------------------------------------------------

    def node(
        self, op: str, args: Iterable[Node] = (), data: Any = None, bound: tuple[Node, ...] = (), shape: Shape | None = None
    ) -> Node:
        args = tuple(args)
        if op in SHAPES:
            arity = ARITY.get(op, 1)
            need(len(args) == arity if arity else len(args) > 0, f"{op} with {len(args)} arguments")
            shape = SHAPES[op]([arg.shape for arg in args])
        key = (op, args, data, bound, shape)
        return self.table.get(key) or self.table.setdefault(key, Node(op, args, data, bound, shape))

    def number(self, value: int | Fraction | str) -> Node:
        return self.node("num", data=Fraction(value), shape=SCALAR)

    def symbol(self, name: str, shape: Shape = SCALAR, domain: str = "real") -> Node:
        need(isinstance(name, str) and name.isidentifier(), f"{name!r} is no name")
        need(domain in DOMAINS and (domain == "real" or shape == SCALAR), f"{name}: no domain {domain!r} for {shape}")
        for size in shape:
            need(isinstance(size, str) and size.isidentifier() or type(size) is int and size >= 0, f"{size!r} is no size")
        return self.node("sym", data=(name, domain), shape=shape)

    def minus(self, a: Node, b: Node) -> Node:
        return self.node("add", (a, self.node("mul", (self.number(-1), b))))

    def relation(self, op: str, *args: Node) -> Node:
        if op in ATOMIC:
            need(len(args) == ATOMIC[op], f"{op} with {len(args)} arguments")
            shapes = [arg.shape for arg in args]
            square(shapes[0], op) if op in ("psd", "pd") else same(shapes, op)
            need(op not in ("le", "lt") or shapes[0] == SCALAR, f"{op} compares scalars, not {shapes[0]}")
        else:
            need(all(arg.shape is None for arg in args), f"{op} joins relations")
        return self.node(op, args)

    def fresh(self, symbol: Node) -> Node:
        self.counter += 1
        return self.symbol(f"{symbol.data[0]}__{self.counter}", symbol.shape or SCALAR, symbol.data[1])

    # reading ----------------------------------------------------------------------------------

    def declared(self, pair: Json) -> Node:
        name, form = pair
        rows, columns = form["shape"]
        need("__" not in name, f"{name!r} is a reserved name")
        return self.symbol(name, (rows, columns), form.get("domain", "real"))

    def read(self, form: Json, scope: Mapping[str, Node]) -> Node:
        """The node a JSON form denotes; anything else raises Rejected."""
        try:
            return self._read(form, scope)
        except (TypeError, ValueError, KeyError, IndexError, AttributeError, ZeroDivisionError) as error:
            raise Rejected(f"{str(form)[:80]} denotes nothing ({type(error).__name__}: {error})") from error

    def _read(self, form: Json, scope: Mapping[str, Node]) -> Node:
        op, *rest = form
        read = self._read
        match op:
            case "num":
                need(type(rest[0]) is str, "a number is text")
                return self.number(rest[0])
            case "root":
                return self.node(
                    "root", data=(tuple(map(Fraction, rest[0])), Fraction(rest[1]), Fraction(rest[2])), shape=SCALAR
                )
            case "sym":
                return scope[rest[0]]
            case "size":
                return self.number(rest[0]) if type(rest[0]) is int else self.node("size", data=str(rest[0]), shape=SCALAR)
            case "identity" | "zeros" | "ones":
                shape: Shape = (rest[0], rest[-1])
                self.symbol("shape", shape)
                return self.node(op, shape=shape)
            case "array":
                entries = [read(e, scope) for e in rest[2]]
                scalars([e.shape for e in entries], "array")
                need(type(rest[0]) is int and type(rest[1]) is int and rest[0] * rest[1] == len(entries), "array: wrong count")
                return self.node("array", entries, shape=(rest[0], rest[1]))
            case "pow":
                base = read(rest[0], scope)
                need(type(rest[1]) is int, "the exponent of pow is an integer")
                return self.node("pow", (base,), rest[1], shape=scalars([base.shape], "pow"))
            case "entry":
                whole = read(rest[0], scope)
                for place, bound in zip(rest[1:], whole.shape or (), strict=True):
                    need(type(place) is int and place >= 0 and (isinstance(bound, str) or place < bound), "no such entry")
                return self.node("entry", (whole,), (rest[1], rest[2]), shape=SCALAR)
            case "apply":
                return self._read_application(rest[0], tuple(rest[1]), [read(a, scope) for a in rest[2]])
            case "sum":
                index = self.declared(rest[0])
                parts = (read(rest[1], scope), read(rest[2], scope), read(rest[3], {**scope, index.data[0]: index}))
                need(index.data[1] in INTEGERS, "a sum runs over an integer")
                return self.node("sum", parts, bound=(index,), shape=scalars([p.shape for p in parts], "sum"))
            case "gradient" | "hessian" | "jacobian":
                return self.derivative(op, read(rest[0], scope), read(rest[1], scope))
            case "at":
                keys = [self.declared([name, form]) for name, form, _ in rest[1]]
                body = read(rest[0], {**scope, **{key.data[0]: key for key in keys}})
                values = dict(zip(keys, (read(value, scope) for _, _, value in rest[1]), strict=True))
                need(all(key.shape == value.shape for key, value in values.items()), "at: shapes differ")
                return self.substitute(body, values)
            case "forall" | "exists":
                symbols = tuple(map(self.declared, rest[0]))
                body = read(rest[1], {**scope, **{s.data[0]: s for s in symbols}})
                need(body.shape is None and len({s.data[0] for s in symbols}) == len(symbols) > 0, f"{op}: bad body or symbols")
                return self.node(op, (body,), bound=symbols)
            case "minimises":
                (variable,) = map(self.declared, rest[0])
                body, point = read(rest[1], {**scope, variable.data[0]: variable}), read(rest[2], scope)
                need(body.shape == SCALAR and point.shape == variable.shape, "minimises: shapes differ")
                return self.node("minimises", (body, point), bound=(variable,))
            case "implies":
                return self.relation(op, *(read(r, scope) for r in (*rest[0], rest[1])))
        if op in SHAPES:
            return self.node(op, [read(a, scope) for a in rest])
        need(op in ATOMIC or op in NARY, f"{op!r} is no operator")
        need(op != "iff" or len(rest) == 2, "iff joins two relations")
        return self.relation(op, *(read(a, scope) for a in rest))

    def _read_application(self, name: str, orders: tuple[int, ...], args: list[Node]) -> Node:
        domain, codomain = self.functions[name]
        need(len(args) == len(orders) == len(domain), f"{name} takes {len(domain)} arguments")
        need(all(type(order) is int and order >= 0 for order in orders), f"{name}: bad orders {orders}")
        if domain == (1,) and codomain == 1:
            return self.node("apply", args, (name, orders), shape=args[0].shape)
        need([a.shape for a in args] == [(size, 1) for size in domain], f"{name}: arguments of wrong shape")
        need(not any(orders) or set(domain) == {1}, f"{name}: only scalar arguments are differentiated by orders")
        return self.node("apply", args, (name, orders), shape=(codomain, 1))

    def derivative(self, op: str, body: Node, variable: Node) -> Node:
        """The derivative of ``body`` by a symbol, taken at that symbol."""
        need(variable.op == "sym" and body.shape and variable.shape, f"{op} is taken of a term by a symbol")
        need(variable.data[1] not in INTEGERS, f"{op} by the integer {variable.data[0]}")
        rows, columns = body.shape, variable.shape
        need(columns and (op == "gradient" or columns[1] == 1), f"{op} is taken by a column")
        need(rows == SCALAR if op != "jacobian" else rows and rows[1] == 1, f"{op} of a term of shape {rows}")
        shape = {"gradient": columns, "hessian": (columns[0], columns[0])}.get(op) or (rows[0], columns[0])  # type: ignore[index]
        return self.node(op, (body, variable), bound=(variable,), shape=shape)

    # substitution -----------------------------------------------------------------------------

    def substitute(self, node: Node, values: Mapping[Node, Node]) -> Node:
        """``node`` with free symbols replaced by terms of the same shape."""
        return self._substitute(node, {k: v for k, v in values.items() if k is not v}, {})

    def _substitute(self, node: Node, values: dict[Node, Node], memo: dict[Node, Node]) -> Node:
        if node in values:
            return values[node]
        if not node.free.intersection(values):
            return node
        if node not in memo:
            inner, bound = values, node.bound
            if bound:
                inner = {k: v for k, v in values.items() if k not in bound}
                incoming = frozenset().union(*(v.free for v in inner.values()))
                renamed = {symbol: self.fresh(symbol) for symbol in bound if symbol in incoming}
                inner, bound = {**inner, **renamed}, tuple(renamed.get(symbol, symbol) for symbol in bound)
            scoped = SCOPED.get(node.op, ())
            args = [self.substitute(a, inner) if i in scoped else self._substitute(a, values, memo) for i, a in enumerate(node.args)]
            memo[node] = self.node(node.op, args, node.data, bound, node.shape)
        return memo[node]

    def rebuild(self, node: Node, change: Callable[[Node, list[Node]], Node], memo: dict[Node, Node]) -> Node:
        """``node`` rebuilt from its leaves by ``change(node, new arguments)``."""
        if node not in memo:
            memo[node] = change(node, [self.rebuild(arg, change, memo) for arg in node.args])
        return memo[node]
