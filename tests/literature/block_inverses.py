"""Which matrices of blocks are invertible at every size, by Schur complements; true claims and false ones."""

from __future__ import annotations

from symdl import block, det, equal, identity, implies, matrix, pd, psd, rank, size, unequal, zeros
from symdl.terms.relation import Relation
from symdl.terms.term import Term

S, Q, R, X = matrix("S", "n", "n"), matrix("Q", "m", "m"), matrix("R", "n", "m"), matrix("X", "m", "n")
I, J = identity("n"), identity("m")  # noqa: E741


def regular(*rows: list[Term]) -> Relation:
    return unequal(det(block([*rows])), 0)


CLAIMS: dict[str, Relation] = {
    "definite beside I": implies([pd(S)], regular([S, R], [-R.T, J])),
    "definite beside definite": implies([pd(S), pd(Q)], regular([S, R], [-R.T, Q])),
    "a rotation by R": regular([I, R], [-R.T, J]),
    "a Gram matrix below": regular([I, R], [R.T, R.T @ R + J]),
    "quasidefinite": implies([pd(S), pd(Q)], regular([S, R], [R.T, -Q])),
    "a border of full rank": implies([pd(S), equal(rank(X), size("m"))], regular([S, X.T], [X, zeros("m", "m")])),
    "ones on the diagonal": regular([I, R], [zeros("m", "n"), J]),
}

FALSE: dict[str, Relation] = {
    "definite beside I, the other sign": implies([pd(S)], regular([S, R], [R.T, J])),
    "definite beside −I": implies([pd(S)], regular([S, R], [-R.T, -J])),
    "semidefinite beside I": implies([psd(S)], regular([S, R], [-R.T, J])),
    "definite beside 0": implies([pd(S)], regular([S, R], [-R.T, zeros("m", "m")])),
    "a border without full rank": implies([pd(S)], regular([S, X.T], [X, zeros("m", "m")])),
    "semidefinite with a border of full rank": implies(
        [psd(S), equal(rank(X), size("m"))], regular([S, X.T], [X, zeros("m", "m")])
    ),
    "definite against semidefinite": implies([pd(S), psd(Q)], regular([S, R], [R.T, -Q])),
    "a Gram matrix below, no more": regular([I, R], [R.T, R.T @ R]),
}
