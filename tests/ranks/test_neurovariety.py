"""Dimensions of networks beyond the tables: biases, other activations, identifiability."""

from fractions import Fraction
from itertools import product

import pytest
import sympy

from symdl import (
    BudgetError,
    OutOfScopeError,
    PolynomialNetwork,
    SymdlError,
    activation_threshold,
    equal,
    less_than,
    matrix,
    minimal_filling_widths,
    network_rank,
    pattern_ranks,
    rank_at,
    verify,
)
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
    verdict = verify(equal(network_rank((2, 2, 1), 2), 3))
    assert "outside a proper algebraic subset" in verdict.message
    assert (verdict.covers, verdict.scope, repr(verdict)) == (
        "almost everywhere",
        "instance",
        "<PROVED (almost everywhere)>",
    )
    assert verify(equal(network_rank((2, 2, 1), 2), 4)).covers == "instance"


@pytest.mark.parametrize(
    ("widths", "degrees", "bias", "unique", "said"),
    [
        ((3, 2, 2), (2,), False, True, "two layers"),
        ((2, 3, 1), (5,), False, True, "two layers"),
        ((3, 3, 3, 2), (2, 2), False, None, "do not increase"),
        ((2, 2, 2, 2), (2, 2), False, None, "localisation"),
        ((5, 3, 4, 5), (2, 2), False, None, "bottleneck"),
        ((2, 3, 3, 4), (5, 5), False, None, "2d_l − 1"),
        ((3, 3, 2, 2), (2, 2), True, None, "with biases"),
        ((1, 2, 1), (5,), True, None, "2d_l + 1"),
        ((2, 4, 1), (2,), False, False, "d_l > d"),
        ((2, 3, 2), (2,), False, False, ""),
    ],
)
def test_weights_are_identifiable_or_not(widths, degrees, bias, unique, said):
    found = identifiability(Architecture(widths, tuple(map(power, degrees)), bias))
    assert found.is_unique is unique
    assert found.is_finite is (unique is not False)
    assert found.dimension.known == "proved"
    assert said in repr(found)
    assert all("arXiv" in criterion.source for criterion in found.criteria)


def test_no_criterion_contradicts_a_dimension():
    """All networks of widths up to 3 with one hidden layer, and some with two, exponents 2 and 3, with biases and without."""
    seen = set()
    for widths in (*product(range(1, 4), repeat=3), *product((1, 3), (2, 3), (2, 3), (1, 2))):
        for degrees, bias in product(product((2, 3), repeat=len(widths) - 2), (False, True)):
            found = identifiability(Architecture(widths, tuple(map(power, degrees)), bias))
            words = {criterion.concludes for criterion in found.criteria}
            seen |= words
            assert not ("infinitely many" in words and found.is_finite)
            assert not (words - {"infinitely many"} and not found.is_finite)
    assert len(seen) == 3


def test_a_function_may_have_other_weights_although_its_layers_are_unique():
    """((x₁² + x₂²)², (x₁² − x₂²)²) is a network on squares of x₁, x₂, and on squares of x₁ ± x₂: nothing is called unique beyond two layers."""
    net = PolynomialNetwork((2, 2, 2, 2), activation=2)
    first = [1, 0, 0, 1, 1, 1, 1, -1, 1, 0, 0, 1]
    half = Fraction(
        1, 2
    )  # u = x₁ + x₂, v = x₁ − x₂: x₁² + x₂² = (u² + v²)/2 and (x₁² − x₂²)² = u²v² = ((u² + v²)² − (u² − v²)²)/4
    second = [1, 1, 1, -1, half, half, half, -half, 1, 0, 1, -1]
    for point in ((1, 2), (3, -1), (2, 5)):
        values = [[f.evaluate([*weights, *point]) for f in net.output()] for weights in (first, second)]
        assert values[0] == values[1]
    assert net.identifiability().is_unique is None


def test_the_criteria_speak_where_the_dimension_is_out_of_reach():
    found = identifiability(Architecture((30,) * 12 + (2,), (power(5),) * 11))
    assert (found.dimension, found.is_finite, found.is_unique, found.known) == (None, True, None, "theorem")
    silent = identifiability(Architecture((100, 100, 1), (power(2),)))
    assert (silent.is_finite, silent.is_unique, silent.known) == (None, None, "unknown")


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


@pytest.mark.parametrize(
    ("build", "said"),
    [
        (lambda: network_rank((2, 2, 1), 2.5), "is no exponent"),
        (lambda: network_rank((2, 2, 1), inputs=[[1.5, 2]]), "not exact"),
        (lambda: network_rank((2, 0, 1)), "two or more integers ≥ 1"),
        (lambda: activation_threshold(()), "need two inputs"),
        (lambda: minimal_filling_widths(2, 1, 2, [range(1, 1)]), "not empty"),
        (lambda: minimal_filling_widths(2, 1, 2, [range(1, 9, 2)]), "step 1"),
        (lambda: minimal_filling_widths(2, 1, 2, [range(1, 60)] * 6), "take smaller ranges"),
        (lambda: pattern_ranks((2, 2, 1), []), "one input or more"),
        (lambda: pattern_ranks((2, 0, 1), [[1, 0]]), "no network"),
        (lambda: pattern_ranks((2, 2, 1), [[1, 0]], slopes=(0.1, 1)), "not exact"),
        (lambda: pattern_ranks((2, 2, 1), [[1, 0]], slopes=(1, 2, 3)), "two slopes"),
        (lambda: rank_at(matrix("X", 1, 1), {"X": 1}), "with X itself"),
    ],
)
def test_bad_input_gets_a_sentence(build, said):
    with pytest.raises(SymdlError, match=said):
        build()


def test_constants_that_have_no_image_modulo_a_prime_take_another():
    thirds = [(Fraction(1, 251), 2), (Fraction(1, 32_749), Fraction(1, 33_554_393))]
    assert PolynomialNetwork((2, 2, 1)).jacobian_rank(thirds).known == "proved"
    assert verify(equal(network_rank((2, 2, 1), [[0, 1, Fraction(1, 251)]]), 5)).word == "PROVED"
