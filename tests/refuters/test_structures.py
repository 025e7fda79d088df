"""Structured matrices have the structure that was asked for."""

from random import Random

import pytest

from symdl import det, equal, identity, implies, matrix, pd, psd, rank, unequal
from symdl.algebra.budget import Budget
from symdl.claims.claim import Claim
from symdl.claims.instance import Instance
from symdl.refuters.structured import _term, structured_counterexample
from symdl.refuters.structures import drawn, structures
from symdl.refuters.truth import holds

A, B = matrix("A", 3, 3), matrix("B", 3, 3)
I = identity(3)  # noqa: E741

KINDS = {
    "symmetric": [equal(A, A.T)],
    "skew": [equal(A.T, -A)],
    "idempotent": [equal(A @ A, A)],
    "projection": [equal(A @ A, A), equal(A.T, A)],
    "orthogonal": [equal(A.T @ A, I)],
    "involution": [equal(A @ A, I)],
    "semidefinite": [psd(A)],
    "definite": [pd(A)],
    "regular": [unequal(det(A), 0)],
    "rank 2": [equal(rank(A), 2)],
    "commuting": [equal(A @ B, B @ A)],
}


@pytest.mark.parametrize("kind", KINDS)
def test_drawn_matrices_satisfy_the_hypotheses(kind):
    random, symbols = Random(kind), [B, A]
    kinds = structures(symbols, KINDS[kind])
    for _ in range(20):
        values = {}
        for symbol in sorted(symbols, key=lambda s: kinds[s].partner is not None):
            values[symbol] = drawn(symbol, kinds[symbol], values, random)
        instance = Instance({}, {"A": _term(values[A]), "B": _term(values[B])})
        assert all(holds(relation, instance) for relation in KINDS[kind])


def test_idempotents_are_oblique_too():
    claim = Claim("claim", lambda: implies([equal(A @ A, A)], equal(A, A.T)))
    found = structured_counterexample(claim, seed=0, effort=1, budget=Budget(10**6, 10.0))
    assert found is not None
    assert holds(claim.goal, found) is False
