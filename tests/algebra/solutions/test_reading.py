"""Polynomial systems as text: what is read, and where what is not read goes wrong."""

from fractions import Fraction

import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

from symdl.algebra.solutions.inputs import system_of
from symdl.algebra.solutions.reading import SystemSyntaxError, read_polynomial, read_system
from symdl.terms.errors import SymdlError
from symdl.terms.operators import scalar


def test_sums_products_powers_and_parentheses_are_multiplied_out():
    system = read_system("x, y # names\n\n# nothing\n-(x - y)^2*3/2 + 1.5*x^2\n2\n")
    assert system.polynomials[0] == {(1, 1): Fraction(3), (0, 2): Fraction(-3, 2)}
    assert system.polynomials[1] == {(0, 0): Fraction(2)}


def test_a_decimal_may_end_with_its_point():
    assert read_polynomial("2.*x - 3.", ("x",)) == read_polynomial("2*x - 3.0", ("x",))


@pytest.mark.parametrize(
    ("text", "place", "word"),
    [
        ("", "f", "no variables"),
        ("x, y", "f:1", "no polynomials"),
        ("x, 2\nx", "f:1:4", "no variable"),
        ("x,x\nx", "f:1:3", "twice"),
        ("x,\nx", "f:1:3", "no variable"),
        ("x\n2x", "f:2:2", "missing"),
        ("x\nx x", "f:2:3", "missing"),
        ("x\nx^2.5", "f:2:3", "natural number"),
        ("x\nx^-1", "f:2:3", "natural number"),
        ("x\nx^2.", "f:2:3", "natural number"),
        ("x\n2..5*x", "f:2:3", "does not belong"),
        ("x\nx**2", "f:2:2", r"\^"),
        ("x\n1/x", "f:2:3", "numbers only"),
        ("x\n1/0", "f:2:3", "not by 0"),
        ("x\nx + y", "f:2:5", "no variable of this system"),
        ("x\n(x", "f:2:3", "missing"),
        ("x\nx)", "f:2:2", "closes nothing"),
        ("x\nx +", "f:2:4", "too early"),
        ("x\nx = 1", "f:2:3", "set equal to zero"),
        ("x\nx^99999", "f:2:3", "degree"),
        ("x\n__import__", "f:2:1", "does not belong"),
        ("x\n" + "(" * 200 + "x", "f:2:101", "nested"),
    ],
)
def test_errors_name_line_and_column(text, place, word):
    with pytest.raises(SystemSyntaxError, match=word) as raised:
        read_system(text, file="f")
    assert str(raised.value).startswith(place + ":")


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 4), st.integers(0, 4)),
        st.fractions(max_denominator=99).filter(bool),
        max_size=5,
    )
)
def test_printing_and_reading_agree(polynomial):
    text = " + ".join(f"({c})*x^{a}*y^{b}" for (a, b), c in polynomial.items()) or "0"
    assert read_polynomial(text, ("x", "y")) == polynomial


def test_all_forms_of_a_polynomial_are_the_same():
    x, y = sp.symbols("x y")
    a, b = scalar("x"), scalar("y")
    systems = [
        system_of([(x + y) ** 2 - sp.Rational(1, 3)], [x, y]),
        system_of([(a + b) ** 2 - Fraction(1, 3)], [a, b]),
        system_of(["(x + y)^2 - 1/3"], ["x", "y"]),
        system_of([{(2, 0): 1, (1, 1): 2, (0, 2): 1, (0, 0): Fraction(-1, 3)}], ["x", "y"]),
    ]
    assert all(system == systems[0] for system in systems)


@pytest.mark.parametrize("bad", [sp.sin(sp.Symbol("x")), 1 / sp.Symbol("x"), sp.Symbol("z"), 0.5, sp.Float(0.5), None])
def test_what_is_no_polynomial_is_refused(bad):
    with pytest.raises(SymdlError):
        system_of([bad], ["x"])


@pytest.mark.parametrize("variables", [[], ["x", "x"], ["x y"], ["__x"], [3]])
def test_bad_variables_are_refused(variables):
    with pytest.raises(SymdlError):
        system_of(["1"], variables)
