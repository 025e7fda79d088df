"""The kernel of a shallow network's Jacobian is an entrywise product, and its least eigenvalue is bounded below.

Setting. X ∈ ℝᵈˣⁿ holds n inputs as columns, f(W) = σ(WX)ᵀv ∈ ℝⁿ the outputs of a network with m hidden units, W ∈ ℝᵐˣᵈ and v ∈ ℝᵐ.
S = σ'(WX), so Sᵢⱼ = σ'(⟨wᵢ, xⱼ⟩). All sizes are arbitrary, σ is any smooth function. J is the n × md Jacobian of f by W.
"""

from symdl import both, claim, diag, equal, function, hadamard, identity, implies, jacobian, matrix, psd, scalar, vector
from symdl.terms.operators import apply

NOTES = "Slides on shallow networks: gradient flow and the Polyak–Łojasiewicz constant"

X, W, v = matrix("X", "d", "n"), matrix("W", "m", "d"), vector("v", "m")
sigma, mu = function("sigma"), scalar("mu")

J = jacobian(sigma(W @ X).T @ v, W)
S = apply(sigma, W @ X, orders=(1,))
slopes = S.T @ diag(hadamard(v, v)) @ S


@claim(source=NOTES)
def jacobian_gram_hadamard_pl_constant():
    """J Jᵀ = (XᵀX) ∘ (Sᵀ diag(v²) S).

    Why it holds: ∂f_j/∂wᵢ = vᵢ Sᵢⱼ xⱼ, and the inner products of these over all i are ⟨xⱼ, xₖ⟩ Σᵢ vᵢ² Sᵢⱼ Sᵢₖ.
    """
    return equal(J @ J.T, hadamard(X.T @ X, slopes))


@claim(source=NOTES)
def jacobian_gram_least_eigenvalue():
    """If XᵀX ⪰ μI then J Jᵀ ⪰ μ diag(Σᵢ vᵢ² Sᵢⱼ²): so λ_min(J Jᵀ) ≥ λ_min(XᵀX) minⱼ Σᵢ vᵢ² Sᵢⱼ².

    Why it holds: J Jᵀ − μ I ∘ (Sᵀ diag(v²) S) = (XᵀX − μI) ∘ (Sᵀ diag(v²) S), and an entrywise product of positive semidefinite
    matrices is positive semidefinite (Schur).
    """
    gap = X.T @ X - mu * identity("n")
    bound = mu * hadamard(identity("n"), slopes)
    return implies([psd(gap)], both(equal(J @ J.T - bound, hadamard(gap, slopes)), psd(hadamard(gap, slopes))))


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def jacobian_gram_with_output_weights_not_squared():
    """The output weights enter squared."""
    return equal(J @ J.T, hadamard(X.T @ X, S.T @ diag(v) @ S))


@claim(expect="refuted", source=NOTES)
def jacobian_gram_as_a_matrix_product():
    """The product is entrywise."""
    return equal(J @ J.T, X.T @ X @ slopes)


# References: Schur (1911); Oymak, Soltanolkotabi (2020), Toward moderate overparameterization.
