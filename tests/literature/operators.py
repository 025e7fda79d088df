"""Facts about Moore–Penrose inverses, reverse-order laws, push-through and Woodbury, restated with shapes and hypotheses.

The identities are those on which the package operator_gb and its forerunner OperatorGB were shown (Hofstadler, Raab,
Regensburger: *Certifying operator identities via noncommutative Gröbner bases*; *Handbook of Linear Algebra*, I.5.7;
Djordjević and Dinčić 2010; Cvetković-Ilić et al. 2021; Hartwig 1986). A claim about ranges says that one matrix is a
multiple of another one, a claim about kernels speaks of all vectors. A *-algebra proof for real matrices and the
transpose is one for complex matrices and the conjugate transpose.
"""

from __future__ import annotations

from collections.abc import Sequence

from symdl import both, det, equal, exists, identity, iff, implies, inverse, matrix, pinv, scalar, unequal, vector
from symdl.terms.relation import Relation
from symdl.terms.term import Term

A, B, C = matrix("A", "m", "n"), matrix("B", "n", "p"), matrix("C", "p", "q")
S, T = matrix("S", "n", "n"), matrix("T", "n", "n")
I, J = identity("m"), identity("n")  # noqa: E741
lam, mu = scalar("lambda"), scalar("mu")


def within(inside: Term, outside: Term, name: str = "K") -> Relation:
    """The range of the first lies in the range of the second."""
    factor = matrix(name, outside.shape[1], inside.shape[1])
    return exists(factor, equal(inside, outside @ factor))


def same_range(*terms: Term) -> Relation:
    """One range: each in the next one, the last in the first."""
    turned = [*terms[1:], terms[0]]
    return both(*(within(a, b, f"K{k}") for k, (a, b) in enumerate(zip(terms, turned, strict=True))))


def same_kernel(*terms: Term) -> Relation:
    """One kernel."""
    x = vector("x", terms[0].shape[1])
    return both(*(iff(equal(a @ x, 0), equal(b @ x, 0)) for a, b in zip(terms, terms[1:], strict=False)))


def symmetric(*terms: Term) -> Relation:
    return both(*(equal(t.T, t) for t in terms))


def projection(p: Term) -> Relation:
    """An orthogonal projection."""
    return both(equal(p @ p, p), equal(p.T, p))


def penrose(a: Term, x: Term, which: Sequence[int] = (1, 2, 3, 4)) -> Relation:
    """Some of the four Penrose equations."""
    sides = {1: (a @ x @ a, a), 2: (x @ a @ x, x), 3: ((a @ x).T, a @ x), 4: ((x @ a).T, x @ a)}
    return both(*(equal(*sides[k]) for k in which))


# the reverse order law for two factors ---------------------------------------------------------------

AB, Ap, Bp = A @ B, pinv(A), pinv(B)
LAW = equal(pinv(AB), Bp @ Ap)
CONDITIONS = {
    1: both(within(B @ B.T @ A.T, A.T), within(A.T @ A @ B, B, "L")),
    2: symmetric(Ap @ A @ B @ B.T, A.T @ A @ B @ Bp),
    3: both(equal(Ap @ A @ B @ B.T @ A.T, B @ B.T @ A.T), equal(B @ Bp @ A.T @ A @ B, A.T @ A @ B)),
    4: equal(Ap @ A @ B @ B.T @ A.T @ A @ B @ Bp, B @ B.T @ A.T @ A),
    5: both(equal(Ap @ A @ B, B @ pinv(AB) @ A @ B), equal(B @ Bp @ A.T, A.T @ A @ B @ pinv(AB))),
}
"""Equivalent to the law; numbered as in the case study of operator_gb."""
PRODUCTS = both(equal(AB @ pinv(AB), AB @ Bp @ Ap), equal(pinv(AB) @ AB, Bp @ Ap @ AB))
DJORDJEVIC = {
    3: both(equal(A.T @ AB, B @ Bp @ A.T @ AB), equal(AB @ B.T, AB @ B.T @ Ap @ A)),
    4: both(within(A.T @ AB, B), within(B @ B.T @ A.T, A.T, "L")),
    5: both(equal(AB @ pinv(AB) @ A, AB @ Bp), equal(B @ pinv(AB) @ AB, Ap @ AB)),
    6: both(equal(A.T @ AB @ Bp, B @ Bp @ A.T @ A), equal(Ap @ AB @ B.T, B @ B.T @ Ap @ A)),
    7: both(equal(pinv(AB @ Bp), B @ Bp @ Ap), equal(pinv(Ap @ AB), Bp @ Ap @ A)),
    8: both(equal(Bp @ pinv(AB @ Bp), Bp @ Ap), equal(pinv(Ap @ AB) @ Ap, Bp @ Ap)),
}
"""Djordjević and Dinčić, Theorems 2.2 to 2.4."""

