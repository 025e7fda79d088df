"""Exponent tuples: the divisibility of monomials and their enumeration by degree."""

from collections.abc import Iterator
from operator import add

Monomial = tuple[int, ...]


def monomials_of_degree(n: int, degree: int) -> Iterator[Monomial]:
    """Exponents of n variables with this total degree, x_1 first.

    >>> list(monomials_of_degree(2, 2))
    [(2, 0), (1, 1), (0, 2)]
    """
    if n <= 1:
        if n == 1 or degree == 0:
            yield (degree,) * n
        return
    for first in range(degree, -1, -1):
        for rest in monomials_of_degree(n - 1, degree - first):
            yield (first, *rest)


def divides(a: Monomial, b: Monomial) -> bool:
    return all(x <= y for x, y in zip(a, b, strict=True))


def lcm(a: Monomial, b: Monomial) -> Monomial:
    return tuple(map(max, a, b))


def times(a: Monomial, b: Monomial) -> Monomial:
    return tuple(map(add, a, b))


def minus(a: Monomial, b: Monomial) -> Monomial:
    return tuple(x - y for x, y in zip(a, b, strict=True))


def are_coprime(a: Monomial, b: Monomial) -> bool:
    return not any(x and y for x, y in zip(a, b, strict=True))
