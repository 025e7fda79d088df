"""What follows for matrices from equations at every column, or at every matrix: polarisation, kernels, isometries, true and false."""

from __future__ import annotations

from symdl import (
    both,
    equal,
    exists,
    forall,
    identity,
    implies,
    inner,
    matrix,
    norm,
    pinv,
    trace,
    unequal,
    vector,
)
from symdl.terms.relation import Relation

A, D, V = matrix("A", "m", "n"), matrix("D", "m", "n"), matrix("V", "m", "n")
S, T, W = matrix("S", "n", "n"), matrix("T", "n", "n"), matrix("W", "n", "n")
Q = matrix("Q", "m", "m")
u, v, w, x = (vector(name, "n") for name in "uvwx")
b = vector("b", "m")
I, I_m = identity("n"), identity("m")  # noqa: E741

KERNEL = forall(v, implies([equal(A @ v, 0)], equal(D @ v, 0)))
ISOMETRY = forall(v, equal(norm(A @ v) ** 2, norm(v) ** 2))
NO_FORM = forall(v, equal(v.T @ S @ v, 0))

CLAIMS: dict[str, Relation] = {
    "no action": implies([forall(v, equal(S @ v, 0))], equal(S, 0)),
    "one action": implies([forall(v, equal(S @ v, T @ v))], equal(S, T)),
    "no bilinear form": implies([forall((u, v), equal(u.T @ S @ v, 0))], equal(S, 0)),
    "no bilinear form, one after the other": implies([forall(u, forall(v, equal(u.T @ S @ v, 0)))], equal(S, 0)),
    "no form": implies([NO_FORM], equal(S + S.T, 0)),
    "no form, skew": implies([forall(v, equal(inner(v, S @ v), 0))], equal(S.T, -S)),
    "no form, symmetric": implies([equal(S, S.T), NO_FORM], equal(S, 0)),
    "one form, symmetric": implies([equal(S, S.T), equal(T, T.T), forall(v, equal(v.T @ S @ v, v.T @ T @ v))], equal(S, T)),
    "an isometry": implies([ISOMETRY], equal(A.T @ A, I)),
    "a normal matrix": implies([forall(v, equal(norm(S @ v) ** 2, norm(S.T @ v) ** 2))], equal(S @ S.T, S.T @ S)),
    "one functional": implies([forall(v, equal(u.T @ v, w.T @ v))], equal(u, w)),
    "a stationary point": implies([forall(v, equal(inner(A.T @ b - x, v), 0))], equal(x, A.T @ b)),
    "a larger kernel": implies([KERNEL], equal(D @ pinv(A) @ A, D)),
    "a larger kernel is a factor": implies([KERNEL], exists(Q, equal(D, Q @ A))),
    "no trace": implies([forall(V, equal(trace(A.T @ V), 0))], equal(A, 0)),
    "one trace": implies([forall(W, equal(trace(S @ W), trace(T @ W)))], equal(S, T)),
    "idempotent at every column": implies([forall(v, equal(S @ (S @ v), S @ v))], equal(S @ S, S)),
}  # fmt: skip

FALSE: dict[str, Relation] = {
    "no action on one column": implies([equal(S @ v, 0)], equal(S, 0)),
    "no action on some column": implies([exists(v, both(unequal(v, 0), equal(S @ v, 0)))], equal(S, 0)),
    "no bilinear form with one column": implies([forall(u, equal(u.T @ S @ v, 0))], equal(S, 0)),
    "no form, any matrix": implies([NO_FORM], equal(S, 0)),
    "no form, the other sign": implies([NO_FORM], equal(S.T, S)),
    "one form, any matrices": implies([forall(v, equal(v.T @ S @ v, v.T @ T @ v))], equal(S, T)),
    "an isometry is the identity": implies([forall(v, equal(norm(S @ v) ** 2, norm(v) ** 2))], equal(S, I)),
    "an isometry, by rows": implies([ISOMETRY], equal(A @ A.T, I_m)),
    "a normal matrix is symmetric": implies([forall(v, equal(norm(S @ v) ** 2, norm(S.T @ v) ** 2))], equal(S, S.T)),
    "a smaller kernel": implies([KERNEL], equal(A @ pinv(D) @ D, A)),
    "a larger kernel is a factor on the other side": implies([KERNEL], exists(W, equal(D, A @ W))),
    "a larger kernel is equality": implies([KERNEL], equal(D, A)),
    "no trace between two factors": implies([forall(W, equal(trace(S @ W @ S), 0))], equal(S, 0)),
    "a product without action, the other way": implies([forall(v, equal(S @ T @ v, 0))], equal(T @ S, 0)),
    "a product without action, its factor": implies([forall(v, equal(S @ T @ v, 0))], equal(S, 0)),
    "an involution is the identity": implies([forall(v, equal(S @ (S @ v), v))], equal(S, I)),
}  # fmt: skip
