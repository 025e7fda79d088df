"""Every claim on ranks of the audited lecture notes is in the catalogue, beside a false twin."""

import pytest

from symdl.runner.collect import collect

RANKS = [
    "conjugate-kernel-full-rank",
    "deep-gradient-span-restriction",
    "deep-last-layer-rank",
    "degenerate-quadratic-nonunique-minimum",
    "full-rank-features-fit-perfectly",
    "full-rank-jacobian-stationary-implies-global",
    "general-activation-rank-claim",
    "gram-rank-identity",
    "kawaguchi-hessian-zero-eigenvalue",
    "kernel-row-space-decomposition",
    "lda-within-scatter-rank",
    "linear-one-layer-jacobian-kronecker",
    "overparametrized-equilibria-all-degenerate",
    "overparametrized-features-interpolate",
    "overparametrized-linear-interpolation",
    "polynomial-activation-intrinsic-dimension",
    "soudry-carmon-leaky-relu-jacobian-rank",
    "underdetermined-linear-system-analogy",
]


@pytest.fixture(scope="module")
def claims():
    return collect([]).claims


def test_there_are_eighteen_claims_on_ranks():
    assert len(set(RANKS)) == 18


@pytest.mark.parametrize("identifier", RANKS)
@pytest.mark.sympy
def test_a_claim_on_ranks_stands_beside_a_false_twin(identifier, claims):
    name = identifier.replace("-", "_")
    homes = {item.file for item in claims if item.name == name}
    assert len(homes) == 1
    assert any(item.claim.expect == "refuted" for item in claims if item.file in homes)
