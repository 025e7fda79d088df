"""The third-order Taylor polynomial in several variables.

Setting. T₃(x) = Σ_{|α| ≤ 3} D^α f(x₀)/α! (x − x₀)^α, with α! = α₁! ⋯ α_d!. It is exact for polynomials of degree ≤ 3, and
its cubic term is (1/6) Σ_{ijk} ∂ᵢ∂ⱼ∂ₖ f(x₀) hᵢhⱼhₖ, each mixed derivative counted as often as its order of indices can
be changed. Two variables and all ten coefficients here; in any dimension, cubes of linear forms ⟨a, x⟩³, which span the cubic
forms, so that by linearity the last claim gives the cubic term for all d. Not covered: the remainder for general f ∈ C⁴.
"""

from itertools import product
from math import factorial

from symdl import claim, derivative, equal, gradient, inner, scalar, vector

NOTES = "Notes on learning rates: Taylor approximation of degree 3"

x, y, x0, y0 = (scalar(name) for name in ("x", "y", "x0", "y0"))
h, k = x - x0, y - y0
c = [scalar(f"c{i}") for i in range(10)]
lower = c[0] + c[1] * x + c[2] * y + c[3] * x**2 + c[4] * x * y + c[5] * y**2
cubic = lower + c[6] * x**3 + c[7] * x**2 * y + c[8] * x * y**2 + c[9] * y**3


def power(t, n):
    return t**n if n else 1


def partial(f, i, j):
    """∂ⁱ⁺ʲf/∂xⁱ∂yʲ at (x₀, y₀)."""
    return derivative(derivative(f, x, i), y, j).at({x: x0, y: y0})


def taylor(f, degree):
    """Σ_{i + j ≤ degree} ∂ⁱ⁺ʲf/∂xⁱ∂yʲ hⁱkʲ / (i! j!)."""
    orders = [(i, j) for i in range(degree + 1) for j in range(degree + 1 - i)]
    return sum(partial(f, i, j) * power(h, i) * power(k, j) / (factorial(i) * factorial(j)) for i, j in orders)


@claim(source=NOTES)
def taylor_third_order_multivariate():
    """T₃ is exact for every polynomial of degree ≤ 3 in two variables, at every centre.

    Why it holds: the binomial theorem in each variable.
    """
    return equal(cubic, taylor(cubic, 3))


@claim(source=NOTES)
def taylor_cubic_term_over_all_indices():
    """The cubic term of T₃ is (1/6) Σ_{ijk} ∂ᵢ∂ⱼ∂ₖ f hᵢhⱼhₖ, for general f of degree ≤ 3.

    Why it holds: of the 3! orders of indices, 3!/α! give the same derivative.
    """
    by_multi_index = taylor(cubic, 3) - taylor(cubic, 2)
    indices = [(sum(triple), 3 - sum(triple)) for triple in product((0, 1), repeat=3)]
    by_triples = sum(partial(cubic, i, j) * power(h, i) * power(k, j) for i, j in indices) / 6
    return equal(by_multi_index, by_triples)


@claim(source=NOTES)
def taylor_third_order_in_all_dimensions():
    """For f = ⟨a, x⟩³ in ℝᵈ: f(x + h) = f + D f + ½ D² f + (1/6) D³ f, where D f = ⟨∇f, h⟩.

    D³ f is Σ_{ijk} ∂ᵢ∂ⱼ∂ₖ f hᵢhⱼhₖ.

    Why it holds: the four terms are those of (s + t)³ with s = ⟨a, x⟩ and t = ⟨a, h⟩.
    """
    a, v, step = vector("a", "d"), vector("x", "d"), vector("h", "d")

    def D(f):
        return inner(gradient(f, v), step)

    f = inner(a, v) ** 3
    return equal(inner(a, v + step) ** 3, f + D(f) + D(D(f)) / 2 + D(D(D(f))) / 6)


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def taylor_third_order_of_a_quartic():
    """Degree 4 is too much: f = x⁴ from 0 to 1."""
    quartic = cubic + scalar("q") * x**4
    return equal(quartic, taylor(quartic, 3))


@claim(expect="refuted", source=NOTES)
def taylor_cubic_term_with_wrong_factorial():
    """1/|α|! instead of 1/α! forgets that mixed derivatives occur three times: f = x²y."""
    by_multi_index = taylor(cubic, 3) - taylor(cubic, 2)
    wrong = sum(partial(cubic, i, 3 - i) * power(h, i) * power(k, 3 - i) for i in range(4)) / 6
    return equal(by_multi_index, wrong)


# References: Apostol, Mathematical Analysis, section 12.14.
