"""Euler's identity for each layer of a homogeneous network: Σᵢⱼ W_k^{ij} ∂f/∂W_k^{ij} = f, and s^{K−k} f for σ(z) = zˢ.

Setting. f = W_K σ(⋯ σ(W₁x)) without biases. If σ is positively homogeneous of degree s, scaling W_k by c > 0 multiplies f by c^{s^{K−k}}; differentiating
at c = 1 gives the identity ⟨W_k, ∇_{W_k} f⟩ = s^{K−k} f, wherever f is differentiable. The sum over i and j is meant; the notes leave it out.

Claims, all for arbitrary widths: along the ray cW_k for every network and s^{K−k} = 1, 2, 3, 4; three linear layers; σ(z) = zˢ with K ≤ 3 and s = 2, 3.
"""

from symdl import (
    LinearNetwork,
    PolynomialNetwork,
    claim,
    derivation,
    derivative,
    equal,
    forall,
    function,
    gradient,
    implies,
    inner,
    matrix,
    scalar,
    vector,
)

NOTES = "Poggio, Solutions for DNNs: dynamics and norms"

W1, W2, W3 = matrix("W1", "h", "d"), matrix("W2", "k", "h"), matrix("W3", "m", "k")


@derivation(source=NOTES)
def layerwise_euler_identity():
    """F(c) is the output of any network with W_k replaced by cW_k; F(c) = cᵐ F(1) for c > 0 gives F′(1) = m F(1), m = 1, 2, 3, 4.

    Why it holds: both sides of the equation are differentiated by c at 1; F′(1) = ⟨W_k, ∇_{W_k} f⟩ by the chain rule.
    """
    F, c, r = function("F"), scalar("c", positive=True), scalar("r")
    slope = derivative(F(r), r).at({r: 1})
    return [implies(forall(c, equal(F(c), c**m * F(1))), equal(slope, m * F(1))) for m in (1, 2, 3, 4)]


@derivation(source=NOTES)
def layerwise_euler_identity_for_linear_networks():
    """⟨W_k, ∇_{W_k} qᵀf⟩ = qᵀf for each of three linear layers, and 3qᵀf for their sum; any widths, any linear form q of the outputs."""
    q = vector("q", "m")
    f = q.T @ LinearNetwork(("d", "h", "k", "m")).term()
    parts = [inner(W, gradient(f, W)) for W in (W1, W2, W3)]
    return [*(equal(part, f) for part in parts), equal(parts[0] + parts[1] + parts[2], 3 * f)]


@derivation(source=NOTES)
def layerwise_euler_identity_for_powers():
    """σ(z) = zˢ: layer k gives s^{K−k} f, and with different powers the product of those from σ_k on.

    Why it holds: the chain rule, unit by unit.
    """
    networks = [
        PolynomialNetwork(("d", "h", 1), activation=2),
        PolynomialNetwork(("d", "h", 1), activation=3),
        PolynomialNetwork(("d", "h", "k", 1), activation=2),
        PolynomialNetwork(("d", "h", "k", 1), activation=(2, 3)),
    ]
    return [identity.relation() for net in networks for identity in net.euler_identities()]


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def euler_identity_without_summation():
    """For f = w₁x₁ + w₂x₂ one term w₁∂f/∂w₁ = w₁x₁ is not f."""
    w, x = vector("w", 2), vector("x", 2)
    f = inner(w, x)
    return equal(w[0] * gradient(f, w)[0], f)


@claim(expect="refuted", source=NOTES)
def euler_identity_with_degree_one_for_squares():
    """For σ(z) = z² the first of two layers gives 2f."""
    net = PolynomialNetwork((2, 2, 1), activation=2)
    f, W = net.term(), matrix("W1", 2, 2)
    return equal(inner(W, gradient(f, W)), f)


@claim(expect="refuted", source=NOTES)
def euler_identity_with_biases():
    """A bias in a later layer is not scaled along: f = W₂(W₁x) + b₂."""
    net = LinearNetwork((2, 2, 1), bias=True)
    f, W = net.term(), matrix("W1", 2, 2)
    return equal(inner(W, gradient(f, W)), f)


# References: Liang, Poggio, Rakhlin, Stokes, Fisher–Rao metric, geometry, and complexity of neural networks, AISTATS 2019, lemma 2.1.
