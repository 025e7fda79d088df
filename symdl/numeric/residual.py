"""How far a relation is from holding in floats: 0 when it holds, a relative violation otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from symdl.semantics.floats import evaluate_float
from symdl.terms.errors import OutOfScopeError
from symdl.terms.relation import Relation
from symdl.terms.term import Symbol, Term

TOLERANCE = 1e-7
"""A relative violation below this is rounding."""

POINTS = 6
"""Random points at each distance from a claimed minimiser."""

Values = Mapping[str, Any]


def residual(relation: Relation, values: Values, functions: Mapping[str, Any]) -> float:
    """The relative violation of a relation without quantifiers; infinite where a term has no value.

    Raises:
        OutOfScopeError: for a relation that floats cannot decide.
    """
    if relation.op in ("forall", "exists"):
        raise OutOfScopeError(f"a relation under {relation.op} is not decided in floats")
    if relation.op == "count":
        raise OutOfScopeError("numbers of solutions are not decided in floats")
    if relation.op == "minimises":
        return _excess(relation, values, functions)
    parts = [residual(arg, values, functions) for arg in relation.args if isinstance(arg, Relation)]
    match relation.op:
        case "true":
            return 0.0
        case "false":
            return np.inf
        case "and":
            return max(parts, default=0.0)
        case "or":
            return min(parts, default=np.inf)
        case "implies":
            return parts[-1] if max(parts[:-1], default=0.0) <= TOLERANCE else 0.0
        case "iff":
            left, right = parts
            return max(parts) if (left <= TOLERANCE) != (right <= TOLERANCE) else 0.0
        case "eq" | "ne" | "le" | "lt":
            return _compared(relation.op, *(_array(arg, values, functions) for arg in relation.args))
        case "each_ne" | "each_le" | "each_lt":
            left, right = (_array(arg, values, functions) for arg in relation.args)
            if relation.op == "each_ne":
                return 0.0 if np.abs(left - right).min(initial=1.0) > 1e-12 else np.inf
            return _compared(relation.op.removeprefix("each_"), left, right)
        case "psd" | "pd":
            return _definite(_array(relation.args[0], values, functions), strict=relation.op == "pd")
    raise OutOfScopeError(f"{relation.op} is not decided in floats")


def _excess(relation: Relation, values: Values, functions: Mapping[str, Any]) -> float:
    """By how much a claimed minimum is undercut at random points near it and far from it."""
    body, point = relation.args
    (variable,) = relation.bound
    assert isinstance(variable.data, Symbol)
    name = variable.data.name
    claimed = np.asarray(evaluate_float(point, values, functions=functions), dtype=float)
    random = np.random.default_rng(0)
    shifts = [scale * random.normal(size=claimed.shape) for scale in (0.01, 0.1, 1.0, 10.0) for _ in range(POINTS)]

    def value(x: Any) -> float:
        return float(evaluate_float(body, {**values, name: x}, functions=functions))

    lowest = min(value(claimed + shift) for shift in shifts)
    return max(0.0, (value(claimed) - lowest) / (1.0 + abs(value(claimed))))


def _array(term: Term, values: Values, functions: Mapping[str, Any]) -> Any:
    return np.asarray(evaluate_float(term, values, functions=functions), dtype=float)


def _compared(op: str, left: Any, right: Any) -> float:
    if not (np.isfinite(left).all() and np.isfinite(right).all()):
        return np.inf
    scale = 1.0 + max(np.abs(left).max(initial=0.0), np.abs(right).max(initial=0.0))
    gap = (left - right) / scale
    match op:
        case "eq":
            return float(np.abs(gap).max(initial=0.0))
        case "ne":
            return 0.0 if np.abs(gap).max(initial=0.0) > 1e-12 else np.inf
        case "le":
            return max(0.0, float(gap.max()))
    return max(0.0, float(gap.max())) if gap.max() != 0 else np.inf


def _definite(matrix: Any, *, strict: bool) -> float:
    if not np.isfinite(matrix).all():
        return np.inf
    square = np.atleast_2d(matrix)
    if not square.size:
        return 0.0
    scale = 1.0 + np.abs(square).max()
    skew = float(np.abs(square - square.T).max() / scale)
    lowest = float(np.linalg.eigvalsh((square + square.T) / 2)[0] / scale)
    return max(skew, TOLERANCE * 10) if strict and lowest <= 0 else max(skew, -lowest, 0.0)