# the law for three factors ---------------------------------------------------------------------------

P, Q = Ap @ A @ B @ C @ pinv(C), C @ pinv(C) @ Bp @ Ap @ A
LAW3 = equal(pinv(A @ B @ C), pinv(C) @ Bp @ Ap)
INNER = equal(P @ Q @ P, P)
RANGES = [
    INNER,
    within(A.T @ A @ P, Q.T), within(Q.T, A.T @ A @ P, "L"), within(C @ C.T @ P.T, Q, "M"), within(Q, C @ C.T @ P.T, "N"),
]  # fmt: skip
EP = [
    INNER, equal(Q @ P @ Q, Q),
    within(A.T @ A @ P @ Q, (A.T @ A @ P @ Q).T), within((A.T @ A @ P @ Q).T, A.T @ A @ P @ Q, "L"),
    within(Q @ P @ C @ C.T, (Q @ P @ C @ C.T).T, "M"), within((Q @ P @ C @ C.T).T, Q @ P @ C @ C.T, "N"),
]  # fmt: skip
SYMMETRIC = [INNER, equal(Q @ P @ Q, Q), symmetric(A.T @ A @ P @ Q, Q @ P @ C @ C.T)]
IDEMPOTENT = [equal(P @ Q @ P @ Q, P @ Q), *RANGES[1:]]

# further letters ---------------------------------------------------------------------------------------

X1, X2 = matrix("X", "n", "m"), matrix("Z", "n", "m")
Ai, Bi = matrix("G", "n", "m"), matrix("H", "p", "n")
D, E = matrix("D", "m", "p"), matrix("E", "r", "p")
Y = matrix("Y", "n", "r")
R, K1 = matrix("R", "n", "m"), matrix("C", "m", "m")
Sn, Sq = matrix("D", "q", "q"), matrix("B", "n", "q")
Cq = matrix("C", "q", "n")
schur = Sn - Cq @ inverse(S) @ Sq
top = inverse(S) + inverse(S) @ Sq @ inverse(schur) @ Cq @ inverse(S)
A1, A2, B1, B2 = matrix("A", "m", "n"), matrix("B", "l", "n"), matrix("C", "p", "q"), matrix("D", "p", "k")
C1, C2 = matrix("E", "m", "q"), matrix("F", "l", "k")


