"""`symdl verify` as a person or a program calls it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from symdl.cli.main import main

GOOD = """
from symdl import claim, scalar
x, y = scalar("x"), scalar("y")

@claim
def young():
    return 2 * x * y <= x**2 + y**2

@claim(expect="refuted")
def young_with_a_wrong_sign():
    return 2 * x * y <= x**2 - y**2
"""

WRONG = """
from symdl import claim, equal, matrix

@claim
def commute():
    A, B = matrix("A", "n", "n"), matrix("B", "n", "n")
    return equal(A @ B, B @ A)
"""

SHAPES = """
from symdl import claim, equal, matrix

@claim
def shapes():
    return equal(matrix("A", "m", "n") @ matrix("B", "m", "n"), 0)
"""

HARD = """
from symdl import claim, exp, scalar

@claim
def open_question():
    x, y = scalar("x", positive=True), scalar("y", positive=True)
    return x + y < exp(exp(x * y)) + exp(exp(exp(x))) + x / y
"""


def symdl(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(folder: Path, text: str, name: str = "theorem.py") -> str:
    (folder / name).write_text(text)
    return name


def test_the_table_has_name_verdict_scope_and_seconds(folder: Path) -> None:
    result = symdl("verify", written(folder, GOOD), "--jobs", 1)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "2 claims"
    assert lines[2].split() == ["claim", "verdict", "scope", "seconds"]
    assert lines[3].startswith("young                    PROVED +       all sizes")
    assert lines[4].endswith("as expected")
    assert "1 proved, 1 refuted, 0 undecided, 0 unexpected" in result.stdout


def test_an_unexpected_verdict_shows_formula_counterexample_and_command(folder: Path) -> None:
    result = symdl("verify", written(folder, WRONG), "--jobs", 1)
    assert result.exit_code == 1
    for part in ("A@B = B@A", "counterexample  n = 2", "symdl verify theorem.py::commute", "theorem.py:4"):
        assert part in result.stdout


def test_a_formula_that_cannot_be_read_is_exit_code_2(folder: Path) -> None:
    result = symdl("verify", written(folder, SHAPES), "--jobs", 1)
    assert result.exit_code == 2
    assert "n columns meet m rows" in result.stdout


def test_undecided_is_told_and_fails_when_strict(folder: Path) -> None:
    file = written(folder, HARD)
    result = symdl("verify", file, "--timeout", "0.3", "--jobs", 1)
    assert result.exit_code == 0
    assert "1 UNDECIDED where a verdict was expected" in result.stderr
    assert "Neither proved nor refuted: open_question." in result.stdout
    assert symdl("verify", file, "--timeout", "0.3", "--jobs", 1, "--strict").exit_code == 3


@pytest.mark.parametrize("target", ["missing.py", "notes.rst", "no_such_claim", "theorem.py::nothing"])
@pytest.mark.sympy
def test_what_cannot_be_found_is_exit_code_2(folder: Path, target: str) -> None:
    written(folder, GOOD)
    written(folder, "text", "notes.rst")
    result = symdl("verify", target)
    assert result.exit_code == 2
    assert result.stderr.startswith("error: ")
    assert "Traceback" not in result.output


def test_no_claims_is_exit_code_5(folder: Path) -> None:
    assert symdl("verify", folder).exit_code == 5
    assert symdl("verify", written(folder, "x = 1")).exit_code == 5


def test_json_is_json_whatever_a_file_prints(folder: Path) -> None:
    result = symdl("verify", written(folder, "print('hello')\n" + GOOD), "--format", "json", "--jobs", 1)
    document = json.loads(result.stdout)
    assert document["schema"] == "symdl.result/1"
    assert document["summary"] == {"proved": 1, "refuted": 1, "undecided": 0, "unexpected": 0}
    first, second = document["claims"]
    assert (first["name"], first["verdict"], first["scope"]) == ("young", "PROVED", "all sizes")
    assert (first["file"], first["line"], first["expected"]) == ("theorem.py", 6, "proved")
    assert all(isinstance(value, str) for value in second["counterexample"].values())
    assert set(first) >= {"statement", "reason", "trust", "hypotheses", "certificate", "evidence", "seconds"}


def test_json_names_what_could_not_be_read(folder: Path) -> None:
    result = symdl("verify", "missing.py", "--format", "json")
    (error,) = json.loads(result.stdout)["errors"]
    assert error["file"] == "missing.py"


def test_two_runs_give_the_same_certificates(folder: Path) -> None:
    file = written(folder, GOOD)
    for name in ("a", "b"):
        symdl("verify", file, "--jobs", 2, "--certificates", name)
    for file_name in ("young.json", "young_with_a_wrong_sign.json"):
        assert (folder / "a" / file_name).read_bytes() == (folder / "b" / file_name).read_bytes()


def test_output_goes_to_a_file(folder: Path) -> None:
    result = symdl("verify", written(folder, GOOD), "--jobs", 1, "--output", "report.txt")
    assert result.stdout == ""
    assert "1 proved" in result.stderr
    assert "young_with_a_wrong_sign" in (folder / "report.txt").read_text()


@pytest.mark.parametrize("form", ["junit", "sarif", "github"])
def test_other_formats_name_the_unexpected_claim(folder: Path, form: str) -> None:
    result = symdl("verify", written(folder, WRONG), "--jobs", 1, "--format", form)
    assert result.exit_code == 1
    assert "commute" in result.stdout


def test_color_is_a_choice(folder: Path) -> None:
    file = written(folder, GOOD)
    assert "\x1b[32mPROVED +" in symdl("verify", file, "--jobs", 1, "--color", "always").stdout
    assert "\x1b[" not in symdl("verify", file, "--jobs", 1).stdout


def test_claims_of_one_name_get_certificates_of_their_own(folder: Path) -> None:
    written(folder, GOOD)
    written(folder, GOOD, "other.py")
    symdl("verify", ".", "--jobs", 1, "--certificates", "c")
    names = {file.name for file in (folder / "c").iterdir()}
    assert {"theorem.young.json", "other.young.json"} <= names


def test_the_command_that_re_checks_is_true(folder: Path) -> None:
    symdl("verify", written(folder, WRONG), "--jobs", 1, "--certificates", ".")
    result = symdl("check", "commute.json")
    assert result.exit_code == 0
    assert "REFUTED x commute" in result.stdout
