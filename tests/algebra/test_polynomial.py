"""Exact polynomials agree with SymPy: arithmetic, derivatives, substitution, values, degrees."""

from fractions import Fraction

import numpy as np
import pytest
import sympy as sp
from hypothesis import example, given, settings
from hypothesis import strategies as st

from symdl import SymdlError, scalar
from symdl.algebra.float_rings import FLOAT, Balls
from symdl.algebra.polynomial import Polynomial
from symdl.algebra.polynomial_array import PolynomialArray
from symdl.algebra.polynomial_ring import PolynomialRing
from symdl.algebra.rings import PrimeField, as_fraction
from symdl.algebra.taylor import size
from symdl.algebra.variables import Variable

X, Y, Z = sp.symbols("x y z", real=True)
COEFFICIENTS = st.fractions(min_value=-3, max_value=3, max_denominator=4)
MONOMIALS = st.tuples(COEFFICIENTS, st.integers(0, 3), st.integers(0, 3), st.integers(0, 2))


@st.composite
def expressions(draw):
    parts = draw(st.lists(MONOMIALS, min_size=1, max_size=5))
    return sp.Add(*(sp.Rational(c.numerator, c.denominator) * X**i * Y**j * Z**k for c, i, j, k in parts)) + X - X


@given(expressions(), expressions())
@settings(max_examples=30, deadline=None)
def test_arithmetic_agrees_with_sympy(e, f):
    p, q = Polynomial.from_sympy(e), Polynomial.from_sympy(f)
    assert p + q == Polynomial.from_sympy(sp.expand(e + f))
    assert p * q - q == Polynomial.from_sympy(sp.expand(e * f - f))
    assert sp.expand((p * q).to_sympy() - e * f) == 0
    assert (p == q) == (sp.expand(e - f) == 0)
    assert hash(p + q) == hash(q + p)


XYZ = PolynomialRing(tuple(map(Variable, "xyz")))


@given(expressions())
@settings(max_examples=30, deadline=None)
@example(-X)
def test_derivatives_and_degree_agree_with_sympy(e):
    g = e + X**4 + Y + Z
    p = XYZ.polynomial(g)
    assert [sp.expand(d.to_sympy() - sp.diff(g, v)) for d, v in zip(p.gradient(), (X, Y, Z), strict=True)] == [0, 0, 0]
    assert (p.hessian().to_sympy() - sp.hessian(g, (X, Y, Z))).expand() == sp.zeros(3, 3)
    assert p.degree() == sp.Poly(g, X, Y, Z).total_degree()
    assert p.degree("x") == sp.degree(g, X)
    assert len(p) == len(sp.Poly(g, X, Y, Z).terms()) == len(p.terms)


@given(expressions(), st.tuples(COEFFICIENTS, COEFFICIENTS, COEFFICIENTS))
@settings(max_examples=20, deadline=None)
def test_values_agree_in_all_rings(e, point):
    p = XYZ.polynomial(e + X + Y + Z)
    exact = p.evaluate(point)
    assert as_fraction(exact) == Fraction(
        str((e + X + Y + Z).subs(dict(zip((X, Y, Z), map(sp.Rational, map(str, point)), strict=True))))
    )
    field = PrimeField(1009)
    assert p.evaluate(dict(zip("xyz", point, strict=True)), ring=field) == field.convert(exact)
    assert p.evaluate(point, ring=FLOAT) == pytest.approx(float(as_fraction(exact)), abs=1e-9)
    ball = p.evaluate(point, ring=Balls(100))
    with Balls(100).working():
        assert (ball - exact).contains(0)


def test_integers_stay_integers_until_a_fraction_comes():
    whole, half = Polynomial.from_sympy(X**2 * Y - 3), Polynomial.from_sympy(X / 2)
    assert whole.ring.integral
    assert (whole * whole - Z).ring.integral
    assert not half.ring.integral
    for mixed in (whole * half, half * whole, whole + Fraction(1, 3), whole.at({"x": Y / 2}), whole - Y / 3):
        assert not mixed.ring.integral
    assert whole.rational == whole
    assert hash(whole.rational) == hash(whole)
    assert whole * half == Polynomial.from_sympy(sp.expand((X**2 * Y - 3) * X / 2))
    assert whole.at({"x": Y / 2}) == Polynomial.from_sympy(Y**3 / 4 - 3)
    with pytest.raises(SymdlError, match="ℤ"):
        whole.ring.convert(half)


@given(expressions(), expressions(), st.integers(1, 3))
@settings(max_examples=20, deadline=None)
def test_arrays_over_both_rings_agree(e, f, order):
    """Clearing denominators moves a polynomial to ℤ[v]; everything computed there is the same."""
    common = 144
    p, q = XYZ.polynomial(common * e + X * Y * Z), XYZ.polynomial(f + X)
    whole = Polynomial.from_sympy(sp.expand(common * e) + X * Y * Z)
    assert whole.ring.integral
    assert whole == p
    assert whole.hessian() == p.hessian()
    assert whole.hessian() + q.hessian() == p.hessian() + q.hessian()
    assert whole.hessian().times([q, 1, Fraction(1, 2)]) == p.hessian().times([q, 1, Fraction(1, 2)])
    assert whole.gradient().at({"x": Fraction(1, 2)}) == p.gradient().at({"x": Fraction(1, 2)})
    assert whole.taylor(order) == p.taylor(order)
    assert len(p.taylor(order)) == size(p, order, p.ring.by(None))
    point = [Fraction(1, 2), -3, Fraction(2, 5)]
    assert whole.hessian().evaluate(point) == p.hessian().evaluate(point)


