"""‖A‖ ≠ 0 from A ≠ 0: since ‖A‖² = tr(AᵀA) > 0, a norm of 0 is absurd."""

from __future__ import annotations

from symdl.provers.state import Proof, State, fact
from symdl.semantics.json import to_json
from symdl.terms import operators as ops
from symdl.terms.relation import Relation, unequal
from symdl.terms.term import Term, number


def by_norm(state: State) -> Proof | None:
    """A goal ‖A‖ ≠ 0 whose A ≠ 0 is a hypothesis."""
    norm = _norm_of(state.goal)
    if norm is None:
        return None
    (inside,) = norm.args
    given = unequal(inside, 0)
    if given not in state.hypotheses:
        return None
    gram, square, absurd = (len(state.hypotheses) + k for k in range(3))
    last = {"coefficient": "1", "hypotheses": [gram]}
    ending = {
        "rule": "combination",
        "summands": [last],
        "cofactors": [[to_json(number(1)), square], [to_json(ops.scale(-1, norm)), absurd]],
    }
    proof = fact("norm_square", [inside], [], {"rule": "suppose", "then": ending})
    premise = {"rule": "assume", "hypothesis": state.hypotheses.index(given)}
    return fact("gram_positive", [inside], [premise], proof)


def _norm_of(goal: Relation) -> Term | None:
    if goal.op != "ne":
        return None
    norm: Term = goal.args[0]
    return norm if norm.op == "norm" and goal == unequal(norm, 0) else None
