"""Polynomial terms of explicit sizes at a point modulo m, as tables of residues.

Terms of +, ·, natural powers, matrix products and the like denote polynomials, so evaluation is a homomorphism to ℤ/m.
Derivatives are taken by the checker's own reverse accumulation and then evaluated.
"""

from collections.abc import Mapping
from itertools import chain, product
from operator import mul

from symdl.check.judgement import Rejected, need
from symdl.check.language import SCALAR, Node
from symdl.check.normal import Normaliser
from symdl.check.ranks.modular import Modulus
from symdl.check.ranks.reading import POLYNOMIAL

Table = list[list[int]]


class AtPoint:
    """Values of polynomial terms at integer values of their symbols.

    Args:
        values: the entries, row by row, of each symbol by its name.
    """

    def __init__(
        self, normaliser: Normaliser, symbols: frozenset[Node], values: Mapping[str, list[int]], modulus: Modulus
    ):
        self.normaliser, self.modulus = normaliser, modulus
        self.memo: dict[Node, Table] = {}
        for symbol in symbols:
            rows, columns = map(int, symbol.shape or SCALAR)
            entries = values[symbol.data[0]]
            need(len(entries) == rows * columns, f"{symbol.data[0]} has {rows * columns} entries")
            need(all(type(entry) is int for entry in entries), "a point has integer coordinates")
            self.memo[symbol] = [[x % modulus.m for x in entries[i * columns : (i + 1) * columns]] for i in range(rows)]

    def table(self, node: Node) -> Table:
        """The residues of the entries."""
        if node not in self.memo:
            self.memo[node] = [[entry % self.modulus.m for entry in row] for row in self._table(node)]
            self.modulus.work.spend(1 + sum(map(len, self.memo[node])))
        return self.memo[node]

    def _table(self, node: Node) -> Table:
        op, args = node.op, node.args
        need(node.explicit and op in POLYNOMIAL, f"{op} is no polynomial of explicit size")
        rows, columns = map(int, node.shape or SCALAR)
        match op:
            case "num":
                return [[self.modulus.residue(node.data)]]
            case "zeros" | "ones" | "identity":
                return [
                    [int(op == "ones" or (op == "identity" and i == j)) for j in range(columns)] for i in range(rows)
                ]
            case "array":
                entries = [self._scalar(arg) for arg in args]
                return [entries[i * columns : (i + 1) * columns] for i in range(rows)]
            case "gradient":
                return self.table(self.normaliser.entries.calculus.derived(node))
            case "hessian" | "jacobian":
                slopes = map(self.table, self.normaliser.entries.calculus.rows(node))
                return [[*chain.from_iterable(zip(*slope, strict=True))] for slope in slopes]  # in the order of vec
        if op == "matmul" and any(0 in (arg.shape or ()) for arg in args):
            return [[0] * columns for _ in range(rows)]
        first, *others = map(self.table, args)
        match op:
            case "entry":
                return [[first[node.data[0]][node.data[1]]]]
            case "pow":
                return [[pow(entry, node.data, self.modulus.m) for entry in row] for row in first]
            case "transpose":
                return [[row[j] for row in first] for j in range(rows)]
            case "trace":
                return [[sum(row[i] for i, row in enumerate(first))]]
            case "inner":
                return [[sum(map(mul, chain(*first), chain(*others[0])))]]
            case "vec":
                return [[row[j]] for j in range(len(first[0]) if first else 0) for row in first]
            case "diag":
                return [[first[i][0] if i == j else 0 for j in range(columns)] for i in range(rows)]
        for other in others:
            first = self._joined(op, first, other)
        return first

    def _joined(self, op: str, a: Table, b: Table) -> Table:
        """Two factors, or summands, of one operator, reduced."""
        m = self.modulus.m
        self.modulus.work.spend(len(a) * sum(map(len, b)))
        match op:
            case "add":
                return [[*map(sum, zip(*pair, strict=True))] for pair in zip(a, b, strict=True)]
            case "hadamard":
                return [[*map(mul, *pair)] for pair in zip(a, b, strict=True)]
            case "matmul":
                turned = [*zip(*b, strict=True)]
                return [[sum(map(mul, row, column)) % m for column in turned] for row in a]
            case "kron":
                return [[x * y for x, y in product(*pair)] for pair in product(a, b)]
            case "mul":
                scalar, whole = (a[0][0], b) if len(a) == 1 == len(a[0]) else (b[0][0], a)
                return [[scalar * x % m for x in row] for row in whole]
        raise Rejected(f"{op} has no value modulo m")

    def _scalar(self, node: Node) -> int:
        return self.table(node)[0][0]
