"""Independent data give a Jacobian of full rank exactly when each datum meets a live unit.

Setting. One hidden layer, f(x) = Σ_i v_i σ(w_iᵀx); the column of J by W for the datum x_j is (v_i σ'(w_iᵀx_j) x_j)_i. Put a_ij = v_i σ'(w_iᵀx_j). If X has
independent columns, J c = 0 says X (a_i ∘ c) = 0 for all units i, so a_ij c_j = 0: rank J = n if and only if for every j some a_ij ≠ 0. The slides ask only
for rank X = n; a dead ReLU unit, or w_i ⊥ x_j for z², breaks it. If σ' > 0 and v ≠ 0 it always holds.
"""

from symdl import (
    array,
    both,
    claim,
    diag,
    either,
    equal,
    identity,
    implies,
    jacobian,
    matrix,
    rank_almost_everywhere,
    scalar,
    unequal,
    vector,
)

SLIDES = "Slides on the Polyak–Łojasiewicz condition and over-parametrised training"

X, L = matrix("X", "d", "n"), matrix("L", "n", "d")
a, b, c = (vector(name, "n") for name in "abc")


def live(slopes):
    """J for two independent data e₁, e₂ and two units with these slopes s_ij, at readouts v."""
    v = vector("v", 2)
    return array([[slopes[i][j] * v[i] * (1 if k == j else 0) for j in range(2)] for i in range(2) for k in range(2)])


@claim(source=SLIDES)
def general_activation_rank_claim():
    """If X has a left inverse, J c = 0 makes a_i ∘ c vanish for every unit; two units are shown, for all d and n.

    Why it holds: a ∘ c = L X (a ∘ c).
    """
    units = [equal(X @ diag(u) @ c, 0) for u in (a, b)]
    return implies([equal(L @ X, identity("n")), *units], both(equal(diag(a) @ c, 0), equal(diag(b) @ c, 0)))


@claim(source=SLIDES)
def a_live_unit_kills_its_datum():
    """Then a_1j c_j = a_2j c_j = 0, and one a_ij ≠ 0 gives c_j = 0."""
    first, second, entry = scalar("a1"), scalar("a2"), scalar("c")
    alive = either(unequal(first, 0), unequal(second, 0))
    return implies([alive, equal(first * entry, 0), equal(second * entry, 0)], equal(entry, 0))


@claim(source=SLIDES)
def a_datum_without_live_units_is_a_kernel_vector():
    """If a_1j = a_2j = 0, the vector c = e_j is in the kernel of J: the condition is necessary."""
    first, second, x = scalar("a1"), scalar("a2"), vector("x", "d")
    return implies([equal(first, 0), equal(second, 0)], both(equal(first * x, 0), equal(second * x, 0)))


@claim(source=SLIDES)
def a_pattern_with_a_live_unit_for_each_datum_has_full_rank():
    """ReLU units of which one is active on e₁ and the other on e₂: rank 2 for almost all readouts."""
    return equal(rank_almost_everywhere(live([[1, 0], [0, 1]])), 2)


@claim(source=SLIDES)
def quadratic_units_have_full_rank_almost_everywhere():
    """σ = z², generic weights and two data: rank 2."""
    W, v, Y = vector("w", 4), vector("v", 2), matrix("X", 2, 2)
    outputs = [sum(v[i] * (W[2 * i] * Y[0, j] + W[2 * i + 1] * Y[1, j]) ** 2 for i in range(2)) for j in range(2)]
    return equal(rank_almost_everywhere(jacobian(array(outputs), W)), 2)


# What breaks when a hypothesis is dropped: a live unit for each datum.


@claim(expect="refuted", source=SLIDES)
def dead_relu_units_keep_full_rank():
    """Both ReLU units are dead on e₂: a column of J is 0."""
    return equal(rank_almost_everywhere(live([[1, 0], [1, 0]])), 2)


@claim(expect="refuted", source=SLIDES)
def independent_data_are_enough():
    """The printed statement for one datum, one quadratic unit: w ⊥ x makes the slope 2wᵀx vanish."""
    w, x, v, s = vector("w", 2), vector("x", 2), scalar("v"), scalar("c")
    slope = 2 * v * (w[0] * x[0] + w[1] * x[1])
    return implies([unequal(x, 0), unequal(v, 0), equal(slope * s * x, 0)], equal(s, 0))


# References: Nguyen, Hein, The loss surface of deep and wide neural networks, ICML 2017.
