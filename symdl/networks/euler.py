r"""Euler's identities: ⟨W_l, ∇_{W_l} f⟩ + ⟨b_l, ∇_{b_l} f⟩ = s_l s_{l+1} ⋯ s_{K−1} f.

They hold for layer l when the activations from σ_l on are c·zˢ and the layers after l have no biases: then f is homogeneous of
degree Π s in (W_l, b_l). (Liang, Poggio, Rakhlin, Stokes, Fisher–Rao metric, AISTATS 2019, lemma 2.1, for s = 1.)
"""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING

from symdl.algebra.polynomial import Polynomial
from symdl.networks.terms import layer_terms
from symdl.terms.operators import gradient, inner, scale, vector
from symdl.terms.relation import Relation, equal
from symdl.terms.shapes import is_scalar

if TYPE_CHECKING:
    from symdl.networks.network import PolynomialNetwork


@dataclass(frozen=True)
class EulerIdentity:
    """Homogeneity of the outputs in the weights of one layer.

    Attributes:
        net: the network.
        layer: l, from 1.
        degree: of homogeneity.
    """

    net: PolynomialNetwork
    layer: int
    degree: int

    def relation(self) -> Relation:
        """The identity as a claim about the term of the network; for a linear form qᵀf where there are several outputs."""
        f = self.net.term()
        f = f if is_scalar(f.shape) else inner(vector("q", f.shape[0]), f)
        pairings = [inner(W, gradient(f, W)) for W in layer_terms(self.net, self.layer)]
        return equal(sum(pairings[1:], pairings[0]), scale(self.degree, f))

    def difference(self, f: Polynomial) -> Polynomial:
        """Left side minus right side for an output; the zero polynomial."""
        weights = self.net.layers[self.layer - 1].weights
        total = -self.degree * f
        for weight, slope in zip(weights, f.gradient(weights), strict=True):
            total = total + f.ring.polynomial(weight) * slope
        return total

    def __repr__(self) -> str:
        return f"<the outputs have degree {self.degree} in layer {self.layer}>"


def euler_identities(net: PolynomialNetwork) -> tuple[EulerIdentity, ...]:
    """The identities that hold for this network, from the last layer down to the first that has one."""
    found: list[EulerIdentity] = []
    for number in range(net.depth, 0, -1):
        orders = [sigma.order for sigma in net.activations[number - 1 :]]
        if None in orders or any(bias != "none" for bias in net.biases[number:]):
            break
        found.append(EulerIdentity(net, number, prod(order for order in orders if order is not None)))
    return tuple(reversed(found))
