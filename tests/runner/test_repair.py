"""A false claim that lacks a hypothesis says which one; a claim that is false for another reason says nothing."""

import json

import pytest

from symdl import (
    Claim,
    at_most,
    det,
    equal,
    expm,
    gradient,
    identity,
    implies,
    inverse,
    log,
    matrix,
    missing_hypotheses,
    norm,
    pinv,
    psd,
    rank,
    scalar,
    size,
    sqrt,
    trace,
    unequal,
    vector,
    verify,
)
from symdl.check import check_certificate
from symdl.check.judgement import Judgement
from symdl.claims.instance import instance_of
from symdl.claims.repair import Repair
from symdl.provers.certificates import at_instance
from symdl.provers.closed import truth
from symdl.runner.attempt import attempt
from symdl.runner.candidates import candidates, parts
from symdl.runner.recheck import recheck_repair
from symdl.runner.wire import from_wire, to_wire

A, B, C = (matrix(name, "n", "n") for name in "ABC")
X, Y, b, x = matrix("X", "d", "n"), matrix("Y", "k", "d"), vector("b", "n"), vector("x", "n")
s, t = scalar("s"), scalar("t")
I = identity("n")  # noqa: E741

LACKING = {
    "a Gram matrix needs full rank": (equal(pinv(X), X.T @ inverse(X @ X.T)), "rank(X) = d"),
    "an inverse needs to exist": (equal(A @ inverse(A), I), "A is invertible"),
    "a gradient takes symmetry for granted": (equal(gradient(x.T @ A @ x, x), 2 * A @ x), "A is symmetric"),
    "inverses turn the order round": (
        implies([unequal(det(A), 0), unequal(det(B), 0)], equal(inverse(A @ B), inverse(A) @ inverse(B))),
        "A and B commute",
    ),
    "ridge needs a positive constant": (
        equal(inverse(X @ X.T + s * identity("d")) @ X, X @ inverse(X.T @ X + s * I)),
        "0 < s",
    ),
    "full rank the other way needs room": (implies([equal(rank(X), size("n"))], equal(rank(X), size("d"))), "d ≤ n"),
    "a right-hand side out of reach": (equal(A @ pinv(A) @ b, b), "b lies in the range of A"),
    "an idempotent is no projection": (implies([equal(A @ A, A)], equal(pinv(A), A)), "A is symmetric"),
    "cancelling needs a nonzero factor": (implies([equal(s * t, s)], equal(t, 1)), "s ≠ 0"),
    "a root forgets the sign": (equal(sqrt(s**2), s), "0 ≤ s"),
    "a logarithm needs both factors": (equal(log(s * t), log(s) + log(t)), "0 < s and 0 < t"),
    "sizes that are taken for equal": (equal(det(X @ X.T), det(X.T @ X)), "d = n"),
    "a product of two ranks": (equal(pinv(Y @ X), pinv(X) @ pinv(Y)), "rank(Y) = d and rank(X) = d"),
    "a product of forms may have any sign": (at_most(0, trace(A @ B)), "A and B are positive semidefinite"),
    "a product that vanishes": (implies([equal(A @ B, 0)], equal(B, 0)), "A is invertible"),
    "a form that vanishes": (implies([psd(A), equal(x.T @ A @ x, 0)], equal(x, 0)), "x lies in the range of A"),
    "an exponential of a sum": (equal(expm(A + B), expm(A) @ expm(B)), "A and B commute"),
    "an inequality that is not strict": (
        implies([at_most(0, s)], equal(s * t / s, t)), "0 < s",
    ),
}  # fmt: skip

QUICK = ("a Gram matrix needs full rank", "an inverse needs to exist", "a root forgets the sign", "an idempotent is no projection")  # fmt: skip


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[] if name in QUICK else [pytest.mark.slow]) for name in LACKING]
)
def test_a_missing_hypothesis_is_named_and_proved(name):
    relation, words = LACKING[name]
    found = missing_hypotheses(relation, seconds=60.0)
    assert words in [repair.words for repair in found]
    for repair in found:
        assert check_certificate(json.loads(json.dumps(repair.certificate))) == repair.judgement
        assert repair.judgement.word == "PROVED"
        assert repair.judgement.scope == "all sizes"


