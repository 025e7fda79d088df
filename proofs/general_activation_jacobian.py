"""The Jacobian of a shallow network h(W; x) = ⟨v, σ(Wx)⟩ by its first layer.

Setting. Rows wᵢ of W ∈ ℝ^{m × d}, output weights v ∈ ℝᵐ, an arbitrary smooth σ. Stacked over the examples xⱼ, block (i, j) of the
Jacobian is vᵢ σ′(⟨wᵢ, xⱼ⟩) xⱼ ∈ ℝᵈ. As a matrix, ∇_W h = (v ∘ σ′(Wx)) xᵀ.

Claims: a block for all d, one unit at a time (the others do not depend on wᵢ); the whole gradient for three units and two inputs, and
for tanh at all sizes.
"""

from symdl import (
    array,
    claim,
    derivative,
    equal,
    function,
    gradient,
    hadamard,
    inner,
    matrix,
    ones,
    scalar,
    tanh,
    vector,
)

SLIDES = "Slides on the Polyak–Łojasiewicz condition and over-parametrised training"

sigma, z = function("sigma"), scalar("z")


def slope(u):
    """σ′(u)."""
    return derivative(sigma(z), z).at({z: u})


@claim(source=SLIDES)
def general_activation_jacobian():
    """∇_{w} v σ(⟨w, x⟩) = v σ′(⟨w, x⟩) x for one unit.

    Why it holds: the chain rule.
    """
    w, x, v = vector("w", "d"), vector("x", "d"), scalar("v")
    return equal(gradient(v * sigma(inner(w, x)), w), v * slope(inner(w, x)) * x)


@claim(source=SLIDES)
def general_activation_gradient_as_a_matrix():
    """Three units, two inputs: entry (i, j) of ∇_W h is vᵢ σ′((Wx)ᵢ) xⱼ."""
    W, x, v = matrix("W", 3, 2), vector("x", 2), vector("v", 3)
    entries = [[v[i] * slope((W @ x)[i]) * x[j] for j in range(2)] for i in range(3)]
    return equal(gradient(v.T @ sigma(W @ x), W), array(entries))


@claim(source=SLIDES)
def tanh_jacobian():
    """For tanh and all sizes: ∇_W h = (v ∘ (1 − tanh²(Wx))) xᵀ.

    Why it holds: tanh′ = 1 − tanh².
    """
    W, x, v = matrix("W", "m", "d"), vector("x", "d"), vector("v", "m")
    a = tanh(W @ x)
    return equal(gradient(v.T @ a, W), hadamard(v, ones("m") - hadamard(a, a)) @ x.T)


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=SLIDES)
def jacobian_with_the_activation_for_its_slope():
    """σ in the place of σ′ is right for the exponential function only."""
    w, x, v = vector("w", "d"), vector("x", "d"), scalar("v")
    return equal(gradient(v * sigma(inner(w, x)), w), v * sigma(inner(w, x)) * x)


@claim(expect="refuted", source=SLIDES)
def jacobian_of_a_linear_layer():
    """The title of the slide, a linear network, would make every slope 1."""
    w, x, v = vector("w", "d"), vector("x", "d"), scalar("v")
    return equal(gradient(v * sigma(inner(w, x)), w), v * x)


# References: Liu, Zhu, Belkin, Appl. Comput. Harmon. Anal. 59 (2022).
