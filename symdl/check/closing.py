"""The rules that close a goal: assumption, exact evaluation, signs, and those with a procedure of their own."""

from collections.abc import Callable
from typing import Any

from symdl.check.calculus.signs import Signs, given_signs, is_about_entries, is_told, known_signs
from symdl.check.counts.rule import count
from symdl.check.identities.combination import combination
from symdl.check.judgement import need
from symdl.check.language import ATOMIC, SCALAR, Json
from symdl.check.sequent import Sequent


def assume(sequent: Sequent, rule: Json) -> None:
    """The goal is a hypothesis, perhaps written in another way."""
    goal, given = sequent.goal, sequent.hypothesis(rule["hypothesis"])
    if goal is not given:
        need(goal.op == given.op and goal.op in ATOMIC, "the hypothesis is another relation")
        sequent.require_defined(goal)
        pairs = zip(goal.args, sequent.comparison(rule["hypothesis"]).args, strict=True)
        need(all(a.shape == b.shape and sequent.context.normaliser.is_same(a, b) for a, b in pairs), "not the goal")


def evaluate(sequent: Sequent, rule: Json) -> None:
    """The goal is closed and true."""
    need(not sequent.goal.free and sequent.context.evaluator.holds(sequent.goal), "the goal is not true by evaluation")


def by_signs(sequent: Sequent, rule: Json) -> None:
    """The goal is seen from the signs of its terms."""
    goal, indexed = sequent.goal, sequent.context.normaliser.indexed
    need(goal.op != "eq" and is_about_entries(goal), f"signs do not show {goal.op}")
    sequent.require_defined(goal)
    shapes = (goal.args[0].shape, SCALAR)
    near = [k for k, h in enumerate(sequent.hypotheses) if is_about_entries(h) and h.args[0].shape in shapes]
    gaps = [(h.op.removeprefix("each_"), indexed.gap(h)) for h in map(sequent.comparison, near)]
    signs = Signs(indexed.forms, known_signs(sequent.hypotheses), given_signs(indexed.forms, gaps))
    need(is_told(goal, indexed, signs), "the signs do not tell")


CLOSING: dict[str, Callable[[Sequent, Json], None]] = {
    "assume": assume,
    "evaluate": evaluate,
    "combination": combination,
    "signs": by_signs,
    "count": count,
}


def close(sequent: Sequent, rule: Json) -> bool:
    """Whether the rule is a closing one; raises Rejected when it fails."""
    name: Any = rule["rule"]
    if name in CLOSING:
        CLOSING[name](sequent, rule)
    return name in CLOSING
