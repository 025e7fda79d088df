"""A sequent: hypotheses that are only ever appended to, and one goal."""

from fractions import Fraction
from typing import Any

from symdl.check.definedness import Definedness
from symdl.check.evaluate import Evaluator
from symdl.check.language import SCALAR, Json, Language, Node, Rejected, need
from symdl.check.normal import Normaliser
from symdl.check.polynomial import Value, Work

COMPLEMENT = {"eq": "ne", "ne": "eq", "le": "lt", "lt": "le"}
INTEGERLIKE = ("le", "lt", "eq", "ne")


class Context:
    """What the proofs of one certificate share: the language, its normal forms, and the work left."""

    def __init__(self, functions: Json, work: Work) -> None:
        self.language = Language()
        for name, form in functions.items():
            domain, codomain = tuple(form["domain"]), form["codomain"]
            self.language.symbol(name)
            for size in (*domain, codomain):
                self.language.symbol("size", (size, 1))
            self.language.functions[name] = (domain, codomain)
        self.normaliser = Normaliser(self.language, work)
        self.definedness = Definedness(self.language, self.normaliser)
        self.evaluator = Evaluator(self.language, self.normaliser, self.definedness)
        self.trust: set[str] = set()

    def domain(self, symbol: Node) -> list[Node]:
        """The relations that the domain of a symbol means."""
        zero = self.language.number(0)
        match symbol.data[1]:
            case "positive":
                return [self.language.relation("lt", zero, symbol)]
            case "nonnegative" | "natural":
                return [self.language.relation("le", zero, symbol)]
        return []

    def negation(self, relation: Node) -> Node:
        """The complement of a relation without quantifiers, pushed down to its atoms."""
        language, op, args = self.language, relation.op, relation.args
        if op in COMPLEMENT:
            return language.relation(COMPLEMENT[op], *(args if op in ("eq", "ne") else reversed(args)))
        match op:
            case "and" | "or":
                return language.relation("or" if op == "and" else "and", *map(self.negation, args))
            case "implies":
                return language.relation("and", *args[:-1], self.negation(args[-1]))
            case "true" | "false":
                return language.relation("false" if op == "true" else "true")
            case "iff":
                left = language.relation("and", args[0], self.negation(args[1]))
                return language.relation("or", left, language.relation("and", args[1], self.negation(args[0])))
            case "forall" | "exists":
                return language.node("exists" if op == "forall" else "forall", (self.negation(args[0]),), bound=relation.bound)
        return self.negation(self.unfolded(relation))

    def unfolded(self, relation: Node) -> Node:
        """The definition of psd, pd, minimises and iff."""
        language, args = self.language, relation.args
        match relation.op:
            case "iff":
                parts = (language.relation("implies", *args), language.relation("implies", *reversed(args)))
                return language.relation("and", *parts)
            case "minimises":
                body, point = args
                at_point = language.substitute(body, {relation.bound[0]: point})
                return language.node("forall", (language.relation("le", at_point, body),), bound=relation.bound)
            case "psd" | "pd":
                matrix = args[0]
                x = language.symbol("x__", ((matrix.shape or SCALAR)[0], 1))
                form = language.node("matmul", (language.node("transpose", (x,)), matrix, x))
                zero = language.number(0)
                value = language.relation("le" if relation.op == "psd" else "lt", zero, form)
                if relation.op == "pd":
                    nonzero = language.relation("ne", x, zero if x.shape == SCALAR else language.node("zeros", shape=x.shape))
                    value = language.relation("implies", nonzero, value)
                symmetric = language.relation("eq", matrix, language.node("transpose", (matrix,)))
                return language.relation("and", symmetric, language.node("forall", (value,), bound=(x,)))
        raise Rejected(f"{relation.op} has no definition to unfold")


