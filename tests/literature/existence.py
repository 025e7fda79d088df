"""That matrices exist, for every size: solutions, generalised inverses, factors, projections, minimisers; true claims and false ones.

True claims are PROVED at all sizes unless they stand in `OPEN`; a false one is never PROVED, and REFUTED unless it stands in `UNREFUTED`.
"""

from __future__ import annotations

from symdl import (
    both,
    det,
    equal,
    exists,
    forall,
    identity,
    iff,
    implies,
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

A, B, C = matrix("A", "m", "n"), matrix("B", "m", "p"), matrix("C", "m", "q")
D, E, F = matrix("D", "p", "q"), matrix("E", "n", "p"), matrix("F", "p", "n")
G, H = matrix("G", "n", "m"), matrix("H", "n", "q")
S, T, P, Q, N, M = (matrix(name, "n", "n") for name in "STPQNM")
W, X, Y, Z = matrix("W", "k", "d"), matrix("X", "d", "n"), matrix("Y", "k", "n"), matrix("Z", "d", "k")
K, L, O = matrix("K", "n", "p"), matrix("L", "m", "m"), matrix("O", "n", "n")  # noqa: E741
U, V = matrix("U", "n", "m"), matrix("V", "n", "m")
R, J = matrix("R", "n", "n"), matrix("J", "n", "n")
b, y, z = vector("b", "m"), vector("y", "n"), vector("z", "n")
u, v, w, a = vector("u", "n"), vector("v", "n"), vector("w", "d"), vector("a", "n")
lam, mu = scalar("lambda", positive=True), scalar("mu", positive=True)
s, t = scalar("s"), scalar("t")
I, I_m, I_d = identity("n"), identity("m"), identity("d")  # noqa: E741
n, m = size("n"), size("m")


def both_sided(square: Term, other: Term) -> Relation:
    unit = identity(square.shape[0])
    return both(equal(square @ other, unit), equal(other @ square, unit))


def penrose(x: Term, *numbers: int) -> Relation:
    equations = {
        1: equal(A @ x @ A, A),
        2: equal(x @ A @ x, x),
        3: equal((A @ x).T, A @ x),
        4: equal((x @ A).T, x @ A),
    }
    return both(*(equations[k] for k in numbers))


def projector(p: Term) -> list[Relation]:
    return [equal(p @ p, p), equal(p.T, p)]


CLAIMS: dict[str, Relation] = {
    # ranges
    "Douglas by order": implies([psd(lam * B @ B.T - A @ A.T)], exists(F, equal(A, B @ F))),
    "Douglas by order, no factor": implies([psd(B @ B.T - A @ A.T)], exists(F, equal(A, B @ F))),
    "Douglas by kernels": implies([forall(b, implies([equal(B.T @ b, 0)], equal(A.T @ b, 0)))], exists(F, equal(A, B @ F))),
    "Douglas by projection": implies([equal(B @ pinv(B) @ A, A)], exists(F, equal(A, B @ F))),
    "Douglas, equal squares": implies([equal(A @ A.T, B @ B.T)], exists(F, equal(A, B @ F))),
    "inclusions compose": implies(
        [exists(F, equal(A, B @ F)), exists(matrix("G", "q", "p"), equal(B, C @ matrix("G", "q", "p")))],
        exists(matrix("H", "q", "n"), equal(A, C @ matrix("H", "q", "n"))),
    ),
    "a sum of ranges": implies(
        [exists(F, equal(A, B @ F)), exists(D, equal(C, B @ D))],
        exists(matrix("G", "p", "q"), equal(A @ H - 2 * C, B @ matrix("G", "p", "q"))),
    ),
    "range of A Aᵀ": exists(matrix("H", "m", "n"), equal(A, A @ A.T @ matrix("H", "m", "n"))),
    "range of a psd sum": implies([psd(S), psd(T)], exists(M, equal(S, (S + T) @ M))),
    "solvable by rank": implies([equal(rank(A), m)], exists(K, equal(A @ K, B))),
    "right inverse iff full row rank": iff(equal(rank(A), m), exists(U, equal(A @ U, I_m))),
    "left inverse iff full column rank": iff(equal(rank(A), n), exists(U, equal(U @ A, I))),
    "inverse exists iff regular": iff(unequal(det(S), 0), exists(T, both_sided(S, T))),
    "one-sided inverse is enough": iff(exists(T, equal(S @ T, I)), exists(R, equal(R @ S, I))),
    # generalised inverses
    "{1}-inverse": exists(U, penrose(U, 1)),
    "{2}-inverse": exists(U, both(penrose(U, 2), equal(A @ U @ A, A))),
    "{1,3}-inverse": exists(U, penrose(U, 1, 3)),
    "{1,4}-inverse": exists(U, penrose(U, 1, 4)),
    "{1,2,3}-inverse": exists(U, penrose(U, 1, 2, 3)),
    "Moore-Penrose inverse": exists(U, penrose(U, 1, 2, 3, 4)),
    "reflexive inverse from a {1}-inverse": implies(
        [equal(A @ G @ A, A)], exists(U, both(penrose(U, 1, 2), equal(A @ U, A @ G), equal(U @ A, U @ A)))
    ),
    "reflexive inverse with the range of G A": implies(
        [equal(A @ G @ A, A)], exists(U, both(penrose(U, 1, 2), equal(G @ A @ U, U), equal(U @ A @ G, U)))
    ),
    "{1,2}-inverse from two {1}-inverses": implies(
        [equal(A @ G @ A, A), equal(A @ V @ A, A)], exists(U, both(penrose(U, 1, 2), equal(U @ A, G @ A), equal(A @ U, A @ V)))
    ),
    "Moore-Penrose from {1,3} and {1,4}": implies(
        [penrose(G, 1, 3), penrose(V, 1, 4)], exists(U, both(penrose(U, 1, 2, 3, 4), equal(U, V @ A @ G)))
    ),
    "group inverse from a commuting {1}-inverse": implies(
        [equal(S @ T @ S, S), equal(S @ T, T @ S)],
        exists(R, both(equal(S @ R @ S, S), equal(R @ S @ R, R), equal(S @ R, R @ S))),
    ),
    "group inverse from S = S² M = N S²": implies(
        [equal(S @ S @ M, S), equal(N @ S @ S, S)],
        exists(R, both(equal(S @ R @ S, S), equal(R @ S @ R, R), equal(S @ R, R @ S))),
    ),
    # equations
    "A K D = C with inner inverses": implies(
        [equal(A @ U @ A, A), equal(A @ U @ C, C)], exists(H, equal(A @ H, C))
    ),
    "Penrose's condition with inner inverses": implies(
        [
            equal(A @ U @ A, A), equal(D @ matrix("V", "q", "p") @ D, D),
            equal(A @ U @ C @ matrix("V", "q", "p") @ D, C),
        ],
        exists(K, equal(A @ K @ D, C)),
    ),
    "common solution": implies(
        [exists(K, equal(A @ K, B)), exists(K, equal(K @ D, H)), equal(A @ H, B @ D)],
        exists(K, both(equal(A @ K, B), equal(K @ D, H))),
    ),
    "Roth, a commutator": implies([equal(S @ S, I)], implies([equal(S @ N, -N @ S)], exists(T, equal(S @ T - T @ S, N)))),
    "Sylvester with a projector": implies(
        [equal(P @ P, P), equal(P @ N @ P, 0), equal((I - P) @ N @ (I - P), 0)], exists(T, equal(P @ T - T @ P, N))
    ),
    "Stein with a nilpotent": implies([equal(N @ N, 0)], exists(T, equal(T - N @ T @ N, M))),
    "symmetric solution of A X = C": implies(
        [equal(A @ pinv(A) @ V.T, V.T), equal(A @ V, V.T @ A.T)], exists(T, both(equal(A @ T, V.T), equal(T, T.T)))
    ),
    "skew solution": implies([equal(S.T, -S)], exists(T, both(equal(T + T.T, 0), equal(T - T.T, S)))),
    "splitting into symmetric and skew": exists((M, N), both(equal(S, M + N), equal(M.T, M), equal(N.T, -N))),
    "normal equations": exists(matrix("Z", "n", "k"), equal(A.T @ A @ matrix("Z", "n", "k"), A.T @ matrix("M", "m", "k"))),
    "prescribed action": implies([equal(rank(X), size("n"))], exists(W, equal(W @ X, Y))),
    "prescribed action on a vector": implies([unequal(v, 0)], exists(matrix("A", "m", "n"), equal(matrix("A", "m", "n") @ v, b))),
    "dual variables": implies([equal(pinv(X) @ X @ v, v)], exists(w, equal(v, X.T @ w))),
    "minimum norm has dual variables": implies(
        [forall(u, implies([equal(X @ u, 0)], equal(v.T @ u, 0)))], exists(w, equal(v, X.T @ w))
    ),
    "ridge has dual variables": implies([equal((X.T @ X + lam * I) @ v, X.T @ w)], exists(vector("z", "d"), equal(v, X.T @ vector("z", "d")))),
    "Bezout of a nilpotent": implies([equal(N @ N @ N, 0)], exists(T, equal((I - N) @ T, I))),
    "idempotent plus a scalar": implies([equal(P @ P, P)], exists(T, equal((I + lam * P) @ T, I))),
    "skew-free rotation": implies([equal(S @ S, -I)], exists(T, equal((s * I + t * S) @ T, (s**2 + t**2) * I))),
    # projections and factors
    "projector onto a range": exists(L, both(*projector(L), equal(L @ A, A), exists(U, equal(L, A @ U)))),
    "orthogonal complement": exists(L, both(*projector(L), equal(L @ A, 0), exists(U, equal(L, I_m - A @ U)))),
    "orthogonal decomposition": exists((u, v), both(equal(y, u + v), equal(A @ u, 0), exists(b, equal(v, A.T @ b)))),
    "projector onto a sum of orthogonal ranges": implies(
        [*projector(P), *projector(Q), equal(P @ Q, 0)], exists(R, both(*projector(R), equal(R @ P, P), equal(R @ Q, Q)))
    ),
    "projector onto a meet of commuting ones": implies(
        [*projector(P), *projector(Q), equal(P @ Q, Q @ P)],
        exists(R, both(*projector(R), equal(P @ R, R), equal(Q @ R, R))),
    ),
    "projector onto a join of commuting ones": implies(
        [*projector(P), *projector(Q), equal(P @ Q, Q @ P)],
        exists(R, both(*projector(R), equal(R @ P, P), equal(R @ Q, Q), equal(R @ R, P + Q - P @ Q))),
    ),
    "complementary idempotent": implies([equal(P @ P, P)], exists(R, both(equal(R @ R, R), equal(P @ R, 0), equal(R @ P, 0), equal(P + R, I)))),
    "orthogonal projector on the range of an idempotent": implies(
        [equal(P @ P, P)], exists(R, both(*projector(R), equal(R @ P, P), equal(P @ R, R)))
    ),
    "reflection from a projector": implies([equal(P @ P, P)], exists(R, both(equal(R @ R, I), equal(R @ P, P)))),
    "projector from a reflection": implies([equal(S @ S, I)], exists(P, both(equal(P @ P, P), equal(2 * P - I, S)))),
    "square root of identity minus a projector": implies([equal(P @ P, P)], exists(R, equal(R @ R, I - P))),
    "root of an idempotent": implies([equal(P @ P, P)], exists(R, equal(R @ R, P))),
    "root of a unipotent": implies([equal(N @ N, 0)], exists(R, equal(R @ R, I + N))),
    "root of a unipotent of order three": implies([equal(N @ N @ N, 0)], exists(R, equal(R @ R, I + N))),
    "root of one plus a projector": implies([equal(P @ P, P)], exists(R, equal(R @ R, I + 3 * P))),
    "Gram factor": implies([psd(S)], exists(R, equal(S, R.T @ R))),
    "psd root": implies([psd(S)], exists(R, both(psd(R), equal(R @ R, S)))),
    "an orthogonal matrix that commutes": exists(R, both(equal(R.T @ R, I), equal(S @ R, R @ S))),
    "factor of a rank factorisation": implies([equal(A, B @ F), equal(rank(F), size("p"))], exists(matrix("G", "n", "p"), equal(B, A @ matrix("G", "n", "p")))),
    "whitening": implies([pd(S)], exists(R, equal(R @ S @ R.T, I))),
    "polar factor": implies([unequal(det(S), 0)], exists((R, T), both(equal(S, R @ T), equal(R.T @ R, I), psd(T)))),
    "balanced factors of a psd matrix": implies([psd(S)], exists((R, T), both(equal(S, R @ T), equal(R.T @ R, T @ T.T)))),
    "factors through the inverse": implies([unequal(det(S), 0)], exists((R, T), both(equal(R @ S @ T, S), equal(R @ T, I)))),
    "similarity from an intertwiner": implies([unequal(det(M), 0), equal(S @ M, M @ T)], exists(R, both(equal(R @ S @ M, T), equal(R @ M, I)))),
    "simultaneous intertwining": implies([equal(S @ M, M @ T), unequal(det(M), 0)], exists(R, equal(T @ R, R @ S))),
    # minimisers
    "ridge has a minimiser": exists(
        matrix("V", "k", "d"), minimises(matrix("V", "k", "d"), norm(Y - W @ X) ** 2 + lam * norm(W) ** 2, over=W)
    ),
    "square loss has a minimiser": exists(matrix("V", "k", "d"), minimises(matrix("V", "k", "d"), norm(Y - W @ X) ** 2, over=W)),
    "a best multiple": exists(K, minimises(K, norm(B - A @ matrix("Z", "n", "p")) ** 2, over=matrix("Z", "n", "p"))),
    "smallest solution": implies(
        [exists(w, equal(X.T @ w, y))],
        exists(w, both(equal(X.T @ w, y), forall(vector("v", "d"), implies([equal(X.T @ vector("v", "d"), y)], norm(w) ** 2 <= norm(vector("v", "d")) ** 2)))),
    ),
    # scalars and uniqueness
    "a multiple of a unit vector": implies([equal(u.T @ u, 1), equal(v, u @ u.T @ v)], exists(s, equal(v, s * u))),
    "Moore-Penrose, one and only": exists(U, both(penrose(U, 1, 2, 3, 4), forall(V, implies([penrose(V, 1, 2, 3, 4)], equal(V, U))))),
    "inverse, one and only": implies([unequal(det(S), 0)], exists(T, both(equal(S @ T, I), forall(R, implies([equal(S @ R, I)], equal(R, T)))))),
    "group inverse, one and only": implies(
        [equal(S @ T @ S, S), equal(S @ T, T @ S)],
        exists(R, both(
            equal(S @ R @ S, S), equal(R @ S @ R, R), equal(S @ R, R @ S),
            forall(M, implies([equal(S @ M @ S, S), equal(M @ S @ M, M), equal(S @ M, M @ S)], equal(M, R))),
        )),
    ),
}  # fmt: skip

FALSE: dict[str, Relation] = {
    "a range without inclusion": exists(F, equal(A, B @ F)),
    "Douglas, the other order": implies([psd(A @ A.T - B @ B.T)], exists(F, equal(A, B @ F))),
    "Douglas, the other side": implies([psd(S.T @ S - T.T @ T)], exists(R, equal(T, S @ R))),
    "inclusion reversed": implies([exists(F, equal(A, B @ F))], exists(E, equal(B, A @ E))),
    "range of a square": exists(T, equal(S, S @ S @ T)),
    "range of a sum": exists(M, equal(S, (S + T) @ M)),
    "right inverse of any matrix": exists(U, equal(A @ U, I_m)),
    "inverse of any square matrix": exists(T, both_sided(S, T)),
    "left inverse by full row rank": implies([equal(rank(A), m)], exists(U, equal(U @ A, I))),
    "commuting {1}-inverse of any matrix": exists(R, both(equal(S @ R @ S, S), equal(S @ R, R @ S))),
    "group inverse from one side of an inner inverse": implies(
        [equal(S @ T @ S, S)], exists(R, both(equal(S @ R @ S, S), equal(S @ R, R @ S)))
    ),
    "common solution without the link": implies(
        [exists(K, equal(A @ K, B)), exists(K, equal(K @ D, H))], exists(K, both(equal(A @ K, B), equal(K @ D, H)))
    ),
    "every matrix is a commutator with S": exists(T, equal(S @ T - T @ S, N)),
    "a commutator that is I": exists((S, T), equal(S @ T - T @ S, I)),
    "a skew solution for a symmetric matrix": exists(T, both(equal(T.T, -T), equal(T + T.T, S))),
    "symmetric solution without a hypothesis": exists(T, both(equal(A @ T, V.T), equal(T, T.T))),
    "prescribed action without rank": exists(W, equal(W @ X, Y)),
    "prescribed action on zero": exists(matrix("A", "m", "n"), equal(matrix("A", "m", "n") @ v, b)),
    "dual variables without a hypothesis": exists(w, equal(v, X.T @ w)),
    "idempotent plus a negative scalar": implies([equal(P @ P, P)], exists(T, equal((I - lam * P) @ T, I))),
    "a projector that is half": exists(R, both(equal(R @ R, R), equal(2 * R, I))),
    "a projector on a range and its complement": exists(L, both(*projector(L), equal(L @ A, A), equal(L @ L, 0))),
    "complement of a non-idempotent": exists(R, both(equal(R @ R, R), equal(P + R, I))),
    "root of any matrix": exists(R, equal(R @ R, S)),
    "root of a nilpotent": implies([equal(N @ N, 0)], exists(R, both(equal(R @ R, N), equal(R @ N, N @ R)))),
    "root of minus one": exists(R, equal(R @ R, -I)),
    "Gram factor of a symmetric matrix": implies([equal(S, S.T)], exists(R, equal(S, R.T @ R))),
    "whitening of a psd matrix": implies([psd(S)], exists(R, equal(R @ S @ R.T, I))),
    "an orthogonal matrix with square zero": exists(R, both(equal(R.T @ R, I), equal(R @ R, 0))),
    "a minimiser of a linear loss": exists(matrix("V", "n", "n"), minimises(matrix("V", "n", "n"), trace(S @ T), over=T)),
    "ridge with a negative weight": exists(matrix("V", "k", "d"), minimises(matrix("V", "k", "d"), norm(Y - W @ X) ** 2 - lam * norm(W) ** 2, over=W)),
    "a multiple of any vector": exists(s, equal(v, s * u)),
    "{1}-inverse, one and only": exists(U, both(penrose(U, 1), forall(V, implies([penrose(V, 1)], equal(V, U))))),
    "one scalar for all": exists(s, forall(v, equal(S @ v, s * v))),
}  # fmt: skip

OPEN = frozenset({"a multiple of a unit vector"})
"""True claims that are not proved at all sizes today."""

UNREFUTED = frozenset({"a minimiser of a linear loss", "ridge with a negative weight", "one scalar for all"})
"""False claims for which no counterexample is found today."""
