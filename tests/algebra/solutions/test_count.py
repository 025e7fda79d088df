"""Solution counts of families and of small systems whose solutions can be seen."""

from itertools import combinations

import pytest

from symdl.algebra.budget import Budget
from symdl.algebra.solutions import bounds, msolve, msolve_points
from symdl.algebra.solutions.count import count_solutions
from symdl.algebra.solutions.families import deep_linear, dense_system, family
from symdl.algebra.solutions.figures import FIGURES
from symdl.algebra.solutions.inputs import system_of
from symdl.algebra.solutions.mixed_volume import mixed_volume
from symdl.algebra.solutions.roots import real_count
from symdl.algebra.solutions.system import PolynomialSystem
from symdl.terms.errors import SymdlError

needs_msolve = pytest.mark.skipif(msolve.executable() is None, reason="msolve is not installed")


def values(count, *names):
    return tuple(None if getattr(count, name) is None else getattr(count, name).value for name in names)


# (name, n): complex, in the torus, real
FAMILIES = {
    ("katsura", 3): (8, 6, 6),
    ("katsura", 5): (32, 30, 16),
    ("katsura", 6): (64, 54, 32),
    ("cyclic", 3): (6, 6, 0),
    ("cyclic", 5): (70, 70, 10),
    ("noon", 3): (21, 21, 7),
    ("noon", 4): (73, 73, 15),
    ("eco", 5): (8, 8, 4),
    ("eco", 6): (16, 16, 4),
    ("eco", 7): (32, 32, 8),
    ("redeco", 5): (8, 8, 4),
    ("redeco", 6): (16, 16, 4),
    ("chandra", 4): (8, 8, 8),
    ("chandra", 5): (16, 16, 16),
}
SLOW = {
    ("katsura", 7): (128, 126, 44),
    ("katsura", 8): (256, 240, 84),
    ("cyclic", 6): (156, 156, 24),
    ("noon", 5): (233, 233, 11),
    ("eco", 8): (64, 64, 8),
    ("redeco", 8): (64, 64, 8),
    ("chandra", 6): (32, 32, 32),
    ("reimer", 4): (36, 36, 8),
}


def check(name, n, expected):
    count = count_solutions(family(name, n), seconds=600)
    assert values(count, "distinct", "torus", "real") == expected
    assert count.dimension.value == 0


@pytest.mark.parametrize(("name", "n"), FAMILIES)
def test_families(name, n):
    check(name, n, FAMILIES[name, n])


@pytest.mark.slow
@pytest.mark.parametrize(("name", "n"), SLOW)
def test_larger_families(name, n):
    check(name, n, SLOW[name, n])


@needs_msolve
@pytest.mark.slow
def test_cyclic_7():
    check("cyclic", 7, (924, 924, 56))


@pytest.mark.parametrize("n", [4, 5])
def test_nash_systems_have_as_many_solutions_as_derangements(n):
    assert values(count_solutions(family("nash", n)), "distinct") == ({4: 9, 5: 44}[n],)


@pytest.mark.parametrize(("n", "degree"), [(2, 2), (2, 3), (3, 2)])
def test_dense_systems_attain_the_bezout_number(n, degree):
    count = count_solutions(dense_system(n, degree))
    assert values(count, "bezout", "degree", "distinct", "at_infinity") == (*[degree**n] * 3, 0)


SEEN = [
    # polynomials, variables, dimension, degree, distinct, torus, real, at infinity
    (["x^2 + y^2 - 5", "x*y - 2"], "xy", 0, 4, 4, 4, 4, 0),
    (["x^2 + y^2", "x^2 + y^2 - 1"], "xy", -1, 0, 0, 0, 0, 2),
    (["x^2 - y", "y^2*(y - 1)^2*(y + 2)"], "xy", 0, 10, 5, 4, 3, 0),
    (["x^2 + y + z - 1", "x + y^2 + z - 1", "x + y + z^2 - 1"], "xyz", 0, 8, 5, 2, 5, 0),
    (["x*y - 1", "2*x*y - 2 + x*(y - 3)"], "xy", 0, 1, 1, 1, 1, 2),
    (["x^2 + 1"], "x", 0, 2, 2, 2, 0, 0),
    (["x^3"], "x", 0, 3, 1, 0, 1, 0),
    (["x - y", "x + y", "x*y"], "xy", 0, 1, 1, 0, 1, 0),
    (["3"], "x", -1, 0, 0, 0, 0, 0),
    (["x*y", "x*z"], "xyz", 2, 1, None, None, None, None),
    (["x^2 + y^2 - 1"], "xy", 1, 2, None, None, None, 2),
    (["0"], "x", 1, 1, None, None, None, 1),
]


@pytest.mark.parametrize("row", SEEN, ids=lambda row: ", ".join(row[0]))
def test_systems_whose_solutions_can_be_seen(row):
    polynomials, variables, *expected = row
    count = count_solutions(polynomials, list(variables))
    assert values(count, "dimension", "degree", "distinct", "torus", "real", "at_infinity") == tuple(expected)


