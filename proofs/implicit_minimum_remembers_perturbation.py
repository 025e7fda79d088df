"""Without regularisation a perturbation is remembered outside the span of the examples.

Setting. V is the limit of gradient descent on ‖W X − Y‖² from W₀, U that from W₀ + Δ. Both are least-squares solutions, and
both keep what their initialisation has outside the span of the examples.
"""

from symdl import claim, equal, identity, implies, matrix, pinv

NOTES = "Poggio, Solutions for DNNs: dynamics and norms"

X, Y = matrix("X", "d", "n"), matrix("Y", "k", "n")
U, V, W0, Delta = (matrix(name, "k", "d") for name in ("U", "V", "W_0", "Delta"))
outside = identity("d") - X @ pinv(X)
limits = [
    equal((V @ X - Y) @ X.T, 0),
    equal((U @ X - Y) @ X.T, 0),
    equal(V @ outside, W0 @ outside),
    equal(U @ outside, (W0 + Delta) @ outside),
]


@claim(source=NOTES)
def implicit_minimum_remembers_perturbation():
    """The limits differ by exactly Δ(I − X X⁺).

    Why it holds: D = U − V has D X Xᵀ = 0, hence D X = 0 and D = D(I − X X⁺).
    """
    return implies(limits, equal(U - V, Delta @ outside))


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def implicit_minimum_forgets_perturbation():
    """The limits are not the same: with X = 0 nothing is forgotten."""
    return implies(limits, equal(U, V))


# References: Zhang et al., Understanding deep learning requires rethinking generalization (2017), section 5.
