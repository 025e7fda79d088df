"""The least-squares minimum is unique exactly when X has no kernel; otherwise the minimisers form an affine space.

Setting. L(w) = ‖X w − y‖², whose minimisers are the solutions of XᵀX w = Xᵀy. Two of them differ by a kernel vector of X, and adding
one changes nothing. For other functions a singular Hessian does not imply that: x⁴ has one minimum and the Hessian 0 there.
"""

from symdl import (
    at_most,
    claim,
    derivative,
    equal,
    implies,
    matrix,
    minimises,
    rank_almost_everywhere,
    scalar,
    vector,
)

NOTES = "Poggio, Solutions for DNNs: dynamics and norms"

X, y = matrix("X", "n", "p"), vector("y", "n")
w, v, z = vector("w", "p"), vector("v", "p"), vector("z", "p")
x = scalar("x")


@claim(source=NOTES)
def degenerate_quadratic_nonunique_minimum():
    """If w solves XᵀX w = Xᵀy and X z = 0, then w + z solves it too.

    Why it holds: XᵀX z = 0.
    """
    return implies([equal(X.T @ X @ w, X.T @ y), equal(X @ z, 0)], equal(X.T @ X @ (w + z), X.T @ y))


@claim(source=NOTES)
def minimisers_differ_by_a_kernel_vector():
    """If w and v solve it, then X (w − v) = 0.

    Why it holds: ‖X (w − v)‖² = (w − v)ᵀXᵀX (w − v) = 0.
    """
    return implies([equal(X.T @ X @ w, X.T @ y), equal(X.T @ X @ v, X.T @ y)], equal(X @ (w - v), 0))


@claim(source=NOTES)
def wide_models_have_a_kernel_of_dimension_two():
    """Two data, four weights: XᵀX has rank 2 for almost every X, so the minimisers form a plane."""
    A = matrix("X", 2, 4)
    return equal(rank_almost_everywhere(A.T @ A), 2)


@claim(source=NOTES)
def a_singular_hessian_may_have_one_minimum():
    """x⁴ is minimal at 0, where its second derivative vanishes, and only there."""
    return implies(equal(derivative(derivative(x**4, x), x), 0), minimises(x, x**4))


@claim(source=NOTES)
def only_zero_minimises_the_quartic():
    """x⁴ ≤ 0 forces x = 0."""
    return implies(at_most(x**4, 0), equal(x, 0))


# What breaks when a hypothesis is dropped: ker X = 0.


@claim(expect="refuted", source=NOTES)
def minimisers_are_unique():
    """X = 0 is minimised by every w."""
    return implies([equal(X.T @ X @ w, X.T @ y), equal(X.T @ X @ v, X.T @ y)], equal(w, v))


@claim(expect="refuted", source=NOTES)
def wide_models_have_a_nonsingular_hessian():
    """Two data and three weights."""
    A = matrix("X", 2, 3)
    return equal(rank_almost_everywhere(A.T @ A), 3)


# References: Strang, Introduction to Linear Algebra, ch. 4.
