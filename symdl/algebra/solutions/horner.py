"""The value of an integer polynomial at univariate polynomials, over ℤ or modulo one of them and a prime, with few products.

f = xₖ g + h, where xₖ is the variable in most nonlinear monomials and h is free of it; g and h are treated in the same way, and what is left are monomials,
which are products of two halves that are kept. (Ceberio and Kreinovich, "Greedy algorithms for optimizing multivariate Horner schemes", 2004.)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Generic, TypeVar

from flint import fmpz_poly, nmod_poly

from symdl.algebra.solutions.system import Exponents, lowered

P = TypeVar("P", fmpz_poly, nmod_poly)


class Horner(Generic[P]):
    """Values at one point; monomials are kept from one polynomial to the next.

    >>> Horner([fmpz_poly([0, 1]), fmpz_poly([1, 1])]).value({(2, 0): 1, (1, 1): -1, (0, 0): 5})
    (-1)*x + 5

    Args:
        modulus: by which products are reduced, over a field.
    """

    def __init__(self, point: Sequence[P], modulus: P | None = None) -> None:
        self.point, self.modulus = point, modulus
        self.zero = point[0] * 0
        self.known: dict[tuple[int, ...], P] = {(): self.zero + 1}

    def value(self, polynomial: Mapping[Exponents, int]) -> P:
        """The polynomial at the point."""
        k, often = self._most_frequent(polynomial)
        if often < 2:
            return sum((self._monomial(e) * c for e, c in polynomial.items()), self.zero)
        inside, rest = _divided(polynomial, k)
        return self._times(self.value(inside), self.point[k]) + self.value(rest)

    def _most_frequent(self, polynomial: Mapping[Exponents, int]) -> tuple[int, int]:
        """(a variable, how many monomials of degree two or more it divides)."""
        nonlinear = [e for e in polynomial if sum(e) > 1]
        counts = [sum(1 for e in nonlinear if e[k]) for k in range(len(self.point))]
        often = max(counts)
        return counts.index(often), often

    def _monomial(self, exponents: Exponents) -> P:
        return self._product(tuple(k for k, times in enumerate(exponents) for _ in range(times)))

    def _product(self, factors: tuple[int, ...]) -> P:
        if len(factors) == 1:
            return self.point[factors[0]]
        if factors not in self.known:
            half = len(factors) // 2
            self.known[factors] = self._times(self._product(factors[:half]), self._product(factors[half:]))
        return self.known[factors]

    def _times(self, a: P, b: P) -> P:
        return a * b if self.modulus is None else a * b % self.modulus


def _divided(polynomial: Mapping[Exponents, int], k: int) -> tuple[dict[Exponents, int], dict[Exponents, int]]:
    """g and h with f = xₖ g + h, where h is free of xₖ."""
    quotient = {lowered(e, k): c for e, c in polynomial.items() if e[k]}
    return quotient, {e: c for e, c in polynomial.items() if not e[k]}
