"""The right equation for a wrong derivative."""

from __future__ import annotations

from collections.abc import Sequence

from symdl.calculus.modulo import simplified
from symdl.calculus.plain import without_derivatives
from symdl.semantics.substitution import DERIVATIVES, walk
from symdl.terms.errors import SymdlError
from symdl.terms.relation import Relation, equal


def right_equation(goal: Relation, given: Sequence[Relation]) -> Relation | None:
    """The derivative that stands on one side of an equation, and what it is; None where that is not known.

    >>> from symdl import gradient, matrix, trace
    >>> A = matrix("A", "n", "n")
    >>> right_equation(equal(gradient(trace(A @ A), A), 2 * A), [])
    ∇_A trace(A@A) = 2*Aᵀ
    """
    if goal.op != "eq":
        return None
    for side in goal.args:
        if any(term.op in DERIVATIVES or term.op == "at" for term in walk(side)):
            try:
                right = simplified(without_derivatives(side), given)
            except SymdlError:
                continue
            if right is not side:
                return equal(side, right)
    return None
