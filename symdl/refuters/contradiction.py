"""Seeing that constraints cannot hold together, so that no time is spent on searching for an instance.

With a Gröbner basis of the equations: 1 is in the ideal, or everything that must differ from 0 (or be positive)
reduces to 0.
"""

from __future__ import annotations

from typing import Any

import flint

from symdl.algebra.budget import Budget, BudgetExceeded
from symdl.algebra.groebner import completion, start_basis
from symdl.refuters.ring import variables
from symdl.refuters.state import State

MOST_EQUATIONS = 60
"""With more equations no basis is tried."""


def is_contradictory(state: State, budget: Budget) -> bool:
    """Whether the open equations contradict an open ≠ or >; False also when the budget ends before that is seen."""
    groups = [values for values, _ in state.different] + [(value,) for value, strict, _ in state.signs if strict]
    if not state.equations or len(state.equations) > MOST_EQUATIONS or state.algebraic is not None:
        return False
    polys = [value for value, _ in state.equations]
    used = sorted(variables(*polys, *(p for group in groups for p in group)))
    context = flint.fmpq_mpoly_ctx.get([f"v{i}" for i in used], "degrevlex")
    wanted = [[p.project_to_context(context) for p in group] for group in groups]
    try:
        basis = start_basis([p.project_to_context(context) for p in polys], budget, context)
        return any(_is_refuted(basis, wanted, budget) for _ in completion(basis, budget))
    except BudgetExceeded:
        return False


def _is_refuted(basis: Any, wanted: list[list[Any]], budget: Budget) -> bool:
    budget.spend(20 * len(wanted))
    if any(element.is_constant() for element in basis.elements):
        return True
    return any(all(basis.normal_form(p).is_zero() for p in group) for group in wanted)
