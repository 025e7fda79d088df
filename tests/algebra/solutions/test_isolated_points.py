"""Isolated points beside curves and surfaces, against sets put together from lines, planes and points."""

import random

import pytest

from symdl import PolynomialNetwork
from symdl.algebra.solutions.families import family
from symdl.algebra.solutions.inputs import system_of
from symdl.algebra.solutions.isolated_points import isolated_points


def found(text: str, names: str) -> tuple[int, int]:
    points = isolated_points(system_of(text.split(";"), names.split()))
    return points.number, points.in_torus


@pytest.mark.parametrize(("text", "names", "expected"), [
    ("x^2; x*y", "x y", (0, 0)),  # an embedded point is not isolated
    ("x^2; x*y; x*z", "x y z", (0, 0)),
    ("x*(x - 1)^2; x*y", "x y", (1, 0)),  # a double point beside a line
    ("x*z; y*z; z*(z - 1)", "x y z", (1, 0)),  # a plane and a point
    ("x*z; y*z; z*(z - 1)^2", "x y z", (1, 0)),
    ("x*z^2; y*z; z^2*(z - 1)", "x y z", (1, 0)),  # the plane has an embedded part
    ("x*y; x*z; y*z", "x y z", (0, 0)),  # three lines through a point
    ("x*z; x*w; y*z; y*w", "x y z w", (0, 0)),  # two planes that meet in a point
    ("x*z*(x - 1); x*w*(y - 1); y*z*(z - 1); y*w*(w - 1)", "x y z w", (1, 1)),
    ("x*(x - 1)^2; x*(y - 2)^2; y*(x - 1); y*(y - 2); x*(z - 3)^3; y*(z - 3)", "x y z", (1, 1)),
    ("(y - x^2)*(x - 5); (y - x^2)*(y - 7); (y - x^2)*(z - 2); (z - x*y)*(x - 5); (z - x*y)*(y - 7); (z - x*y)*(z - 2)",
     "x y z", (1, 1)),  # the twisted cubic and a point
    ("(y - x^2)*(x^2 - 2); (y - x^2)*(y - 7); (y - x^2)*(z - x); (z - x*y)*(x^2 - 2); (z - x*y)*(y - 7); (z - x*y)*(z - x)",
     "x y z", (2, 2)),  # and two conjugate points
    ("(y - x^2)*(x - 1); (y - x^2)*(y - 1); (y - x^2)*(z - 1); (z - x*y)*(x - 1); (z - x*y)*(y - 1); (z - x*y)*(z - 1)",
     "x y z", (0, 0)),  # a point on the cubic
    ("x^2*(x^2 + y^2 - 1); y*(x^2 + y^2 - 1)", "x y", (1, 0)),  # a circle and its centre, doubled
    ("(x^2 + y^2 - 1)*(x - y)^2; (x^2 + y^2 - 1)*(x + y - 2)^3", "x y", (1, 1)),
    ("(x^2 + y^2 - 2)*(x - y)^2; (x^2 + y^2 - 2)*(x + y - 2)^3", "x y", (0, 0)),  # on the circle
    ("x^3*(x - 2); x^2*y^2*(x - 2); x*(y - 3)^4", "x y", (1, 1)),
    ("x^2 - y^2; x*y - x; z^2*(z - 1)*x", "x y z", (4, 2)),
    ("x*y; x*(x - 1); y*(y - 1)*(z^2 + 1); z*(z - 1)*y", "x y z", (2, 0)),
    ("x*y - z^2; x*z - y^2", "x y z", (0, 0)),  # fewer equations than unknowns
    ("x^2", "x", (1, 0)),
])  # fmt: skip
def test_isolated_points_of_sets_with_known_parts(text, names, expected):
    assert found(text, names) == expected


@pytest.mark.parametrize(("widths", "expected"), [((1, 1, 1), 1), ((2, 1, 1), 0), ((2, 1, 2), 1), ((1, 1, 1, 1), 0)])
@pytest.mark.sympy
def test_the_saddle_at_zero_beside_curves_of_minima_of_a_linear_network(widths, expected):
    """Two layers: zero is isolated if and only if nothing is free where one layer vanishes; a third layer frees it."""
    net = PolynomialNetwork(widths=widths, activation=1)
    points = ((1, 2), (2, 1), (1, -1)) if widths[0] == 2 else ((1,), (2,))
    labels = ((2, 1), (1, 0), (3, 1)) if widths[-1] == 2 else ((2,), (1,), (3,))
    loss = net.loss(list(zip(points, labels, strict=False)))
    assert isolated_points(system_of(loss.gradient(), net.weights)).number == expected


def test_finite_sets_have_isolated_points_only():
    assert isolated_points(family("cyclic", 4)).number == 0
    assert isolated_points(family("noon", 3)).number == 21
    assert isolated_points(system_of(["x^2", "x*y", "y^3"], ["x", "y"])).number == 1


@pytest.mark.parametrize("seed", [0, 1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 10))])
def test_unions_of_planes_lines_and_fat_points(seed):
    """Products of ideals of drawn flats: a point counts unless it lies on a line or a plane; points may coincide."""
    draw = random.Random(seed)
    for _ in range(4):
        forms = [[[draw.randint(-2, 2) for _ in range(4)] for _ in range(2)] for _ in range(draw.randint(1, 2))]
        flats = [[[form[0] or 1, *form[1:]] for form in some[: draw.randint(1, 2)]] for some in forms]
        points = [tuple(draw.randint(-2, 2) for _ in range(3)) for _ in range(draw.randint(1, 2))]
        ideals = [[_form(form) for form in flat] for flat in flats]
        ideals += [[f"(x - ({a}))^2", f"(y - ({b}))^{draw.randint(1, 2)}", f"z - ({c})"] for a, b, c in points]
        products = [""]
        for ideal in ideals:
            products = [f"{p}*({q})" if p else f"({q})" for p in products for q in ideal]
        on_flat = {p for p in points if any(all(_at(form, p) == 0 for form in flat) for flat in flats)}
        assert found(";".join(products), "x y z")[0] == len({*points} - on_flat), products


def _form(form: list[int]) -> str:
    a, b, c, d = form
    return f"({a})*x + ({b})*y + ({c})*z + ({d})"


def _at(form: list[int], point: tuple[int, ...]) -> int:
    return sum(a * x for a, x in zip(form, (*point, 1), strict=True))
