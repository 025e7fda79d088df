"""Matrices of integer size, entry by entry: each entry of an operator as a scalar in entries of its arguments."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from symdl.check.calculus.reverse import Calculus
from symdl.check.judgement import Rejected, need
from symdl.check.language import ENTRYWISE, SCALAR, Language, Node
from symdl.check.linear.elimination import Rows
from symdl.check.linear.functions import closed_form
from symdl.check.polynomial import Polynomial

MAX_DETERMINANT = 9


class Entries:
    """The step from a term of explicit sizes to its entries."""

    def __init__(self, language: Language, value: Callable[[Node], Polynomial]) -> None:
        self.language, self.value, self.closed = language, value, dict[Node, Node | None]()
        self.calculus = Calculus(language, self)

    def entry(self, node: Node, i: int, j: int) -> Node:
        """The entry (i, j); a scalar stands for itself."""
        if node.op in ("zeros", "ones", "identity", "inclusion"):
            is_unit = node.op != "zeros" and i == j + (node.data or (0,))[0]
            return self.language.number(int(node.op == "ones" or is_unit))
        if node.op == "array":
            return node.args[0 if node.shape == SCALAR else i * node.shape[1] + j]  # type: ignore[index,operator]
        if node.shape == SCALAR:
            return node
        return self.language.node("entry", (node,), (i, j), shape=SCALAR)

    def grid(self, node: Node) -> list[list[Node]]:
        """The entries in rows."""
        rows, columns = node.shape or SCALAR
        if not (isinstance(rows, int) and isinstance(columns, int)):
            raise Rejected(f"{node.op} of symbolic size has no entries")
        self.language.work.spend(rows * columns)
        return [[self.entry(node, i, j) for j in range(columns)] for i in range(rows)]

    def each(self, node: Node) -> Iterator[Node]:
        """The entries, row by row."""
        return chain.from_iterable(self.grid(node))

    def array(self, node: Node) -> Node:
        """The explicit matrix of the entries."""
        return self.language.node("array", self.each(node), shape=node.shape)

    def table(self, node: Node) -> list[list[Polynomial]]:
        """The normal forms of the entries."""
        return [[self.value(entry) for entry in row] for row in self.grid(node)]

    def constants(self, table: list[list[Polynomial]]) -> Rows:
        """A table of rational numbers."""
        rows = [[value.constant() for value in row] for row in table]
        need(all(value is not None for row in rows for value in row), "a matrix of rational numbers is expected")
        return rows  # type: ignore[return-value]

    def _product(self, *factors: Node) -> Node:
        return self.language.node("mul", factors)

    def _total(self, terms: Iterable[Node]) -> Node:
        return self.language.node("add", (self.language.number(0), *terms))

    def reduced(self, node: Node) -> Node:
        """An equal scalar in entries of the arguments: one step towards symbols and numbers."""
        whole, (i, j) = (node.args[0], node.data) if node.op == "entry" else (node, (0, 0))
        if whole is not node and whole.shape == SCALAR:
            return whole
        language, entry, args, op = self.language, self.entry, whole.args, whole.op
        match op:
            case "identity" | "ones" | "zeros" | "inclusion" | "array":
                return entry(whole, i, j)
            case "trace":
                return self._total(row[k] for k, row in enumerate(self.grid(args[0])))
            case "inner":
                return self._total(self._product(a, b) for a, b in zip(*map(self.each, args), strict=True))
            case "det":
                return self.determinant(self.grid(args[0]))
            case "transpose":
                return entry(args[0], j, i)
            case "matmul" if len(args) == 1:
                return entry(args[0], i, j)
            case "matmul":
                at = len(args) - 1 if whole.shape and whole.shape[0] == 1 else 1
                left, right = (p[0] if len(p) == 1 else language.node(op, p) for p in (args[:at], args[at:]))
                inner = range(int((left.shape or SCALAR)[1]))
                return self._total(self._product(entry(left, i, k), entry(right, k, j)) for k in inner)
            case "kron":
                p, q = map(int, args[1].shape or SCALAR)
                return self._product(entry(args[0], i // p, j // q), entry(args[1], i % p, j % q))
            case "vec":
                rows = int((args[0].shape or SCALAR)[0])
                return entry(args[0], i % rows, i // rows)
            case "diag":
                return entry(args[0], i, 0) if i == j else language.number(0)
            case "inverse":
                grid = self.grid(args[0])
                minor = self.determinant([row[:i] + row[i + 1 :] for k, row in enumerate(grid) if k != j])
                sign, reciprocal = language.number((-1) ** (i + j)), language.pow(language.node("det", args), -1)
                return self._product(sign, minor, reciprocal)
            case "pinv" | "sqrtm" | "expm" if closed := closed_form(self, whole):
                return entry(closed, i, j)
            case "apply":
                return self._component(whole, i, j)
            case "gradient" if args[0].shape == SCALAR:
                return entry(self.calculus.derived(whole), i, j)
            case "gradient":
                slope = language.derivative(op, entry(args[0], i, j), whole.bound[0])
                return language.substitute(slope, {whole.bound[0]: args[1]})
            case "hessian" | "jacobian":
                rows = int((args[1].shape or SCALAR)[0])
                return entry(self.calculus.rows(whole)[i], j % rows, j // rows)
            case "pow":
                return language.pow(entry(args[0], i, j), whole.data)
        need(op in ("add", "mul", "hadamard", "max", "min", *ENTRYWISE), f"{op} has no entries")
        return language.node("mul" if op == "hadamard" else op, [entry(arg, i, j) for arg in args])

    def _component(self, node: Node, i: int, j: int) -> Node:
        """The component of a function at scalars, differentiated so many times by each of them."""
        name, orders = node.data
        domain, codomain = self.language.functions[name]
        if domain == (1,) and codomain == 1:
            args, i = [self.entry(node.args[0], i, j)], 0
        else:
            args = [entry for arg in node.args for entry in self.each(arg)]
        return self.language.node("partial", args, (name, i, orders if any(orders) else (0,) * len(args)), shape=SCALAR)

    def determinant(self, table: list[list[Node]]) -> Node:
        """Laplace expansion along rows, minors remembered by their columns."""
        need(len(table) <= MAX_DETERMINANT, f"a determinant of size {len(table)} is not written out")
        minors: dict[tuple[int, ...], Node] = {(): self.language.number(1)}

        def minor(columns: tuple[int, ...]) -> Node:
            if columns not in minors:
                row = table[-len(columns)]
                minors[columns] = self._total(
                    self._product(self.language.number((-1) ** k), row[j], minor(columns[:k] + columns[k + 1 :]))
                    for k, j in enumerate(columns)
                )
            return minors[columns]

        return minor(tuple(range(len(table))))