def test_multiplicities_are_told():
    count = count_solutions(["x^2 - y", "y^2*(y - 1)^2*(y + 2)"], ["x", "y"])
    assert count.multiplicities == {1: 2, 2: 2, 4: 1}


def test_each_solution_has_its_multiplicity(monkeypatch):
    for program in (msolve.executable(), None):
        monkeypatch.setattr(msolve, "executable", lambda program=program: program)
        count = count_solutions(["x^2 - y", "y^2*(y - 1)^2*(y + 2)*(y^2 - 3)^3"], ["x", "y"])
        points = count.points()
        assert sum(point.multiplicity for point in points) == count.degree.value == 22
        assert sorted(point.multiplicity for point in points if point.is_real) == [2, 2, 3, 3, 4]
        for point in points:
            at_zero = all(x.contains(0) for x in point.coordinates)
            assert (point.multiplicity == 4) == at_zero


def test_fewer_equations_than_unknowns_leave_no_isolated_point():
    assert values(count_solutions(["x^2 + y^2"], ["x", "y"]), "dimension", "isolated") == (1, 0)
    assert count_solutions(["x^2 - 1"], ["x", "y"]).to_json()["absent"] == ["y"]


def test_isolated_points_beside_a_curve():
    count = count_solutions(["x*(x - 1)", "x*(y - 2)*(y - 3)"], ["x", "y"])
    assert values(count, "dimension", "degree", "isolated") == (1, 1, 2)
    assert values(count_solutions(family("cyclic", 4)), "dimension", "degree", "isolated") == (1, 4, 0)


@pytest.mark.parametrize(("widths", "samples", "expected"), [
    ((1, 1, 2), 1, (9, 8)), ((2, 1, 3), 1, (13, 12)), ((1, 2, 2), 1, (33, 16)), ((2, 1, 2), 2, (17, 16)),
    ((1, 1, 1, 1), 1, (17, 16)),
])  # fmt: skip
def test_critical_points_of_deep_linear_networks(widths, samples, expected):
    assert values(count_solutions(deep_linear(widths, samples=samples)), "distinct", "torus") == expected


def test_boxes_of_real_solutions_hold_them_to_any_precision():
    count = count_solutions(["x^2 - 2", "y - x"], ["x", "y"])
    for box in count.real_boxes(precision=200):
        for low, high in box:
            assert low < high
            assert high - low < 10**-190
            assert (low * low < 2 < high * high) or (high * high < 2 < low * low)
    assert sum(point.is_real for point in count.points()) == 2


def test_figures_stay_unknown_when_the_seconds_run_out():
    count = count_solutions(family("cyclic", 7), seconds=0.2)
    assert count.bezout.value == 5040
    assert count.degree.known == "unknown"


def test_points_at_which_no_one_looked_are_an_error():
    with pytest.raises(SymdlError, match="seconds"):
        count_solutions(["x*y"], ["x", "y"]).points()


@needs_msolve
@pytest.mark.parametrize(("name", "n", "expected"), [("katsura", 5, (32, 32, 16)), ("cyclic", 3, (6, 6, 0))])
def test_msolve_parametrises_the_solutions(name, n, expected):
    found = msolve_points.answer(family(name, n), seconds=60)
    assert (found.degree, found.solutions.size, real_count(found.solutions)) == expected


@needs_msolve
@pytest.mark.parametrize(("name", "n"), [("noon", 3), ("cyclic", 5)])
def test_a_small_form_tells_apart_what_the_last_unknown_does_not(name, n):
    found = msolve_points.answer(family(name, n), seconds=60)
    assert found.solutions.form == msolve_points.separating_form(n)
    assert found.solutions.size == found.degree == FAMILIES[name, n][0]


@pytest.mark.parametrize("n", range(1, 9))
def test_sets_of_coefficients_of_one_size_have_different_sums(n):
    form = msolve_points.separating_form(n)
    for size in range(n + 1):
        sums = [sum(chosen) for chosen in combinations(form, size)]
        assert len(set(sums)) == len(sums)


@pytest.mark.parametrize(
    ("name", "n", "found", "in_torus", "expected", "volumes"),
    [("katsura", 4, 16, 12, (16, 12), 1), ("cyclic", 5, 70, 70, (70, 70), 1), ("noon", 3, 21, 21, (21, 21), 1)],
)
def test_bounds_that_solutions_attain_need_no_cells(monkeypatch, name, n, found, in_torus, expected, volumes):
    """The affine bound of katsura is the Bézout number, and the mixed volume of cyclic is the affine bound."""
    asked = []
    monkeypatch.setattr(bounds, "mixed_volume", lambda *a, **k: asked.append(a) or mixed_volume(*a, **k))
    known = bounds.Bounds(family(name, n), Budget(10**8, 60.0), 0)
    unknown = bounds.Bounds(family(name, n), Budget(10**8, 60.0), 0)
    known.found, known.in_torus = found, in_torus
    assert (known.affine.value, known.mixed.value) == expected
    assert len(asked) == volumes
    assert (unknown.affine.value, unknown.mixed.value) == expected


