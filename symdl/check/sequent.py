"""A sequent: hypotheses that are only ever appended to, and one goal."""

from collections.abc import Mapping
from typing import Any

from symdl.check.counts.figure import negated
from symdl.check.definedness import Definedness
from symdl.check.evaluate import Evaluator
from symdl.check.judgement import Rejected, need
from symdl.check.language import EACH, NAME, SCALAR, Json, Language, Node
from symdl.check.normal import Normaliser
from symdl.check.polynomial import Work

COMPARISONS = ("eq", "ne", "le", "lt")
COMPLEMENT = {"eq": "ne", "ne": "eq", "le": "lt", "lt": "le", "and": "or", "or": "and"}
COMPLEMENT |= {"true": "false", "false": "true", "forall": "exists", "exists": "forall"}


class Context:
    """What the proofs of one certificate share: the language, its normal forms, and the work left."""

    def __init__(self, functions: Json, work: Work, sizes: Mapping[str, int]) -> None:
        self.language = Language(functions, work, sizes)
        self.normaliser = Normaliser(self.language, work)
        self.definedness = Definedness(self.language, self.normaliser)
        self.evaluator = Evaluator(self.normaliser, self.definedness)
        self.trust: set[str] = set()

    def domain(self, symbol: Node) -> list[Node]:
        """The relations that the domain of a symbol means."""
        op = {"positive": "lt", "nonnegative": "le", "natural": "le"}.get(symbol.data[1])
        return [self.language.relation(op, self.language.number(0), symbol)] if op else []

    def negation(self, relation: Node) -> Node:
        """The complement of a relation with defined terms, pushed down to its atoms."""
        language, op, args = self.language, relation.op, relation.args
        if op in COMPARISONS:
            return language.relation(COMPLEMENT[op], *(args if op in ("eq", "ne") else args[::-1]))
        if op in COMPLEMENT:
            return language.node(COMPLEMENT[op], map(self.negation, args), bound=relation.bound)
        if op == "implies":
            return language.relation("and", *args[:-1], self.negation(args[-1]))
        if op == "count":
            return language.node(op, args, negated(relation.data), relation.bound)
        return self.negation(self.unfolded(relation))

    def unfolded(self, relation: Node) -> Node:
        """The definition of psd, pd, minimises, iff and what holds of every entry."""
        language, op, args = self.language, relation.op, relation.args
        if op == "iff":
            return language.relation("and", *(language.relation("implies", *pair) for pair in (args, args[::-1])))
        if op == "minimises":
            ((x,), (body, point)) = relation.bound, args
            v = language.fresh(x) if x in point.free else x  # the quantifier would capture it
            sides = language.substitute(body, {x: point}), language.substitute(body, {x: v})
            return language.node("forall", (language.relation("le", *sides),), bound=(v,))
        if op in EACH:
            pairs = zip(*map(self.normaliser.entries.each, args), strict=True)
            return language.relation("and", *(language.relation(op.removeprefix("each_"), *pair) for pair in pairs))
        need(op in ("psd", "pd"), f"{op} has no definition to unfold")
        matrix, rows = args[0], (args[0].shape or SCALAR)[0]
        x = language.node("sym", data=("x__", "real"), shape=(rows, 1))
        form = language.node("matmul", (language.node("transpose", (x,)), matrix, x))
        value = language.relation("le" if op == "psd" else "lt", language.number(0), form)
        if op == "pd":
            value = language.relation("implies", language.relation("ne", x, language.zeros(x.shape)), value)
        symmetric = language.relation("eq", matrix, language.node("transpose", (matrix,)))
        return language.relation("and", symmetric, language.node("forall", (value,), bound=(x,)))


def conjuncts(relation: Node) -> list[Node]:
    """The parts of a conjunction, in order."""
    return [part for arg in relation.args for part in conjuncts(arg)] if relation.op == "and" else [relation]


