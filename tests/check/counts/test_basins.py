"""Local minima and maxima by sums of squares on a ball; and what is no ball, no sum of squares, or one around another point."""

import random
from contextlib import suppress
from fractions import Fraction

import pytest
from flint import fmpq

from symdl.algebra.budget import Budget
from symdl.algebra.solutions.basins import basin
from symdl.check import Rejected
from symdl.check.counts.basins import with_basins
from symdl.check.counts.places import at_point
from symdl.check.counts.system import derivative, plus, primitive, times
from symdl.check.polynomial import Work

from . import claims
from .claims import X, Y, bent, corpus, is_rejected, minus, num, power, rejects, shown

ORIGIN = [["0", "0"]]
XX, YY, XY = ([["1", list(e)]] for e in ((2, 0), (0, 2), (1, 1)))
ONE_X, ONE_Y = ([["1", list(e)]] for e in ((1, 0), (0, 1)))
FLAT = claims.plus(power(X, 4), power(Y, 4))


def negative(term):
    return claims.times(num(-1), term)


def around(kind, squares, inside=(), rho="1", at=0):
    return [at, kind, {"rho": rho, "squares": list(squares), "inside": list(inside)}]


EVERYWHERE = around("minima", [["1", XX], ["1", YY]])


def test_a_sum_of_squares_shows_a_minimum_and_its_negative_a_maximum():
    assert shown(["minima", "gt", 0], [FLAT], exact=ORIGIN, basins=[EVERYWHERE]) == "PROVED"
    below = around("maxima", EVERYWHERE[2]["squares"])
    assert shown(["maxima", "gt", 0], [negative(FLAT)], exact=ORIGIN, basins=[below]) == "PROVED"
    for f, found in ((negative(FLAT), EVERYWHERE), (FLAT, below)):
        for kind in ("minima", "maxima", "saddles"):
            is_rejected([kind, "gt", 0], [f], exact=ORIGIN, basins=[found])


@pytest.mark.parametrize("kind", ["minima", "maxima", "saddles"])
@pytest.mark.parametrize(
    ("f", "bent"),
    [
        (negative(FLAT), around("minima", [], [["1", ONE_X], ["1", ONE_Y]], "0")),  # −x⁴ − 2x²y² − y⁴ beside it
        (negative(power(claims.plus(power(X, 2), power(Y, 2)), 2)), around("minima", [], [["1", ONE_X], ["1", ONE_Y]], "0")),
        (negative(FLAT), around("minima", [["-1", XX], ["-1", YY]])),
        (negative(power(claims.plus(power(X, 2), power(Y, 2)), 2)), around("minima", [["1", ONE_X], ["1", ONE_Y]], [["1", ONE_X], ["1", ONE_Y]], "-1")),
        (minus(power(X, 4), power(Y, 4)), around("minima", [["1", XX], ["-1", YY]])),
        (minus(power(X, 4), power(Y, 4)), around("minima", [["1", XX]])),
        (FLAT, around("saddles", EVERYWHERE[2]["squares"])),
        (negative(FLAT), around("saddles", EVERYWHERE[2]["squares"])),
        (FLAT, around("minima", EVERYWHERE[2]["squares"], at=1)),
        (FLAT, around("minima", EVERYWHERE[2]["squares"], at=-1)),
        (FLAT, around("minima", EVERYWHERE[2]["squares"], at=False)),
        (FLAT, around(["minima"], EVERYWHERE[2]["squares"])),
        (FLAT, around("minima", [*EVERYWHERE[2]["squares"], ["0", XY]])),
        (FLAT, around("minima", EVERYWHERE[2]["squares"], rho="0")),
        (FLAT, [0, "minima", {"squares": EVERYWHERE[2]["squares"]}]),
    ],
)  # fmt: skip
def test_what_is_no_basin_shows_nothing(f, bent, kind):
    is_rejected([kind, "gt", 0], [f], exact=ORIGIN, basins=[bent])


