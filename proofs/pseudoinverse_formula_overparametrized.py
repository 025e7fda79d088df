"""When the pseudoinverse has a formula.

Setting. X ∈ ℝᵈˣⁿ holds n examples as columns. "Overparametrised" means n < d: then X Xᵀ is a d × d matrix of rank at most n.
"""

from symdl import claim, equal, implies, inverse, matrix, pinv, rank, size

NOTES = "Poggio, Solutions for DNNs: dynamics and norms"

X = matrix("X", "d", "n")


@claim(source=NOTES)
def pseudoinverse_formula_overparametrized():
    """If the columns are independent (rank X = n), then X⁺ = (XᵀX)⁻¹Xᵀ.

    Why it holds: X⁺X = I, so XᵀX is invertible, and XᵀX X⁺ = Xᵀ.
    """
    return implies([equal(rank(X), size("n"))], equal(pinv(X), inverse(X.T @ X) @ X.T))


@claim(source=NOTES)
def pseudoinverse_formula_underparametrized():
    """If the rows are independent (rank X = d), then X⁺ = Xᵀ(X Xᵀ)⁻¹."""
    return implies([equal(rank(X), size("d"))], equal(pinv(X), X.T @ inverse(X @ X.T)))


@claim(source=NOTES)
def pseudoinverse_formula_needs_independent_rows():
    """And only then: where the formula makes sense and holds, X Xᵀ(X Xᵀ)⁻¹ = I shows that rank X = d."""
    return implies([equal(pinv(X), X.T @ inverse(X @ X.T))], equal(rank(X), size("d")))


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def pseudoinverse_formula_as_printed():
    """With more features than examples X Xᵀ is singular: X = 0 is the smallest counterexample."""
    return equal(pinv(X), X.T @ inverse(X @ X.T))


# References: Penrose, A generalized inverse for matrices (1955).
