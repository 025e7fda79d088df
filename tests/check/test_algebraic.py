"""Real algebraic numbers are compared with FLINT: its factorisation decides zeros, its balls decide signs."""

import time
from fractions import Fraction

import flint
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from symdl.check.judgement import Rejected
from symdl.check.numbers.algebraic import MAX_DEGREE, RealRoot, enclosure, sign_of
from symdl.check.numbers.intervals import Interval


def poly(*coefficients):
    return tuple(Fraction(c) for c in coefficients)


def times(*factors):
    product = poly(1)
    for factor in factors:
        longer = [Fraction(0)] * (len(product) + len(factor) - 1)
        for i, a in enumerate(product):
            for j, b in enumerate(factor):
                longer[i + j] += a * b
        product = tuple(longer)
    return product


def to_flint(p):
    return flint.fmpq_poly([flint.fmpq(Fraction(c).numerator, Fraction(c).denominator) for c in p])


def to_fraction(c):
    return Fraction(str(c))


def ball_ends(ball):
    ends = []
    for end in (ball.lower(), ball.upper()):
        mantissa, exponent = end.man_exp()
        ends.append(Fraction(int(mantissa)) * Fraction(2) ** int(exponent))
    return ends


def real_roots(p):
    """(irreducible factor, low, high) of every distinct real root of p, increasing, by FLINT at 400 bits."""
    roots = []
    with flint.ctx.workprec(400):
        for factor, _ in to_flint(p).factor()[1]:
            for root, _ in factor.complex_roots():
                if root.imag == 0:
                    roots.append((factor, *ball_ends(root.real)))
    return sorted(roots, key=lambda root: root[1])


def expected_sign(factor, low, high, q):
    """The sign of q at the root of an irreducible factor."""
    if to_flint(q) % factor == 0:
        return 0
    with flint.ctx.workprec(400):
        rational = lambda t: flint.arb(flint.fmpq(t.numerator, t.denominator))  # noqa: E731
        value = flint.arb(0)
        for c in reversed(q):
            value = value * rational(low).union(rational(high)) + rational(c)
    assert not value.contains(0), "the reference is not precise enough"
    return 1 if value > 0 else -1


def isolations(p):
    """Each real root of p with a wide interval that holds no other one."""
    roots = real_roots(p)
    for i, (factor, low, high) in enumerate(roots):
        a = (roots[i - 1][2] + low) / 2 if i else low - 7
        b = (roots[i + 1][1] + high) / 2 if i + 1 < len(roots) else high + 3
        yield factor, low, high, RealRoot(p, a.limit_denominator(10**40), b.limit_denominator(10**40))


small = st.integers(-6, 6).map(Fraction)
rationals = st.fractions(min_value=-5, max_value=5, max_denominator=12)
polynomials = st.lists(st.one_of(small, rationals), min_size=1, max_size=5).map(tuple)
products = st.lists(polynomials, min_size=1, max_size=3).map(lambda factors: times(*factors))

SQRT_2 = RealRoot(poly(-2, 0, 1), Fraction(0), Fraction(2))
CUBE_ROOT_2 = RealRoot(poly(-2, 0, 0, 1), Fraction(-5), Fraction(5))


@given(products, polynomials, st.data())
@example(times(poly(-2, 0, 1), poly(-2, 0, 1), poly(-1, 1)), poly(-2, 0, 1), None)
@example(times(poly(-2, 0, 1), poly(-3, 0, 1)), poly(-3, 0, 1), None)
@example(times(poly(0, 1), poly(-1, 0, 0, 1)), poly(0, 1), None)
@example(poly(0, 0, 0, 1), poly(0, 1), None)
@settings(deadline=None)
def test_signs_agree_with_flint_at_every_real_root(p, q, data):
    assume(to_flint(p).degree() >= 1)
    for factor, low, high, root in isolations(p):
        shared = poly(*map(to_fraction, factor.coeffs()))
        cases = [q, times(q, q), times(q, shared), times(q, p), tuple(-c for c in q)]
        if data is not None:
            cases.append(data.draw(products))
        for case in cases:
            assert sign_of(root, case) == expected_sign(factor, low, high, case)


