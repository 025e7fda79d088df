"""Claims about matrix powers with a symbolic exponent and about iterates."""

from symdl import (
    array,
    det,
    equal,
    gradient,
    identity,
    implies,
    inverse,
    iterate,
    matrix,
    norm,
    pinv,
    scalar,
    trace,
    unequal,
    vector,
)

from .pairs import Pair

X, Y, W, start, limit = matrix("X", "d", "n"), matrix("Y", "k", "n"), *(matrix(f"W{k}", "k", "d") for k in ("", 0, 1))
A, B, P = (matrix(name, "n", "n") for name in "ABP")
w, v, b = (vector(name, "n") for name in "wvb")
eta, c = scalar("eta"), scalar("c")
s, t = scalar("s", natural=True), scalar("t", natural=True)
M = identity("d") - eta * X @ X.T
descent = iterate(W - eta * gradient(norm(Y - W @ X) ** 2 / 2, W), over=W, start=start, times=t)
commuting = equal(A @ B, B @ A)

POWERS = {
    "a_power_commutes_with_its_base": Pair(equal(A @ A**t, A**t @ A), equal(B @ A**t, A**t @ B), "another matrix"),
    "powers_add_exponents": Pair(equal(A ** (s + t), A**s @ A**t), equal(A ** (s + t), A**s + A**t), "a sum"),
    "power_of_the_transpose": Pair(equal((A**t).T, A.T**t), equal(A**t, A.T**t), "a transpose"),
    "power_of_a_product": Pair(
        implies([commuting], equal((A @ B) ** t, A**t @ B**t)),
        equal((A @ B) ** t, A**t @ B**t),
        "no commuting pair",
        is_slow=True,
    ),
    "power_of_a_multiple": Pair(equal((c * A) ** t, c**t * A**t), equal((c * A) ** t, c * A**t), "an exponent"),
    "powers_pass_through": Pair(
        equal(X @ (X.T @ X) ** t, (X @ X.T) ** t @ X), equal(X @ (X.T @ X) ** t, (X @ X.T) ** (t + 1) @ X), "a step"
    ),
    "power_of_an_idempotent": Pair(
        implies([equal(P @ P, P)], equal(P ** (t + 1), P)), implies([equal(P @ P, P)], equal(P**t, P)), "t = 0"
    ),
    "power_of_an_inverse": Pair(
        implies([unequal(det(A), 0)], equal(inverse(A**t), inverse(A) ** t)),
        equal(inverse(A**t), inverse(A) ** t),
        "a singular matrix",
    ),
    "trace_of_a_power_of_a_product": Pair(
        equal(trace((A @ B) ** t), trace((B @ A) ** t)), equal(trace((A @ B) ** t), trace(A**t @ B**t)), "an order"
    ),
    "power_of_a_shear": Pair(
        equal(array([[1, c], [0, 1]]) ** t, array([[1, t * c], [0, 1]])),
        equal(array([[1, c], [0, 1]]) ** t, array([[1, c**t], [0, 1]])),
        "an exponent for a factor",
    ),
}  # fmt: skip

ITERATES = {
    "descent_to_a_solution_of_the_normal_equations": Pair(
        implies([equal(limit @ X @ X.T, Y @ X.T)], equal(descent, limit + (start - limit) @ M**t)),
        implies([equal(limit @ X @ X.T, Y @ X.T)], equal(descent, limit + (start - limit) @ M ** (t + 1))),
        "an exponent",
    ),
    "descent_to_the_pseudoinverse": Pair(
        equal(descent, Y @ pinv(X) + (start - Y @ pinv(X)) @ M**t),
        equal(descent, Y @ pinv(X) + (start - Y @ pinv(X)) @ (identity("d") + eta * X @ X.T) ** t),
        "a sign",
        is_slow=True,
    ),
    "descent_from_zero": Pair(
        implies([equal(start, 0)], equal(descent, Y @ pinv(X) @ (identity("d") - M**t))),
        equal(descent, Y @ pinv(X) @ (identity("d") - M**t)),
        "another start",
        is_slow=True,
    ),
    "linear_iteration": Pair(
        equal(iterate(A @ w, over=w, start=v, times=t), A**t @ v),
        equal(iterate(A @ w, over=w, start=v, times=t), A.T**t @ v),
        "a transpose",
    ),
    "affine_iteration": Pair(
        implies([equal(A @ b + v, b)], equal(iterate(A @ w + v, over=w, start=w, times=t), b + A**t @ (w - b))),
        equal(iterate(A @ w + v, over=w, start=w, times=t), b + A**t @ (w - b)),
        "no fixed point",
    ),
    "steps_add_up": Pair(
        equal(iterate(A @ w + v, over=w, start=iterate(A @ w + v, over=w, start=b, times=s), times=t),
              iterate(A @ w + v, over=w, start=b, times=s + t)),
        equal(iterate(A @ w + v, over=w, start=iterate(A @ w + v, over=w, start=b, times=s), times=t),
              iterate(A @ w + v, over=w, start=b, times=t)),
        "steps forgotten",
    ),
    "geometric_growth": Pair(
        equal(iterate(2 * c + 1, over=c, start=c, times=t), 2**t * (c + 1) - 1),
        equal(iterate(2 * c + 1, over=c, start=c, times=t), 2**t * c + 1),
        "a constant",
    ),
}  # fmt: skip
