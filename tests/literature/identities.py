"""The algebraic identities of the Matrix Cookbook (Petersen and Pedersen 2012), with its errata, restated.

Rows counted here: inverses, pseudoinverses, traces, determinants, Kronecker products and vec, blocks, projections, ranks,
completed squares. Not counted: derivatives (they stand beside), eigenvalues, expectations, matrix functions, norms that
are no Frobenius norms, structured and complex matrices beyond the conjugate transpose, asymptotic series. Matrices of
blocks are written out block by block; determinants by expansion, and that of a Kronecker product, are stated at small sizes.
"""

from __future__ import annotations

from fractions import Fraction

from symdl import (
    both,
    det,
    equal,
    exists,
    forall,
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
)  # fmt: skip
from symdl.terms.relation import Relation
from symdl.terms.term import Term

A, B, C, Q, X = (matrix(name, "n", "n") for name in "ABCQX")
M, N = matrix("M", "m", "n"), matrix("N", "n", "m")
P = matrix("P", "n", "p")
U, K, V = matrix("U", "n", "q"), matrix("K", "q", "q"), matrix("V", "q", "n")
R = matrix("R", "q", "q")
b, c, d, u, v, x = (vector(name, "n") for name in "bcduvx")
y = vector("y", "m")
s, t, lam = scalar("s"), scalar("t"), scalar("lambda")
I, E = identity("n"), identity("q")  # noqa: E741
A2, B2 = (matrix(name, 2, 2) for name in "AB")
A3, A4 = matrix("A", 3, 3), matrix("A", 4, 4)
F1, F2, F3 = matrix("F", "m", "n"), matrix("G", "p", "q"), matrix("H", "k", "l")
L1, L2 = matrix("L", "n", "r"), matrix("K", "q", "s")
S1, S2, T1 = matrix("S", "n", "n"), matrix("T", "m", "m"), matrix("T", "n", "n")
X1, Z1 = matrix("X", "n", "p"), matrix("Z", "p", "p")
a1, c1 = vector("a", "n"), vector("c", "n")


def regular(*terms: Term) -> list[Relation]:
    return [unequal(det(term), 0) for term in terms]


def charpoly(a: Term) -> tuple[Term, Term, Term]:
    """tr A, tr A², tr A³."""
    return trace(a), trace(a @ a), trace(a @ a @ a)


def updated(update: Term, given: list[Relation]) -> Relation:
    """(A + c dᵀ)⁺ = A⁺ + update for a rectangular A (Meyer 1973)."""
    return implies(given, equal(pinv(M + y @ d.T), pinv(M) + update))


Mp = pinv(M)
beta = 1 + d.T @ Mp @ y
va, na = Mp @ y, Mp.T @ d
wa, ma = y - M @ Mp @ y, d - Mp @ M @ d
t1, t2, t3 = charpoly(A4)
s1, s2 = trace(A3), trace(A3 @ A3)
schur = R - V @ inverse(A) @ U
corner = A - U @ inverse(R) @ V
G = matrix("G", "n", "m")
H = matrix("H", "n", "m")

