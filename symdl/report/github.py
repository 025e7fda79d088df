"""The report as GitHub workflow commands: what needs attention beside the line that says it, refuted first."""

from __future__ import annotations

from symdl.report.text import counterexample, missing, summary
from symdl.runner.report import Report, Result


def render(report: Report) -> str:
    """One command a finding, then one line with the counts."""
    findings = [_error(error["message"], error.get("file"), error.get("line"), "unreadable") for error in report.errors]
    findings += [_finding(result, "error") for result in report.failures]
    findings += [_finding(result, "error") for result in report.unexpected]
    findings += [_finding(result, "warning") for result in report.open]
    return "\n".join([*findings, summary(report)]) + "\n"


def _finding(result: Result, level: str) -> str:
    verdict = result.verdict
    assert verdict is not None
    said = result.failure or (f"{verdict.reason}: {verdict.message}" if verdict.reason else result.statement)
    text = "\n".join([said, *counterexample(verdict), *missing(verdict)])
    return _error(text, result.file, result.line, f"{result.name} is {result.word}", level=level)


def _error(text: str, file: str | None, line: int | None, title: str, *, level: str = "error") -> str:
    place = [f"file={_property(file)}"] if file else []
    place += [f"line={line}"] if line else []
    return f"::{level} {','.join([*place, f'title={_property(title)}'])}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
