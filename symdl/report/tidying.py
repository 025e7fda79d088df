"""Matrix terms as one writes them: transposes inside products, none on what is symmetric, no factors I."""

from __future__ import annotations

from symdl.check.language import SCALAR, Node
from symdl.check.sequent import Context


class Tidy:
    """Rewrites the terms of one certificate for the eye; each is equal to what it comes from."""

    def __init__(self, context: Context) -> None:
        self.language, self.normaliser = context.language, context.normaliser
        self.memo: dict[Node, Node] = {}

    def __call__(self, node: Node) -> Node:
        """The term, tidied."""
        if node not in self.memo:
            self.memo[node] = self._tidied(node)
        return self.memo[node]

    def _tidied(self, node: Node) -> Node:
        if node.op == "transpose":
            return self._transposed(node.args[0])
        if node.op == "matmul":
            return self.product([self(arg) for arg in node.args], node)
        if node.op in ("add", "mul", "trace", "norm"):
            return self.language.node(node.op, map(self, node.args))
        return node

    def _transposed(self, inner: Node) -> Node:
        turned = self.language.node("transpose", (inner,))
        if inner.op == "transpose":
            return self(inner.args[0])
        if inner.shape == SCALAR or (inner.shape == turned.shape and self.normaliser.is_same(inner, turned)):
            return self(inner)
        match inner.op:
            case "matmul":
                return self.product([self._transposed(arg) for arg in reversed(inner.args)], turned)
            case "add":
                return self.language.node("add", map(self._transposed, inner.args))
            case "mul":
                parts = [arg if arg.shape == SCALAR else self._transposed(arg) for arg in inner.args]
                return self.language.node("mul", parts)
        return turned

    def product(self, factors: list[Node], whole: Node) -> Node:
        """The product of matrices, in one row, without factors I."""
        flat = [part for factor in factors for part in (factor.args if factor.op == "matmul" else (factor,))]
        kept = [part for part in flat if part.op != "identity"]
        if not kept:
            return flat[0]
        return kept[0] if len(kept) == 1 and kept[0].shape == whole.shape else self.language.node("matmul", kept)
