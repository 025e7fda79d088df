"""Sparse columns over a field of quotients, brought to echelon form one after the other.

Each column is remembered as the combination of given ones that it is, so that a target comes back as a combination of the
first columns that span it, and columns that depend on earlier ones as elements of the kernel.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from symdl.algebra.quotients import Atoms, Quotient

Vector = dict[Any, Quotient]


class Columns:
    """Columns in echelon form, and the combinations of given columns that vanish."""

    def __init__(self, atoms: Atoms) -> None:
        self.atoms = atoms
        self.pivots: dict[Hashable, tuple[Vector, Vector]] = {}
        self.kernel: list[Vector] = []

    def append(self, name: Hashable, column: Mapping[Any, Quotient]) -> None:
        """Take in a column."""
        rest, made_of = self._reduced(dict(column), {name: self.atoms.constant(1)})
        if not rest:
            self.kernel.append(made_of)
            return
        pivot = min(rest, key=repr)
        scale = self.atoms.invert(rest[pivot])
        self.pivots[pivot] = self._scaled(rest, scale), self._scaled(made_of, scale)

    def solution(self, target: Mapping[Any, Quotient]) -> Vector | None:
        """The target as a combination of given columns; None when it is none."""
        rest, made_of = self._reduced(dict(target), {})
        return None if rest else self._scaled(made_of, self.atoms.constant(-1))

    def _reduced(self, vector: Vector, made_of: Vector) -> tuple[Vector, Vector]:
        vector = {key: value for key, value in vector.items() if value.numerator}
        for pivot, (column, combination) in self.pivots.items():
            if pivot in vector:
                minus = self.atoms.multiply(self.atoms.constant(-1), vector[pivot])
                self._add(vector, column, minus)
                self._add(made_of, combination, minus)
        return vector, made_of

    def _add(self, total: Vector, more: Vector, scale: Quotient) -> None:
        for key, value in more.items():
            product = self.atoms.multiply(scale, value)
            total[key] = self.atoms.add(total[key], product) if key in total else product
            if not total[key].numerator:
                del total[key]

    def _scaled(self, vector: Vector, scale: Quotient) -> Vector:
        return {key: self.atoms.multiply(scale, value) for key, value in vector.items()}
