"""The gradient flow of the exponential loss in polar coordinates.

Setting. f ∈ ℝⁿ holds the outputs of n examples at the weights w ∈ ℝᵈ, J ∈ ℝⁿˣᵈ their derivatives. For outputs that are homogeneous of
degree 1 Euler's identity says J w = f. The flow of Σ exp(−fᵢ) is ẇ = Jᵀe with eᵢ = exp(−fᵢ). Write w = ρ w̃ with ρ = ‖w‖. All sizes.
"""

from symdl import both, claim, differential, equal, exp, identity, implies, matrix, norm, unequal, vector

NOTES = "Poggio, Solutions for DNNs: dynamics and norms"

J, f, w = matrix("J", "n", "d"), vector("f", "n"), vector("w", "d")
weights = exp(-f)
flow = J.T @ weights
rho = norm(w)
euler = equal(J @ w, f)


@claim(source=NOTES)
def polar_gradient_flow_homogeneous():
    """ρ̇ = Σ eᵢ fᵢ/ρ, and dw̃/dt = (ẇ − w̃ ρ̇)/ρ.

    Why it holds: ρ̇ = w̃ᵀẇ = (J w)ᵀe/ρ, and Euler's identity. With f = ρ f̃, f̃ the outputs at w̃, these are the equations of the
    notes.
    """
    speed = f.T @ weights / rho
    return implies(
        [unequal(w, 0), euler],
        both(
            equal(differential(rho, w, flow), speed),
            equal(differential(w / rho, w, flow), (identity("d") - w @ w.T / rho**2) @ flow / rho),
        ),
    )


# What breaks when the function is not homogeneous of degree 1.


@claim(expect="refuted", source=NOTES)
def polar_gradient_flow_without_homogeneity():
    """Without Euler's identity the radius moves otherwise."""
    return implies([unequal(w, 0)], equal(differential(rho, w, flow), f.T @ weights / rho))


# References: Lyu, Li, Gradient descent maximizes the margin of homogeneous neural networks, 2020.
