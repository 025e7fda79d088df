"""With more weights than data the Hessian is singular where all data are fitted, not at every equilibrium.

Setting. L(w) = Σ_{i ≤ n} (f(x_i; w) − y_i)² with p > n weights. At a zero-residual point ∇²L = 2 Σ ∇f_i ∇f_iᵀ has rank at most n < p; for f linear
in w this holds everywhere. The notes say it of all equilibria. With residuals the curvature of f enters, and L = (w₁² + w₂² + 1)² has
the equilibrium 0 with Hessian 4 I. Covered: every smooth f with two weights and one datum; linear models of all sizes.
"""

from symdl import (
    claim,
    det,
    equal,
    function,
    gradient,
    hessian,
    implies,
    matrix,
    norm,
    pd,
    rank_almost_everywhere,
    scalar,
    vector,
)

SLIDES = "Yao, On Mathematical Theories of Deep Learning"

w = vector("w", 2)
y = scalar("y")
f = function("f", arity=2)(w[0], w[1])
quadratic = (w[0] ** 2 + w[1] ** 2 + 1) ** 2


@claim(source=SLIDES)
def overparametrized_equilibria_all_degenerate():
    """p = 2 > 1 = n: for every smooth f, the Hessian of (f − y)² has determinant 0 where f = y.

    Why it holds: there it is 2 ∇f ∇fᵀ.
    """
    return implies(equal(f, y), equal(det(hessian((f - y) ** 2, w)), 0))


@claim(source=SLIDES)
def linear_models_have_one_hessian():
    """For f = X w the Hessian is 2 XᵀX at every point, for all sizes."""
    X, v, labels = matrix("X", "n", "p"), vector("w", "p"), vector("y", "n")
    return equal(hessian(norm(X @ v - labels) ** 2, v), 2 * X.T @ X)


@claim(source=SLIDES)
def its_rank_is_at_most_the_number_of_data():
    """Two data and four weights: XᵀX has rank 2 for almost every X."""
    X = matrix("X", 2, 4)
    return equal(rank_almost_everywhere(X.T @ X), 2)


@claim(source=SLIDES)
def an_equilibrium_with_residual_can_be_nondegenerate():
    """L = (w₁² + w₂² + 1)² has a positive definite Hessian at its equilibrium 0."""
    return implies(equal(w, 0), pd(hessian(quadratic, w)))


# What breaks when a hypothesis is dropped: zero residual.


@claim(expect="refuted", source=SLIDES)
def every_equilibrium_is_degenerate():
    """The printed statement, p = 2 > 1 = n."""
    return implies(equal(gradient(quadratic, w), 0), equal(det(hessian(quadratic, w)), 0))


@claim(expect="refuted", source=SLIDES)
def normal_matrices_have_full_rank():
    """XᵀX with two data and three weights is singular."""
    X = matrix("X", 2, 3)
    return equal(rank_almost_everywhere(X.T @ X), 3)


# References: Poggio et al., Theory of deep learning III, 2017.
