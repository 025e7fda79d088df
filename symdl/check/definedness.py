"""What must hold for a term to be defined: denominators, roots, logarithms, inverses, derivatives.

A relation is shown defined when every obligation of its terms is a known relation of the sequent, up to a
positive factor, or is closed and true.
"""

from collections.abc import Iterator

from symdl.check.language import SCALAR, Language, Node, Rejected, need
from symdl.check.normal import UNFOLD, Normaliser

SMOOTHNESS = {"abs": "ne", "sign": "ne", "sqrt": "lt"}
"""What the argument u of a function must satisfy for a derivative: u ≠ 0, or 0 < u."""


class Definedness:
    """Collects the obligations of terms and relations."""

    def __init__(self, language: Language, normaliser: Normaliser) -> None:
        self.language, self.normaliser = language, normaliser
        self.memo: dict[Node, tuple[Node, ...]] = {}

    def of(self, node: Node) -> tuple[Node, ...]:
        """The obligations of a term, or of the terms of an atomic relation."""
        if node not in self.memo:
            self.memo[node] = tuple(dict.fromkeys(self._of(node)))
        return self.memo[node]

    def _of(self, node: Node) -> Iterator[Node]:
        language, relation = self.language, self.language.relation
        zero = language.number(0)
        if node.op == "sum":
            yield from self._of_sum(node)
            return
        if node.op in ("gradient", "hessian", "jacobian"):
            body, point = node.args
            values = {node.bound[0]: point}
            for obligation in (*self.of(body), *self._smoothness(body, node.bound[0])):
                yield language.substitute(obligation, values)
            yield from self.of(point)
            return
        need(not node.bound, f"the terms under {node.op} are not examined here")
        for arg in node.args:
            yield from self.of(arg)
        match node.op:
            case "pow" if node.data < 0:
                yield relation("ne", node.args[0], zero)
            case "inverse":
                yield relation("ne", language.node("det", node.args), zero)
            case "log":
                yield from (relation("lt", zero, entry) for entry in self._entries(node.args[0]))
            case "sqrt":
                yield from (relation("le", zero, entry) for entry in self._entries(node.args[0]))
            case "power":
                need(self.normaliser.is_integral(node.args[1]), "a symbolic exponent must be an integer")
                yield relation("le", zero, node.args[1])
            case "entry":
                bounds = zip(node.data, node.args[0].shape or (), strict=True)
                need(all(isinstance(bound, int) or i == 0 for i, bound in bounds), "an entry that may not exist")

    def _entries(self, node: Node) -> list[Node]:
        if node.shape == SCALAR:
            return [node]
        rows, columns = node.shape or (0, 0)
        if not (isinstance(rows, int) and isinstance(columns, int)):
            raise Rejected("an entrywise function of symbolic size needs a domain condition that is not expressible here")
        return [self.language.node("entry", (node,), (i, j), shape=SCALAR) for i in range(rows) for j in range(columns)]

    def _of_sum(self, node: Node) -> Iterator[Node]:
        lower, upper, body = node.args
        (index,) = node.bound
        language = self.language
        for bound in (lower, upper):
            need(self.normaliser.is_integral(bound), "a sum runs between integers")
            yield from self.of(bound)
        first, last = (self.normaliser.value(bound).constant() for bound in (lower, upper))
        if first is not None and last is not None:
            need(last - first < UNFOLD, "a sum too long to examine")
            for i in range(int(first), int(last) + 1):
                yield from (language.substitute(o, {index: language.number(i)}) for o in self.of(body))
            return
        inside = [language.relation("le", lower, index), language.relation("le", index, upper)]
        for obligation in self.of(body):
            if index in obligation.free:
                limited = language.relation("implies", *inside, obligation)
                yield language.node("forall", (limited,), bound=(index,))
            else:
                yield obligation

    def _smoothness(self, node: Node, variable: Node) -> Iterator[Node]:
        """Where the functions that depend on ``variable`` are differentiable."""
        language = self.language
        zero = language.number(0)
        if variable not in node.free:
            return
        if node.op == "pow" and node.args[0].op == "norm" and node.data >= 0 and node.data % 2 == 0:
            yield from self._smoothness(node.args[0].args[0], variable)
            return
        for arg in node.args:
            yield from self._smoothness(arg, variable)
        if node.op in SMOOTHNESS:
            for entry in self._entries(node.args[0]):
                pair = (zero, entry) if node.op == "sqrt" else (entry, zero)
                yield language.relation(SMOOTHNESS[node.op], *pair)
        if node.op in ("max", "min"):
            for a, b in zip(*map(self._entries, node.args), strict=True):
                yield language.relation("ne", a, b)
        if node.op == "norm":
            yield language.relation("ne", node.args[0], language.node("zeros", shape=node.args[0].shape))
        if node.op in ("rank", "pinv"):
            raise Rejected(f"{node.op} is not differentiated")
