"""The rules that close a goal: assumption, exact evaluation, and the identity called a combination."""

from collections.abc import Callable
from typing import Any

from symdl.check.language import SCALAR, Json, need
from symdl.check.polynomial import Value
from symdl.check.sequent import Sequent, fraction


def assume(sequent: Sequent, rule: Json) -> None:
    """The goal is a hypothesis, perhaps written in another way."""
    goal, given = sequent.goal, sequent.hypothesis(rule["hypothesis"])
    if goal is given:
        return
    need(goal.op == given.op and goal.op in ("eq", "ne", "le", "lt", "psd", "pd"), "the hypothesis is another relation")
    sequent.require_defined(goal)
    pairs = zip(goal.args, given.args, strict=True)
    need(all(a.shape == b.shape and sequent.context.normaliser.is_same(a, b) for a, b in pairs), "not the goal")


def evaluate(sequent: Sequent, rule: Json) -> None:
    """The goal is closed and true."""
    need(not sequent.goal.free and sequent.context.evaluator.holds(sequent.goal), "the goal is not true by evaluation")


class Combination:
    """m·v = Σ summands + Σ cofactors, where v ≥ 0, v > 0 or v = 0 is to be shown."""

    def __init__(self, sequent: Sequent) -> None:
        self.sequent = sequent
        self.normaliser = sequent.context.normaliser
        self.work = self.normaliser.work

    def term(self, form: Json) -> Value:
        node = self.sequent.read(form)
        self.sequent.require_defined(node)
        return self.normaliser.value(node)

    def factor(self, index: Any) -> tuple[Value, bool]:
        """The value of an inequality used as a factor, ≥ 0, and whether it is > 0."""
        given = self.sequent.hypothesis(index)
        need(given.op in ("le", "lt", "ne") and given.args[0].shape == SCALAR, f"hypothesis {index} is no scalar inequality")
        value = self.normaliser.difference(given.args[1], given.args[0])
        return (value.power(2, self.work), True) if given.op == "ne" else (value, given.op == "lt")

    def summand(self, form: Json) -> tuple[Value, bool]:
        coefficient = fraction(form["coefficient"])
        need(coefficient > 0, "a coefficient is not positive")
        value, strict = Value.of(coefficient), True
        for index in form.get("hypotheses", []):
            factor, positive = self.factor(index)
            value, strict = value.times(factor, self.work), strict and positive
        for square in form.get("squares", []):
            value = value.times(self.term(square).power(2, self.work), self.work)
            strict = False
        return value, strict

    def nonzero(self, form: Json) -> Value:
        """A multiplier that only need not vanish: a product of values known to be ≠ 0."""
        value = Value.of(fraction(form["coefficient"]))
        need(not value.is_zero() and not form.get("squares"), "the multiplier of an equation is a product of nonzero values")
        for index in form.get("hypotheses", []):
            given = self.sequent.hypothesis(index)
            need(given.op in ("lt", "ne") and given.args[0].shape == SCALAR, f"hypothesis {index} shows nothing nonzero")
            value = value.times(self.normaliser.difference(given.args[1], given.args[0]), self.work)
        return value

    def cofactor(self, form: Json) -> Value:
        cofactor, place = form
        index, *at = place if isinstance(place, list) else [place]
        given = self.sequent.hypothesis(index)
        need(given.op == "eq", f"hypothesis {index} is no equation")
        a, b = given.args
        if at:
            i, j = at
            table = self.normaliser.entries.difference(a, b)
            need(type(i) is int and type(j) is int and 0 <= i < len(table) and 0 <= j < len(table[0]), "no such entry")
            difference = table[i][j]
        else:
            need(a.shape == SCALAR, f"hypothesis {index} is a matrix equation; name an entry")
            difference = self.normaliser.difference(a, b)
        return self.term(cofactor).times(difference, self.work)


def combination(sequent: Sequent, rule: Json) -> None:
    goal = sequent.goal
    need(goal.op in ("eq", "le", "lt", "false"), f"a combination does not show {goal.op}")
    if goal.op == "eq" and goal.args[0].shape != SCALAR:
        return matrix_combination(sequent, rule)
    side = Combination(sequent)
    value = Value.of(0)
    if goal.op != "false":
        sequent.require_defined(goal)
        a, b = goal.args
        value = side.normaliser.difference(a, b) if goal.op == "eq" else side.normaliser.difference(b, a)
    if "multiplier" in rule:
        multiplier, strict = (side.nonzero(rule["multiplier"]), True) if goal.op == "eq" else side.summand(rule["multiplier"])
        need(strict, "the multiplier is not shown to be positive")
        value = value.times(multiplier, side.work)
    summands = [side.summand(form) for form in rule.get("summands", [])]
    need(goal.op != "eq" or not summands, "an equation takes no summands")
    need(goal.op not in ("lt", "false") or any(strict for _, strict in summands), "nothing strictly positive")
    for part in (*(value for value, _ in summands), *map(side.cofactor, rule.get("cofactors", []))):
        value = value.plus(part.scaled(fraction("-1")), side.work)
    need(value.is_zero(), "the identity does not hold")


def matrix_combination(sequent: Sequent, rule: Json) -> None:
    """A − B = Σ Lᵢ (Hᵢ) Rᵢ with Hᵢ the difference of the sides of a matrix equation (or its transpose)."""
    sequent.require_defined(sequent.goal)
    context = sequent.context
    language, goal = context.language, sequent.goal
    total = language.minus(*goal.args)
    for left, place, right in rule.get("cofactors", []):
        index, is_transposed = (place[0], place[1] == "transpose") if isinstance(place, list) else (place, False)
        given = sequent.hypothesis(index)
        need(given.op == "eq", f"hypothesis {index} is no equation")
        outer = [sequent.read(left), sequent.read(right)]
        sequent.require_defined(*outer)
        inner = language.minus(*given.args)
        inner = language.node("transpose", (inner,)) if is_transposed else inner
        product = language.node("matmul", (outer[0], inner, outer[1]))
        need(product.shape == goal.args[0].shape, "a cofactor has another shape")
        total = language.minus(total, product)
    need("multiplier" not in rule and not rule.get("summands"), "a matrix equation takes cofactors only")
    zeros = language.node("zeros", shape=goal.args[0].shape)
    need(context.normaliser.is_same(total, zeros), "the identity does not hold")


CLOSING: dict[str, Callable[[Sequent, Json], None]] = {
    "assume": assume,
    "evaluate": evaluate,
    "combination": combination,
}


def close(sequent: Sequent, rule: Json) -> bool:
    """Whether the rule is a closing one; raises Rejected when it fails."""
    name = rule["rule"]
    if name in CLOSING:
        CLOSING[name](sequent, rule)
        return True
    return False


