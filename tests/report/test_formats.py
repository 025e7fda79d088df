"""The machine formats say what the report says."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from symdl.claims.verdict import Evidence, Reason, undecided
from symdl.report.formats import FORMATS, render
from symdl.report.github import render as to_github
from symdl.report.text import details, values_as_lines
from symdl.runner.attempt import attempt
from symdl.runner.report import Report, Result
from symdl.runner.source import read_claims

FILE = """
from symdl import claim, equal, matrix, scalar

@claim
def fine():
    return 0 <= scalar("x") ** 2

@claim
def wrong():
    return equal(matrix("A", "m", "n"), 0)
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    file = tmp_path_factory.mktemp("proofs") / "theorem.py"
    file.write_text(FILE)
    results = [attempt(item.claim, file=Path("proofs/a,b:c.py")) for item in read_claims(file)]
    open_verdict = undecided(Reason.TIMEOUT, "100% of the time\nis over \x00").having(
        evidence=Evidence(3, 2, float("inf"), {"scipy.linalg.inv": 1e-12}, ("a note",))
    )
    results += [Result("late", verdict=open_verdict), Result("never")]
    return Report(tuple(results), errors=({"file": "x.py", "line": 3, "message": "is wrong"},))


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_names_what_needs_attention(report: Report, form: str) -> None:
    text = render(report, form)
    assert text.endswith("\n")
    assert "wrong" in text


def test_json_has_no_number_that_is_none(report: Report) -> None:
    document = json.loads(render(report, "json"), parse_constant=lambda name: pytest.fail(name))
    assert document["claims"][2]["evidence"]["largest_residual"] == "inf"
    assert document["claims"][3]["verdict"] == "NOT RUN"
    assert document["claims"][1]["counterexample"]["A"] == "1"


def test_junit_counts(report: Report) -> None:
    root = ElementTree.fromstring(render(report, "junit"))
    totals = {
        key: sum(int(suite.get(key, "0")) for suite in root) for key in ("tests", "failures", "errors", "skipped")
    }
    assert totals == {"tests": 5, "failures": 1, "errors": 1, "skipped": 2}


def test_sarif_leaves_out_what_is_as_expected(report: Report) -> None:
    (run,) = json.loads(render(report, "sarif"))["runs"]
    assert [(r["ruleId"], r["level"]) for r in run["results"]] == [
        ("unreadable", "error"),
        ("unexpected", "error"),
        ("undecided", "note"),
    ]


def test_github_commands_are_escaped(report: Report) -> None:
    lines = to_github(report).splitlines()
    assert lines[1].startswith("::error file=proofs/a%2Cb%3Ac.py,line=8,title=wrong is REFUTED::")
    assert "100%25 of the time%0Ais over" in lines[2]


def test_matrices_are_shown_as_tables() -> None:
    assert values_as_lines({"n": "2", "A": [["1", "-10"], ["0", "1/2"]], "v": [["1"], ["2"]]}) == [
        "n = 2",
        "A = [ 1  -10 ]",
        "    [ 0  1/2 ]",
        "v = (1, 2)ᵀ",
    ]


def test_details_name_reason_and_evidence(report: Report) -> None:
    text = "\n".join(details(report["late"]))
    for part in ("TIMEOUT", "2 of 3 drawn instances", "scipy.linalg.inv", "a note"):
        assert part in text
