"""Critical points of losses: kinds, values and inertia."""

import pytest

from symdl import PolynomialNetwork, certify_critical, critical_points
from symdl.runner import certified_critical
from symdl.terms.errors import SymdlError


def kinds(loss, names):
    found = critical_points(loss, list(names))
    return [(point.kind, point.inertia, point.level) for point in found.real], found.every_minimum_is_global()


DOUBLE_WELL = [("minimum", (2, 0, 0), 0), ("minimum", (2, 0, 0), 0), ("saddle", (1, 1, 0), 1)]


@pytest.mark.parametrize(
    ("loss", "names", "expected", "is_global"),
    [
        ("x^4 - 2*x^2 + y^2", "xy", DOUBLE_WELL, True),
        ("x^4 - 2*x^2 + y^2 + x/10", "xy", [("minimum", (2, 0, 0), 0), ("minimum", (2, 0, 0), 1), ("saddle", (1, 1, 0), 2)], False),
        ("x^3 + y^2", "xy", [("degenerate", None, 0)], None),
        ("x^3 - 3*x", "x", [("minimum", (1, 0, 0), 0), ("maximum", (0, 1, 0), 1)], False),
        ("x*y", "xy", [("saddle", (1, 1, 0), 0)], True),
        ("-x^2 - 2*y^2 - z^2", "xyz", [("maximum", (0, 3, 0), 0)], True),
        ("x + y^2", "xy", [], True),
        ("x^4 - x^3", "x", [("minimum", (1, 0, 0), 0), ("degenerate", None, 1)], None),
    ],
)  # fmt: skip
def test_kinds_and_values(loss, names, expected, is_global):
    assert kinds(loss, names) == (expected, is_global)


def test_boxes_hold_the_minimisers():
    (left, right, _) = critical_points("x^4 - 2*x^2 + y^2", ["x", "y"]).real
    for point, x in ((left, -1), (right, 1)):
        (low, high), _ = point.box
        assert abs(low - x) < 10**-20
        assert low <= x <= high or high <= x <= low
        assert point.value[0] <= -1 <= point.value[1]


def test_infinitely_many_critical_points_are_an_error_with_a_next_step():
    with pytest.raises(SymdlError, match="ridge"):
        critical_points("(x*y - 1)^2", ["x", "y"])


@pytest.mark.sympy
def test_a_network_with_a_constant_for_each_weight():
    net = PolynomialNetwork(widths=(1, 1, 1), activation=1)
    found = critical_points(net.loss([((1,), (5,))], ridge=(1, 2)), net.weights)
    assert found.count.distinct.value == 5
    assert [(point.kind, point.level) for point in found.real] == [("minimum", 0), ("minimum", 0), ("saddle", 1)]
    assert found.every_minimum_is_global() is True


def numbers(loss, names, *kinds):
    """Numbers of critical points by kind, those that the checker confirmed."""
    figures = certify_critical(critical_points(loss, list(names))).figures
    return tuple(figures[kind].value if figures[kind].known == "proved" else None for kind in kinds)


KINDS = ("complex", "critical", "minima", "maxima", "saddles", "degenerate", "spurious_minima")

# Test functions of optimisation, with critical points that can be looked up (Dixon and Szegő, *Towards Global Optimisation* 2, 1978; Moré, Garbow and
# Hillstrom, ACM TOMS 7, 1981; Himmelblau, *Applied Nonlinear Programming*, 1972; Jamil and Yang, arXiv 1308.4008), and singularities of textbooks.
FUNCTIONS = {
    "Himmelblau": ("(x^2 + y - 11)^2 + (x + y^2 - 7)^2", "xy", (9, 9, 4, 1, 4, 0, 0)),
    "six-hump camel": ("(4 - 21/10*x^2 + x^4/3)*x^2 + x*y + (4*y^2 - 4)*y^2", "xy", (15, 15, 6, 2, 7, 0, 4)),
    "three-hump camel": ("2*x^2 - 21/20*x^4 + x^6/6 + x*y + y^2", "xy", (5, 5, 3, 0, 2, 0, 2)),
    "Styblinski and Tang": ("(x^4 - 16*x^2 + 5*x + y^4 - 16*y^2 + 5*y)/2", "xy", (9, 9, 4, 1, 4, 0, 3)),
    "Rosenbrock": ("(1 - x)^2 + 100*(y - x^2)^2", "xy", (1, 1, 1, 0, 0, 0, 0)),
    "Goldstein and Price": (
        "(1 + (x + y + 1)^2*(19 - 14*x + 3*x^2 - 14*y + 6*x*y + 3*y^2))*(30 + (2*x - 3*y)^2*(18 - 32*x + 12*x^2 + 48*y - 36*x*y + 27*y^2))",
        "xy",
        (25, 9, 4, 1, 4, 0, 3),
    ),
    "Powell's singular function": ("(a + 10*b)^2 + 5*(c - d)^2 + (b - 2*c)^4 + 10*(a - d)^4", "abcd", (1, 1, 1, 0, 0, 1, 0)),
    "monkey saddle": ("x^3 - 3*x*y^2", "xy", (1, 1, 0, 0, 1, 1, 0)),
    "Peano": ("(y - x^2)*(y - 3*x^2)", "xy", (1, 1, 0, 0, 1, 1, 0)),
    "a flat summit": ("-x^4 - y^2", "xy", (1, 1, 0, 1, 0, 1, 0)),
    "a flat hollow above an abyss": ("x^4 + y^2 + y^3", "xy", (2, 2, 1, 0, 1, 2, 1)),
    "a flat summit in a plane": ("-x^4 - y^4", "xy", (1, 1, 0, 1, 0, 1, 0)),
    "a hollow with a plane as kernel": ("(z - x^2)^2 + (x^2 + y^2)^2 - x^5", "xyz", (2, 2, 1, 0, 1, 1, 1)),
    "a chain of three with quartic penalties": ("(a*b*c - 1)^2 + a^4 + b^4 + c^4", "abc", (49, 5, 4, 0, 1, 1, 0)),
    "a bent valley": ("(z - x*y)^2 + (y - x^3)^2 + x^8 + x^9", "xyz", (2, 2, 1, 0, 1, 1, 1)),
}  # fmt: skip


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=() if name in ("Peano", "a flat summit") else pytest.mark.slow) for name in FUNCTIONS],
)
def test_functions_of_the_literature(name):
    loss, names, expected = FUNCTIONS[name]
    assert numbers(loss, names, *KINDS) == expected