class Sequent:
    """Hypotheses and a goal. Adding a hypothesis makes a new sequent; numbers of hypotheses never change."""

    __slots__ = ("context", "goal", "hypotheses", "known", "scope")

    def __init__(
        self, context: Context, hypotheses: tuple[Node, ...], goal: Node, scope: dict[str, Node], known: dict[Any, Any]
    ) -> None:
        self.context, self.hypotheses, self.goal, self.scope, self.known = context, hypotheses, goal, scope, known

    def towards(self, goal: Node) -> "Sequent":
        """With another goal."""
        return Sequent(self.context, self.hypotheses, goal, self.scope, self.known)

    def declaring(self, *symbols: Node) -> "Sequent":
        """With new symbols, whose names must be unused, and their domains as hypotheses."""
        new = {symbol.data[0]: symbol for symbol in symbols}
        need(len(new) == len(symbols) and not self.scope.keys() & new.keys(), f"the names {[*new]} are not all new")
        result = Sequent(self.context, self.hypotheses, self.goal, {**self.scope, **new}, self.known)
        return result.having(*(domain for symbol in symbols for domain in self.context.domain(symbol)))

    def naming(self, pairs: Json) -> "Sequent":
        """With unused names for terms, each in those before it: notation alone, for a name is read as its term."""
        scope = dict(self.scope)
        for name, form in pairs:
            term = self.context.language.read(form, scope)
            need(type(name) is str and NAME.fullmatch(name) and name not in scope, f"{name!r} is no unused name")
            need(term.shape, "a name is given to a term")
            scope[name] = term
        return Sequent(self.context, self.hypotheses, self.goal, scope, self.known)

    def having(self, *relations: Node) -> "Sequent":
        """With more hypotheses, a conjunction as its parts."""
        flat = [part for relation in relations for part in conjuncts(relation)]
        result = Sequent(self.context, (*self.hypotheses, *flat), self.goal, self.scope, dict(self.known))
        for relation in flat:
            result._learn(relation)
        return result

    def _learn(self, relation: Node) -> None:
        """Remember a hypothesis, and that its terms are defined."""
        self.known[relation] = True
        for part in (relation, *self._obligations(relation)) if relation.op in COMPARISONS else ():
            self.known[part] = True
            if part.op in COMPARISONS and part.args[0].shape == SCALAR and self._is_smooth(part):
                shape, sign = self._shape(part)
                self.known[shape] = self.known.get(shape, frozenset()) | {(part.op, sign)}

    def _obligations(self, relation: Node) -> tuple[Node, ...]:
        try:
            return self.context.definedness.of(relation)
        except Rejected:
            return ()

    def _is_smooth(self, relation: Node) -> bool:
        """Whether all derivatives in a relation are shown to exist, so that its normal form may be used."""
        try:
            return all(map(self.knows, self.context.definedness.kinks(relation)))
        except Rejected:
            return False

    def _shape(self, relation: Node) -> tuple[Any, int]:
        """The difference of the two sides up to a positive factor: its primitive form and a sign."""
        normaliser, (a, b) = self.context.normaliser, relation.args
        value = normaliser.cleared(normaliser.difference(b, a), 2)
        if not value.terms:
            return value, 0
        content, primitive = value.primitive()
        return primitive, 1 if content > 0 else -1

    def hypothesis(self, index: Any, *ops: str) -> Node:
        """A hypothesis by its number, of one of these kinds."""
        need(type(index) is int and 0 <= index < len(self.hypotheses), f"there is no hypothesis {index}")
        given: Node = self.hypotheses[index]
        need(not ops or given.op in ops, f"hypothesis {index} is {given.op}, not {' or '.join(ops)}")
        return given

    def comparison(self, index: Any, *ops: str) -> Node:
        """A hypothesis whose normal form is used."""
        given = self.hypothesis(index, *ops)
        need(self._is_smooth(given), f"a derivative in hypothesis {index} is not shown to exist")
        return given

    def read(self, form: Json) -> Node:
        """The node of a form in the symbols declared so far."""
        return self.context.language.read(form, self.scope)

    def knows(self, relation: Node) -> bool:
        """Whether a relation is a hypothesis, up to a positive factor, or closed and true."""
        if relation in self.known or (not relation.free and self._evaluates(relation)):
            return True
        if relation.op == "and":
            return all(map(self.knows, relation.args))
        if relation.op == "implies":
            return self.knows(relation.args[-1])
        if relation.op not in COMPARISONS or relation.args[0].shape != SCALAR:
            return False
        shape, sign = self._shape(relation)
        constant = shape.constant()
        if constant is not None:
            return {"le": sign >= 0, "lt": sign > 0, "ne": sign != 0, "eq": sign == 0}[relation.op]
        equal = {("eq", 1), ("eq", -1)}
        allowed = {
            "ne": {("ne", 1), ("ne", -1), ("lt", 1), ("lt", -1)},
            "lt": {("lt", sign)},
            "le": {("lt", sign), ("le", sign), *equal},
            "eq": equal,
        }[relation.op]
        return not allowed.isdisjoint(self.known.get(shape, ()))

    def _evaluates(self, relation: Node) -> bool:
        try:
            return self.context.evaluator.holds(relation)
        except Rejected:
            return False

    def require_defined(self, *nodes: Node) -> None:
        """Reject unless every term is defined wherever the hypotheses hold."""
        definedness = self.context.definedness
        for obligation in (o for node in nodes for o in (*definedness.of(node), *definedness.kinks(node))):
            if not self.knows(obligation):
                raise Rejected(f"not shown to be defined: {obligation!r}"[:400])
