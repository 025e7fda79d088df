"""Claims about vectors and matrices, most of them at all sizes."""

from symdl import (
    absolute,
    both,
    det,
    equal,
    exists,
    gradient,
    hadamard,
    hessian,
    identity,
    implies,
    inner,
    inverse,
    kron,
    matrix,
    minimises,
    norm,
    pd,
    pinv,
    psd,
    rank,
    scalar,
    size,
    trace,
    unequal,
    vec,
    vector,
)

from .pairs import Pair

X, Y, W, V = matrix("X", "d", "n"), matrix("Y", "k", "n"), matrix("W", "k", "d"), matrix("V", "k", "d")
A, B, C, P = (matrix(name, "d", "d") for name in "ABCP")
U, S, R = matrix("U", "d", "q"), matrix("S", "q", "q"), matrix("R", "q", "d")
F, G, H = (matrix(name, 2, 2) for name in "FGH")
w, v, u = (vector(name, "d") for name in "wvu")
lam, mu = scalar("lambda", positive=True), scalar("mu")
I, J = identity("d"), identity("n")  # noqa: E741


def regular(*squares):
    """The determinants are not zero."""
    return [unequal(det(square), 0) for square in squares]


GRADIENTS = {
    "ridge_gradient": Pair(
        equal(gradient(norm(Y - W @ X) ** 2 + lam * norm(W) ** 2, W), -2 * (Y - W @ X) @ X.T + 2 * lam * W),
        equal(gradient(norm(Y - W @ X) ** 2 + lam * norm(W) ** 2, W), 2 * (Y - W @ X) @ X.T + 2 * lam * W),
        "a sign",
    ),
    "least_squares_gradient": Pair(
        equal(gradient(norm(Y - W @ X) ** 2, W), -2 * (Y - W @ X) @ X.T),
        equal(gradient(norm(Y - W @ X) ** 2, W), -(Y - W @ X) @ X.T),
        "a factor",
    ),
    "gradient_of_a_quadratic_form": Pair(
        equal(gradient(w.T @ A @ w, w), (A + A.T) @ w), equal(gradient(w.T @ A @ w, w), 2 * A @ w), "a transpose"
    ),
    "hessian_of_a_quadratic_form": Pair(
        equal(hessian(w.T @ A @ w, w), A + A.T), equal(hessian(w.T @ A @ w, w), 2 * A), "a transpose"
    ),
    "gradient_of_the_trace_of_a_square": Pair(
        equal(gradient(trace(A @ A), A), 2 * A.T), equal(gradient(trace(A @ A), A), 2 * A), "a transpose"
    ),
    "gradient_of_a_trace": Pair(
        equal(gradient(trace(A @ B @ C), B), A.T @ C.T), equal(gradient(trace(A @ B @ C), B), C.T @ A.T), "order"
    ),
    "gradient_of_a_linear_form": Pair(
        equal(gradient(inner(v, A @ w), w), A.T @ v), equal(gradient(inner(v, A @ w), w), A @ v), "a transpose"
    ),
    "gradient_of_low_rank_adaptation": Pair(
        equal(gradient(norm(C - (P + B @ A)) ** 2, B), -2 * (C - (P + B @ A)) @ A.T),
        equal(gradient(norm(C - (P + B @ A)) ** 2, B), -2 * (C - (P + B @ A)) @ A),
        "a transpose",
    ),
}

