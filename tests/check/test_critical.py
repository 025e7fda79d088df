"""Critical points: what no certificate must show, tried with certificates that were bent for it."""

import json
import random
from contextlib import suppress
from copy import deepcopy
from fractions import Fraction
from pathlib import Path

import pytest

from symdl.check import Rejected, check_certificate, claim_digest
from symdl.check.counts.degenerate import with_curves
from symdl.check.counts.places import Known
from symdl.check.polynomial import Work

from .certify import num
from .counts.claims import BEZOUT, X, Y, minus, plus, power, shown, times

FOLDER = Path(__file__).parent / "certificates"
WELL = plus(power(X, 4), times(num(-2), power(X, 2)), power(Y, 2))
"""Minima at (±1, 0), with value −1, and a saddle at 0."""
PLACES = [["0", "0"], ["1", "0"], ["-1", "0"]]
ABOVE = {"epsilon": "1/2", "squares": [["1", [["1", [2, 0]], ["-5/4", [0, 0]]]], ["1/2", [["1", [0, 1]]]]]}
"""x⁴ − 2x² + y² = ½(x² + y²) + (x² − 5/4)² + ½y² − 25/16."""
QUARTIC = plus(power(X, 4), power(Y, 2))
MONKEY = plus(power(X, 3), times(num(-3), X, power(Y, 2)))
STAIRCASE = {
    "by": "staircase",
    "first": [],
    "steps": [{"sum": [[[["1", [0, 0]]], 0]], "root": [["1", [1, 0]]], "power": 3}],
}
STAIRCASE_OF_MONKEY = {
    "by": "staircase",
    "first": [],
    "steps": [
        {"sum": [[[["-1", [0, 1]]], 0], [[["-1", [1, 0]]], 1]], "root": [["1", [0, 1]]], "power": 3},
        {"sum": [[[["1", [0, 0]]], 0], [[["1", [0, 1]]], 2]], "root": [["1", [1, 0]]], "power": 2},
    ],
}
"""−y·(x² − y²) − x·(−xy) = y³ and x² − y² + y·y = x² for the slopes x² − y² and −xy."""


def is_rejected(figure, f, unknowns="xy", word=None, **rule):
    with pytest.raises(Rejected, match=word):
        shown(figure, [f], unknowns, **rule)


def holds(kind, number, f=WELL, **rule):
    return shown([kind, "eq", number], [f], **rule)


@pytest.mark.parametrize(
    ("kind", "number"), [("critical", 3), ("minima", 2), ("saddles", 1), ("maxima", 0), ("degenerate", 0)]
)
def test_kinds_are_counted_exactly(kind, number):
    assert holds(kind, number, upper=BEZOUT, exact=PLACES) == "PROVED"
    for wrong in (number - 1, number + 1):
        if wrong >= 0:
            is_rejected([kind, "eq", wrong], WELL, upper=BEZOUT, exact=PLACES)


def test_every_minimum_is_global_where_the_loss_grows():
    assert holds("spurious_minima", 0, upper=BEZOUT, exact=PLACES, above=ABOVE) == "PROVED"
    is_rejected(["spurious_minima", "eq", 0], WELL, upper=BEZOUT, exact=PLACES)
    is_rejected(["spurious_minima", "eq", 0], WELL, exact=PLACES, above=ABOVE)
    is_rejected(["spurious_minima", "eq", 0], WELL, upper=BEZOUT, exact=PLACES[:2], above=ABOVE)


@pytest.mark.parametrize(
    "change",
    [
        {"epsilon": "-1/2"},
        {"epsilon": "1"},
        {"squares": ABOVE["squares"][:1]},
        {"squares": [["-1", [["1", [2, 0]]]]]},
        {"squares": [*ABOVE["squares"], ["0", [["1", [1, 0]]]]]},
    ],
)
def test_a_bound_from_below_is_an_identity_with_positive_coefficients(change):
    is_rejected(["spurious_minima", "eq", 0], WELL, upper=BEZOUT, exact=PLACES, above={**ABOVE, **change})


