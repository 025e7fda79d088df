"""Exact evaluation and reverse differentiation of a network over any ring, without expanding a polynomial.

With a₀ = x, z_l = W_l a_{l−1} + b_l, a_l = σ_l(z_l), the output is z_K. For a seed s (a linear form on the outputs)

    δ_K = s,  δ_l = σ_l'(z_l) ∘ W_{l+1}ᵀ δ_{l+1},  ∂/∂W_l = δ_l a_{l−1}ᵀ,  ∂/∂b_l = δ_l,  ∂/∂x = W₁ᵀ δ₁,

so a gradient costs a small multiple of an evaluation, whatever the number of weights (Baur and Strassen, The complexity of
partial derivatives, 1983). Over the dual numbers the same lines give Hessian-vector products, nested duals higher derivatives.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import add, mul
from typing import TYPE_CHECKING

from flint import fmpq

from symdl.algebra.expansion_bounds import most_bits, require_bits
from symdl.algebra.polynomial_ring import Multivariate
from symdl.algebra.rings import Dual, DualNumbers, Element, Ring
from symdl.networks.layers import LayerValues

if TYPE_CHECKING:
    from symdl.networks.network import PolynomialNetwork


EXACT = fmpq | Multivariate
STEEP = 1000
"""Below this degree no value is too long at numbers that fit into memory."""


@dataclass(frozen=True, slots=True)
class Trace:
    """What an evaluation leaves for the way back.

    Attributes:
        layers: the weights.
        arrivals: a₀, …, a_{K−1}, what enters each layer.
        sums: z₁, …, z_K; the last one is the output.
    """

    layers: list[LayerValues]
    arrivals: list[list[Element]]
    sums: list[list[Element]]

    @property
    def output(self) -> list[Element]:
        return self.sums[-1]


@dataclass(frozen=True, slots=True)
class Gradient:
    """A derivative of a linear form of the outputs: by the weights, flat and in their order, and on demand by the inputs.

    Attributes:
        weights: the derivatives by the weights.
        first: the rows of W₁.
        delta: δ₁.
        zero: of the ring.
    """

    weights: list[Element]
    first: list[list[Element]]
    delta: list[Element]
    zero: Element

    @property
    def inputs(self) -> list[Element]:
        """W₁ᵀ δ₁."""
        return _transposed(self.first, self.delta, len(self.first[0]), self.zero)


def forward(net: PolynomialNetwork, weights: Sequence[Element], x: Sequence[Element], ring: Ring) -> Trace:
    """Evaluate the network at ring elements."""
    require_short_values(net, weights, x)
    zero = ring.convert(0)
    layers = [layer.values(weights) for layer in net.layers]
    arrivals, sums = [list(x)], []
    for number, (W, b) in enumerate(layers):
        z = [sum(map(mul, row, arrivals[-1]), zero) for row in W]
        sums.append(list(map(add, z, b if len(b) == len(z) else b * len(z))) if b else z)
        if number < len(net.activations):
            arrivals.append([net.activations[number].at(value, ring) for value in sums[-1]])
    return Trace(layers, arrivals, sums)


def require_short_values(net: PolynomialNetwork, weights: Sequence[Element], x: Sequence[Element]) -> None:
    """Refuse exact values too long to write down: a degree D at numbers of b bits, or at sums of 2ᵇ terms, gives D·b bits."""
    degree = net.degree() + net.degree("inputs")
    if degree > STEEP:
        exact = [part for value in (*weights, *x) for part in _parts(value) if isinstance(part, EXACT)]
        if exact:
            coefficients = [c for sigma in net.activations for c in sigma.coefficients]
            width = max((layer.columns - 1).bit_length() for layer in net.layers)
            require_bits(degree * (most_bits([*coefficients, *exact]) + width))


def _parts(value: Element) -> list[Element]:
    return [*_parts(value.value), *_parts(value.tangent)] if isinstance(value, Dual) else [value]


def reverse(net: PolynomialNetwork, trace: Trace, seed: Sequence[Element], ring: Ring) -> Gradient:
    """The gradient of ⟨seed, output⟩ at an evaluated point."""
    zero = ring.convert(0)
    delta, blocks = list(seed), []
    for number in range(len(trace.layers) - 1, -1, -1):
        W, b = trace.layers[number]
        arriving = trace.arrivals[number]
        block = [d * a for d in delta for a in arriving]
        blocks.append(block + (delta if len(b) == len(delta) else [sum(delta, zero)]) if b else block)
        if number:
            back = _transposed(W, delta, len(arriving), zero)
            slope = net.activations[number - 1].derivative
            delta = [v * slope.at(z, ring) for v, z in zip(back, trace.sums[number - 1], strict=True)]
    weights = [value for block in reversed(blocks) for value in block]
    return Gradient(weights, trace.layers[0].W, delta, zero)


def _transposed(W: list[list[Element]], delta: list[Element], columns: int, zero: Element) -> list[Element]:
    """Wᵀ δ."""
    back = [zero] * columns
    for row, d in zip(W, delta, strict=True):
        back = [total + w * d for total, w in zip(back, row, strict=True)]
    return back


def jacobian_rows(net: PolynomialNetwork, trace: Trace, ring: Ring) -> list[Gradient]:
    """The gradient of each output."""
    zero, one = ring.convert(0), ring.convert(1)
    width = len(trace.output)
    return [reverse(net, trace, [one if i == k else zero for i in range(width)], ring) for k in range(width)]


def moved(ring: Ring, values: Sequence[Element], tangents: Sequence[Element]) -> list[Dual]:
    """The values as dual numbers that move with these tangents."""
    return [Dual(value, tangent) for value, tangent in zip(values, tangents, strict=True)]


def lifted(ring: Ring, values: Sequence[Element]) -> list[Dual]:
    """The values as dual numbers that stand still."""
    zero = ring.convert(0)
    return [Dual(value, zero) for value in values]


def tangents(values: Sequence[Dual]) -> list[Element]:
    return [value.tangent for value in values]


def push(
    net: PolynomialNetwork, weights: Sequence[Element], x: Sequence[Element], direction: Sequence[Element], ring: Ring
) -> list[Element]:
    """J·direction: how the outputs move when the weights move in this direction (forward mode)."""
    return tangents(forward(net, moved(ring, weights, direction), lifted(ring, x), DualNumbers(ring)).output)


def hessian_times(
    net: PolynomialNetwork,
    weights: Sequence[Element],
    x: Sequence[Element],
    direction: Sequence[Element],
    seed: Sequence[Element],
    ring: Ring,
) -> list[Element]:
    """∇²⟨seed, output⟩·direction, by the weights: reverse differentiation over the dual numbers."""
    duals = DualNumbers(ring)
    trace = forward(net, moved(ring, weights, direction), lifted(ring, x), duals)
    return tangents(reverse(net, trace, lifted(ring, seed), duals).weights)
