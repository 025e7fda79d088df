"""What a lecture on linear methods says of matrices, for every size: true claims by theme, and false ones.

True claims are PROVED at all sizes unless they stand in `OPEN`; a false one is REFUTED, and never PROVED.
"""

from __future__ import annotations

from symdl import (
    at_most,
    both,
    det,
    equal,
    exists,
    hadamard,
    identity,
    iff,
    implies,
    inner,
    inverse,
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
    vector,
)  # fmt: skip
from symdl.terms.relation import Relation
from symdl.terms.term import Term

A, B, C, H, N, P, Q, S = (matrix(name, "n", "n") for name in "ABCHNPQS")
X, Y, W = matrix("X", "n", "d"), matrix("Y", "n", "k"), matrix("W", "d", "k")
F, G = matrix("F", "m", "n"), matrix("G", "n", "p")
F2 = matrix("E", "m", "n")
K = matrix("K", "k", "k")
M, L = matrix("M", "d", "d"), matrix("L", "n", "n")
R, Z = matrix("R", "q", "n"), matrix("Z", "q", "d")
U, V = matrix("U", "n", "q"), matrix("V", "q", "n")
x, u, v = (vector(name, "n") for name in "xuv")
w, z = vector("w", "d"), vector("z", "d")
y = vector("y", "n")
lam, mu, eta = (scalar(name, positive=True) for name in ("lambda", "mu", "eta"))
s = scalar("s")
I, E, J = identity("n"), identity("d"), identity("q")  # noqa: E741
n, d = size("n"), size("d")

full = equal(rank(X), d)
wide = equal(rank(X), n)
hat = X @ inverse(X.T @ X) @ X.T
projector = [equal(P @ P, P), equal(P.T, P)]
second_projector = [equal(Q @ Q, Q), equal(Q.T, Q)]
orthogonal = equal(H.T @ H, I)
ridge = inverse(X.T @ X + lam * E)
symmetric = equal(S.T, S)


def regular(*terms: Term) -> list[Relation]:
    return [unequal(det(term), 0) for term in terms]


def below(a: Term, b: Term) -> Relation:
    """a ⪯ b."""
    return psd(b - a)


