"""True matrix identities and their false variants, restated from the families on which symbolic tools go wrong."""

from __future__ import annotations

from symdl import (
    array,
    det,
    equal,
    exp,
    gradient,
    hessian,
    identity,
    implies,
    inner,
    inverse,
    kron,
    less_than,
    log,
    matrix,
    norm,
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
from symdl.terms.relation import Relation

A, B, C, D = (matrix(name, "n", "n") for name in "ABCD")
M, N = matrix("M", "m", "n"), matrix("N", "n", "m")
R, S = matrix("R", "m", "n"), matrix("S", "m", "n")
Y, W, X = matrix("Y", "m", "p"), matrix("W", "m", "n"), matrix("X", "n", "p")
U, K, V = matrix("U", "n", "q"), matrix("K", "q", "q"), matrix("V", "q", "n")
A2, B2, C2, D2, X2 = (matrix(name, 2, 2) for name in "ABCDX")
a, b, c, x = (vector(name, "n") for name in "abcx")
a2, c2, x2 = (vector(name, 2) for name in "acx")
lam, mu, rate, beta = (scalar(name, positive=True) for name in ("lam", "mu", "rate", "beta"))
g = scalar("g")
I = identity("n")  # noqa: E741


def regular(*squares: object) -> list[Relation]:
    return [unequal(det(square), 0) for square in squares]


def softmax_jacobian(p: object, *, is_complete: bool) -> object:
    diagonal = array([[p[0], 0], [0, p[1]]])  # type: ignore[index]
    return diagonal - p @ p.T if is_complete else diagonal  # type: ignore[attr-defined, operator]


def _softmax(is_complete: bool) -> Relation:
    total = exp(x2[0]) + exp(x2[1])
    p = array([[exp(x2[0]) / total], [exp(x2[1]) / total]])
    rows = [[gradient(exp(x2[i]) / total, x2)[j] for j in range(2)] for i in range(2)]
    return equal(array(rows), softmax_jacobian(p, is_complete=is_complete))


residual, ridge = Y - W @ X, M @ M.T + lam * identity("m")
woodbury = regular(A, K, A + U @ K @ V, inverse(K) + V @ inverse(A) @ U)
rank_one = [*regular(A, A + b @ c.T), unequal(1 + c.T @ inverse(A) @ b, 0)]
scalars = [scalar(name) for name in "hijk"]
corner = array([[scalars[0], scalars[1]], [scalars[2], scalars[3]]])

TWINS: dict[str, tuple[Relation, Relation]] = {
    "least squares: sign": (
        equal(gradient(norm(residual) ** 2, W), -2 * residual @ X.T), equal(gradient(norm(residual) ** 2, W), 2 * residual @ X.T)
    ),
    "least squares: factor": (
        equal(gradient(norm(residual) ** 2, W), -2 * residual @ X.T), equal(gradient(norm(residual) ** 2, W), -residual @ X.T)
    ),
    "quadratic form: symmetry assumed": (
        equal(gradient(x.T @ A @ x, x), (A + A.T) @ x), equal(gradient(x.T @ A @ x, x), 2 * A @ x)
    ),
    "trace of a square: transpose": (
        equal(gradient(trace(A @ A), A), 2 * A.T), equal(gradient(trace(A @ A), A), 2 * A)
    ),
    "trace of a product: order": (
        equal(gradient(trace(A @ D @ B), D), A.T @ B.T), equal(gradient(trace(A @ D @ B), D), B.T @ A.T)
    ),
    "trace of a sandwich: side": (
        equal(gradient(trace(D @ B @ D.T), D), D @ B + D @ B.T), equal(gradient(trace(D @ B @ D.T), D), B @ D + B.T @ D)
    ),
    "trace of a square and a factor: product rule": (
        equal(gradient(trace(D @ D @ B), D), (D @ B + B @ D).T), equal(gradient(trace(D @ D @ B), D), 2 * (D @ B).T)
    ),
    "logarithm of a determinant: factor": (
        implies([0 < det(X2)], equal(gradient(log(det(X2)), X2), inverse(X2).T)),
        implies([0 < det(X2)], equal(gradient(log(det(X2)), X2), det(X2) * inverse(X2).T)),
    ),
    "form of an inverse: transposes": (
        implies(regular(X2), equal(gradient(a2.T @ inverse(X2) @ c2, X2), -inverse(X2).T @ a2 @ c2.T @ inverse(X2).T)),
        implies(regular(X2), equal(gradient(a2.T @ inverse(X2) @ c2, X2), -inverse(X2) @ a2 @ c2.T @ inverse(X2))),
    ),
    "weighted residual: transpose": (
        implies([equal(B.T, B)], equal(gradient((x - A @ a).T @ B @ (x - A @ a), a), -2 * A.T @ B @ (x - A @ a))),
        implies([equal(B.T, B)], equal(gradient((x - A @ a).T @ B @ (x - A @ a), a), -2 * A @ B @ (x - A @ a))),
    ),
    "Hessian of a quadratic form: transpose": (
        equal(hessian(x.T @ A @ x, x), A + A.T), equal(hessian(x.T @ A @ x, x), 2 * A)
    ),
    "softmax: outer product missing": (_softmax(True), _softmax(False)),
    "low-rank adaptation: transpose": (
        equal(gradient(norm(C - (D + B @ A)) ** 2, B), -2 * (C - (D + B @ A)) @ A.T),
        equal(gradient(norm(C - (D + B @ A)) ** 2, B), -2 * (C - (D + B @ A)) @ A),
    ),
    "inverse of a product: order": (
        implies(regular(A, B), equal(inverse(A @ B), inverse(B) @ inverse(A))),
        implies(regular(A, B), equal(inverse(A @ B), inverse(A) @ inverse(B))),
    ),
    "Woodbury: sign": (
        implies(woodbury, equal(inverse(A + U @ K @ V), inverse(A) - inverse(A) @ U @ inverse(inverse(K) + V @ inverse(A) @ U) @ V @ inverse(A))),
        implies(woodbury, equal(inverse(A + U @ K @ V), inverse(A) + inverse(A) @ U @ inverse(inverse(K) + V @ inverse(A) @ U) @ V @ inverse(A))),
    ),
    "Woodbury: inner inverse missing": (
        implies(woodbury, equal(inverse(A + U @ K @ V) @ (A + U @ K @ V), I)),
        implies(
            [*woodbury, *regular(K + V @ inverse(A) @ U)],
            equal(inverse(A + U @ K @ V), inverse(A) - inverse(A) @ U @ inverse(K + V @ inverse(A) @ U) @ V @ inverse(A)),
        ),
    ),
    "Sherman-Morrison: vectors swapped": (
        implies(rank_one, equal(inverse(A + b @ c.T), inverse(A) - 1 / (1 + c.T @ inverse(A) @ b) * inverse(A) @ b @ c.T @ inverse(A))),
        implies(rank_one, equal(inverse(A + b @ c.T), inverse(A) - 1 / (1 + c.T @ inverse(A) @ b) * inverse(A) @ c @ b.T @ inverse(A))),
    ),
    "ridge: Gram matrix on the wrong side": (
        equal(inverse(ridge) @ M, M @ inverse(M.T @ M + lam * I)),
        equal(inverse(A @ A.T + lam * I) @ A, A @ inverse(A @ A.T + lam * I)),
    ),
    "ridge: transpose missing": (
        equal(inverse(A.T @ A + lam * I) @ A.T, A.T @ inverse(A @ A.T + lam * I)),
        equal(inverse(A @ A.T + lam * I) @ A.T, A.T @ inverse(A.T @ A + lam * I)),
    ),
    "push-through: no swap": (
        implies(regular(I + A @ B, I + B @ A), equal(inverse(I + A @ B) @ A, A @ inverse(I + B @ A))),
        implies(regular(I + A @ B), equal(inverse(I + A @ B) @ A, A @ inverse(I + A @ B))),
    ),
    "complement of push-through: sign": (
        implies(regular(I + A @ B, I + B @ A), equal(inverse(I + A @ B), I - A @ inverse(I + B @ A) @ B)),
        implies(regular(I + A @ B, I + B @ A), equal(inverse(I + A @ B), I + A @ inverse(I + B @ A) @ B)),
    ),
    "Schur complement: wrong block": (
        implies([unequal(scalars[3], 0)], equal(det(corner), scalars[3] * (scalars[0] - scalars[1] * scalars[2] / scalars[3]))),
        implies([unequal(scalars[3], 0)], equal(det(corner), scalars[0] * (scalars[0] - scalars[1] * scalars[2] / scalars[3]))),
    ),
    "reverse order law: one rank": (
        equal(pinv(M) @ M @ pinv(M), pinv(M)),
        implies([equal(rank(M), size("n"))], equal(pinv(M @ N), pinv(N) @ pinv(M))),
    ),
    "idempotent: symmetry missing": (
        implies([equal(A @ A, A), equal(A.T, A)], equal(pinv(A), A)), implies([equal(A @ A, A)], equal(pinv(A), A))
    ),
    "range projections: commutation": (
        implies(regular(A), equal(A @ inverse(A), inverse(A) @ A)), equal(A @ pinv(A), pinv(A) @ A)
    ),
    "pseudoinverse of a power": (equal(A.T @ A @ pinv(A), A.T), equal(pinv(A @ A), pinv(A) @ pinv(A))),
    "pseudoinverse of a sum": (equal(R @ pinv(R) @ R, R), equal(pinv(R + S), pinv(R) + pinv(S))),
    "full row rank: side": (
        implies([equal(rank(M), size("m"))], equal(M @ pinv(M), identity("m"))),
        implies([equal(rank(M), size("m"))], equal(pinv(M) @ M, I)),
    ),
    "cancellation: Gram matrix": (
        implies([equal(A.T @ A @ B, A.T @ A @ C)], equal(A @ B, A @ C)), implies([equal(A @ B, A @ C)], equal(B, C))
    ),
    "trace: permutation": (equal(trace(A @ B @ C), trace(C @ A @ B)), equal(trace(A @ B @ C), trace(A @ C @ B))),
    "determinant: sum": (equal(det(A2 @ B2), det(A2) * det(B2)), equal(det(A2 + B2), det(A2) + det(B2))),
    "Sylvester: identity missing": (
        equal(det(identity(2) + a2 @ c2.T), 1 + inner(a2, c2)), equal(det(M @ N), det(N @ M))
    ),
    "second-order determinant: factor": (
        equal(det(identity(2) + g * A2), 1 + g * trace(A2) + g**2 / 2 * (trace(A2) ** 2 - trace(A2 @ A2))),
        equal(det(identity(2) + g * A2), 1 + g * trace(A2) + g**2 * trace(A2) ** 2),
    ),
    "vectorised product: order": (
        equal(vec(A2 @ X2 @ B2), kron(B2.T, A2) @ vec(X2)), equal(vec(A2 @ X2 @ B2), kron(A2, B2.T) @ vec(X2))
    ),
    "Kronecker transpose: order": (equal(kron(A2, B2).T, kron(A2.T, B2.T)), equal(kron(A2, B2).T, kron(B2.T, A2.T))),
    "Kronecker inverse: order": (
        implies(regular(A2, B2), equal(inverse(kron(A2, B2)), kron(inverse(A2), inverse(B2)))),
        implies(regular(A2, B2), equal(inverse(kron(A2, B2)), kron(inverse(B2), inverse(A2)))),
    ),
    "vectorised form: transpose": (
        equal(a2.T @ X2 @ B2 @ X2.T @ c2, vec(X2).T @ kron(B2.T, c2 @ a2.T).T @ vec(X2)),
        equal(a2.T @ X2 @ B2 @ X2.T @ c2, vec(X2).T @ kron(B2, c2 @ a2.T) @ vec(X2)),
    ),
    "symmetric product": (
        implies([equal(A.T, A), equal(B.T, B)], equal((A @ B @ A).T, A @ B @ A)),
        implies([equal(A.T, A), equal(B.T, B)], equal((A @ B).T, A @ B)),
    ),
    "norm and trace of psd": (
        implies([psd(A2)], norm(A2) ** 2 <= trace(A2) ** 2), implies([psd(A2)], trace(A2) ** 2 <= norm(A2) ** 2)
    ),
    "rate: power": (
        implies([mu * rate < 1], (1 - mu * rate) ** 4 <= (1 - mu * rate) ** 2),
        implies([mu * rate < 1], (1 - mu * rate) ** 2 <= (1 - mu * rate) ** 4),
    ),
    "descent: step 2/L": (
        implies([rate * beta < 2, unequal(g, 0)], less_than((1 - rate * beta) ** 2 * g**2, g**2)),
        implies([rate * beta <= 2, unequal(g, 0)], less_than((1 - rate * beta) ** 2 * g**2, g**2)),
    ),
    "proximal point: constant": (
        implies([0 <= g], g / (1 + rate) <= g), implies([0 <= g], g / (1 + rate) <= g / (1 + 2 * rate))
    ),
}  # fmt: skip
"""True and false relation, by what was spoiled."""
