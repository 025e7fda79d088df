"""Derivatives without expansion: over ℚ, GF(p), floats, balls and dual numbers."""

import random
from fractions import Fraction

import pytest

from symdl import PolynomialNetwork
from symdl.algebra.float_rings import FLOAT, Balls
from symdl.algebra.rings import QQ, PrimeField, as_fraction
from symdl.networks.activation import as_activation
from symdl.networks.differentiation import forward, hessian_times, push, reverse

NETWORKS = [
    PolynomialNetwork((2, 3, 1)),
    PolynomialNetwork((2, 3, 2, 2), activation=(2, 3), bias=True),
    PolynomialNetwork((1, 2, 2), activation=as_activation(3), bias="shared"),
]


def drawn(net, seed=0):
    draw = random.Random(seed)
    weights = [Fraction(draw.randint(-6, 6), draw.randint(1, 3)) for _ in net.weights]
    return weights, [Fraction(draw.randint(-4, 4), 2) for _ in net.inputs]


def converted(net, ring, seed=0):
    weights, x = drawn(net, seed)
    return list(map(ring.convert, weights)), list(map(ring.convert, x))


@pytest.mark.parametrize("net", NETWORKS, ids=repr)
def test_gradient_is_the_exact_difference_quotient_of_the_dual_numbers(net):
    """Reverse and forward mode are two computations of one number, equal over ℚ."""
    w, x = converted(net, QQ)
    rows = net.jacobian_at(w, x)
    for k in range(len(w)):
        unit = [QQ.convert((i == k and 1) or 0) for i in range(len(w))]
        assert [row[k] for row in rows] == push(net, w, x, unit, QQ)


@pytest.mark.parametrize("net", NETWORKS, ids=repr)
def test_hessian_products_are_symmetric_and_exact(net):
    w, x = converted(net, QQ)
    seed = [QQ.convert(1)] * net.layers[-1].rows
    units = [[QQ.convert(int(i == k)) for i in range(len(w))] for k in range(len(w))]
    H = [hessian_times(net, w, x, unit, seed, QQ) for unit in units]
    assert all(H[i][j] == H[j][i] for i in range(len(w)) for j in range(i))


@pytest.mark.parametrize("net", NETWORKS, ids=repr)
def test_all_rings_agree(net):
    weights, x = drawn(net)
    exact = net.evaluate(weights, x)
    field = PrimeField(10_007)
    assert net.evaluate(weights, x, ring=field) == tuple(map(field.convert, exact))
    balls = net.evaluate(weights, x, ring=Balls(80))
    with Balls(80).working():
        assert all((ball - value).contains(0) for ball, value in zip(balls, exact, strict=True))
    assert net.evaluate(weights, x, ring=FLOAT) == pytest.approx([float(as_fraction(v)) for v in exact])


def test_gradient_by_inputs_is_the_last_step_of_the_way_back():
    net = NETWORKS[1]
    w, x = converted(net, QQ)
    trace = forward(net, w, x, QQ)
    by_inputs = reverse(net, trace, [QQ.convert(1), QQ.convert(0)], QQ).inputs
    h = Fraction(1, 10**30)
    for k in range(len(x)):
        near = [v + (QQ.convert(h) if i == k else 0) for i, v in enumerate(x)]
        slope = (net.evaluate(w, near)[0] - net.evaluate(w, x)[0]) / QQ.convert(h)
        assert abs(as_fraction(slope - by_inputs[k])) < Fraction(1, 10**15)
