"""The claims that a network makes about itself are proved for every architecture up to a size, and their false twins are not."""

from dataclasses import replace
from itertools import product

import pytest
import sympy as sp

from symdl import Claim, LinearNetwork, PolynomialNetwork, array, equal, gradient, inner, matrix, scalar, vector, verify
from symdl.algebra.budget import Budget
from symdl.check import check_certificate
from symdl.networks.identities import _pairing, _second, generators
from symdl.networks.symmetry import Continuous, Mixing, Rotation, Scaling
from symdl.networks.terms import weight_terms
from symdl.provers.certificates import find_proof
from symdl.provers.certificates import proved as certificate
from symdl.refuters.simple import simple_instances

Z = sp.Symbol("z")
ACTIVATIONS = (1, 2, 3, Z**3 - Z / 2 + 1)
BIASES = (False, True, "shared")
MOST_WEIGHTS = 6
"""Of the networks with three layers, whose widths are numbers."""

TWO_LAYERS = [
    PolynomialNetwork(("d", "h", outputs), activation, bias)
    for outputs, activation, bias in product((1, "k"), ACTIVATIONS, BIASES)
    if not (outputs == "k" and activation is ACTIVATIONS[-1] and bias)
]
"""All widths at once, but for what needs too many products of terms."""

THREE_LAYERS = [
    net
    for widths in product((1, 2, 3), repeat=4)
    for activation in product((1, 2, 3), repeat=2)
    for bias in BIASES
    if (net := PolynomialNetwork(widths, activation, bias)).weight_count <= MOST_WEIGHTS
]


def unproved(net):
    """The claims of a network without a certificate that the checker accepts for all values and all named widths."""
    return [claim.name for claim in net.identities() if certified(claim) != ("PROVED", "all sizes")]


def certified(claim):
    proof = find_proof(claim, Budget(3_000_000, 60.0))
    if proof is None:
        return None
    judgement = check_certificate(certificate(claim, next(simple_instances(claim)), [], proof))
    return judgement.word, str(judgement.scope)


@pytest.mark.parametrize(
    "net",
    [
        PolynomialNetwork(("d", "h", 1), 2),
        PolynomialNetwork((2, 2, 2), 3),
        LinearNetwork((1, 2, 1, 1), bias="shared"),
    ],
    ids=repr,
)
def test_what_a_network_says_of_itself_is_proved(net):
    assert len(net.identities()) >= 6
    assert not unproved(net)


@pytest.mark.slow
@pytest.mark.parametrize(
    "net", [LinearNetwork(("d", "k")), LinearNetwork(("d", "k"), bias=True), *TWO_LAYERS], ids=repr
)
def test_networks_with_up_to_two_layers_are_proved_at_all_widths(net):
    assert not unproved(net)


@pytest.mark.slow
@pytest.mark.parametrize("net", THREE_LAYERS, ids=lambda net: f"{net.widths}-{net.activations}-{net.biases[0]}")
def test_networks_with_three_layers_are_proved(net):
    assert not unproved(net)


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
    symbol = matrix("C", len(C), len(C))
    gains, losses = g.gains(), g.losses()
    if g.order > 1:
        symbol, C = vector("c", len(C)), [[C[i][i]] for i in range(len(C))]
    found = []
    for W in weight_terms(net):
        field = gains[W] if W in gains else -1 * losses[W] if W in losses else 0 * W
        field = field.at({symbol: array(C)})
        found += [field[i, j] if W.shape[1] != 1 else field[i] for i in range(W.shape[0]) for j in range(W.shape[1])]
    return found


# False twins ----------------------------------------------------------------------------------------


SMALL = PolynomialNetwork((1, 1, 1), 2)
WITH_BIAS = PolynomialNetwork((1, 1, 1), 3, bias=(True, False))


def loss(net):
    """A square loss, which is a polynomial, so that a counterexample needs numbers alone."""
    return (net.term() - scalar("y")) ** 2


def is_refuted(relation):
    return verify(Claim("twin", lambda: relation, expect="refuted")).word == "REFUTED"


def orthogonal(net, g):
    return equal(_pairing(loss(net), g.gains()), _pairing(loss(net), g.losses()))


@pytest.mark.parametrize("net", [SMALL, WITH_BIAS, LinearNetwork((1, 1, 1, 1))], ids=repr)
def test_generators_with_a_wrong_sign_are_refuted(net):
    for g in generators(net):
        assert is_refuted(equal(_pairing(loss(net), g.gains()), -1 * _pairing(loss(net), g.losses())))


@pytest.mark.parametrize("net", [SMALL, WITH_BIAS], ids=repr)
def test_generators_of_another_degree_are_refuted(net):
    (g,) = generators(net)
    for order in {1, 2, 3} - {g.order}:
        assert is_refuted(orthogonal(net, replace(g, order=order)))


def test_units_of_nonlinear_layers_are_not_mixed():
    net = PolynomialNetwork((1, 2, 1), 2)
    (g,) = generators(net)
    mixed = replace(g, order=1)
    gains = {W: array([[0, 1], [0, 0]]) @ W for W in mixed.gains()}
    losses = {W: 2 * W @ array([[0, 1], [0, 0]]) for W in mixed.losses()}
    assert is_refuted(equal(_pairing(loss(net), gains), _pairing(loss(net), losses)))


def test_generators_of_a_layer_without_a_homogeneous_activation_are_refuted():
    net = PolynomialNetwork((1, 1, 1, 1), (Z**2 + Z, 2))
    (g,) = generators(net)
    assert g.layer == 2
    assert is_refuted(orthogonal(net, replace(g, layer=1)))


def test_generators_of_single_units_are_refuted_where_a_bias_is_shared():
    net = PolynomialNetwork((1, 2, 1), 2, bias=("shared", "none"))
    (free,) = generators(PolynomialNetwork((1, 2, 1), 2))
    L, W1 = loss(net), weight_terms(net)[0]
    assert is_refuted(equal(inner(gradient(L, W1), free.gains()[W1]), _pairing(L, free.losses())))


@pytest.mark.parametrize("net", [SMALL, WITH_BIAS], ids=repr)
def test_generators_are_in_the_kernel_at_critical_points_only(net):
    """Without (Dg)ᵀ∇L the identity fails, and with another sign of it."""
    (g,) = generators(net)
    L, W = loss(net), weight_terms(net)[0]
    left, right = (gradient(bent, W).at(kept) for bent, kept in (_second(L, g.gains()), _second(L, g.losses())))
    turned = g.transposed(W, gradient(L, W))
    assert is_refuted(equal(left, right))
    assert is_refuted(equal(left - turned, right))
    assert verify(equal(left + turned, right)).word == "PROVED"


def test_gauss_newton_alone_and_with_a_wrong_sign_are_refuted():
    claims = {claim.name: claim for claim in SMALL.identities()}
    whole, split = claims["gauss_newton_W1"].goal.args
    first, second = split.args
    assert is_refuted(equal(whole, first))
    assert is_refuted(equal(whole, first - second))
    assert verify(equal(whole, split)).word == "PROVED"
