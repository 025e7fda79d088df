"""An overparametrised network has a singular Hessian where it fits the data or has a symmetry, not at every critical point.

Setting. M weights, N < M data, L = Σ (f(x_i; W) − y_i)². Where all data are fitted ∇²L = 2JᵀJ has rank at most N, so at least M − N zero eigenvalues. If
L is invariant under a one-parameter group with generator ξ, differentiating ⟨∇L, ξ⟩ = 0 gives ∇²L ξ = 0 at critical points. The theorem as printed omits the point: L = (w₁² + w₂² + 1)² has
N = 1 < 2 = M, one critical point, and the Hessian 4 I there.
"""

from symdl import (
    array,
    claim,
    det,
    equal,
    function,
    gradient,
    hessian,
    implies,
    inner,
    jacobian,
    matrix,
    norm,
    pd,
    rank_almost_everywhere,
    scalar,
    vector,
)

NOTES = "Poggio, Solutions for DNNs: dynamics and norms"

w, y = vector("w", 2), scalar("y")
loss = function("L")(w[0] * w[1])
"""Any smooth loss of a product of two weights."""
rescaling = array([w[0], -w[1]])
quadratic = (w[0] ** 2 + w[1] ** 2 + 1) ** 2


@claim(source=NOTES)
def kawaguchi_hessian_zero_eigenvalue():
    """At critical points of any smooth L(w₁w₂) the Hessian maps the generator (w₁, −w₂) of the rescaling to 0.

    Why it holds: L(e^t w₁ · e^{−t} w₂) does not depend on t.
    """
    return implies(equal(gradient(loss, w), 0), equal(hessian(loss, w) @ rescaling, 0))


@claim(source=NOTES)
def the_loss_does_not_change_along_the_generator():
    """⟨∇L, (w₁, −w₂)⟩ = 0 everywhere."""
    return equal(inner(gradient(loss, w), rescaling), 0)


@claim(source=NOTES)
def fitted_data_leave_rank_one():
    """Where f = w₁w₂ fits y, the Hessian of (f − y)² is 2 ∇f ∇fᵀ, of rank 1 < 2."""
    f = w[0] * w[1]
    return implies(equal(f, y), equal(hessian((f - y) ** 2, w), 2 * gradient(f, w) @ gradient(f, w).T))


@claim(source=NOTES)
def gauss_newton_has_the_rank_of_the_data():
    """A quadratic network with 6 weights and 2 data: JᵀJ has rank 2 for almost all weights, so 4 zero eigenvalues."""
    a = vector("a", 6)
    W, v = array([[a[0], a[1]], [a[2], a[3]]]), (a[4], a[5])
    outputs = []
    for x in (array([1, 2]), array([2, -1])):
        z = W @ x
        outputs.append(v[0] * z[0] ** 2 + v[1] * z[1] ** 2)
    J = jacobian(array(outputs), a)
    return equal(rank_almost_everywhere(J.T @ J), 2)


@claim(source=NOTES)
def linear_models_at_all_sizes():
    """For f = X w the Hessian 2XᵀX kills every kernel vector of X."""
    X, v, c, labels = matrix("X", "N", "M"), vector("w", "M"), vector("c", "M"), vector("y", "N")
    return implies(equal(X @ c, 0), equal(hessian(norm(X @ v - labels) ** 2, v) @ c, 0))


@claim(source=NOTES)
def a_critical_point_with_residual_may_be_nondegenerate():
    """At the critical point 0 of (w₁² + w₂² + 1)² the Hessian is positive definite."""
    return implies(equal(w, 0), pd(hessian(quadratic, w)))


# What breaks when a hypothesis is dropped: fitted data, or a symmetry that moves the point.


@claim(expect="refuted", source=NOTES)
def every_critical_point_has_a_zero_eigenvalue():
    """The printed theorem, M = 2 > 1 = N: the Hessian at 0 is 4 I, its determinant 16."""
    return implies(equal(gradient(quadratic, w), 0), equal(det(hessian(quadratic, w)), 0))


@claim(expect="refuted", source=NOTES)
def the_generator_is_in_the_kernel_everywhere():
    """Away from critical points ∇²L ξ need not vanish."""
    square = (w[0] * w[1] - 1) ** 2
    return equal(hessian(square, w) @ rescaling, 0)


# References: Poggio, Kawaguchi et al., arXiv:1801.00173; Sagun et al., arXiv:1706.04454.
