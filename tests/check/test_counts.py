"""Numbers of solutions: what each way of knowing must not show, tried with certificates that were bent for it."""

import json
from pathlib import Path

import pytest

from symdl.check import Rejected, check_certificate

from .certify import certificate, num, of

FOLDER = Path(__file__).parent / "certificates"
X, Y, Z = (["sym", name] for name in "xyz")


def power(term, k):
    return ["pow", term, k]


def plus(*terms):
    return ["add", *terms]


def times(*terms):
    return ["mul", *terms]


def minus(a, b):
    return plus(a, times(num(-1), b))


def goal(figure, equations, unknowns="xy", domain="real"):
    return ["count", figure, [[name, of(domain)] for name in unknowns], ["array", len(equations), 1, equations]]


def shown(figure, equations, unknowns="xy", verdict="PROVED", **rule):
    document = certificate(goal(figure, equations, unknowns), {"rule": "count", **rule}, verdict=verdict)
    return check_certificate(document).word


def is_rejected(figure, equations, unknowns="xy", word=None, **rule):
    with pytest.raises(Rejected, match=word):
        shown(figure, equations, unknowns, **rule)


BEZOUT = {"by": "bezout"}
CONICS = [plus(power(X, 2), power(Y, 2), num(-5)), plus(times(X, Y), num(-2))]
LINE_AND_POINTS = [times(X, minus(X, num(1))), times(X, minus(Y, num(2)), minus(Y, num(3)))]
"""The line x = 0 and two isolated points."""
TWICE = [minus(X, num(1)), minus(X, num(1))]
"""A line."""


def listed(form, q, w, v, **more):
    text = [[str(c) for c in p] for p in (q, w, *v)]
    zeros = {key: [[str(c) for c in p] for p in value] for key, value in more.items()}
    return {"form": [str(c) for c in form], "q": text[0], "w": text[1], "v": text[2:], **zeros}


def on_line(number):
    """Points (0, 1), …, (0, number), through y."""
    q = [1]
    for root in range(1, number + 1):
        q = [a - root * b for a, b in zip([0, *q], [*q, 0], strict=True)]
    return listed((0, 1), q, [1], [[], [0, 1]], zeros=[q, [1]])


# bounds -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("field", ["complex", "real", "isolated"])
def test_points_of_a_line_do_not_exhaust_bezouts_bound(field):
    is_rejected((field, "eq", 6), LINE_AND_POINTS, upper=BEZOUT, points=on_line(6))


def test_bezouts_bound_alone_does_not_exclude_a_curve():
    is_rejected(("complex", "le", 6), LINE_AND_POINTS, upper=BEZOUT)
    assert shown(("isolated", "le", 6), LINE_AND_POINTS, upper=BEZOUT) == "PROVED"
    is_rejected(("isolated", "le", 5), LINE_AND_POINTS, upper=BEZOUT)


def test_a_multihomogeneous_bound_of_zero_does_not_exclude_a_line():
    groups = {"by": "multihomogeneous", "groups": [["x"], ["y"]]}
    assert shown(("isolated", "eq", 0), TWICE, upper=groups) == "PROVED"
    for field in ("complex", "real", "torus"):
        is_rejected((field, "eq", 0), TWICE, upper=groups)


def test_a_mixed_volume_of_zero_does_not_exclude_a_line():
    cells = {"by": "mixed_volume", "lifts": [["1", "2", "3"], ["1", "2", "3"]], "cells": []}
    is_rejected(("torus", "eq", 0), TWICE, upper=cells)
    is_rejected(("isolated_torus", "eq", 0), TWICE, upper=cells, word="add up to 0")


@pytest.mark.parametrize("groups", [[["x"]], [["x"], ["y"], []], [["x", "y"], ["y"]], [["x"], ["z"]], []])
def test_groups_partition_the_unknowns(groups):
    is_rejected(("isolated", "le", 9), CONICS, upper={"by": "multihomogeneous", "groups": groups})


@pytest.mark.parametrize("by", ["bezout", "multihomogeneous", "mixed_volume", "affine_mixed_volume"])
def test_bounds_need_as_many_equations_as_unknowns(by):
    upper = {"by": by, "groups": [["x", "y"]], "lifts": [], "cells": []}
    is_rejected(("isolated", "le", 99), CONICS[:1], upper=upper, word="as many")
    is_rejected(("isolated", "le", 99), [*CONICS, X], upper=upper, word="as many")


