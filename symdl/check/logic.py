"""The rules of logic: how a proof takes a sequent apart. Each returns the sequents that remain, with proofs."""

from collections.abc import Callable
from typing import Any

from symdl.check.facts import THEOREMS, conclude
from symdl.check.language import INTEGERS, SCALAR, Json, Node, Rejected, need
from symdl.check.sequent import Sequent

Remaining = list[tuple[Sequent, Json]]
Rule = Callable[[Sequent, Json], Remaining]


def opened(sequent: Sequent, relation: Node, names: list[str]) -> tuple[Sequent, Node]:
    """Replace the bound symbols of a quantifier by new ones; their domains become hypotheses."""
    need(len(names) == len(relation.bound), f"{len(relation.bound)} names are needed")
    need(all(type(name) is str and "__" not in name for name in names), f"{names} are no names")
    language = sequent.context.language
    new = [language.symbol(n, b.shape or SCALAR, b.data[1]) for n, b in zip(names, relation.bound, strict=True)]
    sequent = sequent.declaring(*new)
    return sequent, language.substitute(relation.args[0], dict(zip(relation.bound, new, strict=True)))


def instantiated(sequent: Sequent, relation: Node, terms: list[Node]) -> tuple[list[Node], Node]:
    """The domains to be shown and the body, for a quantifier at some defined terms."""
    need(len(terms) == len(relation.bound), f"{len(relation.bound)} terms are needed")
    sequent.require_defined(*terms)
    values = dict(zip(relation.bound, terms, strict=True))
    premises = []
    for symbol, term in values.items():
        need(term.shape == symbol.shape, f"{symbol.data[0]} has another shape")
        if symbol.data[1] in INTEGERS:
            need(sequent.context.normaliser.is_integral(term), f"{symbol.data[0]} stands for integers")
        premises += [sequent.context.language.substitute(d, {symbol: term}) for d in sequent.context.domain(symbol)]
    return premises, sequent.context.language.substitute(relation.args[0], values)


def each(sequent: Sequent, goals: list[Node], proofs: Json) -> Remaining:
    need(len(proofs) == len(goals), f"{len(goals)} proofs are needed, {len(proofs)} are given")
    return [(sequent.towards(goal), proof) for goal, proof in zip(goals, proofs, strict=True)]


def intro(sequent: Sequent, rule: Json) -> Remaining:
    goal = sequent.goal
    if goal.op == "implies":
        return [(sequent.having(*goal.args[:-1]).towards(goal.args[-1]), rule["then"])]
    need(goal.op == "forall", "intro needs a goal that is an implication or universal")
    sequent, body = opened(sequent, goal, rule["names"])
    return [(sequent.towards(body), rule["then"])]


def split(sequent: Sequent, rule: Json) -> Remaining:
    goal = sequent.goal if sequent.goal.op == "and" else sequent.context.unfolded(sequent.goal)
    need(goal.op == "and", "split needs a conjunction or an equivalence")
    return each(sequent, list(goal.args), rule["branches"])


def choose(sequent: Sequent, rule: Json) -> Remaining:
    need(sequent.goal.op == "or" and type(rule["index"]) is int and rule["index"] >= 0, "choose needs a disjunction")
    return [(sequent.towards(sequent.goal.args[rule["index"]]), rule["then"])]


def witness(sequent: Sequent, rule: Json) -> Remaining:
    need(sequent.goal.op == "exists", "witness needs an existential goal")
    premises, body = instantiated(sequent, sequent.goal, [sequent.read(t) for t in rule["terms"]])
    goal = sequent.context.language.relation("and", *premises, body) if premises else body
    return [(sequent.towards(goal), rule["then"])]


def unfold(sequent: Sequent, rule: Json) -> Remaining:
    if "hypothesis" in rule:
        definition = sequent.context.unfolded(sequent.hypothesis(rule["hypothesis"]))
        return [(sequent.having(definition), rule["then"])]
    return [(sequent.towards(sequent.context.unfolded(sequent.goal)), rule["then"])]


