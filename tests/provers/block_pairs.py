"""Claims about matrices of blocks, at all sizes of the blocks."""

from symdl import (
    at_most,
    block,
    block_diag,
    det,
    equal,
    hstack,
    identity,
    implies,
    inverse,
    less_than,
    matrix,
    norm,
    pd,
    pinv,
    psd,
    rank,
    scalar,
    trace,
    unequal,
    vector,
    vstack,
    zeros,
)
from symdl.terms.relation import Relation
from symdl.terms.term import Term

from .pairs import Pair

A, B, C, D = matrix("A", "n", "n"), matrix("B", "n", "m"), matrix("C", "m", "n"), matrix("D", "m", "m")
P, Q = matrix("P", "n", "n"), matrix("Q", "n", "n")
X, y, w, r = matrix("X", "n", "d"), vector("y", "n"), vector("w", "d"), scalar("r")
I, J = identity("n"), identity("m")  # noqa: E741
WHOLE, SCHUR = block([[A, B], [C, D]]), D - C @ inverse(A) @ B
BELOW, ASIDE = zeros("m", "n"), zeros("n", "m")


def regular(*matrices: Term) -> list[Relation]:
    return [unequal(det(matrix), 0) for matrix in matrices]


def upper(corner: Term) -> Term:
    return block([[I, corner], [BELOW, J]])


def by_schur(sign: int) -> Term:
    """The inverse of the whole through the Schur complement, for the sign −1."""
    left, right, middle = inverse(A) @ B, C @ inverse(A), inverse(SCHUR)
    return block([[inverse(A) + left @ middle @ right, sign * left @ middle], [sign * middle @ right, middle]])


BLOCKS = {
    "product_of_a_row_and_a_column_of_blocks": Pair(
        equal(hstack(A, B) @ vstack(P, C), A @ P + B @ C), equal(hstack(A, P) @ vstack(Q, A), A @ A + P @ Q), "an order"
    ),
    "transpose_of_blocks": Pair(
        equal(WHOLE.T, block([[A.T, C.T], [B.T, D.T]])),
        equal(block([[A, P], [Q, A]]).T, block([[A.T, P.T], [Q.T, A.T]])),
        "an order",
    ),
    "trace_of_blocks": Pair(equal(trace(WHOLE), trace(A) + trace(D)), equal(trace(WHOLE), trace(A) - trace(D)), "a sign"),
    "norm_of_blocks": Pair(
        equal(norm(vstack(y, zeros("d")) - vstack(X, r * identity("d")) @ w) ** 2, norm(y - X @ w) ** 2 + r**2 * norm(w) ** 2),
        equal(norm(vstack(y, zeros("d")) - vstack(X, r * identity("d")) @ w) ** 2, norm(y - X @ w) ** 2 + r * norm(w) ** 2),
        "a power", is_slow=True),
    "inverse_of_a_unit_triangle": Pair(
        equal(inverse(upper(B)), upper(-B)), equal(inverse(upper(B)), upper(B)), "a sign", is_slow=True),
    "inverse_of_a_triangle_of_blocks": Pair(
        implies(
            regular(A, D),
            equal(inverse(block([[A, B], [BELOW, D]])), block([[inverse(A), -inverse(A) @ B @ inverse(D)], [BELOW, inverse(D)]])),
        ),
        implies(
            regular(D),
            equal(inverse(block([[A, B], [BELOW, D]])) @ block([[A, B], [BELOW, D]]), identity("m+n")),
        ),
        "a hypothesis", is_slow=True),
    "inverse_through_the_schur_complement": Pair(
        implies(regular(A, SCHUR), equal(inverse(WHOLE), by_schur(-1))),
        implies(regular(A, SCHUR), equal(inverse(WHOLE), by_schur(1))),
        "a sign", is_slow=True),
    "factors_of_blocks": Pair(
        implies(regular(A), equal(WHOLE, block([[I, ASIDE], [C @ inverse(A), J]]) @ block_diag(A, SCHUR) @ upper(inverse(A) @ B))),
        implies(regular(A), equal(WHOLE, block([[I, ASIDE], [C @ inverse(A), J]]) @ block_diag(A, D) @ upper(inverse(A) @ B))),
        "a block", is_slow=True),
    "inverse_of_a_block_diagonal": Pair(
        implies(regular(A, D), equal(inverse(block_diag(A, D)), block_diag(inverse(A), inverse(D)))),
        implies(regular(A, P), equal(inverse(block_diag(A, P)), block_diag(inverse(P), inverse(A)))),
        "an order", is_slow=True),
    "pseudoinverse_of_blocks": Pair(
        equal(pinv(block_diag(B, D)), block_diag(pinv(B), pinv(D))), equal(pinv(vstack(P, Q)), hstack(pinv(P), pinv(Q))), "a place", is_slow=True),
    "gram_matrix_of_blocks": Pair(
        psd(block([[B @ B.T, B @ D.T], [D @ B.T, D @ D.T]])), psd(block([[B @ B.T, B @ D.T], [D @ B.T, -D @ D.T]])), "a sign"
    ),
    "gram_matrix_of_a_stack": Pair(psd(vstack(A, C) @ vstack(A, C).T), pd(vstack(A, C) @ vstack(A, C).T), "strictness"),
    "norm_of_a_stack": Pair(at_most(0, norm(vstack(A, C))), less_than(0, norm(vstack(A, C))), "strictness", is_slow=True),
    "rank_of_a_block_diagonal": Pair(
        equal(rank(block_diag(B, D)), rank(B) + rank(D)), equal(rank(hstack(A, P)), rank(A) + rank(P)), "a place", is_slow=True),
    "determinant_of_a_triangle_of_blocks": Pair(
        equal(det(block([[A, B], [BELOW, D]])), det(A) * det(D)),
        equal(det(block([[A, P], [Q, A]])), det(A) * det(A) - det(P) * det(Q)),
        "a block",
    ),
    "determinant_through_the_schur_complement": Pair(
        implies(regular(A), equal(det(WHOLE), det(A) * det(SCHUR))),
        implies(regular(A), equal(det(WHOLE), det(A) * det(D + C @ inverse(A) @ B))),
        "a sign",
        is_slow=True,
    ),
    "idempotent_of_blocks": Pair(
        equal(block([[I, B], [BELOW, zeros("m", "m")]]) @ block([[I, B], [BELOW, zeros("m", "m")]]), block([[I, B], [BELOW, zeros("m", "m")]])),
        equal(upper(B) @ upper(B), upper(B)),
        "a block", is_slow=True),
}  # fmt: skip
