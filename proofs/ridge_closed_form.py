"""Ridge regression in closed form, and why it is optimal.

Setting. The columns of X ∈ ℝᵈˣⁿ are the examples, those of Y ∈ ℝᵏˣⁿ their labels, W ∈ ℝᵏˣᵈ is a linear model and μ > 0.
"""

from symdl import claim, equal, identity, implies, inverse, matrix, minimises, norm, scalar

NOTES = "Poggio, Solutions for DNNs: dynamics and norms"

X, Y, W = matrix("X", "d", "n"), matrix("Y", "k", "n"), matrix("W", "k", "d")
mu = scalar("mu", positive=True)
unit, J = identity("d"), identity("n")
ridge = Y @ X.T @ inverse(X @ X.T + mu * unit)


@claim(source=NOTES)
def ridge_closed_form():
    """The stationarity equation (W X − Y)Xᵀ + μW = 0 has at most one solution, Y Xᵀ(X Xᵀ + μI)⁻¹.

    Why it holds: the equation reads W(X Xᵀ + μI) = Y Xᵀ, and X Xᵀ + μI ≻ 0 is invertible.
    """
    return implies([equal((W @ X - Y) @ X.T + mu * W, 0)], equal(W, ridge))


@claim(source=NOTES)
def ridge_solves_the_stationarity_equation():
    """And this is a solution."""
    return equal((ridge @ X - Y) @ X.T + mu * ridge, 0)


@claim(source=NOTES)
def ridge_kernel_form():
    """One may invert an n × n matrix in place of a d × d one.

    Why it holds: Xᵀ(X Xᵀ + μI) = (XᵀX + μI)Xᵀ.
    """
    return equal(ridge, Y @ inverse(X.T @ X + mu * J) @ X.T)


@claim(source=NOTES)
def ridge_is_optimal():
    """It minimises ‖Y − W X‖² + μ‖W‖².

    Why it holds: the loss at W is the loss at the solution W* plus ‖(W − W*)X‖² + μ‖W − W*‖².
    """
    return minimises(ridge, norm(Y - W @ X) ** 2 + mu * norm(W) ** 2, over=W)


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def ridge_kernel_form_with_another_constant():
    """Both forms need the same μ."""
    return equal(ridge, Y @ inverse(X.T @ X + 2 * mu * J) @ X.T)


@claim(expect="refuted", source=NOTES)
def ridge_minimises_the_loss_alone():
    """The term μ‖W‖² is what the formula minimises with; without it the least-squares solution does better."""
    return minimises(ridge, norm(Y - W @ X) ** 2, over=W)


# References: Hoerl and Kennard, Technometrics 12 (1970); Hastie, Tibshirani, Friedman, section 3.4.
