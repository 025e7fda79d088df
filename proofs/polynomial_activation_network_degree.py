"""The degree of a polynomial network in its weights and in its inputs.

Setting. f = W_K σ(W_{K−1} ⋯ σ(W₁ x)) with a polynomial σ of degree s ≥ 1. Then f is a polynomial, of degree s^{K−1} in x and of
degree d_K = 1 + s + … + s^{K−1} in the weights: each layer multiplies by one weight what it raises to the power s, so
d₁ = 1 and d_{k+1} = 1 + s d_k. For σ(z) = zˢ the network is homogeneous of these degrees; for other σ its leading part is a
multiple of that network, which is not zero at weights and inputs of ones.

Claims: the recursion for all s and K; the homogeneity for all widths, K ≤ 3 and s = 2, 3; that the degree is reached; the leading
part for a quadratic σ with lower terms, for two units in each layer.
"""

import sympy as sp

from symdl import (
    PolynomialNetwork,
    claim,
    derivation,
    derivative,
    equal,
    forall,
    function,
    implies,
    ones,
    scalar,
    unequal,
    vector,
)
from symdl.networks.terms import weight_terms

NOTES = "Poggio, notes on Bézout, SGD and Langevin dynamics"

t, x = scalar("t"), vector("x", "d")
NETWORKS = [
    PolynomialNetwork(("d", "h", 1), activation=2),
    PolynomialNetwork(("d", "h", "k", 1), activation=2),
    PolynomialNetwork(("d", "h", 1), activation=3),
]
SMALL = [PolynomialNetwork((2, *(2,) * (K - 1), 1), activation=s) for s, K in [(2, 2), (2, 3), (2, 4), (3, 2), (3, 3)]]
z = sp.Symbol("z")
LOWER_TERMS = PolynomialNetwork((2, 2, 2, 1), activation=z**2 - z / 2 + 3)
LEADING = PolynomialNetwork((2, 2, 2, 1), activation=2)


def scaled(net):
    """The output with all weights multiplied by t."""
    return net.term().at({W: t * W for W in weight_terms(net)})


@claim(source=NOTES)
def polynomial_activation_network_degree():
    """The recursion d₀ = 0, d_{k+1} = 1 + s d_k has the solution (s − 1) d_K = s^K − 1, for all s and K.

    Why it holds: induction on K.
    """
    d, k, K, s = function("d"), scalar("k", natural=True), scalar("K", natural=True), scalar("s", natural=True)
    recursion = [equal(d(0), 0), forall(k, equal(d(k + 1), 1 + s * d(k)))]
    return implies(recursion, equal((s - 1) * d(K), s**K - 1))


@derivation(source=NOTES)
def weights_scale_out_with_their_degree():
    """f(tW; x) = t^d f(W; x) with d = 1 + s + … + s^{K−1}.

    Why it holds: z₁ takes a factor t, its power a factor tˢ, and the next layer one more t.
    """
    return [equal(scaled(net), t ** net.degree() * net.term()) for net in NETWORKS]


@derivation(source=NOTES)
def inputs_scale_out_with_their_degree():
    """f(W; tx) = t^{s^{K−1}} f(W; x)."""
    degrees = [2, 4, 3]
    return [equal(net.term().at({x: t * x}), t**d * net.term()) for net, d in zip(NETWORKS, degrees, strict=True)]


@derivation(source=NOTES)
def the_degree_is_reached():
    """The homogeneous polynomials are not zero: at weights and inputs of ones they are positive. Here for widths 2."""
    points = [{W: ones(*W.shape) for W in (*weight_terms(net), vector("x", 2))} for net in SMALL]
    return [unequal(net.term().at(point), 0) for net, point in zip(SMALL, points, strict=True)]


@claim(source=NOTES)
def lower_terms_of_the_activation_lower_the_degree():
    """With σ(z) = z² − z/2 + 3 and K = 3 the output differs from that of z² by a polynomial of degree < 7 in the weights.

    Why it holds: its seventh derivative along W ↦ tW vanishes.
    """
    rest = scaled(LOWER_TERMS) - scaled(LEADING)
    return equal(derivative(rest, t, 7), 0)


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def the_degree_in_the_weights_is_that_in_the_inputs():
    """Counting only the powers gives 4 for K = 3 and s = 2; the weights outside the squares raise it to 7."""
    net = NETWORKS[1]
    return equal(scaled(net), t**4 * net.term())


@claim(expect="refuted", source=NOTES)
def lower_terms_do_not_change_the_output():
    """σ(z) = z² − z/2 + 3 is not homogeneous: f(tW; x) = t⁷ f(W; x) fails."""
    return equal(scaled(LOWER_TERMS), t**7 * LOWER_TERMS.term())


# References: Kileel, Trager, Bruna, On the expressive power of deep polynomial neural networks, NeurIPS 2019.