def test_integers_of_numpy_are_exact():
    assert Polynomial.from_sympy(X * Y).evaluate(np.array([3, -4])) == -12


def test_taylor_models_are_exact_at_the_degree():
    p = Polynomial.from_sympy(X**2 * Y + 3 * Y - X)
    model = p.taylor(3)
    h = {"h[1]": Fraction(1, 2), "h[2]": -3}
    assert model.evaluate({"x": 2, "y": 5, **h}) == p.evaluate({"x": Fraction(5, 2), "y": 2})
    second = p.taylor(2)
    assert second.degree("h") == 2
    assert model - second == Polynomial.from_sympy(sp.Symbol("h_1") ** 2 * sp.Symbol("h_2"))


def test_substitution_by_numbers_and_polynomials():
    p = Polynomial.from_sympy(X**2 * Y + Z)
    assert p.at({"x": 2}) == Polynomial.from_sympy(4 * Y + Z)
    assert p.at({"x": Y + Z, "y": sp.Symbol("q")}) == Polynomial.from_sympy(
        sp.expand((Y + Z) ** 2 * sp.Symbol("q") + Z)
    )


def test_a_polynomial_is_a_term():
    p = Polynomial.from_sympy(2 * X**2 * Y - X / 3 + 1)
    x, y = scalar("x"), scalar("y")
    assert sp.expand(p.term().to_sympy() - (2 * x**2 * y - x / 3 + 1).to_sympy()) == 0


def test_long_polynomials_break_into_aligned_lines():
    p = Polynomial.from_sympy(sp.expand((X + Y + Z) ** 6))
    lines = p.latex(width=60).splitlines()
    assert lines[0] == r"\begin{aligned}"
    assert lines[-1] == r"\end{aligned}"
    assert len(lines) > 4
    assert Polynomial.from_sympy(X - Y / 2).latex() == r"x - \frac{1}{2} y"
    assert Polynomial.from_sympy(X - X).latex() == "0"


def test_matrices_print_whole_or_entry_by_entry():
    small = Polynomial.from_sympy(X**2 * Y).hessian()
    assert small.latex() == "\\begin{pmatrix}\n  2 y & 2 x \\\\\n  2 x & 0\n\\end{pmatrix}"
    wide = Polynomial.from_sympy(sp.expand((X + Y + Z) ** 5)).hessian()
    assert "a_{1,1} &=" in wide.latex()
    assert "a_{2,1}" not in wide.latex()


def test_arrays_multiply_and_compare():
    p = Polynomial.from_sympy(X**2 + X * Y)
    H = p.hessian()
    assert H.times([X, Y]) == PolynomialArray(p.ring, [p.ring.convert(2 * X + Y), p.ring.convert(X)])
    assert H.T == H
    assert (H + H).evaluate({"x": 0, "y": 0}) == [[4, 2], [2, 0]]
    assert H.gram().evaluate([0, 0]) == [[5, 2], [2, 1]]


@pytest.mark.parametrize(
    "build",
    [
        lambda p: Polynomial.from_sympy(sp.sin(X)),
        lambda p: Polynomial.from_sympy(X**0.5),
        lambda p: Polynomial.from_sympy(1.5 * X),
        lambda p: Polynomial.from_sympy((X + 1) ** (10**9)),
        lambda p: Polynomial.from_sympy(sum(sp.symbols("v:9")) ** 90),
        lambda p: Polynomial.from_sympy(sum(sp.symbols("v:9"))) ** 90,
        lambda p: p.evaluate([1]),
        lambda p: p.evaluate({"x": 1}),
        lambda p: p.gradient("q"),
        lambda p: p**-1,
        lambda p: p + 0.5,
        lambda p: p.taylor(-1),
        lambda p: p.taylor(1).taylor(1),
        lambda p: p.taylor("2"),
        lambda p: (p**5000).taylor(5000),
        lambda p: p.hessian().times([1]),
        lambda p: p.ring.convert(Polynomial.from_sympy(sp.Symbol("other"))),
        lambda p: p.ring.convert(sp.Symbol("other")),
        lambda p: p.evaluate([Fraction(1, 7), 1], ring=PrimeField(7)),
        lambda p: PrimeField(15),
        lambda p: PrimeField(2**89 - 1),
        lambda p: Balls(0),
        lambda p: p.evaluate([True, 1]),
    ],
)
def test_bad_input_is_a_sentence(build):
    with pytest.raises(SymdlError, match=r"\w+ .*[.;]"):
        build(Polynomial.from_sympy(X * Y))
