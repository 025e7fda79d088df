"""Monomial ideals, given by exponents of generators: standard monomials, dimension, degree.

They are those of any ideal whose leading monomials these are. (Cox, Little, O'Shea, *Ideals, Varieties, and Algorithms*, ch. 9.)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from symdl.algebra.solutions.system import Exponents, lowered


def standard_monomials(leads: Sequence[Exponents], n: int, *, limit: int = 20_000) -> list[Exponents] | None:
    """The monomials that no leading monomial divides; None when there are infinitely many, or more than the limit."""
    pure = {e.index(max(e)) for e in leads if sum(map(bool, e)) == 1}
    if len(pure) < n and not any(sum(e) == 0 for e in leads):
        return None
    found: list[Exponents] = []
    layer: set[Exponents] = {(0,) * n}
    array = np.array(leads, dtype=np.int64)
    while layer:
        kept = [m for m in sorted(layer) if not (array <= np.array(m)).all(axis=1).any()]
        found += kept
        if len(found) > limit:
            return None
        layer = {(*m[:k], m[k] + 1, *m[k + 1 :]) for m in kept for k in range(n)}
    return found


def dimension(leads: Sequence[Exponents], n: int) -> int:
    """The dimension of a monomial ideal: n minus the least number of variables that meet every generator; −1 for (1)."""
    if any(sum(e) == 0 for e in leads):
        return -1
    supports = {frozenset(k for k, x in enumerate(e) if x) for e in leads}
    minimal = [s for s in supports if not any(t < s for t in supports)]
    return n - _hitting(minimal, n)


def _hitting(sets: list[frozenset[int]], bound: int) -> int:
    if not sets:
        return 0
    if bound == 0:
        return 1
    smallest = min(sets, key=len)
    best = bound
    for k in sorted(smallest):
        best = min(best, 1 + _hitting([s for s in sets if k not in s], best - 1))
    return best


def degree(leads: Sequence[Exponents], n: int) -> int:
    """The degree of a monomial ideal, from the numerator of its Hilbert series divided by (1 − t)^codimension."""
    numerator = _hilbert(minimal_generators(leads), n)
    for _ in range(n - dimension(leads, n)):
        quotient, carry = [], 0
        for c in numerator[:-1]:
            carry += c
            quotient.append(carry)
        numerator = quotient
    return sum(numerator)


def _hilbert(minimal: list[Exponents], n: int) -> list[int]:
    """The numerator of the Hilbert series over (1 − t)ⁿ: from those of (I, x) and (I : x), until generators are powers."""
    counts = [sum(1 for e in minimal if e[k]) for k in range(n)]
    if max(counts, default=0) <= 1:
        result = [1]
        for e in minimal:
            result = _minus(result, [0] * sum(e) + result)
        return result
    k = counts.index(max(counts))
    variable = tuple(int(i == k) for i in range(n))
    free = [e for e in minimal if not e[k]]
    inside, outside = (
        _hilbert([*free, variable], n),
        [0, *_hilbert(minimal_generators([*free, *(lowered(e, k) for e in minimal if e[k])]), n)],
    )
    return [a + b for a, b in _padded(inside, outside)]


def minimal_generators(generators: Iterable[Exponents]) -> list[Exponents]:
    """Those that no other one divides, each once."""
    kept: list[Exponents] = []
    for e in sorted(set(generators), key=lambda e: (sum(e), e)):
        if not any(all(map(int.__le__, f, e)) for f in kept):
            kept.append(e)
    return kept


def _padded(a: list[int], b: list[int]) -> list[tuple[int, int]]:
    size = max(len(a), len(b))
    return list(zip(a + [0] * (size - len(a)), b + [0] * (size - len(b)), strict=True))


def _minus(a: list[int], b: list[int]) -> list[int]:
    return [x - y for x, y in _padded(a, b)]
