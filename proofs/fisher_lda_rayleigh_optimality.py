"""Fisher's discriminant maximises the Rayleigh quotient (⟨w, δ⟩)² / wᵀΣw.

Setting. Σ ∈ ℝᵈˣᵈ is the within-class covariance, positive definite; δ ∈ ℝᵈ is the difference of the class means; w ∈ ℝᵈ is a
direction. All sizes are arbitrary. Quotients are written without denominators: wᵀΣw > 0 for w ≠ 0.
"""

from symdl import both, claim, equal, implies, inverse, less_than, matrix, pd, scalar, unequal, vector

NOTES = "Notes on linear discriminants and invariants"

Sigma, delta, w = matrix("Sigma", "d", "d"), vector("delta", "d"), vector("w", "d")
alpha = scalar("alpha")
fisher = inverse(Sigma) @ delta
largest = delta.T @ fisher


def squared_signal(v):
    """⟨v, δ⟩²."""
    return (v.T @ delta) ** 2


def noise(v):
    """vᵀΣv."""
    return v.T @ Sigma @ v


@claim(source=NOTES)
def fisher_lda_rayleigh_optimality():
    """⟨w, δ⟩² ≤ (wᵀΣw)(δᵀΣ⁻¹δ) for every w, with equality at w = αΣ⁻¹δ: the maximum of the quotient is δᵀΣ⁻¹δ.

    Why it holds: Cauchy and Schwarz for the form Σ, since ⟨w, δ⟩ = wᵀΣ(Σ⁻¹δ).
    """
    best = alpha * fisher
    return implies(
        [pd(Sigma)],
        both(
            squared_signal(w) <= noise(w) * largest,
            equal(squared_signal(best), noise(best) * largest),
        ),
    )


@claim(source=NOTES)
def fisher_lda_maximisers_are_multiples():
    """Where the maximum is attained, (δᵀΣ⁻¹δ) w = ⟨w, δ⟩ Σ⁻¹δ: for δ ≠ 0 the maximisers are multiples of Σ⁻¹δ.

    Why it holds: for G = (δᵀΣ⁻¹δ) w − ⟨w, δ⟩ Σ⁻¹δ the form GᵀΣG = (δᵀΣ⁻¹δ)((δᵀΣ⁻¹δ)(wᵀΣw) − ⟨w, δ⟩²) vanishes.
    """
    attained = equal(squared_signal(w), noise(w) * largest)
    return implies([pd(Sigma), attained], equal(largest * w, (w.T @ delta) * fisher))


@claim(source=NOTES)
def fisher_lda_maximum_is_positive():
    """δᵀΣ⁻¹δ > 0 for δ ≠ 0, so that this factor may be divided by."""
    return implies([pd(Sigma), unequal(delta, 0)], less_than(0, largest))


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def fisher_lda_without_definiteness():
    """Σ must be positive definite: for an indefinite Σ the quotient has no maximum."""
    return implies([equal(Sigma, Sigma.T), unequal(delta, 0)], squared_signal(w) <= noise(w) * largest)


@claim(expect="refuted", source=NOTES)
def fisher_lda_along_the_difference_of_means():
    """δ itself is not a maximiser, unless Σ is a multiple of the identity on it."""
    return implies([pd(Sigma)], equal(squared_signal(delta), noise(delta) * largest))


# References: Fisher (1936), The use of multiple measurements in taxonomic problems; Mallat (2016).
