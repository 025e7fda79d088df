"""Equilibria of gradient flow need not fit the data; where the Jacobian has full row rank they do.

Setting. E ∈ ℝᴺ holds the errors, J ∈ ℝ^{N × M} the gradients of the outputs, so ∇L = −2JᵀE. Zero errors give an equilibrium.
Conversely an equilibrium has zero errors if J has rank N, that is det(JJᵀ) ≠ 0. At given weights this is also necessary
if it is to hold for all labels: a vector e ≠ 0 with Jᵀe = 0 is the error for the labels f + e.
"""

from symdl import array, both, claim, det, equal, gradient, iff, implies, matrix, unequal, vector

NOTES = "Poggio, notes on Bézout, SGD and Langevin dynamics"

w = vector("w", 2)
L = (w[0] * w[1] - 1) ** 2


@claim(source=NOTES)
def full_rank_equilibria_interpolate():
    """Three weights and two examples: JᵀE = 0 and det(JJᵀ) ≠ 0 give E = 0.

    Why it holds: JJᵀE = 0, and JJᵀ is invertible.
    """
    J, E = matrix("J", 2, 3), vector("E", 2)
    return implies([equal(J.T @ E, 0), unequal(det(J @ J.T), 0)], equal(E, 0))


@claim(source=NOTES)
def zero_errors_give_an_equilibrium():
    """E = 0 gives JᵀE = 0, for all numbers of weights and examples."""
    J, E = matrix("J", "N", "M"), vector("E", "N")
    return implies(equal(E, 0), equal(J.T @ E, 0))


@claim(source=NOTES)
def origin_is_an_equilibrium_with_error():
    """For the product w₁w₂ and the label 1 the origin is critical with loss 1."""
    origin = array([0, 0])
    return both(equal(gradient(L, w).at({w: origin}), 0), equal(L.at({w: origin}), 1))


# The statement of the notes, and what breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def equilibria_equal_zero_error_set():
    """∇L = 0 if and only if every error is zero: fails for the product of two weights."""
    return iff(equal(gradient(L, w), 0), equal(w[0] * w[1], 1))


@claim(expect="refuted", source=NOTES)
def equilibria_interpolate_without_full_rank():
    """Without rank N the errors may cancel in JᵀE."""
    J, E = matrix("J", "N", "M"), vector("E", "N")
    return implies(equal(J.T @ E, 0), equal(E, 0))


# References: Kawaguchi, Deep learning without poor local minima, NeurIPS 2016.
