"""vec and ⊗ side by side become products of matrices; equations between matrices can then be used inside."""

import pytest

from symdl import equal, implies, kron, matrix, trace, vec, verify
from symdl.calculus.unstacked import unstacked
from symdl.claims.claim import Claim
from symdl.runner.decide import decide

P, Q = matrix("P", "n", "k"), matrix("Q", "m", "l")
Y, X = matrix("Y", "l", "k"), matrix("X", "m", "n")
R, S, Z = matrix("R", "l", "k"), matrix("S", "n", "n"), matrix("Z", "m", "n")

SAME = [
    (kron(P, Q) @ vec(Y), vec(Q @ Y @ P.T)),
    (vec(X).T @ kron(P, Q), vec(Q.T @ X @ P).T),
    (vec(X).T @ kron(P, Q) @ vec(Y), trace(P.T @ X.T @ Q @ Y)),
    (vec(R).T @ vec(Y), trace(R.T @ Y)),
]


@pytest.mark.parametrize(("stacked", "plain"), SAME)
def test_products_of_matrices_stand_for_what_is_stacked(stacked, plain):
    assert unstacked(stacked).op in ("vec", "transpose", "trace")
    assert verify(equal(stacked, unstacked(stacked))).word == "PROVED"
    assert verify(equal(stacked, plain)).word == "PROVED"


def test_shapes_that_do_not_split_alike_are_left_alone():
    other = matrix("Y", "k", "l")
    assert unstacked(kron(matrix("P", "n", 2), matrix("Q", "m", 3)) @ vec(matrix("Y", 2, 3))).op == "matmul"
    assert unstacked(vec(R).T @ vec(R)) != unstacked(vec(other).T @ vec(other))


@pytest.mark.parametrize(("given", "word"), [(equal(S.T, S), "PROVED"), (equal(S.T, -S), "REFUTED")])
def test_an_equation_is_used_inside(given, word):
    claim = implies(
        [given], equal(vec(X).T @ kron(S, matrix("T", "m", "m")) @ vec(Z), trace(S @ X.T @ matrix("T", "m", "m") @ Z))
    )
    verdict = decide(Claim("inside", lambda: claim))
    assert verdict.word == word
    assert word == "REFUTED" or verdict.covers == "all sizes"
