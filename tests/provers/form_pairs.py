"""What definite matrices say of others: the order of inverses, forms that vanish, weights of squares."""

from symdl import (
    at_most,
    both,
    det,
    equal,
    identity,
    implies,
    inverse,
    matrix,
    minimises,
    norm,
    pd,
    psd,
    rank,
    scalar,
    size,
    trace,
    unequal,
    vector,
)

from .pairs import Pair

A, B, C, L = (matrix(name, "n", "n") for name in "ABCL")
X, Y, W, V = matrix("X", "n", "d"), matrix("Y", "n", "k"), matrix("W", "d", "k"), matrix("V", "n", "k")
x, y = vector("x", "n"), vector("y", "n")
lam, mu = scalar("lambda", positive=True), scalar("mu", positive=True)
eta = scalar("eta", positive=True)
I, E = identity("n"), identity("d")  # noqa: E741
first, second = inverse(A + lam * I), inverse(A + mu * I)
weighted = inverse(X.T @ L @ X) @ X.T @ L @ Y
ridge, stronger = inverse(X.T @ X + lam * E) @ X.T @ y, inverse(X.T @ X + mu * E) @ X.T @ y


def loss(weights):
    """Σ of the weighted squares of the residuals."""
    return trace((Y - X @ weights).T @ L @ (Y - X @ weights))


ORDERS = {
    "inverses_reverse_the_order": Pair(
        implies([pd(B), psd(A - B)], psd(inverse(B) - inverse(A))),
        implies([pd(B), psd(A - B)], psd(inverse(A) - inverse(B))),
        "the order",
        is_slow=True,
        is_rare=True,
    ),
    "resolvents_in_order": Pair(
        implies([psd(A), psd(B - A)], psd(first - inverse(B + lam * I))),
        implies([psd(B - A)], psd(first - inverse(B + lam * I))),
        "A ⪰ 0",
        is_slow=True,
        is_rare=True,
    ),
    "resolvents_in_lambda": Pair(
        implies([psd(A), lam < mu], psd(first - second)),
        implies([psd(A)], psd(first - second)),
        "λ < μ",
        is_slow=True,
        is_rare=True,
    ),
    "more_ridge_is_a_shorter_solution": Pair(
        implies([lam < mu], at_most(norm(stronger) ** 2, norm(ridge) ** 2)),
        implies([mu < lam], at_most(norm(stronger) ** 2, norm(ridge) ** 2)),
        "the order of λ and μ",
        is_slow=True,
        is_rare=True,
    ),
    "a_step_contracts": Pair(
        implies([psd(A), psd(I - eta * A)], at_most(norm((I - eta * A) @ x), norm(x))),
        implies([psd(A), psd(I - eta * A)], at_most(norm(x), norm((I - eta * A) @ x))),
        "the order",
    ),
    "trace_of_a_resolvent": Pair(
        at_most(trace(X @ inverse(X.T @ X + lam * E) @ X.T), size("d")),
        at_most(size("d"), trace(X @ inverse(X.T @ X + lam * E) @ X.T)),
        "the order",
        is_slow=True,
        is_rare=True,
    ),
    "weighted_least_squares": Pair(
        implies([pd(L), equal(rank(X), size("d"))], minimises(weighted, loss(W), over=W)),
        implies([pd(L), equal(rank(X), size("d"))], minimises(2 * weighted, loss(W), over=W)),
        "a factor",
    ),
}

