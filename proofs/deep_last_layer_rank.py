"""Enough weights in the last hidden layer do not give a deep ReLU network a Jacobian of full rank.

Setting. The slides say: rank J = n almost surely if the last hidden matrix has at least n entries. For a network without biases and one
input, f(x) = x f(1) for x > 0 on every depth and width, so n positive inputs give J rank 1; with both signs rank 2. Shown: three layers of
widths 1 → 2 → 2 → 1 on the pattern where all units are active, where the network is a polynomial in its weights.
"""

from symdl import array, claim, equal, jacobian, rank_almost_everywhere, vec, vector

SLIDES = "Slides on the Polyak–Łojasiewicz condition and over-parametrised training"

w = vector("w", 8)
W1, W2, W3 = array([w[0], w[1]]), array([[w[2], w[3]], [w[4], w[5]]]), array([[w[6], w[7]]])


def jacobian_at(inputs, signs=(1, 1)):
    """J for inputs of either sign: a negative one sees the slopes 1/10 for units of the first layer with sign 1."""
    outputs = []
    for x in inputs:
        slopes = array([[1, 0], [0, 1]]) if x > 0 else array([[1, 0], [0, 1]]) / 10
        outputs.append((W3 @ W2 @ slopes @ W1) * x)
    return jacobian(array(outputs), w)


@claim(source=SLIDES)
def three_positive_inputs_give_rank_one():
    """x = 1, 2, 3: rank 1 for almost all weights of this pattern, although W₂ has four entries.

    Why it holds: f(x) = x f(1), so the rows of J are multiples of one.
    """
    return equal(rank_almost_everywhere(jacobian_at((1, 2, 3))), 1)


@claim(source=SLIDES)
def deep_networks_see_the_inputs_only():
    """A deep linear network with two inputs has rank 2 on five data."""
    X, a = array([[1, 0, 1, 2, 1], [0, 1, 1, 1, 2]]), vector("a", 6)
    first, second = array([[a[0], a[1]], [a[2], a[3]]]), array([[a[4], a[5]]])
    return equal(rank_almost_everywhere(jacobian(vec(second @ first @ X), a)), 2)


# What breaks: the printed statement itself.


@claim(expect="refuted", source=SLIDES)
def deep_last_layer_rank():
    """n = 3 inputs, four entries in the last hidden matrix, and rank 1 instead of 3."""
    return equal(rank_almost_everywhere(jacobian_at((1, 2, 3))), 3)


@claim(expect="refuted", source=SLIDES)
def inputs_of_both_signs_give_full_rank():
    """x = −2, −1, 1, 2 on one pattern of slopes: still far from 4."""
    return equal(rank_almost_everywhere(jacobian_at((-2, -1, 1, 2))), 4)


# References: Soudry, Carmon, arXiv:1605.08361; Nguyen, Hein, ICML 2017 (analytic activations with biases).
