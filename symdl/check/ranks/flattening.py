"""Koszul flattenings: linear maps from m polynomials of degree r in n variables to matrices, of bounded rank on sums of powers.

For F = Σ_t c_t ⊗ l_t^r (c_t ∈ ℂᵐ, l_t ∈ ℂⁿ a linear form) put M(F) = Σ_t K(l_t) ⊗ (c_t ⊗ ν_s(l_t)) ν_{r−s−1}(l_t)ᵀ, where ν_s(l)
lists the monomials of degree s in the coordinates of l, and K(l): ∧ᵃ → ∧ᵃ⁺¹ is the wedge product by l, of rank C(n−1, a).
The entries of M(F) are coefficients of F up to constants, so M is linear in F; a summand has rank C(n−1, a). On the side
of the outputs K(c_t) takes the place of K(l_t) and M(F) = Σ_t K(c_t) ⊗ ν_s(l_t) ν_{r−s}(l_t)ᵀ, with rank C(m−1, a) a summand.
If M(F₀) has a larger rank than k summands allow, sums of k powers satisfy an equation that not all F satisfy.
The prover that proposes F₀ computes the same matrix from the same formula with NumPy, on purpose without this file: neither is to be written with the other.
Reference: Landsberg, Ottaviani, Equations for secant varieties of Veronese and other varieties (2013).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, combinations_with_replacement
from math import comb, prod

from symdl.check.judgement import need
from symdl.check.polynomial import Work
from symdl.check.ranks.modular import rank_of_table

Vector = Sequence[int]
MAX_ENTRIES = 4_000_000


def monomials(vector: Sequence[int], degree: int, m: int) -> list[int]:
    """All monomials of a degree in the coordinates of a vector, modulo m."""
    return [prod(c) % m for c in combinations_with_replacement(vector, degree)]


def wedge(vector: Sequence[int], order: int) -> list[list[int]]:
    """The matrix of ∧ᵃ → ∧ᵃ⁺¹, u ↦ u ∧ v, a row for each basis element of ∧ᵃ."""
    n = len(vector)
    place = {basis: k for k, basis in enumerate(combinations(range(n), order + 1))}
    rows = []
    for basis in combinations(range(n), order):
        row = [0] * len(place)
        for i in set(range(n)) - set(basis):
            at = sum(j < i for j in basis)
            row[place[(*basis[:at], i, *basis[at:])]] = (-1) ** at * vector[i]
        rows.append(row)
    return rows


@dataclass(frozen=True, slots=True)
class Flattening:
    """The flattening of m outputs of degree r in n variables, by a wedge product of order a and monomials of degree s."""

    variables: int
    outputs: int
    degree: int
    on_inputs: bool
    order: int
    low: int

    @property
    def high(self) -> int:
        """The degree of the monomials in the columns."""
        return self.degree - self.low - self.on_inputs

    @property
    def rank_of_summand(self) -> int:
        return comb((self.variables if self.on_inputs else self.outputs) - 1, self.order)

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        wedged = self.variables if self.on_inputs else self.outputs
        rows = comb(wedged, self.order) * comb(self.variables + self.low - 1, self.low)
        columns = comb(wedged, self.order + 1) * comb(self.variables + self.high - 1, self.high)
        return rows * (self.outputs if self.on_inputs else 1), columns

    def rank(self, summands: Sequence[tuple[Vector, Vector]], m: int, work: Work) -> int:
        """A lower bound of the rank of M(F) for F = Σ c ⊗ l^r with integer vectors (c, l)."""
        parts = (self.order, self.low, self.high)
        need(all(type(part) is int and part >= 0 for part in parts), "there is no such flattening")
        rows, columns = self.shape
        need(0 < rows * columns <= MAX_ENTRIES, "the flattening is empty or too large")
        work.spend(rows * columns * len(summands) // 16)
        table = [[0] * columns for _ in range(rows)]
        for c, form in summands:
            need((len(c), len(form)) == (self.outputs, self.variables), "a summand is a vector of outputs and a form")
            need(all(type(x) is int for x in (*c, *form)), "a summand has integer coordinates")
            self._add(table, c, form, m)
        return rank_of_table([[entry % m for entry in row] for row in table], m, work)

    def _add(self, table: list[list[int]], c: Vector, form: Vector, m: int) -> None:
        """K ⊗ u vᵀ onto the table."""
        v = monomials(form, self.high, m)
        low = monomials(form, self.low, m)
        u = [x * y for x in c for y in low] if self.on_inputs else low
        target = iter(table)
        for wedge_row in wedge(form if self.on_inputs else c, self.order):
            for x in u:
                row = next(target)
                for j, w in enumerate(wedge_row):
                    if w:
                        at, factor = j * len(v), x * w % m
                        for i, y in enumerate(v, at):
                            row[i] += factor * y
