"""The report as SARIF 2.1.0: what needs attention, at its place.

A claim decided against expectation is a ``fail`` of level error, an open one a ``fail`` of level note; what is
as expected is left out, because viewers show every result as an alert.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from symdl import __version__
from symdl.report.json import dumped
from symdl.report.text import counterexample, missing, needs_attention
from symdl.runner.report import Report, Result

RULES = {
    "unexpected": "A claim has another verdict than expected.",
    "undecided": "A claim could be neither proved nor refuted.",
    "certificate": "A certificate fails its check, which is a bug of symdl.",
    "unreadable": "A file, name or formula could not be read.",
}


def render(report: Report) -> str:
    """The SARIF document."""
    results = [_unreadable(error) for error in report.errors]
    results += [_result(result) for result in report if needs_attention(result)]
    driver = {
        "name": "symdl",
        "version": __version__,
        "rules": [{"id": name, "shortDescription": {"text": text}} for name, text in RULES.items()],
    }
    run = {"tool": {"driver": driver}, "results": results, "columnKind": "unicodeCodePoints"}
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return dumped({"$schema": schema, "version": "2.1.0", "runs": [run]})


def _result(result: Result) -> dict[str, Any]:
    rule = "certificate" if result.failure else "unexpected" if result.is_unexpected else "undecided"
    verdict = result.verdict
    assert verdict is not None
    said = result.failure or (f"{verdict.reason}: {verdict.message}" if verdict.reason else result.statement)
    text = "\n".join([f"{result.name} is {result.word}: {said}", *counterexample(verdict), *missing(verdict)])
    return _entry(rule, "note" if rule == "undecided" else "error", text, result.file, result.line)


def _unreadable(error: Any) -> dict[str, Any]:
    return _entry("unreadable", "error", error["message"], error.get("file"), error.get("line"))


def _entry(rule: str, level: str, text: str, file: str | None, line: int | None) -> dict[str, Any]:
    entry: dict[str, Any] = {"ruleId": rule, "kind": "fail", "level": level, "message": {"text": text}}
    if file is not None:
        place: dict[str, Any] = {"artifactLocation": {"uri": PurePath(file).as_posix()}}
        if line:
            place["region"] = {"startLine": line}
        entry["locations"] = [{"physicalLocation": place}]
    return entry
