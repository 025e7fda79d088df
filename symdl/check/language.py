"""What a certificate can say: nodes for terms and relations, read from JSON, with their shapes.

Terms and relations are nodes of one kind; a relation has no shape. Binders list the symbols they bind, and all
substitution goes through `Language.substitute`, which renames a bound symbol that would capture. A derivative
carries the point at which it is taken as an argument, so `at` is plain substitution.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any

from symdl.check.blocks.reading import block
from symdl.check.blocks.sizes import combined, is_compound, times
from symdl.check.chains import terms as chains
from symdl.check.chains.positions import width
from symdl.check.counts.figure import figure
from symdl.check.judgement import Rejected as Rejected
from symdl.check.judgement import need as need
from symdl.check.numbers.algebraic import RealRoot
from symdl.check.polynomial import Work
from symdl.check.ranks.reading import READERS

Json = Any
Shape = tuple[int | str, int | str]

DOMAINS = ("real", "positive", "nonnegative", "integer", "natural")
INTEGERS = ("integer", "natural")
SCALAR: Shape = (1, 1)
NAME = re.compile(r"(?!.*__)[A-Za-z][A-Za-z0-9_]*")
NUMBER = re.compile(r"-?[0-9]+(/[0-9]+)?")
DEPTH = 2_000
"""How deeply terms may be nested: the stack of the machine ends somewhere below 10 000."""
NODE_WORK = 200
"""Units of work that a new node costs."""

SCOPED = {"forall": 0, "exists": 0, "minimises": 0, "count": 0, "gradient": 0, "hessian": 0, "jacobian": 0}
SCOPED |= {"sum": 2, "iterate": 2}
"""The argument of a binder in which its bound symbols are bound."""
DERIVATIVES = ("gradient", "hessian", "jacobian")
PARTIAL = {"inverse", "sqrtm", "log", "sqrt", "power", "matrix_power", "chain", *SCOPED} - {"count"}
ENTRYWISE = ("exp", "log", "sqrt", "tanh", "abs", "sign")
EACH = ("each_ne", "each_le", "each_lt")
ATOMIC = ("eq", "ne", "le", "lt", "psd", "pd", *EACH)
CONNECTIVES = {"and": None, "or": None, "implies": None, "iff": 2, "true": 0, "false": 0}


def product_shape(shapes: list[Shape]) -> Shape | None:
    """The shape of the one factor that is no scalar."""
    matrices = [shape for shape in shapes if shape != SCALAR]
    return (*matrices, SCALAR)[0] if len(matrices) <= 1 else None


def chain_shape(shapes: list[Shape]) -> Shape | None:
    """The shape of a matrix product."""
    return (shapes[0][0], shapes[-1][1]) if all(a[1] == b[0] for a, b in pairwise(shapes)) else None


SHAPES: dict[str, tuple[int, Callable[[list[Shape]], Shape | None]]] = {
    "add": (0, lambda s: s[0] if len(set(s)) == 1 else None),
    "mul": (0, product_shape),
    "matmul": (0, chain_shape),
    **dict.fromkeys(("hadamard", "max", "min", "eq", "ne", *EACH), (2, lambda s: s[0] if s[0] == s[1] else None)),
    **dict.fromkeys(("power", "le", "lt"), (2, lambda s: SCALAR if s == [SCALAR, SCALAR] else None)),
    "matrix_power": (2, lambda s: s[0] if s[0][0] == s[0][1] and s[1] == SCALAR else None),
    "inner": (2, lambda s: SCALAR if s[0] == s[1] else None),
    "kron": (2, lambda s: (times(s[0][0], s[1][0]), times(s[0][1], s[1][1]))),
    **dict.fromkeys(ENTRYWISE, (1, lambda s: s[0])),
    **dict.fromkeys(("inverse", "sqrtm", "expm", "psd", "pd"), (1, lambda s: s[0] if s[0][0] == s[0][1] else None)),
    **dict.fromkeys(("trace", "det", "positive_index"), (1, lambda s: SCALAR if s[0][0] == s[0][1] else None)),
    **dict.fromkeys(("transpose", "pinv"), (1, lambda s: (s[0][1], s[0][0]))),
    **dict.fromkeys(("rank", "norm"), (1, lambda s: SCALAR)),
    "vec": (1, lambda s: (times(*s[0][::-1]), 1)),
    "diag": (1, lambda s: (s[0][0], s[0][0]) if s[0][1] == 1 else None),
}
"""The number of arguments of an operator (0: one or more), and its shape from theirs; None where they do not fit."""
OPERATORS = SHAPES.keys() - set(ATOMIC)


def shape_of(op: str, args: tuple["Node", ...]) -> Shape:
    """The shape of an operator at arguments; of an atomic relation that of its sides."""
    arity, rule = SHAPES[op]
    shapes = [arg.shape for arg in args if arg.shape is not None]
    shape = rule(shapes) if len(shapes) == len(args) > 0 and arity in (0, len(args)) else None
    if shape is None:
        raise Rejected(f"{op} does not take arguments of shapes {[arg.shape for arg in args]}")
    return shape


EMPTY: frozenset["Node"] = frozenset()


class Node:
    """A term (with a shape) or a relation (shape None). Nodes of one language are interned: equal is identical.

    Attributes:
        free: the symbols that are not bound.
        explicit: whether all sizes are integers, so that matrices have entries.
        depth: how deeply terms are nested.
        derives: whether there is a derivative in it.
        partial: whether there is anything in it that may be undefined.
    """

    __slots__ = ("args", "bound", "data", "depth", "derives", "explicit", "free", "op", "partial", "shape")

    def __init__(self, op: str, args: tuple["Node", ...], data: Any, bound: tuple["Node", ...], shape: Shape | None):
        self.op, self.args, self.data, self.bound, self.shape = op, args, data, bound, shape
        parts = [arg.free for arg in args]
        if bound:
            parts[SCOPED[op]] -= {*bound}
        self.free: frozenset[Node] = frozenset((self,)) if op == "sym" else EMPTY.union(*parts)
        sizes = shape or (1, 1)
        self.explicit: bool = isinstance(sizes[0], int) and isinstance(sizes[1], int)
        self.depth, self.derives = 1, op in DERIVATIVES or op == "where"
        self.partial = self.derives or op in PARTIAL or (op == "pow" and data < 0)
        for part in (*args, *bound):
            self.explicit = self.explicit and part.explicit
            self.depth = max(self.depth, part.depth + 1)
            self.derives, self.partial = self.derives or part.derives, self.partial or part.partial

    def __repr__(self, levels: int = 6) -> str:
        parts = [*([] if self.data is None else [str(self.data)]), *(arg.__repr__(levels - 1) for arg in self.args)]
        return f"{self.op}({', '.join(parts) if levels else '…'})"


class Language:
    """The nodes of one certificate: declared functions, the table of interned nodes, and substitution.

    Attributes:
        functions: sizes of the arguments and of the value of each declared function.
        sizes: integers for names of sizes.
        named: the names of sizes that were read.
        positions: the natural symbols that may place a layer in a network, with their numbers at an instance.
        is_fixed: whether this is an instance, where products of layers are written out.
        layers: the layers that were met at an instance.
        families: the names of the widths of each family of layers.
        placing, binding: names that place a layer, and names that are bound; none is both.
    """

    def __init__(self, functions: Json, work: Work, sizes: Mapping[str, int]) -> None:
        self.table: dict[Any, Node] = {}
        self.roots: dict[Any, RealRoot] = {}
        self.work, self.sizes, self.named, self.counter = work, sizes, set[str](), 0
        self.positions, self.is_fixed = dict[str, int | None](), False
        self.layers, self.families = dict[str, Node](), dict[str, str]()
        self.placing, self.binding = set[str](), set[str]()
        self.functions: dict[str, tuple[tuple[int | str, ...], int | str]] = {}
        for name, form in functions.items():
            is_function = NAME.fullmatch(name) and form.keys() == {"domain", "codomain"} and form["domain"]
            need(is_function, f"{name}: no function")
            self.functions[name] = (tuple(map(self.size, form["domain"])), self.size(form["codomain"]))

    # building ---------------------------------------------------------------------------------

    def node(
        self,
        op: str,
        args: Iterable[Node] = (),
        data: Any = None,
        bound: tuple[Node, ...] = (),
        shape: Shape | None = None,
    ) -> Node:
        """The one node with these parts; its shape is derived where the operator determines it."""
        args = tuple(args)
        key = (op, args, data, bound, None if op in OPERATORS else shape)
        found = self.table.get(key)
        if found is None:
            self.work.spend(NODE_WORK + len(args))
            shape = shape_of(op, args) if op in OPERATORS else shape
            found = self.table[key] = Node(op, args, data, bound, shape)
            self.binding.update(symbol.data[0] for symbol in bound)
            self.index(())
            if found.depth > DEPTH:
                raise Rejected(f"a term is nested more than {DEPTH} deep")
        return found

    def index(self, names: Iterable[str]) -> None:
        """Names place a layer, so that sizes depend on them; such a name is never bound nor replaced."""
        self.placing.update(names)
        need(self.placing.isdisjoint(self.binding), "a symbol that places a layer is not bound by a quantifier or sum")

    def number(self, value: int | Fraction | str) -> Node:
        """The node of a rational number; text is remembered as it stands."""
        found = self.table.get(value)
        if found is None:
            found = self.table[value] = self.node("num", data=Fraction(value), shape=SCALAR)
        return found

    def zeros(self, shape: Shape | None) -> Node:
        """The zero matrix; the number 0 for the shape of a scalar."""
        return self.number(0) if shape == SCALAR else self.node("zeros", shape=shape)

    def identity(self, shape: Shape | None) -> Node:
        """The identity matrix; the number 1 for the shape of a scalar."""
        need(shape and shape[0] == shape[1], f"no identity has the shape {shape}")
        return self.number(1) if shape == SCALAR else self.node("identity", shape=shape)

    def pow(self, base: Node, exponent: int) -> Node:
        need(base.shape and type(exponent) is int, "pow takes a term and an integer")
        return self.node("pow", (base,), exponent, shape=base.shape)

    def minus(self, a: Node, b: Node) -> Node:
        return self.node("add", (a, self.node("mul", (self.number(-1), b))))

    def symbol(self, name: str, shape: Shape, domain: str) -> Node:
        """A symbol that a certificate may declare."""
        need(isinstance(name, str) and NAME.fullmatch(name), f"{name!r} is no name of letters, digits and single _")
        need(domain in DOMAINS and (domain == "real" or shape == SCALAR), f"{name}: no domain {domain!r} for {shape}")
        return self.node("sym", data=(name, domain), shape=shape)

    def relation(self, op: str, *args: Node) -> Node:
        if op in ATOMIC:
            shape_of(op, args)
        else:
            fits = all(arg.shape is None for arg in args) and CONNECTIVES[op] in (None, len(args))
            need(fits, f"{op} joins relations")
        return self.node(op, args)

    def fresh(self, symbol: Node) -> Node:
        self.counter += 1
        name, domain = symbol.data
        return self.node("sym", data=(f"{name}__{self.counter}", domain), shape=symbol.shape)

    def derivative(self, op: str, body: Node, variable: Node) -> Node:
        """The derivative of ``body`` by a symbol, taken at that symbol; Hessians and Jacobians of matrices after vec."""
        rows, columns = body.shape, variable.shape
        if variable.op != "sym" or variable.data[1] in INTEGERS or rows is None or columns is None:
            raise Rejected(f"{op} is taken of a term by a real symbol")
        if op == "gradient":
            need(SCALAR in (rows, columns), "a gradient is of a scalar, or by a scalar")
            return self.node(op, (body, variable), bound=(variable,), shape=rows if columns == SCALAR else columns)
        need(op == "jacobian" or rows == SCALAR, f"{op} of a term of shape {rows}")
        width = times(*columns[::-1])
        shape = (width if op == "hessian" else times(*rows[::-1]), width)
        return self.node(op, (body, variable), bound=(variable,), shape=shape)

    # reading ----------------------------------------------------------------------------------

    def size(self, size: Json) -> int | str:
        """A size: an integer ≥ 0, a name, which stands for an integer ≥ 1, a product such as ``n*m``, or a sum."""
        if type(size) is str and not NAME.fullmatch(size):
            return combined(size, self.size) if is_compound(size) else width(self, size)
        if type(size) is str:
            self.named.add(size)
            return self.sizes.get(size, size)
        need(type(size) is int and size >= 0, f"{size!r} is no size")
        return size  # type: ignore[no-any-return]

    def declared(self, pair: Json) -> Node:
        """The symbol of a pair ``[name, {"shape", "domain"}]``."""
        name, form = pair
        need({"shape"} <= form.keys() <= {"shape", "domain"}, f"{name} is declared by its shape and domain")
        rows, columns = map(self.size, form["shape"])
        return self.symbol(name, (rows, columns), form.get("domain", "real"))

    def read(self, form: Json, scope: Mapping[str, Node]) -> Node:
        """The node a JSON form denotes; anything else raises an error."""
        if type(form) is not list:
            raise Rejected(f"{str(form)[:80]} denotes nothing")
        op, *rest = form
        if op in OPERATORS:
            return self.node(op, self._read_all(rest, scope))
        if op == "sym":
            (name,) = rest
            return scope[name]
        match op, rest:
            case "num", [str(text)]:
                need(text in self.table or NUMBER.fullmatch(text), f"{text[:40]!r} is no exact number")
                return self.number(text)
            case "size", [size]:
                value = self.size(size)
                need(isinstance(value, int) or not is_compound(value), "products and sums of sizes are written out")
                return self.number(value) if isinstance(value, int) else self.node("size", data=value, shape=SCALAR)
            case "identity", [size]:
                return self.node(op, shape=(self.size(size), self.size(size)))
            case (("zeros" | "ones"), [rows, columns]):
                return self.node(op, shape=(self.size(rows), self.size(columns)))
            case "root", [coefficients, low, high]:
                need(all(NUMBER.fullmatch(text) for text in (*coefficients, low, high)), "root takes exact numbers")
                root = (tuple(map(Fraction, coefficients)), Fraction(low), Fraction(high))
                self.roots[root] = self.roots.get(root) or RealRoot(*root)
                return self.node("root", data=root, shape=SCALAR)
            case "array", [rows, columns, forms]:
                entries, shape = self._read_all(forms, scope), (self.size(rows), self.size(columns))
                need(all(entry.shape == SCALAR for entry in entries), "array takes scalars")
                need(type(rows) is type(columns) is int and rows * columns == len(entries), "array: wrong count")
                return self.node("array", entries, shape=shape)
            case "block", [rows, columns, forms]:
                return block(self, rows, columns, self._read_all(forms, scope))
            case "pow", [base, exponent]:
                return self.pow(self.read(base, scope), exponent)
            case "entry", [form, *place]:
                whole = self.read(form, scope)
                for index, bound in zip(place, whole.shape or (), strict=True):
                    exists = index == 0 if isinstance(bound, str) else index < bound
                    need(type(index) is int and index >= 0 and exists, "no such entry")
                return self.node("entry", (whole,), tuple(place), shape=SCALAR)
            case "apply", [name, orders, forms]:
                return self._application(name, tuple(orders), self._read_all(forms, scope))
            case "sum", [pair, *bounds, form]:
                index = self.declared(pair)
                parts = (*self._read_all(bounds, scope), self.read(form, {**scope, index.data[0]: index}))
                need(len(parts) == 3 and all(part.shape == SCALAR for part in parts), "sum takes scalars")
                need(index.data[1] in INTEGERS, "a sum runs over an integer")
                return self.node("sum", parts, bound=(index,), shape=SCALAR)
            case "iterate", [pair, *forms, form]:
                variable = self.declared(pair)
                start, count = self._read_all(forms, scope)
                body = self.read(form, {**scope, variable.data[0]: variable})
                need(start.shape == variable.shape == body.shape, "iterate: the step keeps the shape of the start")
                need(variable.data[1] == "real" and count.shape == SCALAR, "iterate takes a real symbol and a number")
                return self.node(op, (start, count, body), bound=(variable,), shape=variable.shape)
            case (("generic_rank" | "network_rank"), parts):
                return self.node(op, data=READERS[op](self, *parts), shape=SCALAR)
            case (("gradient" | "hessian" | "jacobian"), [form, variable]):
                body, by = self._read_all((form, variable), scope)
                need(by.op != "chain" or op == "gradient", f"{op} is not taken by a layer")
                return chains.gradient(self, body, by) if by.op == "chain" else self.derivative(op, body, by)
            case "chain", parts:
                return chains.read(self, parts, scope)
            case "at", [form, triples]:
                keys = {name: self.declared([name, declaration]) for name, declaration, _ in triples}
                values = {keys[name]: self.read(value, scope) for name, _, value in triples}
                shapes = all(key.shape == value.shape for key, value in values.items())
                need(shapes and len(keys) == len(triples), "at: a value has another shape, or a name stands twice")
                term = self.read(form, {**scope, **keys})
                need(term.shape, "at takes a term")  # a relation may speak of the domain of a symbol
                return self.substitute(term, values)
            case (("forall" | "exists" | "minimises"), [pairs, form, *more]):
                return self._binder(op, tuple(map(self.declared, pairs)), form, more, scope)
            case "count", [form, pairs, column]:
                unknowns = {pair[0]: self.declared(pair) for pair in pairs}
                need(len(unknowns) == len(pairs), "the unknowns have different names")
                return self.node(op, (self.read(column, {**scope, **unknowns}),), figure(form), (*unknowns.values(),))
            case "implies", [forms, form]:
                return self.relation(op, *self._read_all(forms, scope), self.read(form, scope))
        if op == "implies" or (op not in ATOMIC and op not in CONNECTIVES):
            raise Rejected(f"{str(form)[:80]} denotes nothing")
        return self.relation(op, *self._read_all(rest, scope))

    def _read_all(self, forms: Json, scope: Mapping[str, Node]) -> tuple[Node, ...]:
        return tuple([self.read(form, scope) for form in forms])

    def _binder(self, op: str, symbols: tuple[Node, ...], form: Json, more: Json, scope: Mapping[str, Node]) -> Node:
        names = {symbol.data[0]: symbol for symbol in symbols}
        need(len(names) == len(symbols) > 0, f"{op} binds symbols of different names")
        body, *points = self.read(form, {**scope, **names}), *self._read_all(more, scope)
        if op != "minimises":
            need(body.shape is None and not points, f"{op} takes one relation")
            return self.node(op, (body,), bound=symbols)
        ((variable,), (point,)) = symbols, points
        need(body.shape == SCALAR and point.shape == variable.shape, "minimises: shapes differ")
        is_inside = variable.data[1] in ("real", point.op == "sym" and point.data[1])
        need(is_inside, "minimises: the point has another domain")
        return self.node(op, (body, point), bound=symbols)

    def _application(self, name: str, orders: tuple[int, ...], args: tuple[Node, ...]) -> Node:
        domain, codomain = self.functions[name]
        need(len(args) == len(orders) == len(domain), f"{name} takes {len(domain)} arguments")
        need(all(type(order) is int and 0 <= order <= 99 for order in orders), f"{name}: bad orders {orders}")
        if domain == (1,) and codomain == 1:
            need(args[0].shape, f"{name} takes terms")
            return self.node("apply", args, (name, orders), shape=args[0].shape)
        need([arg.shape for arg in args] == [(size, 1) for size in domain], f"{name}: arguments of wrong shape")
        need(not any(orders) or set(domain) == {1}, f"{name}: only scalar arguments are differentiated by orders")
        return self.node("apply", args, (name, orders), shape=(codomain, 1))

    # substitution -----------------------------------------------------------------------------

    def substitute(self, node: Node, values: Mapping[Node, Node]) -> Node:
        """``node`` with free symbols replaced by terms of the same shape."""
        need(
            not self.placing or self.placing.isdisjoint(k.data[0] for k in values),
            "the place of a layer is not replaced",
        )
        return self._substitute(node, {k: v for k, v in values.items() if k is not v}, {})

    def _substitute(self, node: Node, values: dict[Node, Node], memo: dict[Node, Node]) -> Node:
        if node in values:
            return values[node]
        if not node.free.intersection(values):
            return node
        if node not in memo:
            inner, bound, scoped = values, node.bound, SCOPED.get(node.op)
            if bound:
                inner = {k: v for k, v in values.items() if k not in bound}
                incoming = frozenset[Node]().union(*(v.free for v in inner.values()))
                renamed = {symbol: self.fresh(symbol) for symbol in bound if symbol in incoming}
                inner, bound = {**inner, **renamed}, tuple(renamed.get(symbol, symbol) for symbol in bound)
            args = [
                self._substitute(arg, inner, {}) if i == scoped else self._substitute(arg, values, memo)
                for i, arg in enumerate(node.args)
            ]
            memo[node] = self.node(node.op, args, node.data, bound, node.shape)
        return memo[node]
