"""The rules of logic: how a proof takes a sequent apart. Each returns the sequents that remain, with proofs."""

from collections.abc import Callable
from typing import Any

from symdl.check.facts import THEOREMS, conclude
from symdl.check.judgement import Rejected, need
from symdl.check.language import INTEGERS, SCALAR, Json, Node
from symdl.check.sequent import Sequent

Remaining = list[tuple[Sequent, Json]]


def opened(sequent: Sequent, relation: Node, names: list[str]) -> tuple[Sequent, Node]:
    """Replace the bound symbols of a quantifier by new ones; their domains become hypotheses."""
    language = sequent.context.language
    pairs = zip(names, relation.bound, strict=True)
    new = [language.symbol(name, bound.shape or SCALAR, bound.data[1]) for name, bound in pairs]
    return sequent.declaring(*new), language.substitute(relation.args[0], dict(zip(relation.bound, new, strict=True)))


def instantiated(sequent: Sequent, relation: Node, forms: Json) -> tuple[list[Node], Node]:
    """The domains to be shown and the body, for a quantifier at some defined terms."""
    terms, context = [sequent.read(form) for form in forms], sequent.context
    sequent.require_defined(*terms)
    values = dict(zip(relation.bound, terms, strict=True))
    for symbol, term in values.items():
        need(term.shape == symbol.shape, f"{symbol.data[0]} has another shape")
        is_free = symbol.data[1] not in INTEGERS
        need(is_free or context.normaliser.is_integral(term), f"{symbol.data[0]} stands for integers")
    domains = [context.language.substitute(d, values) for symbol in values for d in context.domain(symbol)]
    return domains, context.language.substitute(relation.args[0], values)


def each(sequent: Sequent, goals: list[Node], proofs: Json) -> Remaining:
    """Several goals, each with its proof."""
    need(len(proofs) == len(goals), f"{len(goals)} proofs are needed, {len(proofs)} are given")
    return [(sequent.towards(goal), proof) for goal, proof in zip(goals, proofs, strict=True)]


def atoms(relation: Node) -> list[Node]:
    """The atomic relations of a relation without quantifiers."""
    if relation.op in ("eq", "ne", "le", "lt"):
        return [relation]
    need(relation.op in ("and", "or", "implies", "iff", "true", "false"), f"{relation.op} is not without quantifiers")
    return [atom for arg in relation.args for atom in atoms(arg)]


def intro(sequent: Sequent, rule: Json) -> Remaining:
    """Assume the premises of an implication, or take arbitrary symbols."""
    goal = sequent.goal
    if goal.op == "implies":
        return [(sequent.having(*goal.args[:-1]).towards(goal.args[-1]), rule["then"])]
    need(goal.op == "forall", "intro needs a goal that is an implication or universal")
    sequent, body = opened(sequent, goal, rule["names"])
    return [(sequent.towards(body), rule["then"])]


def split(sequent: Sequent, rule: Json) -> Remaining:
    """A conjunction part by part."""
    goal = sequent.goal if sequent.goal.op == "and" else sequent.context.unfolded(sequent.goal)
    need(goal.op == "and", "split needs a conjunction or an equivalence")
    return each(sequent, list(goal.args), rule["branches"])


def choose(sequent: Sequent, rule: Json) -> Remaining:
    """One part of a disjunction."""
    need(sequent.goal.op == "or" and type(rule["index"]) is int and rule["index"] >= 0, "choose needs a disjunction")
    return [(sequent.towards(sequent.goal.args[rule["index"]]), rule["then"])]


def witness(sequent: Sequent, rule: Json) -> Remaining:
    """An existential goal at terms."""
    need(sequent.goal.op == "exists", "witness needs an existential goal")
    domains, body = instantiated(sequent, sequent.goal, rule["terms"])
    goal = sequent.context.language.relation("and", *domains, body) if domains else body
    return [(sequent.towards(goal), rule["then"])]


def unfold(sequent: Sequent, rule: Json) -> Remaining:
    """A definition written out."""
    if "hypothesis" in rule:
        return [(sequent.having(sequent.context.unfolded(sequent.hypothesis(rule["hypothesis"]))), rule["then"])]
    return [(sequent.towards(sequent.context.unfolded(sequent.goal)), rule["then"])]


def suppose(sequent: Sequent, rule: Json) -> Remaining:
    """Assume that the goal is false."""
    sequent.require_defined(*atoms(sequent.goal))
    return absurd(sequent.having(sequent.context.negation(sequent.goal)), rule)


def absurd(sequent: Sequent, rule: Json) -> Remaining:
    """Show a contradiction instead."""
    return [(sequent.towards(sequent.context.language.relation("false")), rule["then"])]


def cases(sequent: Sequent, rule: Json) -> Remaining:
    """The parts of a disjunction, or a relation and its negation."""
    if "hypothesis" in rule:
        parts = list(sequent.hypothesis(rule["hypothesis"], "or").args)
    else:
        relation = sequent.read(rule["on"])
        sequent.require_defined(*atoms(relation))
        parts = [relation, sequent.context.negation(relation)]
    return [(sequent.having(part), proof) for part, proof in zip(parts, rule["branches"], strict=True)]


def obtain(sequent: Sequent, rule: Json) -> Remaining:
    """Take the symbols that an existential hypothesis speaks of."""
    extended, body = opened(sequent, sequent.hypothesis(rule["hypothesis"], "exists"), rule["names"])
    return [(extended.having(body), rule["then"])]


def specialise(sequent: Sequent, rule: Json) -> Remaining:
    """A universal hypothesis at terms."""
    domains, body = instantiated(sequent, sequent.hypothesis(rule["hypothesis"], "forall"), rule["terms"])
    return [*each(sequent, domains, rule.get("premises", [])), (sequent.having(body), rule["then"])]


