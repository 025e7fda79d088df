"""The distinct points of a projective set of dimension 0, modulo a prime.

Let A = 𝔽ₚ[x]/I for homogeneous I with finitely many zeros in ℙⁿ⁻¹, N of them with multiplicity. Once dim A_D = dim A_{D+1} = N and multiplication by a linear
form ℓ maps A_D onto A_{D+1}, it is bijective in all higher degrees, for A/ℓA ends there. Then A_D is the algebra of the points outside ℓ = 0, which are all of them, and the matrix
of g/ℓ has the eigenvalue g(α)/ℓ(α) at each point α. (Eisenbud, *Commutative Algebra*, ch. 1 and 15.)
"""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
from flint import nmod_mat

from symdl.algebra.budget import Budget
from symdl.algebra.solutions.modular_basis import ModularBasis
from symdl.algebra.solutions.monomial_ideals import degree
from symdl.algebra.solutions.quotient import LARGEST, squarefree
from symdl.algebra.solutions.system import Exponents


def distinct_points(cone: ModularBasis, draw: random.Random, *, budget: Budget) -> int | None:
    """Their number over the algebraic closure; None when there are too many for matrices.

    Args:
        cone: a basis of homogeneous polynomials whose common zeros are finitely many lines.
    """
    leads, n = cone.leads, cone.n
    number = degree(leads, n)
    below: list[Exponents] = [(0,) * n]
    while max(len(below), number) <= LARGEST:
        budget.spend(len(below) * len(leads) * n // 100)
        above = _above(below, leads)
        if len(below) == len(above) == number:
            matrices = _multiplications(cone, below, above)
            forms = [[draw.randrange(1, cone.prime) for _ in matrices] for _ in range(2)]
            first, second = (_combined(matrices, form) for form in forms)
            if first.rank() == number:
                budget.spend(number**3 // 200)
                return int(squarefree(first.solve(second).charpoly()).degree())
        below = above
    return None


def _above(monomials: Sequence[Exponents], leads: Sequence[Exponents]) -> list[Exponents]:
    """The standard monomials of the next degree."""
    products = {_raised(m, k) for m in monomials for k in range(len(m))}
    return sorted(m for m in products if not any(all(map(int.__le__, lead, m)) for lead in leads))


def _raised(monomial: Exponents, k: int) -> Exponents:
    return (*monomial[:k], monomial[k] + 1, *monomial[k + 1 :])


def _multiplications(cone: ModularBasis, below: Sequence[Exponents], above: Sequence[Exponents]) -> list[nmod_mat]:
    """The matrices A_D → A_{D+1} of the variables, acting on columns."""
    size, places = len(above), {m: k for k, m in enumerate(above)}
    columns: dict[Exponents, list[int]] = {m: [int(k == j) for j in range(size)] for m, k in places.items()}
    border = sorted({_raised(m, k) for m in below for k in range(cone.n)} - columns.keys())
    if border:
        standard, values = cone.normal_forms(np.array(border, dtype=np.int64))
        order = [places[tuple(e)] for e in standard.tolist()]
        for monomial, row in zip(border, values.tolist(), strict=True):
            column = [0] * size
            for k, c in zip(order, row, strict=True):
                column[k] = c
            columns[monomial] = column
    return [
        nmod_mat(size, size, [x for m in below for x in columns[_raised(m, k)]], cone.prime).transpose()
        for k in range(cone.n)
    ]


def _combined(matrices: Sequence[nmod_mat], form: Sequence[int]) -> nmod_mat:
    total = matrices[0] * form[0]
    for matrix, c in zip(matrices[1:], form[1:], strict=True):
        total += matrix * c
    return total