def atoms(relation: Node) -> list[Node]:
    """The atomic relations of a relation without quantifiers."""
    if relation.op in ("eq", "ne", "le", "lt"):
        return [relation]
    need(relation.op in ("and", "or", "implies", "iff", "true", "false"), f"{relation.op} is not without quantifiers")
    return [atom for arg in relation.args for atom in atoms(arg)]


def suppose(sequent: Sequent, rule: Json) -> Remaining:
    sequent.require_defined(*atoms(sequent.goal))
    language = sequent.context.language
    return [(sequent.having(sequent.context.negation(sequent.goal)).towards(language.relation("false")), rule["then"])]


def absurd(sequent: Sequent, rule: Json) -> Remaining:
    return [(sequent.towards(sequent.context.language.relation("false")), rule["then"])]


def cases(sequent: Sequent, rule: Json) -> Remaining:
    if "hypothesis" in rule:
        relation = sequent.hypothesis(rule["hypothesis"])
        need(relation.op == "or", "cases needs a disjunction")
        parts = list(relation.args)
    else:
        relation = sequent.read(rule["on"])
        sequent.require_defined(*atoms(relation))
        parts = [relation, sequent.context.negation(relation)]
    need(len(rule["branches"]) == len(parts), f"{len(parts)} branches are needed")
    return [(sequent.having(part), proof) for part, proof in zip(parts, rule["branches"], strict=True)]


def obtain(sequent: Sequent, rule: Json) -> Remaining:
    relation = sequent.hypothesis(rule["hypothesis"])
    need(relation.op == "exists", "obtain needs an existential hypothesis")
    extended, body = opened(sequent, relation, rule["names"])
    return [(extended.having(body), rule["then"])]


def specialise(sequent: Sequent, rule: Json) -> Remaining:
    relation = sequent.hypothesis(rule["hypothesis"])
    need(relation.op == "forall", "specialise needs a universal hypothesis")
    premises, body = instantiated(sequent, relation, [sequent.read(t) for t in rule["terms"]])
    return [*each(sequent, premises, rule.get("premises", [])), (sequent.having(body), rule["then"])]


def detach(sequent: Sequent, rule: Json) -> Remaining:
    relation = sequent.hypothesis(rule["hypothesis"])
    need(relation.op == "implies", "detach needs an implication")
    premises = each(sequent, list(relation.args[:-1]), rule["premises"])
    return [*premises, (sequent.having(relation.args[-1]), rule["then"])]


def have(sequent: Sequent, rule: Json) -> Remaining:
    relation = sequent.read(rule["relation"])
    need(relation.shape is None, "have takes a relation")
    return [(sequent.towards(relation), rule["proof"]), (sequent.having(relation), rule["then"])]


def fact(sequent: Sequent, rule: Json) -> Remaining:
    terms = [sequent.read(t) for t in rule["terms"]]
    sequent.require_defined(*terms)
    premises, conclusion = conclude(rule["name"], sequent.context.normaliser, terms)
    if rule["name"] in THEOREMS:
        sequent.context.trust.add(THEOREMS[rule["name"]])
    return [*each(sequent, premises, rule.get("premises", [])), (sequent.having(conclusion), rule["then"])]


def differentiate(sequent: Sequent, rule: Json) -> Remaining:
    """∀x: a = b gives ∀x: ∂a/∂x = ∂b/∂x, for a real scalar x among the bound symbols."""
    relation = sequent.hypothesis(rule["hypothesis"])
    need(relation.op == "forall" and relation.args[0].op == "eq", "differentiate needs a universal equation")
    (variable,) = [s for s in relation.bound if s.data[0] == rule["by"]]
    a, b = relation.args[0].args
    need(variable.shape == SCALAR == a.shape and variable.data[1] in ("real", "positive"), "differentiate by a real scalar")
    language = sequent.context.language
    slopes = [language.derivative("gradient", side, variable) for side in (a, b)]
    equation = language.node("forall", (language.relation("eq", *slopes),), bound=relation.bound)
    need(not any(sequent.context.definedness.of(slope) for slope in slopes), "differentiate needs smooth sides")
    return [(sequent.having(equation), rule["then"])]


