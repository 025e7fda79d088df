"""Features of full row rank interpolate every label vector; more features than points are not enough.

Setting. Φ is the n × p matrix of features φ(x_i). If rank Φ = n, so that Φ Φᵀ is invertible, the readout v = Φᵀ(Φ Φᵀ)⁻¹ y fits y.
"As p > n the training error goes to zero" needs this rank: duplicate or collinear features have p > n and rank below n.
"""

from symdl import (
    array,
    claim,
    det,
    equal,
    exists,
    implies,
    inverse,
    matrix,
    rank_almost_everywhere,
    scalar,
    unequal,
    vector,
)

SLIDES = "Yao, On Mathematical Theories of Deep Learning"

Phi, y = matrix("Phi", "n", "p"), vector("y", "n")


@claim(source=SLIDES)
def overparametrized_features_interpolate():
    """If Φ Φᵀ is invertible, Φ v = y for v = Φᵀ(Φ Φᵀ)⁻¹ y, for all labels.

    Why it holds: Φ Φᵀ (Φ Φᵀ)⁻¹ = I.
    """
    return implies(unequal(det(Phi @ Phi.T), 0), equal(Phi @ (Phi.T @ inverse(Phi @ Phi.T) @ y), y))


@claim(source=SLIDES)
def polynomial_features_have_full_rank():
    """The features 1, x, x², x³ of three points: rank 3 for almost all points.

    Why it holds: a Vandermonde determinant.
    """
    points = [scalar(name) for name in ("x1", "x2", "x3")]
    return equal(rank_almost_everywhere(array([[t**k if k else 1 for k in range(4)] for t in points])), 3)


# What breaks when a hypothesis is dropped: rank Φ = n.


@claim(expect="refuted", source=SLIDES)
def more_features_than_points_interpolate():
    """p = 3 > 2 = n: two equal rows cannot fit two labels."""
    F, v = matrix("Phi", 2, 3), vector("v", 3)
    return exists(v, equal(F @ v, vector("y", 2)))


@claim(expect="refuted", source=SLIDES)
def collinear_features_have_full_rank():
    """Three features that are multiples of one have rank 1."""
    a = vector("a", 2)
    return equal(rank_almost_everywhere(a @ matrix("c", 1, 3)), 2)


# References: Zhang, Bengio, Hardt, Recht, Vinyals, ICLR 2017; Belkin, Hsu, Ma, Mandal, PNAS 2019.