@given(products, st.fractions(-4, 4, max_denominator=6), st.fractions(0, 4, max_denominator=6))
@example(times(poly(-1, 1), poly(-2, 1)), Fraction(1), Fraction(1))
@example(times(poly(-1, 1), poly(-1, 1)), Fraction(1), Fraction(0))
@example(times(poly(-1, 1), poly(2, 1), poly(1, 0, 1)), Fraction(-2), Fraction(1))
def test_construction_succeeds_exactly_when_the_closed_interval_holds_one_root(p, low, width):
    assume(to_flint(p).degree() >= 1)
    high = low + width
    inside = 0
    for factor, left, right in real_roots(p):
        if factor.degree() == 1:
            left = right = -to_fraction(factor[0]) / to_fraction(factor[1])
        inside += low <= left and right <= high
    if inside == 1:
        assert low <= RealRoot(p, low, high).high
    else:
        with pytest.raises(Rejected, match=f"{inside} distinct real roots"):
            RealRoot(p, low, high)


@given(products, st.integers(1, 200))
@settings(deadline=None)
def test_enclosures_contain_the_root_and_are_narrow(p, bits):
    assume(to_flint(p).degree() >= 1)
    for _, low, high, root in isolations(p):
        box = enclosure(root, bits)
        assert box.low <= high
        assert low <= box.high
        assert (box.high - box.low) * 2**bits <= max(abs(box.low), abs(box.high))


def test_an_identity_of_nested_radicals_is_decided():
    # x = sqrt 2 + sqrt 3 has x**4 - 10 x**2 + 1 = 0, and sqrt 2 = (x**3 - 9x)/2.
    x = RealRoot(poly(1, 0, -10, 0, 1), Fraction(3), Fraction(4))
    sqrt_2 = poly(0, Fraction(-9, 2), 0, Fraction(1, 2))
    square = times(sqrt_2, sqrt_2)
    assert sign_of(x, (square[0] - 2, *square[1:])) == 0
    assert sign_of(x, (square[0] - 2 + Fraction(1, 10**100), *square[1:])) == 1
    assert sign_of(x, (square[0] - 2 - Fraction(1, 10**100), *square[1:])) == -1


def test_a_very_close_rational_is_told_apart():
    close = Fraction(6369051672525773, 4503599627370496)  # sqrt 2 as a float
    assert sign_of(SQRT_2, (-close, Fraction(1))) == (1 if close * close < 2 else -1)
    assert sign_of(SQRT_2, poly(Fraction(-14142135623730950488016887242096980785696, 10**40), 1)) == 1
    assert sign_of(SQRT_2, poly(Fraction(-14142135623730950488016887242096980785697, 10**40), 1)) == -1


def test_the_other_root_of_the_polynomial_does_not_count():
    p = times(poly(-2, 0, 1), poly(-3, 0, 1))
    root = RealRoot(p, Fraction(1), Fraction(3, 2))
    assert sign_of(root, poly(-2, 0, 1)) == 0
    assert sign_of(root, poly(-3, 0, 1)) == -1


@pytest.mark.parametrize(("low", "high"), [(1, 2), (0, 1), (1, 1), (Fraction(1, 2), 1)])
def test_a_root_at_an_end_is_rational(low, high):
    root = RealRoot(poly(-1, 0, 0, 1), Fraction(low), Fraction(high))
    assert enclosure(root, 10) == Interval.exactly(1)
    assert [sign_of(root, poly(c, 1)) for c in (-2, -1, 0)] == [-1, 0, 1]


def test_zero_inside_the_interval_is_found_exactly():
    root = RealRoot(poly(0, -1, 0, 1), Fraction(-1, 3), Fraction(1, 2))
    assert enclosure(root, 100) == Interval.exactly(0)
    assert sign_of(root, poly(0, 1)) == 0


def test_bisection_that_hits_the_root_returns_a_point():
    assert enclosure(RealRoot(poly(-1, 1), Fraction(0), Fraction(2)), 10) == Interval.exactly(1)


def test_a_multiple_root_counts_once():
    root = RealRoot(times(poly(-2, 0, 1), poly(-2, 0, 1), poly(-2, 0, 1)), Fraction(1), Fraction(2))
    assert root.coefficients == poly(-2, 0, 1)
    assert sign_of(root, poly(-2, 0, 1)) == 0


