"""The Jacobian of a leaky-ReLU network has full rank when its slopes are random, not by itself.

Setting. f(x) = vᵀσ(W x) with σ(z) = s z, where the slope s is 1 for z > 0 and α otherwise; n inputs, W ∈ ℝ^{d₁ × d₀}. The column of J for the input x_j has
the entries v_i s_ij x_jk. Soudry and Carmon draw the slopes s_ij independently for each unit and input; then rank J = n for almost
every draw if d₀d₁ ≥ n. The slides drop this. With the network's own slopes and d₀ = 1, all positive inputs share the slope of each unit, so f(x) =
x f(1), and J has rank 1 whatever the width: on every activation pattern, for almost all weights, and so on open sets.
"""

from itertools import product

from symdl import array, claim, equal, kron, less_than, matrix, rank_almost_everywhere, vector

SLIDES = "Slides on the Polyak–Łojasiewicz condition and over-parametrised training"


def noisy_jacobian(d0, d1, n):
    """Columns [s_ij v_i x_j]: the Khatri–Rao product of the slopes times v with the inputs."""
    S, X, v = matrix("S", d1, n), matrix("X", d0, n), vector("v", d1)
    return array([[S[i, j] * v[i] * X[k, j] for j in range(n)] for i in range(d1) for k in range(d0)])


def pattern_jacobian(inputs, slopes):
    """The Jacobian by W and v of a network with one input, whose unit i has the slope slopes[i] on these positive inputs."""
    d1 = len(slopes)
    W, v, x = vector("w", d1), vector("v", d1), array([inputs])
    weighted = array([s * v[i] for i, s in enumerate(slopes)]), array([s * W[i] for i, s in enumerate(slopes)])
    return array([[part[i] * x[0, j] for j in range(len(inputs))] for part in weighted for i in range(d1)])


@claim(source=SLIDES)
def soudry_carmon_leaky_relu_jacobian_rank():
    """d₀ = d₁ = 2 and n = 4: with slopes of their own for each unit and input, J has rank 4 almost surely.

    Why it holds: one minor is not the zero polynomial in slopes, weights and inputs.
    """
    return equal(rank_almost_everywhere(noisy_jacobian(2, 2, 4)), 4)


@claim(source=SLIDES)
def six_inputs_need_six_weights():
    """d₀ = 2, d₁ = 3 and n = 6."""
    return equal(rank_almost_everywhere(noisy_jacobian(2, 3, 6)), 6)


@claim(source=SLIDES)
def one_input_and_no_noise_give_rank_one():
    """d₀ = 1, x = 1, 2, 3 and d₁ = 3, all units active: J has rank 1 for almost all weights of the pattern.

    Why it holds: J is a column of weights times (1, 2, 3).
    """
    return equal(rank_almost_everywhere(pattern_jacobian((1, 2, 3), (1, 1, 1))), 1)


@claim(source=SLIDES)
def every_pattern_of_leaky_units_has_rank_one():
    """The sum of the ranks over all eight patterns with slopes 1 and 1/10 is eight."""
    slopes = [1, array([1])[0] / 10]
    total = sum(rank_almost_everywhere(pattern_jacobian((1, 2, 3), s)) for s in product(slopes, repeat=3))
    return equal(total, 8)


@claim(source=SLIDES)
def the_jacobian_for_one_input_factors():
    """J is the Kronecker product of the weights and the row of inputs."""
    a, x = vector("a", 3), matrix("x", 1, 3)
    return equal(kron(a, x), a @ x)


# What breaks when a hypothesis is dropped: the random slopes.


@claim(expect="refuted", source=SLIDES)
def wide_leaky_networks_have_full_rank():
    """The printed statement at d₀ = 1, d₁ = n = 3: d₀d₁ ≥ n, and the rank is 1."""
    return equal(rank_almost_everywhere(pattern_jacobian((1, 2, 3), (1, 1, 1))), 3)


@claim(expect="refuted", source=SLIDES)
def two_weights_are_enough_for_three_inputs():
    """d₀d₁ = 2 < 3 = n: no noise helps."""
    return less_than(2, rank_almost_everywhere(noisy_jacobian(2, 1, 3)))


# References: Soudry, Carmon, No bad local minima, arXiv:1605.08361.
