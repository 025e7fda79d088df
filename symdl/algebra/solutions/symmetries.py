"""Signed permutations of the variables that keep a polynomial and take one point to another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flint import fmpq

from symdl.algebra.budget import Budget
from symdl.algebra.solutions.system import Exponents, Polynomial

CLOSE = fmpq(1, 1 << 40)
MOST = 200
"""Candidates for one pair of points."""

Image = list[list[int]]


def exchanging(f: Polynomial, source: Sequence[fmpq], target: Sequence[fmpq], budget: Budget) -> Image | None:
    """[[m₀, s₀], …] with f(y) = f(x) for yₖ = sₖ x_{mₖ}, which takes the source to the target, nearly; None when there is none."""
    for _, images in zip(range(MOST), _matching(source, target, 0, frozenset()), strict=False):
        budget.spend(len(f))
        if _moved(f, images) == dict(f):
            return [list(image) for image in images]
    return None


def _matching(
    source: Sequence[fmpq], target: Sequence[fmpq], k: int, used: frozenset[int]
) -> Iterator[list[tuple[int, int]]]:
    """Candidates, the variable itself first."""
    if k == len(target):
        yield []
        return
    for m in sorted(set(range(len(source))) - used, key=lambda m: m != k):
        for sign in (1, -1):
            if abs(sign * source[m] - target[k]) <= CLOSE:
                for rest in _matching(source, target, k + 1, used | {m}):
                    yield [(m, sign), *rest]


def _moved(f: Polynomial, images: Sequence[tuple[int, int]]) -> Polynomial:
    moved: dict[Exponents, object] = {}
    for e, c in f.items():
        exponents = [0] * len(images)
        flips = 0
        for power, (m, sign) in zip(e, images, strict=True):
            exponents[m] = power
            flips += power if sign < 0 else 0
        moved[tuple(exponents)] = -c if flips % 2 else c
    return moved  # type: ignore[return-value]
