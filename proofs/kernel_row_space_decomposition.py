"""ℝᵖ is the orthogonal sum of ker X and im Xᵀ, and a consistent system has the solutions X⁺y + ker X.

Setting. X is n × p, its rows are the samples. X⁺X projects onto im Xᵀ, so every w is X⁺X w plus an element of the kernel. If y lies in
im X, that is X X⁺ y = y, the solutions of X w = y are X⁺ y + ker X. Otherwise there are none, which the slides leave out.
"""

from symdl import claim, equal, exists, iff, implies, inner, matrix, pinv, vector

SLIDES = "Yao, On Mathematical Theories of Deep Learning"

X, P = matrix("X", "n", "p"), pinv(matrix("X", "n", "p"))
w, z, v = vector("w", "p"), vector("z", "p"), vector("v", "p")
y, q = vector("y", "n"), vector("q", "n")
consistent = equal(X @ P @ y, y)


@claim(source=SLIDES)
def kernel_row_space_decomposition():
    """If y lies in im X, then X w = y exactly when w = X⁺y + (z − X⁺X z) for some z.

    Why it holds: X (z − X⁺X z) = 0, and w itself serves as z.
    """
    return implies(consistent, iff(equal(X @ w, y), exists(z, equal(w, P @ y + (z - P @ X @ z)))))


@claim(source=SLIDES)
def the_rest_lies_in_the_kernel():
    """w − X⁺X w lies in ker X."""
    return equal(X @ (w - P @ X @ w), 0)


@claim(source=SLIDES)
def kernel_and_row_space_are_orthogonal():
    """X v = 0 makes v orthogonal to every Xᵀq."""
    return implies(equal(X @ v, 0), equal(inner(v, X.T @ q), 0))


# What breaks when a hypothesis is dropped: consistency.


@claim(expect="refuted", source=SLIDES)
def every_system_has_the_solution_of_least_norm():
    """X = 0 and y = 1: X⁺y solves nothing."""
    return equal(X @ P @ y, y)


@claim(expect="refuted", source=SLIDES)
def the_kernel_is_orthogonal_to_the_image():
    """v ∈ ker X is orthogonal to im Xᵀ, not to im X; X is square here."""
    S, a, b = matrix("X", 2, 2), vector("v", 2), vector("q", 2)
    return implies(equal(S @ a, 0), equal(inner(a, S @ b), 0))


# References: Strang, The fundamental theorem of linear algebra, Amer. Math. Monthly 100 (1993).
