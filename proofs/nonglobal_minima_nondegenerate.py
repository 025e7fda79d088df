"""Minima of a network's loss that are not global can be degenerate.

Setting. The notes argue that critical points with nonzero error are solutions of as many equations as unknowns, hence
generically nondegenerate. Losses of networks are not generic: their symmetries have infinitesimal generators g(w), and at a
critical point g lies in the kernel of the Hessian. One unit with σ(z) = z² and one datum x = y = 1 gives L(v, w) = (vw² − 1)², which is
unchanged by (v, w) ↦ (a⁻²v, aw); on the half-line v < 0, w = 0 every point is a local minimum with L = 1 and singular Hessian.

Claims: the half-line; for all widths, that the generators of scalings are orthogonal to the gradient; for every smooth loss of any number of weights, that such a generator is
in the kernel of the Hessian at every critical point; the same written out for the architectures named below (two data with symbolic inputs and labels). The statement of the notes
is refuted, in each of its readings.
"""

from symdl import (
    PolynomialNetwork,
    array,
    at_most,
    both,
    claim,
    derivation,
    det,
    diag,
    equal,
    function,
    gradient,
    hessian,
    implies,
    inner,
    less_than,
    matrix,
    pd,
    psd,
    scalar,
    unequal,
    vector,
)

NOTES = "Poggio, notes on Bézout, SGD and Langevin dynamics"

theta = vector("theta", 2)
L = (theta[0] * theta[1] ** 2 - 1) ** 2
H = hessian(L, theta)
critical = equal(gradient(L, theta), 0)


def output(net, w, x):
    """The network at the weights w, listed layer by layer, and an input x."""
    for layer in net.layers:
        rows = [[w[layer.start + i * layer.columns + j] for j in range(layer.columns)] for i in range(layer.rows)]
        z = array(rows) @ x
        x = net.activations[layer.number - 1].term(z) if layer.number < net.depth else z
    return x


def kernel_at_critical_points(net):
    """∇L = 0 ⟹ ∇²L g = 0 for the scaling g of the first hidden unit."""
    w = vector("w", net.weight_count)
    examples = [(vector(f"x{i}", net.layers[0].columns), scalar(f"y{i}")) for i in (1, 2)]
    loss = sum(
        ((output(net, w, x) - y) ** 2 for x, y in examples[1:]), (output(net, w, examples[0][0]) - examples[0][1]) ** 2
    )
    scaling = net.symmetries()[0]
    g = array(scaling.velocity([w[k] for k in range(net.weight_count)], 0))
    return implies(equal(gradient(loss, w), 0), equal(hessian(loss, w) @ g, 0))


@claim(source=NOTES)
def degenerate_nonglobal_minima():
    """Every (v, 0) with v < 0 is critical with L = 1 > 0 and a singular Hessian, and L ≥ 1 on the half-plane v ≤ 0 around it.

    Why it holds: L − 1 = vw²(vw² − 2), a product of two numbers that are not positive.
    """
    u, v, w = scalar("u"), scalar("v"), scalar("w")
    point = array([u, 0])
    return implies(
        less_than(u, 0),
        both(
            equal(gradient(L, theta).at({theta: point}), 0),
            equal(det(H.at({theta: point})), 0),
            implies(at_most(v, 0), at_most(1, L.at({theta: array([v, w])}))),
        ),
    )


@derivation(source=NOTES)
def generators_are_orthogonal_to_the_gradient():
    """⟨∇_{W₁}L, DW₁⟩ = s⟨∇_{W₂}L, W₂D⟩ for every diagonal D, the scalings of the units of the first hidden layer; all widths.

    Why it holds: L does not change under W₁ ↦ e^{tD}W₁, W₂ ↦ W₂e^{−stD}.
    """
    D, y = diag(vector("u", "h")), scalar("y")
    W1 = matrix("W1", "h", "d")
    cases = [(("d", "h", 1), 2), (("d", "h", 1), 3), (("d", "h", "k", 1), 2)]
    links = []
    for widths, s in cases:
        loss, W2 = (PolynomialNetwork(widths, s).term() - y) ** 2, matrix("W2", widths[2], "h")
        links.append(equal(inner(gradient(loss, W1), D @ W1), s * inner(gradient(loss, W2), W2 @ D)))
    return links


@claim(source=NOTES)
def derivative_of_a_symmetry():
    """∇⟨∇L, Aw⟩ = ∇²L Aw + Aᵀ∇L for every smooth L of any number of weights and every matrix A.

    So if ⟨∇L, Aw⟩ = 0 for all w, as for the generator of a linear symmetry, then Aw is in the kernel of ∇²L where ∇L = 0.

    Why it holds: the product rule.
    """
    w, A = vector("w", "M"), matrix("A", "M", "M")
    value = function("L", "M")(w)
    slope = gradient(value, w)
    return equal(gradient(inner(slope, A @ w), w), hessian(value, w) @ A @ w + A.T @ slope)


@claim(source=NOTES)
def symmetries_degenerate_critical_points():
    """∇L = 0 and ∇⟨∇L, Aw⟩ = 0 at w give ∇²L Aw = 0; for every smooth L of any number of weights.

    The second holds when ⟨∇L, Aw⟩ vanishes identically, as for the generator of a linear symmetry.

    Why it holds: ∇⟨∇L, Aw⟩ = ∇²L Aw + Aᵀ∇L, the identity above.
    """
    w, A = vector("w", "M"), matrix("A", "M", "M")
    slope = gradient(function("L", "M")(w), w)
    curvature = hessian(function("L", "M")(w), w)
    return implies([equal(slope, 0), equal(gradient(inner(slope, A @ w), w), 0)], equal(curvature @ A @ w, 0))


@derivation(source=NOTES)
def generators_lie_in_the_kernel_of_the_hessian():
    """At every critical point the generator of a scaling symmetry is in the kernel of the Hessian.

    Why it holds: ⟨∇L, g⟩ = 0 identically; its derivative is ∇²L g + (Dg)ᵀ∇L = 0.
    """
    networks = [
        PolynomialNetwork((1, 1, 1), 2),
        PolynomialNetwork((1, 1, 1), 3),
        PolynomialNetwork((1, 2, 1), 2),
        PolynomialNetwork((1, 1, 1, 1), 2),
    ]
    return [kernel_at_critical_points(net) for net in networks]


# The statement of the notes.


@claim(expect="refuted", source=NOTES)
def nonglobal_minima_nondegenerate():
    """Every local minimum with nonzero error, other than 0, would have a positive definite Hessian."""
    return implies([critical, psd(H), unequal(theta, 0), less_than(0, L)], pd(H))


@claim(expect="refuted", source=NOTES)
def critical_points_with_error_are_nondegenerate():
    """The same for all critical points, with one hidden layer of two units and two data."""
    net, w = PolynomialNetwork((1, 2, 1), 2), vector("w", 4)
    loss = (output(net, w, array([1])) - 1) ** 2 + (output(net, w, array([2])) - 1) ** 2
    return implies([equal(gradient(loss, w), 0), unequal(w, 0), unequal(loss, 0)], unequal(det(hessian(loss, w)), 0))


# References: Poggio, Liao, Theory II, arXiv:1703.09833 (the claim); Christof, Kowalczyk, arXiv:2202.12262, and Ding, Li, Sun,
# arXiv:1911.01413, on spurious minima.