def test_the_same_equation_twice_is_no_square_system_of_conics():
    is_rejected(("complex", "eq", 4), [CONICS[0], CONICS[0]], upper=BEZOUT, points=CORPUS_POINTS)


def corpus(name):
    return json.loads((FOLDER / f"{name}.json").read_text())


CORPUS_POINTS = corpus("count_conics_by_parametrisation")["proof"]["points"]


def bent(name, **changes):
    """A sample certificate with some of its proof replaced."""
    document = corpus(name)
    document.pop("judgement")
    proof = document["proof"]
    for path, value in changes.items():
        *above, key = path.split("__")
        place = proof
        for part in above:
            place = place[int(part) if part.isdigit() else part]
        place[int(key) if key.isdigit() else key] = value(place) if callable(value) else value
    return document


def rejects(document, word=None):
    with pytest.raises(Rejected, match=word):
        check_certificate(document)


def test_missing_cells_lower_no_mixed_volume():
    cells = corpus("count_mixed_volume_in_the_torus")["proof"]["upper"]["cells"]
    for k in range(len(cells)):
        rejects(bent("count_mixed_volume_in_the_torus", upper__cells=[*cells[:k], *cells[k + 1 :]]), "add up")


def test_a_cell_counts_once_however_it_is_written():
    cells = corpus("count_affine_mixed_volume")["proof"]["upper"]["cells"]
    turned = [[edge[::-1] for edge in cells[0]], cells[0], *cells[2:]]
    rejects(bent("count_affine_mixed_volume", upper__cells=turned), "add up")


def test_other_lifts_have_other_cells():
    lifts = corpus("count_affine_mixed_volume")["proof"]["upper"]["lifts"]
    rejects(bent("count_affine_mixed_volume", upper__lifts=[["1"] * len(row) for row in lifts]))
    rejects(bent("count_affine_mixed_volume", upper__lifts=[row[:-1] for row in lifts]), "has a lift")


def test_added_corners_have_positive_infinite_lifts():
    one_point = [plus(times(X, Y), num(-2)), plus(times(X, Y), X, num(-3))]
    lifts = [["2", "8", "-9", "-3"], ["7", "1", "8", "-5", "-6"]]
    upper = {"by": "affine_mixed_volume", "lifts": lifts, "cells": [[[0, 2], [0, 4]]]}  # hides the given points
    is_rejected(("isolated", "eq", 0), one_point, upper=upper)
    zero = {**upper, "lifts": [["2", "8", "0", "-3"], lifts[1]]}
    is_rejected(("isolated", "eq", 0), one_point, upper=zero)


# staircases ---------------------------------------------------------------------------------------


def stairs(*steps, first=()):
    return {"by": "staircase", "first": list(first), "steps": list(steps)}


ONE_X_Y = [["1", [0, 0]]], [["1", [1, 0]]], [["1", [0, 1]]]


@pytest.mark.parametrize("index", [2, 3, -1, True, "0"])
def test_a_step_uses_equations_and_earlier_steps_only(index):
    upper = stairs({"sum": [[ONE_X_Y[0], index]]})
    is_rejected(("complex", "le", 9), CONICS, upper=upper)


def test_two_leading_monomials_of_conics_leave_infinitely_many():
    is_rejected(("complex", "le", 4), CONICS, upper=stairs(), word="infinitely many")


def test_a_root_is_compared_with_its_power():
    square = [power(plus(X, Y), 2), Y]
    x_plus_y = [["1", [1, 0]], ["1", [0, 1]]]
    good = {"sum": [[ONE_X_Y[0], 0]], "root": x_plus_y, "power": 2}
    assert shown(("complex", "le", 1), square, upper=stairs(good)) == "PROVED"
    is_rejected(("complex", "le", 1), square, upper=stairs({**good, "root": [["1", [1, 0]]]}))
    is_rejected(("complex", "le", 1), square, upper=stairs({**good, "power": 1}))
    is_rejected(("complex", "le", 0), square, upper=stairs({**good, "root": [], "power": 0}))