CLAIMS: dict[str, Relation] = {
    "cb-3": implies(regular(A), equal(inverse(A.T), inverse(A).T)),
    "cb-5": equal((M @ N).T, N.T @ M.T),
    "cb-7": implies(regular(A), equal(inverse(A.T), inverse(A).T)),
    "cb-8": equal((A + B).T, A.T + B.T),
    "cb-9": equal((M @ N).T, N.T @ M.T),
    "cb-13": equal(trace(A), trace(A.T)),
    "cb-14": equal(trace(M @ N), trace(N @ M)),
    "cb-15": equal(trace(A + B), trace(A) + trace(B)),
    "cb-16": both(equal(trace(A @ B @ C), trace(B @ C @ A)), equal(trace(A @ B @ C), trace(C @ A @ B))),
    "cb-19": equal(det(s * A3), s**3 * det(A3)),
    "cb-20": equal(det(A.T), det(A)),
    "cb-21": equal(det(A @ B), det(A) * det(B)),
    "cb-22": implies(regular(A), equal(det(inverse(A)), 1 / det(A))),
    "cb-24": equal(det(I + u @ v.T), 1 + inner(u, v)),
    "cb-26": equal(det(identity(3) + A3), 1 + det(A3) + s1 + s1**2 / 2 - s2 / 2),
    "cb-27": equal(det(identity(4) + A4), 1 + det(A4) + t1 + Fraction(1, 2) + t1**2 - t2 / 2 + t1**3 / 6 - t1 * t2 / 2 + t3 / 3),
    "cb-27c": equal(det(identity(4) + A4), 1 + det(A4) + t1 + t1**2 / 2 - t2 / 2 + t1**3 / 6 - t1 * t2 / 2 + t3 / 3),
    "cb-29": equal(det(A2), A2[0, 0] * A2[1, 1] - A2[0, 1] * A2[1, 0]),
    "cb-155": implies(regular(A, B), equal(inverse(A @ B), inverse(B) @ inverse(A))),
    "cb-156": implies(
        regular(A, K, inverse(K) + U.T @ inverse(A) @ U),
        equal(inverse(A + U @ K @ U.T), inverse(A) - inverse(A) @ U @ inverse(inverse(K) + U.T @ inverse(A) @ U) @ U.T @ inverse(A)),
    ),
    "cb-157": implies(
        regular(A, K, inverse(K) + V @ inverse(A) @ U),
        equal(inverse(A + U @ K @ V), inverse(A) - inverse(A) @ U @ inverse(inverse(K) + V @ inverse(A) @ U) @ V @ inverse(A)),
    ),
    "cb-159": implies(
        regular(A, E + V @ inverse(A) @ U),
        equal(inverse(A + U @ V), inverse(A) - inverse(A) @ U @ inverse(E + V @ inverse(A) @ U) @ V @ inverse(A)),
    ),
    "cb-161": implies(regular(A, A + I), equal(inverse(I + inverse(A)), A @ inverse(A + I))),
    "cb-162": implies(regular(A, A + U @ U.T), equal(inverse(A + U @ U.T) @ U, inverse(A) @ U @ inverse(E + U.T @ inverse(A) @ U))),
    "cb-163": implies(
        regular(A, B, A + B),
        both(
            equal(inverse(inverse(A) + inverse(B)), A @ inverse(A + B) @ B),
            equal(A @ inverse(A + B) @ B, B @ inverse(A + B) @ A),
        ),
    ),
    "cb-164": implies(regular(A + B), equal(A - A @ inverse(A + B) @ A, B - B @ inverse(A + B) @ B)),
    "cb-166": implies(regular(I + U @ V), equal(inverse(I + U @ V), I - U @ inverse(E + V @ U) @ V)),
    "cb-176": updated(-va @ pinv(va) @ Mp - pinv(ma).T @ na.T, [equal(wa, 0), unequal(ma, 0), equal(beta, 0)]),
    "cb-179": updated(-Mp @ na @ pinv(na) - va @ pinv(wa), [unequal(wa, 0), equal(ma, 0), equal(beta, 0)]),
    "cb-182": updated(
        -va @ pinv(va) @ Mp - Mp @ na @ pinv(na) + pinv(va) @ Mp @ na * va @ pinv(na), [equal(wa, 0), equal(ma, 0), equal(beta, 0)]
    ),
    "cb-184": implies(
        [*regular(A, B, A + B), equal(inverse(A + B), inverse(A) + inverse(B))], equal(A @ inverse(B) @ A, B @ inverse(A) @ B)
    ),
    "cb-185": implies(
        [pd(A), pd(R)],
        equal(inverse(inverse(A) + V.T @ inverse(R) @ V) @ V.T @ inverse(R), A @ V.T @ inverse(V @ A @ V.T + R)),
    ),
    "cb-190": implies(regular(A, I + A), equal(A - A @ inverse(I + A) @ A, inverse(I + inverse(A)))),
    "cb-198-a": exists(
        G, both(
            equal(M @ G @ M, M), equal(G @ M @ G, G), equal((M @ G).T, M @ G), equal((G @ M).T, G @ M),
            forall(H, implies([equal(M @ H @ M, M), equal(H @ M @ H, H), equal((M @ H).T, M @ H), equal((H @ M).T, H @ M)], equal(H, G))),
        ),
    ),
    "cb-199": equal(pinv(pinv(M)), M),
    "cb-200": equal(pinv(M.T), pinv(M).T),
    "cb-201": equal(pinv(M.T), pinv(M).T),
    "cb-203": equal(pinv(M) @ M @ M.T, M.T),
    "cb-206": equal(pinv(M), pinv(M.T @ M) @ M.T),
    "cb-207": equal(pinv(M), M.T @ pinv(M @ M.T)),
    "cb-208": equal(pinv(M.T @ M), pinv(M) @ pinv(M.T)),
    "cb-210": equal(pinv(M), pinv(M.T @ M) @ M.T),
    "cb-211": equal(pinv(M), M.T @ pinv(M @ M.T)),
    "cb-212": equal(pinv(M.T @ M), pinv(M) @ pinv(M.T)),
    "cb-213": equal(pinv(M @ M.T), pinv(M.T) @ pinv(M)),
    "cb-214": equal(pinv(M @ P), pinv(pinv(M) @ M @ P) @ pinv(M @ P @ pinv(P))),
    "cb-217": equal(M @ pinv(M) @ M @ pinv(M), M @ pinv(M)),
    "cb-218": equal(pinv(M) @ M @ pinv(M) @ M, pinv(M) @ M),
    "cb-220": equal(trace(pinv(M) @ M), rank(pinv(M) @ M)),
    "cb-222-a": both(
        implies([equal(rank(M), size("m"))], equal(pinv(M), M.T @ inverse(M @ M.T))),
        implies([equal(rank(M), size("n"))], equal(pinv(M), inverse(M.T @ M) @ M.T)),
    ),
    "cb-224": implies(
        [equal(rank(U), size("q")), equal(rank(V), size("q"))],
        equal(pinv(U @ V), V.T @ inverse(V @ V.T) @ inverse(U.T @ U) @ U.T),
    ),
    "cb-262-a": implies([equal(det(A), 0)], equal(A @ pinv(A) @ b, b)),
    "cb-262-ac": implies([exists(v, equal(b, A @ v))], equal(A @ pinv(A) @ b, b)),
    "cb-266": minimises(pinv(M) @ y, norm(M @ x - y) ** 2, over=x),
    "cb-268": both(
        minimises(pinv(M) @ matrix("B", "m", "p"), norm(M @ P - matrix("B", "m", "p")) ** 2, over=P),
        implies([equal(M.T @ M @ P, M.T @ matrix("B", "m", "p"))], norm(pinv(M) @ matrix("B", "m", "p")) <= norm(P)),
    ),
    "cb-270": implies([forall(x, equal(M @ x, 0))], equal(M, 0)),
    "cb-271": implies([equal(A.T, A), forall(x, equal(x.T @ A @ x, 0))], equal(A, 0)),
    "cb-357-a": implies(
        [equal(A.T, A), *regular(A)],
        equal(
            -x.T @ A @ x / 2 + b.T @ x, -(x - inverse(A) @ b).T @ A @ (x - inverse(A) @ b) / 2 + b.T @ inverse(A) @ b / 2,
        ),
    ),
    "cb-357-b": implies(
        [equal(A.T, A), *regular(A)],
        equal(
            -trace(P.T @ A @ P) / 2 + trace(matrix("B", "n", "p").T @ P),
            -trace((P - inverse(A) @ matrix("B", "n", "p")).T @ A @ (P - inverse(A) @ matrix("B", "n", "p"))) / 2
            + trace(matrix("B", "n", "p").T @ inverse(A) @ matrix("B", "n", "p")) / 2,
        ),
    ),
    "cb-400": implies(
        regular(A, R, schur, corner),
        both(
            equal(inverse(corner), inverse(A) + inverse(A) @ U @ inverse(schur) @ V @ inverse(A)),
            equal(inverse(schur), inverse(R) + inverse(R) @ V @ inverse(corner) @ U @ inverse(R)),
            equal(inverse(corner) @ U @ inverse(R), inverse(A) @ U @ inverse(schur)),
            equal(inverse(R) @ V @ inverse(corner), inverse(schur) @ V @ inverse(A)),
        ),
    ),
    "cb-402-a": implies(
        regular(R, corner),
        both(
            equal(inverse(corner) @ A - inverse(corner) @ U @ inverse(R) @ V, I),
            equal(inverse(corner) @ U - inverse(corner) @ U @ inverse(R) @ R, 0),
            equal(-inverse(R) @ V @ inverse(corner) @ (A - U @ inverse(R) @ V) + inverse(R) @ V, 0),
            equal(-inverse(R) @ V @ inverse(corner) @ (U - U @ inverse(R) @ R) + inverse(R) @ R, E),
        ),
    ),
    "cb-420": implies([equal(A @ A, A)], equal(A.T @ A.T, A.T)),
    "cb-421": implies([equal(A @ A, A)], equal((I - A.T) @ (I - A.T), I - A.T)),
    "cb-422": implies([equal(A @ A, A), equal(B @ B, B), equal(A @ B, B @ A)], equal(A @ B @ A @ B, A @ B)),
    "cb-424": implies([equal(A @ A, A)], equal(A @ (I - A), 0)),
    "cb-426": implies([equal(A @ A, A)], equal(pinv(A), A)),
    "cb-426c": implies([equal(A @ A, A), equal(A.T, A)], equal(pinv(A), A)),
    "cb-429-a": implies([equal(Q.T @ Q, I), equal(Q @ Q.T, I)], both(equal(inverse(Q), Q.T), equal(inverse(Q.T), Q), equal(det(Q) ** 2, 1))),
    "cb-438": equal(A, (A + A.T) / 2 + (A - A.T) / 2),
    "cb-442": implies([psd(A)], 0 <= trace(A)),
    "cb-442-g": implies([equal(rank(M), size("m"))], pd(M @ M.T)),
    "cb-442-c": implies([pd(A)], equal(rank(M @ A @ M.T), rank(M))),
    "cb-508": equal(kron(F1, kron(F2, F3)), kron(kron(F1, F2), F3)),
    "cb-509": equal(kron(s * F1, t * F2), s * t * kron(F1, F2)),
    "cb-511": equal(kron(F1, F2) @ kron(L1, L2), kron(F1 @ L1, F2 @ L2)),
    "cb-512": implies(regular(S1, S2), equal(inverse(kron(S1, S2)), kron(inverse(S1), inverse(S2)))),
    "cb-515": equal(trace(kron(S1, S2)), trace(S1) * trace(S2)),
    "cb-516c": equal(det(kron(A2, B2)), det(A2) ** 2 * det(B2) ** 2),
    "cb-522": equal(vec(M + F1), vec(M) + vec(F1)),
    "cb-523": equal(vec(s * M), s * vec(M)),
    "cb-524": equal(a1.T @ X1 @ Z1 @ X1.T @ c1, vec(X1).T @ kron(Z1, c1 @ a1.T) @ vec(X1)),
    "cb-524c": equal(a1.T @ X1 @ Z1 @ X1.T @ c1, vec(X1).T @ kron(Z1.T, c1 @ a1.T) @ vec(X1)),
    "cb-546": both(rank(M @ P) <= rank(M), rank(M @ P) <= rank(P)),
    "cb-549": both(equal(rank(M), rank(M.T)), equal(rank(M), rank(M @ M.T)), equal(rank(M), rank(M.T @ M))),
    "cb-550": implies([*regular(B), equal(A, B @ B.T)], pd(A)),
}  # fmt: skip
"""By the numbers of `matrix_identities.json`."""

