"""Contradictory hypotheses, values at the border, empty matrices, undefined terms, and what cannot be decided."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from symdl import (
    det,
    equal,
    exists,
    exp,
    forall,
    function,
    gradient,
    identity,
    implies,
    inverse,
    log,
    matrix,
    norm,
    number,
    pd,
    pinv,
    psd,
    relu,
    scalar,
    trace,
    unequal,
    vector,
    zeros,
)
from symdl.claims.claim import Claim
from symdl.claims.verdict import Reason, Verdict
from symdl.runner.decide import decide
from symdl.terms.relation import Relation

x, y, mu, t = map(scalar, ("x", "y", "mu", "t"))
lam = scalar("lambda", nonnegative=True)
n = scalar("n", natural=True)
f = function("f")
A = matrix("A", "d", "n")
I = identity("d")  # noqa: E741
WIDE, TALL, EMPTY = matrix("X", 0, "n"), matrix("Z", "n", 0), matrix("E", 0, 0)


def verdict(relation: Relation, *, seconds: float = 10.0) -> Verdict:
    return decide(Claim("claim", lambda: relation), seconds=seconds)


# contradictions -----------------------------------------------------------------------------------

CONTRADICTIONS: Mapping[str, list[Relation]] = {
    "order": [x < y, y < x],
    "positive": [x > 0, y > 0, x + y < 0],
    "interval": [0 <= x, x <= 1, x**2 >= 2],
    "square": [equal(x**2 + 1, 0)],
    "different from itself": [unequal(x, x)],
    "negative relu": [equal(relu(x), -1)],
    "vanishing exponential": [equal(exp(x), 0)],
    "function": [forall(t, equal(f(t), t)), equal(f(0), 1)],
    "negative Gram matrix": [equal(A @ A.T, -I)],
    "vanishing reciprocal": [equal(1 / mu, 0)],
    "ideal": [equal(x + y, 1), equal(x * y, 2)],
}


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_contradictory_hypotheses_prove_nothing(name: str) -> None:
    found = verdict(implies(CONTRADICTIONS[name], equal(x, 7)), seconds=5.0)
    assert (found.word, found.reason) == ("UNDECIDED", Reason.VACUOUS)


# borders ------------------------------------------------------------------------------------------

TRUE: Mapping[str, Relation] = {
    "ridge is psd at lambda = 0": psd(A @ A.T + lam * I),
    "denominator without real zero": equal(1 / (1 + x**2) * (1 + x**2), 1),
    "hypothesis keeps a denominator away from zero": implies([unequal(x, y)], equal((x - y) / (x - y), 1)),
    "hypothesis defines its own terms": implies([x / x >= 0], equal(x / x, 1)),
    "trace of an empty matrix": equal(trace(WIDE @ WIDE.T), 0),
    "norm of an empty matrix": equal(norm(WIDE) ** 2, 0),
    "product over an empty size": equal(TALL @ WIDE, 0),
    "empty determinant": equal(det(EMPTY), 1),
    "empty inverse": equal(inverse(WIDE @ WIDE.T) @ WIDE, WIDE),
    "empty matrices are equal": equal(WIDE, 0),
    "empty matrix is psd": psd(EMPTY),
    "gradient by an empty vector": equal(gradient(norm(vector("w", 0)) ** 2, vector("w", 0)), 0),
    "empty pseudoinverse": equal(pinv(WIDE), zeros("n", 0)),
}

FALSE: Mapping[str, Relation] = {
    "ridge matrix is singular at lambda = 0": equal(inverse(A @ A.T + lam * I) @ (A @ A.T + lam * I), I),
    "ridge is not pd at lambda = 0": pd(A @ A.T + lam * I),
    "norm of an empty matrix": equal(norm(WIDE) ** 2, 1),
    "product over an empty size": equal(TALL @ WIDE, identity("n")),
    "empty determinant": equal(det(EMPTY), 0),
    "empty matrices never differ": unequal(WIDE, 0),
    "quotient times denominator": equal(x / y * y, x),
    "zero over a number": equal(0 * (1 / x), 0),
    "undefined equals itself": equal(1 / (x - x), 1 / (x - x)),
    "undefined at most itself": 1 / x <= 1 / x,
    "undefined differs from zero": unequal(1 / x, 0),
    "inverse of a singular Gram matrix": equal(inverse(A @ A.T), inverse(A @ A.T)),
    "logarithm of a negative number": equal(log(x), log(x)),
    "division by the number zero": equal(x / number(0), 1),
}


@pytest.mark.parametrize("name", TRUE)
def test_a_border_case_is_proved(name: str) -> None:
    assert verdict(TRUE[name]).word == "PROVED"


@pytest.mark.parametrize("name", FALSE)
def test_an_undefined_or_false_border_case_is_refuted(name: str) -> None:
    assert verdict(FALSE[name]).word == "REFUTED"


# out of reach -------------------------------------------------------------------------------------

OUT_OF_REACH: Mapping[str, Relation] = {
    "transcendental root": exists(y, equal(exp(y) + y**3, x)),
    "diophantine": forall(n, exists(y, equal(y * (y + 1), n**2 + n + 1))),
    "fixed point": implies([equal(exp(x) + x, 1), 0 <= x], equal(x, 0)),
}


@pytest.mark.parametrize("name", OUT_OF_REACH)
def test_what_is_out_of_reach_is_undecided_with_a_sentence(name: str) -> None:
    found = verdict(OUT_OF_REACH[name], seconds=2.0)
    if found.word == "PROVED":
        return  # each of them is true
    assert found.word == "UNDECIDED"
    assert found.reason in (Reason.NO_PROOF_FOUND, Reason.BUDGET, Reason.TIMEOUT)
    assert found.message.endswith(".")


def test_a_formula_beyond_every_budget_is_undecided() -> None:
    for build in (lambda: equal((x + 1) ** 10**9, 1), lambda: (x + y + mu + 1) ** 400 <= (x + y + mu + 1) ** 400 + 1):
        found = decide(Claim("huge", build), seconds=2.0)
        assert found.word in ("PROVED", "UNDECIDED")
        assert found.seconds < 60
    assert decide(Claim("huge", lambda: equal((x + 1) ** 10**9, 1)), seconds=2.0).reason == Reason.BUDGET
