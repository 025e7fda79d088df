"""Inequalities at all sizes whose squares are to be found: 0 ≤ p = Σ c tr(GᵀAG) modulo the equations."""

from symdl import (
    at_most,
    equal,
    identity,
    implies,
    inner,
    inverse,
    less_than,
    matrix,
    norm,
    pinv,
    psd,
    scalar,
    trace,
    vector,
)

from .pairs import Pair

X = matrix("X", "n", "d")
A, B, P = (matrix(name, "d", "d") for name in "ABP")
y, w, v = vector("y", "n"), vector("w", "d"), vector("v", "d")
lam, eta = scalar("lambda", positive=True), scalar("eta", positive=True)
resolvent = inverse(X.T @ X + lam * identity("d"))
ridge = resolvent @ X.T @ y
least = pinv(X) @ y


def loss(weights):
    """The ridge loss."""
    return norm(X @ weights - y) ** 2 + lam * norm(weights) ** 2


def slope(weights):
    """Half its gradient."""
    return X.T @ (X @ weights - y) + lam * weights


SEARCHED = {
    "projection_shrinks": Pair(
        at_most(norm(X @ least) ** 2, norm(y) ** 2), at_most(norm(y) ** 2, norm(X @ least) ** 2), "the order"
    ),
    "least_squares_is_smallest": Pair(
        at_most(norm(X @ least - y) ** 2, norm(X @ w - y) ** 2),
        at_most(norm(X @ least - y) ** 2, norm(X @ w) ** 2),
        "a term dropped",
    ),
    "minimum_norm": Pair(
        implies([equal(X @ w, y)], at_most(norm(least) ** 2, norm(w) ** 2)),
        at_most(norm(least) ** 2, norm(w) ** 2),
        "the hypothesis",
    ),
    "ridge_is_shorter_than_least_squares": Pair(
        at_most(norm(ridge) ** 2, norm(least) ** 2), at_most(norm(least) ** 2, norm(ridge) ** 2), "the order"
    ),
    "ridge_is_bounded_by_the_data": Pair(
        at_most(4 * lam * norm(ridge) ** 2, norm(y) ** 2),
        at_most(5 * lam * norm(ridge) ** 2, norm(y) ** 2),
        "a constant beyond the sharp one",
    ),
    "ridge_loss_is_lojasiewicz": Pair(
        at_most(lam * (loss(w) - loss(v)), norm(slope(w)) ** 2),
        at_most(2 * lam * (loss(w) - loss(v)), norm(slope(w)) ** 2),
        "a constant beyond the sharp one",
    ),
    "trace_of_a_square_of_a_product": Pair(
        at_most(trace(A @ B @ A @ B), trace(A @ A.T @ B.T @ B)),
        at_most(trace(A @ A.T @ B.T @ B), trace(A @ B @ A @ B)),
        "the order",
    ),
    "projection_below_the_identity": Pair(
        psd(identity("n") - X @ pinv(X)), psd(X @ pinv(X) - identity("n")), "the order"
    ),
    "resolvent_below_the_identity": Pair(
        psd(identity("d") - lam * resolvent), psd(identity("d") - resolvent), "the factor"
    ),
    "damped_projection": Pair(
        implies([less_than(eta, 2)], at_most(norm(w - eta * pinv(X) @ X @ w) ** 2, norm(w) ** 2)),
        implies([less_than(eta, 3)], at_most(norm(w - eta * pinv(X) @ X @ w) ** 2, norm(w) ** 2)),
        "a bound on the step",
    ),
    "convexity_between_two_points": Pair(
        implies(
            [less_than(eta, 1)],
            at_most(
                norm(X @ (eta * w + (1 - eta) * v) - y) ** 2,
                eta * norm(X @ w - y) ** 2 + (1 - eta) * norm(X @ v - y) ** 2,
            ),
        ),
        at_most(
            norm(X @ (eta * w + (1 - eta) * v) - y) ** 2, eta * norm(X @ w - y) ** 2 + (1 - eta) * norm(X @ v - y) ** 2
        ),
        "a bound on the weight",
    ),
    "schwarz_for_a_semidefinite_form": Pair(
        implies([psd(P)], at_most(2 * inner(v, P @ w), inner(v, P @ v) + inner(w, P @ w))),
        implies([equal(P, P.T)], at_most(2 * inner(v, P @ w), inner(v, P @ v) + inner(w, P @ w))),
        "definiteness",
    ),
}