def test_points_that_are_missing_may_be_of_any_kind():
    for kind, number in (("critical", 2), ("minima", 1), ("saddles", 1), ("maxima", 0), ("degenerate", 0)):
        is_rejected([kind, "eq", number], WELL, upper=BEZOUT, exact=PLACES[:2])
        is_rejected([kind, "eq", number], WELL, exact=PLACES)


def test_points_are_critical_and_stand_once():
    is_rejected(["critical", "eq", 3], WELL, word="not critical", upper=BEZOUT, exact=[*PLACES[:2], ["2", "0"]])
    is_rejected(["critical", "gt", 2], WELL, word="twice", exact=[*PLACES[:2], PLACES[0]])
    is_rejected(["critical", "gt", 2], WELL, exact=[["0"], ["1"], ["-1"]])
    is_rejected(["critical", "gt", 0], WELL, exact=[["0", "0", "0"]])


def test_a_degenerate_point_may_be_a_minimum_or_a_saddle():
    assert holds("degenerate", 1, QUARTIC, upper=STAIRCASE, exact=PLACES[:1]) == "PROVED"
    for kind, number in (("minima", 1), ("minima", 0), ("saddles", 1), ("saddles", 0)):
        is_rejected([kind, "eq", number], QUARTIC, upper=STAIRCASE, exact=PLACES[:1])
    assert holds("maxima", 0, QUARTIC, upper=STAIRCASE, exact=PLACES[:1]) == "PROVED"


def test_a_degenerate_point_with_the_least_value_is_a_minimum():
    squares = {"epsilon": "0", "squares": [["1", [["1", [2, 0]]]], ["1", [["1", [0, 1]]]]]}
    assert holds("minima", 1, QUARTIC, upper=STAIRCASE, exact=PLACES[:1], above=squares) == "PROVED"
    assert holds("saddles", 0, QUARTIC, upper=STAIRCASE, exact=PLACES[:1], above=squares) == "PROVED"


def test_where_the_hessian_vanishes_nothing_is_known():
    for kind in ("minima", "maxima", "saddles"):
        for comparison, number in (("eq", 1), ("eq", 0), ("gt", 0)):
            is_rejected([kind, comparison, number], MONKEY, exact=PLACES[:1])


def test_bezout_does_not_bound_beside_degenerate_points():
    """x²y²/2 has two lines of critical points, and Bézout's number is 9; with all points degenerate no bound is attained."""
    is_rejected(["critical", "eq", 1], MONKEY, upper=BEZOUT, exact=PLACES[:1])
    lines = times(power(X, 2), power(Y, 2))
    is_rejected(["critical", "le", 9], lines, upper=BEZOUT, exact=[[str(k), "0"] for k in range(9)])


def test_constants_and_several_polynomials_have_no_critical_points_to_count():
    is_rejected(["critical", "eq", 0], num(3), upper=BEZOUT)
    is_rejected(["minima", "eq", 0], minus(X, X), upper={"by": "staircase", "first": [], "steps": []})
    with pytest.raises(Rejected, match="one polynomial"):
        shown(["critical", "eq", 0], [X, Y], upper=BEZOUT)
    with pytest.raises(Rejected):
        shown(["critical", "eq", 0], [], upper=BEZOUT)


def test_an_unknown_that_does_not_occur_gives_no_isolated_points():
    is_rejected(["critical", "eq", 1], power(X, 2), upper=BEZOUT, exact=[["0", "0"]])
    is_rejected(["minima", "eq", 1], power(X, 2), upper={"by": "dimension"}, exact=[["0", "0"]])


def test_infinitely_many_is_said_of_critical_points_alone():
    document = json.loads((FOLDER / "critical_infinitely_many.json").read_text())
    del document["judgement"]
    assert check_certificate(document).word == "PROVED"
    for kind in ("minima", "degenerate", "saddles"):
        is_rejected_when(document, lambda d, kind=kind: d["claim"]["goal"][1].__setitem__(0, kind))


