"""An instance: exact values for the sizes, symbols and functions of a claim.

A value is a closed term: a number, an explicit matrix, or a real algebraic number (`root`). A function is
given by parameters and one body for each component.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from symdl.semantics.json import Scope, declaration, from_json, to_json
from symdl.terms.term import FunctionSymbol, Term


@dataclass(frozen=True, slots=True)
class Definition:
    """A concrete function: its parameters (scalar or vector symbols) and its bodies, one a component."""

    parameters: tuple[Term, ...]
    bodies: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Instance:
    """Values that make a claim closed.

    Attributes:
        sizes: an integer for every size name.
        values: a closed term for every free symbol, keyed by the symbol's name.
        functions: a definition for every function symbol, keyed by name.
    """

    sizes: Mapping[str, int] = field(default_factory=dict)
    values: Mapping[str, Term] = field(default_factory=dict)
    functions: Mapping[str, Definition] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The instance as it stands in a certificate."""
        return {
            "sizes": dict(self.sizes),
            "values": {name: to_json(value) for name, value in self.values.items()},
            "functions": {
                name: {
                    "parameters": [[p.data.name, declaration(p)] for p in d.parameters],
                    "bodies": [to_json(body) for body in d.bodies],
                }
                for name, d in self.functions.items()
            },
        }


def is_smooth_everywhere(function: FunctionSymbol, definition: Definition) -> bool:
    """Whether a definition is a polynomial in its parameters, hence smooth on the whole domain."""
    from symdl.semantics.substitution import walk

    polynomial = {"num", "sym", "add", "mul", "pow", "matmul", "transpose", "entry", "array", "trace", "inner"}
    return all(
        term.op in polynomial and not (term.op == "pow" and isinstance(term.data, int) and term.data < 0)
        for body in definition.bodies
        for term in walk(body)
    )


def instance_of(certificate: Mapping[str, Any]) -> Instance:
    """The instance at which a certificate shows that hypotheses can hold, or that a claim fails."""
    form, nothing = certificate["instance"], Scope({}, {})
    return Instance(
        sizes=dict(form["sizes"]),
        values={name: from_json(value, nothing) for name, value in form["values"].items()},
        functions={name: _definition(definition) for name, definition in form["functions"].items()},
    )


def _definition(form: Mapping[str, Any]) -> Definition:
    scope = Scope(dict(form["parameters"]), {})
    parameters = tuple(scope.symbols[name] for name, _ in form["parameters"])
    return Definition(parameters, tuple(from_json(body, scope) for body in form["bodies"]))