def detach(sequent: Sequent, rule: Json) -> Remaining:
    """The conclusion of an implication whose premises are shown."""
    *premises, conclusion = sequent.hypothesis(rule["hypothesis"], "implies").args
    return [*each(sequent, premises, rule["premises"]), (sequent.having(conclusion), rule["then"])]


def have(sequent: Sequent, rule: Json) -> Remaining:
    """Show a relation, then use it."""
    relation = sequent.read(rule["relation"])
    need(relation.shape is None, "have takes a relation")
    return [(sequent.towards(relation), rule["proof"]), (sequent.having(relation), rule["then"])]


def fact(sequent: Sequent, rule: Json) -> Remaining:
    """A named fact at defined terms, its premises shown."""
    terms = [sequent.read(form) for form in rule["terms"]]
    sequent.require_defined(*terms)
    premises, conclusion = conclude(rule["name"], sequent.context.normaliser, terms)
    if rule["name"] in THEOREMS:
        sequent.context.trust.add(THEOREMS[rule["name"]])
    return [*each(sequent, premises, rule.get("premises", [])), (sequent.having(conclusion), rule["then"])]


def differentiate(sequent: Sequent, rule: Json) -> Remaining:
    """∀x: a = b gives ∀x: ∂a/∂x = ∂b/∂x, for a real scalar x among the bound symbols."""
    relation, context = sequent.hypothesis(rule["hypothesis"], "forall"), sequent.context
    need(relation.args[0].op == "eq", "differentiate needs a universal equation")
    (variable,) = [symbol for symbol in relation.bound if symbol.data[0] == rule["by"]]
    need(variable.shape == SCALAR and variable.data[1] in ("real", "positive"), "differentiate by a real scalar")
    slopes = [context.language.derivative("gradient", side, variable) for side in relation.args[0].args]
    conditions = [c for slope in slopes for c in (*context.definedness.of(slope), *context.definedness.kinks(slope))]
    need(not conditions, "differentiate needs smooth sides")
    equation = context.language.node("forall", (context.language.relation("eq", *slopes),), bound=relation.bound)
    return [(sequent.having(equation), rule["then"])]


def entries(sequent: Sequent, rule: Json) -> Remaining:
    """A matrix equation of integer size, goal or hypothesis, as the equations of its entries."""
    language, is_goal = sequent.context.language, "hypothesis" not in rule
    relation = sequent.goal if is_goal else sequent.hypothesis(rule["hypothesis"])
    need(relation.op in ("eq", "ne"), "entries needs a matrix equation")
    rows, columns = relation.args[0].shape or SCALAR
    if not (isinstance(rows, int) and isinstance(columns, int)):
        raise Rejected("entries needs integer sizes")
    language.work.spend(rows * columns)
    places = [(i, j) for i in range(rows) for j in range(columns)]
    sides = ([language.node("entry", (side,), at, shape=SCALAR) for side in relation.args] for at in places)
    parts = [language.relation(relation.op, *pair) for pair in sides]
    if is_goal and relation.op == "eq":
        sequent.require_defined(relation)
        return each(sequent, parts, rule["branches"])
    if is_goal:
        need(all(type(index) is int for index in rule["at"]), "there is no such entry")
        return [(sequent.towards(parts[places.index(tuple(rule["at"]))]), rule["then"])]
    return [(sequent.having(*parts if relation.op == "eq" else [language.relation("or", *parts)]), rule["then"])]


def frobenius(sequent: Sequent, rule: Json) -> Remaining:
    """A = B when tr((A − B)ᵀ(A − B)) = 0."""
    need(sequent.goal.op == "eq", "frobenius needs an equation")
    _, conclusion = conclude("gram_zero", sequent.context.normaliser, [sequent.context.language.minus(*sequent.goal.args)])
    (premise,), _ = conclude("gram_zero", sequent.context.normaliser, [conclusion.args[0]])
    return [(sequent.towards(premise), rule["then"])]


def induction(sequent: Sequent, rule: Json) -> Remaining:
    """Over an integer symbol n ≥ base: the base, and the step from n to n + 1. What else is known of n is forgotten."""
    language = sequent.context.language
    n, base = sequent.scope[rule["on"]], language.number(rule["base"])
    need(n.data[1] in INTEGERS and type(rule["base"]) is int, "induction runs over an integer symbol from an integer base")
    at_least = language.relation("le", base, n)
    need(sequent.knows(at_least), f"{rule['on']} is not known to be at least {rule['base']}")
    rest = [hypothesis for hypothesis in sequent.hypotheses if n not in hypothesis.free]
    clean = Sequent(sequent.context, (), sequent.goal, sequent.scope, {}).having(*rest)
    at_base, successor = language.substitute(sequent.goal, {n: base}), language.node("add", (n, language.number(1)))
    step = clean.having(at_least, sequent.goal).towards(language.substitute(sequent.goal, {n: successor}))
    return [(clean.towards(at_base), rule["proof"]), (step, rule["then"])]


RULES: dict[str, Callable[[Sequent, Json], Remaining]] = {
    rule.__name__: rule
    for rule in (
        *(intro, split, choose, witness, unfold, suppose, absurd, cases, obtain, specialise, detach, have, fact),
        *(differentiate, entries, frobenius, induction),
    )
}


def apply_rule(sequent: Sequent, rule: Json) -> Remaining:
    """What remains to be proved after a rule."""
    name: Any = rule["rule"]
    need(name in RULES, f"there is no rule {name!r}")
    return RULES[name](sequent, rule)
