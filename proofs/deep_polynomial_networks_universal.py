"""Deep networks with a polynomial activation and biases represent every polynomial, exactly.

Setting. A polynomial is made of constants, sums and products. Sums are affine layers, xy = ¼[(x + y)² − (x − y)²] makes products
from squares, and a hidden layer makes the square from any σ of degree ≥ 2: differences σ(z + 1) − σ(z − 1) lower the degree by one
until it is 2, and the even part of what is left is a multiple of z² plus a constant. So networks of sufficient depth compute
every polynomial, and by the theorem of Stone and Weierstrass they are dense in C(K). Biases carry the shifts and constants.

Claims: the square from every σ of degree 2, 3 and 4 with symbolic coefficients; the product as a network with quadratic units.
Not covered: all degrees of σ, and the density.
"""

from fractions import Fraction

from symdl import (
    PolynomialNetwork,
    array,
    both,
    claim,
    derivation,
    equal,
    exists,
    implies,
    matrix,
    scalar,
    unequal,
    vector,
)

SLIDES = "Yao, On Mathematical Theories of Deep Learning"

z = scalar("z")
a = [scalar(f"a{k}") for k in range(5)]


def sigma(degree):
    """A polynomial with symbolic coefficients a₀, …, a_degree."""
    return lambda z: sum((a[k] * z**k for k in range(1, degree + 1)), a[0])


def difference(f):
    """z ↦ f(z + 1) − f(z − 1): two hidden units where f = σ. It turns c zⁿ into 2nc zⁿ⁻¹ and lower powers."""
    return lambda z: f(z + 1) - f(z - 1)


def even_part(f):
    """z ↦ f(z) + f(−z) − 2 f(0), which is 2cz² when f has degree 2 or 3 and c is its coefficient of z²."""
    return f(z) + f(-z) - 2 * f(z - z)


@derivation(source=SLIDES)
def deep_polynomial_networks_universal():
    """One hidden layer of σ with shifted and negated inputs computes z², for σ of degree 2, 3, 4 and any coefficients.

    Why it holds: n − 2 differences of aₙzⁿ + … leave 2ⁿ⁻² n!/2 aₙ z² and an affine part, which the even part removes.
    """
    quadratic, cubic, quartic = sigma(2), difference(sigma(3)), difference(difference(sigma(4)))
    return [
        implies(unequal(a[2], 0), equal(even_part(quadratic) / (2 * a[2]), z**2)),
        implies(unequal(a[3], 0), equal(even_part(cubic) / (12 * a[3]), z**2)),
        implies(unequal(a[4], 0), equal(even_part(quartic) / (96 * a[4]), z**2)),
    ]


@claim(source=SLIDES)
def two_square_units_multiply():
    """The network with W₁ = (1 1; 1 −1) and W₂ = (¼, −¼) computes x₁x₂.

    Why it holds: (x + y)² − (x − y)² = 4xy.
    """
    x = vector("x", 2)
    net = PolynomialNetwork((2, 2, 1), activation=2).term(x)
    quarter = Fraction(1, 4)
    weights = {matrix("W1", 2, 2): array([[1, 1], [1, -1]]), matrix("W2", 1, 2): array([[quarter, -quarter]])}
    return equal(net.at(weights), x[0] * x[1])


@claim(source=SLIDES)
def networks_of_squares_without_biases_are_even():
    """Without biases and with σ(z) = z² every output is even in x, so the function x itself is out of reach.

    Why it holds: the first layer sees only (−z)² = z².
    """
    net, x = PolynomialNetwork((2, 3, 2, 1), activation=2), vector("x", 2)
    return equal(net.term().at({x: -x}), net.term())


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=SLIDES)
def networks_without_biases_reach_the_identity():
    """Two square units without biases would take the values 1 at x = 1 and −1 at x = −1."""
    v, w = vector("v", 2), vector("w", 2)

    def f(x):
        return v[0] * (w[0] * x) ** 2 + v[1] * (w[1] * x) ** 2

    return exists([v, w], both(equal(f(1), 1), equal(f(-1), -1)))


@claim(expect="refuted", source=SLIDES)
def affine_activations_reach_the_square():
    """ "Nonlinear" must mean non-affine: with σ(z) = z + 1 a network is affine, and no affine map is 0, 1, 4 at 0, 1, 2."""
    slope, offset = scalar("s"), scalar("b")
    return exists([slope, offset], both(equal(offset, 0), equal(slope + offset, 1), equal(2 * slope + offset, 4)))


@claim(expect="refuted", source=SLIDES)
def one_difference_halves_the_cubic():
    """The factor: the even part of a difference of a cubic is 12a₃z², not 6a₃z²."""
    return implies(unequal(a[3], 0), equal(even_part(difference(sigma(3))) / (6 * a[3]), z**2))


# References: Kidger, Lyons, Universal approximation with deep narrow networks, COLT 2020.
