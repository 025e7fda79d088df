"""What must hold of the unknowns, once a relation is read at fixed sizes.

Every polynomial lives in one ring ℚ[unknowns, auxiliaries, bound variables]; `source` numbers the relation a
constraint was read from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from symdl.terms.relation import Relation
from symdl.terms.term import Term

Poly = Any
"""A polynomial over ℚ (flint.fmpq_mpoly)."""

Entries = tuple[tuple[Poly, ...], ...]
"""The entries of a term, row by row."""


@dataclass(frozen=True, slots=True)
class Equation:
    """value = 0"""

    value: Poly
    source: int


@dataclass(frozen=True, slots=True)
class Sign:
    """value > 0, or value ≥ 0 when not strict"""

    value: Poly
    strict: bool
    source: int


@dataclass(frozen=True, slots=True)
class Different:
    """some value ≠ 0"""

    values: tuple[Poly, ...]
    source: int


@dataclass(frozen=True, slots=True)
class Either:
    """the constraints of one branch hold"""

    branches: tuple[tuple[Constraint, ...], ...]
    source: int


@dataclass(frozen=True, slots=True)
class Check:
    """A relation outside polynomials: evaluated, with this truth value wanted, when its unknowns are known."""

    relation: Relation
    wanted: bool
    unknowns: frozenset[int]
    source: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Auxiliaries that are the entries of a term, evaluated when the entries of its arguments are known."""

    term: Term
    arguments: tuple[Entries, ...]
    outputs: tuple[int, ...]


Constraint = Equation | Sign | Different | Either | Check


@dataclass(frozen=True, slots=True)
class Option:
    """One way to go on. `price` orders options; `generator` is −1 for a branch or a factor."""

    price: int
    generator: int
    value: Any
    kind: str
