"""Claims about square roots and exponentials of matrices, and about the flows they solve."""

from symdl import (
    derivative,
    det,
    equal,
    exp,
    expm,
    identity,
    implies,
    inverse,
    matrix,
    norm,
    pd,
    pinv,
    projection,
    psd,
    rank,
    scalar,
    size,
    sqrtm,
    trace,
    vector,
)

from .pairs import Pair

A, B, S, M = (matrix(name, "n", "n") for name in "ABSM")
X, unit = matrix("X", "d", "n"), identity("n")
x, y, start = vector("x", "n"), vector("y", "d"), vector("w", "n")
s, t, mu = scalar("s"), scalar("t"), scalar("mu", positive=True)
K = X.T @ X
symmetric, commuting = equal(A, A.T), equal(A @ B, B @ A)
polar = X @ inverse(sqrtm(K))

ROOTS = {
    "root_squared": Pair(implies([psd(A)], equal(sqrtm(A) @ sqrtm(A), A)), implies([symmetric], equal(sqrtm(A) @ sqrtm(A), A)), "no positive A"),
    "matrix_root_of_a_square": Pair(implies([psd(A)], equal(sqrtm(A @ A), A)), implies([symmetric], equal(sqrtm(A @ A), A)), "no positive A"),
    "root_is_the_only_one": Pair(implies([psd(S), equal(S @ S, A)], equal(sqrtm(A), S)), implies([symmetric, equal(S, S.T), equal(S @ S, A)], equal(sqrtm(A), S)), "another root", is_slow=True),
    "root_is_positive": Pair(implies([pd(A)], pd(sqrtm(A))), implies([psd(A)], pd(sqrtm(A))), "semidefinite only"),
    "root_of_an_inverse": Pair(implies([pd(A)], equal(sqrtm(inverse(A)), inverse(sqrtm(A)))), implies([pd(A)], equal(sqrtm(inverse(A)), sqrtm(A))), "no inverse", is_slow=True),
    "root_commutes": Pair(implies([psd(A), commuting], equal(sqrtm(A) @ B, B @ sqrtm(A))), implies([psd(A), symmetric], equal(sqrtm(A) @ B, B @ sqrtm(A))), "no commuting pair"),
    "root_passes_through": Pair(equal(sqrtm(X @ X.T) @ X, X @ sqrtm(K)), equal(sqrtm(X @ X.T) @ X, X @ K), "a root"),
    "whitening": Pair(implies([pd(A)], equal(inverse(sqrtm(A)) @ A @ inverse(sqrtm(A)), unit)), implies([pd(A)], equal(sqrtm(A) @ A @ sqrtm(A), unit)), "no inverse"),
    "polar_factor": Pair(implies([equal(rank(X), size("n"))], equal(polar.T @ polar, unit)), equal(polar.T @ polar, unit), "no full rank"),
    "norm_through_a_root": Pair(implies([psd(A)], equal(norm(sqrtm(A) @ x) ** 2, x.T @ A @ x)), implies([psd(A)], equal(norm(A @ x) ** 2, x.T @ A @ x)), "a root", is_slow=True),
    "projections_are_their_roots": Pair(equal(sqrtm(projection(X)), projection(X)), equal(sqrtm(2 * projection(X)), 2 * projection(X)), "a factor"),
}  # fmt: skip

flow = (unit - expm(-t * K)) @ pinv(X) @ y + expm(-t * K) @ start
wrong = (unit - expm(-t * K)) @ X.T @ y + expm(-t * K) @ start
residual = expm(-t * X @ X.T) @ y
R = K + mu * unit
ridge = inverse(R) @ X.T @ y + expm(-t * R) @ (start - inverse(R) @ X.T @ y)

