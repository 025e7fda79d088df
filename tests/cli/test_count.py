"""`symdl count`: figures as text and JSON, and errors with line and column."""

import json
import random
import time
from fractions import Fraction

import pytest
from click.testing import CliRunner

from symdl.check import __main__ as check
from symdl.cli.main import main

ROOT = Fraction("1.41421356237309504880168872420969807857")


@pytest.fixture
def run(tmp_path):
    def run(text, *options):
        file = tmp_path / "system.txt"
        file.write_text(text)
        return CliRunner().invoke(main, ["count", str(file), *options])

    return run


def test_json_has_all_figures(run):
    result = run("x, y\nx^2 + y^2 - 5\nx*y - 2\n", "--format", "json")
    document = json.loads(result.output)
    assert result.exit_code == 0
    assert document["schema"] == "symdl.count/1"
    names = ("bezout", "multihomogeneous", "mixed_volume", "affine_bound", "dimension", "degree", "distinct", "torus")
    assert [document[name]["value"] for name in (*names, "real", "at_infinity")] == [4, 4, 4, 4, 0, 4, 4, 4, 4, 0]
    assert {document[name]["known"] for name in names} <= {"proved", "computed", "unknown"}


def test_a_figure_that_makes_no_sense_is_null(run):
    document = json.loads(run("x, y\nx*y\n", "--format", "json").output)
    assert document["distinct"] is None
    assert document["dimension"]["value"] == 1


def test_text_says_how_a_figure_is_known(run):
    assert "distinct solutions" in run("x\nx^2 - 2\n").output


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("x\n2x\n", ":2:2:"),
        ("x, 1y\nx\n", ":1:4:"),
        ("", "no variables"),
        ("x, y\n", "no polynomials"),
        ("x\nx^2 +* 1\n", ":2:6:"),
        ("x\nx = 1\n", ":2:3:"),
        ("x\n1.5e3*x\n", "1.5*10^3"),
        ("x\nx^-1\n", "natural"),
        ("x, x\nx\n", "twice"),
        ("x\ny\n", "no variable"),
        ("x\n1/x\n", "by numbers only"),
        ("x\n" + "(" * 200 + "x\n", "nested"),
    ],
)
def test_a_file_that_cannot_be_read_ends_with_2(run, text, place):
    result = run(text)
    assert result.exit_code == 2
    assert place in result.output


def test_certified_figures_are_accepted_by_the_checker_alone(run, tmp_path):
    result = run("x, y\nx^2 + y^2 - 5\nx*y - 2\n", "--certificates", str(tmp_path / "kept"), "--format", "json")
    document = json.loads(result.output)
    known = {
        name: document[name]["known"] for name in ("distinct", "torus", "real", "dimension", "bezout", "mixed_volume")
    }
    assert set(known.values()) == {"proved"}
    kept = sorted((tmp_path / "kept").glob("*.json"))
    assert {"real", "torus", "distinct"} <= {path.stem for path in kept}
    assert check.main([str(path) for path in kept]) == 0


@pytest.mark.parametrize(
    ("text", "dimension"),
    [("x, y\n0\n", 2), ("x\n0\nx - 1\n", 0), ("x\nx - 1\nx - 2\n", -1), ("x\n5\n", -1), ("x, y\nx^2 - 1\n", 1)],
)
def test_equations_that_say_little_or_too_much_are_counted(run, text, dimension):
    document = json.loads(run(text, "--format", "json").output)
    assert document["dimension"]["value"] == dimension


def test_a_system_beyond_every_budget_ends_in_time(run):
    draw = random.Random(1)
    names = [f"x{k}" for k in range(30)]
    lines = [
        " + ".join(f"{draw.randint(1, 99)}*{'*'.join(draw.choices(names, k=4))}" for _ in range(40)) + " + 1"
        for _ in names
    ]
    began = time.monotonic()
    result = run(",".join(names) + "\n" + "\n".join(lines) + "\n", "--timeout", "1", "--format", "json")
    assert result.exit_code == 0
    assert time.monotonic() - began < 15  # a loaded machine, which started from nothing
    assert json.loads(result.output)["degree"] == {"by": "", "known": "unknown", "value": None}


def test_real_solutions_are_listed_with_intervals_and_multiplicities(run):
    text = "x, y\n(x^2 - 2)*(x - 10^20)^2\ny - x\n"
    document = json.loads(run(text, "--precision", "8", "--format", "json").output)
    found = [(point["box"]["x"], point["multiplicity"]) for point in document["real_solutions"]]
    assert sorted(m for _, m in found) == [1, 1, 2]
    for (low, high), _ in found:
        assert Fraction(low) <= Fraction(high)
        assert any(Fraction(low) <= x <= Fraction(high) for x in (10**20, ROOT, -ROOT))
    assert "multiplicity 2" in run(text, "--precision", "8").output
    assert run(text, "--precision", "0").exit_code == 2
    assert json.loads(run("x\nx^2 + 1\n", "--precision", "5", "--format", "json").output)["real_solutions"] == []
    assert run("x, y\nx*y\n", "--precision", "5").exit_code == 0


def test_critical_points_are_listed_and_certified(run, tmp_path):
    folder = tmp_path / "certificates"
    result = run("x, y\nx^4 - 2*x^2 + y^2 + x/10\n", "--critical", "--certificates", str(folder), "--format", "json")
    document = json.loads(result.stdout)
    assert document["schema"] == "symdl.critical/1"
    figures = {name: (figure["value"], figure["known"]) for name, figure in document["figures"].items()}
    expected = {
        "complex": 3,
        "critical": 3,
        "minima": 2,
        "maxima": 0,
        "saddles": 1,
        "degenerate": 0,
        "spurious_minima": 1,
    }
    assert figures == {name: (value, "proved") for name, value in expected.items()}
    assert [point["kind"] for point in document["points"]] == ["minimum", "minimum", "saddle"]
    assert check.main([str(path) for path in folder.iterdir()]) == 0


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("x\nx^2\nx^3\n", "holds 2 polynomials"),
        ("x\n0\n", "holds 0"),
        ("x, y\n(x*y - 1)^2\n", "ridge"),
        ("x\nx^x\n", ":2:3: an exponent"),
    ],
)
def test_what_has_no_finite_critical_points_ends_with_2(run, text, word):
    result = run(text, "--critical")
    assert result.exit_code == 2
    assert word in result.stderr
