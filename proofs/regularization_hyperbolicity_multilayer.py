"""Regularisation does not make the minima of networks with hidden layers hyperbolic.

Setting. A linear network with scalar input and output and h hidden units, x = y = 1: L = (b·a − 1)² + ½λ(‖a‖² + ‖b‖²). The rotations O(h) act on
(a, b) and keep L, so at a critical point other than 0 the generator (Ka, Kb), K skew, is a nonzero kernel vector of the Hessian
as soon as h ≥ 2. For h = 1 there are no rotations, and the nonzero minimisers are hyperbolic.

Claims: the generator for h = 2 and h = 3, for every λ; the eigenvalues 2λ and 4 − 2λ for h = 1. The statement of the notes is
refuted by an exact minimiser.
"""

from symdl import (
    LinearNetwork,
    array,
    both,
    claim,
    derivation,
    det,
    equal,
    gradient,
    hessian,
    identity,
    implies,
    less_than,
    minimises,
    norm,
    scalar,
    unequal,
    vector,
)

NOTES = "Poggio, Solutions for DNNs: dynamics and norms"

lam, mu = scalar("lambda", positive=True), scalar("mu")


def weights(h):
    """a and b in one vector, in the order of the network's weights."""
    return vector("w", 2 * h)


def loss(h):
    """(b·a − 1)² + ½λ‖w‖² with a, b ∈ ℝʰ."""
    w = weights(h)
    product = sum((w[h + i] * w[i] for i in range(1, h)), w[h] * w[0])
    return (product - 1) ** 2 + lam / 2 * norm(w) ** 2


def rotation(h):
    """The generator that turns the first two hidden units into each other."""
    w = weights(h)
    net = LinearNetwork((1, h, 1))
    (turn,) = [s for s in net.symmetries() if type(s).__name__ == "Rotation" and s.units == (0, 1)]
    return array(turn.velocity([w[k] for k in range(2 * h)], 0))


@derivation(source=NOTES)
def rotations_lie_in_the_kernel_of_the_regularised_hessian():
    """At every critical point ∇²L maps the generator of a rotation to 0, for every λ and h = 2, 3.

    Why it holds: ⟨∇L, g⟩ = 0 identically; its derivative is ∇²L g + (Dg)ᵀ∇L = 0.
    """
    return [
        implies(equal(gradient(loss(h), weights(h)), 0), equal(hessian(loss(h), weights(h)) @ rotation(h), 0))
        for h in (2, 3)
    ]


@claim(source=NOTES)
def one_hidden_unit_is_hyperbolic():
    """h = 1: where w₁ = w₂ = r with r² = 1 − λ/2 the gradient vanishes and the eigenvalues of the Hessian are 2λ and 4 − 2λ.

    Why it holds: ∇²L = (2r² + λ, 4r² − 2; 4r² − 2, 2r² + λ) has the eigenvectors (1, 1) and (1, −1).
    """
    r = scalar("r")
    w, L = weights(1), loss(1)
    H = hessian(L, w).at({w: array([r, r])})
    return implies(
        equal(r**2, 1 - lam / 2),
        both(
            equal(gradient(L, w).at({w: array([r, r])}), 0),
            equal(det(H - mu * identity(2)), (mu - 2 * lam) * (mu - (4 - 2 * lam))),
        ),
    )


# The statement of the notes.


@claim(expect="refuted", source=NOTES)
def regularization_hyperbolicity_multilayer():
    """Every minimiser would have an invertible Hessian for small λ > 0: already with two hidden units it has not."""
    return implies([minimises(weights(2), loss(2)), less_than(lam, 2)], unequal(det(hessian(loss(2), weights(2))), 0))


@claim(expect="refuted", source=NOTES)
def regularised_critical_points_are_hyperbolic():
    """The same for critical points other than 0."""
    w, L = weights(2), loss(2)
    return implies([equal(gradient(L, w), 0), less_than(lam, 2), unequal(w, 0)], unequal(det(hessian(L, w)), 0))


# References: Mehta, Chen, Tang, Hauenstein, The loss surface of deep linear networks viewed through the algebraic geometry lens,
# arXiv:1810.07716.