CLAIMS: dict[str, Relation] = {
    # traces and norms
    "trace of a projector": implies([full], equal(trace(inverse(X.T @ X) @ X.T @ X), d)),
    "trace of the hat matrix": implies([full], equal(trace(hat), d)),
    "trace of the residual maker": implies([full], equal(trace(I - hat), n - d)),
    "trace of the identity": equal(trace(I), n),
    "norm under rotation": implies([equal(F.T @ F, I)], equal(norm(F @ G), norm(G))),
    "norm under two rotations": implies([orthogonal, equal(K.T @ K, identity("k"))], equal(norm(H @ Y @ K.T), norm(Y))),
    "vector under rotation": implies([orthogonal], equal(norm(H @ x), norm(x))),
    "inner product under rotation": implies([orthogonal], equal(inner(H @ x, H @ y), inner(x, y))),
    "trace of PQ": implies([psd(P), psd(Q)], 0 <= trace(P @ Q)),
    "trace of PQ, one definite": implies([pd(P), psd(Q)], 0 <= trace(P @ Q)),
    "trace of a psd matrix": implies([psd(P)], 0 <= trace(P)),
    "Cauchy-Schwarz for traces": at_most(trace(F.T @ F2) ** 2, trace(F.T @ F) * trace(F2.T @ F2)),
    "trace of a square": at_most(trace(A @ A), trace(A.T @ A)),
    "norm of a product": at_most(norm(F @ G), norm(F) * norm(G)),
    "parallelogram": equal(norm(F + F2) ** 2 + norm(F - F2) ** 2, 2 * norm(F) ** 2 + 2 * norm(F2) ** 2),
    "trace of a commutator": equal(trace(A @ B - B @ A), 0),
    "skew form": implies([equal(A.T, -A)], equal(trace(x.T @ A @ x), 0)),
    "trace of skew times symmetric": implies([symmetric, equal(A.T, -A)], equal(trace(A @ S), 0)),
    "trace of a difference in order": implies([psd(A), psd(B - C)], at_most(trace(A @ C), trace(A @ B))),
    # ranks
    "rank of the Gram matrix": equal(rank(X.T @ X), rank(X)),
    "rank of the kernel matrix": equal(rank(X @ X.T), rank(X)),
    "rank of the transpose": equal(rank(X.T), rank(X)),
    "rank of the pseudoinverse": equal(rank(pinv(X)), rank(X)),
    "rank of a product, left": at_most(rank(F @ G), rank(F)),
    "rank of a product, right": at_most(rank(F @ G), rank(G)),
    "rank of the Gram matrix at most n": at_most(rank(X.T @ X), n),
    "rank of the Gram matrix at most d": at_most(rank(X @ X.T), d),
    "rank of a sum": at_most(rank(F + F2), rank(F) + rank(F2)),
    "rank of a projector": implies(projector, equal(rank(P), trace(P))),
    "rank of an idempotent": implies([equal(P @ P, P)], equal(rank(P), trace(P))),
    "rank with an invertible factor": implies(regular(B), equal(rank(F @ B), rank(F))),
    "rank with an orthogonal factor": implies([orthogonal], equal(rank(F @ H), rank(F))),
    "rank of a multiple": implies([unequal(s, 0)], equal(rank(s * F), rank(F))),
    "full rank of the Gram matrix": implies([full], unequal(det(X.T @ X), 0)),
    "rank of a low-rank product": at_most(rank(U @ V), size("q")),
    "rank of an outer product": at_most(rank(u @ v.T), 1),
    "rank of the ridge kernel": equal(rank(X.T @ X + lam * E), d),
    # definiteness and the Loewner order
    "Gram matrix": psd(X.T @ X),
    "congruence": implies([psd(S)], psd(F @ S @ F.T)),
    "sum of psd": implies([psd(A), psd(B)], psd(A + B)),
    "positive multiple": implies([psd(A)], psd(lam * A)),
    "pd plus psd": implies([pd(A), psd(B)], pd(A + B)),
    "inverse of pd": implies([pd(A)], pd(inverse(A))),
    "inverse reverses the order": implies([pd(B), psd(A - B)], psd(inverse(B) - inverse(A))),
    "resolvents in order": implies([psd(A), psd(B - A)], psd(inverse(A + lam * I) - inverse(B + lam * I))),
    "resolvents in lambda": implies([lam < mu, psd(A)], psd(inverse(A + lam * I) - inverse(A + mu * I))),
    "order under congruence": implies([psd(B - A)], psd(F @ B @ F.T - F @ A @ F.T)),
    "order adds": implies([psd(B - A), psd(C - S)], psd(B + C - (A + S))),
    "order is transitive": implies([psd(B - A), psd(C - B)], psd(C - A)),
    "Schur product": implies([psd(A), psd(B)], psd(hadamard(A, B))),
    "projector between 0 and I": implies(projector, both(psd(P), psd(I - P))),
    "projector contracts": implies(projector, at_most(norm(P @ x), norm(x))),
    "projector contracts matrices": implies(projector, at_most(norm(P @ Y), norm(Y))),
    "resolvent below 1/lambda": implies([psd(A)], psd(I - lam * inverse(A + lam * I))),
    "resolvent is invertible": implies([psd(A)], unequal(det(I + A), 0)),
    "resolvent contracts": implies([psd(A)], at_most(norm(inverse(I + A) @ x), norm(x))),
    "gradient step contracts": implies([psd(A), psd(I - A)], at_most(norm((I - A) @ x), norm(x))),
    "step with eta": implies([psd(A), psd(I - eta * A)], at_most(norm((I - eta * A) @ x), norm(x))),
    "square below itself": implies([psd(A), psd(I - A)], psd(A - A @ A)),
    "product of commuting psd": implies([psd(A), psd(B), equal(A @ B, B @ A)], psd(A @ B)),
    "square of a symmetric matrix": implies([symmetric], psd(S @ S)),
    "cube of a psd matrix": implies([psd(A)], psd(A @ A @ A)),
    "Gram factor": implies([psd(A)], exists(B, equal(A, B.T @ B))),
    "psd with zero trace": implies([psd(A), equal(trace(A), 0)], equal(A, 0)),
    "psd with zero form": implies([psd(A), equal(x.T @ A @ x, 0)], equal(A @ x, 0)),
    "sum of psd zero": implies([psd(A), psd(B), equal(A + B, 0)], equal(A, 0)),
    "trace of PQ zero": implies([psd(A), psd(B), equal(trace(A @ B), 0)], equal(A @ B, 0)),
    "kernel of a sum": implies([psd(A), psd(B), equal((A + B) @ x, 0)], equal(A @ x, 0)),
    "trace of a square of psd": implies([psd(A)], at_most(trace(A @ A), trace(A) ** 2)),
    "determinant of pd": implies([pd(A)], 0 < det(A)),
    "arithmetic and harmonic": implies([pd(A), pd(B)], psd((A + B) / 2 - 2 * inverse(inverse(A) + inverse(B)))),
    "A plus its inverse": implies([pd(A)], psd(A + inverse(A) - 2 * I)),
    # idempotents, nilpotents, involutions, reflections, Cayley
    "complement of an idempotent": implies([equal(P @ P, P)], equal((I - P) @ (I - P), I - P)),
    "reflection of a projector": implies(projector, equal((I - 2 * P).T @ (I - 2 * P), I)),
    "Householder is orthogonal": implies([equal(inner(v, v), 1)], equal((I - 2 * v @ v.T) @ (I - 2 * v @ v.T).T, I)),
    "Householder scaled": implies([unequal(v, 0)], equal((I - (2 / inner(v, v)) * v @ v.T) @ (I - (2 / inner(v, v)) * v @ v.T), I)),
    "nilpotent of order three": implies([equal(N @ N @ N, 0)], equal(inverse(I - N), I + N + N @ N)),
    "nilpotent is not invertible": implies([equal(N @ N, 0)], equal(det(N), 0)),
    "I + N invertible": implies([equal(N @ N, 0)], unequal(det(I + N), 0)),
    "involution": implies([equal(A @ A, I)], equal((I + A) @ (I - A), 0)),
    "involution gives an idempotent": implies([equal(A @ A, I)], equal(((I + A) / 2) @ ((I + A) / 2), (I + A) / 2)),
    "Cayley is orthogonal": implies([equal(A.T, -A)], equal((inverse(I + A) @ (I - A)).T @ (inverse(I + A) @ (I - A)), I)),
    "Cayley is defined": implies([equal(A.T, -A)], unequal(det(I + A), 0)),
    "Neumann, four terms": implies(regular(I - A), equal(I + A + A @ A + A @ A @ A, (I - A @ A @ A @ A) @ inverse(I - A))),
    "commuting projectors": implies([*projector, *second_projector, equal(P @ Q, Q @ P)], equal(P @ Q @ P @ Q, P @ Q)),
    "orthogonal projectors add": implies([*projector, *second_projector, equal(P @ Q, 0)], equal((P + Q) @ (P + Q), P + Q)),
    "commuting with a power": implies([equal(A @ B, B @ A)], equal(A @ B @ B @ B, B @ B @ B @ A)),
    "commuting with an inverse": implies([*regular(B), equal(A @ B, B @ A)], equal(A @ inverse(B), inverse(B) @ A)),
    "determinant of an orthogonal matrix": implies([orthogonal], equal(det(H) ** 2, 1)),
    "determinant of an idempotent": implies([equal(P @ P, P)], equal(det(P) * (det(P) - 1), 0)),
    # regression
    "normal equations": implies([full], equal(X.T @ (Y - X @ inverse(X.T @ X) @ X.T @ Y), 0)),
    "hat matrix is a projector": implies([full], both(equal(hat @ hat, hat), equal(hat.T, hat))),
    "hat matrix keeps X": implies([full], equal(hat @ X, X)),
    "Pythagoras": implies([full], equal(norm(Y) ** 2, norm(hat @ Y) ** 2 + norm(Y - hat @ Y) ** 2)),
    "least squares": implies([full], minimises(inverse(X.T @ X) @ X.T @ Y, norm(Y - X @ W) ** 2, over=W)),
    "kernel ridge predicts like ridge": equal(X @ ridge @ X.T @ Y, X @ X.T @ inverse(X @ X.T + lam * I) @ Y),
    "ridge residual": equal(Y - X @ ridge @ X.T @ Y, lam * inverse(X @ X.T + lam * I) @ Y),
    "ridge shrinks the fit": at_most(norm(X @ ridge @ X.T @ y), norm(y)),
    "weighted least squares": implies([pd(L), full], minimises(inverse(X.T @ L @ X) @ X.T @ L @ Y, trace((Y - X @ W).T @ L @ (Y - X @ W)), over=W)),
    "weighted ridge": implies([pd(L)], minimises(inverse(X.T @ L @ X + lam * E) @ X.T @ L @ Y, trace((Y - X @ W).T @ L @ (Y - X @ W)) + lam * norm(W) ** 2, over=W)),
    "Tikhonov": implies([pd(M)], minimises(inverse(X.T @ X + M) @ X.T @ Y, norm(Y - X @ W) ** 2 + trace(W.T @ M @ W), over=W)),
    "generalised kernel ridge": implies([pd(L), pd(M)], equal(inverse(X.T @ inverse(L) @ X + inverse(M)) @ X.T @ inverse(L), M @ X.T @ inverse(X @ M @ X.T + L))),
    "the inverse Gram matrix": implies([full, equal(M @ X.T @ X, E)], equal(M, inverse(X.T @ X))),
    "Gauss-Markov": implies([full, equal(R @ X, Z)], psd(R @ R.T - Z @ inverse(X.T @ X) @ Z.T)),
    "minimum norm interpolates": implies([wide], equal(X @ X.T @ inverse(X @ X.T) @ Y, Y)),
    "minimum norm": implies([equal(X @ W, Y)], at_most(norm(pinv(X) @ Y), norm(W))),
    "minimum norm, double descent": implies([wide], equal(pinv(X), X.T @ inverse(X @ X.T))),
    "bias of minimum norm": equal(norm(w - pinv(X) @ X @ w) ** 2, norm(w) ** 2 - norm(pinv(X) @ X @ w) ** 2),
    "variance of ridge below least squares": implies([full], psd(inverse(X.T @ X) - ridge @ X.T @ X @ ridge)),
    "degrees of freedom below d": at_most(trace(X @ ridge @ X.T), d),
    "ridge norm decreases": implies([lam < mu], at_most(norm(inverse(X.T @ X + mu * E) @ X.T @ y) ** 2, norm(ridge @ X.T @ y) ** 2)),
    "rank-one downdate": implies([pd(A), unequal(1 - u.T @ inverse(A) @ u, 0)], equal(inverse(A - u @ u.T), inverse(A) + (1 / (1 - u.T @ inverse(A) @ u)) * inverse(A) @ u @ u.T @ inverse(A))),
    "leave one out": implies(
        [full, *regular(X.T @ X - z @ z.T), unequal(1 - z.T @ inverse(X.T @ X) @ z, 0)],
        equal(inverse(X.T @ X - z @ z.T) @ z, (1 / (1 - z.T @ inverse(X.T @ X) @ z)) * inverse(X.T @ X) @ z),
    ),
    "rank-q update": implies([*regular(A), *regular(J + V @ inverse(A) @ U)], equal(inverse(A + U @ V), inverse(A) - inverse(A) @ U @ inverse(J + V @ inverse(A) @ U) @ V @ inverse(A))),
    "determinant lemma": implies(regular(A), equal(det(A + u @ v.T), (1 + v.T @ inverse(A) @ u) * det(A))),
    # PCA and discriminants
    "variance explained": implies([equal(U.T @ U, J)], equal(norm(F - F @ U @ U.T) ** 2, norm(F) ** 2 - norm(F @ U) ** 2)),
    "projection shrinks": implies([equal(U.T @ U, J)], at_most(norm(U.T @ x), norm(x))),
    "trace of a compression": implies([equal(U.T @ U, J), psd(S)], at_most(trace(U.T @ S @ U), trace(S))),
    "scatter": implies([*projector], equal(X.T @ X, X.T @ P @ X + X.T @ (I - P) @ X)),
    "discriminant trace": implies(regular(A), equal(trace(inverse(A) @ (A + B)), n + trace(inverse(A) @ B))),
    "whitening": implies([pd(S), equal(B @ S @ B.T, I)], equal(B.T @ B, inverse(S))),
    "Rayleigh of a projector": implies(projector, at_most(x.T @ P @ x, x.T @ x)),
    "centring": implies([equal(P, I - Q), *second_projector], equal(P @ P, P)),
    "conditions of a projector": iff(equal(P.T @ P, P), both(*projector)),
    "pseudoinverse of a projector": implies(projector, equal(pinv(P), P)),
}  # fmt: skip

