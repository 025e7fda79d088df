"""ReLU features of parallel inputs are dependent, so the infinite-width kernel can be singular.

Setting. K∞(x, x') = E_w σ(wᵀx) σ(wᵀx') for σ = ReLU is positive definite on non-zero inputs of which no two are parallel (Du et al.).
The slides drop this hypothesis. Since t₊ − (−t)₊ = t, the six inputs ±e₁, ±e₂, ±(e₁ + e₂) satisfy Σ c_j σ(wᵀx_j) = 0 for every w with c = (1, −1, 1, −1, −1, 1), so cᵀK∞c = 0.
Distinct inputs are not enough; nor are non-parallel inputs enough for finitely many units on one activation pattern.
"""

from symdl import absolute, array, both, claim, equal, implies, rank_almost_everywhere, relu, scalar, vector

SLIDES = "Slides on the Polyak–Łojasiewicz condition and over-parametrised training"

s, t = scalar("s"), scalar("t")


def unit(z):
    """ReLU, written as (z + |z|)/2."""
    return (z + absolute(z)) / 2


@claim(source=SLIDES)
def conjugate_kernel_is_singular_on_opposite_inputs():
    """For all w, with s = w₁ and t = w₂, the six ReLU features satisfy one linear relation.

    Why it holds: it reads s + t − (s + t) = 0.
    """
    relation = unit(s) - unit(-s) + unit(t) - unit(-t) - unit(s + t) + unit(-s - t)
    return equal(relation, 0)


@claim(source=SLIDES)
def both_formulas_are_relu():
    """max(z, 0) = (z + |z|)/2."""
    return equal(relu(t), unit(t))


@claim(source=SLIDES)
def relu_minus_its_mirror_is_linear():
    """t₊ − (−t)₊ = t."""
    return equal(relu(t) - relu(-t), t)


@claim(source=SLIDES)
def conjugate_kernel_full_rank():
    """Two non-parallel inputs e₁, e₂: if a σ(w₁) + b σ(w₂) = 0 at w = e₁ and at w = e₂, then a = b = 0.

    Why it holds: the two units separate the inputs. The kernel, a mean of squares of such sums, is positive definite.
    """
    a, b = scalar("a"), scalar("b")
    sums = [a * relu(s) + b * relu(t) for s, t in ((1, 0), (0, 1))]
    return implies([equal(value, 0) for value in sums], both(equal(a, 0), equal(b, 0)))


@claim(source=SLIDES)
def features_on_three_patterns_have_full_rank():
    """Three inputs e₁, e₂, −e₁ − e₂ and three units, each active on one of them: rank 3 for almost all weights."""
    w = [vector(name, 2) for name in ("u", "v", "w")]
    inputs = ([1, 0], [0, 1], [-1, -1])
    rows = [[w[i][0] * x[0] + w[i][1] * x[1] if i == j else 0 for j, x in enumerate(inputs)] for i in range(3)]
    return equal(rank_almost_everywhere(array(rows)), 3)


# What breaks when a hypothesis is dropped: no two inputs parallel.


@claim(expect="refuted", source=SLIDES)
def features_of_distinct_inputs_are_independent():
    """Inputs 1 and 2 are distinct and parallel: σ(2w) = 2σ(w)."""
    a, b = scalar("a"), scalar("b")
    values = [a * relu(w) + b * relu(2 * w) for w in (1, -1, 3)]
    return implies([equal(value, 0) for value in values], equal(a, 0))


@claim(expect="refuted", source=SLIDES)
def dead_features_have_full_rank():
    """Two units that are active on the first of two inputs only: rank 1."""
    u, v = vector("u", 2), vector("v", 2)
    return equal(rank_almost_everywhere(array([[u[0], 0], [v[0], 0]])), 2)


# References: Du, Zhai, Póczos, Singh, Gradient descent provably optimizes over-parameterized networks, ICLR 2019, theorem 3.1.
