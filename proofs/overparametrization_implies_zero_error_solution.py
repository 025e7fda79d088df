"""More weights than examples do not imply that some weights fit all examples; full rank of the features does.

Setting. The notes count parameters: with M > N weights the N equations f(xᵢ; W) = yᵢ "should" be solvable. They are when
the model is linear in its weights, f(xᵢ; w) = (Φ w)ᵢ, and the N × M matrix Φ of features has rank N, that is, has a
right inverse R with Φ R = I. Then w = R y fits any labels. Counting alone fails for nonlinear models, for equal inputs
with different labels, and for ReLU networks without biases.
"""

from symdl import (
    at_most,
    both,
    claim,
    equal,
    exists,
    identity,
    implies,
    matrix,
    norm,
    number,
    relu,
    scalar,
    unequal,
    vector,
)

NOTES = "Poggio, notes on Bézout, SGD and Langevin dynamics"

Phi, R = matrix("Phi", "N", "M"), matrix("R", "M", "N")
y = vector("y", "N")
w = vector("w", "M")
w1, w2, w3, x = scalar("w1"), scalar("w2"), scalar("w3"), scalar("x")


@claim(source=NOTES)
def overparametrization_implies_zero_error_solution():
    """A model linear in its weights, with features of full row rank, fits every choice of labels.

    Why it holds: w = R y is such a fit, since Φ (R y) = (Φ R) y = y.
    """
    full_row_rank = equal(Phi @ R, identity("N"))
    return implies(full_row_rank, exists(w, equal(Phi @ w, y)))


@claim(source=NOTES)
def no_number_of_weights_fits_a_negative_label():
    """f(x; w) = ‖w‖² x² misses the label −1 for every number M of weights."""
    return unequal(norm(w) ** 2 * x**2, -1)


@claim(source=NOTES)
def square_loss_stays_above_one():
    """On the example x = 1 with label −1 the square loss of f(x; w) = ‖w‖² x² is at least 1, for every M."""
    return at_most(1, (norm(w) ** 2 + 1) ** 2)


@claim(source=NOTES)
def conflicting_labels_cost_one_half():
    """Two equal inputs with labels 0 and 1 cost at least 1/2 whatever the model answers."""
    answer = scalar("f")
    return at_most(number("1/2"), answer**2 + (answer - 1) ** 2)


@claim(source=NOTES)
def bias_free_relu_networks_are_homogeneous():
    """A bias-free ReLU network has f(2x) = 2 f(x), so it cannot answer 1 at both x = 1 and x = 2.

    Two layers with two units are shown; each further unit or layer is homogeneous in the same way.
    """
    a, b, c, d = map(scalar, "abcd")

    def f(t):
        return c * relu(a * t) + d * relu(b * t)

    return equal(f(2 * x), 2 * f(x))


# What breaks when a hypothesis is dropped: the notes only ask for M > N.


@claim(expect="refuted", source=NOTES)
def two_weights_fit_one_example():
    """M = 2 > 1 = N: no weights give (w₁² + w₂²) x² = −1."""
    return exists([w1, w2], equal((w1**2 + w2**2) * x**2, scalar("y")))


@claim(expect="refuted", source=NOTES)
def three_weights_fit_two_examples():
    """M = 3 > 2 = N: a quadratic in x cannot take two values at one x."""
    z, u, v = scalar("z"), scalar("u"), scalar("v")

    def f(t):
        return w1 * t**2 + w2 * t + w3

    return exists([w1, w2, w3], both(equal(f(x), u), equal(f(z), v)))


@claim(expect="refuted", source=NOTES)
def linear_models_fit_without_full_rank():
    """M = 2 > 1 = N: the feature matrix may be zero."""
    features, label = matrix("Phi", 1, 2), scalar("y")
    weights = vector("w", 2)
    return exists(weights, equal(features @ weights, label))


# References: Zhang, Bengio, Hardt, Recht, Vinyals, Understanding deep learning requires rethinking generalization,
# ICLR 2017, theorem 1 (a correct sufficient condition: width N with biases).
