"""Real roots are counted as ball arithmetic counts them."""

import random
from math import comb

import pytest
from flint import fmpz, fmpz_poly
from hypothesis import given
from hypothesis import strategies as st

from symdl.algebra.solutions import real_roots
from symdl.algebra.solutions.real_roots import real_root_count
from symdl.algebra.solutions.real_roots_in_floats import roots_inside

FACTORS = st.lists(st.tuples(st.integers(-60, 60), st.integers(1, 9)), max_size=5)
REST = st.lists(st.integers(-9, 9), min_size=1, max_size=8)


@given(FACTORS, REST)
def test_the_number_of_real_roots(factors, rest):
    p = fmpz_poly(rest)
    for root in factors:
        p *= fmpz_poly(list(root))
    if p.degree() >= 1:
        p = p // p.gcd(p.derivative())
        assert real_root_count(p) == sum(root.imag == 0 for root, _ in p.complex_roots())


def test_close_roots_and_far_ones_are_told_apart():
    close = fmpz_poly([10**40, -2 * 10**40, 10**40 - 1])  # 1 ± 10⁻²⁰
    far = fmpz_poly([-(10**60), 1]) * fmpz_poly([1, 10**60])
    assert real_root_count(close * far * fmpz_poly([1, 0, 1]) * fmpz_poly([0, 1])) == 5


@given(FACTORS, REST, st.integers(0, 12))
def test_floats_agree_with_integers_or_say_nothing(factors, rest, digits):
    p = fmpz_poly(rest) * fmpz_poly([-1, 10**digits]) * fmpz_poly([-1, 10**digits + 1])
    for root in factors:
        p *= fmpz_poly(list(root))
    if p.degree() >= 1:
        p = p // p.gcd(p.derivative())
        expected = sum(root.imag == 0 and 0 < root.real < 1 for root, _ in p.complex_roots())
        tested = fmpz_poly(p.coeffs()[::-1])(fmpz_poly([1, 1])).coeffs()[::-1]
        if len(tested) == p.degree() + 1:
            assert roots_inside(tested) in (expected, None)


def test_floats_do_not_take_a_double_root_for_none_or_two():
    assert roots_inside([fmpz(c) for c in (4, -12, 9)]) is None  # (2 − 5x)²
    assert roots_inside([fmpz(c) for c in (3, 0, 4)]) == 0
    assert roots_inside([fmpz(comb(30, j) * (-1) ** j) for j in range(31)]) is None


def test_the_count_is_the_same_without_floats(monkeypatch):
    wilkinson = fmpz_poly([1])
    for k in range(1, 31):
        wilkinson *= fmpz_poly([-k, 7])
    close = fmpz_poly([10**40, -2 * 10**40, 10**40 - 1])
    with_floats = real_root_count(wilkinson), real_root_count(close * wilkinson)
    monkeypatch.setattr(real_roots, "roots_inside", lambda _: None)
    assert with_floats == (real_root_count(wilkinson), real_root_count(close * wilkinson)) == (30, 32)


@pytest.mark.parametrize("degree", [990, 1001, 1100])  # on both sides of where numbers of the matrices underflow
def test_high_degrees(degree, monkeypatch):
    draw = random.Random(degree)
    p = fmpz_poly([draw.randint(-(2**40), 2**40) for _ in range(degree + 1)])
    with_floats = real_root_count(p)
    monkeypatch.setattr(real_roots, "roots_inside", lambda _: None)
    assert with_floats == real_root_count(p)


def test_all_roots_of_a_chebyshev_polynomial_are_real():
    assert real_root_count(fmpz_poly.chebyshev_t(1010)) == 1010


def test_close_roots_of_a_polynomial_of_high_degree():
    close = fmpz_poly([2**400 - 1, -(2**402), 2**402])  # 1/2 ± 2⁻²⁰¹
    assert real_root_count(close * fmpz_poly([1, 0, 1]) ** 505) == 2
