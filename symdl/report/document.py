"""A certificate read for people: its claim as terms and relations, what it shows, and at which values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from symdl.runner.exact import instance_values
from symdl.semantics.json import Scope, relation_from_json
from symdl.terms.relation import Relation
from symdl.terms.term import Symbol, Term


@dataclass(frozen=True)
class CertificateDocument:
    """The JSON document of a certificate that the checker has accepted."""

    document: Mapping[str, Any]

    @property
    def claim(self) -> Mapping[str, Any]:
        claim: Mapping[str, Any] = self.document["claim"]
        return claim

    @property
    def name(self) -> str:
        return str(self.claim["name"])

    @property
    def word(self) -> str:
        return str(self.document["verdict"])

    @cached_property
    def scope(self) -> Scope:
        return Scope(self.claim["symbols"], self.claim["functions"])

    @cached_property
    def hypotheses(self) -> tuple[Relation, ...]:
        return tuple(relation_from_json(form, self.scope) for form in self.claim["hypotheses"])

    @cached_property
    def goal(self) -> Relation:
        return relation_from_json(self.claim["goal"], self.scope)

    @property
    def symbols(self) -> tuple[Term, ...]:
        """The free symbols in the order of their names."""
        return tuple(self.scope.symbols[name] for name in sorted(self.scope.symbols))

    @property
    def values(self) -> dict[str, Any]:
        """The instance by name: of a refutation the counterexample, of a proof what shows that it is not vacuous."""
        return instance_values(self.document)


DOMAINS = {"real": "ℝ", "positive": "ℝ, positive", "nonnegative": "ℝ, nonnegative", "integer": "ℤ", "natural": "ℕ"}


def declared(symbol: Term) -> str:
    """``X ∈ ℝ^{d × n}``, ``lam ∈ ℝ, positive``: the declaration of a symbol in one line of text."""
    data = symbol.data
    assert isinstance(data, Symbol)
    rows, columns = symbol.shape
    if symbol.shape == (1, 1):
        return f"{data.name} ∈ {DOMAINS[data.domain]}"
    field = "ℂ" if data.domain == "complex" else "ℝ"
    size = f"{rows}" if columns == 1 else f"{rows} × {columns}"
    return f"{data.name} ∈ {field}^{{{size}}}" if not size.isalnum() else f"{data.name} ∈ {field}^{size}"
