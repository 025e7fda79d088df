"""A polynomial network from its widths and activations, its values and its derivatives by the weights modulo m.

x ↦ W_L σ_{L−1}(… σ_1(W_1 x + b_1) …) + b_L, with or without the biases b. The weights are ordered layer by layer, each
matrix row by row, its biases after it. The rows of the Jacobian of "weights ↦ outputs at an input" follow by the
chain rule, δ_l ⊗ a_{l−1} for layer l; as packed rows this outer product is one multiplication of integers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from operator import mul

from symdl.check.judgement import need
from symdl.check.ranks.modular import Modulus

Coefficients = tuple[Fraction, ...]
Vector = Sequence[int]


@dataclass(frozen=True, slots=True)
class Network:
    """Widths d_0, …, d_L; coefficients, low to high, of the activation of each hidden layer; whether there are biases.

    With ``inputs`` its map sends the weights to the outputs at these points, otherwise to all coefficients of the outputs.
    """

    widths: tuple[int, ...]
    activations: tuple[Coefficients, ...]
    bias: bool = False
    inputs: tuple[tuple[Fraction, ...], ...] | None = None

    @property
    def weights(self) -> int:
        """How many weights there are."""
        return sum((a + self.bias) * b for a, b in pairwise(self.widths))

    def exponent(self, layer: int) -> int | None:
        """k when the activation of a hidden layer (1, …, L − 1) is a multiple of zᵏ."""
        coefficients = self.activations[layer - 1]
        return len(coefficients) - 1 if not any(coefficients[:-1]) else None

    def between(self, first: int, last: int) -> "Network":
        """The layers from one width to another, as a network of coefficients."""
        return Network(self.widths[first : last + 1], self.activations[first : last - 1], self.bias)


class AtWeights:
    """A network at integer weights modulo m."""

    def __init__(self, network: Network, weights: Vector, modulus: Modulus) -> None:
        need(len(weights) == network.weights, f"the network has {network.weights} weights")
        need(all(type(w) is int for w in weights), "a weight is an integer")
        self.network, self.modulus, m = network, modulus, modulus.m
        self.layers, self.offsets, at = list[list[list[int]]](), list[int](), 0
        for before, after in pairwise(network.widths):
            self.offsets.append(at)
            self.layers.append(
                [[w % m for w in weights[at + i * before : at + (i + 1) * before]] for i in range(after)]
            )
            at += before * after
            biases = [w % m for w in weights[at : at + after]] if network.bias else [0] * after
            for row, b in zip(self.layers[-1], biases, strict=True):
                row.append(b)
            at += after * network.bias
        self.columns = [list(zip(*layer, strict=True)) for layer in self.layers]
        self.powers = [[modulus.residue(c) for c in coefficients] for coefficients in network.activations]
        self.slopes = [[k * c % m for k, c in enumerate(p)][1:] for p in self.powers]

    def forward(self, point: Vector) -> tuple[list[list[int]], list[list[int]]]:
        """What enters each layer, a 1 for its biases at the end, and what each layer gives before its activation."""
        m = self.modulus.m
        need(len(point) == self.network.widths[0], f"an input has {self.network.widths[0]} coordinates")
        entering, leaving = [[*point, 1]], list[list[int]]()
        for k, layer in enumerate(self.layers):
            leaving.append([sum(map(mul, row, entering[-1])) % m for row in layer])
            if k < len(self.powers):
                entering.append([*(self._horner(self.powers[k], z) for z in leaving[-1]), 1])
        return entering, leaving

    def _horner(self, coefficients: Vector, z: int) -> int:
        value = 0
        for c in reversed(coefficients):
            value = (value * z + c) % self.modulus.m
        return value

    def rows(self, point: Vector) -> Iterator[int]:
        """The packed gradients of the outputs at an input by all weights."""
        entering, leaving = self.forward(point)
        slopes = [[self._horner(s, z) for z in layer] for s, layer in zip(self.slopes, leaving, strict=False)]
        packed = [self.modulus.packed(a[:-1]) for a in entering]
        for output in range(self.network.widths[-1]):
            yield self._row(output, packed, slopes)

    def _row(self, output: int, packed: Sequence[int], slopes: Sequence[Vector]) -> int:
        m, slot = self.modulus.m, self.modulus.bytes
        delta = [int(i == output) for i in range(self.network.widths[-1])]
        row = 0
        for k in reversed(range(len(self.layers))):
            before, after = self.network.widths[k], self.network.widths[k + 1]
            spread = int.from_bytes(b"".join(d.to_bytes(slot * before, "little") for d in delta), "little")
            part = spread * packed[k]
            if self.network.bias:
                part += self.modulus.packed(delta) << (8 * slot * before * after)
            row += part << (8 * slot * self.offsets[k])
            if k:
                columns = self.columns[k][:-1]
                delta = [sum(map(mul, delta, c)) * s % m for c, s in zip(columns, slopes[k - 1], strict=True)]
        return row
