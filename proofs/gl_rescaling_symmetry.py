"""Linear networks do not change when a hidden layer is transformed and the next one transformed back.

Setting. W₂W₁ with a hidden layer of width h and Q ∈ GL(h): (W₁, W₂) ↦ (QW₁, W₂Q⁻¹). The slides write f(QW) = f(W) and leave out the
inverse in the next layer. The infinitesimal version, for any A ∈ ℝ^{h × h}, is that (AW₁, −W₂A) is orthogonal to the gradient of every
loss of the product; for skew A it is orthogonal to that of ‖W₁‖² + ‖W₂‖² too, so regularisation keeps the rotations.
"""

from symdl import (
    LinearNetwork,
    claim,
    det,
    equal,
    gradient,
    identity,
    implies,
    inner,
    inverse,
    matrix,
    norm,
    unequal,
)

SLIDES = "Yao, On Mathematical Theories of Deep Learning"

W1, W2 = matrix("W1", "h", "d"), matrix("W2", "k", "h")
Q, A = matrix("Q", "h", "h"), matrix("A", "h", "h")
X, Y = matrix("X", "d", "n"), matrix("Y", "k", "n")
product = LinearNetwork(("d", "h", "k")).term(identity("d"))
loss = norm(Y - W2 @ W1 @ X) ** 2


@claim(source=SLIDES)
def gl_rescaling_symmetry():
    """(W₂Q⁻¹)(QW₁) = W₂W₁ for every invertible Q and all widths.

    Why it holds: Q⁻¹Q = I.
    """
    return implies(unequal(det(Q), 0), equal((W2 @ inverse(Q)) @ (Q @ W1), product))


@claim(source=SLIDES)
def gl_generators_are_orthogonal_to_the_gradient():
    """⟨∇_{W₁}L, AW₁⟩ = ⟨∇_{W₂}L, W₂A⟩ for the square loss, every A and all widths.

    Why it holds: both are −2⟨W₂ᵀEXᵀ, AW₁⟩ = −2⟨EXᵀW₁ᵀ, W₂A⟩ with the errors E.
    """
    return equal(inner(gradient(loss, W1), A @ W1), inner(gradient(loss, W2), W2 @ A))


@claim(source=SLIDES)
def rotations_keep_the_norm():
    """For skew A the generators are orthogonal to the gradient of the regulariser: ⟨W₁, AW₁⟩ = 0 = ⟨W₂, W₂A⟩.

    Why it holds: a scalar equals its transpose, which is its negative.
    """
    skew = A - A.T
    return equal(inner(W1, skew @ W1) + inner(W2, W2 @ skew), 0)


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=SLIDES)
def transforming_one_layer_is_a_symmetry():
    """As printed, f(QW) = f(W): for widths 1 and Q = 2 the output doubles."""
    return implies(unequal(det(Q), 0), equal(product.at({W1: Q @ W1}), product))


@claim(expect="refuted", source=SLIDES)
def general_generators_keep_the_norm():
    """Only skew A keep ‖W₁‖: for A = I the norm grows."""
    return equal(inner(W1, A @ W1), 0)


# References: Kawaguchi, NeurIPS 2016; Kunin et al., Neural mechanics, ICLR 2021.
