"""Upper bounds of dimensions: never below the rank seen at random weights, and met by it on all small networks."""

from fractions import Fraction
from itertools import product

import pytest

from symdl.check.polynomial import Work
from symdl.check.ranks.dimension import at_most
from symdl.check.ranks.networks import Network
from symdl.networks.dimension_bounds import upper_bound
from symdl.networks.generic_rank import network_bounds
from symdl.semantics.generic_ranks import sampled_rank
from symdl.terms.ranks import Architecture, power
from symdl.terms.term import Term

AFFINE = (Fraction(1), Fraction(0), Fraction(1))
MIXED = (Fraction(0), Fraction(1), Fraction(0), Fraction(2))


def checkers_bound(net, witness):
    return at_most(Network(net.widths, net.activations, net.bias), witness, Work())


def agree(net, thorough=True):
    bound, witness = upper_bound(net, thorough=thorough)
    assert checkers_bound(net, witness) == bound
    assert sampled_rank(Term("network_rank", data=net)) <= bound
    return bound


@pytest.mark.parametrize("degree", [1, 2, 3, 4])
def test_two_layers_have_no_gap(degree):
    for widths in product((1, 2, 3, 5), repeat=3):
        net = Architecture(widths, (power(degree),))
        assert sampled_rank(Term("network_rank", data=net)) == agree(net)


@pytest.mark.parametrize(
    "functions", [(power(2), power(2)), (power(1), power(2)), (power(2), power(1)), (power(2), power(3))]
)
def test_three_layers_have_no_gap(functions):
    for widths in product((1, 2, 3), repeat=4):
        net = Architecture(widths, functions)
        assert sampled_rank(Term("network_rank", data=net)) == agree(net)


@pytest.mark.parametrize("sigma", [AFFINE, MIXED, power(2), power(3)])
@pytest.mark.parametrize("bias", [False, True])
def test_no_bound_is_too_small_for_any_activation(sigma, bias):
    for widths in [*product((1, 2, 3), repeat=3), *product((1, 2), repeat=4)]:
        agree(Architecture(widths, (sigma,) * (len(widths) - 2), bias))


def test_at_inputs_the_number_of_outputs_bounds_the_rank():
    inputs = ((Fraction(1), Fraction(2)), (Fraction(1, 2), Fraction(1)), (Fraction(0), Fraction(1)))
    net = Architecture((2, 2, 1), (power(2),), inputs=inputs)
    found = network_bounds(net)
    assert sampled_rank(Term("network_rank", data=net)) == found.below == found.above == 2  # two inputs are parallel
