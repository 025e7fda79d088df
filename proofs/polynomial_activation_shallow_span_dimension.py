"""Shallow networks with a polynomial activation span a space of finite dimension, whatever their width.

Setting. The units x ↦ (wᵀx + b)ᵏ are polynomials of degree ≤ k in d variables, a space of dimension C(d + k, k) with the
monomials x^α. The multinomial theorem gives the coefficients k!/(α! (k − |α|)!) w^α b^{k−|α|}. They span: at the C(d + k, k) points (w, b)
of natural numbers with sum k the matrix of coefficients is invertible. So no width makes such networks dense.

Claims: the coefficients for symbolic w and b, and the rank, for (d, k) = (1, 2), (1, 5), (2, 2), (2, 3), (3, 2), (3, 3); d ≤ 3 and k ≤ 3 with
20 columns at most. Not covered: all d and k.
"""

from itertools import product
from math import comb, factorial, prod

from symdl import array, claim, derivation, equal, identity, inner, rank, scalar, unequal, vector

SLIDES = "Yao, On Mathematical Theories of Deep Learning"

SIZES = [(1, 2), (1, 5), (2, 2), (2, 3), (3, 2), (3, 3)]


def exponents(d, k):
    """(α₁, …, α_d, k − |α|) for the monomials of degree at most k; also the points (w, b)."""
    return [alpha for alpha in product(range(k + 1), repeat=d + 1) if sum(alpha) == k]


def coefficient(alpha, w, b):
    """The coefficient of x^α in (wᵀx + b)ᵏ."""
    *powers, rest = alpha
    multinomial = factorial(sum(alpha)) // prod(map(factorial, alpha))
    return multinomial * prod((w[i] ** a for i, a in enumerate(powers) if a), start=1) * b**rest


def coefficients(d, k):
    """The matrix with a row for each point (w, b) and a column for each monomial."""
    return array([[coefficient(alpha, point[:d], point[d]) for alpha in exponents(d, k)] for point in exponents(d, k)])


@derivation(source=SLIDES)
def polynomial_activation_shallow_span_dimension():
    """The units at C(d + k, k) points are linearly independent: the matrix of their coefficients has full rank.

    Why it holds: elimination with exact numbers.
    """
    return [equal(rank(coefficients(d, k)), comb(d + k, k)) for d, k in SIZES]


@derivation(source=SLIDES)
def a_unit_expands_into_monomials():
    """(wᵀx + b)ᵏ = Σ_α k!/(α! (k − |α|)!) w^α b^{k−|α|} x^α, with at most C(d + k, k) monomials.

    Why it holds: the multinomial theorem.
    """
    links = []
    for d, k in SIZES:
        w, x, b = vector("w", d), vector("x", d), scalar("b")
        entries = [x[i] for i in range(d)]
        monomials = [
            prod((v**a for v, a in zip(entries, alpha, strict=False) if a), start=1) for alpha in exponents(d, k)
        ]
        weights = [w[i] for i in range(d)]
        total = sum(coefficient(alpha, weights, b) * m for alpha, m in zip(exponents(d, k), monomials, strict=True))
        links.append(equal((inner(w, x) + b) ** k, total))
    return links


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=SLIDES)
def units_without_bias_span_as_much():
    """Without b only the monomials of degree exactly k remain: of six quadratic monomials in two variables three."""
    points = [[w1, w2, 0] for w1, w2 in [(0, 1), (1, 0), (1, 1), (1, 2), (2, 1), (1, -1)]]
    matrix = array([[coefficient(alpha, point[:2], point[2]) for alpha in exponents(2, 2)] for point in points])
    return equal(rank(matrix), comb(4, 2))


@claim(expect="refuted", source=SLIDES)
def more_units_span_more():
    """Seven units of degree 2 in two variables are never independent: there are six monomials."""
    points = [*exponents(2, 2), (1, 1, 1)]
    matrix = array([[coefficient(alpha, point[:2], point[2]) for alpha in exponents(2, 2)] for point in points])
    return unequal(rank(matrix), rank(identity(6)))


# References: Mhaskar, Poggio, Deep vs. shallow networks, Analysis and Applications 14 (2016), corollary 1; Leshno, Lin, Pinkus, Schocken (1993).