INVERSES = {
    "push_through": Pair(
        equal(inverse(X @ X.T + lam * I) @ X, X @ inverse(X.T @ X + lam * J)),
        equal(inverse(A @ A.T + lam * I) @ A, A @ inverse(A @ A.T + lam * I)),
        "order",
    ),
    "push_through_without_ridge": Pair(
        implies(regular(I + A @ B, I + B @ A), equal(inverse(I + A @ B) @ A, A @ inverse(I + B @ A))),
        implies(regular(I + A @ B), equal(inverse(I + A @ B) @ A, A @ inverse(I + A @ B))),
        "order",
        is_slow=True,
    ),
    "complement_of_push_through": Pair(
        implies(regular(I + A @ B, I + B @ A), equal(inverse(I + A @ B), I - A @ inverse(I + B @ A) @ B)),
        implies(regular(I + A @ B, I + B @ A), equal(inverse(I + A @ B), I + A @ inverse(I + B @ A) @ B)),
        "a sign",
        is_slow=True,
    ),
    "rank_one_update_of_the_identity": Pair(
        equal(inverse(I + lam * w @ w.T), I - lam / (1 + lam * norm(w) ** 2) * w @ w.T),
        equal(inverse(I + lam * w @ w.T), I - lam / (1 - lam * norm(w) ** 2) * w @ w.T),
        "a sign",
        is_slow=True,
    ),
    "sherman_morrison": Pair(
        implies(
            [*regular(A, A + w @ v.T), unequal(1 + v.T @ inverse(A) @ w, 0)],
            equal(
                inverse(A + w @ v.T), inverse(A) - 1 / (1 + v.T @ inverse(A) @ w) * inverse(A) @ w @ v.T @ inverse(A)
            ),
        ),
        implies(
            [*regular(A, A + w @ v.T), unequal(1 + v.T @ inverse(A) @ w, 0)],
            equal(
                inverse(A + w @ v.T), inverse(A) - 1 / (1 + v.T @ inverse(A) @ w) * inverse(A) @ v @ w.T @ inverse(A)
            ),
        ),
        "order",
        is_slow=True,
    ),
    "woodbury": Pair(
        implies(
            regular(A, S, A + U @ S @ R, inverse(S) + R @ inverse(A) @ U),
            equal(
                inverse(A + U @ S @ R),
                inverse(A) - inverse(A) @ U @ inverse(inverse(S) + R @ inverse(A) @ U) @ R @ inverse(A),
            ),
        ),
        implies(
            regular(A, S, A + U @ S @ R, inverse(S) + R @ inverse(A) @ U),
            equal(
                inverse(A + U @ S @ R),
                inverse(A) + inverse(A) @ U @ inverse(inverse(S) + R @ inverse(A) @ U) @ R @ inverse(A),
            ),
        ),
        "a sign",
        is_slow=True,
    ),
    "inverse_of_a_product": Pair(
        implies(regular(A, B), equal(inverse(A @ B), inverse(B) @ inverse(A))),
        implies(regular(A, B), equal(inverse(A @ B), inverse(A) @ inverse(B))),
        "order",
        is_slow=True,
    ),
    "inverse_of_a_transpose": Pair(
        implies(regular(A), equal(inverse(A.T), inverse(A).T)),
        implies(regular(A), equal(inverse(A.T), inverse(A))),
        "a transpose",
        is_slow=True,
    ),
    "commuting_inverse": Pair(
        implies([*regular(A), equal(A @ B, B @ A)], equal(inverse(A) @ B, B @ inverse(A))),
        implies(regular(A), equal(inverse(A) @ B, B @ inverse(A))),
        "hypothesis dropped",
        is_slow=True,
    ),
    "difference_of_inverses": Pair(
        implies(regular(A, B), equal(inverse(A) - inverse(B), inverse(A) @ (B - A) @ inverse(B))),
        implies(regular(A, B), equal(inverse(A) - inverse(B), inverse(A) @ (A - B) @ inverse(B))),
        "a sign",
        is_slow=True,
    ),
    "ridge_solution_needs_positive_lambda": Pair(
        equal(inverse(X @ X.T + lam * I) @ (X @ X.T + lam * I), I),
        implies([0 <= mu], equal(inverse(X @ X.T + mu * I) @ (X @ X.T + mu * I), I)),
        "strictness",
    ),
    "left_inverse_is_an_inverse": Pair(
        implies(regular(A), equal(A @ inverse(A), I)), equal(A @ inverse(A), I), "hypothesis dropped"
    ),
}

