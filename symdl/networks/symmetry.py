r"""Transformations of the weights that leave the network unchanged, and their infinitesimal generators.

Between layers l and l + 1, where σ_l(z) = c zˢ:

scaling      unit i: row i of (W_l, b_l) times t, column i of W_{l+1} times t⁻ˢ
mixing       s = 1: (W_l, b_l) ↦ Q (W_l, b_l), W_{l+1} ↦ W_{l+1} Q⁻¹ for invertible Q; here Q = I + t E_{ij}
permutation  any σ: rows i and j of (W_l, b_l) and columns i and j of W_{l+1} change places

A smooth family T_t with L ∘ T_t = L has a generator g(w) = d/dt T_t(w) at the identity, linear in w. Differentiating L(T_t w) = L(w)
gives ⟨∇L, g⟩ = 0 everywhere, and differentiating once more by w gives ∇²L · g = −(Dg)ᵀ ∇L: at critical points g is in the
kernel of the Hessian. Regularisation keeps the generators that are skew (E_{ij} − E_{ji}), which are orthogonal transformations.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from flint import fmpq

from symdl.algebra.points import as_point
from symdl.algebra.polynomial import Polynomial
from symdl.algebra.polynomial_array import PolynomialArray
from symdl.algebra.polynomial_ring import PolynomialRing
from symdl.algebra.rings import as_rational
from symdl.networks.layers import Layer
from symdl.terms.errors import CoercionError

if TYPE_CHECKING:
    from symdl.networks.network import PolynomialNetwork

Table = list[list[Any]]


@dataclass(frozen=True)
class Symmetry:
    """A transformation of two neighbouring layers.

    Attributes:
        net: the network.
        layer: l, from 1 to K − 1.
        units: zero-based units of layer l that are moved.
    """

    net: PolynomialNetwork
    layer: int
    units: tuple[int, ...]

    @property
    def incoming(self) -> Layer:
        return self.net.layers[self.layer - 1]

    @property
    def outgoing(self) -> Layer:
        return self.net.layers[self.layer]

    def listed(self, weights: Any) -> list[Any]:
        """Weights, given in order or by name."""
        return as_point(self.net.weights, weights, role="The point of weights")

    def exact(self, weights: Any) -> list[fmpq]:
        return list(map(as_rational, self.listed(weights)))

    def row(self, i: int) -> list[int]:
        """The places of what enters unit i: its row of W_l, and its bias if it has one of its own."""
        first = self.incoming
        places = [first.start + i * first.columns + j for j in range(first.columns)]
        return places + ([first.split + i] if first.bias == "free" else [])

    def column(self, i: int) -> list[int]:
        """The places of what leaves unit i: its column of W_{l+1}."""
        return [self.outgoing.start + r * self.outgoing.columns + i for r in range(self.outgoing.rows)]

    def _named(self, word: str) -> str:
        return f"<{word} of units {', '.join(str(i + 1) for i in self.units)} of layer {self.layer}>"


@dataclass(frozen=True, repr=False)
class Continuous(Symmetry):
    """A one-parameter family of symmetries."""

    def act(self, weights: Sequence[Any], t: Any) -> list[Any]:
        """The transformed weights, exact."""
        raise NotImplementedError

    def velocity(self, weights: Sequence[Any], zero: Any) -> list[Any]:
        """g(w): how the weights start to move."""
        raise NotImplementedError

    def generator(self) -> PolynomialArray:
        """g as a vector of linear polynomials in the weights."""
        ring = PolynomialRing(self.net.weights, self.net.weights, integral=True)
        return PolynomialArray(ring, self.velocity(list(ring.generators.values()), ring.context.constant(0)))

    def derivative(self, f: Polynomial) -> Polynomial:
        """⟨∇f, g⟩, which is the zero polynomial for every output and unregularised loss."""
        g = [f.ring.convert(self.generator()[k]) for k in range(self.net.weight_count)]
        total = f.ring.context.constant(0)
        for slope, step in zip(f.gradient(self.net.weights).elements, g, strict=True):
            total += slope * step
        return Polynomial(f.ring, total)


@dataclass(frozen=True, repr=False)
class Scaling(Continuous):
    """Rows of the units times t, their columns times t⁻ˢ."""

    @property
    def order(self) -> int:
        order = self.net.activations[self.layer - 1].order
        assert order is not None
        return order

    def row(self, i: int) -> list[int]:
        """With a shared bias all units are scaled together, and the bias with them."""
        shared = [self.incoming.split] if self.incoming.bias == "shared" and i == self.units[0] else []
        return super().row(i) + shared

    def act(self, weights: Sequence[Any], t: Any) -> list[Any]:
        factor = as_rational(t)
        if not factor:
            raise CoercionError("Units cannot be scaled by 0; choose another factor.")
        moved = self.exact(weights)
        for i in self.units:
            for k in self.row(i):
                moved[k] *= factor
            for k in self.column(i):
                moved[k] /= factor**self.order
        return moved

    def velocity(self, weights: Sequence[Any], zero: Any) -> list[Any]:
        field = [zero] * len(weights)
        for i in self.units:
            for k in self.row(i):
                field[k] = weights[k]
            for k in self.column(i):
                field[k] = -self.order * weights[k]
        return field

    def __repr__(self) -> str:
        return self._named("scaling")


@dataclass(frozen=True, repr=False)
class Mixing(Continuous):
    """Q = I + t E_{ij} for i ≠ j: row i gains t times row j, column j loses t times column i."""

    def act(self, weights: Sequence[Any], t: Any) -> list[Any]:
        values, factor = self.exact(weights), as_rational(t)
        return [w + factor * g for w, g in zip(values, self.velocity(values, fmpq(0)), strict=True)]

    def velocity(self, weights: Sequence[Any], zero: Any) -> list[Any]:
        field, (i, j) = [zero] * len(weights), self.units
        for to, source in zip(self.row(i), self.row(j), strict=True):
            field[to] = weights[source]
        for to, source in zip(self.column(j), self.column(i), strict=True):
            field[to] = -weights[source]
        return field

    def __repr__(self) -> str:
        return self._named("mixing")


@dataclass(frozen=True, repr=False)
class Rotation(Mixing):
    """The skew generator E_{ij} − E_{ji}, which also keeps ‖W‖²; `act` turns by the rational angle with tan(θ/2) = t."""

    def act(self, weights: Sequence[Any], t: Any) -> list[Any]:
        values, half = self.exact(weights), as_rational(t)
        (i, j), moved = self.units, list(values)
        c, s = (1 - half * half) / (1 + half * half), 2 * half / (1 + half * half)
        for places in (zip(self.row(i), self.row(j), strict=True), zip(self.column(i), self.column(j), strict=True)):
            for a, b in places:
                moved[a], moved[b] = c * values[a] + s * values[b], c * values[b] - s * values[a]
        return moved

    def velocity(self, weights: Sequence[Any], zero: Any) -> list[Any]:
        (i, j), field = self.units, [zero] * len(weights)
        for places in (zip(self.row(i), self.row(j), strict=True), zip(self.column(i), self.column(j), strict=True)):
            for a, b in places:
                field[a], field[b] = weights[b], -weights[a]
        return field

    def __repr__(self) -> str:
        return self._named("rotation")


@dataclass(frozen=True, repr=False)
class Permutation(Symmetry):
    """Two units change places, whatever the activation."""

    def act(self, weights: Sequence[Any]) -> list[Any]:
        """The weights with the two units exchanged."""
        moved, (i, j) = self.listed(weights), self.units
        for a, b in [*zip(self.row(i), self.row(j), strict=True), *zip(self.column(i), self.column(j), strict=True)]:
            moved[a], moved[b] = moved[b], moved[a]
        return moved

    def __repr__(self) -> str:
        return self._named("permutation")


def symmetries(net: PolynomialNetwork) -> tuple[Symmetry, ...]:
    """Generators of the known symmetries of a network; it may have more.

    Every pair of units can be exchanged. Where an activation is c·zˢ units can be scaled (all units of a layer together, if
    they share a bias), and where it is c·z the units of a layer can be mixed and rotated.
    """
    return tuple(s for layer in net.layers[:-1] for s in _of_layer(net, layer))


def _of_layer(net: PolynomialNetwork, layer: Layer) -> Iterator[Symmetry]:
    units, order, is_shared = range(layer.rows), net.activations[layer.number - 1].order, layer.bias == "shared"
    if order is not None:
        for group in [tuple(units)] if is_shared else [(i,) for i in units]:
            yield Scaling(net, layer.number, group)
    pairs = list(combinations(units, 2))
    if order == 1 and not is_shared:
        for i, j in pairs:
            yield Mixing(net, layer.number, (i, j))
            yield Mixing(net, layer.number, (j, i))
            yield Rotation(net, layer.number, (i, j))
    for pair in pairs:
        yield Permutation(net, layer.number, pair)
