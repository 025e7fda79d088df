"""Minima and maxima with a singular Hessian, shown by a curve along the bottom of a valley; and what must not pass for one."""

import random
from contextlib import suppress
from fractions import Fraction

import pytest
from flint import fmpq

from symdl.algebra.budget import Budget
from symdl.algebra.solutions.branches import deciding_curves
from symdl.check import Rejected
from symdl.check.counts.degenerate import with_curves
from symdl.check.counts.places import at_point
from symdl.check.counts.system import derivative, plus, primitive, times
from symdl.check.polynomial import Work

from . import claims
from .claims import X, Y, Z, bent, corpus, is_rejected, minus, num, power, rejects, shown

ORIGIN = ["0", "0", "0"]
LINE = [["0", "1"], ["0"], ["0"]]
TWISTED = [["0", "0", "1"], ["0"], ["0"]]
"""(t², 0, 0), which stays on one side."""


def negative(term):
    return claims.times(num(-1), term)


def kinds(f, curve, unknowns="xy"):
    """The kinds of which the origin is shown to be, by one curve through it."""
    n = len(unknowns)
    rule = {"exact": [ORIGIN[:n]], "curves": [[0, curve[:n]]]}
    found = set()
    for kind in ("minima", "maxima", "saddles"):
        with suppress(Rejected):
            found |= {kind} if shown([kind, "gt", 0], [f], unknowns, **rule) == "PROVED" else set()
    return found


VALLEY = claims.plus(power(X, 4), power(Y, 2))


@pytest.mark.parametrize(
    ("f", "curve", "expected"),
    [
        (VALLEY, LINE, {"minima"}),
        (negative(VALLEY), LINE, {"maxima"}),
        (minus(power(Y, 2), power(X, 4)), LINE, {"saddles"}),
        (minus(power(X, 4), power(Y, 2)), LINE, {"saddles"}),
        (claims.plus(power(X, 3), power(Y, 2)), LINE, {"saddles"}),
        (claims.plus(VALLEY, power(Y, 3)), LINE, {"minima"}),
    ],
)
def test_the_lowest_power_along_a_valley_tells_the_kind(f, curve, expected):
    assert kinds(f, curve) == expected


@pytest.mark.parametrize(
    ("f", "curve"),
    [
        (claims.plus(power(X, 3), power(Y, 2)), TWISTED),  # a saddle: the curve does not reach x < 0
        (minus(power(Y, 3), power(X, 4)), LINE),
        (claims.plus(power(X, 4), power(Y, 3)), LINE),  # the Hessian is 0
        (claims.plus(power(X, 4), negative(power(Y, 4)), power(Z, 2)), LINE),  # a plane as kernel
        (claims.plus(power(X, 4), power(Y, 2), negative(power(Z, 2))), LINE),
        (claims.times(minus(Y, power(X, 2)), minus(Y, claims.times(num(3), power(X, 2)))), LINE),  # Peano
        (
            # (y − x²)² − x⁴/2: ∂f/∂y vanishes to the second order along the line, one too few
            claims.plus(power(minus(Y, power(X, 2)), 2), claims.times(["num", "-1/2"], power(X, 4))),
            LINE,
        ),
        (claims.plus(power(minus(Y, power(X, 3)), 2), negative(power(X, 7))), LINE),
    ],
)
def test_what_is_no_valley_shows_no_extremum(f, curve):
    for unknowns in ("xy", "xyz"):
        assert kinds(f, curve, unknowns) <= {"saddles"}


def test_an_unknown_more_makes_a_plane_of_the_kernel():
    assert kinds(VALLEY, LINE, "xyz") == set()


def test_the_numbers_beside_the_right_one_are_not_proved():
    document = corpus("critical_degenerate_maximum")
    rule = {key: value for key, value in document["proof"].items() if key != "rule"}
    f = document["claim"]["goal"][3][3][0]
    assert shown(["maxima", "eq", 1], [f], **rule) == "PROVED"
    for kind, right in (("maxima", 1), ("minima", 0), ("saddles", 0)):
        for wrong in {0, 1, 2} - {right}:
            is_rejected([kind, "eq", wrong], [f], **rule)
    for kind, number in (("maxima", 1), ("minima", 1), ("minima", 0), ("saddles", 0)):
        is_rejected([kind, "eq", number], [negative(f)], **rule)  # the staircase is one for −∇f


def test_without_its_second_order_the_curve_shows_nothing():
    rejects(bent("critical_degenerate_maximum", curves__0__1__1=["0"]))


def drawn(draw, n):
    """f = ± Σ vᵢ² + c uᵏ for random polynomial coordinates (u, v) near 0, and the kind of the origin."""

    def coordinate(j):
        p = {tuple(int(i == j) for i in range(n)): Fraction(1)}
        for _ in range(2):
            e = [0] * n
            for _ in range(draw.choice((2, 2, 3))):
                e[draw.randrange(n)] += 1
            p = plus(p, {tuple(e): Fraction(draw.choice((-2, -1, 1, 2)))})
        return p

    sign, k, c = draw.choice((1, -1)), draw.choice((3, 4, 4, 6)), draw.choice((1, -1))
    u, *v = (coordinate(j) for j in range(n))
    f = {(0,) * n: Fraction(c)}
    for _ in range(k):
        f = times(f, u, Work())
    for p in v:
        f = plus(f, times({(0,) * n: Fraction(sign)}, times(p, p, Work()), Work()))
    kind = "saddles" if k % 2 or (n > 1 and sign != c) else "minima" if c > 0 else "maxima"
    return primitive(f), kind


@pytest.mark.parametrize("seed", [0, *(pytest.param(k, marks=pytest.mark.slow) for k in range(1, 40))])
def test_curves_tell_the_kind_of_singularities_in_random_coordinates(seed):
    draw = random.Random(seed)
    n = draw.choice((1, 2, 3)) if seed else 2
    f, kind = drawn(draw, n)
    origin = [Fraction(0)] * n
    point = at_point(f, origin, [derivative(f, k) for k in range(n)], Work())
    signs = (point.positive, point.negative)
    right = deciding_curves(dict(f), [fmpq(0)] * n, signs, {"minima", "maxima", "saddles"}, Budget(10**7))
    written = [[list(map(str, x.coeffs() or [0])) for x in curve] for curve in right]
    (found,) = with_curves(f, [point], [[0, curve] for curve in written], Work())
    assert found.kinds() == {kind}
    for _ in range(20):
        curve = [[*x, "0", "0", "0"][:6] for x in draw.choice(written)]
        for _ in range(draw.choice((1, 2))):
            curve[draw.randrange(n)][draw.randrange(1, 4)] = str(draw.randint(-1, 1))
        with suppress(Rejected):
            (found,) = with_curves(f, [point], [[0, curve]], Work())
            assert kind in found.kinds()