F, G, H = matrix("F", "n", "d"), matrix("G", "d", "n"), matrix("H", "m", "n")
skew = equal(A.T, -A)
cayley = inverse(I + A) @ (I - A)
factor = 1 + y.T @ inverse(A) @ x
updated = A + x @ y.T
UPDATES = {
    "determinant_of_an_update": Pair(
        implies([unequal(det(A), 0)], equal(det(updated), factor * det(A))),
        implies([unequal(det(A), 0)], equal(det(updated), (factor - 1) * det(A))),
        "the 1",
        is_slow=True,
        is_rare=True,
    ),
    "determinant_of_a_downdate": Pair(
        implies([pd(A)], equal(det(A - x @ x.T), (1 - x.T @ inverse(A) @ x) * det(A))),
        implies([pd(A)], equal(det(A - x @ x.T), (1 + x.T @ inverse(A) @ x) * det(A))),
        "a sign",
    ),
    "an_update_is_invertible": Pair(
        implies([unequal(det(A), 0), unequal(factor, 0)], unequal(det(updated), 0)),
        implies([unequal(det(A), 0)], unequal(det(updated), 0)),
        "the factor ≠ 0",
        is_slow=True,
        is_rare=True,
    ),
    "an_update_of_rank_q_is_invertible": Pair(
        implies([unequal(det(A), 0), unequal(det(E + G @ inverse(A) @ F), 0)], unequal(det(A + F @ G), 0)),
        implies([unequal(det(A), 0), unequal(det(E + G @ F), 0)], unequal(det(A + F @ G), 0)),
        "A⁻¹",
        is_slow=True,
        is_rare=True,
    ),
    "inverse_of_an_update": Pair(
        implies(
            [unequal(det(A), 0), unequal(factor, 0)],
            equal(inverse(updated), inverse(A) - 1 / factor * inverse(A) @ x @ y.T @ inverse(A)),
        ),
        implies(
            [unequal(det(A), 0), unequal(factor, 0)],
            equal(inverse(updated), inverse(A) - 1 / factor * inverse(A) @ y @ x.T @ inverse(A)),
        ),
        "x and y exchanged",
        is_slow=True,
        is_rare=True,
    ),
    "an_update_applied": Pair(
        implies([unequal(det(A), 0), unequal(factor, 0)], equal(inverse(updated) @ x, 1 / factor * inverse(A) @ x)),
        implies([unequal(det(A), 0), unequal(factor, 0)], equal(inverse(updated) @ y, 1 / factor * inverse(A) @ y)),
        "y for x",
    ),
}

SQUARES = {
    "a_right_inverse_is_a_left_one": Pair(
        implies([equal(A @ B, I)], equal(B @ A, I)),
        implies([equal(F @ G, I)], equal(G @ F, E)),
        "square becomes wide",
        is_slow=True,
        is_rare=True,
    ),
    "a_right_inverse_of_a_product": Pair(
        implies([equal(A @ B @ C, I)], equal(C @ A @ B, I)),
        implies([equal(A @ B @ C, I)], equal(B @ A @ C, I)),
        "the order",
        is_slow=True,
        is_rare=True,
    ),
    "orthogonal_rows": Pair(
        implies([equal(A.T @ A, I)], equal(A @ A.T, I)),
        implies([equal(F.T @ F, E)], equal(F @ F.T, I)),
        "square becomes tall",
        is_slow=True,
        is_rare=True,
    ),
    "rank_under_a_rotation": Pair(
        implies([equal(A.T @ A, I)], equal(rank(H @ A), rank(H))),
        implies([equal(F.T @ F, E)], equal(rank(H @ F), rank(H))),
        "square becomes tall",
    ),
    "whitening_with_any_root": Pair(
        implies([pd(A), equal(B @ A @ B.T, I)], equal(B.T @ B, inverse(A))),
        implies([pd(A), equal(B @ A @ B.T, I)], equal(B @ B.T, inverse(A))),
        "the order",
        is_slow=True,
        is_rare=True,
    ),
    "identity_plus_skew_is_invertible": Pair(
        implies([skew], unequal(det(I + A), 0)),
        implies([equal(A.T, A)], unequal(det(I + A), 0)),
        "skew becomes symmetric",
        is_slow=True,
        is_rare=True,
    ),
    "a_skew_matrix_has_no_real_eigenvector": Pair(
        implies([skew, equal(A @ x + x, 0)], equal(x, 0)),
        implies([skew, equal(A @ x, 0)], equal(x, 0)),
        "a term dropped",
        is_slow=True,
        is_rare=True,
    ),
    "cayley_is_orthogonal": Pair(
        implies([skew], equal(cayley.T @ cayley, I)),
        implies([equal(A.T, A), unequal(det(I + A), 0)], equal(cayley.T @ cayley, I)),
        "skew becomes symmetric",
    ),
}

