"""Generic ranks by evaluation at points drawn once and for all: never too large, too small with a tiny probability.

A nonzero polynomial of degree D vanishes at a point drawn from Sⁿ with probability at most D/|S| (Schwartz, Zippel).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from random import Random
from typing import Any

from flint import nmod_mat

from symdl.semantics.substitution import free_symbols
from symdl.terms.operators import array
from symdl.terms.ranks import Architecture
from symdl.terms.term import Symbol, Term, number

PRIME = 2**61 - 1
RANGE = 10**6
Vector = list[int]


@dataclass(frozen=True, slots=True)
class _Point:
    values: Mapping[str, Term]
    sizes: Mapping[str, int] = field(default_factory=dict)
    functions: Mapping[str, Any] = field(default_factory=dict)


def sampled_rank(term: Term) -> int:
    """The value of a generic rank, as seen at random points."""
    if isinstance(term.data, Architecture):
        return _network_rank(term.data, Random(1))
    return max(_rank_at(term.data, Random(seed)) for seed in (1, 2))


def _rank_at(matrix: Term, draw: Random) -> int:
    from symdl.semantics.evaluation import value_of
    from symdl.semantics.exact_rules import RULES, as_matrix

    values = {}
    for symbol in sorted(free_symbols(matrix), key=lambda s: str(s.data)):
        assert isinstance(symbol.data, Symbol)
        rows, columns = (int(size) for size in symbol.shape)
        table = [[draw.randint(-RANGE, RANGE) for _ in range(columns)] for _ in range(rows)]
        values[symbol.data.name] = number(table[0][0]) if (rows, columns) == (1, 1) else array(table)
    return int(as_matrix(value_of(matrix, _Point(values), RULES)).rank())


def _network_rank(net: Architecture, draw: Random) -> int:
    weights = [draw.randrange(PRIME) for _ in range(net.weights)]
    count = net.weights + 1
    points = net.inputs or [[Fraction(draw.randrange(PRIME)) for _ in range(net.widths[0])] for _ in range(count)]
    if net.inputs is not None and not net.inputs:
        return 0
    rows = [row for point in points for row in _gradients(net, weights, [_residue(x) for x in point])]
    return int(nmod_mat(len(rows), net.weights, [entry for row in rows for entry in row], PRIME).rank())


def _residue(value: Fraction) -> int:
    return value.numerator * pow(value.denominator, -1, PRIME) % PRIME


def _gradients(net: Architecture, weights: Vector, x: Vector) -> Iterator[Vector]:
    """The gradients of the outputs by the weights, mod PRIME: each weight is carried along as a tangent."""
    at, a, arrivals, slopes, layers = 0, x, [], [], []
    for k, (before, after) in enumerate(zip(net.widths, net.widths[1:], strict=False)):
        W = [weights[at + i * before : at + (i + 1) * before] for i in range(after)]
        b = weights[at + before * after : at + before * after + after] if net.bias else [0] * after
        at += (before + net.bias) * after
        layers.append(W)
        arrivals.append(a)
        z = [(sum(w * y for w, y in zip(row, a, strict=True)) + c) % PRIME for row, c in zip(W, b, strict=True)]
        if k < len(net.activations):
            sigma = [_residue(c) for c in net.activations[k]]
            slopes.append([sum(i * c * pow(t, i - 1, PRIME) for i, c in enumerate(sigma) if i) % PRIME for t in z])
            a = [sum(c * pow(t, i, PRIME) for i, c in enumerate(sigma)) % PRIME for t in z]
    for output in range(net.widths[-1]):
        delta, parts = [int(i == output) for i in range(net.widths[-1])], []
        for k in reversed(range(len(layers))):
            parts.append([d * y % PRIME for d in delta for y in arrivals[k]] + (delta if net.bias else []))
            if k:
                back = [sum(d * row[j] for d, row in zip(delta, layers[k], strict=True)) for j in range(net.widths[k])]
                delta = [d * s % PRIME for d, s in zip(back, slopes[k - 1], strict=True)]
        yield [entry for part in reversed(parts) for entry in part]
