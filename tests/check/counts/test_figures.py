"""What is counted: figures, unknowns and equations that say nothing or something else."""

import pytest

from ..certify import certificate, num, of
from .claims import (
    BEZOUT,
    CONICS,
    X,
    Y,
    bent,
    curve,
    disc,
    discs,
    goal,
    is_rejected,
    minus,
    plus,
    power,
    rejects,
    shown,
    stairs,
)


@pytest.mark.parametrize(
    "term",
    [
        ["abs", X],
        ["pow", X, -1],
        ["sqrt", X],
        ["norm", X],
        ["power", X, ["num", "2"]],
        ["gradient", ["pow", X, 2], X],
        ["entry", ["array", 1, 1, [X]], 0, 0],
        ["max", X, num(0)],
    ],
)
def test_only_sums_products_and_natural_powers_are_read(term):
    is_rejected(("complex", "le", 99), [term], "x", upper=BEZOUT)


def test_a_real_identity_is_no_complex_one():
    """|x|² = x² holds for real x alone."""
    is_rejected(
        ("complex", "eq", "infinite"), [minus(power(["abs", X], 2), power(X, 2))], "x", infinite=curve([1], [0, 1])
    )


@pytest.mark.parametrize(
    "figure",
    [
        ("quaternions", "eq", 1),
        ("complex", "lt", 1),
        ("complex", "eq", -1),
        ("complex", "eq", True),
        ("complex", "eq", "1"),
        ("complex", "le", "infinite"),
        ("complex", "gt", "infinite"),
        ("complex", "eq", None),
        ("complex", "eq"),
    ],
)
def test_figures_that_say_nothing_are_refused(figure):
    is_rejected(figure, [minus(X, num(1))], "x", upper=BEZOUT)


def test_unknowns_are_different_scalars_without_a_domain_and_the_only_symbols():
    is_rejected(("complex", "le", 9), [X], "", upper=BEZOUT)
    is_rejected(("complex", "le", 9), [Y], "x", upper=BEZOUT)
    document = certificate(goal(("complex", "le", 9), [X], "x", "positive"), {"rule": "count", "upper": BEZOUT})
    rejects(document, "without a domain")
    free = certificate(
        goal(("complex", "le", 9), [minus(X, Y)], "x"),
        {"rule": "count", "upper": BEZOUT},
        symbols={"y": of()},
        values={"y": num(1)},
    )
    rejects(free, "not in a polynomial")


def test_the_rule_shows_numbers_of_solutions_only():
    rejects(certificate(["eq", num(1), num(2)], {"rule": "count", "upper": BEZOUT}), "does not show")


def test_nothing_shows_nothing():
    is_rejected(("complex", "eq", 0), CONICS)
    is_rejected(("complex", "ne", 0), CONICS)


def test_no_equations_leave_everything():
    is_rejected(("complex", "eq", 0), [num(0)], "x", upper=BEZOUT)
    assert shown(("real", "eq", "infinite"), [num(0)], "x", infinite=curve([1], [0, 1])) == "PROVED"
    assert shown(("complex", "eq", 0), [num(3)], "x", upper=stairs()) == "PROVED"


@pytest.mark.parametrize(("delta", "field"), [(1, "complex"), (-1, "complex"), (1, "real"), (-1, "real"), (2, "torus")])
def test_neighbours_of_the_right_number_are_not_proved(delta, field):
    document = bent("count_conics_by_discs")
    rule = document["proof"]
    assert shown((field, "eq", 4), CONICS, **{k: v for k, v in rule.items() if k != "rule"}) == "PROVED"
    is_rejected((field, "eq", 4 + delta), CONICS, **{k: v for k, v in rule.items() if k != "rule"})


def test_work_is_bounded():
    many = [plus(*(power(["sym", f"x{k}"], 2) for k in range(40)), num(-1))] * 40
    upper = {"by": "multihomogeneous", "groups": [[f"x{k}"] for k in range(40)]}
    is_rejected(("isolated", "le", 9), many, [f"x{k}" for k in range(40)], upper=upper)


def test_unknowns_have_different_names():
    box = discs(disc([(0, 0)], 1, [[(1024, 0)]]))
    is_rejected(("complex", "eq", 1), [X], "xx", upper=BEZOUT, boxes=box, word="different names")


def test_numbers_too_long_to_write_down_are_rejected_quickly():
    upper = {"by": "staircase", "first": [], "steps": [{"sum": [[[["1e400000000", [0]]], 0]]}]}
    is_rejected(("complex", "le", 1), [X], "x", upper=upper, word="a number is text")
    is_rejected(("complex", "le", 1), [plus(X, power(num(1), 60_000_000))], "x", upper=BEZOUT, word="too high")
