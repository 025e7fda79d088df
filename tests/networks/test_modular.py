"""The vectorised Jacobian mod p agrees with exact reverse differentiation, entry by entry."""

import random

import numpy as np
import pytest
from flint import nmod_mat

from symdl import LinearNetwork, PolynomialNetwork
from symdl.algebra.rings import PrimeField, as_rational
from symdl.networks.activation import Activation
from symdl.networks.modular import PRIME, coefficient_jacobian_mod, monomials, product, reduced

SHIFTED = Activation(tuple(map(as_rational, (1, -2, 0, 3))))

NETWORKS = [
    PolynomialNetwork((3, 4, 2, 1)),
    PolynomialNetwork((2, 3, 2, 2), activation=(2, SHIFTED), bias=("free", "none", "shared")),
    PolynomialNetwork((1, 1), bias=True),
    LinearNetwork((3, 2, 4)),
    PolynomialNetwork((2, 5, 2), activation=SHIFTED, bias="shared"),
]


def drawn(net, count):
    draw = random.Random(count)
    weights = [draw.randint(-9, 9) for _ in net.weights]
    return weights, [[draw.randint(-9, 9) for _ in net.inputs] for _ in range(count)]


@pytest.mark.parametrize("net", NETWORKS, ids=repr)
@pytest.mark.parametrize("prime", [PRIME, 101, 2])
def test_jacobian_mod_p_is_the_exact_one_reduced(net, prime):
    weights, inputs = drawn(net, 5)
    field = PrimeField(prime)
    exact = [row for x in inputs for row in net.jacobian_at(weights, x)]
    expected = [[int(field.convert(value)) for value in row] for row in exact]
    assert net.jacobian_mod(weights, inputs, prime=prime).tolist() == expected


@pytest.mark.parametrize("net", NETWORKS, ids=repr)
def test_coefficients_times_monomials_give_the_jacobian_elsewhere(net):
    weights, inputs = drawn(net, 3)
    C, exponents = coefficient_jacobian_mod(net, weights), monomials(net)
    outputs = net.layers[-1].rows
    for r, x in enumerate(inputs):
        J = net.jacobian_mod(weights, [x])
        values = [
            int(np.prod([int(a) ** e for a, e in zip(x, m, strict=True)], dtype=object)) % PRIME for m in exponents
        ]
        for k in range(outputs):
            rows = C[k::outputs].astype(object)
            assert (sum(v * row for v, row in zip(values, rows, strict=True)) % PRIME == J[k]).all(), r


def test_shallow_quadratic_networks_have_the_known_dimension():
    """Quadratic forms of rank ≤ 2 in 4 variables: dimension 2·4 − 1 = 7 (Kileel, Trager, Bruna)."""
    net = PolynomialNetwork((4, 2, 1))
    weights, _ = drawn(net, 1)
    C = net.coefficient_jacobian_mod(weights)
    assert nmod_mat(*C.shape, C.ravel().tolist(), PRIME).rank() == 7


@pytest.mark.parametrize("p", [2, 3, 8191, PRIME])
def test_reduction_is_exact_up_to_the_limit(p):
    numbers = [0, 1, p - 1, p, p + 1, (p - 1) ** 2, 2**53 - 1, 2**53 - p, (2**53 // p) * p - 1, (2**53 // p) * p - p]
    assert reduced(np.array(numbers, dtype=np.float64), p).tolist() == [n % p for n in numbers]


def test_long_products_are_exact():
    draw = np.random.default_rng(0)
    A, B = draw.integers(0, PRIME, (2, 40_000)), draw.integers(0, PRIME, (40_000, 2))
    expected = (A.astype(object) @ B.astype(object)) % PRIME
    assert (product(A.astype(np.float64), B.astype(np.float64), PRIME) == expected.astype(np.float64)).all()
