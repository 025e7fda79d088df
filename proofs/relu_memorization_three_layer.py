"""A three-layer ReLU network memorises data whose inputs are distinct, and only then.

Setting. Inputs x₁, …, x_n ∈ ℝᵈ, labels y_i ∈ ℝ. Distinct inputs have distinct projections t_i = ⟨a, x_i⟩ for some
direction a (finitely many hyperplanes do not fill ℝᵈ); number them so that t₁ < … < t_n. Hidden unit j computes
relu(t − t_{j−1}), which vanishes on the inputs before j, so the outer weights solve a triangular system. A second hidden
layer with identity weights changes nothing, as relu(relu(z)) = relu(z).

The theorem of the slides (Yun, Sra, Jadbabaie) allows all widths d₁, d₂ with 4⌊d₁/4⌋⌊d₂/4⌋ ≥ n. The first claim
is its case n = 3 (three units in each layer suffice), in every dimension d. The second is memorisation for every n, with n
hidden units and O(n + d) weights (Zhang et al.). Not covered: O(√n) hidden units for large n, and the existence of a.
"""

from symdl import both, claim, equal, exists, forall, function, implies, inner, relu, scalar, summation, vector

NOTES = "Slides on over-parametrised training: memorisation by ReLU networks"


def network(c, b, t):
    """Σ c_j relu(t − b_j)."""
    return sum(c_j * relu(t - b_j) for c_j, b_j in zip(c, b, strict=True))


@claim(source=NOTES)
def relu_memorization_three_layer():
    """Three inputs with t₁ < t₂ < t₃ and any labels: some outer weights fit them all, with one or two hidden layers.

    Why it holds: with thresholds t₁ − 1, t₁, t₂ the first unit is 1 at t₁, and unit j is 0 up to t_{j−1}; so c₁, c₂, c₃
    follow one after the other.
    """
    a, x, y = vector("a", "d"), [vector(f"x{i}", "d") for i in (1, 2, 3)], [scalar(f"y{i}") for i in (1, 2, 3)]
    c, z = [scalar(f"c{i}") for i in (1, 2, 3)], scalar("z")
    t = [inner(a, x_i) for x_i in x]
    thresholds = [t[0] - 1, t[0], t[1]]
    return implies(
        [t[0] < t[1], t[1] < t[2]],
        both(
            equal(relu(relu(z)), relu(z)),
            exists(c, both(*(equal(network(c, thresholds, t_i), y_i) for t_i, y_i in zip(t, y, strict=True)))),
        ),
    )


@claim(source=NOTES)
def relu_memorization_any_number():
    """Every n: input k + 1 is made right by the choice of c(k + 1), and stays right with n = k + 1 + m units.

    The input t lies above the threshold b(k + 1) and not above the later ones; y is its label. As t ≠ b(k + 1), the first
    equation can be solved for c(k + 1) whatever the output should be.

    Why it holds: induction over the number m of further units, each of which vanishes at t.
    """
    b, c = function("b"), function("c")
    t, y = scalar("t"), scalar("y")
    j, k, m = (scalar(name, natural=True) for name in ("j", "k", "m"))

    def output(units):
        return summation(j, 1, units, c(j) * relu(t - b(j)))

    return both(
        implies(b(k + 1) < t, equal(output(k + 1), output(k) + c(k + 1) * (t - b(k + 1)))),
        implies([forall(m, t <= b(k + 2 + m)), equal(output(k + 1), y)], equal(output(k + 1 + m), y)),
    )


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def relu_memorization_of_repeated_inputs():
    """“Any data set”: one input with two labels cannot be fitted, x₁ = x₂ = 0 with labels 0 and 1."""
    x, y = [scalar("x1"), scalar("x2")], [scalar("y1"), scalar("y2")]
    c, b = [scalar("c1"), scalar("c2")], [scalar("b1"), scalar("b2")]
    return exists([*c, *b], both(*(equal(network(c, b, x_i), y_i) for x_i, y_i in zip(x, y, strict=True))))


# References: Yun, Sra, Jadbabaie, Small ReLU networks are powerful memorizers, NeurIPS 2019, theorem 3.1; Zhang, Bengio,
# Hardt, Recht, Vinyals, Understanding deep learning requires rethinking generalization, ICLR 2017, theorem 1.
