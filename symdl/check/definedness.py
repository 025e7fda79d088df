"""What must hold for a term to be defined: denominators, roots, logarithms, inverses, derivatives.

`of` gives conditions that are necessary and, but for derivatives, sufficient. A derivative moreover exists where its
`kinks` hold: there every |u|, max, √u and ‖A‖ below it is smooth. Kinks are sufficient only (x|x| has a derivative
at 0), so a hypothesis does not teach them, and an instance where they fail refutes nothing.
"""

from collections.abc import Callable, Iterator

from symdl.check.calculus.slopes import conditions
from symdl.check.chains.terms import order
from symdl.check.judgement import need
from symdl.check.language import DERIVATIVES, SCALAR, Language, Node
from symdl.check.normal import Normaliser

Own = Callable[[Node], Iterator[Node]]


class Definedness:
    """Collects the obligations of terms and relations."""

    def __init__(self, language: Language, normaliser: Normaliser) -> None:
        self.language, self.normaliser = language, normaliser
        self.memo: dict[tuple[Own, Node], tuple[Node, ...]] = {}

    def of(self, node: Node) -> tuple[Node, ...]:
        """What holds wherever a term, or an atomic relation, is defined."""
        return self._walk(node, self._partial) if node.partial else ()

    def kinks(self, node: Node) -> tuple[Node, ...]:
        """What, besides, makes sure that all derivatives in a term exist."""
        return self._walk(node, self._kinks) if node.derives else ()

    def _walk(self, node: Node, own: Own) -> tuple[Node, ...]:
        if (own, node) not in self.memo:
            self.memo[own, node] = tuple(dict.fromkeys((*self._below(node, own), *own(node))))
        return self.memo[own, node]

    def _below(self, node: Node, own: Own) -> Iterator[Node]:
        args = node.args
        if node.op == "sum":
            yield from self._in_range(node, own)
            args = args[:2]
        elif node.op == "iterate":
            args = args[:2]
            for condition in self._walk(node.args[2], own):
                need(node.bound[0] not in condition.free, "a step that is not defined everywhere is not iterated")
                yield condition
        elif node.op in DERIVATIVES:
            yield from (self.language.substitute(c, {node.bound[0]: args[1]}) for c in self._walk(args[0], own))
            args = args[1:]
        else:
            need(not node.bound, f"the terms under {node.op} are not examined here")
        for arg in args if node.op != "where" else args[:1]:
            if arg.partial:
                yield from self._walk(arg, own)

    def _partial(self, node: Node) -> Iterator[Node]:
        relation, zero = self.language.relation, self.language.number(0)
        match node.op:
            case "pow" if node.data < 0:
                yield from self._entries("ne", node.args[0])
            case "inverse":
                yield relation("ne", self.language.node("det", node.args), zero)
            case "log" | "sqrt":
                yield from self._entries("lt" if node.op == "log" else "le", node.args[0])
            case "sqrtm":
                yield relation("psd", node.args[0])
            case "power" | "matrix_power" | "iterate":
                need(self.normaliser.is_integral(node.args[1]), "a symbolic exponent must be an integer")
                if not self.normaliser.is_integral(node.args[1], naturals=True):
                    yield relation("le", zero, node.args[1])
            case "chain":
                yield from order(self.language, node.data[3], node.data[2])
            case "sum":
                need(all(map(self.normaliser.is_integral, node.args[:2])), "a sum runs between integers")

    def _entries(self, op: str, node: Node) -> Iterator[Node]:
        """A relation of every entry to 0."""
        language, zero = self.language, self.language.number(0)
        if node.explicit or node.shape == SCALAR:
            pairs = ((entry, zero) if op == "ne" else (zero, entry) for entry in self.normaliser.entries.each(node))
            yield from (language.relation(op, *pair) for pair in pairs)
        else:
            zeros = language.zeros(node.shape)
            yield language.relation(f"each_{op}", *((node, zeros) if op == "ne" else (zeros, node)))

    def _kinks(self, node: Node) -> Iterator[Node]:
        if node.op == "where":
            yield node.args[1]
        calculus = self.normaliser.entries.calculus
        if node.op in DERIVATIVES and not node.explicit:
            yield from conditions(self.language, node, frozenset())
        elif node.op == "gradient" and node.args[0].shape == SCALAR:
            yield from self.kinks(calculus.derived(node))
        elif node.op in DERIVATIVES:
            entries = calculus.entries
            parts = map(entries.reduced, entries.each(node)) if node.op == "gradient" else calculus.rows(node)
            yield from (condition for part in parts for condition in self.kinks(part))

    def _in_range(self, node: Node, own: Own) -> Iterator[Node]:
        """Conditions on the body of a sum, for each value of its index, which is negative where the lower bound is."""
        language, (index,), (lower, upper, body) = self.language, node.bound, node.args
        first, last = (self.normaliser.value(bound).constant() for bound in (lower, upper))
        if first is not None and last is not None:
            for i in self.normaliser.range(first, last) if body.partial else ():
                yield from self._walk(language.substitute(body, {index: i}), own)
            return
        name, domain = index.data
        while name in {symbol.data[0] for symbol in node.free}:  # it would capture
            name += "_"
        domain = domain if self.normaliser.is_integral(lower, naturals=True) else "integer"
        bound = language.node("sym", data=(name, domain), shape=SCALAR)
        for condition in self._walk(language.substitute(body, {index: bound}), own):
            if bound in condition.free:
                inside = [language.relation("le", lower, bound), language.relation("le", bound, upper)]
                yield language.node("forall", (language.relation("implies", *inside, condition),), bound=(bound,))
            else:
                yield language.relation("implies", language.relation("le", lower, upper), condition)
