"""Counts and exit codes."""

import pytest

from symdl.check.judgement import Judgement
from symdl.claims.verdict import Reason, Verdict, undecided
from symdl.runner.report import Report, Result


def result(word: str, expected: str = "proved", **changes: object) -> Result:
    if word in ("PROVED", "REFUTED"):
        verdict = Verdict(judgement=Judgement(word, "all sizes", (), "0" * 64))
    else:
        verdict = undecided(Reason(word), "because")
    return Result("name", expected, verdict=verdict, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("results", "is_strict", "code"),
    [
        ([result("PROVED"), result("REFUTED", "refuted")], False, 0),
        ([result("REFUTED")], False, 1),
        ([result("PROVED", "refuted")], False, 1),
        ([result("PROVED", "undecided")], False, 1),
        ([result("NOT_PARSED")], False, 2),
        ([result("NO_PROOF_FOUND")], False, 0),
        ([result("NO_PROOF_FOUND")], True, 3),
        ([result("NO_PROOF_FOUND", "undecided")], True, 0),
        ([result("NO_PROOF_FOUND"), result("REFUTED")], True, 1),
        ([result("NO_PROOF_FOUND", failure="damaged"), result("REFUTED")], False, 4),
        ([], False, 5),
    ],
)
def test_the_exit_code_says_what_happened(results: list[Result], is_strict: bool, code: int) -> None:
    assert Report(tuple(results)).exit_code(is_strict=is_strict) == code


def test_what_could_not_be_read_is_exit_code_2() -> None:
    assert Report((result("PROVED"),), errors=({"file": "a", "line": 1, "message": "b"},)).exit_code() == 2


def test_an_interrupted_run_is_not_a_success() -> None:
    assert Report((result("PROVED"), Result("not reached")), is_interrupted=True).exit_code() == 130


def test_undecided_is_counted_apart_from_unexpected() -> None:
    report = Report((result("PROVED"), result("REFUTED"), result("TIMEOUT"), result("TIMEOUT", "undecided")))
    assert report.summary == {"proved": 1, "refuted": 1, "undecided": 2, "unexpected": 1}
    assert len(report.open) == 1


def test_a_report_has_no_truth_value() -> None:
    with pytest.raises(TypeError):
        bool(Report())


def test_a_report_renders_in_a_notebook_and_finds_results_by_name() -> None:
    report = Report((result("PROVED"),))
    assert "PROVED +" in report._repr_html_()
    assert report["name"].word == "PROVED"
    with pytest.raises(KeyError, match="no claim 'other'"):
        report["other"]