FALSE: dict[str, Relation] = {
    "norm under a tall factor": equal(norm(F @ G), norm(G)),
    "norm under rotation from the wrong side": implies([equal(F @ F.T, identity("m"))], equal(norm(F @ G), norm(G))),
    "norms add": equal(norm(F + F2), norm(F) + norm(F2)),
    "an idempotent contracts": implies([equal(P @ P, P)], at_most(norm(P @ x), norm(x))),
    "a projector contracts strictly": implies(projector, norm(P @ x) < norm(x)),
    "a step without a bound": implies([psd(A)], at_most(norm((I - A) @ x), norm(x))),
    "a step beyond the bound": implies([psd(A), psd(3 * I - A)], at_most(norm((I - A) @ x), norm(x))),
    "a resolvent expands": implies([psd(A)], at_most(norm(x), norm(inverse(I + A) @ x))),
    "equal squares, other norms": implies([equal(norm(F) ** 2, norm(F2) ** 2)], equal(F, F2)),
    "minus a norm": implies([equal(norm(F) ** 2, norm(F2) ** 2)], equal(norm(F), -norm(F2))),
    "trace of PQ without definiteness": implies([psd(P)], 0 <= trace(P @ Q)),
    "trace of PQ is positive": implies([psd(P), psd(Q)], 0 < trace(P @ Q)),
    "trace of three": implies([psd(A), psd(B), psd(C)], 0 <= trace(A @ B @ C)),
    "product of psd": implies([psd(A), psd(B)], psd(A @ B)),
    "symmetrised product": implies([psd(A), psd(B)], psd(A @ B + B @ A)),
    "squares keep the order": implies([psd(A), psd(B - A)], psd(B @ B - A @ A)),
    "inverses keep the order": implies([pd(B), psd(A - B)], psd(inverse(A) - inverse(B))),
    "difference of psd": implies([psd(A), psd(B)], psd(A - B)),
    "square below itself, no bound": implies([psd(A)], psd(A - A @ A)),
    "compression of a symmetric matrix": implies([equal(U.T @ U, J), symmetric], at_most(trace(U.T @ S @ U), trace(S))),
    "trace in the wrong order": implies([psd(A), psd(B - C)], at_most(trace(A @ B), trace(A @ C))),
    "trace of an order, A symmetric": implies([symmetric, psd(B - C)], at_most(trace(S @ C), trace(S @ B))),
    "Gram factor is the matrix": implies([psd(A)], equal(A, A.T @ A)),
    "psd is invertible": implies([psd(A)], unequal(det(A), 0)),
    "rank of a sum is the sum": equal(rank(F + F2), rank(F) + rank(F2)),
    "rank of a sum below one": at_most(rank(F + F2), rank(F)),
    "rank of a product is the smaller": equal(rank(F @ G), rank(F)),
    "rank of a product from below": at_most(rank(F), rank(F @ G)),
    "rank of the Gram matrix is n": equal(rank(X.T @ X), n),
    "rank is the trace": equal(rank(S), trace(S)),
    "rank of a square": equal(rank(A @ A), rank(A)),
    "rank of an outer product is one": equal(rank(u @ v.T), 1),
    "rank of a product below the inner size less one": at_most(rank(U @ V), size("q") - 1),
    "rank under a square factor": equal(rank(F @ B), rank(F)),
    "hat matrix is the identity": implies([full], equal(hat, I)),
    "minimum norm is maximal": implies([equal(X @ W, Y)], at_most(norm(W), norm(pinv(X) @ Y))),
    "nilpotent of order three, one term short": implies([equal(N @ N @ N, 0)], equal(inverse(I - N), I + N)),
    "reflection of an idempotent": implies([equal(P @ P, P)], equal((I - 2 * P).T @ (I - 2 * P), I)),
    "Householder without a factor": implies([equal(inner(v, v), 1)], equal((I - v @ v.T) @ (I - v @ v.T).T, I)),
    "discriminant trace without n": implies(regular(A), equal(trace(inverse(A) @ (A + B)), trace(inverse(A) @ B))),
}  # fmt: skip

OPEN = frozenset(
    {
        "norm of a product", "rank of an idempotent", "rank of the ridge kernel", "product of commuting psd", "Gram factor",
        "trace of a square of psd", "nilpotent is not invertible",
    }
)  # fmt: skip
"""True claims that are not proved at all sizes today."""

UNREFUTED = frozenset({"a step beyond the bound", "squares keep the order"})
"""False claims for which no counterexample is found today."""
