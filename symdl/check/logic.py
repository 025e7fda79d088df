"""The rules of logic: how a proof takes a sequent apart, one case a rule. docs/checker.md says why each is right."""

from symdl.check.facts import THEOREMS, conclude
from symdl.check.judgement import Rejected, need
from symdl.check.language import INTEGERS, SCALAR, Json, Node
from symdl.check.ranks.bounds import bounded
from symdl.check.sequent import COMPARISONS, Sequent

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
        fits = symbol.data[1] not in INTEGERS or context.normaliser.is_integral(term)
        need(fits, f"{symbol.data[0]} stands for integers")
    domains = [context.language.substitute(d, values) for symbol in values for d in context.domain(symbol)]
    return domains, context.language.substitute(relation.args[0], values)


def each(sequent: Sequent, goals: list[Node], proofs: Json) -> Remaining:
    """Several goals, each with its proof."""
    need(len(proofs) == len(goals), f"{len(goals)} proofs are needed, {len(proofs)} are given")
    return [(sequent.towards(goal), proof) for goal, proof in zip(goals, proofs, strict=True)]


def atoms(relation: Node) -> list[Node]:
    """The atomic relations of a relation without quantifiers."""
    if relation.op in COMPARISONS:
        return [relation]
    need(relation.op in ("and", "or", "implies", "iff", "true", "false"), f"{relation.op} is not without quantifiers")
    return [atom for arg in relation.args for atom in atoms(arg)]


def apply_rule(sequent: Sequent, rule: Json) -> Remaining:
    """What remains to be proved after a rule: sequents with their proofs."""
    context, goal, then = sequent.context, sequent.goal, rule.get("then")
    language, given = context.language, sequent.hypothesis(rule["hypothesis"]) if "hypothesis" in rule else None
    match rule["rule"]:
        case "intro" if goal.op == "implies":
            return [(sequent.having(*goal.args[:-1]).towards(goal.args[-1]), then)]
        case "intro" if goal.op == "forall":
            extended, body = opened(sequent, goal, rule["names"])
            return [(extended.towards(body), then)]
        case "split":
            goal = goal if goal.op == "and" else context.unfolded(goal)
            need(goal.op == "and", "split needs a conjunction or an equivalence")
            return each(sequent, list(goal.args), rule["branches"])
        case "choose" if goal.op == "or" and type(rule["index"]) is int and rule["index"] >= 0:
            return [(sequent.towards(goal.args[rule["index"]]), then)]
        case "witness" if goal.op == "exists":
            domains, body = instantiated(sequent, goal, rule["terms"])
            return [(sequent.towards(language.relation("and", *domains, body) if domains else body), then)]
        case "unfold":
            return [
                (sequent.having(context.unfolded(given)) if given else sequent.towards(context.unfolded(goal)), then)
            ]
        case "suppose":
            sequent.require_defined(*atoms(goal))
            return [(sequent.having(context.negation(goal)).towards(language.relation("false")), then)]
        case "absurd":
            return [(sequent.towards(language.relation("false")), then)]
        case "cases" if given and given.op == "or":
            return [(sequent.having(part), proof) for part, proof in zip(given.args, rule["branches"], strict=True)]
        case "cases" if not given:
            relation = sequent.read(rule["on"])
            sequent.require_defined(*atoms(relation))
            holds, fails = rule["branches"]
            return [(sequent.having(relation), holds), (sequent.having(context.negation(relation)), fails)]
        case "obtain" if given and given.op == "exists":
            extended, body = opened(sequent, given, rule["names"])
            return [(extended.having(body), then)]
        case "specialise" if given and given.op == "forall":
            domains, body = instantiated(sequent, given, rule["terms"])
            return [*each(sequent, domains, rule.get("premises", [])), (sequent.having(body), then)]
        case "detach" if given and given.op == "implies":
            return [*each(sequent, list(given.args[:-1]), rule["premises"]), (sequent.having(given.args[-1]), then)]
        case "have":
            relation = sequent.read(rule["relation"])
            need(relation.shape is None, "have takes a relation")
            return [(sequent.towards(relation), rule["proof"]), (sequent.having(relation), then)]
        case "let":
            return [(sequent.naming(rule["terms"]), then)]
        case "fact":
            terms = [sequent.read(form) for form in rule["terms"]]
            sequent.require_defined(*terms)
            premises, conclusion = conclude(rule["name"], context.normaliser, terms)
            context.trust |= THEOREMS.get(rule["name"], frozenset())
            return [*each(sequent, premises, rule.get("premises", [])), (sequent.having(conclusion), then)]
        case "rank":
            return [(sequent.having(*bounded(sequent, rule)), then)]
        case "differentiate" if given and given.op == "forall" and given.args[0].op == "eq":
            return [(sequent.having(differentiated(sequent, given, rule["by"])), then)]
        case "entries":
            return entries(sequent, rule, given or goal)
        case "frobenius" if goal.op == "eq":
            premise, _ = conclude("gram_zero", context.normaliser, [language.minus(*goal.args)])
            return [(sequent.towards(premise[0]), then)]
        case "induction":
            return induction(sequent, rule)
    raise Rejected(f"there is no rule {rule['rule']!r}, or it does not fit {(given or goal).op}")


