"""False variants of matrix identities: an order, a sign, a transpose, a hypothesis. Each falls to an exact instance."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from symdl.algebra.budget import Budget
from symdl.claims.claim import as_claim
from symdl.refuters.search import counterexample
from symdl.semantics.exact import holds_exactly
from symdl.terms.operators import (
    det,
    gradient,
    hessian,
    identity,
    inner,
    inverse,
    kron,
    matrix,
    norm,
    pinv,
    rank,
    scalar,
    size,
    trace,
    vec,
    vector,
)
from symdl.terms.relation import Relation, at_most, equal, implies, less_than, psd, unequal

A, B, C = (matrix(name, "n", "n") for name in "ABC")
P, Q = matrix("P", "m", "n"), matrix("Q", "n", "m")
R, S = matrix("R", "m", "n"), matrix("S", "m", "n")
A2, B2, X2, W2, D2 = (matrix(name, 2, 2) for name in "ABXWD")
a, b, c, x = (vector(name, "n") for name in "abcx")
a2, c2, x2 = (vector(name, 2) for name in "acx")
lam = scalar("lam", positive=True)
mu, rate = scalar("mu", positive=True), scalar("rate", positive=True)
I = identity("n")  # noqa: E741


def regular(*squares: object) -> list[Relation]:
    """The determinants of the matrices are not 0."""
    return [unequal(det(square), 0) for square in squares]


TWINS: Mapping[str, tuple[Callable[[], Relation], dict[str, int]]] = {
    "gradient_of_a_quadratic_form_without_symmetry": (
        lambda: equal(gradient(x2.T @ A2 @ x2, x2), 2 * A2 @ x2),
        {},
    ),
    "gradient_of_the_trace_of_a_square": (lambda: equal(gradient(trace(X2 @ X2), X2), 2 * X2), {}),
    "gradient_of_a_trace_with_swapped_factors": (
        lambda: equal(gradient(trace(A2 @ X2 @ B2), X2), B2.T @ A2.T),
        {},
    ),
    "gradient_of_least_squares_with_the_wrong_sign": (
        lambda: equal(gradient(norm(D2 - W2 @ X2) ** 2, W2), 2 * (D2 - W2 @ X2) @ X2.T),
        {},
    ),
    "hessian_of_a_quadratic_form_without_symmetry": (lambda: equal(hessian(x2.T @ A2 @ x2, x2), 2 * A2), {}),
    "inverse_of_a_product_in_order": (
        lambda: implies(regular(A, B), equal(inverse(A @ B), inverse(A) @ inverse(B))),
        {"n": 2},
    ),
    "woodbury_without_the_inner_inverse": (
        lambda: implies(
            [*regular(A, B, A + B), unequal(det(inverse(B) + inverse(A)), 0), unequal(det(B + inverse(A)), 0)],
            equal(inverse(A + B), inverse(A) - inverse(A) @ inverse(B + inverse(A)) @ inverse(A)),
        ),
        {"n": 1},
    ),
    "sherman_morrison_with_swapped_vectors": (
        lambda: implies(
            [*regular(A, A + b @ c.T), unequal(1 + c.T @ inverse(A) @ b, 0)],
            equal(
                inverse(A + b @ c.T),
                inverse(A) - (1 / (1 + c.T @ inverse(A) @ b)) * (inverse(A) @ c @ b.T @ inverse(A)),
            ),
        ),
        {"n": 2},
    ),
    "ridge_with_gram_on_the_wrong_side": (
        lambda: equal(inverse(A @ A.T + lam * I) @ A, A @ inverse(A @ A.T + lam * I)),
        {"n": 2},
    ),
    "ridge_with_a_missing_transpose": (
        lambda: equal(inverse(A @ A.T + lam * I) @ A.T, A.T @ inverse(A.T @ A + lam * I)),
        {"n": 2},
    ),
    "push_through_without_swapping": (
        lambda: implies(regular(I + A @ B), equal(inverse(I + A @ B) @ A, A @ inverse(I + A @ B))),
        {"n": 2},
    ),
    "complement_of_push_through_with_the_wrong_sign": (
        lambda: implies(regular(I + A @ B, I + B @ A), equal(inverse(I + A @ B), I + A @ inverse(I + B @ A) @ B)),
        {"n": 1},
    ),
    "reverse_order_law_with_one_rank": (
        lambda: implies([equal(rank(P), size("n"))], equal(pinv(P @ Q), pinv(Q) @ pinv(P))),
        {"m": 2, "n": 2},
    ),
    "idempotent_is_its_pseudoinverse": (lambda: implies([equal(A @ A, A)], equal(pinv(A), A)), {"n": 2}),
    "range_projectors_agree": (lambda: equal(A @ pinv(A), pinv(A) @ A), {"n": 2}),
    "pseudoinverse_of_a_square": (lambda: equal(pinv(A @ A), pinv(A) @ pinv(A)), {"n": 2}),
    "pseudoinverse_is_additive": (lambda: equal(pinv(R + S), pinv(R) + pinv(S)), {"m": 1, "n": 1}),
    "left_inverse_of_full_row_rank": (
        lambda: implies([equal(rank(P), size("m"))], equal(pinv(P) @ P, I)),
        {"m": 1, "n": 2},
    ),
    "cancellation_without_the_gram": (lambda: implies([equal(A @ B, A @ C)], equal(B, C)), {"n": 1}),
    "trace_of_a_non_cyclic_permutation": (lambda: equal(trace(A @ B @ C), trace(A @ C @ B)), {"n": 2}),
    "determinant_of_a_sum": (lambda: equal(det(A + B), det(A) + det(B)), {"n": 2}),
    "sylvester_without_the_identity": (lambda: equal(det(P @ Q), det(Q @ P)), {"m": 1, "n": 2}),
    "vec_with_the_kronecker_factors_swapped": (
        lambda: equal(vec(A2 @ X2 @ B2), kron(A2, B2.T) @ vec(X2)),
        {},
    ),
    "kronecker_transpose_reversed": (lambda: equal(kron(A2, B2).T, kron(B2.T, A2.T)), {}),
    "quadratic_form_with_the_wrong_transpose": (
        lambda: equal(a2.T @ X2 @ B2 @ X2.T @ c2, vec(X2).T @ kron(B2, c2 @ a2.T) @ vec(X2)),
        {},
    ),
    "product_of_symmetric_matrices": (
        lambda: implies([equal(A, A.T), equal(B, B.T)], equal(A @ B, (A @ B).T)),
        {"n": 2},
    ),
    "frobenius_below_trace": (lambda: implies([psd(A)], at_most(trace(A), norm(A))), {"n": 2}),
    "rate_with_the_wrong_power": (
        lambda: implies([less_than(mu * rate, 1)], at_most((1 - mu * rate) ** 2, (1 - mu * rate) ** 4)),
        {},
    ),
    "cauchy_schwarz_without_squares": (lambda: at_most(inner(a, b), inner(a, a) * inner(b, b)), {"n": 1}),
}


@pytest.mark.parametrize("name", TWINS)
def test_a_false_twin_is_broken_by_exact_numbers(name: str) -> None:
    build, sizes = TWINS[name]
    claim = as_claim(build())
    found = counterexample(claim, seed=0, budget=Budget(3_000_000, 60.0))
    assert found is not None
    assert dict(found.sizes) == sizes
    assert all(holds_exactly(h, found) is True for h in claim.hypotheses)
    assert holds_exactly(claim.goal, found) is False