def test_the_sign_of_the_leading_coefficient_does_not_matter():
    for scale in (-1, Fraction(-1, 7), Fraction(10**30), Fraction(1, 10**30)):
        root = RealRoot(tuple(scale * c for c in poly(-2, 0, 1)), Fraction(0), Fraction(2))
        assert sign_of(root, poly(Fraction(-141, 100), 1)) == 1
        assert sign_of(root, poly(Fraction(-142, 100), 1)) == -1


def test_trailing_zeros_are_ignored():
    assert RealRoot(poly(-2, 0, 1, 0, 0), Fraction(0), Fraction(2)).coefficients == SQRT_2.coefficients
    assert sign_of(SQRT_2, poly(1, 0, 0, 0)) == 1
    assert sign_of(SQRT_2, ()) == sign_of(SQRT_2, poly(0, 0)) == 0


@pytest.mark.parametrize(
    ("p", "low", "high", "complaint"),
    [
        (poly(-2, 0, 1), -2, 2, "2 distinct real roots"),
        (poly(-1, 0, 1), -1, 1, "2 distinct real roots"),
        (poly(-1, 0, 1), -1, Fraction(3, 2), "2 distinct real roots"),
        (poly(0, -1, 1), 0, 1, "2 distinct real roots"),
        (poly(0, -1, 0, 1), -1, 1, "3 distinct real roots"),
        (poly(0, -2, 0, 1), -2, 2, "3 distinct real roots"),
        (poly(1, 0, 1), -9, 9, "0 distinct real roots"),
        (poly(-2, 0, 1), 2, 3, "0 distinct real roots"),
        (poly(-2, 0, 1), 1, 1, "0 distinct real roots"),
        (poly(-2, 0, 1), 2, 1, "above its high end"),
        (poly(5), 0, 1, "constant"),
        (poly(0, 0), 0, 1, "constant"),
        ((), 0, 1, "constant"),
        (poly(*[1] * (MAX_DEGREE + 2)), -2, 0, "too large"),
    ],
)
def test_anything_but_one_root_is_refused(p, low, high, complaint):
    with pytest.raises(Rejected, match=complaint):
        RealRoot(p, Fraction(low), Fraction(high))


def test_close_roots_are_separated():
    # Mignotte: x**8 - 2 (100 x - 1)**2 has two roots within 10**-9 of 1/100.
    p = tuple(a + b for a, b in zip(poly(-2, 400, -20000, *[0] * 6), poly(*[0] * 8, 1), strict=True))
    with pytest.raises(Rejected, match="2 distinct real roots"):
        RealRoot(p, Fraction(0), Fraction(1))
    left, right = RealRoot(p, Fraction(0), Fraction(1, 100)), RealRoot(p, Fraction(1, 100), Fraction(1))
    assert sign_of(left, poly(-1, 100)) == -1
    assert sign_of(right, poly(-1, 100)) == 1


def test_a_polynomial_with_twenty_rational_roots_is_handled():
    wilkinson = times(*(poly(-k, 1) for k in range(1, 21)))
    for k in range(1, 21):
        root = RealRoot(wilkinson, k - Fraction(1, 3), k + Fraction(1, 2))
        assert sign_of(root, poly(-k, 1)) == 0
        assert sign_of(root, poly(Fraction(1, 10**30) - k, 1)) == 1
    with pytest.raises(Rejected, match="20 distinct"):
        RealRoot(wilkinson, Fraction(1), Fraction(20))


def test_degree_fifty_takes_seconds_at_most():
    started = time.process_time()
    p = poly(-1, *[(-1) ** k * (k * k % 17) for k in range(1, 50)], 3)
    root = (
        RealRoot(p, Fraction(9, 10), Fraction(5, 4))
        if _changes_sign(p, Fraction(9, 10), Fraction(5, 4))
        else RealRoot(p, Fraction(0), Fraction(9))
    )
    assert sign_of(root, poly(-3, *range(30))) in (-1, 0, 1)
    assert time.process_time() - started < 20


def _changes_sign(p, a, b):
    at = lambda t: sum(c * t**i for i, c in enumerate(p))  # noqa: E731
    return at(a) * at(b) < 0
