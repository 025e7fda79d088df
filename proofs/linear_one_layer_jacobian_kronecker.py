"""The Jacobian of ⟨v, W x⟩ by W is v ⊗ X; its rank is that of X when v ≠ 0.

Setting. h(W; x_j) = ⟨v, W x_j⟩ with v fixed and W in row-major order, so J = v ⊗ X and JᵀJ = ‖v‖² XᵀX. Hence J c = 0 exactly when X c = 0, if v ≠ 0, which the slides
leave out: v = 0 gives J = 0. Shown: k = 2 units, and the rank for generic data at d = n = 3.
"""

from symdl import (
    claim,
    equal,
    identity,
    iff,
    implies,
    kron,
    matrix,
    norm,
    rank_almost_everywhere,
    scalar,
    unequal,
    vector,
)

SLIDES = "Slides on the Polyak–Łojasiewicz condition and over-parametrised training"

v, X, c = vector("v", 2), matrix("X", 2, 3), vector("c", 3)
J = kron(v, X)


@claim(source=SLIDES)
def linear_one_layer_jacobian_kronecker():
    """JᵀJ = ‖v‖² XᵀX.

    Why it holds: (v ⊗ X)ᵀ(v ⊗ X) = (vᵀv) ⊗ (XᵀX).
    """
    return equal(J.T @ J, norm(v) ** 2 * X.T @ X)


@claim(source=SLIDES)
def kernels_agree_when_the_readout_is_not_zero():
    """For v₁ ≠ 0, J c = 0 exactly when X c = 0.

    Why it holds: the first rows of J c are v₁ X c.
    """
    return implies(unequal(v[0], 0), iff(equal(J @ c, 0), equal(X @ c, 0)))


@claim(source=SLIDES)
def ranks_agree_almost_everywhere():
    """For almost all v and X of these sizes rank J = rank X = 3."""
    Y = matrix("X", 3, 3)
    return equal(rank_almost_everywhere(kron(v, Y)), rank_almost_everywhere(Y))


@claim(source=SLIDES)
def full_column_rank_is_kept():
    """If X has a left inverse, one block v₁X c = 0 of J c = 0 forces c = 0 for v₁ ≠ 0, for all sizes."""
    Y, L, u, s = matrix("X", "d", "n"), matrix("L", "n", "d"), vector("c", "n"), scalar("v")
    return implies([equal(L @ Y, identity("n")), unequal(s, 0), equal(s * (Y @ u), 0)], equal(u, 0))


# What breaks when a hypothesis is dropped: v ≠ 0.


@claim(expect="refuted", source=SLIDES)
def kernels_agree_for_every_readout():
    """v = 0 makes J = 0."""
    return implies(equal(J @ c, 0), equal(X @ c, 0))


@claim(expect="refuted", source=SLIDES)
def two_units_double_the_rank():
    """k units do not multiply the rank: v has rank 1."""
    return equal(rank_almost_everywhere(J), 2 * rank_almost_everywhere(X))


# References: Horn, Johnson, Topics in Matrix Analysis, section 4.2.
