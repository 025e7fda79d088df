"""Facts of the checker at some terms, and what proposes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from symdl.algebra.quotients import Atoms
from symdl.provers.state import State
from symdl.terms.relation import Relation
from symdl.terms.term import Term


@dataclass(frozen=True, slots=True)
class Use:
    """A fact of the checker at some terms: its premises and its conclusion."""

    name: str
    terms: tuple[Term, ...]
    premises: tuple[Relation, ...]
    conclusion: Relation


Source = Callable[[State, Atoms, Sequence[Term]], Iterator[Use]]
"""From a state, its ring and the atoms in it."""


def of_kind(atoms: Sequence[Term], op: str) -> list[Term]:
    """The atoms made by one operator."""
    return [term for term in atoms if term.op == op]
