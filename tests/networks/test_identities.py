"""The claims that a network makes about itself are proved for every architecture up to a size, and their false twins are not."""

from dataclasses import replace
from itertools import product

import pytest
import sympy as sp

from symdl import LinearNetwork, PolynomialNetwork, equal, gradient, inner, matrix, scalar, verify
from symdl.networks.identities import _any_loss, _pairing, _second, generators, identities, kernel, orthogonality
from symdl.networks.symmetry import Continuous, Mixing, Rotation, Scaling
from symdl.networks.terms import weight_terms

Z = sp.Symbol("z")
ACTIVATIONS = (1, 2, 3, Z**3 - Z / 2 + 1)
BIASES = (False, True, "shared")
MOST_WEIGHTS = 12
"""Of the networks with three layers, whose widths are numbers."""

TWO_LAYERS = [
    PolynomialNetwork(("d", "h", outputs), activation, bias)
    for outputs, activation, bias in product((1, "k"), ACTIVATIONS, BIASES)
]
"""All widths at once."""

THREE_LAYERS = [
    net
    for widths in product((1, 2, 3), repeat=4)
    for activation in product((1, 2, 3), repeat=2)
    for bias in BIASES
    if (net := PolynomialNetwork(widths, activation, bias)).weight_count <= MOST_WEIGHTS
]


def proved(net):
    """The claims of a network, with those that are not proved."""
    claims = net.identities()
    verdicts = {claim.name: verify(claim) for claim in claims}
    return len(claims), {name: v for name, v in verdicts.items() if (v.word, str(v.scope)) != ("PROVED", "all sizes")}


@pytest.mark.parametrize(
    "net",
    [
        PolynomialNetwork(("d", "h", 1), 2),
        PolynomialNetwork((2, 2, 2), 3),
        LinearNetwork((1, 2, 2, 1), bias="shared"),
        PolynomialNetwork((1, 2, 2, 1), (3, 2)),
    ],
    ids=repr,
)
def test_what_a_network_says_of_itself_is_proved(net):
    count, others = proved(net)
    assert count >= 6
    assert not others


@pytest.mark.slow
@pytest.mark.parametrize(
    "net", [LinearNetwork(("d", "k")), LinearNetwork(("d", "k"), bias=True), *TWO_LAYERS], ids=repr
)
def test_networks_with_up_to_two_layers_are_proved_at_all_widths(net):
    assert not proved(net)[1]


@pytest.mark.slow
@pytest.mark.parametrize("net", THREE_LAYERS, ids=lambda net: f"{net.widths}-{net.activations}-{net.biases[0]}")
def test_networks_with_three_layers_are_proved(net):
    assert not proved(net)[1]


@pytest.mark.parametrize("net", [PolynomialNetwork((2, 2, 2), 2, bias=True), LinearNetwork((1, 2, 2))], ids=repr)
def test_generators_of_claims_are_those_of_the_symmetries(net):
    """With C = e eᵀ for a scaling, E_ij for a mixing and E_ij − E_ji for a rotation."""
    (g,) = generators(net)
    for symmetry in net.symmetries():
        if isinstance(symmetry, Continuous):
            moved = _entries(net, g, _chosen(symmetry, net.widths[1]))
            velocity = symmetry.velocity([w.term() for w in net.weights], scalar("o") * 0)
            assert verify(equal(sum((a - b) ** 2 for a, b in zip(moved, velocity, strict=True)), 0)).word == "PROVED"


def _chosen(symmetry, h):
    """C as rows of numbers."""
    C = [[0] * h for _ in range(h)]
    if isinstance(symmetry, Scaling):
        (i,) = symmetry.units
        C[i][i] = 1
    else:
        assert isinstance(symmetry, Mixing)
        i, j = symmetry.units
        C[i][j] = 1
        C[j][i] = -1 if isinstance(symmetry, Rotation) else 0
    return C


def _entries(net, g, C):
    """The direction gains − losses at C, in the order of the weights."""
    from symdl import array

    symbol = matrix("C", len(C), len(C))
    gains, losses = g.gains(), g.losses()
    if g.order > 1:
        from symdl import vector

        symbol, C = vector("c", len(C)), [[C[i][i]] for i in range(len(C))]
    found = []
    for W in weight_terms(net):
        field = gains[W] if W in gains else -1 * losses[W] if W in losses else 0 * W
        field = field.at({symbol: array(C)})
        found += [field[i, j] if W.shape[1] != 1 else field[i] for i in range(W.shape[0]) for j in range(W.shape[1])]
    return found


# False twins ----------------------------------------------------------------------------------------


NETS = [PolynomialNetwork((1, 2, 1), 2), PolynomialNetwork((2, 2, 2), 3, bias=True), LinearNetwork((1, 2, 2, 1))]


@pytest.mark.parametrize("net", NETS, ids=repr)
def test_generators_with_a_wrong_sign_are_refuted(net):
    g = generators(net)[-1]
    L = _any_loss(net)
    assert verify(equal(_pairing(L, g.gains()), -1 * _pairing(L, g.losses()))).word == "REFUTED"


@pytest.mark.parametrize("net", NETS[:2], ids=repr)
def test_generators_of_another_degree_are_refuted(net):
    (g,) = generators(net)
    assert verify(orthogonality(replace(g, order=g.order + 1))).word == "REFUTED"
    assert verify(orthogonality(replace(g, order=1))).word == "REFUTED", "units of nonlinear layers are not mixed"


def test_generators_of_a_layer_without_a_homogeneous_activation_are_refuted():
    net = PolynomialNetwork((1, 1, 1, 1), (Z**2 + Z, 2))
    (g,) = generators(net)
    assert g.layer == 2
    assert verify(orthogonality(replace(g, layer=1))).word == "REFUTED"


def test_generators_of_single_units_are_refuted_where_a_bias_is_shared():
    net = PolynomialNetwork((1, 2, 1), 2, bias="shared")
    free = generators(PolynomialNetwork((1, 2, 1), 2, bias=("none", "shared")))[0]
    L, W1 = _any_loss(net), weight_terms(net)[0]
    assert verify(equal(inner(gradient(L, W1), free.gains()[W1]), _pairing(L, free.losses()))).word == "REFUTED"


@pytest.mark.parametrize("net", NETS[:2], ids=repr)
def test_generators_are_in_the_kernel_at_critical_points_only(net):
    """Without (Dg)ᵀ∇L the identity fails, and with another sign of it."""
    (g,) = generators(net)
    L, W = _any_loss(net), weight_terms(net)[0]
    left, right = (gradient(bent, W).at(kept) for bent, kept in (_second(L, g.gains()), _second(L, g.losses())))
    turned = g.transposed(W, gradient(L, W))
    assert verify(equal(left, right)).word == "REFUTED"
    assert verify(equal(left - turned, right)).word == "REFUTED"
    assert verify(dict(kernel(g))[W]).word == "PROVED"


def test_gauss_newton_alone_and_with_a_wrong_sign_are_refuted():
    claims = {claim.name: claim for claim in identities(NETS[0])}
    whole, split = claims["gauss_newton_W1"].goal.args
    first, second = split.args
    assert verify(equal(whole, first)).word == "REFUTED"
    assert verify(equal(whole, first - second)).word == "REFUTED"
    assert verify(equal(whole, split)).word == "PROVED"