def test_the_ball_and_the_value_are_those_of_the_point():
    """x⁴(1 − x) is at least 0 near 0, and has a maximum at 4/5."""
    f = minus(power(X, 4), power(X, 5))
    inside = around("minima", [["1/2", [["1", [2]], ["-1", [3]]]]], [["1/2", [["1", [2]]]]])
    # x⁴ − x⁵ = ½(x² − x³)² + ½(1 − x²)x⁴
    assert shown(["minima", "gt", 0], [f], "x", exact=[["0"]], basins=[inside]) == "PROVED"
    is_rejected(["minima", "gt", 0], [f], "x", exact=[["4/5"]], basins=[inside])
    is_rejected(["minima", "gt", 1], [f], "x", exact=[["0"], ["4/5"]], basins=[inside, [1, *inside[1:]]])
    summit = minus(num(1), power(X, 4))  # = (1 − x²)(1 + x²), which is at least 0 and not at least 1
    is_rejected(
        ["minima", "gt", 0],
        [summit],
        "x",
        exact=[["0"]],
        basins=[around("minima", [], [["1", [["1", [0]]]], ["1", [["1", [1]]]]])],
    )
    rejects(bent("critical_spurious_minimum", basins=[EVERYWHERE]), "rational point")
    moved = claims.times(power(minus(X, num(3)), 4), minus(num(4), X))
    is_rejected(["minima", "gt", 0], [moved], "x", exact=[["3"]], basins=[inside])


def test_numbers_beside_the_right_one_are_not_proved():
    document = corpus("critical_basin_of_a_maximum")
    rule = {key: value for key, value in document["proof"].items() if key != "rule"}
    f = document["claim"]["goal"][3][3][0]
    assert shown(["maxima", "eq", 1], [f], **rule) == "PROVED"
    for kind, right in (("maxima", 1), ("minima", 0), ("saddles", 1)):
        assert shown([kind, "eq", right], [f], **rule) == "PROVED"
        for wrong in {0, 1, 2} - {right}:
            is_rejected([kind, "eq", wrong], [f], **rule)


def test_damage_to_a_basin_is_noticed():
    for change in (
        {"basins__0__1": "minima"},
        {"basins__0__0": 0},
        {"basins__0__2__rho": "1/3"},
        {"basins__0__2__inside": []},
        {"basins__0__2__squares": []},
    ):
        rejects(bent("critical_basin_of_a_maximum", **change))


@pytest.mark.parametrize("seed", [0, *(pytest.param(k, marks=pytest.mark.slow) for k in range(1, 30))])
def test_basins_are_found_where_a_form_is_definite_and_nowhere_else(seed):
    """f = ±(q₁² + q₂²) or ±(q₁² − q₂²), with quadratic forms q, and terms of higher degree, at a random point."""
    draw = random.Random(seed)
    constant = (0, 0)

    def drawn(exponents):
        return {e: Fraction(draw.randint(-3, 3)) for e in exponents}

    q = [drawn(((2, 0), (1, 1), (0, 2))) for _ in range(2)]
    q[0][2, 0], q[1][0, 2] = q[0][2, 0] or Fraction(1), q[1][0, 2] or Fraction(1)
    sign, other = draw.choice((1, -1)), draw.choice((1, -1))
    form = plus(times(q[0], q[0], Work()), times({constant: Fraction(other)}, times(q[1], q[1], Work()), Work()))
    f = plus(times({constant: Fraction(sign)}, form, Work()), drawn(((5, 0), (3, 2), (0, 5))))
    if not form or not any(derivative(primitive(f), k) for k in range(2)):
        return
    place = [fmpq(0), fmpq(0)]
    whole = primitive(f)
    point = at_point(whole, [Fraction(0)] * 2, [derivative(whole, k) for k in range(2)], Work())
    for kind in ("minima", "maxima"):
        found = basin(dict(whole), place, {kind}, Budget(3_000_000))
        if found is None:
            continue
        (known,) = with_basins(whole, [point], [[0, *found]], Work())
        assert known.kinds() == {kind}
        turned = "maxima" if kind == "minima" else "minima"
        with suppress(Rejected):
            with_basins(whole, [point], [[0, turned, found[1]]], Work())
            pytest.fail("a basin is not one of the negative")
        toward = 1 if kind == "minima" else -1
        for _ in range(200):
            x, y = (Fraction(draw.randint(-70, 70), 10_000) for _ in range(2))
            assert toward * sum(c * x ** e[0] * y ** e[1] for e, c in whole.items()) >= 0
