"""Hypotheses that a proof does without are named, and the ones it needs are not."""

from __future__ import annotations

import pytest

from symdl import verify
from symdl.check import check_certificate
from symdl.check.canonical import digest
from symdl.runner.necessity import unused_hypotheses
from symdl.runner.report import Result
from symdl.terms import operators as ops
from symdl.terms.relation import (
    Relation,
    at_most,
    both,
    either,
    equal,
    forall,
    implies,
    less_than,
    psd,
    unequal,
)

x, y = ops.scalar("x"), ops.scalar("y")
z = ops.scalar("z", positive=True)
n = ops.scalar("n", natural=True)
A, B = ops.matrix("A", "m", "m"), ops.matrix("B", "m", "m")

CASES = {
    "a square is nonnegative without any": ([less_than(0, x)], at_most(0, x**2), ["0 < x"]),
    "a product needs both signs": ([at_most(0, x), at_most(0, y)], at_most(0, x * y), []),
    "the domain of a symbol comes first": ([less_than(x, 0), less_than(z, y)], less_than(0, y), ["x < 0"]),
    "a conjunction counts as its parts": (
        [both(less_than(0, x), less_than(x, 5)), less_than(y, x), less_than(y, 9)],
        less_than(y, 5),
        ["y < 9"],
    ),
    "a conjunction of which one part is used is used": ([both(less_than(0, x), less_than(0, y))], less_than(0, x), []),
    "a denominator needs its hypothesis": ([unequal(x, 0), less_than(0, y)], equal(x * y / x, y), ["0 < y"]),
    "a disjunction": ([either(less_than(0, x), less_than(x, 0))], less_than(0, x**2), []),
    "a universal one": ([forall(y, at_most(x, y**2)), less_than(0, z - 1)], at_most(x, 4), [repr(less_than(0, z - 1))]),
    "a matrix equation": ([equal(A @ B, B @ A), psd(A)], equal(A @ A @ B, B @ A @ A), ["A ⪰ 0"]),
}


@pytest.mark.parametrize("name", CASES)
def test_unused_hypotheses_are_named(name: str) -> None:
    hypotheses, goal, unused = CASES[name]
    verdict = verify(implies(hypotheses, goal))
    assert verdict.word == "PROVED"
    assert list(verdict.unused_hypotheses) == unused


def test_a_hypothesis_that_only_defines_a_term_is_used() -> None:
    verdict = verify(implies([less_than(0, x)], equal(ops.log(x), ops.log(x))))
    assert verdict.word == "PROVED"
    assert verdict.unused_hypotheses == ()


def test_a_hypothesis_forgotten_by_an_induction_keeps_its_place() -> None:
    i = ops.scalar("i", natural=True)
    gauss = equal(2 * ops.summation(i, 0, n, i), n * (n + 1))
    verdict = verify(implies([less_than(3, n), less_than(0, x)], gauss))
    assert verdict.word == "PROVED"
    assert set(verdict.unused_hypotheses) == {"3 < n", "0 < x"}


def test_a_refutation_calls_no_hypothesis_unused() -> None:
    verdict = verify(implies([less_than(0, x)], less_than(x, 0)))
    assert verdict.word == "REFUTED"
    assert verdict.unused_hypotheses == ()


def test_the_certificate_itself_is_left_as_it_is() -> None:
    certificate = verify(implies([less_than(0, y)], at_most(0, x**2))).certificate
    assert certificate is not None
    before = digest(certificate)
    assert unused_hypotheses(certificate) == (0,)
    assert digest(certificate) == before
    assert check_certificate(certificate).word == "PROVED"


def test_the_json_result_says_which_were_used() -> None:
    relation: Relation = implies([less_than(0, x), less_than(0, y)], less_than(0, 2 * x))
    result = Result("name", hypotheses=("0 < x", "0 < y"), verdict=verify(relation))
    assert [entry["used"] for entry in result.to_dict()["hypotheses"]] == [True, False]
