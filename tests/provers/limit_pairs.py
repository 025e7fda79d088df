"""Claims about limits λ → 0⁺ of matrices with resolvents, and about bounds that are linear in λ."""

from symdl import det, identity, implies, inverse, matrix, norm, pd, pinv, psd, scalar, tends_to, unequal

from .pairs import Pair

X, V, A = matrix("X", "d", "n"), matrix("V", "k", "n"), matrix("A", "n", "n")
lam = scalar("lambda", positive=True)
I, J = identity("n"), inverse(X.T @ X + lam * identity("n"))  # noqa: E741
K = inverse(X @ X.T + lam * identity("d"))
P, R = pinv(X), inverse(A + lam * identity("n"))

LIMITS = {
    "regularised_pseudoinverse": Pair(tends_to(J @ X.T, P, lam), tends_to(J @ X.T, X.T, lam), "a matrix that is no limit"),
    "kernel_form": Pair(tends_to(X.T @ K, P, lam), tends_to(X.T @ K, 0, lam), "the zero matrix"),
    "ridgeless_regression": Pair(
        tends_to(V @ X.T @ K, V @ P, lam), tends_to(V @ X.T @ K, 2 * V @ P, lam), "a factor", is_slow=True
    ),
    "hat_matrix": Pair(tends_to(X @ J @ X.T, X @ P, lam), tends_to(X @ J @ X.T, identity("d"), lam), "full rank"),
    "projection_on_the_kernel": Pair(tends_to(lam * J, I - P @ X, lam), tends_to(lam * J, I, lam), "the zero matrix"),
    "kernel_smoother": Pair(
        implies([psd(A)], tends_to(A @ R, A @ pinv(A), lam)), implies([psd(A)], tends_to(A @ R, I, lam)), "rank"
    ),
    "resolvent_of_a_definite_matrix": Pair(
        implies([pd(A)], tends_to(R, inverse(A), lam)), implies([pd(A)], tends_to(R, A, lam)), "an inverse"
    ),
    "independent_columns": Pair(
        implies([unequal(det(X.T @ X), 0)], tends_to(J @ X.T, inverse(X.T @ X) @ X.T, lam)),
        implies([unequal(det(X.T @ X), 0)], tends_to(J @ X.T, inverse(X.T @ X) @ X.T / 2, lam)),
        "a factor",
        is_slow=True,
    ),
    "bound_on_the_difference": Pair(
        norm(J @ X.T - P) <= lam * norm(P @ P.T @ P), norm(J @ X.T - P) <= lam**2 * norm(P @ P.T @ P), "a power of λ", is_slow=True
    ),
}  # fmt: skip
