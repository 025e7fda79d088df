"""Exact evaluation of closed relations, from the signs of closed numbers."""

from symdl.check.definedness import Definedness
from symdl.check.language import ATOMIC, EACH, SCALAR, Node
from symdl.check.normal import Normaliser
from symdl.check.numbers.constants import Constants, Undecided
from symdl.check.polynomial import Polynomial


class Evaluator:
    """Decides closed relations without quantifiers."""

    def __init__(self, normaliser: Normaliser, definedness: Definedness) -> None:
        self.normaliser, self.definedness = normaliser, definedness
        self.constants = Constants(normaliser)
        self.sign, normaliser.sign = self.constants.sign, self.constants.known_sign
        self.defined: dict[Node, bool] = {}

    def holds(self, relation: Node) -> bool:
        """Whether a closed relation holds; an atomic relation with an undefined term does not."""
        op, args = relation.op, relation.args
        match op:
            case "true" | "false":
                return op == "true"
            case "and":
                return all(map(self.holds, args))
            case "or":
                return any(map(self.holds, args))
            case "implies":
                return not all(map(self.holds, args[:-1])) or self.holds(args[-1])
            case "iff":
                return self.holds(args[0]) == self.holds(args[1])
        if op not in ATOMIC:
            raise Undecided(f"{op} is not decided by evaluation")
        return self.is_defined(relation) and self._atomic(op, args)

    def is_defined(self, node: Node) -> bool:
        """Whether a closed term, or the terms of a closed relation, are defined; raises Undecided at a kink."""
        if node not in self.defined:
            parts = () if node.bound else node.args
            inner = {condition for arg in parts for condition in self.definedness.of(arg)}
            own = [condition for condition in self.definedness.of(node) if condition not in inner]
            is_defined = all(map(self.is_defined, parts)) and all(map(self.holds, own))
            if is_defined and not all(map(self.holds, self.definedness.kinks(node))):
                raise Undecided("whether a derivative exists at a kink is not decided")
            self.defined[node] = is_defined
        return self.defined[node]

    def _atomic(self, op: str, args: tuple[Node, ...]) -> bool:
        if op in EACH:
            op, pairs = op.removeprefix("each_"), zip(*map(self.normaliser.entries.each, args), strict=True)
            return all(self._atomic(op, pair) for pair in pairs)
        if op in ("psd", "pd"):
            return self._is_definite(self.normaliser.entries.table(args[0]), strict=op == "pd")
        if args[0].shape == SCALAR:
            sign = self.sign(self.normaliser.difference(args[1], args[0]))
            return {"eq": sign == 0, "ne": sign != 0, "le": sign >= 0, "lt": sign > 0}[op]
        pairs = zip(*map(self.normaliser.entries.each, args), strict=True)
        return all(self.sign(self.normaliser.difference(a, b)) == 0 for a, b in pairs) == (op == "eq")

    def _is_definite(self, table: list[list[Polynomial]], *, strict: bool) -> bool:
        """Elimination: symmetric, each pivot positive, or zero with a zero row."""
        n, normaliser = len(table), self.normaliser
        if any(self.sign(table[i][j] + -table[j][i]) for i in range(n) for j in range(i)):
            return False
        for k in range(n):
            sign = self.sign(table[k][k])
            if sign < 0 or (sign == 0 and (strict or any(self.sign(table[k][j]) for j in range(k + 1, n)))):
                return False
            if sign:
                scale = normaliser.reciprocal(table[k][k])
                for i in range(k + 1, n):
                    factor = table[i][k].times(scale, normaliser.work)
                    table[i] = [x + -factor.times(y, normaliser.work) for x, y in zip(table[i], table[k], strict=True)]
        return True
