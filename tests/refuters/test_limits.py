"""Limits: where f − L stays away from 0, and by how much."""

import pytest

from symdl import identity, inverse, matrix, pinv, scalar, tends_to
from symdl.algebra.budget import Budget
from symdl.claims.claim import Claim
from symdl.refuters.limits import limit_counterexample
from symdl.terms.errors import DeclarationError
from symdl.terms.limits import as_limit, nearby, sides
from symdl.terms.relation import forall, less_than

X, lam = matrix("X", "d", "n"), scalar("lambda", positive=True)
J = inverse(X.T @ X + lam * identity("n"))


def claimed(relation):
    return Claim(name="limit", build=lambda: relation)


def test_a_false_limit_is_kept_away_from() -> None:
    found = limit_counterexample(claimed(tends_to(J @ X.T, X.T, lam)), seed=0, budget=Budget(1_000_000, 20.0))
    assert found is not None
    assert found.values.keys() == {"X", "epsilon"}


def test_a_limit_and_what_is_no_limit_give_no_counterexample() -> None:
    for relation in (tends_to(J @ X.T, pinv(X), lam), less_than(0, lam)):
        assert limit_counterexample(claimed(relation), seed=0, budget=Budget(300_000, 20.0)) is None


def test_the_parts_of_a_limit_are_read_back() -> None:
    relation = tends_to(J @ X.T, pinv(X), lam)
    gap, variable = as_limit(relation) or (None, None)
    assert variable is lam
    assert gap is J @ X.T - pinv(X)
    assert sides(gap, lam) == (J @ X.T, pinv(X))
    assert nearby(relation) is None
    assert as_limit(forall(lam, less_than(0, lam))) is None


def test_names_that_are_taken_are_left_alone() -> None:
    epsilon = scalar("epsilon", positive=True)
    relation = tends_to(epsilon * lam, 0, lam)
    assert [symbol.data.name for symbol in relation.bound] == ["epsilon_"]


@pytest.mark.parametrize(
    ("variable", "limit", "message"),
    [(scalar("x"), 0, "a positive scalar symbol"), (lam, lam, "depends on"), (2 * lam, 0, "a positive scalar symbol")],
)
def test_wrong_calls_are_explained(variable, limit, message) -> None:
    with pytest.raises(DeclarationError, match=message):
        tends_to(lam + 1, limit, variable)
