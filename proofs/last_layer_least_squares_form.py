"""Training the last layer of a shallow network is a least squares problem.

Setting. x₁, …, xₙ ∈ ℝᵈ are the columns of X, W ∈ ℝᵏˣᵈ the frozen hidden weights, v ∈ ℝᵏ the trained ones, y ∈ ℝⁿ the labels. All sizes are
arbitrary, σ is any smooth function. The outputs are ⟨v, σ(Wxᵢ)⟩, the entries of the row vᵀσ(WX).
"""

from symdl import claim, entry_sum, equal, function, hadamard_power, matrix, minimises, norm, pinv, vector

NOTES = "Slides on shallow networks: training the last layer"

X, W = matrix("X", "d", "n"), matrix("W", "k", "d")
v, y = vector("v", "k"), vector("y", "n")
sigma = function("sigma")
Q = sigma(W @ X).T


@claim(source=NOTES)
def last_layer_least_squares_form():
    """Σᵢ (⟨v, σ(Wxᵢ)⟩ − yᵢ)² = ‖Qv − y‖² for the n × k matrix Q whose rows are σ(Wxᵢ)ᵀ.

    Why it holds: the row vᵀσ(WX) − yᵀ is (Qv − y)ᵀ, and its squares add up to the square of its norm.
    """
    residuals = v.T @ sigma(W @ X) - y.T
    return equal(entry_sum(hadamard_power(residuals, 2)), norm(Q @ v - y) ** 2)


@claim(source=NOTES)
def last_layer_least_squares_solution():
    """v = Q⁺y minimises it, whatever the rank of Q: here for any Q."""
    features = matrix("Q", "n", "k")
    return minimises(pinv(features) @ y, norm(features @ v - y) ** 2, over=v)


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def last_layer_with_features_as_columns():
    """With Q = (σ(Wx₁) ⋯ σ(Wxₙ)), as printed, Qv is undefined for k ≠ n, and for k = n the sum is another one."""
    columns, outer = matrix("Q", "n", "n"), vector("v", "n")
    return equal(entry_sum(hadamard_power(outer.T @ columns - y.T, 2)), norm(columns @ outer - y) ** 2)


# References: Rahimi, Recht (2008), Random features for large-scale kernel machines.