PSEUDOINVERSES = {
    "first_penrose_equation": Pair(equal(X @ pinv(X) @ X, X), equal(A @ A @ pinv(A), A), "order"),
    "second_penrose_equation": Pair(equal(pinv(X) @ X @ pinv(X), pinv(X)), equal(pinv(X) @ X, J), "a factor dropped"),
    "projection_on_the_range_is_symmetric": Pair(
        equal((X @ pinv(X)).T, X @ pinv(X)), equal((A @ pinv(A)).T, pinv(A) @ A), "order"
    ),
    "projection_on_the_range_is_idempotent": Pair(
        equal(X @ pinv(X) @ X @ pinv(X), X @ pinv(X)), equal(X @ pinv(X), identity("d")), "a factor dropped"
    ),
    "normal_equations_of_the_pseudoinverse": Pair(
        equal(X.T @ X @ pinv(X), X.T), equal(X.T @ X @ pinv(X), pinv(X)), "pseudoinverse for transpose"
    ),
}

NORMS = {
    "parallelogram": Pair(
        equal(norm(w + v) ** 2 + norm(w - v) ** 2, 2 * norm(w) ** 2 + 2 * norm(v) ** 2),
        equal(norm(w + v) ** 2 + norm(w - v) ** 2, norm(w) ** 2 + norm(v) ** 2),
        "a factor",
    ),
    "polarisation": Pair(
        equal(norm(w + v) ** 2 - norm(w - v) ** 2, 4 * inner(w, v)),
        equal(norm(w + v) ** 2 - norm(w - v) ** 2, 2 * inner(w, v)),
        "a factor",
    ),
    "young": Pair(
        inner(w, v) <= norm(w) ** 2 / 2 + norm(v) ** 2 / 2,
        inner(w, v) <= norm(w) ** 2 / 4 + norm(v) ** 2 / 4,
        "a factor",
    ),
    "pythagoras": Pair(
        implies([equal(inner(w, v), 0)], equal(norm(w + v) ** 2, norm(w) ** 2 + norm(v) ** 2)),
        equal(norm(w + v) ** 2, norm(w) ** 2 + norm(v) ** 2),
        "hypothesis dropped",
    ),
    "cauchy_schwarz_at_every_size": Pair(
        inner(w, v) ** 2 <= norm(w) ** 2 * norm(v) ** 2, inner(w, v) ** 2 <= norm(w) ** 2 * norm(v), "a power"
    ),
    "cauchy_schwarz_with_norms": Pair(
        absolute(inner(W, V)) <= norm(W) * norm(V), norm(W) * norm(V) <= absolute(inner(W, V)), "a direction"
    ),
    "triangle_inequality_of_norms": Pair(
        norm(w + v) <= norm(w) + norm(v), norm(w) + norm(v) <= norm(w + v), "a direction"
    ),
    "reverse_triangle_inequality": Pair(
        norm(w) - norm(v) <= norm(w - v), norm(w) + norm(v) <= norm(w - v), "a sign", is_slow=True
    ),
    "determinant_of_an_inverse": Pair(
        implies(regular(A), equal(det(inverse(A)), 1 / det(A))),
        implies(regular(A), equal(det(inverse(A)), det(A))),
        "a reciprocal",
    ),
    "determinant_of_an_orthogonal_matrix": Pair(
        implies([equal(A.T @ A, I)], equal(det(A) ** 2, 1)), implies([equal(A.T @ A, I)], equal(det(A), 1)), "a square"
    ),
    "determinants_of_equal_products": Pair(
        implies([equal(A @ B, C)], equal(det(A) * det(B), det(C))),
        implies([equal(A @ B, C)], equal(det(A) * det(C), det(B))),
        "an order",
    ),
    "determinant_of_a_rank_one_update": Pair(
        equal(det(I + w @ v.T), 1 + inner(w, v)), equal(det(I + w @ v.T), 1 - inner(w, v)), "a sign"
    ),
    "exchanged_factors_of_a_determinant": Pair(
        equal(det(J + X.T @ V.T @ W @ X), det(identity("k") + W @ X @ X.T @ V.T)),
        equal(det(J + X.T @ X), det(J - X.T @ X)),
        "a sign",
    ),
    "norm_of_a_number": Pair(equal(norm(lam - mu), absolute(lam - mu)), equal(norm(lam - mu), lam - mu), "a sign"),
    "norm_zero": Pair(
        implies([equal(norm(w) ** 2, 0)], equal(w, 0)), implies([equal(inner(w, v), 0)], equal(w, 0)), "another vector"
    ),
    "inner_product_of_matrices": Pair(
        equal(inner(W, V), trace(W.T @ V)), equal(inner(A, B), trace(A @ B)), "a transpose"
    ),
    "isometry": Pair(
        implies([equal(A.T @ A, I)], equal(norm(A @ w) ** 2, norm(w) ** 2)),
        implies([equal(A.T, A)], equal(norm(A @ w) ** 2, norm(w) ** 2)),
        "another hypothesis",
        is_slow=True,
    ),
    "projection_shortens": Pair(
        implies([equal(P @ P, P), equal(P.T, P)], norm(P @ w) ** 2 <= norm(w) ** 2),
        implies([equal(P @ P, P)], norm(P @ w) ** 2 <= norm(w) ** 2),
        "hypothesis dropped",
        is_slow=True,
    ),
    "three_point_identity": Pair(
        equal(2 * inner(u - v, u - w), norm(u - v) ** 2 + norm(u - w) ** 2 - norm(v - w) ** 2),
        equal(2 * inner(u - v, u - w), norm(u - v) ** 2 + norm(u - w) ** 2 + norm(v - w) ** 2),
        "a sign",
    ),
}

