"""The units x ↦ (wᵀx)ᵏ of n inputs span a space of dimension C(n + k − 1, k).

Setting. q = dim span {x ↦ ρ(wᵀx) : w ∈ ℝⁿ} bounds how many units are of use. For ρ = zᵏ the units are forms of degree k, whose
coefficients at xᵃ are multinomial numbers times wᵃ, and powers of linear forms span all forms. For a polynomial ρ the homogeneous parts add
up: z² + z has q = n(n + 1)/2 + n. Restricted to N data points, q ≤ N. Shown: the pairs (n, k) below.
"""

from itertools import combinations_with_replacement
from math import comb

from symdl import array, claim, equal, hadamard, matrix, rank_almost_everywhere

SLIDES = "Yao, On Mathematical Theories of Deep Learning"


def coefficients(n, degrees):
    """A row for each of q units: the monomials of its weights, which are its coefficients up to constants."""
    q = sum(comb(n + k - 1, k) for k in degrees)
    W, rows = matrix("W", q, n), []
    for i in range(q):
        row = []
        for k in degrees:
            for chosen in combinations_with_replacement(range(n), k):
                monomial = W[i, chosen[0]]
                for j in chosen[1:]:
                    monomial = monomial * W[i, j]
                row.append(monomial)
        rows.append(row)
    return array(rows)


def spans(n, *degrees):
    return equal(rank_almost_everywhere(coefficients(n, degrees)), sum(comb(n + k - 1, k) for k in degrees))


@claim(source=SLIDES)
def polynomial_activation_intrinsic_dimension():
    """Quadratic units of three inputs span a space of dimension 6.

    Why it holds: a determinant of the 6 × 6 matrix of coefficients is not the zero polynomial.
    """
    return spans(3, 2)


@claim(source=SLIDES)
def cubic_units_of_two_inputs():
    """q = C(4, 3) = 4 for z³ and two inputs."""
    return spans(2, 3)


@claim(source=SLIDES)
def cubic_units_of_three_inputs():
    """q = C(5, 3) = 10 for z³ and three inputs."""
    return spans(3, 3)


@claim(source=SLIDES)
def homogeneous_parts_add_up():
    """q = 3 + 2 for z² + z and two inputs."""
    return spans(2, 1, 2)


@claim(source=SLIDES)
def four_units_on_four_points():
    """The outputs (w_iᵀx_j)² of four units at four points in ℝ² have rank 3, not 4: q = 3.

    Why it holds: they are products of vectors of three monomials.
    """
    z = matrix("W", 4, 2) @ matrix("X", 2, 4)
    return equal(rank_almost_everywhere(hadamard(z, z)), 3)


# What breaks: counting units instead of monomials.


@claim(expect="refuted", source=SLIDES)
def every_quadratic_unit_adds_a_dimension():
    """A fourth quadratic unit of two inputs adds nothing."""
    z = matrix("W", 4, 2) @ matrix("X", 2, 4)
    return equal(rank_almost_everywhere(hadamard(z, z)), 4)


@claim(expect="refuted", source=SLIDES)
def linear_units_span_more_than_the_inputs():
    """Three linear units of two inputs have rank 2."""
    return equal(rank_almost_everywhere(matrix("W", 3, 2) @ matrix("X", 2, 3)), 3)


# References: Venturi, Bandeira, Bruna, Spurious valleys in one-hidden-layer networks, JMLR 20 (2019).