def is_rejected_when(document, change):
    bent = deepcopy(document)
    change(bent)
    bent["claim_hash"] = claim_digest(bent["claim"])
    with pytest.raises(Rejected):
        check_certificate(bent)


def test_equal_values_need_a_symmetry_that_takes_one_point_to_the_other():
    document = json.loads((FOLDER / "critical_all_minima_global.json").read_text())
    del document["judgement"]
    ((i, j, images),) = document["proof"]["equal"]
    rule = document["proof"]
    assert images == [[0, -1], [1, 1]]
    bent = [[], [[i, j, [[0, 1], [1, 1]]]], [[i, j, [[1, 1], [0, -1]]]], [[i, 9, images]], [[i, i, images]]]
    bent += [[[i, j, [[0, -1], [0, 1]]]], [[i, j, [[0, -2], [1, 1]]]], [[i, j, images[:1]]]]
    for equal in bent:
        is_rejected_when(document, lambda d, equal=equal: d.update(proof={**rule, "equal": equal}))


def test_a_tilted_well_has_a_minimum_that_is_not_global():
    document = json.loads((FOLDER / "critical_spurious_minimum.json").read_text())
    del document["judgement"]
    assert check_certificate(document).word == "REFUTED"
    is_rejected_when(document, lambda d: d.update(verdict="PROVED"))
    document["verdict"] = "PROVED"
    for kind in ("saddles", "maxima", "degenerate", "critical"):
        is_rejected_when(document, lambda d, kind=kind: d["claim"]["goal"].__setitem__(1, [kind, "eq", 2]))


def curve(*coordinates, at=0):
    return [at, [list(c) for c in coordinates]]


def test_a_curve_along_an_odd_power_shows_a_saddle():
    along = [curve(["0", "1"], ["0"])]
    assert holds("saddles", 1, MONKEY, upper=STAIRCASE_OF_MONKEY, exact=PLACES[:1], curves=along) == "PROVED"
    assert holds("minima", 0, MONKEY, upper=STAIRCASE_OF_MONKEY, exact=PLACES[:1], curves=along) == "PROVED"
    is_rejected(["saddles", "eq", 0], MONKEY, upper=STAIRCASE_OF_MONKEY, exact=PLACES[:1], curves=along)
    is_rejected(["minima", "eq", 1], MONKEY, upper=STAIRCASE_OF_MONKEY, exact=PLACES[:1], curves=along)
    is_rejected(["saddles", "eq", 1], MONKEY, upper=STAIRCASE_OF_MONKEY, exact=PLACES[:1])


PEANO = times(minus(Y, power(X, 2)), minus(Y, times(num(3), power(X, 2))))
"""A minimum along every line through 0, but negative between two parabolas."""


def test_a_parabola_finds_what_no_line_does():
    below = [curve(["0", "1"], ["0", "0", "2"])]
    assert shown(["minima", "gt", 0], [WELL], exact=PLACES[1:2]) == "PROVED"
    for lines in ([], [curve(["0", "1"], ["0"])], [curve(["0", "0", "1"], ["0", "3"])]):
        is_rejected(["saddles", "gt", 0], PEANO, exact=PLACES[:1], curves=lines)
    assert shown(["saddles", "gt", 0], [PEANO], exact=PLACES[:1], curves=below) == "PROVED"
    is_rejected(["minima", "gt", 0], PEANO, exact=PLACES[:1], curves=below)


@pytest.mark.parametrize(
    "bent",
    [
        curve(["1", "1"], ["0"]),
        curve(["0", "1"]),
        curve(["0"], ["0"]),
        curve(["0", "1"], []),
        curve(["0", "1"], ["0"], ["0"]),
        curve(["0", "1"], ["0"], at=1),
        curve(["0", "1"], ["0"], at=-1),
        curve(["0", "1"], ["0"], at=False),
        curve(["0", *["0"] * 40, "1"], ["0"]),
        [0, [[0, 1], [0]]],
    ],
)
def test_a_curve_starts_at_its_point_and_moves(bent):
    is_rejected(["saddles", "gt", 0], MONKEY, exact=PLACES[:1], curves=[bent])