def entries(sequent: Sequent, rule: Json) -> Remaining:
    """A matrix equation of integer size, goal or hypothesis, as the equations of its entries."""
    language = sequent.context.language
    relation = sequent.hypothesis(rule["hypothesis"]) if "hypothesis" in rule else sequent.goal
    need(relation.op in ("eq", "ne"), "entries needs a matrix equation")
    rows, columns = relation.args[0].shape or SCALAR
    need(isinstance(rows, int) and isinstance(columns, int), "entries needs integer sizes")

    def at(i: int, j: int) -> Node:
        parts = (language.node("entry", (side,), (i, j), shape=SCALAR) for side in relation.args)
        return language.relation(relation.op, *parts)

    if relation.op == "ne" and "hypothesis" not in rule:
        i, j = rule["at"]
        need(type(i) is int and type(j) is int and 0 <= i < rows and 0 <= j < columns, "there is no such entry")  # type: ignore[operator]
        return [(sequent.towards(at(i, j)), rule["then"])]
    parts = [at(i, j) for i in range(rows) for j in range(columns)]  # type: ignore[arg-type]
    if "hypothesis" not in rule:
        sequent.require_defined(sequent.goal)
        return each(sequent, parts, rule["branches"])
    joint = parts if relation.op == "eq" else [language.relation("or", *parts)]
    return [(sequent.having(*joint), rule["then"])]


def frobenius(sequent: Sequent, rule: Json) -> Remaining:
    """A = B when tr((A − B)ᵀ(A − B)) = 0."""
    need(sequent.goal.op == "eq", "frobenius needs an equation")
    language = sequent.context.language
    gap = language.minus(*sequent.goal.args)
    gram = language.node("trace", (language.node("matmul", (language.node("transpose", (gap,)), gap)),))
    return [(sequent.towards(language.relation("eq", gram, language.number(0))), rule["then"])]


def induction(sequent: Sequent, rule: Json) -> Remaining:
    """Over an integer symbol n ≥ base: the base, and the step from n to n + 1. What else is known of n is forgotten."""
    language = sequent.context.language
    n, base = sequent.scope.get(rule["on"]), rule["base"]
    if n is None or n.data[1] not in INTEGERS or type(base) is not int:
        raise Rejected("induction runs over an integer symbol from an integer base")
    at_least = language.relation("le", language.number(base), n)
    need(sequent.knows(at_least), f"{rule['on']} is not known to be at least {base}")
    rest = [h for h in sequent.hypotheses if n not in h.free]
    clean = Sequent(sequent.context, (), sequent.goal, sequent.scope, {}).having(*rest)
    at_base = clean.towards(language.substitute(sequent.goal, {n: language.number(base)}))
    successor = language.node("add", (n, language.number(1)))
    step = clean.having(at_least, sequent.goal).towards(language.substitute(sequent.goal, {n: successor}))
    return [(at_base, rule["proof"]), (step, rule["then"])]


RULES: dict[str, Rule] = {
    rule.__name__: rule
    for rule in (
        intro,
        split,
        choose,
        witness,
        unfold,
        suppose,
        absurd,
        cases,
        obtain,
        specialise,
        detach,
        have,
        fact,
        differentiate,
        entries,
        frobenius,
        induction,
    )
}


def apply_rule(sequent: Sequent, rule: Json) -> Remaining:
    name: Any = rule["rule"]
    if name not in RULES:
        raise Rejected(f"there is no rule {name!r}")
    return RULES[name](sequent, rule)