FORMS = {
    "a_form_vanishes_at_a_vector": Pair(
        implies([psd(A), equal(x.T @ A @ x, 0)], equal(A @ x, 0)),
        implies([equal(A.T, A), equal(x.T @ A @ x, 0)], equal(A @ x, 0)),
        "semidefinite becomes symmetric",
    ),
    "a_form_vanishes_at_a_matrix": Pair(
        implies([psd(A), equal(trace(V.T @ A @ V), 0)], equal(A @ V, 0)),
        implies([psd(A), equal(trace(V.T @ A @ V), 0)], equal(V, 0)),
        "the conclusion",
        is_slow=True,
        is_rare=True,
    ),
    "a_definite_form_vanishes": Pair(
        implies([pd(L), equal(X.T @ L @ X @ W, 0)], equal(X @ W, 0)),
        implies([psd(L), equal(X.T @ L @ X @ W, 0)], equal(X @ W, 0)),
        "definite becomes semidefinite",
        is_slow=True,
        is_rare=True,
    ),
    "a_trace_vanishes": Pair(
        implies([psd(A), equal(trace(A), 0)], equal(A, 0)),
        implies([equal(A.T, A), equal(trace(A), 0)], equal(A, 0)),
        "semidefinite becomes symmetric",
        is_slow=True,
        is_rare=True,
    ),
    "a_sum_vanishes": Pair(
        implies([psd(A), psd(B), equal(A + B, 0)], equal(A, 0)),
        implies([psd(A), psd(B), equal(A - B, 0)], equal(A, 0)),
        "a sign",
    ),
    "a_sum_vanishes_at_a_vector": Pair(
        implies([psd(A), psd(B), equal((A + B) @ x, 0)], both(equal(A @ x, 0), equal(B @ x, 0))),
        implies([psd(A), equal((A + B) @ x, 0)], equal(A @ x, 0)),
        "B ⪰ 0",
        is_slow=True,
        is_rare=True,
    ),
    "a_trace_of_two_vanishes": Pair(
        implies([psd(A), psd(B), equal(trace(A @ B), 0)], equal(A @ B, 0)),
        implies([psd(A), equal(trace(A @ B), 0)], equal(A @ B, 0)),
        "B ⪰ 0",
        is_slow=True,
        is_rare=True,
    ),
    "a_skew_form": Pair(
        implies([equal(A.T, -A)], equal(x.T @ A @ x, 0)), implies([equal(A.T, -A)], equal(x.T @ A @ y, 0)), "y for x"
    ),
    "a_trace_with_a_skew_matrix": Pair(
        implies([equal(A.T, -A), equal(B.T, B)], equal(trace(A @ B @ B), 0)),
        implies([equal(A.T, -A), equal(B.T, B), equal(C.T, C)], equal(trace(A @ B @ C), 0)),
        "C for B",
        is_slow=True,
        is_rare=True,
    ),
    "a_symmetric_matrix_between": Pair(
        implies([equal(A.T, A)], equal(trace(A @ V @ W.T @ X.T), trace(A @ X @ W @ V.T))),
        equal(trace(A @ V @ W.T @ X.T), trace(A @ X @ W @ V.T)),
        "the hypothesis",
        is_slow=True,
        is_rare=True,
    ),
    "equal_up_to_a_definite_form": Pair(
        implies([pd(A), equal(B @ A @ B.T, 0), unequal(x, 0)], equal(B @ x, 0)),
        implies([psd(A), equal(B @ A @ B.T, 0), unequal(x, 0)], equal(B @ x, 0)),
        "definite becomes semidefinite",
        is_slow=True,
        is_rare=True,
    ),
}
