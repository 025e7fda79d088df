"""`symdl count`: figures as text and JSON, and errors with line and column."""

import json

import pytest
from click.testing import CliRunner

from symdl.check import __main__ as check
from symdl.cli.main import main


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


@pytest.mark.parametrize(("text", "place"), [("x\n2x\n", ":2:2:"), ("x, 1y\nx\n", ":1:4:"), ("", "no variables")])
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
