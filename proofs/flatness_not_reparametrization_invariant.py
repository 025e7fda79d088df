"""Flatness measured by the Hessian is not a property of the function a network computes.

Setting. The two-parameter network w₁w₂ with loss L(w) = (w₁w₂ − 1)². Scaling (w₁, w₂) ↦ (a w₁, w₂/a) changes
neither the network nor its loss, but moves the minimum (1, 1) to (a, 1/a), where the Hessian has the eigenvalues

    0   and   2(a² + a⁻²) ≥ 4,

unbounded in a. Eigenvalues appear as the roots of the characteristic polynomial.
"""

from symdl import array, at_most, both, claim, det, equal, exists, hessian, identity, implies, scalar, unequal, vector

NOTES = "Yao, On Mathematical Theories of Deep Learning: flat minima"

w, lam = vector("w", 2), scalar("lambda")


def loss(w):
    return (w[0] * w[1] - 1) ** 2


def characteristic_polynomial(w):
    """det(∇²L(w) − λ I)."""
    return det(hessian(loss(w), w) - lam * identity(2))


@claim(source=NOTES)
def flatness_not_reparametrization_invariant():
    """The rescaling keeps the loss; at (a, 1/a) the eigenvalues are 0 and 2(a² + a⁻²), at least 4 and at least 2a².

    Why it holds: ∇²L = 2 (w₂, w₁)(w₂, w₁)ᵀ + 2(w₁w₂ − 1)(0 1; 1 0), and the second term vanishes at the minimum.
    The sharp eigenvalue is 2‖(1/a, a)‖², and a² + a⁻² − 2 = (a − 1/a)².
    """
    a = scalar("a")
    sharpness = 2 * (a**2 + 1 / a**2)
    return implies(
        unequal(a, 0),
        both(
            equal(loss(array([a * w[0], w[1] / a])), loss(w)),
            equal(characteristic_polynomial(w).at({w: array([a, 1 / a])}), lam * (lam - sharpness)),
            at_most(4, sharpness),
            at_most(2 * a**2, sharpness),
        ),
    )


@claim(source=NOTES)
def sharpness_is_unbounded():
    """Every bound C > 0 is passed by the sharpness at some minimum.

    Why it holds: take a = C + 1, then 2a² > C.
    """
    a, C = scalar("a"), scalar("C", positive=True)
    return exists(a, both(unequal(a, 0), 2 * (a**2 + 1 / a**2) > C))


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def flatness_is_reparametrization_invariant():
    """The Hessian would have one spectrum at all minima w₁w₂ = 1. It has not: (1, 1) and (2, 1/2)."""
    v = vector("v", 2)
    minima = [equal(w[0] * w[1], 1), equal(v[0] * v[1], 1)]
    return implies(minima, equal(characteristic_polynomial(w), characteristic_polynomial(v)))


# References: L. Dinh, R. Pascanu, S. Bengio, Y. Bengio, Sharp minima can generalize for deep nets, ICML 2017.
