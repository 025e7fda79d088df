"""Matrices of integer size as tables of normal forms, and derivatives by their entries."""

from collections.abc import Callable
from fractions import Fraction
from functools import reduce
from itertools import product
from typing import TYPE_CHECKING

from symdl.check.language import ENTRYWISE, SCALAR, Node, Rejected, need
from symdl.check.polynomial import BITS, MASK, Polynomial, Value

if TYPE_CHECKING:
    from symdl.check.normal import Normaliser

Table = list[list[Value]]


class Entries:
    """The fold from matrix terms to tables of values."""

    def __init__(self, normaliser: "Normaliser") -> None:
        self.normaliser = normaliser
        self.memo: dict[Node, Table] = {}

    def table(self, node: Node) -> Table:
        if node not in self.memo:
            self.memo[node] = [[self.normaliser.value(node)]] if node.shape == SCALAR else self._table(node)
        return self.memo[node]

    def difference(self, a: Node, b: Node) -> Table:
        return self._zip(self.table(a), self.table(b), self._minus)

    def vanishes(self, table: Table) -> bool:
        return all(value.is_zero() for row in table for value in row)

    def gram(self, node: Node) -> Value:
        """tr(AᵀA)."""
        return self._total(value.times(value, self.normaliser.work) for row in self.table(node) for value in row)

    def _minus(self, a: Value, b: Value) -> Value:
        return a.plus(b.scaled(Fraction(-1)), self.normaliser.work)

    def _plus(self, a: Value, b: Value) -> Value:
        return a.plus(b, self.normaliser.work)

    def _times(self, a: Value, b: Value) -> Value:
        return a.times(b, self.normaliser.work)

    def _total(self, values: "object") -> Value:
        return reduce(self._plus, values, Value.of(0))  # type: ignore[call-overload,no-any-return]

    @staticmethod
    def _zip(a: Table, b: Table, combine: Callable[[Value, Value], Value]) -> Table:
        return [[combine(x, y) for x, y in zip(r, s, strict=True)] for r, s in zip(a, b, strict=True)]

    def matmul(self, a: Table, b: Table, columns: int) -> Table:
        return [[self._total(self._times(x, b[k][j]) for k, x in enumerate(row)) for j in range(columns)] for row in a]

    # scalars made of matrices -----------------------------------------------------------------

    def scalar(self, node: Node) -> Value:
        normaliser, args = self.normaliser, node.args
        match node.op:
            case "trace":
                return self._total(row[i] for i, row in enumerate(self.table(args[0])))
            case "det":
                return self.determinant(self.table(args[0]))
            case "norm":
                return normaliser.gram_root(self.gram(args[0]))
            case "inner":
                a, b = self.table(args[0]), self.table(args[1])
                return self._total(value for row in self._zip(a, b, self._times) for value in row)
            case "entry":
                row, column = node.data
                return self.table(args[0])[row][column]
            case "rank":
                return Value.of(self.rank(self.constants(self.table(args[0]))))
            case "gradient" | "hessian" | "jacobian" | "apply" | "matmul" | "transpose" | "pinv":
                return self._table(node)[0][0]
        raise Rejected(f"{node.op} has no normal form")

    def determinant(self, table: Table) -> Value:
        """Laplace expansion along rows, minors remembered by their columns."""
        n = len(table)
        need(n <= 9, f"a determinant of size {n} is not written out")
        minors: dict[tuple[int, ...], Value] = {(): Value.of(1)}
        for size in range(1, n + 1):
            row = table[n - size]
            larger: dict[tuple[int, ...], Value] = {}
            for chosen in product((False, True), repeat=n):
                columns = tuple(j for j, c in enumerate(chosen) if c)
                if len(columns) == size:
                    parts = [
                        self._times(row[j], minors[columns[:k] + columns[k + 1 :]]).scaled(Fraction((-1) ** k))
                        for k, j in enumerate(columns)
                    ]
                    larger[columns] = self._total(parts)
            minors = larger
        return minors[tuple(range(n))]

    def constants(self, table: Table) -> list[list[Fraction]]:
        rows = [[value.constant() for value in row] for row in table]
        need(all(value is not None for row in rows for value in row), "a matrix of rational numbers is expected")
        return rows  # type: ignore[return-value]

    @staticmethod
    def reduced(rows: list[list[Fraction]]) -> tuple[list[list[Fraction]], list[int]]:
        """The reduced row echelon form and its pivot columns."""
        rows = [row[:] for row in rows]
        pivots: list[int] = []
        for column in range(len(rows[0]) if rows else 0):
            at = len(pivots)
            found = next((i for i in range(at, len(rows)) if rows[i][column]), None)
            if found is None:
                continue
            rows[at], rows[found] = rows[found], rows[at]
            rows[at] = [x / rows[at][column] for x in rows[at]]
            for i, row in enumerate(rows):
                if i != at and row[column]:
                    rows[i] = [x - row[column] * y for x, y in zip(row, rows[at], strict=True)]
            pivots.append(column)
        return rows, pivots

    def rank(self, rows: list[list[Fraction]]) -> int:
        return len(self.reduced(rows)[1])

    # tables -----------------------------------------------------------------------------------

    def _table(self, node: Node) -> Table:
        normaliser, args = self.normaliser, node.args
        rows, columns = node.shape  # type: ignore[misc]
        need(isinstance(rows, int) and isinstance(columns, int), f"{node.op} of symbolic size has no entries")
        cells = [[(i, j) for j in range(columns)] for i in range(rows)]  # type: ignore[arg-type]

        def each(make: Callable[[int, int], Value]) -> Table:
            return [[make(i, j) for i, j in row] for row in cells]

        match node.op:
            case "sym":
                return each(lambda i, j: normaliser.atom("entry", node, i, j))
            case "identity":
                return each(lambda i, j: Value.of(int(i == j)))
            case "zeros" | "ones":
                return each(lambda i, j: Value.of(int(node.op == "ones")))
            case "array":
                return each(lambda i, j: normaliser.value(args[i * columns + j]))
            case "add":
                return reduce(lambda a, b: self._zip(a, b, self._plus), map(self.table, args))
            case "mul":
                factor = normaliser.product(tuple(a for a in args if a.shape == SCALAR))
                inner = next(a for a in args if a.shape != SCALAR)
                return [[self._times(factor, value) for value in row] for row in self.table(inner)]
            case "matmul":
                result = self.table(args[0])
                for arg in args[1:]:
                    result = self.matmul(result, self.table(arg), arg.shape[1])  # type: ignore[index,arg-type]
                return result
            case "transpose":
                inside = self.table(args[0])
                return each(lambda i, j: inside[j][i])
            case "inverse":
                return self._inverse(self.table(args[0]))
            case "pinv":
                return self._pinv(self.constants(self.table(args[0])), rows, columns)
            case "hadamard":
                return self._zip(self.table(args[0]), self.table(args[1]), self._times)
            case "kron":
                a, b = self.table(args[0]), self.table(args[1])
                p, q = args[1].shape  # type: ignore[misc]
                return each(lambda i, j: self._times(a[i // p][j // q], b[i % p][j % q]))  # type: ignore[operator]
            case "vec":
                inside, height = self.table(args[0]), args[0].shape[0]  # type: ignore[index]
                return each(lambda i, j: inside[i % height][i // height])  # type: ignore[operator]
            case "diag":
                inside = self.table(args[0])
                return each(lambda i, j: inside[i][0] if i == j else Value.of(0))
            case "max" | "min":
                return self._zip(self.table(args[0]), self.table(args[1]), lambda a, b: normaliser.choice(node.op, a, b))
            case "apply":
                return self._application(node, cells)
            case "gradient" | "hessian" | "jacobian":
                return self._derivative(node)
        if node.op in ENTRYWISE:
            return [[normaliser.elementary(node.op, value) for value in row] for row in self.table(args[0])]
        raise Rejected(f"{node.op} of shape {node.shape} has no normal form")

    def _inverse(self, table: Table) -> Table:
        n = len(table)
        scale = self.determinant(table).reciprocal(self.normaliser.work)

        def cofactor(i: int, j: int) -> Value:
            minor = [row[:i] + row[i + 1 :] for k, row in enumerate(table) if k != j]
            return self._times(self.determinant(minor).scaled(Fraction((-1) ** (i + j))), scale)

        return [[cofactor(i, j) for j in range(n)] for i in range(n)]

    def _pinv(self, matrix: list[list[Fraction]], rows: int, columns: int) -> Table:
        """C⁺ = Gᵀ(FᵀCGᵀ)⁻¹Fᵀ for a full-rank factorisation C = F G."""
        reduced, pivots = self.reduced(matrix)
        if not pivots:
            return [[Value.of(0)] * columns for _ in range(rows)]
        of = lambda numbers: [[Value.of(x) for x in row] for row in numbers]  # noqa: E731
        g, f = of(reduced[: len(pivots)]), of([[row[j] for j in pivots] for row in matrix])
        g_t, f_t = [list(c) for c in zip(*g, strict=True)], [list(c) for c in zip(*f, strict=True)]
        r = len(pivots)
        middle = self.matmul(self.matmul(f_t, of(matrix), len(matrix[0])), g_t, r)
        return self.matmul(self.matmul(g_t, self._inverse(middle), r), f_t, columns)

    def _application(self, node: Node, cells: list[list[tuple[int, int]]]) -> Table:
        name, orders = node.data
        domain, codomain = self.normaliser.language.functions[name]
        if domain == (1,) and codomain == 1:
            inside = self.table(node.args[0])
            return [[self.normaliser.atom("apply", name, 0, orders, (inside[i][j],)) for i, j in row] for row in cells]
        flat = tuple(value for arg in node.args for row in self.table(arg) for value in row)
        orders = orders if set(domain) == {1} else (0,) * len(flat)
        return [[self.normaliser.atom("apply", name, i, orders, flat) for i, _ in row] for row in cells]

    # derivatives ------------------------------------------------------------------------------

    def _derivative(self, node: Node) -> Table:
        """Differentiate at a fresh symbol, then put the point in its place."""
        language, normaliser = self.normaliser.language, self.normaliser
        body, point = node.args
        (variable,) = node.bound
        if point is not variable:
            x = language.fresh(variable)
            moved = language.derivative(node.op, language.substitute(body, {variable: x}), x)
            return self.replaced(self._table(moved), x, self.table(point))
        places = [normaliser.atom("sym", variable)] if variable.shape == SCALAR else [
            value for row in self.table(variable) for value in row
        ]
        indices = [value.numerator.atoms()[0] for value in places]
        slopes = [[self.slope(value, index) for index in indices] for row in self.table(body) for value in row]
        if node.op == "hessian":
            return [[self.slope(first, index) for index in indices] for first in slopes[0]]
        if node.op == "jacobian":
            return slopes
        _, columns = node.shape  # type: ignore[misc]
        return [slopes[0][i : i + columns] for i in range(0, len(indices), columns)] if columns else []  # type: ignore[operator,misc]

    def slope(self, value: Value, variable: int) -> Value:
        """The derivative of a normal form by an atom: the chain rule over its atoms."""
        total = Value.of(0)
        for index in value.atoms():
            inner = self._atom_slope(index, variable)
            if not inner.is_zero():
                total = self._plus(total, self._times(value.derivative(index, self.normaliser.work), inner))
        return total

    def _atom_slope(self, index: int, variable: int) -> Value:
        normaliser = self.normaliser
        kind, *rest = normaliser.keys[index]
        this = Value.atom(index)
        if index == variable:
            return Value.of(1)
        if kind in ("sym", "entry", "size", "root"):
            return Value.of(0)
        if kind == "apply":
            name, component, orders, arguments = rest
            parts = []
            for k, argument in enumerate(arguments):
                raised = (*orders[:k], orders[k] + 1, *orders[k + 1 :])
                outer = normaliser.atom("apply", name, component, raised, arguments)
                parts.append(self._times(outer, self.slope(argument, variable)))
            return self._total(parts)
        if kind == "sum":
            lower, upper, body = rest
            inner = self.slope(body, variable)
            return inner if inner.is_zero() else normaliser.atom("sum", lower, upper, inner)
        if kind == "max":
            a, b = (*rest[0], *rest[0])[:2]
            da, db = self.slope(a, variable), self.slope(b, variable)
            side = normaliser.elementary("sign", self._minus(a, b))
            half = Fraction(1, 2)
            return self._plus(self._plus(da, db), self._times(side, self._minus(da, db))).scaled(half)
        if kind not in ENTRYWISE:
            raise Rejected(f"the derivative of {kind} is not defined here")
        inner = self.slope(rest[0], variable)
        return inner if inner.is_zero() else self._times(self.outer_slope(kind, this, rest[0]), inner)

    def outer_slope(self, kind: str, this: Value, inside: Value) -> Value:
        """The derivative of an elementary function at ``inside``, where it takes the value ``this``."""
        work = self.normaliser.work
        match kind:
            case "exp":
                return this
            case "log":
                return inside.reciprocal(work)
            case "sqrt":
                return this.scaled(Fraction(2)).reciprocal(work)
            case "tanh":
                return self._minus(Value.of(1), this.power(2, work))
            case "abs":
                return self.normaliser.elementary("sign", inside)
        return Value.of(0)

    def replaced(self, table: Table, symbol: Node, point: Table) -> Table:
        """The table with the atoms of ``symbol`` replaced by the values of ``point``."""
        if symbol.shape == SCALAR:
            values = {self.normaliser.indices[("sym", symbol)]: point[0][0]}
        else:
            values = {
                self.normaliser.indices[("entry", symbol, i, j)]: value
                for i, row in enumerate(point)
                for j, value in enumerate(row)
                if ("entry", symbol, i, j) in self.normaliser.indices
            }
        return [[self.composed(value, values) for value in row] for row in table]

    def composed(self, value: Value, values: dict[int, Value]) -> Value:
        """A normal form with atoms replaced by normal forms, inside other atoms too."""
        images = {index: values.get(index) or self._rebuilt_atom(index, values) for index in value.atoms()}
        if all(image == Value.atom(index) for index, image in images.items()):
            return value
        result = self._evaluated(value.numerator, images)
        for factor, power in value.factors.items():
            result = self._times(result, self._evaluated(factor, images).power(-power, self.normaliser.work))
        return result

    def _evaluated(self, polynomial: Polynomial, images: dict[int, Value]) -> Value:
        total = Value.of(0)
        for monomial, coefficient in polynomial.terms.items():
            term = Value.of(Fraction(coefficient, polynomial.denominator))
            for index, image in images.items():
                if exponent := monomial >> (BITS * index) & MASK:
                    term = self._times(term, image.power(exponent, self.normaliser.work))
            total = self._plus(total, term)
        return total

    def _rebuilt_atom(self, index: int, values: dict[int, Value]) -> Value:
        normaliser = self.normaliser
        kind, *rest = normaliser.keys[index]
        if kind == "apply":
            name, component, orders, arguments = rest
            return normaliser.atom("apply", name, component, orders, tuple(self.composed(a, values) for a in arguments))
        if kind == "max":
            a, b = (*rest[0], *rest[0])[:2]
            return normaliser.choice("max", self.composed(a, values), self.composed(b, values))
        if kind in ("sum", "power"):
            return normaliser.atom(kind, *(self.composed(part, values) for part in rest))
        if kind in ENTRYWISE:
            return normaliser.elementary(kind, self.composed(rest[0], values))
        return Value.atom(index)
