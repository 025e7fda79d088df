"""Where the data are fitted the Hessian of the square loss is 2JᵀJ: positive semidefinite, with at least M − N flat directions.

Setting. J ∈ ℝ^{N × M} holds the gradients of the N outputs by the M weights. At zero error ∇²L = 2 Σᵢ ∇fᵢ∇fᵢᵀ = 2JᵀJ. Its kernel is that
of J, of dimension ≥ M − N.

Claims: 2JᵀJ ⪰ 0, its kernel and the bounds of its rank for all sizes; the Hessian of a network with arbitrary smooth outputs; that the Hessian is
singular for (N, M) = (1, 2), (2, 3), (3, 4).
"""

from symdl import (
    at_most,
    both,
    claim,
    derivation,
    det,
    equal,
    function,
    gradient,
    hessian,
    identity,
    implies,
    less_than,
    matrix,
    norm,
    psd,
    rank,
    scalar,
    trace,
    vector,
)

NOTES = "Poggio, notes on Bézout, SGD and Langevin dynamics"


@claim(source=NOTES)
def hessian_psd_low_rank_at_interpolation():
    """2JᵀJ ⪰ 0 for all numbers of examples and weights.

    Why it holds: vᵀJᵀJv = ‖Jv‖².
    """
    J = matrix("J", "N", "M")
    return psd(2 * J.T @ J)


@claim(source=NOTES)
def flat_directions_are_the_kernel_of_the_jacobian():
    """The curvature of the loss along v is 2‖Jv‖², and 2JᵀJv = 0 where Jv = 0; for all sizes.

    Why it holds: vᵀJᵀJv = ‖Jv‖². So v is flat if and only if Jv = 0.
    """
    J, v = matrix("J", "N", "M"), vector("v", "M")
    H = 2 * J.T @ J
    return both(equal(v.T @ H @ v, 2 * norm(J @ v) ** 2), implies(equal(J @ v, 0), equal(H @ v, 0)))


@derivation(source=NOTES)
def the_rank_is_at_most_the_number_of_examples_and_of_weights():
    """rank 2JᵀJ ≤ rank J ≤ min(N, M) for all sizes.

    Why it holds: a product has no larger rank than its factors, and a matrix none larger than its numbers of rows and of columns.
    """
    J = matrix("J", "N", "M")
    N, M = trace(identity("N")), trace(identity("M"))
    return [at_most(rank(2 * J.T @ J), rank(J)), at_most(rank(J), N), at_most(rank(J), M)]


@claim(source=NOTES)
def hessian_at_interpolation_is_twice_the_gram_matrix():
    """Two examples, three weights, arbitrary smooth outputs: where both errors vanish, ∇²L = 2 Σᵢ ∇fᵢ∇fᵢᵀ, and it is singular."""
    w = vector("w", 3)
    f1, f2 = (function(name, arity=3)(w[0], w[1], w[2]) for name in ("f1", "f2"))
    y1, y2 = scalar("y1"), scalar("y2")
    H = hessian((y1 - f1) ** 2 + (y2 - f2) ** 2, w)
    gram = gradient(f1, w) @ gradient(f1, w).T + gradient(f2, w) @ gradient(f2, w).T
    return implies([equal(f1, y1), equal(f2, y2)], both(equal(H, 2 * gram), equal(det(H), 0)))


@derivation(source=NOTES)
def fewer_examples_than_weights_leave_a_flat_direction():
    """det(2JᵀJ) = 0 when N < M.

    Why it holds: Cauchy and Binet sum over the minors of size M, and there are none.
    """
    jacobians = [matrix("J", N, M) for N, M in [(1, 2), (2, 3), (3, 4)]]
    return [equal(det(2 * J.T @ J), 0) for J in jacobians]


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def hessian_is_psd_at_every_equilibrium():
    """With error left the Hessian may be indefinite: the product w₁w₂ with label 1 has a saddle at 0."""
    w = vector("w", 2)
    L = (w[0] * w[1] - 1) ** 2
    return implies(equal(gradient(L, w), 0), psd(hessian(L, w)))


@claim(expect="refuted", source=NOTES)
def the_rank_is_below_the_number_of_examples():
    """rank 2JᵀJ = N is possible: J = I."""
    J = matrix("J", "N", "M")
    return less_than(rank(2 * J.T @ J), trace(identity("N")))


@claim(expect="refuted", source=NOTES)
def as_many_examples_as_weights_leave_a_flat_direction():
    """With N = M the Gram matrix can be invertible."""
    J = matrix("J", 2, 2)
    return equal(det(2 * J.T @ J), 0)


# References: Cooper, Global minima of overparameterized neural networks, SIAM J. Math. Data Sci. 3 (2021); Sagun et al., arXiv:1706.04454.
