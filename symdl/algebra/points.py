"""Points: exact values of variables, given in order or by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from symdl.algebra.variables import Variable
from symdl.terms.errors import DeclarationError, ShapeError


def as_point(variables: Sequence[Variable], values: Any, *, role: str) -> list[Any]:
    """Values in the order of the variables.

    Args:
        variables: what needs a value.
        values: a sequence as long, or a mapping whose keys are variables or their names (``W1_2_3`` or ``W1[2,3]``).
        role: what the point is, for messages.
    """
    if isinstance(values, Mapping):
        return _by_name(variables, values, role)
    if not isinstance(values, Iterable) or isinstance(values, str):
        raise ShapeError(f"{role} is {values!r}; give a list of {len(variables)} values, or a mapping from names.")
    listed = list(values)
    if len(listed) != len(variables):
        raise ShapeError(
            f"{role} has {len(listed)} values, but there are {len(variables)} variables: {shortened(variables)}."
        )
    return listed


def _by_name(variables: Sequence[Variable], values: Mapping[Any, Any], role: str) -> list[Any]:
    named = {str(key): value for key, value in values.items()}
    point = [named.get(repr(v), named.get(v.name)) for v in variables]
    missing = [v for v, value in zip(variables, point, strict=True) if value is None]
    if missing:
        raise ShapeError(f"{role} gives no value to {shortened(missing)}.")
    return point


def chosen(variables: Sequence[Variable], wanted: Any) -> tuple[Variable, ...]:
    """The variables that are meant: variables, their names, the stem of a matrix, or several of these."""
    parts = [wanted] if isinstance(wanted, str | Variable) else list(wanted)
    found: list[Variable] = []
    for part in parts:
        matches = [v for v in variables if str(part) in (v.name, repr(v), v.stem)]
        if not matches:
            raise DeclarationError(f"{part} is no variable here; there are {shortened(variables)}.")
        found.extend(matches)
    return tuple(found)


def shortened(variables: Sequence[Variable]) -> str:
    """A list of names that stays short."""
    names = list(map(repr, variables))
    return ", ".join(names if len(names) <= 8 else [*names[:6], "…", names[-1]])
