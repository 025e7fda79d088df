"""Norms of layers factor out of networks without biases: f(W; x) = Π ρ_k f(W̃; x).

Setting. W_k = ρ_k W̃_k with ρ_k = ‖W_k‖ > 0 and σ positively homogeneous: σ(cz) = cσ(z) for c > 0. For two layers let F(s, t) be the output with
the weights sW̃₁, tW̃₂; pulling factors out of σ and of the last layer gives F(s, t) = s F(1, t), F(1, t) = t F(1, 1), for any widths. For K layers
the factors of layer k multiply: P(k + 1) = ρ_{k+1} P(k).

Claims: two layers of any width; a ReLU network with two units as it stands; a linear network of any widths; the step of the induction
over layers.
"""

from symdl import (
    LinearNetwork,
    array,
    claim,
    equal,
    forall,
    function,
    implies,
    matrix,
    maximum,
    scalar,
    vector,
)

NOTES = "Poggio, Solutions for DNNs: dynamics and norms"

a, b, c, s, t = (scalar(name, positive=True) for name in "abcst")
F = function("F", arity=2)


@claim(source=NOTES)
def homogeneous_norm_factorization():
    """F(ρ₁, ρ₂) = ρ₁ρ₂ F(1, 1), for any widths.

    Why it holds: one layer after the other.
    """
    first, second = forall([s, t], equal(F(s, t), s * F(1, t))), forall(t, equal(F(1, t), t * F(1, 1)))
    return implies([first, second], equal(F(a, b), a * b * F(1, 1)))


@claim(source=NOTES)
def norms_factor_through_a_homogeneous_layer():
    """σ(a W x) = a σ(W x) for weights of any size and every positively homogeneous σ: ℝʰ → ℝʰ."""
    sigma, z = function("sigma", "h", "h"), vector("z", "h")
    W, x = matrix("W", "h", "d"), vector("x", "d")
    return implies(forall([c, z], equal(sigma(c * z), c * sigma(z))), equal(sigma(a * (W @ x)), a * sigma(W @ x)))


@claim(source=NOTES)
def norms_factor_out_of_relu_networks():
    """Two ReLU units: (bW₂) relu(aW₁x) = ab W₂ relu(W₁x).

    Why it holds: max(az, 0) = a max(z, 0), unit by unit.
    """
    W1, W2, x = matrix("W1", 2, 2), matrix("W2", 1, 2), vector("x", 2)

    def relu(z):
        return array([maximum(z[i], 0) for i in range(2)])

    return equal((b * W2) @ relu(a * (W1 @ x)), a * b * (W2 @ relu(W1 @ x)))


@claim(source=NOTES)
def norms_factor_out_of_linear_networks():
    """Three linear layers of any widths: the output takes the factor abc."""
    W1, W2, W3 = matrix("W1", "h", "d"), matrix("W2", "k", "h"), matrix("W3", "m", "k")
    f = LinearNetwork(("d", "h", "k", "m")).term()
    return equal(f.at({W1: a * W1, W2: b * W2, W3: c * W3}), a * b * c * f)


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def norms_factor_out_with_biases():
    """relu(wx + β) with w = 2, β = 1, x = 1 is 3, and not 2 relu(1 + 1): the bias must be divided by ρ too."""
    w, x, beta = scalar("w"), scalar("x"), scalar("beta")
    return equal(maximum(a * w * x + beta, 0), a * maximum(w * x + beta, 0))


@claim(expect="refuted", source=NOTES)
def norms_factor_out_with_any_sign():
    """Positively homogeneous is less than homogeneous: relu(−z) ≠ −relu(z)."""
    r, z = scalar("r"), scalar("z")
    return equal(maximum(r * z, 0), r * maximum(z, 0))


# References: Neyshabur, Tomioka, Srebro, Norm-based capacity control in neural networks, COLT 2015.