DEFINITE = {
    "cauchy_schwarz_for_a_form": Pair(
        implies([psd(A)], (w.T @ A @ v) ** 2 <= (w.T @ A @ w) * (v.T @ A @ v)),
        (w.T @ A @ v) ** 2 <= (w.T @ A @ w) * (v.T @ A @ v),
        "no definite form",
    ),
    "cauchy_schwarz_with_an_inverse": Pair(
        implies([pd(A)], (w.T @ v) ** 2 <= (w.T @ A @ w) * (v.T @ inverse(A) @ v)),
        implies([pd(A)], (w.T @ v) ** 2 <= (w.T @ A @ w) * (v.T @ A @ v)),
        "an inverse forgotten",
    ),
    "form_that_vanishes": Pair(
        implies([pd(A), equal(w.T @ A @ w, 0)], equal(w, 0)),
        implies([psd(A), equal(w.T @ A @ w, 0)], equal(w, 0)),
        "a singular form",
    ),
    "entrywise_product_of_forms": Pair(
        implies([psd(A), psd(B)], psd(hadamard(A, B))), implies([psd(A)], psd(hadamard(A, B))), "one form only"
    ),
    "gram_matrix_is_psd": Pair(psd(X @ X.T), psd(X @ X.T - I), "a term added"),
    "ridge_matrix_is_pd": Pair(pd(X @ X.T + lam * I), pd(X @ X.T), "a term dropped"),
    "quadratic_form_of_psd": Pair(
        implies([psd(A)], 0 <= w.T @ A @ w), implies([psd(A)], 0 < w.T @ A @ w), "strictness", is_slow=True
    ),
    "sum_of_psd": Pair(
        implies([psd(A), psd(B)], psd(A + B)), implies([psd(A), psd(B)], psd(A - B)), "a sign", is_slow=True
    ),
    "congruence_keeps_psd": Pair(
        implies([psd(A)], psd(B @ A @ B.T)),
        implies([psd(A)], psd(B @ A @ B)),
        "a transpose",
        is_proved=False,
        is_slow=True,
    ),
    "scaled_psd": Pair(implies([psd(A)], psd(lam * A)), implies([psd(A)], psd(mu * A)), "a domain"),
}

