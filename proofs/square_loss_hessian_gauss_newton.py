"""The Hessian of the square loss: a Gauss–Newton part and a part weighted by the errors.

Setting. g(i, s, t) is the output on example i as a function of two weights s and t, all others kept; y(i) is the label and
L = Σᵢ (y(i) − g(i, s, t))². An entry of ∇²L is ∂²L/∂s∂t, a diagonal one ∂²L/∂s². So the claims say, for every network, any number of
weights and any number N of examples,

    ∇²L = 2 Σᵢ [∇fᵢ ∇fᵢᵀ − (yᵢ − fᵢ) ∇²fᵢ].

They are also stated for whole matrices: for two examples and three weights, and for one example and any number of weights.
"""

from symdl import claim, derivative, equal, function, gradient, hessian, scalar, summation, vector

NOTES = "Poggio, notes on Bézout, SGD and Langevin dynamics"

i, N = scalar("i", natural=True), scalar("N", natural=True)
s, t = scalar("s"), scalar("t")
g, y = function("g", arity=3)(i, s, t), function("y")(i)
L = summation(i, 1, N, (y - g) ** 2)


def second(f, a, b):
    """∂²f/∂a∂b."""
    return derivative(derivative(f, a), b)


@claim(source=NOTES)
def square_loss_hessian_gauss_newton():
    """Off the diagonal: ∂²L/∂s∂t = 2 Σᵢ [∂ₛfᵢ ∂ₜfᵢ − (yᵢ − fᵢ) ∂ₛ∂ₜfᵢ].

    Why it holds: the product rule, applied to −2(yᵢ − fᵢ) ∂ₛfᵢ.
    """
    terms = derivative(g, s) * derivative(g, t) - (y - g) * second(g, s, t)
    return equal(second(L, s, t), 2 * summation(i, 1, N, terms))


@claim(source=NOTES)
def square_loss_hessian_diagonal():
    """On the diagonal: ∂²L/∂s² = 2 Σᵢ [(∂ₛfᵢ)² − (yᵢ − fᵢ) ∂ₛ²fᵢ]."""
    return equal(second(L, s, s), 2 * summation(i, 1, N, derivative(g, s) ** 2 - (y - g) * second(g, s, s)))


@claim(source=NOTES)
def square_loss_hessian_as_a_matrix():
    """The whole matrix for three weights, two examples and arbitrary smooth outputs."""
    w = vector("w", 3)
    outputs = [function(name, arity=3)(w[0], w[1], w[2]) for name in ("f1", "f2")]
    (f1, y1), (f2, y2) = zip(outputs, (scalar("y1"), scalar("y2")), strict=True)

    def part(f, label):
        return gradient(f, w) @ gradient(f, w).T - (label - f) * hessian(f, w)

    return equal(hessian((y1 - f1) ** 2 + (y2 - f2) ** 2, w), 2 * (part(f1, y1) + part(f2, y2)))


@claim(source=NOTES)
def square_loss_hessian_for_any_number_of_weights():
    """The whole matrix for one example and any number of weights: ∇²(y − f)² = 2 [∇f ∇fᵀ − (y − f) ∇²f]."""
    w, label = vector("w", "M"), scalar("y")
    f = function("f", "M")(w)
    return equal(hessian((label - f) ** 2, w), 2 * gradient(f, w) @ gradient(f, w).T - 2 * (label - f) * hessian(f, w))


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def hessian_with_the_printed_sign():
    """The notes print + (yᵢ − fᵢ). For f = w² and x = y = 1 the true L″ is 12w² − 4, at w = 0 negative."""
    return equal(second(L, s, s), 2 * summation(i, 1, N, derivative(g, s) ** 2 + (y - g) * second(g, s, s)))


@claim(expect="refuted", source=NOTES)
def gauss_newton_part_is_the_hessian():
    """Dropping the second part is right at zero error only."""
    return equal(second(L, s, t), 2 * summation(i, 1, N, derivative(g, s) * derivative(g, t)))


# References: Nocedal, Wright, Numerical Optimization, section 10.2.