@pytest.mark.parametrize("first", [["x", "x"], ["z"], [["x"]], "x "])
def test_unknowns_of_an_order_are_unknowns(first):
    is_rejected(("complex", "le", 4), CONICS, upper=stairs(first=first))


CONE = [plus(power(X, 2), power(Y, 2))]
SQUARES = {"sum": [[ONE_X_Y[0], 0]], "squares": [["1", ONE_X_Y[1]], ["1", ONE_X_Y[2]]]}


def test_squares_bound_real_solutions_only():
    origin = listed((1, 0), [0, 1], [1], [[], []], zeros=[[0, 1], [1]])
    assert shown(("real", "eq", 1), CONE, upper=stairs(SQUARES), points=origin) == "PROVED"
    assert shown(("real", "le", 1), CONE, upper=stairs(SQUARES)) == "PROVED"
    for field in ("complex", "torus", "isolated", "isolated_torus"):
        is_rejected((field, "le", 1), CONE, upper=stairs(SQUARES))
    is_rejected(("real", "le", 0), CONE, upper=stairs(SQUARES))


@pytest.mark.parametrize(
    "squares",
    [
        [["1", ONE_X_Y[1]]],
        [["1", ONE_X_Y[1]], ["-1", ONE_X_Y[2]]],
        [["2", ONE_X_Y[1]], ["1", ONE_X_Y[2]]],
        [["1", ONE_X_Y[1]], ["1", ONE_X_Y[2]], ["0", ONE_X_Y[0]]],
        [["1", ONE_X_Y[1]], ["1", ONE_X_Y[2]], ["1", ONE_X_Y[0]], ["-1", ONE_X_Y[0]]],
        [],
    ],
)
def test_squares_add_up_with_positive_coefficients(squares):
    is_rejected(("real", "le", 1), CONE, upper=stairs({**SQUARES, "squares": squares}))


def test_a_difference_of_squares_is_no_sum():
    hyperbola = [minus(power(X, 2), power(Y, 2))]
    is_rejected(("real", "le", 1), hyperbola, upper=stairs(SQUARES))


def test_the_dimension_excludes_isolated_points_of_few_equations_only():
    upper = {"by": "dimension"}
    assert shown(("isolated", "eq", 0), CONE, upper=upper) == "PROVED"
    is_rejected(("real", "eq", 0), CONE, upper=upper)
    is_rejected(("complex", "eq", 0), CONE, upper=upper)
    is_rejected(("isolated", "eq", 0), CONICS, upper=upper, word="fewer")


# parametrised points ------------------------------------------------------------------------------


def test_a_double_root_is_one_point():
    doubled = listed((1,), [1, -2, 1], [1], [[0, 1]], zeros=[[1]])
    is_rejected(("complex", "gt", 1), [minus(X, num(1))], "x", points=doubled, word="squarefree")


def test_two_roots_that_give_one_point_are_not_two_points():
    constant = listed((1,), [2, -3, 1], [1], [[1]], zeros=[[1]])  # x = 1 at t = 1 and at t = 2
    is_rejected(("complex", "gt", 1), [minus(X, num(1))], "x", points=constant, word="t is not")


def test_a_denominator_that_vanishes_gives_no_point():
    at_zero = listed((1,), [0, 1], [0, 1], [[0, 0, 1]], zeros=[[1]])
    is_rejected(("complex", "gt", 0), [minus(X, num(1))], "x", points=at_zero, word="w is not")


@pytest.mark.parametrize("q", [[], [1], [0], [2, 2], ["1/2", 1]])
def test_q_is_primitive_and_has_a_root(q):
    is_rejected(("complex", "gt", 0), [X], "x", points=listed((1,), q, [1], [[]], zeros=[[0, 1]]))


def test_a_point_off_the_curve_is_no_solution():
    off = listed((1,), [-3, 1], [1], [[0, 1]], zeros=[[1]])
    is_rejected(("complex", "gt", 0), [minus(X, num(1))], "x", points=off, word="no solution")


def test_real_points_are_counted_through_a_real_form():
    imaginary = listed((1,), [1, 0, 1], [1], [[0, 1]], zeros=[[1]])
    square = [plus(power(X, 2), num(1))]
    assert shown(("real", "eq", 0), square, "x", upper=BEZOUT, points=imaginary) == "PROVED"
    is_rejected(("real", "eq", 2), square, "x", upper=BEZOUT, points=imaginary)
    is_rejected(("real", "gt", 0), square, "x", points=imaginary)


