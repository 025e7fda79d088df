"""What the checker holds, as terms and relations that can be printed.

The proof in LaTeX follows the checker's own sequents, so that every hypothesis it names is the one the
checker used.
"""

from __future__ import annotations

from math import inf
from typing import Any

from symdl.check.language import Node
from symdl.report.blocks import table_of
from symdl.terms import operators as ops
from symdl.terms.blocks import block, inclusion
from symdl.terms.ranks import Architecture
from symdl.terms.relation import Counted, Relation
from symdl.terms.term import Application, FunctionSymbol, Symbol, Term, number

Functions = dict[str, tuple[tuple[int | str, ...], int | str]]


PLAIN = ("matmul", "transpose", "trace", "det", "inner", "hadamard", "kron", "vec", "diag")
"""Operators that mean something simpler once every size is 1."""


class Reader:
    """Turns nodes of one certificate into terms; shared nodes are read once."""

    def __init__(self, functions: Functions) -> None:
        self.functions = functions
        self.memo: dict[Node, Term] = {}

    def term(self, node: Node) -> Term:
        """The term a node stands for."""
        if node not in self.memo:
            self.memo[node] = self._term(node)
        return self.memo[node]

    def relation(self, node: Node) -> Relation:
        """The relation a node stands for."""
        bound = tuple(map(self.term, node.bound))
        if node.op == "count":
            field, comparison, value = node.data
            figure = Counted(field, comparison, "infinite" if value == inf else value)
            return Relation("count", tuple(map(self.term, node.args[0].args)), bound, figure)
        if node.op == "minimises" or (node.args and node.args[0].shape is not None):
            return Relation(node.op, tuple(map(self.term, node.args)), bound)
        return Relation(node.op, tuple(map(self.relation, node.args)), bound)

    def _term(self, node: Node) -> Term:
        table = table_of(node)
        if table is not None:
            return block([[self.term(part) for part in row] for row in table])
        args = tuple(map(self.term, node.args))
        assert node.shape is not None
        match node.op:
            case "num":
                return number(node.data)
            case "sym":
                name, domain = node.data
                return Term("sym", data=Symbol(name, domain), shape=node.shape)
            case "size":
                return ops.size(node.data)
            case "identity" | "zeros" | "ones":
                return self._constant(node)
            case "inclusion":
                return inclusion(*node.data)
            case "add":
                return ops.add(*args)
            case "mul":
                return self._product(args)
            case "gradient" | "hessian" | "jacobian":
                return self._derivative(node, args)
            case "sum" | "iterate":
                return Term(node.op, args, self.term(node.bound[0]).data, shape=node.shape)
            case "pow" if node.shape != (1, 1):
                return ops.hadamard_power(args[0], node.data)
            case "apply":
                name, orders = node.data
                domain, codomain = self.functions[name]
                return Term(
                    "apply", args, Application(FunctionSymbol(name, domain, codomain), orders), shape=node.shape
                )
            case "array" if node.shape == (1, 1):
                return args[0]
            case "generic_rank":
                return Term("generic_rank", data=self.term(node.data))
            case "network_rank":
                net = node.data
                return Term("network_rank", data=Architecture(net.widths, net.activations, net.bias, net.inputs))
        if node.op in PLAIN:
            built: Term = getattr(ops, node.op)(*args)
            return built
        data: Any = node.data
        return Term(node.op, args, data, shape=node.shape)

    @staticmethod
    def _constant(node: Node) -> Term:
        assert node.shape is not None
        rows, columns = node.shape
        return ops.identity(rows) if node.op == "identity" else getattr(ops, node.op)(rows, columns)

    @staticmethod
    def _product(args: tuple[Term, ...]) -> Term:
        product = args[0]
        for factor in args[1:]:
            product = ops.scale(product, factor)
        return product

    def _derivative(self, node: Node, args: tuple[Term, ...]) -> Term:
        (variable,) = map(self.term, node.bound)
        body, point = args
        taken = Term(node.op, (body, variable), shape=node.shape)  # type: ignore[arg-type]
        return taken if point is variable else ops.evaluated_at(taken, {variable: point})
