"""What floats and samples say about a claim: instances drawn, how many agree, and SciPy's own answers.

Instances satisfy the hypotheses by construction (`symdl.refuters.sampling`). Evidence never makes a verdict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any

import numpy as np

from symdl.algebra.budget import Budget, BudgetExceeded
from symdl.claims.claim import Claim
from symdl.claims.instance import Instance
from symdl.claims.verdict import Evidence
from symdl.refuters.instances import satisfying_instance
from symdl.refuters.ring import name_of
from symdl.refuters.sampling import drawn_instances
from symdl.refuters.sizes import Sizing, counters
from symdl.semantics.substitution import walk
from symdl.terms.errors import OutOfScopeError
from symdl.terms.relation import Relation
from symdl.terms.term import Term

WORK = 120_000
"""Work for drawing and evaluating, before the clock is asked."""

SECONDS = 1.0

LONGEST_SUM = 20_000
"""The longest sum that is evaluated in floats."""

COMPARED = 4
"""Instances on which SciPy's routines are compared."""


def evidence_for(claim: Claim, *, seed: int = 0, instances: int = 20) -> Evidence:
    """Evaluate a claim in floats on drawn instances; never raises.

    Args:
        claim: hypotheses and goal.
        seed: same seed, same instances.
        instances: how many are drawn at most.
    """
    try:
        return _evidence(claim, seed, instances)
    except Exception as error:  # evidence is a bonus: whatever goes wrong is a note, not a failure of verify
        return Evidence(notes=(f"No evidence in floats: {type(error).__name__}: {str(error)[:120]}.",))


def _evidence(claim: Claim, seed: int, wanted: int) -> Evidence:
    from symdl.numeric.residual import TOLERANCE, residual
    from symdl.numeric.routines import compared

    budget = Budget(WORK, SECONDS)
    residuals: list[float] = []
    differences: dict[str, float] = {}
    notes: dict[str, None] = {}
    sized = _at_sizes(claim)
    for instance, _ in zip(_instances(claim, seed, budget), range(wanted), strict=False):
        goal = sized(instance)
        values = as_floats(instance)
        try:
            _require_short(goal)
            budget.spend(1000)
            residuals.append(residual(goal, values, instance.functions))
            if len(residuals) <= COMPARED:
                compared(goal, instance, values, differences, budget)
        except OutOfScopeError as error:
            notes[f"Not evaluated in floats: {str(error).rstrip('.')}."] = None
            break
        except BudgetExceeded:
            break
    finite = [r for r in residuals if r != float("inf")]
    undefined = len(residuals) - len(finite)
    if undefined:
        notes[f"On {undefined} of {len(residuals)} instances a term had no value, or sides that must differ agree."] = (
            None
        )
    return Evidence(
        instances=len(residuals),
        agreeing=sum(r <= TOLERANCE for r in residuals),
        largest_residual=max(finite, default=None),
        routines=differences,
        notes=tuple(notes),
    )


def _instances(claim: Claim, seed: int, budget: Budget) -> Iterator[Instance]:
    """Drawn instances; the simplest one when drawing finds none."""
    found = False
    for instance in drawn_instances(claim, seed=seed, budget=budget):
        found = True
        yield instance
    if not found:
        simple = satisfying_instance(claim, seed=seed, budget=Budget(WORK, SECONDS))
        if simple is not None:
            yield simple


def _require_short(goal: Relation) -> None:
    """A sum of very many terms is left out."""
    for term in walk(goal):
        if term.op == "sum" and all(bound.op == "num" for bound in term.args[:2]):
            low, high = (Fraction(str(bound.data)) for bound in term.args[:2])
            if high - low > LONGEST_SUM:
                raise OutOfScopeError(f"a sum of {high - low + 1} terms is too long")


def _at_sizes(claim: Claim) -> Callable[[Instance], Relation]:
    """The goal at the sizes of an instance, read once for all instances of these sizes."""
    counting, known = counters((*claim.hypotheses, claim.goal)), dict[Any, Relation]()

    def goal(instance: Instance) -> Relation:
        counts = tuple(int(str(instance.values[name_of(symbol)].data)) for symbol in counting)
        key = tuple(sorted(instance.sizes.items())), counts
        if key not in known:
            (known[key],) = Sizing(instance.sizes, dict(zip(counting, counts, strict=True))).applied((claim.goal,))
        return known[key]

    return goal


def as_floats(instance: Instance) -> Mapping[str, Any]:
    """The values of an instance as floats and arrays, by name."""
    return {name: _as_float(value) for name, value in instance.values.items()}


def _as_float(value: Term) -> Any:
    from symdl.semantics.floats import evaluate_float, nearest_float

    if value.op == "array" and all(entry.op == "num" for entry in value.args):
        entries = np.array([nearest_float(entry.data) for entry in value.args])
        return float(entries[0]) if value.shape == (1, 1) else entries.reshape([int(size) for size in value.shape])
    return nearest_float(value.data) if value.op == "num" else evaluate_float(value, {})
