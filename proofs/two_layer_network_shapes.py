"""The two-layer network f(x) = W₂ σ(W₁ x) needs W₁ ∈ ℝ^{q×d} and W₂ ∈ ℝ^{1×q}, the transposes of the printed shapes.

Setting. The slides print W₁ ∈ ℝ^{d×q} and W₂ ∈ ℝ^{q×1} for an input x ∈ ℝᵈ and q hidden units. With these shapes W₁ x has no
meaning unless d = q = 1. Either the shapes are transposed, or the formula is: f(x) = W₂ᵀ σ(W₁ᵀ x). Both readings are the same
function. σ acts on each entry.
"""

from symdl import claim, equal, function, implies, matrix, vector

SLIDES = "Yao, On Mathematical Theories of Deep Learning"

x = vector("x", "d")
sigma = function("sigma")


@claim(source=SLIDES)
def two_layer_network_shapes():
    """With W₁ = V₁ᵀ and W₂ = V₂ᵀ the networks W₂ σ(W₁ x) and V₂ᵀ σ(V₁ᵀ x) are well typed and the same function.

    Why it holds: the arguments of σ are the same vector in ℝ^q.
    """
    W1, W2 = matrix("W1", "q", "d"), matrix("W2", 1, "q")
    V1, V2 = matrix("V1", "d", "q"), matrix("V2", "q", 1)
    return implies([equal(W1, V1.T), equal(W2, V2.T)], equal(W2 @ sigma(W1 @ x), V2.T @ sigma(V1.T @ x)))


@claim(source=SLIDES)
def two_layer_network_on_a_row():
    """For an input written as a row the same network is σ(xᵀ V₁) V₂: here the printed shapes fit.

    Why it holds: σ acts entrywise, so it commutes with the transpose.
    """
    V1, V2 = matrix("V1", "d", "q"), matrix("V2", "q", 1)
    return equal(V2.T @ sigma(V1.T @ x), sigma(x.T @ V1) @ V2)


# What breaks when a hypothesis is dropped.


@claim(expect="undecided", source=SLIDES)
def two_layer_network_with_the_printed_shapes():
    """As printed the formula cannot even be written: W₁ x multiplies d × q by d × 1, a shape error and not a false statement."""
    W1, W2 = matrix("W1", "d", "q"), matrix("W2", "q", 1)
    return equal(W2 @ sigma(W1 @ x), (W2 @ sigma(W1 @ x)).T)


@claim(expect="refuted", source=SLIDES)
def square_weights_may_be_transposed():
    """When d = q the transposed W₁ has a fitting shape and still gives another function."""
    W1, W2 = matrix("W1", 2, 2), matrix("W2", 1, 2)
    z = vector("x", 2)
    return equal(W2 @ sigma(W1 @ z), W2 @ sigma(W1.T @ z))


# References: none needed; the shapes follow from the definition of the matrix product.