class Sequent:
    """Hypotheses and a goal. Adding a hypothesis makes a new sequent; numbers of hypotheses never change."""

    __slots__ = ("context", "goal", "hypotheses", "known", "scope")

    def __init__(
        self, context: Context, hypotheses: tuple[Node, ...], goal: Node, scope: dict[str, Node], known: dict[Any, Any]
    ) -> None:
        self.context, self.hypotheses, self.goal, self.scope, self.known = context, hypotheses, goal, scope, known

    def towards(self, goal: Node) -> "Sequent":
        return Sequent(self.context, self.hypotheses, goal, self.scope, self.known)

    def declaring(self, *symbols: Node) -> "Sequent":
        """With new symbols, whose names must be unused, and their domains as hypotheses."""
        names = [symbol.data[0] for symbol in symbols]
        need(len(set(names)) == len(names) and not self.scope.keys() & set(names), f"the names {names} are not all new")
        scope = {**self.scope, **dict(zip(names, symbols, strict=True))}
        result = Sequent(self.context, self.hypotheses, self.goal, scope, self.known)
        return result.having(*(domain for symbol in symbols for domain in self.context.domain(symbol)))

    def having(self, *relations: Node) -> "Sequent":
        """With more hypotheses, a conjunction as its parts."""
        flat: list[Node] = []
        for relation in relations:
            self._flatten(relation, flat)
        known = dict(self.known)
        for relation in flat:
            self._learn(relation, known)
        return Sequent(self.context, (*self.hypotheses, *flat), self.goal, self.scope, known)

    def _flatten(self, relation: Node, flat: list[Node]) -> None:
        if relation.op == "and":
            for part in relation.args:
                self._flatten(part, flat)
        else:
            flat.append(relation)

    def _learn(self, relation: Node, known: dict[Any, Any]) -> None:
        known[relation] = True
        if relation.op in INTEGERLIKE:
            for part in (relation, *self._obligations(relation)):
                known[part] = True
                if part.op in INTEGERLIKE and part.args[0].shape == SCALAR:
                    shape, sign = self._shape(part)
                    known[shape] = known.get(shape, frozenset()) | {(part.op, sign)}

    def _obligations(self, relation: Node) -> tuple[Node, ...]:
        try:
            return self.context.definedness.of(relation)
        except Rejected:
            return ()

    def _shape(self, relation: Node) -> tuple[Any, int]:
        """The difference of the two sides up to a positive rational factor: its primitive form and a sign."""
        a, b = relation.args
        value: Value = self.context.normaliser.difference(b, a)
        if value.is_zero():
            return value, 0
        content, primitive = value.numerator.primitive()
        return Value(primitive, value.factors), 1 if content > 0 else -1

    def hypothesis(self, index: Any) -> Node:
        need(type(index) is int and 0 <= index < len(self.hypotheses), f"there is no hypothesis {index}")
        return self.hypotheses[index]

    def read(self, form: Json) -> Node:
        return self.context.language.read(form, self.scope)

    def knows(self, relation: Node) -> bool:
        """Whether a relation is a hypothesis, up to a positive factor, or closed and true."""
        if relation in self.known:
            return True
        if not relation.free and self._evaluates(relation):
            return True
        if relation.op == "and":
            return all(map(self.knows, relation.args))
        if relation.op not in INTEGERLIKE or relation.args[0].shape != SCALAR:
            return False
        shape, sign = self._shape(relation)
        if shape.is_zero():
            return relation.op in ("le", "eq")
        constant = shape.constant()
        if constant is not None:
            return {"le": sign > 0, "lt": sign > 0, "ne": True, "eq": False}[relation.op]
        facts = self.known.get(shape, frozenset())
        allowed = {
            "ne": {("ne", 1), ("ne", -1), ("lt", 1), ("lt", -1)},
            "lt": {("lt", sign)},
            "le": {("lt", sign), ("le", sign), ("eq", 1), ("eq", -1)},
            "eq": {("eq", 1), ("eq", -1)},
        }[relation.op]
        return bool(facts & allowed)

    def _evaluates(self, relation: Node) -> bool:
        try:
            return self.context.evaluator.holds(relation)
        except Rejected:
            return False

    def require_defined(self, *nodes: Node) -> None:
        """Reject unless every term is defined wherever the hypotheses hold."""
        for node in nodes:
            for obligation in self.context.definedness.of(node):
                need(self.knows(obligation), f"not shown to be defined: {obligation!r}")


def fraction(text: Any) -> Fraction:
    need(type(text) is str, "an exact number is text")
    return Fraction(text)
