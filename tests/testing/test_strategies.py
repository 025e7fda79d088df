"""Drawn values are exact and simple, drawn instances satisfy the hypotheses, false claims fail their test."""

from fractions import Fraction

import pytest
from hypothesis import find, given, settings

from symdl import equal, function, implies, matrix, scalar, unequal, vector
from symdl.claims.claim import Claim
from symdl.claims.instance import Instance
from symdl.refuters.truth import holds
from symdl.terms.term import Term
from symdl.testing.strategies import instances, matrices, property_test, rationals, values

x, y = scalar("x"), scalar("y")
A = matrix("A", "m", "n")
CIRCLE = Claim("circle", lambda: implies([equal(x**2 + y**2, 1), unequal(x, 0)], x**2 <= 1))
GRAM = Claim("gram", lambda: equal((A @ A.T).T, A @ A.T))


@pytest.mark.parametrize(
    ("domain", "low"),
    [("positive", Fraction(1, 10)), ("nonnegative", 0), ("natural", 0), ("integer", -4), ("real", -10)],
)
def test_rationals_lie_in_their_domain(domain: str, low: Fraction) -> None:
    @settings(max_examples=50, database=None, derandomize=True)
    @given(rationals(domain))
    def check(value: Fraction) -> None:
        assert isinstance(value, Fraction)
        assert value >= low
        assert domain not in ("natural", "integer") or value.denominator == 1

    check()


def test_the_simplest_matrix_is_zero() -> None:
    found = find(matrices(2, 2), lambda value: True)
    assert repr(found) == "[0, 0, 0, 0]_2×2"
    assert find(matrices(0, 3), lambda value: True).shape == (0, 3)


def test_values_have_the_shape_of_their_symbol() -> None:
    @settings(max_examples=20, database=None, derandomize=True)
    @given(values(vector("v", "n"), {"n": 3}))
    def check(value: Term) -> None:
        assert value.shape == (3, 1)

    check()


@pytest.mark.parametrize("claim", [CIRCLE, GRAM], ids=lambda claim: claim.name)
def test_instances_satisfy_the_hypotheses(claim: Claim) -> None:
    @settings(max_examples=15, database=None, derandomize=True, deadline=None)
    @given(instances(claim))
    def check(instance: Instance) -> None:
        assert all(holds(hypothesis, instance) for hypothesis in claim.hypotheses)

    check()


@pytest.mark.parametrize("claim", [CIRCLE, GRAM], ids=lambda claim: claim.name)
def test_a_true_claim_passes_its_property_test(claim: Claim) -> None:
    property_test(claim)()


f = function("f")

FALSE_TWINS = {
    "sign": lambda: x * y <= x**2 - y**2,
    "transpose": lambda: equal(
        matrix("B", "n", "n") @ matrix("B", "n", "n").T, matrix("B", "n", "n") @ matrix("B", "n", "n")
    ),
    "hypothesis": lambda: implies([equal(x**2 + y**2, 4)], x**2 <= 1),
    "function": lambda: equal(f(x), f(y)),
}


@pytest.mark.parametrize("name", FALSE_TWINS)
def test_a_false_claim_fails_its_property_test(name: str) -> None:
    with pytest.raises(AssertionError, match=f"{name} fails at"):
        property_test(Claim(name, FALSE_TWINS[name]), examples=60)()
