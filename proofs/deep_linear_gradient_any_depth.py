"""The gradient of a deep linear network by any layer, at every depth and for all widths.

Setting. A network W_L ⋯ W_1 with layers W_k ∈ ℝ^{d_k × d_{k−1}}, k = 1, …, L; inputs X ∈ ℝ^{d_0 × n}, outputs Y ∈ ℝ^{d_L × n}, and
the loss ‖Y − W_L ⋯ W_1 X‖². The depth L, the layer k and all widths are arbitrary.
"""

from symdl import Layers, claim, equal, gradient, implies, matrix, norm, scalar

ARORA = "Arora, Cohen, Hazan, On the optimization of deep networks, 2018"

W = Layers("W", widths="d")
k, L = scalar("k", natural=True), scalar("L", natural=True)
X, Y = matrix("X", W.width(0), "n"), matrix("Y", W.width(L), "n")
E = Y - W.product(L, 1) @ X
LOSS = norm(E) ** 2


@claim(source=ARORA)
def deep_linear_gradient_any_depth():
    """The error is pulled back through the layers after, and meets what the layers before make of the inputs.

    Why it holds: W_L ⋯ W_1 = (W_L ⋯ W_{k+1}) W_k (W_{k−1} ⋯ W_1), and neither bracket depends on W_k.
    """
    before, after = W.product(k - 1, 1), W.product(L, k + 1)
    return implies([1 <= k, k <= L], equal(gradient(LOSS, W[k]), -2 * after.T @ E @ (before @ X).T))


@claim(source=ARORA)
def deep_linear_layers_are_balanced():
    """Along the gradient flow Ẇ_k = −∇_{W_k}, W_{k+1}ᵀ W_{k+1} − W_k W_kᵀ does not change.

    Why it holds: both sides are −2 (W_L ⋯ W_{k+1})ᵀ E (W_k ⋯ W_1 X)ᵀ.
    """
    return implies([1 <= k, k + 1 <= L], equal(W[k + 1].T @ gradient(LOSS, W[k + 1]), gradient(LOSS, W[k]) @ W[k].T))


# What breaks without the bounds on k: the network has no layer 0, and none after the last.


@claim(expect="refuted", source=ARORA)
def deep_linear_gradient_by_any_number():
    """For k > L the product W_L ⋯ W_{k+1} ends before it begins."""
    before, after = W.product(k - 1, 1), W.product(L, k + 1)
    return implies([1 <= k], equal(gradient(LOSS, W[k]), -2 * after.T @ E @ (before @ X).T))


# References: Arora, Cohen, Hazan, On the optimization of deep networks: implicit acceleration by overparameterization, 2018, theorem 1.