@pytest.mark.parametrize("zeros", [[[1], [0, 1]], [[0, 1], [0, 1]], [[0, 1]], None])
def test_zero_coordinates_are_exactly_those_that_are_told(zeros):
    axes = [times(X, minus(X, num(1))), Y]  # (0, 0) and (1, 0): nothing in the torus
    good = listed((1, 0), [0, -1, 1], [1], [[0, 1], []], zeros=[[0, 1], [-1, 1]])
    assert shown(("torus", "eq", 0), axes, upper=BEZOUT, points=good) == "PROVED"
    wrong = {**good, "zeros": zeros and [[str(c) for c in z] for z in zeros]}
    is_rejected(("torus", "eq", 0), axes, upper=BEZOUT, points=wrong)
    is_rejected(("torus", "gt", 0), axes, upper=BEZOUT, points=good)


# polydiscs ----------------------------------------------------------------------------------------


def disc(center, radius, inverse):
    text = [[str(a), str(b)] for a, b in center]
    return {"center": text, "radius": str(radius), "inverse": [[[str(a), str(b)] for a, b in row] for row in inverse]}


def discs(*found, precision=10, scale=10):
    return {"precision": precision, "scale": scale, "discs": list(found)}


SQUARE = [plus(power(X, 2), num(-1))]
HALF = [[(512, 0)]]  # 1/f′(1) = 1/2 in units of 2⁻¹⁰


def test_the_two_roots_of_a_square():
    roots = discs(disc([(1024, 0)], 100, HALF), disc([(-1024, 0)], 100, [[(-512, 0)]]))
    assert shown(("real", "eq", 2), SQUARE, "x", upper=BEZOUT, boxes=roots) == "PROVED"


@pytest.mark.parametrize(
    "boxes",
    [
        discs(disc([(1024, 0)], 100, HALF), disc([(1024, 0)], 100, HALF)),  # one root twice
        discs(disc([(1024, 0)], 100, HALF), disc([(1030, 0)], 100, HALF)),  # and again, moved
        discs(disc([(0, 0)], 2000, HALF), disc([(5000, 0)], 10, HALF)),  # too wide; far from any root
        discs(disc([(1024, 0)], 100, [[(0, 0)]]), disc([(-1024, 0)], 100, [[(0, 0)]])),  # Y = 0
        discs(disc([(1024, 0)], 0, HALF), disc([(-1024, 0)], 0, [[(-512, 0)]])),  # radius 0
        discs(disc([(1024, 0)], -100, HALF), disc([(-1024, 0)], -100, [[(-512, 0)]])),
        discs(disc([(1024, 0), (0, 0)], 100, HALF), disc([(-1024, 0)], 100, [[(-512, 0)]])),
        discs(disc([(1024, 0)], 100, HALF), disc([(-1024, 0)], 100, [[(-512, 0)]]), precision=0),
    ],
)
def test_polydiscs_that_do_not_hold_two_roots(boxes):
    is_rejected(("complex", "gt", 1), SQUARE, "x", boxes=boxes)


def test_a_double_root_has_no_polydisc():
    for inverse in (1 << 30, 1024, 0, -5):
        boxes = discs(disc([(0, 0)], 1, [[(inverse, 0)]]))
        is_rejected(("complex", "gt", 0), [power(X, 2)], "x", boxes=boxes)


def test_a_root_near_the_real_line_is_not_real():
    near = [plus(power(X, 2), num("1/1048576"))]  # ±i/1024
    wide = disc([(0, 0)], 2, [[(1, 0)]])
    is_rejected(("real", "gt", 0), near, "x", boxes=discs(wide))
    roots = [disc([(0, 64)], 16, [[(0, -512)]]), disc([(0, -64)], 16, [[(0, 512)]])]
    boxes = discs(*roots, precision=16, scale=20)
    assert shown(("real", "eq", 0), near, "x", upper=BEZOUT, boxes=boxes) == "PROVED"