def test_a_simplex_is_told_from_what_only_reaches_as_high():
    assert values(count_solutions(["x^2 + y^2 - 1", "x*y - y^2 + x"], ["x", "y"]), "affine_bound") == (4,)
    assert values(count_solutions(["x^2 + y - 1", "x*y - y + x"], ["x", "y"]), "affine_bound") == (3,)


@needs_msolve
def test_msolve_and_the_own_route_agree(monkeypatch):
    systems = [row[:2] for row in SEEN]
    with_it = [count_solutions(p, list(v)).to_json() for p, v in systems]
    monkeypatch.setattr(msolve, "executable", lambda: None)
    without = [count_solutions(p, list(v)).to_json() for p, v in systems]
    for a, b in zip(with_it, without, strict=True):
        assert {k: v and v["value"] for k, v in a.items() if k in FIGURES} == {
            k: v and v["value"] for k, v in b.items() if k in FIGURES
        }
        assert a["multiplicities"] == b["multiplicities"]


CONICS = system_of(["x^2 + y^2 - 5", "x*y - 2"], ["x", "y"])
TOLD = "[0, [0,\n2,\n4,\n['x1', 'x2'],\n[0, 1],\n[1,\n[[4, [4, 0, -5, 0, 1]],\n[3, [0, -10, 0, 4]],\n[\n[[3, [20, 0, -8, 0]],\n1]\n]]]]]:\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("4, [4, 0, -5", "4, [5, 0, -5"),
        ("[20, 0, -8", "[20, 0, -7"),
        ("2,\n4,", "2,\n3,"),
        ("[4, 0, -5, 0, 1]", "[4, 0, -8, 0, 4]"),
        ("'x1', 'x2'", "'x2', 'x3'"),
        ("[0, 1],", "[1, 1],"),
        ("]]]]]:", "]]]"),
        (TOLD, ""),
        (TOLD, "[0]"),
        (TOLD, "Segmentation fault"),
    ],
)
def test_what_msolve_says_wrongly_is_not_believed(monkeypatch, old, new):
    monkeypatch.setattr(msolve_points, "run", lambda *_, **__: TOLD)
    assert msolve_points.answer(CONICS, seconds=1).solutions.size == 4
    assert old in TOLD
    monkeypatch.setattr(msolve_points, "run", lambda *_, **__: TOLD.replace(old, new))
    found = msolve_points.answer(CONICS, seconds=1)
    assert found is None or (found.solutions.form, found.solutions.size) == ((0, 1), 4)


MISSED = ["2*x^2*y + x*y^2 + 3*y^2", "-x^2*y^2 + 3*x^2 + 3*x*y^3 + 2*x"]
"""y = 0 at two of its eight solutions, of which msolve 0.10.1 tells one."""
SEVEN = "[0, [0,\n2,\n9,\n['x1', 'x2'],\n[0, 1],\n[1,\n[[7, [0, 8, 21, 0, 8, -9, 3, 21]],\n[6, [8, 42, 0, 32, -45, 18, 147]],\n[\n[[6, [0, 6, -21, -30, -144, 9, 9]],\n1]\n]]]]]:\n"


@pytest.mark.parametrize("later", [SEVEN, "", None])
def test_a_parameter_that_loses_a_solution_is_not_taken(monkeypatch, later):
    """The seven points that are told are solutions, but y does not tell all solutions apart."""
    answers = iter([SEVEN, later, later])
    monkeypatch.setattr(msolve_points, "run", lambda *_, **__: next(answers))
    assert msolve_points.answer(system_of(MISSED, ["x", "y"]), seconds=1) is None


def test_a_solution_that_an_engine_loses_is_found_by_the_multiplicities(monkeypatch):
    lost = msolve_points._understood(SEVEN, system_of(MISSED, ["x", "y"]))
    monkeypatch.setattr(msolve_points, "answer", lambda *_, **__: lost)
    count = count_solutions(MISSED, ["x", "y"])
    assert values(count, "distinct", "torus", "real", "degree") == (8, 6, 4, 9)
    assert count.multiplicities == {1: 7, 2: 1}


@needs_msolve
def test_msolve_is_asked_for_another_parameter_when_solutions_are_multiple():
    assert msolve_points.answer(system_of(MISSED, ["x", "y"]), seconds=10).solutions.size == 8


def test_a_system_is_written_for_msolve_without_two_signs_in_a_row():
    text = msolve.written(PolynomialSystem.of(["x", "y"], [{(1, 0): -11, (0, 2): -1, (0, 0): 3}]))
    assert text == "x1,x2\n0\n-11*x1-1*x2^2+3\n"
