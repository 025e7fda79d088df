"""Koszul flattenings of sums of powers F = Σ c_t ⊗ l_t^r: matrices linear in F, to which each summand adds a bounded rank.

On the side of the inputs M(F) = Σ K(l_t) ⊗ (c_t ⊗ ν_s(l_t)) ν_{r−s−1}(l_t)ᵀ with K(l): ∧ᵃℂⁿ → ∧ᵃ⁺¹ℂⁿ the wedge product by l, of rank
C(n−1, a); on the side of the outputs M(F) = Σ K(c_t) ⊗ ν_s(l_t) ν_{r−s}(l_t)ᵀ. For a = 0 this is the catalecticant.
All summands are treated at once, with subsets as bits of integers; the checker has its own way, one summand after the other.
Reference: Landsberg, Ottaviani, Equations for secant varieties of Veronese and other varieties (2013).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb

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
        return self.degree - self.low - int(self.on_inputs)

    @property
    def rank_of_summand(self) -> int:
        return comb(self.wedged - 1, self.order)

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        low, high = (comb(self.variables + s - 1, s) for s in (self.low, self.high))
        outputs = self.outputs if self.on_inputs else 1
        return comb(self.wedged, self.order) * low * outputs, comb(self.wedged, self.order + 1) * high

    def rank(self, summands: Sequence[Sequence[Sequence[int]]], p: int) -> int:
        """The rank of M(F) mod p, for a prime below 2¹⁵."""
        c, forms = (np.array(part, dtype=np.int64) % p for part in zip(*summands, strict=True))
        u, v = monomials(forms, self.low, p), monomials(forms, self.high, p)
        if self.on_inputs:
            u = (c[:, :, None] * u[:, None, :] % p).reshape(len(u), -1)
        K = wedges(forms if self.on_inputs else c, self.order)
        left = K[:, :, None, :] * u[:, None, :, None] % p
        return rank_mod((np.einsum("tijk,tl->ijkl", left, v) % p).reshape(self.shape), p)


def monomials(vectors: Matrix, degree: int, p: int) -> Matrix:
    """All monomials of a degree at each vector: those of degree s are x_i times those of degree s − 1 in x_i, …, x_n."""
    n = vectors.shape[1]
    blocks = [vectors[:, i : i + 1] for i in range(n)]
    for _ in range(degree - 1):
        tails = [np.concatenate(blocks[i:], axis=1) for i in range(n)]
        blocks = [vectors[:, i : i + 1] * tail % p for i, tail in enumerate(tails)]
    return np.concatenate(blocks, axis=1) if degree else np.ones((len(vectors), 1), dtype=np.int64)


def wedges(vectors: Matrix, order: int) -> Matrix:
    """The matrices of u ↦ v ∧ u for each vector v, from subsets of ``order`` indices to subsets of one more."""
    count, n = vectors.shape
    small, large = ([bits for bits in range(1 << n) if bits.bit_count() == size] for size in (order, order + 1))
    place = {bits: k for k, bits in enumerate(large)}
    matrices = np.zeros((count, len(small), len(large)), dtype=np.int64)
    for row, bits in enumerate(small):
        for i in range(n):
            if not bits >> i & 1:
                passed = (bits & ((1 << i) - 1)).bit_count()
                matrices[:, row, place[bits | 1 << i]] = vectors[:, i] if passed % 2 == 0 else -vectors[:, i]
    return matrices
