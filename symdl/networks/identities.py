r"""What is true of every weight of a network, as claims made from the network itself.

With the output f(w) ∈ ℝᵏ at an input x, any smooth loss L = F(f(w)), and a direction P = (P_W, P_b, …) in the space of weights:

orthogonality  ⟨∇L, g⟩ = 0 for the generators g of the symmetries between layers l and l + 1
kernel         ∇²L·g + (Dg)ᵀ∇L = 0, a claim for each symbol; so ∇²L·g = 0 at critical points
gauss_newton   for L = ‖f − y‖²: ∇²L·P = 2 Jᵀ(J P) + 2 Σ_k (f_k − y_k) ∇²f_k·P, a claim for each symbol
square         ⟨P, 2 Jᵀ(J P)⟩ = 2 ‖J P‖², so that the Gauss–Newton part is positive semidefinite
euler          ⟨W_l, ∇_{W_l} qᵀf⟩ + ⟨b_l, ∇_{b_l} qᵀf⟩ = s_l ⋯ s_{K−1} qᵀf for every q ∈ ℝᵏ

Where σ_l(z) = c zˢ, the generators of layer l are all at once (C W_l, C b_l, −s W_{l+1} C): C = diag(c) for any c, a multiple of the
identity where the units share a bias, and any matrix C where s = 1. All identities are linear in L, so they hold for sums over examples.
∇²L·P is ∇⟨∇L, P⟩ with P kept fixed, which needs no order among the weights; therefore widths may be names.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from symdl.claims.claim import Claim
from symdl.networks.euler import euler_identities
from symdl.networks.terms import layer_terms, weight_terms
from symdl.terms.operators import (
    diag,
    function,
    gradient,
    identity,
    inner,
    matmul,
    matrix,
    scalar,
    scale,
    vector,
)
from symdl.terms.relation import Relation, equal
from symdl.terms.shapes import is_scalar
from symdl.terms.term import Symbol, Term, as_term

if TYPE_CHECKING:
    from symdl.networks.network import PolynomialNetwork

Direction = dict[Term, Term]


@dataclass(frozen=True)
class Generators:
    """All infinitesimal symmetries between layers l and l + 1 that are linear in one matrix C, as gains minus losses.

    Attributes:
        net: the network.
        layer: l, from 1 to K − 1.
        order: s of σ_l(z) = c zˢ.
    """

    net: PolynomialNetwork
    layer: int
    order: int

    @property
    def is_shared(self) -> bool:
        return self.net.biases[self.layer - 1] == "shared"

    @property
    def matrix(self) -> Term:
        """C, of the size of the layer."""
        h = self.net.widths[self.layer]
        if self.is_shared:
            return scale(scalar("c"), identity(h))
        return matrix("C", h, h) if self.order == 1 else diag(vector("c", h))

    def gains(self) -> Direction:
        """(C W_l, C b_l)."""
        return {W: self._from_left(self.matrix, W) for W in layer_terms(self.net, self.layer)}

    def losses(self) -> Direction:
        """s W_{l+1} C."""
        return {self._outgoing: self._from_right(self._outgoing, self.matrix)}

    def transposed(self, W: Term, slope: Term) -> Term:
        """The adjoint of gains and losses, for the symbol W: Cᵀ∇_W or s ∇_W Cᵀ; 0 for a weight that stays."""
        if W == self._outgoing:
            return self._from_right(slope, self.matrix.T)
        return self._from_left(self.matrix.T, slope) if W in self.gains() else scale(0, W)

    @property
    def _outgoing(self) -> Term:
        return layer_terms(self.net, self.layer + 1)[0]

    def _from_left(self, C: Term, W: Term) -> Term:
        return scale(scalar("c"), W) if self.is_shared else matmul(C, W)

    def _from_right(self, W: Term, C: Term) -> Term:
        return scale(self.order, matmul(W, C))


def generators(net: PolynomialNetwork) -> tuple[Generators, ...]:
    """The generators of each layer that has some."""
    orders = enumerate((sigma.order for sigma in net.activations), start=1)
    return tuple(Generators(net, layer, order) for layer, order in orders if order is not None)


def identities(net: PolynomialNetwork) -> tuple[Claim, ...]:
    """The claims about a network: orthogonality, kernel, Gauss–Newton, its square, Euler."""
    return tuple(_claim(name, relation) for name, relation in _named(net))


def _named(net: PolynomialNetwork) -> Iterator[tuple[str, Relation]]:
    for g in generators(net):
        yield f"orthogonality_{g.layer}", orthogonality(g)
        for W, relation in kernel(g):
            yield f"kernel_{g.layer}_{_name(W)}", relation
    for W, relation in gauss_newton(net):
        yield f"gauss_newton_{_name(W)}", relation
    yield "square", square(net)
    for euler in euler_identities(net):
        yield f"euler_{euler.layer}", euler.relation()


def orthogonality(g: Generators) -> Relation:
    """⟨∇L, g⟩ = 0 for every smooth loss: what the gains add is what the losses take."""
    L = _any_loss(g.net)
    return equal(_pairing(L, g.gains()), _pairing(L, g.losses()))


def kernel(g: Generators) -> Iterator[tuple[Term, Relation]]:
    """∇²L·g + (Dg)ᵀ∇L = 0, for each symbol of the weights, with the losses on the right."""
    L = _any_loss(g.net)
    for W in weight_terms(g.net):
        turned = g.transposed(W, gradient(L, W))
        sides = [_second(L, side) for side in (g.gains(), g.losses())]
        left, right = (gradient(bent, W).at(kept) for bent, kept in sides)
        yield W, equal(left, right + turned) if W in g.losses() else equal(left + turned, right)


def _second(L: Term, step: Direction) -> tuple[Term, Direction]:
    """⟨∇L, P⟩ for a direction P that is kept fixed, and what P is."""
    P = {W: _direction(W) for W in step}
    return _pairing(L, P), {P[W]: step[W] for W in step}


def gauss_newton(net: PolynomialNetwork) -> Iterator[tuple[Term, Relation]]:
    """∇²‖f − y‖²·P = 2 Jᵀ(J P) + 2 Σ (f_k − y_k) ∇²f_k·P, for each symbol of the weights."""
    f, q = net.term(), _form(net)
    y = _like("y", f)
    P = {W: _direction(W) for W in weight_terms(net)}
    bent = _pairing(inner(q, f), P)
    for W in P:
        first = gradient(inner(q, f), W).at({q: gradient(bent, q)})
        second = gradient(bent, W).at({q: f - y})
        yield W, equal(gradient(_pairing(inner(f - y, f - y), P), W), scale(2, first) + scale(2, second))


def square(net: PolynomialNetwork) -> Relation:
    """⟨P, 2 Jᵀ(J P)⟩ = 2 ‖J P‖²: the Gauss–Newton part is positive semidefinite."""
    f, q = net.term(), _form(net)
    P = {W: _direction(W) for W in weight_terms(net)}
    bent = _pairing(inner(q, f), P)
    moved = gradient(bent, q)
    return equal(scale(2, bent.at({q: moved})), scale(2, inner(moved, moved)))


def _any_loss(net: PolynomialNetwork) -> Term:
    """F(f), for a function F that is only known to be smooth."""
    f = net.term()
    return function("F")(f) if is_scalar(f.shape) else function("F", net.widths[-1])(f)


def _form(net: PolynomialNetwork) -> Term:
    """q, a linear form of the outputs."""
    return _like("q", net.term())


def _like(name: str, f: Term) -> Term:
    return scalar(name) if is_scalar(f.shape) else vector(name, f.shape[0])


def _direction(W: Term) -> Term:
    """P_W, of the shape of W."""
    name = f"P{_name(W)}"
    if is_scalar(W.shape):
        return scalar(name)
    return vector(name, W.shape[0]) if W.shape[1] == 1 else matrix(name, *W.shape)


def _pairing(L: Term, P: Direction) -> Term:
    """⟨∇L, P⟩."""
    return sum((inner(gradient(L, W), step) for W, step in P.items()), as_term(0))


def _name(W: Term) -> str:
    assert isinstance(W.data, Symbol)
    return W.data.name


def _claim(name: str, relation: Relation) -> Claim:
    return Claim(name=name, build=lambda: relation)