def test_a_coordinate_near_zero_is_not_zero():
    near = [minus(X, num("1/1024"))]
    exact = discs(disc([(1, 0)], 2, [[(1, 0)]]))
    is_rejected(("torus", "eq", 1), near, "x", upper=BEZOUT, boxes=exact, word="0 or not")
    centred = discs(disc([(0, 0)], 2, [[(1, 0)]]))
    is_rejected(("torus", "eq", 0), near, "x", upper=BEZOUT, boxes=centred, word="at 0")


def test_points_and_polydiscs_do_not_add_up():
    one = disc([(1024, 0)], 100, HALF)
    other = listed((1,), [1, 1], [1], [[0, 1]], zeros=[[1]])
    is_rejected(("complex", "gt", 1), SQUARE, "x", boxes=discs(one), points=other, word="not both")


# infinitely many ----------------------------------------------------------------------------------


def curve(b, *a):
    return {"by": "curve", "b": [str(c) for c in b], "a": [[str(c) for c in p] for p in a]}


HYPERBOLA = [plus(times(X, Y), num(-1))]


def test_a_hyperbola_has_infinitely_many_points():
    for field in ("complex", "real", "torus"):
        assert shown((field, "eq", "infinite"), HYPERBOLA, infinite=curve([0, 1], [0, 0, 1], [1])) == "PROVED"
        assert (
            shown((field, "eq", 7), HYPERBOLA, verdict="REFUTED", infinite=curve([0, 1], [0, 0, 1], [1])) == "REFUTED"
        )
    is_rejected(("isolated", "eq", "infinite"), HYPERBOLA, infinite=curve([0, 1], [0, 0, 1], [1]))


@pytest.mark.parametrize(
    "way",
    [
        curve([0, 1], [0, 1], [0, 1]),  # a point
        curve([2], [2], [2]),
        curve([1], [0, 1], [0, 1]),  # not on it
        curve([], [0, 1], [1]),  # divided by 0
        curve([1], [1]),
        {"by": "dimension", "points": listed((1, 0), [-1, 1], [1], [[0, 2], [1]], zeros=[[1], [1]])},
        {"by": "regular", "point": ["0", "0"]},
        {"by": "regular", "point": ["1"]},
        {"by": "magic"},
    ],
)
def test_ways_that_lead_nowhere(way):
    is_rejected(("complex", "eq", "infinite"), HYPERBOLA, infinite=way)


def test_a_curve_in_a_coordinate_plane_is_not_in_the_torus():
    is_rejected(("torus", "eq", "infinite"), [times(X, Y)], infinite=curve([1], [0, 1], []))


def test_the_tip_of_a_cone_is_alone_among_the_reals():
    cone = [plus(power(X, 2), power(Y, 2))]
    is_rejected(("real", "eq", "infinite"), cone, infinite={"by": "regular", "point": ["0", "0"]}, word="rank")
    points = listed((1, 1), [0, 1], [1], [[], []], zeros=[[0, 1], [1]])
    is_rejected(("real", "eq", "infinite"), cone, infinite={"by": "dimension", "points": points})
    assert shown(("complex", "eq", "infinite"), cone, infinite={"by": "dimension", "points": points}) == "PROVED"


def test_a_square_system_has_no_dimension_argument():
    points = listed((1, 0), [-1, 1], [1], [[1], [1]], zeros=[[1], [1]])
    equations = [minus(X, num(1)), minus(Y, num(1))]
    is_rejected(("complex", "eq", "infinite"), equations, infinite={"by": "dimension", "points": points}, word="fewer")


# what is counted ----------------------------------------------------------------------------------


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


# a common factor ----------------------------------------------------------------------------------

X_AND_REST = {"polynomial": [["1", [1, 0]]], "quotients": [[["1", [1, 0]], ["-1", [0, 0]]],
              [["1", [0, 2]], ["-5", [0, 1]], ["6", [0, 0]]]]}  # fmt: skip
"""x taken out of LINE_AND_POINTS."""
TWO_POINTS = listed((0, 1), [6, -5, 1], [1], [[1], [0, 1]])
FAT_LINE = [power(X, 2), times(X, Y)]
"""The line x = 0, and a multiple point on it."""
X_TWICE = {"polynomial": [["1", [1, 0]]], "quotients": [[["1", [1, 0]]], [["1", [0, 1]]]]}
ORIGIN = listed((1, 0), [0, 1], [1], [[], []])


