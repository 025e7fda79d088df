"""The spectral complexity of a network scales like its output, if the reference matrices are zero.

Setting. R = Πᵢ ρᵢ‖Aᵢ‖_σ · (Σᵢ (‖Aᵢᵀ − Mᵢᵀ‖_{2,1}/‖Aᵢ‖_σ)^{2/3})^{3/2}, with Lipschitz constants ρᵢ. Scale the layers of a network of two layers
by a and b > 0. With Mᵢ = 0 the spectral norms p₁, p₂ and the (2,1)-norms q₁, q₂ take the same factors. The second factor of R is a
function S of the ratios qᵢ/pᵢ; nothing else about S is used, so the exponents do not matter. Then R takes the factor ab, like the
output, and margin/R is invariant.

Claims: for any S of two ratios; and the comparison ‖A‖_σ ≤ ‖A‖_F ≤ ‖Aᵀ‖_{2,1} ≤ √m ‖A‖_F in squares, for 2 × 2 matrices, in which r₁, r₂ are the
norms of the two rows.
"""

from symdl import claim, equal, function, matrix, norm, scalar, vector

SLIDES = "Yao, On Mathematical Theories of Deep Learning"

a, b, p1, p2, q1, q2, m1 = (scalar(name, positive=True) for name in ("a", "b", "p1", "p2", "q1", "q2", "m1"))
rho1, rho2 = scalar("rho1", positive=True), scalar("rho2", positive=True)
S = function("S", arity=2)
r1, r2 = scalar("r1", nonnegative=True), scalar("r2", nonnegative=True)


def R(p1, p2, q1, q2):
    """The complexity from spectral and (2,1)-norms."""
    return (rho1 * p1) * (rho2 * p2) * S(q1 / p1, q2 / p2)


@claim(source=SLIDES)
def spectral_complexity_homogeneity():
    """R(aA₁, bA₂) = ab R(A₁, A₂).

    Why it holds: the ratios do not change.
    """
    return equal(R(a * p1, b * p2, a * q1, b * q2), a * b * R(p1, p2, q1, q2))


@claim(source=SLIDES)
def frobenius_bounds_the_spectral_norm():
    """‖Ax‖² ≤ ‖A‖_F² ‖x‖² for 2 × 2 matrices.

    Why it holds: Cauchy and Schwarz in every row.
    """
    A, x = matrix("A", 2, 2), vector("x", 2)
    return norm(A @ x) ** 2 <= norm(A) ** 2 * norm(x) ** 2


@claim(source=SLIDES)
def frobenius_is_below_the_sum_of_row_norms():
    """r₁² + r₂² ≤ (r₁ + r₂)²."""
    return r1**2 + r2**2 <= (r1 + r2) ** 2


@claim(source=SLIDES)
def sum_of_row_norms_is_below_root_two_times_frobenius():
    """(r₁ + r₂)² ≤ 2(r₁² + r₂²)."""
    return (r1 + r2) ** 2 <= 2 * (r1**2 + r2**2)


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=SLIDES)
def spectral_complexity_with_reference_matrices_is_homogeneous():
    """With M₁ ≠ 0 the first (2,1)-norm does not take the factor: here it is aq₁ + m₁ instead of a(q₁ + m₁)."""
    return equal(R(a * p1, b * p2, a * q1 + m1, b * q2), a * b * R(p1, p2, q1 + m1, q2))


@claim(expect="refuted", source=SLIDES)
def spectral_complexity_is_scale_invariant():
    """R itself is not invariant; only its quotient with the output is."""
    return equal(R(a * p1, b * p2, a * q1, b * q2), R(p1, p2, q1, q2))


# References: Bartlett, Foster, Telgarsky, Spectrally-normalized margin bounds for neural networks, NeurIPS 2017, equation (1.2).