def test_a_line_of_zeros_decides_nothing():
    is_rejected(
        ["saddles", "gt", 0],
        times(power(X, 2), Y),
        exact=PLACES[:1],
        curves=[curve(["0", "1"], ["0"])],
        word="constant",
    )


@pytest.mark.parametrize("seed", [0, *(pytest.param(k, marks=pytest.mark.slow) for k in range(1, 20))])
def test_no_curve_leads_below_a_sum_of_squares(seed):
    draw = random.Random(seed)
    f = {}
    for _ in range(2):
        g = {(a, b): draw.randint(-2, 2) for a in range(3) for b in range(3) if a + b}
        for e, c in g.items():
            for h, d in g.items():
                key = (e[0] + h[0], e[1] + h[1])
                f[key] = f.get(key, 0) + c * d
    point = Known((Fraction(0),) * 2, Fraction(0), Fraction(0), Fraction(0), 0, 0)
    drawn = [[["0", *(str(draw.randint(-2, 2)) for _ in range(3))] for _ in range(2)] for _ in range(9)]
    for sign, kind in ((1, "minima"), (-1, "maxima")):
        whole = {e: sign * c for e, c in f.items() if c}
        for coordinates in drawn:
            with suppress(Rejected):
                (found,) = with_curves(whole, [point], [[0, coordinates]], Work())
                assert found.excluded == {"maxima", "minima"} - {kind}


GOLDEN = plus(power(minus(plus(power(X, 2), X), num(1)), 2), power(Y, 2))
"""(x² + x − 1)² + y², least at two irrational points that no change of signs exchanges."""


def test_equal_irrational_minima_have_a_rational_value():
    document = json.loads((FOLDER / "critical_irrational_level.json").read_text())
    del document["judgement"]
    assert check_certificate(document).word == "PROVED"
    rule = document["proof"]
    (level,) = rule["levels"]
    points = level["points"]
    bent = [
        [],
        [{**level, "value": "1"}],
        [{**level, "value": "0.0"}],
        [{**level, "points": {**points, "q": ["1", "1"]}}],
    ]
    bent += [[{**level, "points": {**points, "w": ["0"]}}], [{**level, "points": {**points, "form": ["0", "1"]}}]]
    for levels in bent:
        is_rejected_when(document, lambda d, levels=levels: d.update(proof={**rule, "levels": levels}))
    for field in ("upper", "boxes", "above"):
        is_rejected_when(document, lambda d, field=field: d["proof"].pop(field))
    for number in (1, 2):
        is_rejected_when(
            document, lambda d, number=number: d["claim"]["goal"].__setitem__(1, ["spurious_minima", "eq", number])
        )


def test_values_that_nearly_agree_are_not_equal():
    """(x² + x − 1)² + x/2⁹⁰ has two minima with values about −2⁻⁹⁰: a level of one is none of the other, and 0 is one of neither."""
    document = json.loads((FOLDER / "critical_irrational_level.json").read_text())
    del document["judgement"]
    terms = document["claim"]["goal"][3][3][0]
    tilted = [["add", *[t for row in terms for t in row], ["mul", "1/1237940039285380274899124224", ["sym", "x"]]]]
    is_rejected_when(document, lambda d: d["claim"]["goal"][3].__setitem__(3, [tilted]))


def test_critical_points_are_counted_by_a_parametrisation():
    document = json.loads((FOLDER / "critical_multiple_irrational.json").read_text())
    del document["judgement"]
    assert check_certificate(document).word == "PROVED"
    for kind in ("minima", "degenerate", "saddles", "maxima", "spurious_minima"):
        is_rejected_when(document, lambda d, kind=kind: d["claim"]["goal"][1].__setitem__(0, kind))
    for number in (0, 2, 4):
        is_rejected_when(document, lambda d, number=number: d["claim"]["goal"][1].__setitem__(2, number))
    is_rejected_when(document, lambda d: d["proof"].update(exact=[]))