def beside(
    number, factor=X_AND_REST, points=TWO_POINTS, zeros=(1,), equations=LINE_AND_POINTS, field="isolated", **more
):
    form = {**factor, "zeros": [str(c) for c in zeros]}
    return (field, "eq", number), equations, {"upper": BEZOUT, "factor": form, "points": points, **more}


def test_isolated_points_beside_a_line_are_those_of_the_other_factors():
    figure, equations, rule = beside(2)
    assert shown(figure, equations, **rule) == "PROVED"
    figure, equations, rule = beside(0, X_TWICE, ORIGIN, (0, 1), FAT_LINE)
    assert shown(figure, equations, **rule) == "PROVED"


@pytest.mark.parametrize("number", [0, 1, 3])
def test_a_line_and_two_points_have_no_other_number_of_isolated_points(number):
    figure, equations, rule = beside(number)
    is_rejected(figure, equations, **rule)


@pytest.mark.parametrize("field", ["complex", "real", "torus", "isolated_torus"])
def test_a_factor_says_nothing_of_all_solutions(field):
    figure, equations, rule = beside(2, field=field)
    is_rejected(figure, equations, word="taken out", **rule)


def test_a_point_on_the_line_is_not_isolated():
    for zeros, word in (
        ((1,), "other points"),
        ((-1, 1), "none of"),
        ((0, 2), "primitive"),
        ((), "primitive"),
        ((0, 0, 1), "none of"),
    ):
        figure, equations, rule = beside(1, X_TWICE, ORIGIN, zeros, FAT_LINE)
        is_rejected(figure, equations, word=word, **rule)
    figure, equations, rule = beside(1, X_TWICE, ORIGIN, (0, 1), FAT_LINE)
    is_rejected(figure, equations, **rule)
    figure, equations, rule = beside(1, zeros=(-2, 1))
    is_rejected(figure, equations, word="not on", **rule)


def test_zeros_of_a_polynomial_in_one_unknown_are_isolated():
    """x(x − 1) = 0 has two isolated solutions; x = 0 is no hypersurface of positive dimension."""
    factor = {"polynomial": [["1", [1]]], "quotients": [[["1", [1]], ["-1", [0]]]], "zeros": ["1"]}
    points = listed((1,), [-1, 1], [1], [[1]])
    two = [times(X, minus(X, num(1)))]
    is_rejected(("isolated", "eq", 1), two, "x", word="one unknown", upper=BEZOUT, factor=factor, points=points)


@pytest.mark.parametrize("change", [
    {"polynomial": [["1", [0, 0]]], "quotients": [[["1", [2, 0]], ["-1", [1, 0]]], [["1", [1, 0]]]]},
    {"polynomial": []},
    {"polynomial": [["1", [0, 1]]]},
    {"polynomial": [["1", [1, 0, 0]]]},
    {"quotients": [[["1", [1, 0]], ["-1", [0, 0]]]]},
    {"quotients": [[["1", [1, 0]], ["-1", [0, 0]]], []]},
    {"quotients": [[["1", [1, 0]], ["-1", [0, 0]]], [["1", [0, 2]], ["-5", [0, 1]], ["7", [0, 0]]]]},
])  # fmt: skip
def test_a_factor_divides_every_equation_and_is_not_constant(change):
    figure, equations, rule = beside(2, {**X_AND_REST, **change})
    is_rejected(figure, equations, **rule)


def test_polydiscs_do_not_tell_which_points_lie_on_a_hypersurface():
    figure, equations, rule = beside(1, X_TWICE, ORIGIN, (1,), FAT_LINE)
    disc = {
        "center": [["0", "0"], ["0", "0"]],
        "radius": "1",
        "inverse": [[["4", "0"], ["0", "0"]], [["0", "0"], ["4", "0"]]],
    }
    del rule["points"]
    is_rejected(figure, equations, word="parametrisation", **rule, boxes={"precision": 4, "scale": 2, "discs": [disc]})


def test_points_that_are_not_known_may_be_isolated_or_not():
    figure, equations, rule = beside(0, X_TWICE, ORIGIN, (0, 1), FAT_LINE)
    del rule["points"]
    is_rejected(figure, equations, **rule)
    assert shown(("isolated", "le", 1), equations, **rule) == "PROVED"
