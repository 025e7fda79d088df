"""Deep networks with a polynomial activation and biases represent every polynomial, exactly.

Setting. A polynomial is made of constants, sums and products. Sums are affine layers, xy = ¼[(x + y)² − (x − y)²] makes products
from squares, and a hidden layer makes the square from any non-affine σ: differences σ(z + 1) − σ(z − 1) lower the degree by one until
it is 2 and leave an affine part, which is subtracted. So networks of sufficient depth compute every polynomial, and by the
theorem of Stone and Weierstrass they are dense in C(K). Biases carry the shifts z ± 1 and the constants.

Claims: product, square and identity for every σ of degree 2, 3 and 4 with symbolic coefficients; a network that computes x₁x₂ as such.
Not covered: all degrees of σ, and the density.
"""

from symdl import PolynomialNetwork, array, both, claim, equal, exists, implies, number, scalar, unequal, vector
from symdl.claims.instance import Instance  # noqa: F401  (shown in the docs of networks)

SLIDES = "Yao, On Mathematical Theories of Deep Learning"

x, y, z = scalar("x"), scalar("y"), scalar("z")
a = [scalar(f"a{k}") for k in range(5)]


def sigma(z, degree):
    """A polynomial with symbolic coefficients a₀, …, a_degree."""
    return sum((a[k] * z**k for k in range(1, degree + 1)), a[0])


def difference(f):
    """z ↦ f(z + 1) − f(z − 1), one hidden layer of two units where f = σ."""
    return lambda z: f(z + 1) - f(z - 1)
