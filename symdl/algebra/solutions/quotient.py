"""The algebra of a zero-dimensional system modulo a prime: multiplication matrices and what their eigenvalues count.

A = 𝔽ₚ[x]/I has the standard monomials as a basis. Multiplication by g has the eigenvalue g(α) at every solution α, with the
multiplicity of α. So for a generic linear form ℓ the distinct eigenvalues are the distinct solutions, and those of x₁ ⋯ xₙ ℓ other
than 0 are the solutions without a zero coordinate. (Cox, Little, O'Shea, *Using Algebraic Geometry*, ch. 2.)
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from flint import nmod_mat, nmod_poly

from symdl.algebra.budget import Budget
from symdl.algebra.solutions.modular_basis import Integers, ModularBasis
from symdl.algebra.solutions.monomial_ideals import standard_monomials

LARGEST = 1500
"""Dimensions of the algebra up to which matrices are formed, unless more is asked for."""


@dataclass(slots=True)
class Quotient:
    """The quotient algebra of a zero-dimensional ideal modulo a prime.

    Attributes:
        prime: the modulus.
        basis: the standard monomials; their number is the degree, with multiplicities.
        matrices: multiplication by each variable, acting on columns of coefficients.
    """

    prime: int
    basis: list[tuple[int, ...]]
    matrices: list[nmod_mat]
    budget: Budget | None = None

    @classmethod
    def of(cls, groebner: ModularBasis, *, budget: Budget | None = None, largest: int = LARGEST) -> Quotient | None:
        """The algebra; None when it is not finite-dimensional or too large for matrices."""
        basis = standard_monomials(groebner.leads, groebner.n, limit=largest)
        if basis is None:
            return None
        places = {m: k for k, m in enumerate(basis)}
        steps = [[(*m[:i], m[i] + 1, *m[i + 1 :]) for m in basis] for i in range(groebner.n)]
        border = sorted({m for step in steps for m in step} - places.keys())
        size = len(basis)
        columns: dict[tuple[int, ...], Integers] = {}
        if border:
            standard, values = groebner.normal_forms(np.array(border, dtype=np.int64))
            order = [places[tuple(map(int, e))] for e in standard]
            for monomial, row in zip(border, values, strict=True):
                column = np.zeros(size, dtype=np.int64)
                column[order] = row
                columns[monomial] = column
        for monomial, k in places.items():
            columns[monomial] = np.eye(1, size, k, dtype=np.int64)[0]
        matrices = [
            nmod_mat(size, size, np.stack([columns[m] for m in step]).T.ravel().tolist(), groebner.prime)
            for step in steps
        ]
        return cls(groebner.prime, basis, matrices, budget)

    @property
    def degree(self) -> int:
        """dim A: the number of solutions counted with multiplicity."""
        return len(self.basis)

    def linear(self, coefficients: Sequence[int]) -> nmod_mat:
        """Multiplication by Σ cᵢ xᵢ."""
        total = nmod_mat(self.degree, self.degree, self.prime)
        for c, matrix in zip(coefficients, self.matrices, strict=True):
            total += matrix * (c % self.prime)
        return total

    def generic(self, draw: random.Random) -> nmod_mat:
        """Multiplication by a random affine form; without its constant, x and −x could agree in a product."""
        constant = draw.randrange(1, self.prime)
        identity = nmod_mat(self.degree, self.degree, self.prime)
        for k in range(self.degree):
            identity[k, k] = constant
        return self.linear([draw.randrange(1, self.prime) for _ in self.matrices]) + identity

    def traces(self) -> nmod_mat:
        """The row of the traces of multiplication by each standard monomial."""
        size, places = self.degree, {m: k for k, m in enumerate(self.basis)}
        found: dict[int, nmod_mat] = {}
        values = []
        for k, monomial in enumerate(self.basis):
            i = next((i for i, e in enumerate(monomial) if e), None)
            if i is None:
                found[k] = nmod_mat(size, size, [int(a == b) for a in range(size) for b in range(size)], self.prime)
            else:
                below = (*monomial[:i], monomial[i] - 1, *monomial[i + 1 :])
                found[k] = self.matrices[i] * found[places[below]]
            values.append(sum(int(found[k][j, j]) for j in range(size)) % self.prime)
        return nmod_mat(1, size, values, self.prime)

    def characteristic(self, matrix: nmod_mat) -> nmod_poly:
        """The characteristic polynomial."""
        if self.budget is not None:
            self.budget.spend(self.degree**3 // 500)
        return matrix.charpoly()

    def distinct(self, draw: random.Random) -> int:
        """The number of distinct solutions over the algebraic closure."""
        return squarefree(self.characteristic(self.generic(draw))).degree() if self.basis else 0

    def in_torus(self, draw: random.Random) -> int:
        """The number of distinct solutions without a zero coordinate."""
        if not self.basis:
            return 0
        product = self.generic(draw)
        for matrix in self.matrices:
            product = product * matrix
        part = squarefree(self.characteristic(product))
        return int(part.degree()) - int(part[0] == 0)

    def multiplicities(self, draw: random.Random) -> dict[int, int]:
        """{multiplicity: number of solutions}."""
        if not self.basis:
            return {}
        found: dict[int, int] = {}
        for factor, power in self.characteristic(self.generic(draw)).factor_squarefree()[1]:
            found[power] = found.get(power, 0) + int(factor.degree())
        return dict(sorted(found.items()))


def squarefree(p: nmod_poly) -> nmod_poly:
    """The product of the distinct irreducible factors, for degrees below the characteristic."""
    return p // p.gcd(p.derivative())
