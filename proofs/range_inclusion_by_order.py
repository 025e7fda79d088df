"""Douglas' lemma: AAᵀ ⪯ λBBᵀ puts the range of A into the range of B, and then A = BF.

Setting. A is m × n, B is m × p. With covariances AAᵀ and BBᵀ it says: a signal whose variance is bounded by that of some
features in every direction is a linear function of these features.
"""

from symdl import claim, equal, exists, iff, implies, matrix, pinv, psd, scalar

SOURCE = "Douglas, On majorization, factorization, and range inclusion of operators on Hilbert space (1966)"

A, B, F = matrix("A", "m", "n"), matrix("B", "m", "p"), matrix("F", "p", "n")
lam = scalar("lambda", positive=True)


@claim(source=SOURCE)
def an_order_of_squares_is_a_factorisation():
    """From AAᵀ ⪯ λBBᵀ follows A = BF for some F.

    Why it holds: with H = I − BB⁺ the order gives 0 ≤ H(λBBᵀ − AAᵀ)H = −(HA)(HA)ᵀ, so HA = 0, that is A = B(B⁺A).
    """
    return implies(psd(lam * B @ B.T - A @ A.T), exists(F, equal(A, B @ F)))


@claim(source=SOURCE)
def a_factorisation_is_a_projection():
    """A = BF for some F exactly when the projection on the range of B keeps A."""
    return iff(exists(F, equal(A, B @ F)), equal(B @ pinv(B) @ A, A))


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=SOURCE)
def the_other_order_is_a_factorisation():
    """A = 1, B = 0: λBBᵀ ⪯ AAᵀ, and A is no BF."""
    return implies(psd(A @ A.T - lam * B @ B.T), exists(F, equal(A, B @ F)))


@claim(expect="refuted", source=SOURCE)
def any_two_ranges():
    """A = 1, B = 0."""
    return exists(F, equal(A, B @ F))


# References: Fillmore and Williams, On operator ranges, Adv. Math. 7 (1971).
