"""Ridge regression is least squares with d more examples.

Setting. X ∈ ℝⁿˣᵈ holds n examples as rows, y ∈ ℝⁿ their targets, r > 0. Below X stand the rows of r I, each with target 0:
the augmented data are Z = [X; r I] and t = [y; 0].
"""

from symdl import claim, equal, identity, inverse, matrix, minimises, norm, pinv, scalar, vector, vstack, zeros

SOURCE = "Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, exercise 3.12"

X, y, w, r = matrix("X", "n", "d"), vector("y", "n"), vector("w", "d"), scalar("r", positive=True)
Z, t = vstack(X, r * identity("d")), vstack(y, zeros("d"))
RIDGE = inverse(X.T @ X + r**2 * identity("d")) @ X.T @ y


@claim(source=SOURCE)
def augmented_square_loss_is_the_ridge_loss():
    """‖t − Z w‖² = ‖y − X w‖² + r²‖w‖², block by block."""
    return equal(norm(t - Z @ w) ** 2, norm(y - X @ w) ** 2 + r**2 * norm(w) ** 2)


@claim(source=SOURCE)
def ridge_minimises_the_augmented_square_loss():
    """So ordinary least squares on the augmented data finds the ridge solution (XᵀX + r²I)⁻¹Xᵀy."""
    return minimises(RIDGE, norm(t - Z @ w) ** 2, over=w)


@claim(source=SOURCE)
def ridge_by_the_pseudoinverse_of_the_augmented_data():
    """It is Z⁺t, for ZᵀZ = XᵀX + r²I is invertible whatever X is."""
    return equal(pinv(Z) @ t, RIDGE)


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=SOURCE)
def augmented_square_loss_with_the_root_forgotten():
    """The rows below are r I for the penalty r²‖w‖², not r‖w‖²."""
    return equal(norm(t - Z @ w) ** 2, norm(y - X @ w) ** 2 + r * norm(w) ** 2)


# References: Marquardt, Generalized inverses, ridge regression, biased linear estimation, and nonlinear estimation (1970).