def dajic() -> Relation:
    """The displayed common solution of A₁XB₁ = C₁ and A₂XB₂ = C₂."""
    i, j, l, k = identity("n"), identity("p"), identity("l"), identity("k")  # noqa: E741
    s, t = A2 @ (i - pinv(A1) @ A1), (j - B1 @ pinv(B1)) @ B2
    f, g = pinv(B1) @ B2 @ (k - pinv(t) @ t), (l - s @ pinv(s)) @ A2 @ pinv(A1)
    v = C1 @ f + pinv(g) @ (l - s @ pinv(s)) @ C2 @ pinv(t) @ t
    w = g @ C1 + s @ pinv(s) @ C2 @ (k - pinv(t) @ t) @ pinv(f)
    left = (pinv(A1) @ C1 - (i - pinv(A1) @ A1) @ pinv(s) @ (A2 @ pinv(A1) @ C1 - w)) @ pinv(B1)
    right = (i - (i - pinv(A1) @ A1) @ pinv(s) @ A2) @ pinv(A1) @ v + (i - pinv(A1) @ A1) @ pinv(s) @ C2
    x = left @ (j - B2 @ pinv(t) @ (j - B1 @ pinv(B1))) + right @ pinv(t) @ (j - B1 @ pinv(B1))
    given = [
        equal(A1 @ pinv(A1) @ C1 @ pinv(B1) @ B1, C1),
        equal(A2 @ pinv(A2) @ C2 @ pinv(B2) @ B2, C2),
        equal((l - s @ pinv(s)) @ (C2 - g @ C1 @ f) @ (k - pinv(t) @ t), 0),
    ]
    return implies(given, both(equal(A1 @ x @ B1, C1), equal(A2 @ x @ B2, C2)))


def regular(*terms: Term) -> list[Relation]:
    return [unequal(det(term), 0) for term in terms]


