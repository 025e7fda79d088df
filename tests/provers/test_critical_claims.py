"""Claims about the critical points of a loss, decided from the shell of `verify`: true ones, and their false twins."""

from fractions import Fraction

import pytest

from symdl import (
    PolynomialNetwork,
    certify_critical,
    critical_count_is,
    critical_points,
    every_minimum_is_global,
    scalar,
    verify,
)
from symdl.terms.errors import DeclarationError
from symdl.terms.relation import negation

x, y, z = map(scalar, "xyz")
WELL = x**4 - 4 * x**2 + y**2
TILTED = WELL + x / 10
RIDGE = (x * y - 5) ** 2 + x**2 + 2 * y**2
DEEP = (x * y * z - 5) ** 2 + (x**2 + 2 * y**2 + 3 * z**2) / 10
QUARTIC = x**4 + y**2
LINE = (x * y - 1) ** 2
OPEN = x**2 + (x * y - 1) ** 2
"""Its least value 0 is not attained, and its only critical point is a saddle."""
COUNTS = [
    (WELL, "xy", {"critical": 3, "minima": 2, "saddles": 1, "maxima": 0, "degenerate": 0, "spurious_minima": 0}),
    (TILTED, "xy", {"critical": 3, "minima": 2, "spurious_minima": 1}),
    (RIDGE, "xy", {"critical": 3, "minima": 2, "saddles": 1, "spurious_minima": 0}),
    (DEEP, "xyz", {"critical": 9, "minima": 5, "saddles": 4, "spurious_minima": 1}),
    (QUARTIC, "xy", {"critical": 1, "minima": 1, "saddles": 0, "degenerate": 1, "spurious_minima": 0}),
    (-(x**2) - y**2, "xy", {"critical": 1, "maxima": 1, "minima": 0, "spurious_minima": 0}),
    (x**3 - 3 * x + y**2, "xy", {"critical": 2, "minima": 1, "spurious_minima": 1}),
    (x**3 - 3 * x * y**2, "xy", {"critical": 1, "degenerate": 1, "saddles": 1}),
    (x**3 + y**2, "xy", {"minima": 0}),
    (OPEN, "xy", {"critical": 1, "minima": 0, "spurious_minima": 0}),
    (2 * x + y, "xy", {"critical": 0, "minima": 0}),
    (LINE, "xy", {"critical": "infinite"}),
]
ROWS = [(loss, names, kind, number) for loss, names, numbers in COUNTS for kind, number in numbers.items()]


@pytest.mark.parametrize(("loss", "names", "kind", "number"), ROWS)
def test_the_number_is_proved_and_its_neighbours_are_refuted(loss, names, kind, number):
    unknowns = [scalar(name) for name in names]
    right = critical_count_is(number, loss, unknowns, kind=kind)
    assert verify(right).word == "PROVED"
    assert verify(negation(right)).word == "REFUTED"
    for wrong in {7, 8} if number == "infinite" else {max(number - 1, 0), number + 1} - {number}:
        assert verify(critical_count_is(wrong, loss, unknowns, kind=kind)).word == "REFUTED"


@pytest.mark.parametrize("loss", [LINE, 0 * x + 3])
def test_minima_that_fill_a_curve_stay_undecided(loss):
    for number in range(2):
        assert verify(critical_count_is(number, loss, [x, y], kind="minima")).word == "UNDECIDED"


def test_an_unknown_that_does_not_occur_makes_lines_of_critical_points():
    assert verify(critical_count_is(1, x**2, [x, y])).word == "REFUTED"
    assert verify(critical_count_is(1, x**2, [x, y], kind="minima")).word != "PROVED"
    assert verify(critical_count_is(1, x**2, [x], kind="minima")).word == "PROVED"


def test_every_minimum_is_global_on_data():
    assert verify(every_minimum_is_global(RIDGE, [x, y])).word == "PROVED"
    assert verify(every_minimum_is_global(DEEP, [x, y, z])).word == "REFUTED"


def test_kinds_that_do_not_exist_are_named():
    with pytest.raises(DeclarationError, match="minima"):
        critical_count_is(1, x**2, [x], kind="minimum")


@pytest.mark.sympy
def test_networks_with_ridge_are_certified():
    net = PolynomialNetwork((1, 1, 1), activation=2)
    ridge = (Fraction(1), Fraction(2))
    certified = certify_critical(critical_points(net.loss([((1,), (5,)), ((2,), (3,))], ridge=ridge), net.weights))
    assert {figure.known for figure in certified.figures.values()} == {"proved"}
    assert certified.every_minimum_is_global() is (certified.figures["spurious_minima"].value == 0)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("widths", "activation", "data", "expected"),
    [
        ((2, 1, 1), 2, [((1, 2), (5,)), ((2, -1), (3,))], (13, 5, 8, 3)),
        ((2, 1, 2), 1, [((1, 2), (5, 1)), ((2, -1), (3, 2))], (3, 2, 1, 0)),
        ((2, 2, 1), 1, [((1, 2), (5,)), ((2, -1), (3,))], (5, 2, 3, 0)),
        ((1, 2, 1), 2, [((1,), (5,)), ((2,), (3,))], (17, 5, 12, 3)),
        ((2, 2, 2), 1, [((1, 2), (3, 1))], (5, 2, 3, 0)),
    ],
)
def test_larger_networks_are_certified(widths, activation, data, expected):
    net = PolynomialNetwork(widths, activation=activation)
    loss = net.loss(data, ridge=tuple(range(1, len(net.weights) + 1)))
    certified = certify_critical(critical_points(loss, net.weights, seconds=200), seconds=200)
    assert {figure.known for figure in certified.figures.values()} == {"proved"}
    assert tuple(certified.figures[k].value for k in ("critical", "minima", "saddles", "spurious_minima")) == expected
