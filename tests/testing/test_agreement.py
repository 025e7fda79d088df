"""A counterexample breaks its claim outside the checker as well."""

import pytest

from symdl import equal, function, matrix, scalar, verify
from symdl.claims.claim import Claim
from symdl.claims.instance import Instance, instance_of
from symdl.terms.term import number
from symdl.testing.strategies import is_not_false, is_not_true

x, y, f = scalar("x"), scalar("y"), function("f")
A, B = matrix("A", "n", "n"), matrix("B", "n", "n")

FALSE = {
    "scalars": lambda: x * y <= x**2 - y**2,
    "matrices": lambda: equal(A @ B, B @ A),
    "functions": lambda: equal(f(x), f(y)),
}


@pytest.mark.parametrize("name", FALSE)
def test_a_counterexample_breaks_the_claim_in_exact_evaluation(name: str) -> None:
    claim = Claim(name, FALSE[name])
    verdict = verify(claim)
    assert verdict.word == "REFUTED"
    assert verdict.certificate is not None
    instance = instance_of(verdict.certificate)
    assert is_not_true(claim, instance)
    assert not is_not_false(claim, instance)


def test_an_instance_where_the_claim_holds_is_noticed() -> None:
    claim = Claim("scalars", FALSE["scalars"])
    assert not is_not_true(claim, Instance(values={"x": number(1), "y": number(0)}))
