"""How the solutions of a system are spread over the coordinate planes: how many have exactly which coordinates different from 0.

At the roots t of q the coordinates are vᵢ(t)/w(t), so a part of q splits at its greatest common divisor with vᵢ into the solutions with
xᵢ = 0 and the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, Self, TypeVar


class Univariate(Protocol):
    """What is needed of polynomials in one variable."""

    def gcd(self, other: Self, /) -> Self: ...
    def degree(self) -> int: ...
    def __floordiv__(self, other: Self, /) -> Self: ...


P = TypeVar("P", bound=Univariate)


def zero_patterns(q: P, numerators: Sequence[P]) -> dict[tuple[int, ...], int]:
    """{the coordinates that are not 0: number of solutions} for a squarefree q.

    >>> from flint import fmpz_poly
    >>> zero_patterns(fmpz_poly([0, -1, 1]), [fmpz_poly([0, 1]), fmpz_poly([5])])  # (0, 5) and (1, 5)
    {(0, 1): 1, (1,): 1}
    """
    parts: dict[tuple[int, ...], P] = {(): q}
    for k, v in enumerate(numerators):
        split: dict[tuple[int, ...], P] = {}
        for pattern, part in parts.items():
            common = part.gcd(v)
            split[*pattern, k], split[pattern] = part // common, common
        parts = {pattern: part for pattern, part in split.items() if part.degree() > 0}
    return {pattern: int(part.degree()) for pattern, part in parts.items()}
