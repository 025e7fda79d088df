"""Inequalities between ranks at every size (Horn and Johnson, *Matrix Analysis*, 0.4.5), with false ones beside them."""

from __future__ import annotations

from symdl import det, equal, identity, implies, matrix, rank, size, unequal, vector
from symdl.terms.relation import Relation

A, B, C = matrix("A", "m", "n"), matrix("B", "n", "p"), matrix("C", "p", "q")
D = matrix("D", "m", "n")
S, T = matrix("S", "n", "n"), matrix("T", "n", "n")
u, v = vector("u", "n"), vector("v", "n")
m, n, p = size("m"), size("n"), size("p")
I = identity("n")  # noqa: E741

CLAIMS: dict[str, Relation] = {
    "Sylvester": rank(A) + rank(B) - n <= rank(A @ B),
    "Frobenius": rank(A @ B) + rank(B @ C) <= rank(B) + rank(A @ B @ C),
    "Sylvester for three": rank(A) + rank(B) + rank(C) - n - p <= rank(A @ B @ C),
    "a product that vanishes": implies([equal(A @ B, 0)], rank(A) + rank(B) <= n),
    "a square that vanishes": implies([equal(S @ S, 0)], 2 * rank(S) <= n),
    "a cube that vanishes": implies([equal(S @ S @ S, 0)], 3 * rank(S) <= 2 * n),
    "ranks of powers are convex": rank(S @ S) - rank(S @ S @ S) <= rank(S) - rank(S @ S),
    "full column rank on the left": implies([equal(rank(A), n)], equal(rank(A @ B), rank(B))),
    "injective before zero": implies([equal(A @ B, 0), equal(rank(A), n)], equal(rank(B), 0)),
    "a difference": rank(A) - rank(D) <= rank(A - D),
    "a sum": rank(A) - rank(D) <= rank(A + D),
    "an update of rank one": rank(S) - 1 <= rank(S + u @ v.T),
    "an update of an invertible matrix": implies([unequal(det(S), 0)], n - 1 <= rank(S + u @ v.T)),
    "I − S": n - rank(S) <= rank(I - S),
    "I − S T": n - rank(S @ T) <= rank(I - S @ T),
    "parts of the identity": implies([equal(S + T, I)], n <= rank(S) + rank(T)),
    "an error of low rank": implies([rank(A) <= 5], rank(D) - 5 <= rank(D - A)),
    "a commutator": rank(S @ T - T @ S) <= 2 * rank(S),
}

FALSE: dict[str, Relation] = {
    "Sylvester and one more": rank(A) + rank(B) - n + 1 <= rank(A @ B),
    "Sylvester by the rows": rank(A) + rank(B) - m <= rank(A @ B),
    "Frobenius with another middle": rank(A @ B) + rank(B @ C) <= rank(A @ B @ C) + rank(A),
    "Sylvester for three, once": rank(A) + rank(B) + rank(C) - n <= rank(A @ B @ C),
    "a product that vanishes, by the rows": implies([equal(A @ B, 0)], rank(A) + rank(B) <= m),
    "a product that vanishes, and one less": implies([equal(A @ B, 0)], rank(A) + rank(B) <= n - 1),
    "a square that vanishes, of a third": implies([equal(S @ S, 0)], 3 * rank(S) <= n),
    "a cube that vanishes, of a half": implies([equal(S @ S @ S, 0)], 2 * rank(S) <= n),
    "ranks of powers are concave": rank(S) - rank(S @ S) <= rank(S @ S) - rank(S @ S @ S),
    "full row rank on the left": implies([equal(rank(A), m)], rank(B) <= rank(A @ B)),
    "a difference, and one less": rank(A) - rank(D) <= rank(A - 2 * D) - 1,
    "an update of rank one keeps the rank": rank(S) <= rank(S + u @ v.T),
    "I − S, and one more": n - rank(S) + 1 <= rank(I - S),
    "parts of the identity, the other way": implies([equal(S + T, I)], rank(S) + rank(T) <= n),
    "a commutator, once": rank(S @ T - T @ S) <= rank(S),
}