FALSE = frozenset({"cb-27", "cb-262-a", "cb-426", "cb-524"})

tall, wide = [equal(rank(M), size("n"))], [equal(rank(P), size("n"))]
ridge = A @ A.T + lam * I
positive = [0 < lam]

TWINS: dict[str, tuple[Relation, Relation | None]] = {
    "f-043": (implies(regular(A, B), equal(inverse(A @ B), inverse(A) @ inverse(B))), None),
    "f-046": (
        implies(regular(A, K, inverse(K) + V @ inverse(A) @ U), equal(inverse(A + U @ K @ V), inverse(A) + inverse(A) @ U @ inverse(inverse(K) + V @ inverse(A) @ U) @ V @ inverse(A))),
        None,
    ),
    "f-047": (
        implies(regular(A, K, inverse(K) + V @ inverse(A) @ U, K + V @ inverse(A) @ U), equal(inverse(A + U @ K @ V), inverse(A) - inverse(A) @ U @ inverse(K + V @ inverse(A) @ U) @ V @ inverse(A))),
        None,
    ),
    "f-050": (
        implies([*regular(A), unequal(1 + c.T @ inverse(A) @ b, 0)], equal(inverse(A + b @ c.T), inverse(A) - 1 / (1 + c.T @ inverse(A) @ b) * inverse(A) @ c @ b.T @ inverse(A))),
        implies([*regular(A), unequal(1 + c.T @ inverse(A) @ b, 0)], equal(inverse(A + b @ c.T), inverse(A) - 1 / (1 + c.T @ inverse(A) @ b) * inverse(A) @ b @ c.T @ inverse(A))),
    ),
    "f-051": (
        implies(positive, equal(inverse(ridge) @ A, A @ inverse(ridge))),
        implies(positive, equal(inverse(ridge) @ A, A @ inverse(A.T @ A + lam * I))),
    ),
    "f-052": (
        implies(positive, equal(inverse(ridge) @ A.T, A.T @ inverse(A.T @ A + lam * I))),
        implies(positive, equal(inverse(A.T @ A + lam * I) @ A.T, A.T @ inverse(ridge))),
    ),
    "f-053": (
        implies(regular(I + A @ B), equal(inverse(I + A @ B) @ A, A @ inverse(I + A @ B))),
        implies(regular(I + A @ B), equal(inverse(I + A @ B) @ A, A @ inverse(I + B @ A))),
    ),
    "f-056": (
        implies(regular(A, A + B.T @ B, I + B.T @ inverse(A) @ B), equal(inverse(A + B.T @ B) @ B, inverse(A) @ B @ inverse(I + B.T @ inverse(A) @ B))),
        None,
    ),
    "f-057": (implies(regular(I + A @ B), equal(inverse(I + A @ B), I + A @ inverse(I + B @ A) @ B)), None),
    "f-062": (
        implies([exists(matrix("K", "p", "p"), equal(M.T @ M @ P, P @ matrix("K", "p", "p")))], equal(pinv(M @ P), pinv(P) @ pinv(M))),
        None,
    ),
    "f-063": (
        implies(tall, equal(pinv(M @ P), pinv(P) @ pinv(M))),
        implies([*tall, *wide], equal(pinv(M @ P), pinv(P) @ pinv(M))),
    ),
    "f-064": (
        implies([equal(pinv(M) @ M @ P @ pinv(P), P @ pinv(P) @ pinv(M) @ M)], equal(pinv(M @ P), pinv(P) @ pinv(M))),
        None,
    ),
    "f-066": (implies([equal(A @ A, A)], equal(pinv(A), A)), None),
    "f-067": (
        equal(A @ pinv(A), pinv(A) @ A), implies([equal(A @ A.T, A.T @ A)], equal(A @ pinv(A), pinv(A) @ A)),
    ),
    "f-068": (equal(pinv(A @ A), pinv(A) @ pinv(A)), None),
    "f-069": (
        equal(pinv(A + B), pinv(A) + pinv(B)),
        implies([equal(A.T @ B, 0), equal(A @ B.T, 0)], equal(pinv(A + B), pinv(A) + pinv(B))),
    ),
    "f-071": (
        implies([equal(rank(M), size("m"))], equal(pinv(M) @ M, I)),
        implies([equal(rank(M), size("m"))], equal(M @ pinv(M), identity("m"))),
    ),
    "f-074": (exists(X, equal(A, A.T @ A @ X)), exists(X, equal(A, A @ A.T @ X))),
    "f-076": (
        implies([equal(M @ P, M @ matrix("R", "n", "p"))], equal(P, matrix("R", "n", "p"))),
        implies([equal(M.T @ M @ P, M.T @ M @ matrix("R", "n", "p"))], equal(M @ P, M @ matrix("R", "n", "p"))),
    ),
    "f-080": (equal(trace(A @ B @ C), trace(A @ C @ B)), equal(trace(A @ B @ C), trace(C @ A @ B))),
    "f-082": (equal(det(A + B), det(A) + det(B)), equal(det(A @ B), det(A) * det(B))),
    "f-085": (equal(det(M @ N), det(N @ M)), equal(det(identity("m") + M @ N), det(I + N @ M))),
    "f-089": (
        equal(vec(A @ X @ B), kron(A, B.T) @ vec(X)), equal(vec(M @ X1 @ F2), kron(F2.T, M) @ vec(X1)),
    ),
    "f-090": (equal(kron(S1, T1).T, kron(T1.T, S1.T)), equal(kron(F1, F2).T, kron(F1.T, F2.T))),
    "f-091": (implies(regular(S1, T1), equal(inverse(kron(S1, T1)), kron(inverse(T1), inverse(S1)))), None),
    "f-094": (equal(a1.T @ X1 @ Z1 @ X1.T @ c1, vec(X1).T @ kron(Z1, c1 @ a1.T) @ vec(X1)), None),
    "f-096": (
        implies([equal(A.T, A), equal(B.T, B)], equal((A @ B).T, A @ B)),
        implies([equal(A.T, A), equal(B.T, B)], equal((A @ B @ A).T, A @ B @ A)),
    ),
}  # fmt: skip
"""By the numbers of `false_twins.json`: the false claim, and the true one beside it where it is not another row."""

OPEN = frozenset({"cb-512", "cb-176", "cb-179", "cb-182", "cb-270", "cb-271", "cb-442-c"})
"""Those that are out of reach today, or take long."""