CLAIMS: dict[str, Relation] = {
    "op-002": implies(
        [equal(A, A @ A.T @ matrix("C", "m", "n")), equal(A, matrix("B", "m", "n") @ A.T @ A)],
        penrose(A, A.T @ matrix("C", "m", "n") @ matrix("B", "m", "n").T),
    ),
    "op-003": implies([penrose(A, X1), penrose(A, X2)], equal(X1, X2)),
    "op-008": implies(regular(S), equal(pinv(S), inverse(S))),
    "op-009": implies([equal(A.T @ A, J)], equal(pinv(A), A.T)),
    "op-011": implies([equal(S.T, S), equal(S @ S, S)], equal(pinv(S), S)),
    "op-013": implies([equal(A.T @ A @ A.T @ A, A.T @ A)], equal(pinv(A), A.T)),
    "op-016": equal(pinv(A), pinv(A.T @ A) @ A.T),
    "op-016b": equal(pinv(A), A.T @ pinv(A @ A.T)),
    "op-017b": projection(A @ Ap),
    "op-017c": projection(J - Ap @ A),
    "op-018b": same_range(Ap @ A, Ap),
    "op-019a": same_range(A, A @ A.T, A @ Ap),
    "op-019b": same_range(Ap, A.T, A.T @ A, Ap @ A),
    "op-019d": same_kernel(Ap, A.T, A @ A.T, A @ Ap),
    "op-022": implies([equal(A.T @ A, 0)], equal(A, 0)),
    "op-023-2": iff(LAW, CONDITIONS[2]),
    "op-023-3": iff(LAW, CONDITIONS[3]),
    "op-023-4": iff(LAW, CONDITIONS[4]),
    "op-024-1": implies([LAW], CONDITIONS[3]),
    "op-024-2": implies([CONDITIONS[3]], LAW),
    "op-024-3": implies([CONDITIONS[3]], CONDITIONS[4]),
    "op-024-4": implies([CONDITIONS[4]], CONDITIONS[5]),
    "op-024-5": implies([CONDITIONS[5]], CONDITIONS[1]),
    "op-024-6": implies([CONDITIONS[1]], CONDITIONS[2]),
    "op-024-7": implies([CONDITIONS[2]], CONDITIONS[3]),
    "op-025-1": implies([LAW], PRODUCTS),
    "op-025-3": implies([DJORDJEVIC[3]], DJORDJEVIC[4]),
    "op-025-4": implies([DJORDJEVIC[4]], DJORDJEVIC[5]),
    "op-025-5": implies([DJORDJEVIC[5]], DJORDJEVIC[6]),
    "op-025-7": implies([DJORDJEVIC[7]], DJORDJEVIC[8]),
    "op-025-8": implies([DJORDJEVIC[8]], LAW),
    "op-026": iff(equal(AB @ pinv(AB), AB @ Bp @ Ap), equal(A.T @ AB, B @ Bp @ A.T @ AB)),
    "op-027": iff(equal(pinv(AB) @ AB, Bp @ Ap @ AB), equal(AB @ B.T, AB @ B.T @ Ap @ A)),
    "op-028-3": implies(EP, both(*SYMMETRIC)),
    "op-028-4": implies(SYMMETRIC, both(*EP)),
    "op-028-6": implies(RANGES, LAW3),
    "op-028-7": implies(RANGES, both(*IDEMPOTENT)),
    "op-028-9": both(
        implies([LAW3], both(*SYMMETRIC)), implies(SYMMETRIC, both(*EP)), implies(EP, both(*RANGES)),
        implies(RANGES, both(*IDEMPOTENT)), implies(IDEMPOTENT, LAW3),
    ),
    "op-029-1": implies([INNER, within(Q.T, A.T @ A @ P), within(C @ C.T @ P.T, Q, "L")], LAW3),
    "op-029-2": implies([INNER, within(A.T @ A @ P, Q.T), within(Q, C @ C.T @ P.T, "L")], LAW3),
    "op-030-2": implies([penrose(AB, Bp @ Ap, (1, 3))], equal(B @ Bp @ A.T @ AB, A.T @ AB)),
    "op-030-3": implies([equal(B @ Bp @ A.T @ AB, A.T @ AB)], penrose(AB, Bp @ Ap, (1, 2, 3))),
    "op-031": implies([equal(A @ Ai @ A, A)], equal(A @ (Ai + R - R @ A @ Ai) @ A, A)),
    "op-032": implies(
        [equal(A @ Ai @ A, A), equal(B @ Bi @ B, B), equal(Ai @ A @ B @ Bi @ Ai @ A @ B @ Bi, Ai @ A @ B @ Bi)],
        equal(A @ B @ Bi @ Ai @ A @ B, A @ B),
    ),
    "op-034": dajic(),
    "op-036": implies(RANGES, LAW3),
    "op-037": implies(regular(I + A @ R), equal(A @ inverse(J + R @ A), inverse(I + A @ R) @ A)),
    "op-039": implies(
        [equal(K1 @ (I + A @ R), I), equal((I + A @ R) @ K1, I)],
        both(equal((J - R @ K1 @ A) @ (J + R @ A), J), equal((J + R @ A) @ (J - R @ K1 @ A), J)),
    ),
    "op-041": implies(
        regular(lam * J - S, mu * J - S),
        equal(
            inverse(lam * J - S) - inverse(mu * J - S),
            (mu - lam) * inverse(lam * J - S) @ inverse(mu * J - S),
        ),
    ),
    "op-042": implies(
        regular(S, T), equal(inverse(S) - inverse(T), inverse(S) @ (T - S) @ inverse(T))
    ),
    "op-045": implies(
        regular(S, schur),
        both(
            equal(S @ top - Sq @ inverse(schur) @ Cq @ inverse(S), J),
            equal(-S @ inverse(S) @ Sq @ inverse(schur) + Sq @ inverse(schur), 0),
            equal(Cq @ top - Sn @ inverse(schur) @ Cq @ inverse(S), 0),
            equal(-Cq @ inverse(S) @ Sq @ inverse(schur) + Sn @ inverse(schur), identity("q")),
        ),
    ),
    "op-049": implies(
        [equal(A @ Ap @ D @ pinv(E) @ E, D)],
        equal(A @ (Ap @ D @ pinv(E) + Y - Ap @ A @ Y @ E @ pinv(E)) @ E, D),
    ),
    "op-052": implies(
        [equal(A.T @ A @ B, A.T @ A @ matrix("C", "n", "p"))], equal(A @ B, A @ matrix("C", "n", "p"))
    ),
    "op-090": implies([INNER, within(A.T @ A @ P, Q.T), within(C @ C.T @ P.T, Q, "L")], LAW3),
}  # fmt: skip
"""The claims by the numbers of `operator_identities.json`."""

FALSE = frozenset({"op-090"})
OPEN = frozenset({"op-028-9"})
"""Those that are out of reach today."""