def differentiated(sequent: Sequent, given: Node, name: str) -> Node:
    """∀x: ∂a/∂x = ∂b/∂x from ∀x: a = b, for a real scalar x among the bound symbols and smooth sides."""
    context = sequent.context
    (x,) = [symbol for symbol in given.bound if symbol.data[0] == name]
    need(x.shape == SCALAR and x.data[1] in ("real", "positive"), "differentiate by a real scalar")
    slopes = [context.language.derivative("gradient", side, x) for side in given.args[0].args]
    conditions = [c for slope in slopes for c in (*context.definedness.of(slope), *context.definedness.kinks(slope))]
    need(not conditions, "differentiate needs smooth sides")
    return context.language.node("forall", (context.language.relation("eq", *slopes),), bound=given.bound)


def entries(sequent: Sequent, rule: Json, relation: Node) -> Remaining:
    """A matrix equation of integer size, goal or hypothesis, as the equations of its entries; a `ne` goal at one entry."""
    language, is_goal, is_equation = sequent.context.language, "hypothesis" not in rule, relation.op == "eq"
    rows, columns = relation.args[0].shape or SCALAR
    if relation.op not in ("eq", "ne") or not (isinstance(rows, int) and isinstance(columns, int)):
        raise Rejected("entries needs a matrix equation of integer size")
    language.work.spend(rows * columns)
    places = [(i, j) for i in range(rows) for j in range(columns)]
    sides = ([language.node("entry", (side,), at, shape=SCALAR) for side in relation.args] for at in places)
    parts = [language.relation(relation.op, *pair) for pair in sides]
    if not is_goal:
        return [(sequent.having(*parts if is_equation else [language.relation("or", *parts)]), rule["then"])]
    if is_equation:
        sequent.require_defined(relation)
        return each(sequent, parts, rule["branches"])
    need(all(type(index) is int for index in rule["at"]), "there is no such entry")
    return [(sequent.towards(parts[places.index(tuple(rule["at"]))]), rule["then"])]


def induction(sequent: Sequent, rule: Json) -> Remaining:
    """Over an integer symbol n ≥ base: the base, and the step from n to n + 1. What else is known of n is forgotten."""
    language, name, first = sequent.context.language, rule["on"], rule["base"]
    n, base = sequent.scope[name], language.number(first)
    need(n.op == "sym", "induction runs over a symbol")
    is_value = type(first) is int and (n.data[1] == "integer" or (n.data[1] == "natural" and first >= 0))
    need(is_value, "induction runs over an integer symbol, from an integer that it may be")
    at_least = language.relation("le", base, n)
    need(sequent.knows(at_least), f"{name} is not known to be at least {first}")
    rest = [hypothesis for hypothesis in sequent.hypotheses if n not in hypothesis.free]
    clean = Sequent(sequent.context, (), sequent.goal, sequent.scope, {}).having(*rest)
    at_base, successor = language.substitute(sequent.goal, {n: base}), language.node("add", (n, language.number(1)))
    step = clean.having(at_least, sequent.goal).towards(language.substitute(sequent.goal, {n: successor}))
    return [(clean.towards(at_base), rule["proof"]), (step, rule["then"])]
