"""Gradients by reverse accumulation: d f = Σ tr(SᵀdA) over parts A of the scalar f, S the seed of A.

A rule takes the seed s of an operator y at arguments a, b to theirs. Where an operator is differentiable in places
only, its slope stands under `where`, with the condition; as a term, `where` is its first argument.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from symdl.check.chains.terms import around
from symdl.check.formula import built, parsed
from symdl.check.judgement import need
from symdl.check.language import SCALAR, Language, Node

if TYPE_CHECKING:
    from symdl.check.entries import Entries

SIDE = "(mul s (where (mul 1/2 (add 1 (sign (add {} (mul -1 {}))))) (ne a b)))"
SLOPES = {
    "transpose": "(transpose s)",
    "trace": "(mul s 1a)",
    "inner": "(mul s b) (mul s a)",
    "inverse": "(mul -1 (matmul (transpose y) s (transpose y)))",
    "norm": "(mul s (where (pow y -1) (ne a 0a)) a)",
    "exp": "(mul s y)",
    "log": "(mul s (pow a -1))",
    "tanh": "(mul s (add 1 (mul -1 (pow y 2))))",
    "sqrt": "(mul s 1/2 (where (pow y -1) (lt 0 a)))",
    "abs": "(mul s (where (sign a) (ne a 0)))",
    "sign": "(mul s (where 0 (ne a 0)))",
    "max": SIDE.format("a", "b") + SIDE.format("b", "a"),
    "min": SIDE.format("b", "a") + SIDE.format("a", "b"),
    "where": "s",
}
WHOLE = ("add", "mul", "matmul", "array", "transpose", "trace", "inner", "inverse", "norm", "chain")
"""Operators that are differentiated as matrices, also of symbolic size."""


class Calculus:
    """Derivatives as terms without them."""

    def __init__(self, language: Language, entries: "Entries") -> None:
        self.language, self.entries = language, entries
        self.memo: dict[tuple[Node, Node], Node] = {}

    def derived(self, node: Node) -> Node:
        """A gradient written out."""
        body, point = node.args
        (x,) = node.bound
        need(body.shape == SCALAR, "the derivative of a matrix is taken entry by entry")
        if (body, x) not in self.memo:
            self.memo[body, x] = self._gradient(body, x)
        return self.language.substitute(self.memo[body, x], {x: point})

    def rows(self, node: Node) -> list[Node]:
        """The gradients of the entries of a gradient, for a Hessian, or of a term, for a Jacobian, column by column."""
        body, point = node.args
        (x,) = node.bound
        whole = self.language.derivative("gradient", body, x) if node.op == "hessian" else body
        columns = zip(*self.entries.grid(whole), strict=True)
        rows = [self.language.derivative("gradient", entry, x) for column in columns for entry in column]
        return [self.language.substitute(row, {x: point}) for row in rows]

    def _gradient(self, body: Node, x: Node) -> Node:
        seeds = {body: [self.language.number(1)]}
        for node in reversed(self._ordered(body, x)):
            for part, seed in self._pulled(node, self._total(seeds[node]), x) if node in seeds else ():
                seeds.setdefault(part, []).append(seed)
        found = seeds.get(x, [])
        if x.explicit and x.shape != SCALAR:
            places = [self._total(seeds.get(entry, [])) for entry in self.entries.each(x)]
            found = [*found, self.language.node("array", places, shape=x.shape)]
        return self._total(found) if found else self.language.zeros(x.shape)

    def _total(self, terms: Sequence[Node]) -> Node:
        return terms[0] if len(terms) == 1 else self.language.node("add", terms or [self.language.number(0)])

    def _ordered(self, body: Node, x: Node) -> list[Node]:
        """The parts that depend on x, each after its own parts."""
        order, seen, stack = [], set[Node](), [(body, False)]
        while stack:
            node, is_done = stack.pop()
            if is_done:
                order.append(node)
            elif node not in seen and x in node.free:
                seen.add(node)
                stack += [(node, True), *((part, False) for part in self._parts(node, x))]
        return order

    def _is_leaf(self, node: Node, x: Node) -> bool:
        is_entry = node.op == "entry" and node.args[0] is x and x.explicit and x.shape != SCALAR
        return node is x or node.op == "sum" or is_entry

    def _is_smooth_power(self, node: Node) -> bool:
        """‖A‖ᵏ and |a|ᵏ with k ≥ 2 are differentiable everywhere, with slope k ‖A‖ᵏ⁻² A."""
        return node.shape == SCALAR and node.op == "pow" and node.data >= 2 and node.args[0].op in ("norm", "abs")

    def _has_rule(self, node: Node) -> bool:
        return node.op in WHOLE or (node.shape == SCALAR and node.op in ("pow", "partial", *SLOPES))

    def _parts(self, node: Node, x: Node) -> Sequence[Node]:
        if self._is_leaf(node, x):
            return ()
        if self._is_smooth_power(node):
            return node.args[0].args
        return node.args[:1] if node.op == "where" else node.args if self._has_rule(node) else [self._step(node)]

    def _step(self, node: Node) -> Node:
        """The same term in entries."""
        if node.op == "gradient" and node.args[0].shape == SCALAR:
            return self.derived(node)
        need(
            node.explicit and node.op not in ("power", "sum", "sym"), f"the derivative of {node.op} is not defined here"
        )
        step = self.entries.reduced(node) if node.shape == SCALAR else self.entries.array(node)
        need(step is not node, f"{node.op} is not taken apart")  # it would count as a constant
        return step

    def _pulled(self, node: Node, seed: Node, x: Node) -> Iterator[tuple[Node, Node]]:
        """The parts of a node with their seeds."""
        language, args = self.language, node.args
        if node.op == "sum":
            need(not any(x in bound.free for bound in args[:2]), "a sum is not differentiated by its bounds")
            yield x, language.node("mul", (seed, self._of_sum(node, x)))
        elif self._is_leaf(node, x):
            return
        elif not self._has_rule(node):
            yield self._step(node), seed
        elif node.op == "add":
            yield from ((arg, seed) for arg in args)
        elif node.op == "array":
            places = ((i, j) for i, row in enumerate(self.entries.grid(node)) for j, _ in enumerate(row))
            yield from ((arg, self.entries.entry(seed, i, j)) for arg, (i, j) in zip(args, places, strict=True))
        elif node.op == "mul":
            for k, arg in enumerate(args):
                others = language.node("mul", (language.number(1), *args[:k], *args[k + 1 :]))
                yield arg, language.node("inner" if others.shape != SCALAR else "mul", (seed, others))
        elif node.op == "matmul":
            turned = [language.node("transpose", (arg,)) for arg in reversed(args)]
            for k, arg in enumerate(args):
                yield arg, language.node("matmul", (*turned[len(args) - k :], seed, *turned[: len(args) - k - 1]))
        elif node.op == "chain":
            for before, after in filter(None, [around(language, node)]):
                turned = [language.node("transpose", (side,)) for side in (before, after)]
                yield args[0], language.node("matmul", (turned[0], seed, turned[1]))
        elif self._is_smooth_power(node):
            (inside,) = args[0].args
            yield (
                inside,
                language.node("mul", (seed, language.number(node.data), language.pow(args[0], node.data - 2), inside)),
            )
        elif node.op == "pow":
            if node.data:
                yield (
                    args[0],
                    language.node("mul", (seed, language.number(node.data), language.pow(args[0], node.data - 1))),
                )
        elif node.op == "partial":
            name, component, orders = node.data
            for k, arg in enumerate(args):
                raised = (name, component, (*orders[:k], orders[k] + 1, *orders[k + 1 :]))
                yield arg, language.node("mul", (seed, language.node("partial", args, raised, shape=SCALAR)))
        else:
            scope = {"s": seed, "y": node, "a": args[0], "b": args[-1]}
            yield from zip(args, (built(language, slope, scope) for slope in parsed(SLOPES[node.op])), strict=False)

    def _of_sum(self, node: Node, x: Node) -> Node:
        """The sum of the gradients."""
        lower, upper, body = node.args
        slope = self.language.derivative("gradient", body, x)
        parts = [
            self.language.node("sum", (lower, upper, e), None, node.bound, SCALAR) for e in self.entries.each(slope)
        ]
        return parts[0] if x.shape == SCALAR else self.language.node("array", parts, shape=x.shape)
