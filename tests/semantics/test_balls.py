"""Balls: rigorous enclosures and the truth they decide."""

from fractions import Fraction

import pytest
from flint import arb

from symdl.claims.instance import Instance
from symdl.semantics.balls import Unsettled, ball, holds_by_balls, sign_by_balls
from symdl.semantics.evaluation import Undefined
from symdl.semantics.roots import narrowed, squarefree
from symdl.terms import operators as ops
from symdl.terms.errors import OutOfScopeError, ShapeError
from symdl.terms.relation import Relation, at_most, equal, implies, less_than, pd, psd, unequal
from symdl.terms.term import Term, number

x, r, A = ops.scalar("x"), ops.scalar("r"), ops.matrix("A", 2, 2)
INSTANCE = Instance(
    values={"x": number(1), "r": ops.root([-1, -1, 0, 1], 1, 2), "A": ops.array([[ops.exp(number(1)), 1], [1, 2]])}
)


def test_precision_grows_with_the_bits() -> None:
    assert ball(ops.exp(x), INSTANCE, 400).rad() < ball(ops.exp(x), INSTANCE, 100).rad() < arb(2) ** -90


def test_an_algebraic_number_nearly_satisfies_its_equation() -> None:
    residual = ball(r**3 - r - 1, INSTANCE, 300)
    assert residual.contains(0)
    assert residual.rad() < arb(2) ** -280


@pytest.mark.parametrize(
    ("term", "sign"),
    [
        (ops.exp(x) - 3, -1),
        (ops.exp(x) - ops.exp(x), None),
        (x - 1, 0),
        (ops.exp(x - 1) - 1, 0),
        (r - number("1324717957/1000000000"), 1),
        (ops.exp(ops.exp(x)) - ops.exp(ops.exp(x)) - number(Fraction(1, 10**100)), -1),
        (ops.det(A) - 2 * ops.exp(x) + 2, 1),
        (ops.norm(ops.pinv(A) @ A) - 1, 1),
        (ops.tanh(x) - ops.sigmoid(2 * x) * 2 + 1 - number(Fraction(1, 10**30)), -1),
    ],
)
def test_signs_are_proved_or_left_open(term: Term, sign: int | None) -> None:
    assert sign_by_balls(term, INSTANCE, max_bits=1024) == sign


@pytest.mark.parametrize("term", [1 / (x - 1), ops.log(1 - ops.exp(x)), ops.sqrt(2 - ops.exp(x)), ops.log(x - 1)])
def test_what_has_no_value_is_told(term: Term) -> None:
    with pytest.raises(Undefined):
        sign_by_balls(term, INSTANCE)


def test_a_denominator_that_may_vanish_stays_open() -> None:
    term = 1 / (ops.exp(x) - ops.exp(x))
    with pytest.raises(Unsettled):
        ball(term, INSTANCE, 64)
    assert sign_by_balls(term, INSTANCE, max_bits=256) is None
    assert holds_by_balls(equal(term, term), INSTANCE, max_bits=256) is None


@pytest.mark.parametrize(
    ("relation", "value"),
    [
        (less_than(1 + x, ops.exp(x)), True),
        (at_most(ops.exp(x), 2), False),
        (equal(ops.exp(x), ops.exp(x)), True),
        (equal(ops.exp(x), 3), False),
        (unequal(ops.exp(x), 3), True),
        (equal(ops.exp(x) * ops.exp(-x), 1), None),
        (at_most(ops.exp(x), ops.exp(x)), True),
        (less_than(ops.exp(x), ops.exp(x)), False),
        (pd(A), True),
        (psd(-A), False),
        (psd(ops.array([[ops.exp(x), 1], [2, 5]])), False),
        (equal(A, A.T), True),
        (equal(ops.exp(x) ** 2, ops.exp(2 * x)), None),
        (unequal(A, 0 * A), True),
        (equal(ops.log(-ops.exp(x)), 1), False),
        (implies(less_than(ops.exp(x), 2), equal(ops.exp(x) * ops.exp(-x), 1)), True),
    ],
)
def test_relations_are_decided_or_left_open(relation: Relation, value: bool | None) -> None:
    assert holds_by_balls(relation, INSTANCE, max_bits=512) is value


def test_a_matrix_has_no_ball() -> None:
    with pytest.raises(ShapeError, match="2 × 2"):
        ball(A, INSTANCE, 64)


def test_a_double_root_is_isolated_by_the_squarefree_part() -> None:
    square = [Fraction(c) for c in (4, 0, -4, 0, 1)]  # (t² − 2)²
    assert squarefree(square) == [-2, 0, 1]
    low, high = narrowed(square, Fraction(1), Fraction(2), 30)
    assert low < high < low + Fraction(1, 2**29)
    assert low**2 < 2 < high**2


def test_an_interval_with_no_single_root_is_refused() -> None:
    with pytest.raises(OutOfScopeError, match="isolate"):
        narrowed([Fraction(-2), Fraction(0), Fraction(1)], Fraction(-2), Fraction(2), 10)
    with pytest.raises(OutOfScopeError):
        narrowed([Fraction(0)], Fraction(0), Fraction(1), 10)
