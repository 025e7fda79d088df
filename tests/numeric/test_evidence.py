"""Evidence in floats: instances satisfy the hypotheses, false claims disagree, SciPy's routines agree with ours."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from time import perf_counter

import pytest

from symdl.claims.claim import Claim, as_claim
from symdl.numeric.evidence import evidence_for
from symdl.terms.operators import (
    det,
    exp,
    function,
    gradient,
    hessian,
    identity,
    inverse,
    jacobian,
    kron,
    log,
    matrix,
    maximum,
    norm,
    pinv,
    rank,
    scalar,
    sigmoid,
    size,
    tanh,
    trace,
    vector,
)
from symdl.terms.relation import Relation, at_most, equal, exists, implies, minimises, psd, unequal
from symdl.terms.term import number

A, B = matrix("A", "n", "n"), matrix("B", "n", "n")
A2, B2 = matrix("A", 2, 2), matrix("B", 2, 2)
X, Y, W = matrix("X", "d", "n"), matrix("Y", "k", "n"), matrix("W", "k", "d")
x, y = scalar("x"), scalar("y")
lam = scalar("lam", positive=True)
v = vector("v", 2)
f = function("f")

TRUE: Mapping[str, tuple[Callable[[], Relation], set[str]]] = {
    "push_through": (
        lambda: equal(inverse(X @ X.T + lam * identity("d")) @ X, X @ inverse(X.T @ X + lam * identity("n"))),
        {"scipy.linalg.solve"},
    ),
    "least_squares_gradient": (
        lambda: equal(gradient(norm(Y - W @ X) ** 2, W), -2 * (Y - W @ X) @ X.T),
        {"scipy.optimize.approx_fprime", "central differences"},
    ),
    "hessian": (lambda: equal(hessian(v[0] ** 2 * v[1] ** 3, v)[0, 0], 2 * v[1] ** 3), {"second central differences"}),
    "jacobian": (lambda: equal(jacobian(A2 @ v, v), A2), {"scipy.optimize.approx_fprime"}),
    "wide_pseudoinverse": (
        lambda: implies([equal(rank(X), size("d"))], equal(pinv(X), X.T @ inverse(X @ X.T))),
        {"scipy.linalg.pinv", "scipy.linalg.solve"},
    ),
    "gram_is_psd": (lambda: psd(X @ X.T), {"scipy.linalg.eigvalsh"}),
    "log_sum_exp": (
        lambda: at_most(log(exp(x) + exp(y)), maximum(x, y) + log(number(2))),
        {"scipy.special.logsumexp", "numpy.exp"},
    ),
    "sigmoid": (lambda: equal(sigmoid(x) + sigmoid(-x), 1), {"scipy.special.expit"}),
    "tanh_is_odd": (lambda: equal(tanh(-x), -tanh(x)), {"numpy.tanh"}),
    "minimiser": (lambda: minimises(y / (1 + lam), lambda p: (p - y) ** 2 + lam * p**2), {"scipy.optimize.minimize"}),
    "determinants": (lambda: equal(det(A @ B), det(A) * det(B)), {"scipy.linalg.det"}),
    "kronecker_trace": (lambda: equal(trace(kron(A2, B2)), trace(A2) * trace(B2)), {"numpy.kron", "numpy.trace"}),
    "rank_of_gram": (lambda: equal(rank(X @ X.T), rank(X)), {"numpy.linalg.matrix_rank"}),
    "norm": (lambda: at_most(norm(A @ B), norm(A) * norm(B)), {"scipy.linalg.norm"}),
    "any_function": (lambda: equal(f(x) - f(x), 0), set()),
}

TOLERANCES = {"scipy.optimize.approx_fprime": 1e-5, "second central differences": 1e-4, "scipy.optimize.minimize": 1e-6}


@pytest.mark.parametrize("name", TRUE)
def test_a_true_claim_agrees_on_every_instance_and_with_scipy(name: str) -> None:
    build, routines = TRUE[name]
    evidence = evidence_for(as_claim(build()), seed=0)
    assert evidence.instances >= 10
    assert evidence.agreeing == evidence.instances
    assert routines <= set(evidence.routines)
    for routine, difference in evidence.routines.items():
        assert difference <= TOLERANCES.get(routine, 1e-8), routine


FALSE: Mapping[str, Callable[[], Relation]] = {
    "gradient_without_its_factor": lambda: equal(gradient(norm(Y - W @ X) ** 2, W), -(Y - W @ X) @ X.T),
    "products_commute": lambda: equal(A2 @ B2, B2 @ A2),
    "wrong_minimiser": lambda: minimises(y, lambda p: (p - y) ** 2 + lam * p**2),
    "solution_is_the_right_hand_side": lambda: implies([equal(A2 @ v, vector("b", 2))], equal(v, vector("b", 2))),
}


@pytest.mark.parametrize("name", FALSE)
def test_a_false_claim_disagrees_somewhere(name: str) -> None:
    evidence = evidence_for(as_claim(FALSE[name]()), seed=0)
    assert evidence.instances > evidence.agreeing
    assert evidence.largest_residual is not None
    assert evidence.largest_residual > 1e-3


def test_an_undefined_term_is_a_note() -> None:
    evidence = evidence_for(as_claim(equal(X.T @ inverse(X @ X.T), pinv(X))), seed=0)
    assert evidence.agreeing < evidence.instances
    assert any("no value" in note for note in evidence.notes)


def test_a_quantified_goal_is_left_to_the_provers() -> None:
    evidence = evidence_for(as_claim(exists(y, equal(y**2, x))), seed=0)
    assert evidence.instances == 0
    assert any("exists" in note for note in evidence.notes)


def test_nothing_is_raised_for_a_claim_that_cannot_be_built() -> None:
    def broken() -> Relation:
        raise ValueError("no formula")

    evidence = evidence_for(Claim(name="broken", build=broken), seed=0)
    assert evidence.instances == 0
    assert "no formula" in evidence.notes[0]


def test_the_same_seed_gives_the_same_evidence() -> None:
    claim = as_claim(implies([unequal(det(A), 0)], equal(inverse(A) @ A, identity("n"))))
    assert evidence_for(claim, seed=5) == evidence_for(claim, seed=5)


def test_evidence_is_quick() -> None:
    claim = as_claim(TRUE["push_through"][0]())
    evidence_for(claim, seed=0)
    start = perf_counter()
    evidence_for(claim, seed=1)
    assert perf_counter() - start < 2.0
