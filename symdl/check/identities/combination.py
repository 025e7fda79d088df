"""Combinations: m·v = Σ summands + Σ cofactors shows v ≥ 0, v > 0 or v = 0.

The multiplier m is > 0 (≠ 0 for an equation), each summand is ≥ 0, and each cofactor holds the difference of an equation.
"""

from typing import TYPE_CHECKING

from symdl.check.judgement import need
from symdl.check.language import SCALAR, Json, Node

if TYPE_CHECKING:
    from symdl.check.sequent import Sequent


class Combination:
    """m·v = Σ summands + Σ cofactors, where v ≥ 0, v > 0 or v = 0 is to be shown."""

    def __init__(self, sequent: "Sequent") -> None:
        self.sequent, self.language = sequent, sequent.context.language
        self.is_scalar = sequent.goal.op == "false" or sequent.goal.args[0].shape == SCALAR

    def term(self, form: Json) -> Node:
        """A defined term of the proof."""
        node = self.sequent.read(form)
        self.sequent.require_defined(node)
        return node

    def product(self, form: Json, *ops: str) -> tuple[Node, bool, bool]:
        """A number times values of hypotheses, ≥ 0 or ≠ 0, times squares; whether it is not 0, and whether it is ≥ 0."""
        number = self.language.read(["num", form["coefficient"]], {})
        factors, squares = [number], [self.language.pow(self.term(square), 2) for square in form.get("squares", [])]
        is_nonzero, is_nonnegative = number.data != 0 and not squares, number.data > 0
        for index in form.get("hypotheses", []):
            given = self.sequent.comparison(index, *ops)
            gap = self.language.minus(given.args[1], given.args[0])
            factors.append(self.language.pow(gap, 2) if given.op == "ne" and "le" in ops else gap)
            is_nonzero = is_nonzero and given.op != "le"
        need(all(factor.shape == SCALAR for factor in (*factors, *squares)), "a summand takes a scalar in each place")
        return self.language.node("mul", (*factors, *squares)), is_nonzero, is_nonnegative

    def summand(self, form: Json) -> tuple[Node, bool]:
        """A term that is ≥ 0, and whether it is > 0."""
        node, is_strict, is_nonnegative = self.product(form, "le", "lt", "ne")
        need(is_nonnegative, "a coefficient is not positive")
        return node, is_strict

    def multiplier(self, form: Json) -> Node:
        """A term that is > 0; for an equation one that is not 0."""
        ops = ("lt", "ne") if self.sequent.goal.op == "eq" else ("le", "lt", "ne")
        node, is_nonzero, is_nonnegative = self.product(form, *ops)
        need(
            is_nonzero and (is_nonnegative or self.sequent.goal.op == "eq"),
            "the multiplier is not shown to be positive",
        )
        return node

    def cofactor(self, form: Json) -> Node:
        """Terms around the difference of an equation, an entry of it, or its transpose; its trace for a scalar goal."""
        left, place, *right = form
        index, *at = place if isinstance(place, list) else [place]
        inner = self.language.minus(*self.sequent.comparison(index, "eq").args)
        if right:
            need(at in ([], ["transpose"]), "a cofactor names an equation, or its transpose")
            inner = self.language.node("transpose", (inner,)) if at else inner
        elif at:
            i, j = at
            need(type(i) is type(j) is int and min(i, j) >= 0, "no such entry")
            inner = self.sequent.context.normaliser.entries.grid(inner)[i][j]
        product = self.language.node("matmul" if right else "mul", (self.term(left), inner, *map(self.term, right)))
        return self.language.node("trace", (product,)) if right and self.is_scalar else product


def combination(sequent: "Sequent", rule: Json) -> None:
    """An identity that shows the goal."""
    goal, language, value = sequent.goal, sequent.context.language, sequent.context.language.number(0)
    need(goal.op in ("eq", "le", "lt", "false"), f"a combination does not show {goal.op}")
    side = Combination(sequent)
    if goal.op != "false":
        sequent.require_defined(goal)
        value = language.minus(*(goal.args if goal.op == "eq" else goal.args[::-1]))
    need(side.is_scalar or "multiplier" not in rule, "a matrix equation takes cofactors only")
    summands = [side.summand(form) for form in rule.get("summands", [])]
    need(goal.op != "eq" or not summands, "an equation takes no summands")
    need(goal.op not in ("lt", "false") or any(strict for _, strict in summands), "nothing strictly positive")
    if "multiplier" in rule:
        value = language.node("mul", (value, side.multiplier(rule["multiplier"])))
    cofactors = [side.cofactor(form) for form in rule.get("cofactors", [])]
    need(side.is_scalar or all(len(form) == 3 for form in rule.get("cofactors", [])), "a cofactor has two sides")
    total = language.node("add", (language.zeros(value.shape), *(node for node, _ in summands), *cofactors))
    need(sequent.context.normaliser.is_same(value, total), "the identity does not hold")
