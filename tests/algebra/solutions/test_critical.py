"""Critical points of losses: kinds, values and inertia."""

import pytest

from symdl import PolynomialNetwork, critical_points
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


def test_a_network_with_a_constant_for_each_weight():
    net = PolynomialNetwork(widths=(1, 1, 1), activation=1)
    found = critical_points(net.loss([((1,), (5,))], ridge=(1, 2)), net.weights)
    assert found.count.distinct.value == 5
    assert [(point.kind, point.level) for point in found.real] == [("minimum", 0), ("minimum", 0), ("saddle", 1)]
    assert found.every_minimum_is_global() is True
