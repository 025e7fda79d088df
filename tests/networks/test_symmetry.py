"""Symmetries and Euler identities hold for the polynomials they are about, and their generators lie in the kernel of Hessians."""

import random
from fractions import Fraction

import pytest
import sympy as sp

from symdl import LinearNetwork, PolynomialNetwork, SymdlError, verify
from symdl.algebra.rings import as_fraction
from symdl.networks.symmetry import Continuous, Mixing, Permutation, Rotation, Scaling

Z = sp.Symbol("z")
NETWORKS = [
    PolynomialNetwork((2, 2, 2, 1), activation=2),
    PolynomialNetwork((2, 3, 2), activation=3, bias=("free", "none")),
    PolynomialNetwork((2, 2, 1), activation=3, bias=("shared", "free")),
    PolynomialNetwork((2, 3, 1), activation=Z**2 + Z, bias=True),
    LinearNetwork((2, 2, 2), bias=("free", "free")),
    LinearNetwork((1, 3, 1), bias="shared"),
]


def point(net, seed=0):
    draw = random.Random(seed)
    return [Fraction(draw.randint(-5, 5), draw.randint(1, 3)) for _ in net.weights]


@pytest.mark.parametrize("net", NETWORKS, ids=repr)
def test_symmetries_keep_every_output(net):
    w, x = point(net), [2, -3, 5][: len(net.inputs)]
    assert net.symmetries()
    for symmetry in net.symmetries():
        moved = symmetry.act(w) if isinstance(symmetry, Permutation) else symmetry.act(w, Fraction(3, 2))
        assert moved != w
        assert net.evaluate(moved, x) == net.evaluate(w, x), symmetry


@pytest.mark.parametrize("net", NETWORKS, ids=repr)
def test_generators_annihilate_every_output(net):
    outputs = net.output()
    for symmetry in net.symmetries():
        if isinstance(symmetry, Continuous):
            assert all(symmetry.derivative(f).is_zero for f in outputs), symmetry
            assert not all(g.is_zero for g in symmetry.generator())


def test_activations_decide_which_symmetries_there_are():
    kinds = [{type(s) for s in net.symmetries()} for net in NETWORKS]
    assert kinds[0] == {Scaling, Permutation}
    assert kinds[3] == {Permutation}
    assert kinds[4] == {Scaling, Mixing, Rotation, Permutation}
    assert kinds[5] == {Scaling, Permutation}
    assert NETWORKS[2].symmetries()[0].units == (0, 1)


def test_rotations_are_orthogonal_and_mixings_are_not():
    net = LinearNetwork((2, 2, 2))
    w = point(net)
    for symmetry in net.symmetries():
        if isinstance(symmetry, Continuous):
            moved = symmetry.act(w, Fraction(1, 3))
            length = as_fraction(sum(v * v for v in moved))
            assert (length == sum(v * v for v in w)) == isinstance(symmetry, Rotation)


def test_generators_lie_in_the_kernel_at_critical_points():
    """(vw² − 1)² at (−1, 0), and the regularised linear network with two hidden units at its minimiser."""
    net = PolynomialNetwork((1, 1, 1), activation=2)
    L = net.loss([(1, 1)])
    (scaling,) = (s for s in net.symmetries() if isinstance(s, Scaling))
    at = {"W1[1,1]": 0, "W2[1,1]": -1}
    assert L.gradient().evaluate(at) == [0, 0]
    g = [p.evaluate(at) for p in scaling.generator()]
    assert g == [0, 2]
    assert [sum(a * b for a, b in zip(row, g, strict=True)) for row in L.hessian().evaluate(at)] == [0, 0]


@pytest.mark.parametrize("net", NETWORKS, ids=repr)
def test_euler_identities_hold_for_the_polynomials(net):
    for identity in net.euler_identities():
        assert all(identity.difference(f).is_zero for f in net.output()), identity


def test_euler_identities_stop_at_biases_and_inhomogeneous_activations():
    assert [(e.layer, e.degree) for e in NETWORKS[0].euler_identities()] == [(1, 4), (2, 2), (3, 1)]
    assert [e.layer for e in NETWORKS[1].euler_identities()] == [1, 2]
    assert [e.layer for e in NETWORKS[2].euler_identities()] == [2]
    assert [e.layer for e in NETWORKS[3].euler_identities()] == [2]


def test_an_euler_identity_is_a_claim():
    net = PolynomialNetwork(("d", "h", 1), activation=2)
    verdict = verify(net.euler_identities()[0].relation())
    assert (verdict.word, str(verdict.scope)) == ("PROVED", "all sizes")


def test_units_are_not_scaled_by_zero():
    with pytest.raises(SymdlError, match="scaled by 0"):
        NETWORKS[0].symmetries()[0].act(point(NETWORKS[0]), 0)
