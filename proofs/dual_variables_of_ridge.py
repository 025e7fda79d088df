"""The weights of ridge regression lie in the row space: w = Xᵀα, with one dual variable for each sample.

Setting. X is n × d, its rows are the samples; w solves the normal equations (XᵀX + λI)w = Xᵀy with λ > 0. So w is known by its
inner products with the samples, which is the representer theorem for the linear kernel: a prediction xᵀw is Σᵢ αᵢ xᵀxᵢ.
"""

from symdl import both, claim, equal, exists, identity, implies, matrix, minimises, norm, pinv, scalar, vector

SOURCE = "Schölkopf, Herbrich, Smola, A Generalized Representer Theorem (2001)"

X = matrix("X", "n", "d")
w, v, y, alpha = vector("w", "d"), vector("v", "d"), vector("y", "n"), vector("alpha", "n")
lam = scalar("lambda", positive=True)
normal_equations = equal((X.T @ X + lam * identity("d")) @ w, X.T @ y)


@claim(source=SOURCE)
def ridge_weights_have_dual_variables():
    """A solution of the normal equations is Xᵀα for some α.

    Why it holds: λw = Xᵀ(y − Xw); so (Xᵀ)⁺w serves as α.
    """
    return implies(normal_equations, exists(alpha, equal(w, X.T @ alpha)))


@claim(source=SOURCE)
def the_dual_variables_are_scaled_residuals():
    """For α = (y − Xw)/λ this is the normal equation itself."""
    return implies(normal_equations, equal(w, X.T @ ((y - X @ w) / lam)))


@claim(source=SOURCE)
def ridge_has_a_minimiser():
    """‖Xw − y‖² + λ‖w‖² attains its minimum.

    Why it holds: the gradient vanishes at (XᵀX + λI)⁻¹Xᵀy, and completing the square around it shows that this is the least value.
    """
    return exists(v, minimises(v, norm(X @ w - y) ** 2 + lam * norm(w) ** 2, over=w))


@claim(source=SOURCE)
def the_weights_without_ridge_have_dual_variables():
    """Without ridge this holds for the weights that are orthogonal to the kernel of X, X⁺Xw = w: those of least norm."""
    return implies(equal(pinv(X) @ X @ w, w), exists(alpha, equal(w, X.T @ alpha)))


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=SOURCE)
def every_solution_without_ridge_has_dual_variables():
    """X = 0: every w solves XᵀXw = Xᵀy, and only w = 0 is Xᵀα."""
    return implies(equal(X.T @ X @ w, X.T @ y), exists(alpha, equal(w, X.T @ alpha)))


@claim(expect="refuted", source=SOURCE)
def the_dual_variables_are_residuals():
    """The factor 1/λ is missing."""
    return implies(normal_equations, both(equal(w, X.T @ (y - X @ w))))


# References: Hastie, Tibshirani, Friedman, The Elements of Statistical Learning, 5.8.
