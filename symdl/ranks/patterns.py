"""Jacobians of piecewise linear networks, one activation pattern at a time.

Where no unit sits at its kink, a (leaky) ReLU network without biases is a polynomial in its weights, f(x_j) = W_L D_{L−1,j} ⋯ D_{1,j} W_1 x_j with the slopes
of the pattern on the diagonals D. So its Jacobian at n data has one rank for almost all weights of the pattern, an open set, and "rank n almost
surely" is decided pattern by pattern. With one hidden layer all patterns are found, up to the order of units: each unit shows one of
the cells of the hyperplanes w ⊥ x_j. Deeper patterns are met at random weights.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations_with_replacement, pairwise
from math import comb
from random import Random
from typing import Any

from symdl.ranks.cells import Point, Signs, sign_cells
from symdl.ranks.matrices import generic_rank
from symdl.ranks.result import RankResult
from symdl.terms.errors import BudgetError, ShapeError
from symdl.terms.operators import array, jacobian, scale, symbol
from symdl.terms.ranks import exact_numbers
from symdl.terms.term import Term, number

Exact = int | Fraction
Pattern = tuple[tuple[Signs, ...], ...]
"""For each hidden layer and unit its sign on each input."""
MOST_PATTERNS = 20_000


@dataclass(frozen=True, slots=True)
class PatternRank:
    """The generic rank on one pattern, and weights that show the pattern.

    Attributes:
        pattern: signs by hidden layer, unit and input.
        weights: one weight matrix for each hidden layer, as rows; the output layer is free.
        result: the rank for almost all weights of the pattern.
    """

    pattern: Pattern
    weights: tuple[tuple[Point, ...], ...]
    result: RankResult

    @property
    def rank(self) -> int:
        return self.result.rank


@dataclass(frozen=True, slots=True)
class PatternRanks:
    """The ranks on all patterns that were found.

    Attributes:
        wanted: the number of rows of the Jacobian: inputs times outputs.
        patterns: each pattern once up to the order of the units.
        is_exhaustive: whether these are all patterns.
    """

    wanted: int
    patterns: tuple[PatternRank, ...]
    is_exhaustive: bool

    @property
    def failing(self) -> tuple[PatternRank, ...]:
        """Patterns on which the Jacobian does not have full row rank."""
        return tuple(p for p in self.patterns if p.rank < self.wanted)

    @property
    def known(self) -> str:
        """``proved`` when every rank is proved and no pattern is missing."""
        return "proved" if self.is_exhaustive and all(p.result.known == "proved" for p in self.patterns) else "computed"

    def __repr__(self) -> str:
        kind = "" if self.is_exhaustive else " met at random weights"
        ranks = sorted({p.rank for p in self.patterns})
        return (
            f"PatternRanks: {len(self.patterns)} patterns{kind}, rank {self.wanted} wanted, "
            f"ranks {', '.join(map(str, ranks))}; {len(self.failing)} patterns fail, {self.known}"
        )


def pattern_ranks(
    widths: Sequence[int],
    inputs: Sequence[Sequence[Exact]],
    *,
    slopes: tuple[Exact, Exact] = (0, 1),
    samples: int = 200,
    seed: int = 0,
) -> PatternRanks:
    """The rank of the Jacobian at given inputs, for each activation pattern.

    Args:
        widths: d₀, d₁, …, d_L.
        inputs: n points with d₀ exact coordinates.
        slopes: of the activation below and above 0: (0, 1) is ReLU, (Fraction(1, 10), 1) leaky ReLU.
        samples: weights that are drawn for networks with more than one hidden layer.
        seed: of these draws.

    >>> pattern_ranks((1, 3, 1), [[1], [2], [3]], slopes=(Fraction(1, 10), 1))
    PatternRanks: 4 patterns, rank 3 wanted, ranks 1; 4 patterns fail, proved
    """
    points, slopes = [exact_numbers(x) for x in inputs], _slopes(slopes)
    if len(widths) < 3 or any(type(d) is not int or d < 1 for d in widths):
        raise ShapeError(
            f"The widths {tuple(widths)} are no network with a hidden layer; give three or more integers ≥ 1."
        )
    if not points or any(len(x) != widths[0] for x in points):
        raise ShapeError(f"Give one input or more, each with {widths[0]} coordinates.")
    is_shallow = len(widths) == 3
    found = _all_shallow(widths, points) if is_shallow else _met(widths, points, slopes, samples, Random(seed))
    ranks = [PatternRank(p, w, generic_rank(_jacobian(widths, points, p, slopes))) for p, w in found.items()]
    return PatternRanks(len(points) * widths[-1], tuple(ranks), is_shallow)


def _slopes(slopes: Sequence[Exact]) -> tuple[Exact, Exact]:
    values = exact_numbers(slopes)
    if len(values) != 2:
        raise ShapeError(f"An activation with a kink at 0 has two slopes, below and above; here are {len(values)}.")
    return values[0], values[1]


Found = dict[Pattern, tuple[tuple[Point, ...], ...]]


def _all_shallow(widths: Sequence[int], points: Sequence[Point]) -> Found:
    cells = sign_cells(points)
    if comb(len(cells) + widths[1] - 1, widths[1]) > MOST_PATTERNS:
        raise BudgetError(
            f"{widths[1]} units with {len(cells)} cells show more than {MOST_PATTERNS} patterns; take fewer inputs."
        )
    chosen = combinations_with_replacement(cells, widths[1])
    return {(tuple(signs for signs, _ in units),): (tuple(w for _, w in units),) for units in chosen}


def _met(
    widths: Sequence[int], points: Sequence[Point], slopes: tuple[Exact, Exact], samples: int, draw: Random
) -> Found:
    """Patterns at random weights, without those where a unit sits at its kink."""
    found: Found = {}
    for _ in range(samples):
        weights = tuple(_drawn(draw, rows, columns) for columns, rows in pairwise(widths[:-1]))
        pattern = _pattern(points, weights, slopes)
        if pattern is not None:
            found.setdefault(pattern, weights)
    return found


def _drawn(draw: Random, rows: int, columns: int) -> tuple[Point, ...]:
    return tuple(tuple(Fraction(draw.randint(-9, 9)) for _ in range(columns)) for _ in range(rows))


def _pattern(
    points: Sequence[Point], weights: Sequence[Sequence[Point]], slopes: tuple[Exact, Exact]
) -> Pattern | None:
    """The signs at some weights; None at a kink. Where all that arrives is 0 the sign does not matter, and is −1."""
    layers, arriving = [], list(points)
    for W in weights:
        sums = [[sum((a * b for a, b in zip(row, x, strict=True)), Fraction(0)) for x in arriving] for row in W]
        if any(unit[j] == 0 and any(x) for unit in sums for j, x in enumerate(arriving)):
            return None
        layers.append(tuple(tuple(1 if z > 0 else -1 for z in unit) for unit in sums))
        arriving = [tuple(unit[j] * slopes[unit[j] > 0] for unit in sums) for j in range(len(points))]
    return tuple(layers)


def _jacobian(widths: Sequence[int], points: Sequence[Point], pattern: Pattern, slopes: tuple[Exact, Exact]) -> Term:
    """The Jacobian of all outputs by all weights on a pattern."""
    count = sum(a * b for a, b in pairwise(widths))
    w = symbol("w", shape=(count, 1))
    outputs: list[Any] = []
    for j, x in enumerate(points):
        at, arriving = 0, [number(c) for c in x]
        for layer, (before, after) in enumerate(pairwise(widths)):
            rows = [[w[at + i * before + k] for k in range(before)] for i in range(after)]
            at += before * after
            leaving = [sum((scale(r, a) for r, a in zip(row, arriving, strict=True)), number(0)) for row in rows]
            if layer < len(pattern):
                leaving = [scale(slopes[pattern[layer][i][j] > 0], z) for i, z in enumerate(leaving)]
            arriving = leaving
        outputs += arriving
    return jacobian(array([[z] for z in outputs]), w)


def failing_patterns(ranks: PatternRanks) -> Iterator[str]:
    """One line for each pattern that fails: the signs of each unit, and the rank."""
    for found in ranks.failing:
        layers = [" ".join("".join("+" if s > 0 else "-" for s in unit) for unit in layer) for layer in found.pattern]
        yield f"{' | '.join(layers)}: rank {found.rank}"