WORDS = {
    "normal_equations_are_critical": Pair(
        implies([equal(W @ X @ X.T, Y @ X.T)], equal(gradient(norm(Y - W @ X) ** 2, W), 0)),
        implies([equal(W @ X @ X.T, -Y @ X.T)], equal(gradient(norm(Y - W @ X) ** 2, W), 0)),
        "a sign",
    ),
    "normal_equations_are_minimal": Pair(
        implies([equal(W @ X @ X.T, Y @ X.T)], norm(Y - W @ X) ** 2 <= norm(Y - V @ X) ** 2),
        implies([equal(W @ X @ X.T, Y @ X.T)], norm(Y - W @ X) ** 2 < norm(Y - V @ X) ** 2),
        "strictness",
        is_slow=True,
    ),
    "ridge_solution_is_critical": Pair(
        implies(
            [equal(W @ (X @ X.T + lam * I), Y @ X.T)], equal(gradient(norm(Y - W @ X) ** 2 + lam * norm(W) ** 2, W), 0)
        ),
        implies(
            [equal(W @ (X @ X.T - lam * I), Y @ X.T)], equal(gradient(norm(Y - W @ X) ** 2 + lam * norm(W) ** 2, W), 0)
        ),
        "a sign",
        is_slow=True,
    ),
    "complementary_projection": Pair(
        implies([equal(P @ P, P)], equal((I - P) @ (I - P), I - P)),
        implies([equal(P @ P, P)], equal((I + P) @ (I + P), I + P)),
        "a sign",
        is_slow=True,
    ),
    "projections_are_orthogonal": Pair(
        implies([equal(P @ P, P), equal(P.T, P)], equal(inner(P @ w, w - P @ w), 0)),
        implies([equal(P @ P, P)], equal(inner(P @ w, w - P @ w), 0)),
        "hypothesis dropped",
    ),
    "transposed_hypothesis": Pair(
        implies([equal(A @ B, C)], equal(B.T @ A.T, C.T)), implies([equal(A @ B, C)], equal(A.T @ B.T, C.T)), "order"
    ),
    "commuting_with_a_transpose": Pair(
        implies([equal(A @ B, B @ A), equal(A.T, A)], equal(A @ B.T, B.T @ A)),
        implies([equal(A @ B, B @ A)], equal(A @ B.T, B.T @ A)),
        "hypothesis dropped",
        is_slow=True,
    ),
    "symmetric_sandwich": Pair(
        implies([equal(A.T, A)], equal((B @ A @ B.T).T, B @ A @ B.T)),
        implies([equal(A.T, A), equal(B.T, B)], equal((A @ B).T, A @ B)),
        "a factor dropped",
    ),
    "cancelled_gram_matrix": Pair(
        implies([equal(A.T @ A @ B, A.T @ A @ C)], equal(A @ B, A @ C)),
        implies([equal(A @ B, A @ C)], equal(B, C)),
        "a factor",
        is_proved=False,
        is_slow=True,
    ),
    "kernel_of_the_gram_matrix": Pair(
        implies([equal(A.T @ A @ w, 0)], equal(A @ w, 0)),
        implies([equal(A @ A @ w, 0)], equal(A @ w, 0)),
        "a transpose",
        is_slow=True,
    ),
    "square_of_a_sum_of_commuting_matrices": Pair(
        implies([equal(A @ B, B @ A)], equal((A + B) @ (A + B), A @ A + 2 * A @ B + B @ B)),
        equal((A + B) @ (A + B), A @ A + 2 * A @ B + B @ B),
        "hypothesis dropped",
        is_slow=True,
    ),
    "nilpotent_geometric_series": Pair(
        implies([equal(A @ A, 0)], both(equal((I - A) @ (I + A), I), equal((I + A) @ (I - A), I))),
        implies([equal(A @ A, A)], both(equal((I - A) @ (I + A), I), equal((I + A) @ (I - A), I))),
        "another hypothesis",
        is_slow=True,
    ),
    "cyclic_trace": Pair(equal(trace(A @ B @ C), trace(C @ A @ B)), equal(trace(A @ B @ C), trace(A @ C @ B)), "order"),
    "trace_of_the_identity": Pair(equal(trace(I), size("d")), equal(trace(I), size("d") + 1), "a number"),
    "determinant_of_a_product": Pair(
        equal(det(F @ G), det(F) * det(G)), equal(det(F + G), det(F) + det(G)), "sum for product"
    ),
    "vectorised_product": Pair(
        equal(vec(F @ G @ H), kron(H.T, F) @ vec(G)), equal(vec(F @ G @ H), kron(F, H.T) @ vec(G)), "order"
    ),
    "cayley_hamilton_in_the_plane": Pair(
        equal(F @ F - trace(F) * F + det(F) * identity(2), 0),
        equal(F @ F + trace(F) * F + det(F) * identity(2), 0),
        "a sign",
    ),
}