# losses of small networks: (loss, weights, complex, real, minima, spurious minima)
NETWORKS = {
    "chain of three": ("(2*a*b*c - 5)^2 + a^2/2 + b^2/3 + c^2/5", "abc", 17, 9, 5, 1),
    "chain of four": ("(a*b*c*d - 3)^2 + a^2/7 + b^2/3 + c^2/5 + d^2/2", "abcd", 49, 17, 9, 1),
    "tied weights, no ridge": ("(1 - u*(u + 2*v))^2 + (2 - v*(u + 2*v))^2 + (3 - u*(3*u - v))^2 + (1 + v*(3*u - v))^2", "uv", 9, 5, 2, 0),
    "a hidden bias and three samples": ("(v*(w + a) - 2)^2 + (v*(2*w + a) - 3)^2 + (v*(a - w) - 1)^2 + w^2/2 + a^2/3 + v^2/5", "wav", 9, 3, 2, 0),
    "one square unit with bias": ("(a*(w + b)^2 - 2)^2 + (a*(2*w + b)^2 - 3)^2 + (a*(b - w)^2 - 1)^2 + a^2/2 + w^2/3 + b^2/5", "awb", 33, 13, 5, 3),
    "a cubic unit": ("(a*w^3 - 1)^2 + (8*a*w^3 - 2)^2 + a^2/3 + w^2/5", "aw", 13, 5, 3, 1),
    "completion of a 2 × 2 matrix": ("(u*p - 1)^2 + (u*q - 2)^2 + (v*p - 3)^2 + u^2/2 + v^2/3 + p^2/5 + q^2/7", "uvpq", 29, 9, 4, 2),
    "phase retrieval": ("((x + y)^2 - 4)^2 + ((x - 2*y)^2 - 1)^2 + ((3*x + y)^2 - 2)^2 + (x^2 - 5)^2", "xy", 9, 9, 4, 2),
    "best cube of a vector, no ridge": ("(x^3 - 1)^2 + 3*(x^2*y - 2)^2 + 3*(x*y^2 + 1)^2 + (y^3 - 3)^2", "xy", 10, 4, 2, 1),
    "bilinear attention": (
        "((a + 2*b)*(c + 2*d) - 1)^2 + ((2*a - b)*(2*c - d) - 3)^2 + ((a - b)*(c + d) - 2)^2 + a^2/2 + b^2/3 + c^2/5 + d^2/7", "abcd", 33, 9, 4, 2,
    ),
    "cubic series of tanh": ("(w + b - (w + b)^3/3 - 1)^2 + (2*w + b - (2*w + b)^3/3 + 1)^2", "wb", 25, 9, 4, 3),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", NETWORKS)
def test_networks_that_are_certified(name):
    loss, names, *expected = NETWORKS[name]
    assert numbers(loss, names, "complex", "critical", "minima", "spurious_minima") == tuple(expected)


def test_the_number_of_critical_points_is_proved_where_irrational_ones_are_degenerate():
    assert numbers("(x^2 - 2)^3 + y^2", "xy", "complex", "critical", "degenerate") == (3, 3, None)


def test_a_zero_coordinate_is_no_obstacle_to_values():
    """(0, ±1) are critical points, and their coordinate 0 comes as a ball."""
    assert len(kinds("(w + b - (w + b)^3/3 - 1)^2 + (2*w + b - (2*w + b)^3/3 + 1)^2", "wb")[0]) == 9


def test_one_proof_of_a_number_is_enough(monkeypatch):
    """Polydiscs that the checker accepts leave nothing for a parametrisation to show, whose check takes many times as long."""
    names = []
    check = certified_critical.checked
    monkeypatch.setattr(certified_critical, "checked", lambda proof, at: names.append(proof) or check(proof, at))
    found = certify_critical(critical_points("x^4 - 2*x^2 + y^2", ["x", "y"]))
    assert len(names) == len(found.certificates) == len(KINDS)
