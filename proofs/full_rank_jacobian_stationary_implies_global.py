"""Where the Jacobian has full rank, a stationary point of the square loss fits all data.

Setting. L(w) = ‖h(w) − y‖² for h: ℝᵖ → ℝⁿ, and J = (Dh)ᵀ, p × n. A stationary point satisfies J (h − y) = 0. If J is injective, that is, has
a left inverse, then h = y, the global minimum. Covered: the algebra for all sizes; arbitrary smooth h with two weights and two data.
"""

from symdl import array, both, claim, det, equal, function, gradient, identity, implies, matrix, scalar, unequal, vector

SLIDES = "Slides on the Polyak–Łojasiewicz condition and over-parametrised training"

J, left, r = matrix("J", "p", "n"), matrix("L", "n", "p"), vector("r", "n")
w = vector("w", 2)
h = [function(name, arity=2)(w[0], w[1]) for name in ("h1", "h2")]
y = [scalar("y1"), scalar("y2")]
loss = (h[0] - y[0]) ** 2 + (h[1] - y[1]) ** 2
jacobian = array([[gradient(h[i], w)[k] for i in range(2)] for k in range(2)])


@claim(source=SLIDES)
def full_rank_jacobian_stationary_implies_global():
    """If J has a left inverse and J r = 0 for the residuals r, then r = 0.

    Why it holds: r = (L J) r = L (J r).
    """
    return implies([equal(left @ J, identity("n")), equal(J @ r, 0)], equal(r, 0))


@claim(source=SLIDES)
def stationary_points_of_two_outputs_fit():
    """For all smooth h₁, h₂ of two weights: ∇L = 0 and det J ≠ 0 give h = y.

    Why it holds: ∇L = 2 J (h − y).
    """
    fits = both(equal(h[0], y[0]), equal(h[1], y[1]))
    return implies([unequal(det(jacobian), 0), equal(gradient(loss, w), 0)], fits)


# What breaks when a hypothesis is dropped: full rank.


@claim(expect="refuted", source=SLIDES)
def stationary_points_have_no_residual():
    """J = 0 is stationary with any residual."""
    return implies(equal(J @ r, 0), equal(r, 0))


@claim(expect="refuted", source=SLIDES)
def the_origin_of_a_product_fits():
    """h = w₁w₂ has J = 0 at w = 0."""
    product = (w[0] * w[1] - y[0]) ** 2
    return implies(equal(gradient(product, w), 0), equal(w[0] * w[1], y[0]))


# References: Soudry, Carmon, arXiv:1605.08361; Nguyen, Hein, ICML 2017.