EXPONENTIALS = {
    "inverse_of_an_exponential": Pair(equal(inverse(expm(M)), expm(-M)), equal(inverse(expm(M)), expm(M)), "a sign"),
    "exponents_add": Pair(equal(expm(s * M) @ expm(t * M), expm((s + t) * M)), equal(expm(s * M) @ expm(t * M), expm(s * t * M)), "a product", is_slow=True),
    "matrix_exponential_of_a_sum": Pair(implies([commuting], equal(expm(A + B), expm(A) @ expm(B))), equal(expm(A + B), expm(A) @ expm(B)), "no commuting pair", is_slow=True),
    "exponential_of_the_transpose": Pair(equal(expm(M).T, expm(M.T)), equal(expm(M), expm(M.T)), "a transpose"),
    "exponential_is_not_entrywise": Pair(equal(expm(0 * M), unit), equal(expm(M), exp(M)), "entrywise"),
    "exponential_commutes": Pair(equal(expm(t * M) @ M, M @ expm(t * M)), equal(expm(t * M) @ A, A @ expm(t * M)), "another matrix", is_slow=True),
    "exponential_passes_through": Pair(equal(expm(X @ X.T) @ X, X @ expm(K)), equal(expm(X @ X.T) @ X, X @ expm(-K)), "a sign"),
    "exponential_is_definite": Pair(implies([equal(M, M.T)], pd(expm(M))), pd(expm(M)), "not symmetric", is_slow=True),
    "slope_of_an_exponential": Pair(equal(derivative(expm(t * M), t), M @ expm(t * M)), equal(derivative(expm(t * M), t), expm(t * M)), "a factor", is_slow=True),
    "slope_in_another_order": Pair(equal(derivative(expm(t * M), t), expm(t * M) @ M), equal(derivative(expm(t * M), t), -expm(t * M) @ M), "a sign"),
    "gradient_flow": Pair(equal(derivative(flow, t), -X.T @ (X @ flow - y)), equal(derivative(flow, t), X.T @ (X @ flow - y)), "a sign"),
    "gradient_flow_needs_the_pseudoinverse": Pair(equal(flow.at({t: 0}), start), equal(derivative(wrong, t), -X.T @ (X @ wrong - y)), "a transpose for X⁺"),
    "ridge_flow": Pair(equal(derivative(ridge, t), -(X.T @ (X @ ridge - y) + mu * ridge)), equal(derivative(ridge, t), -(X.T @ (X @ ridge - y) - mu * ridge)), "a sign", is_slow=True),
    "residual_dynamics": Pair(equal(derivative(expm(-t * K) @ x, t), -K @ expm(-t * K) @ x), equal(derivative(expm(-t * K) @ x, t), -2 * K @ expm(-t * K) @ x), "a factor"),
    "decay_of_the_loss": Pair(equal(derivative(norm(residual) ** 2, t), -2 * norm(X.T @ residual) ** 2), equal(derivative(norm(residual) ** 2, t), -norm(X.T @ residual) ** 2), "a factor", is_proved=False),
    "determinant_of_an_exponential": Pair(equal(det(expm(A) @ expm(B)), exp(trace(A) + trace(B))), equal(det(expm(A)), exp(det(A))), "a trace", is_slow=True),
    "determinant_of_an_exponential_is_positive": Pair(0 < det(expm(M)), 1 <= det(expm(M)), "a number"),
    "exponential_of_a_projection": Pair(implies([equal(A @ A, A)], equal(expm(t * A), unit + (exp(t) - 1) * A)), equal(expm(t * A), unit + (exp(t) - 1) * A), "not idempotent"),
    "rotations_are_exponentials": Pair(implies([equal(M.T, -M)], equal(expm(M).T @ expm(M), unit)), equal(expm(M).T @ expm(M), unit), "not skew-symmetric"),
    "exponential_commutes_with_its_matrix": Pair(equal(expm(M) @ M, M @ expm(M)), equal(expm(M) @ M, M.T @ expm(M)), "a transpose"),
    "trace_of_an_exponential": Pair(implies([equal(M, M.T)], equal(trace(expm(M).T), trace(expm(M)))), equal(trace(expm(M)), exp(trace(M))), "a determinant"),
}  # fmt: skip
