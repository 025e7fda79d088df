"""The nonsingular part of a square system: its solutions where the Jacobian determinant does not vanish.

These are isolated and simple; u·det J = 1 with a new variable u picks them out (Rabinowitsch).
"""

from __future__ import annotations

from fractions import Fraction

from symdl.algebra.solutions.system import (
    IntegerPolynomial,
    Polynomial,
    PolynomialSystem,
    derivative,
    primitive,
    product,
    total,
)


def jacobian_determinant(system: PolynomialSystem) -> Polynomial:
    """det(∂fᵢ/∂xⱼ), by expansion along rows over subsets of columns."""
    n = len(system.variables)
    partial: dict[int, Polynomial] = {0: {(0,) * n: Fraction(1)}}
    for p in system.polynomials:
        row = [derivative(p, j) for j in range(n)]
        following: dict[int, Polynomial] = {}
        for used, value in partial.items():
            for j in range(n):
                if not used >> j & 1 and row[j]:
                    sign = -1 if (used >> j).bit_count() % 2 else 1
                    term = {e: sign * c for e, c in product(value, row[j]).items()}
                    key = used | 1 << j
                    following[key] = total(following.get(key, {}), term)
        partial = following
    return partial.get((1 << n) - 1, {})


def nonsingular_part(system: PolynomialSystem) -> list[IntegerPolynomial]:
    """The equations with u·det J − 1, in one variable more."""
    n = len(system.variables)
    lifted = [{(*e, 0): c for e, c in p.items()} for p in system.integral()]
    determinant = {(*e, 1): c for e, c in jacobian_determinant(system).items()}
    return [*lifted, primitive({**determinant, (0,) * (n + 1): Fraction(-1)})]
