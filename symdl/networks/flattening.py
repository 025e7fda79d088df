"""Koszul flattenings of sums of powers F = Σ c_t ⊗ l_t^r: matrices linear in F, to which each summand adds a bounded rank.

On the side of the inputs M(F) = Σ K(l_t) ⊗ (c_t ⊗ ν_s(l_t)) ν_{r−s−1}(l_t)ᵀ with K(l): ∧ᵃℂⁿ → ∧ᵃ⁺¹ℂⁿ the wedge product by l, of rank
C(n−1, a); on the side of the outputs M(F) = Σ K(c_t) ⊗ ν_s(l_t) ν_{r−s}(l_t)ᵀ. For a = 0 this is the catalecticant.
Reference: Landsberg, Ottaviani, Equations for secant varieties of Veronese and other varieties (2013).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, combinations_with_replacement
from math import comb, prod

import numpy as np
from numpy.typing import NDArray

from symdl.algebra.modular_rank import rank_mod

Matrix = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Flattening:
    """m outputs of degree r in n variables, flattened by a wedge product of order a and monomials of degree s."""

    variables: int
    outputs: int
    degree: int
    on_inputs: bool
    order: int
    low: int

    @property
    def wedged(self) -> int:
        return self.variables if self.on_inputs else self.outputs

    @property
    def high(self) -> int:
        return self.degree - self.low - self.on_inputs

    @property
    def rank_of_summand(self) -> int:
        return comb(self.wedged - 1, self.order)

    @property
    def shape(self) -> tuple[int, int]:
        n = self.variables
        rows = (
            comb(self.wedged, self.order) * comb(n + self.low - 1, self.low) * (self.outputs if self.on_inputs else 1)
        )
        return rows, comb(self.wedged, self.order + 1) * comb(n + self.high - 1, self.high)

    def rank(self, summands: Sequence[Sequence[Sequence[int]]], p: int) -> int:
        """The rank of M(F) mod p."""
        total = np.zeros(self.shape, dtype=np.int64)
        for c, form in summands:
            u, v = _monomials(form, self.low, p), _monomials(form, self.high, p)
            if self.on_inputs:
                u = np.outer(np.array(c), u).ravel() % p
            wedge = _wedge(form if self.on_inputs else c, self.order)
            total = (total + np.kron(wedge, np.outer(u, v) % p)) % p
        return rank_mod(total, p)


def _monomials(vector: Sequence[int], degree: int, p: int) -> Matrix:
    return np.array([prod(c) % p for c in combinations_with_replacement(vector, degree)], dtype=np.int64)


def _wedge(vector: Sequence[int], order: int) -> Matrix:
    n = len(vector)
    columns = {basis: k for k, basis in enumerate(combinations(range(n), order + 1))}
    matrix = np.zeros((comb(n, order), len(columns)), dtype=np.int64)
    for row, basis in enumerate(combinations(range(n), order)):
        for i in set(range(n)) - set(basis):
            at = sum(j < i for j in basis)
            matrix[row, columns[(*basis[:at], i, *basis[at:])]] = (-1) ** at * vector[i]
    return matrix
