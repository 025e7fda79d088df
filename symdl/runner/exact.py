"""Exact values as JSON: rational numbers as text such as "2/3", matrices as rows of text."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from symdl.claims.verdict import Verdict
from symdl.semantics.json import Scope, from_json
from symdl.terms.errors import SymdlError

Json = Any


def jsonable(value: Any) -> Json:
    """A value as JSON; exact numbers and terms become text, and so does a float that is no number."""
    if isinstance(value, Mapping):
        return {str(key): jsonable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [jsonable(item) for item in value]
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if value is None or isinstance(value, bool | int | str):
        return value
    return str(value) if isinstance(value, Fraction) else repr(value)


def exact_values(verdict: Verdict) -> dict[str, Json] | None:
    """The counterexample of a refutation by name, None without one."""
    if verdict.word != "REFUTED" or verdict.certificate is None:
        return None
    return instance_values(verdict.certificate)


def instance_values(certificate: Mapping[str, Any]) -> dict[str, Json]:
    """The sizes, symbols and functions of a certificate's instance by name.

    A number is text, a matrix a list of rows of text, a function ``parameters ↦ bodies``.
    """
    instance = certificate.get("instance") or {}
    values: dict[str, Json] = {name: str(size) for name, size in sorted(instance.get("sizes", {}).items())}
    for name, form in sorted(instance.get("values", {}).items()):
        values[name] = _value(form)
    for name, definition in sorted(instance.get("functions", {}).items()):
        values[name] = _function(definition)
    return values


def _value(form: Json) -> Json:
    if isinstance(form, list) and len(form) == 4 and form[0] == "array":
        _, rows, columns, entries = form
        return [[_text(entry) for entry in entries[i * columns : (i + 1) * columns]] for i in range(rows)]
    return _text(form)


def _text(form: Json, scope: Scope | None = None) -> str:
    if isinstance(form, list) and form[:1] == ["num"]:
        return str(form[1])
    try:
        return repr(from_json(form, scope or Scope({}, {})))
    except SymdlError:
        return str(form)


def _function(definition: Json) -> str:
    scope = Scope(dict(definition["parameters"]), {})
    bodies = [_text(body, scope) for body in definition["bodies"]]
    names = ", ".join(name for name, _ in definition["parameters"])
    image = bodies[0] if len(bodies) == 1 else "[" + ", ".join(bodies) + "]"
    return f"{names} ↦ {image}"