BEYOND_REPAIR = {
    "a sign": equal(A + B, A - B),
    "a factor": equal(gradient(norm(x) ** 2, x), x),
    "a determinant of a sum": equal(det(A + B), det(A) + det(B)),
    "a polynomial": s * t <= s**2 - t**2 - 1,
    "a trace": equal(trace(A @ B), trace(A) + trace(B) + 1),
}


@pytest.mark.parametrize("name", BEYOND_REPAIR)
def test_a_claim_beyond_repair_says_nothing(name):
    assert missing_hypotheses(BEYOND_REPAIR[name]) == ()


def test_what_is_true_or_counts_solutions_lacks_nothing():
    assert missing_hypotheses(equal(A + B, B + A)) == ()


def test_the_new_hypothesis_agrees_with_the_old_ones():
    """A is singular, so "A is invertible" is no answer although it would make the claim hold."""
    claim = Claim("singular", lambda: implies([equal(det(A), 0)], equal(A @ pinv(A) @ b, b)))
    found = missing_hypotheses(claim)
    assert [repair.words for repair in found] == ["b lies in the range of A"]
    instance = instance_of(found[0].certificate)
    assert all(truth(at_instance(claim, instance, h)) is True for h in claim.hypotheses)


def test_a_hypothesis_that_leaves_one_matrix_is_no_answer():
    """An idempotent that is invertible is I."""
    found = missing_hypotheses(implies([equal(A @ A, A)], equal(A, A.T @ A)))
    assert "A is invertible" not in [repair.words for repair in found]
    assert "A is symmetric" in [repair.words for repair in found]


def test_a_claim_is_not_repaired_by_itself():
    for relation in (psd(A), at_most(0, s)):
        claim = Claim("claim", lambda relation=relation: relation)
        assert all(relation not in candidate.relations for candidate in candidates(claim))


def test_given_hypotheses_are_no_candidates():
    claim = Claim("claim", lambda: implies([equal(A, A.T)], equal(A, 0)))
    given = {part for hypothesis in claim.hypotheses for part in parts(hypothesis)}
    assert all(not given.issuperset(candidate.relations) for candidate in candidates(claim))


def test_only_a_claim_that_was_expected_to_hold_is_repaired():
    claim = Claim("twin", lambda: equal(sqrt(s**2), s), expect="refuted")
    assert verify(claim).repairs is None
    verdict = verify(equal(sqrt(s**2), s))
    assert verdict.holds_if == ("holds if 0 ≤ s",)
    assert "holds if 0 ≤ s" in repr(verdict)


def test_repairs_survive_the_wire_and_stand_in_the_result():
    result = attempt(Claim("root", lambda: equal(sqrt(s**2), s)), repairing=5.0)
    entry = from_wire(to_wire(result)).to_dict()
    assert entry == result.to_dict()
    (repair,) = entry["repairs"]
    assert repair["holds_if"] == "0 ≤ s"
    assert repair["hypotheses"] == ["0 ≤ s"]
    assert check_certificate(repair["certificate"]).word == "PROVED"


def test_a_damaged_repair_is_loud():
    (repair,) = missing_hypotheses(equal(sqrt(s**2), s))
    assert recheck_repair(repair) is None
    damaged = {**repair.certificate, "proof": {"rule": "evaluate"}}
    assert "fails its check" in str(recheck_repair(Repair("0 ≤ s", ("0 ≤ s",), repair.judgement, damaged)))


def test_only_a_proof_repairs():
    with pytest.raises(ValueError, match="PROVED"):
        Repair("s = 1", ("s = 1",), Judgement("REFUTED", "instance", (), ""), {})
