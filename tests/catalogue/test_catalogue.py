"""The catalogue: each file of `proofs/` is read, and every core claim of the notes is there."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from symdl.runner.catalogue import catalogue_files
from symdl.runner.collect import Collection, collect

pytestmark = pytest.mark.sympy

CORE = [
    "belkin-nonconvex-near-minima",
    "bezout-bound-fails-over-reals",
    "bezout-number-vs-protons",
    "binary-tree-constituent-count",
    "convex-hessian-positive-definite",
    "exp-versus-logistic-nonseparable",
    "exponential-loss-positivity",
    "flatness-not-reparametrization-invariant",
    "gd-squared-loss-linear-model",
    "gd-step-quadratic-model",
    "gradient-descent-euler-discretisation",
    "hard-margin-svm-kkt",
    "hessian-example-cubic",
    "hessian-example-x2y3",
    "layer-cake-representation",
    "level-set-symmetries-form-group",
    "multiscale-interaction-count",
    "negative-curvature-no-issue",
    "no-finite-equilibrium-degenerate-hessian",
    "overparametrization-implies-zero-error-solution",
    "overparametrization-scaling-table",
    "parity-dnf-lower-bound",
    "pl-constant-factor-two",
    "random-label-fitting",
    "recht-table-parameter-counts",
    "recht-table-parameter-ratio",
    "regularized-equilibrium-equal-residuals",
    "relu-euler-identity",
    "relu-features-make-xor-separable",
    "relu-memorization-three-layer",
    "relu-ridge-piecewise-linear-pieces",
    "risk-decomposition-identity",
    "sgd-first-moment-bound-insufficient",
    "sgd-noise-vanishes-at-interpolation",
    "simple-landscape-converse-false",
    "square-loss-zero-iff-interpolation",
    "squared-relu-spline-representation",
    "step-size-condition-implies-descent",
    "step-size-condition-quadratic-model",
    "svm-bias-penalization-ambiguity",
    "symmetry-composition-closure",
    "tail-constants-wlog",
    "taylor-second-order-multivariate",
    "taylor-series-equals-function",
    "taylor-third-order-multivariate",
    "telgarsky-sawtooth-separation",
    "two-layer-network-shapes",
]
"""The claims of group `core` in the audited lecture notes."""

NETWORKS = [
    "deep-linear-risk-second-moments",
    "deep-polynomial-networks-universal",
    "deep-square-loss-gradient-hessian-signs",
    "equilibria-equal-zero-error-set",
    "general-activation-jacobian",
    "gl-rescaling-symmetry",
    "hessian-psd-low-rank-at-interpolation",
    "homogeneous-norm-factorization",
    "layerwise-euler-identity",
    "nonglobal-minima-nondegenerate",
    "normalized-margin-scale-invariance",
    "polynomial-activation-network-degree",
    "polynomial-activation-shallow-span-dimension",
    "regularization-hyperbolicity-multilayer",
    "spectral-complexity-homogeneity",
    "square-loss-gradient-flow",
    "square-loss-hessian-gauss-newton",
]
"""The claims of group `networks` in the audited lecture notes."""

CALCULUS = [
    "exponential-loss-linear-flow",
    "exponential-ridge-hessian",
    "last-layer-training-convex",
    "linear-hessian-gram",
    "linear-network-gradient-flow",
    "nonlinear-least-squares-gradient",
    "normalization-derivative-identities",
    "normalized-flow-hessian",
    "normalized-stationary-direction",
    "polar-gradient-flow-homogeneous",
    "ridge-gradient-flow",
    "ridge-hessian-positive-definite",
]
"""The claims of group `calculus` in the audited lecture notes."""

COUNTS = [
    "bezout-isolated-solution-bound",
    "overparametrized-infinitely-many-solutions",
    "overparametrized-zero-set-positive-dimensional",
    "stationary-equations-count",
]
"""The claims of group `counts` in the audited lecture notes."""


@cache
def catalogue() -> Collection:
    return collect([])


def test_every_file_is_read_and_holds_claims() -> None:
    assert catalogue().errors == ()
    assert {item.file for item in catalogue().claims} == set(catalogue_files())


def test_names_are_unique() -> None:
    counts = Counter(item.name for item in catalogue().claims)
    assert [name for name, count in counts.items() if count > 1] == []


def test_the_notes_have_47_core_claims() -> None:
    assert len(set(CORE)) == len(CORE) == 47


def test_the_notes_have_17_claims_about_networks() -> None:
    assert len(set(NETWORKS)) == len(NETWORKS) == 17


def test_the_notes_have_12_claims_about_derivatives() -> None:
    assert len(set(CALCULUS)) == len(CALCULUS) == 12


@pytest.mark.parametrize("identifier", [*CORE, *NETWORKS, *CALCULUS, *COUNTS])
def test_a_claim_of_the_notes_stands_beside_a_false_twin(identifier: str) -> None:
    name = identifier.replace("-", "_")
    homes = {item.file for item in catalogue().claims if item.name == name or item.name.startswith(f"{name}.")}
    assert len(homes) == 1, f"{name} is not a claim of the catalogue"
    twins = [item.name for item in catalogue().claims if item.file in homes and item.claim.expect == "refuted"]
    assert twins, f"{homes.pop().name} has no claim that expects to be refuted"
