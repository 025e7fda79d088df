"""Dimensions of networks beyond the tables: biases, other activations, identifiability."""

import pytest
import sympy

from symdl import BudgetError, OutOfScopeError, PolynomialNetwork, equal, less_than, network_rank, verify
from symdl.ranks.identifiability import identifiability
from symdl.terms.ranks import Architecture, power

Z = sympy.Symbol("z")


def test_a_defective_network_says_so():
    found = PolynomialNetwork((5, 7, 1), activation=3).neurovariety_dimension()
    assert (found.dimension, found.expected, found.ambient, found.defect, found.known) == (34, 35, 35, 1, "proved")
    assert not found.is_filling


@pytest.mark.parametrize(
    ("widths", "activation", "bias", "dimension"),
    [
        ((2, 3, 1), 2, True, 6),
        ((2, 2, 1), Z**2 + Z, False, 5),
        ((3, 3, 2), Z**3 + Z, False, 15),
        ((2, 2, 2), [1], False, 4),
    ],
)
def test_biases_and_other_activations_are_counted(widths, activation, bias, dimension):
    found = PolynomialNetwork(widths, activation=activation, bias=bias).neurovariety_dimension()
    assert (found.dimension, found.known) == (dimension, "proved")


def test_degrees_may_differ_by_layer():
    found = PolynomialNetwork((2, 3, 2, 1), activation=[3, 2]).neurovariety_dimension()
    assert (found.dimension, found.ambient, found.known) == (7, 7, "proved")


def test_mixed_biases_are_refused_with_a_sentence():
    with pytest.raises(OutOfScopeError, match="free biases in every layer or in none"):
        PolynomialNetwork((2, 2, 1), bias="shared").neurovariety_dimension()


@pytest.mark.parametrize(
    ("true", "false"),
    [
        (equal(network_rank((3, 5, 1), 4), 14), equal(network_rank((3, 5, 1), 4), 15)),
        (less_than(network_rank((3, 5, 2), 3), 20), equal(network_rank((3, 5, 2), 3), 20)),
        (equal(network_rank((4, 5, 3), 2), 29), equal(network_rank((4, 5, 3), 2), 30)),
        (equal(network_rank((5, 5, 3, 1), 2), 32), equal(network_rank((5, 5, 3, 1), 2), 35)),
    ],
    ids=["quartics", "pairs of cubics", "nets of quadrics", "three layers"],
)
def test_a_defective_dimension_is_a_claim(true, false):
    assert verify(true).word == "PROVED"
    assert verify(false).word == "REFUTED"


def test_a_verdict_says_for_which_parameters_it_holds():
    assert "outside a proper algebraic subset" in verify(equal(network_rank((2, 2, 1), 2), 3)).message


@pytest.mark.parametrize(
    ("widths", "degrees", "unique"),
    [
        ((3, 2, 2), (2,), True),
        ((2, 4, 1), (2,), False),
        ((3, 3, 3, 2), (2, 2), True),
        ((2, 3, 2), (2,), False),
        ((2, 3, 1), (5,), True),
    ],
)
def test_weights_are_identifiable_or_not(widths, degrees, unique):
    found = identifiability(Architecture(widths, tuple(map(power, degrees))))
    assert found.is_unique is unique
    assert found.dimension.known == "proved"
    assert not unique or all("Usevich" in name for name in found.criteria)


def test_very_deep_networks_are_counted_without_expanding():
    found = PolynomialNetwork((2,) * 20, activation=2).neurovariety_dimension()
    assert (found.dimension, found.known) == (40, "proved")


def test_networks_that_are_too_large_are_refused_with_a_sentence():
    with pytest.raises(BudgetError, match="at most 6000 are handled"):
        PolynomialNetwork((50, 200, 200, 50)).neurovariety_dimension()


def test_parallel_inputs_lower_the_rank_of_a_jacobian():
    net = PolynomialNetwork((2, 2, 1))
    assert [net.jacobian_rank(x).rank for x in ([(1, 2), (2, 4), (0, 1)], [(1, 2), (1, 1), (0, 1)])] == [2, 3]
    assert net.jacobian_rank([(1, 2), (2, 4), (0, 1)]).known == "proved"