Z = matrix("Z", "n", "d")
left = inverse(X @ X.T + lam * I)
STAR = {
    "star_cancellation": Pair(
        implies([equal(X.T @ X @ Z, 0)], equal(X @ Z, 0)), implies([equal(X.T @ X @ Z, 0)], equal(Z, 0)), "a factor"
    ),
    "ridge_is_the_minimiser": Pair(
        minimises(Y @ X.T @ left, norm(Y - W @ X) ** 2 + lam * norm(W) ** 2, over=W),
        minimises(Y @ X.T @ left, norm(Y - W @ X) ** 2, over=W),
        "a term dropped",
    ),
    "pseudoinverse_is_a_minimiser": Pair(
        minimises(Y @ pinv(X), norm(Y - W @ X) ** 2, over=W),
        minimises(Y @ X.T, norm(Y - W @ X) ** 2, over=W),
        "transpose for pseudoinverse",
    ),
    "gram_matrix_of_full_row_rank": Pair(
        implies([equal(rank(X), size("d"))], pd(X @ X.T)), implies([equal(rank(X), size("n"))], pd(X @ X.T)), "the side"
    ),
    "range_of_a_gram_matrix": Pair(
        exists(matrix("K", "d", "n"), equal(X, X @ X.T @ matrix("K", "d", "n"))),
        exists(C, equal(A, A.T @ A @ C)),
        "the side",
    ),
    "range_inclusion_by_order": Pair(
        implies([psd(B @ B.T - A @ A.T)], exists(C, equal(A, B @ C))),
        implies([psd(A @ A.T - B @ B.T)], exists(C, equal(A, B @ C))),
        "the order",
        is_slow=True,
    ),
    "kernel_of_a_definite_sum": Pair(
        implies([psd(A), psd(B), equal((A + B) @ X, 0)], equal(A @ X, 0)),
        implies([psd(A), equal((A + B) @ X, 0)], equal(A @ X, 0)),
        "hypothesis dropped",
    ),
    "group_inverse_exists": Pair(
        implies(
            [equal(A @ B @ A, A), equal(A @ B, B @ A)],
            exists(C, both(equal(A @ C @ A, A), equal(A @ C, C @ A), equal(C @ A @ C, C))),
        ),
        implies([equal(A @ B @ A, A)], exists(C, both(equal(A @ C @ A, A), equal(A @ C, C @ A)))),
        "hypothesis dropped",
        is_slow=True,
    ),
    "root_of_a_unipotent": Pair(
        implies([equal(A @ A, 0)], exists(C, equal(C @ C, I + A))),
        exists(C, equal(C @ C, I + A)),
        "hypothesis dropped",
        is_slow=True,
    ),
    "ridge_has_a_minimiser": Pair(
        exists(V, minimises(V, norm(Y - W @ X) ** 2 + lam * norm(W) ** 2, over=W)),
        exists(V, equal(V @ X, Y)),
        "interpolation instead",
        is_slow=True,
    ),
    "a_solution_under_the_bound_name": Pair(
        implies([exists(C, equal(A @ C, B))], exists(C, equal(A @ C, 2 * B))),
        implies([exists(C, equal(A @ C, B))], exists(C, equal(B @ C, 2 * A))),
        "the side",
        is_slow=True,
    ),
    "trace_modulo_an_idempotent": Pair(
        implies([equal(P @ P, P)], equal(trace(P @ A @ P), trace(A @ P))),
        implies([equal(P @ P, P)], equal(trace(P @ A @ P), trace(A))),
        "a factor dropped",
    ),
    "definite_sum": Pair(implies([pd(A), psd(B)], pd(A + B)), implies([psd(A), psd(B)], pd(A + B)), "strictness"),
    "injective_by_push_through": Pair(
        implies(regular(I + U @ R), equal(inverse(I + U @ R) @ U, U @ inverse(identity("q") + R @ U))),
        implies(regular(I + U @ R), equal(inverse(I - U @ R) @ U, U @ inverse(identity("q") - R @ U))),
        "a sign",
    ),
}
