"""A real-analytic function equals its Taylor series; a smooth one need not.

Setting. The Taylor series of f at a is Σ_k f⁽ᵏ⁾(a)/k! (x − a)ᵏ. For a polynomial it is a finite sum and equals f. For
1/(1 − x) at 0 all coefficients are 1, and the error after the term xⁿ is xⁿ⁺¹/(1 − x), which tends to 0 for |x| < 1. For

    f(x) = exp(−1/x²), f(0) = 0,

all coefficients at 0 vanish, so the series is 0, but f is not. Infinite differentiability (“most common functions”) is
therefore not enough. Covered: polynomials of degree ≤ 5 with any coefficients and centre, the geometric series for every
n, and that exp(−1/x²) lies between 0 and x² (so that f(0) = f′(0) = 0). Not covered: convergence for
general analytic f, and the higher derivatives of the flat function.
"""

from functools import reduce
from math import factorial

from symdl import both, claim, derivative, equal, exp, implies, scalar, summation, unequal

NOTES = "Notes on learning rates: Taylor series"

a, x = scalar("a"), scalar("x")
coefficients = [scalar(f"c{k}") for k in range(6)]


def polynomial(t):
    """c₀ + c₁t + … + c₅t⁵, by Horner's rule."""
    return reduce(lambda value, c: value * t + c, reversed(coefficients))


@claim(source=NOTES)
def taylor_series_equals_function():
    """A polynomial of degree ≤ 5 is the sum of its Taylor series at every centre a.

    Why it holds: the binomial theorem for xᵏ = (a + (x − a))ᵏ.
    """
    f = polynomial(x)
    terms = [derivative(f, x, k).at({x: a}) / factorial(k) * (x - a) ** k for k in range(1, len(coefficients))]
    return equal(f, polynomial(a) + sum(terms))


@claim(source=NOTES)
def geometric_series_remainder():
    """1/(1 − x) = 1 + x + … + xⁿ + xⁿ⁺¹/(1 − x) for every n.

    Why it holds: induction over n.
    """
    i, n = scalar("i", natural=True), scalar("n", natural=True)
    return implies(unequal(x, 1), equal(1 / (1 - x), summation(i, 0, n, x**i) + x ** (n + 1) / (1 - x)))


@claim(source=NOTES)
def flat_function_is_squeezed():
    """0 < exp(−s) ≤ x² where s = 1/x².

    Why it holds: exp(s) ≥ 1 + s > s.
    """
    s = scalar("s")
    return implies(equal(s * x**2, 1), both(exp(-s) > 0, exp(-s) <= x**2))


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=NOTES)
def taylor_series_of_the_flat_function():
    """Smooth instead of analytic: the Taylor series of exp(−1/x²) at 0 is 0, but f(1) = 1/e."""
    return implies(unequal(x, 0), equal(exp(-1 / x**2), 0))


@claim(expect="refuted", source=NOTES)
def taylor_polynomial_with_slope_at_the_wrong_point():
    """Derivatives belong to the centre a, not to x: fails for f = t² with a = 0, x = 1."""
    slope = derivative(polynomial(x), x)
    return implies(
        [equal(c, 0) for c in coefficients[3:]],
        equal(polynomial(x), polynomial(a) + slope * (x - a) + derivative(polynomial(x), x, 2) / 2 * (x - a) ** 2),
    )


# References: Krantz, Parks, A Primer of Real Analytic Functions, section 1.1.
