"""The instance of a certificate as terms, so that other interpretations than the checker's can look at it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from symdl.claims.instance import Definition, Instance
from symdl.semantics.json import Scope, from_json

NOTHING = Scope({}, {})


def instance_of(certificate: Mapping[str, Any]) -> Instance:
    """The instance at which a certificate shows that hypotheses can hold, or that a claim fails."""
    form = certificate["instance"]
    return Instance(
        sizes=dict(form["sizes"]),
        values={name: from_json(value, NOTHING) for name, value in form["values"].items()},
        functions={name: _definition(definition) for name, definition in form["functions"].items()},
    )


def _definition(form: Mapping[str, Any]) -> Definition:
    scope = Scope(dict(form["parameters"]), {})
    parameters = tuple(scope.symbols[name] for name, _ in form["parameters"])
    return Definition(parameters, tuple(from_json(body, scope) for body in form["bodies"]))
