"""The report as JUnit XML: a suite a file, a case a claim.

REFUTED against expectation is a failure with the counterexample in its text, UNDECIDED is skipped with its
reason, a failed certificate or an unreadable file is an error.
"""

from __future__ import annotations

from collections import defaultdict
from xml.etree import ElementTree

from symdl.report.text import details
from symdl.runner.report import Report, Result


def render(report: Report) -> str:
    """The XML document."""
    root = ElementTree.Element("testsuites", name="symdl")
    by_file: dict[str, list[Result]] = defaultdict(list)
    for result in report:
        by_file[result.file or "symdl"].append(result)
    for file, results in by_file.items():
        _suite(root, file, results)
    for error in report.errors:
        file = str(error.get("file") or "symdl")
        suite = ElementTree.SubElement(root, "testsuite", name=file, tests="1", failures="0", errors="1", skipped="0")
        case = ElementTree.SubElement(suite, "testcase", classname=file, name="collection", time="0")
        ElementTree.SubElement(case, "error", message=clean(str(error["message"])))
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _suite(root: ElementTree.Element, file: str, results: list[Result]) -> None:
    kinds = [_kind(result) for result in results]
    suite = ElementTree.SubElement(root, "testsuite", name=file, tests=str(len(results)))
    for word, kind in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(word, str(kinds.count(kind)))
    for result, found in zip(results, kinds, strict=True):
        seconds = 0.0 if result.verdict is None else result.verdict.seconds
        case = ElementTree.SubElement(suite, "testcase", classname=file, name=result.name, time=f"{seconds:.3f}")
        if found is not None:
            ElementTree.SubElement(case, found, message=clean(_message(result))).text = clean(
                "\n".join(details(result))
            )


def _kind(result: Result) -> str | None:
    if result.failure is not None or result.is_unreadable:
        return "error"
    if result.is_unexpected:
        return "failure"
    return "skipped" if result.is_open or result.verdict is None else None


def _message(result: Result) -> str:
    if result.failure is not None:
        return result.failure
    if result.verdict is None:
        return "the run was stopped before this claim"
    if result.is_unexpected:
        return f"{result.word}, expected {result.expected.upper()}"
    return f"{result.verdict.reason}: {result.verdict.message}"


def clean(text: str) -> str:
    """Text without the control characters that XML forbids."""
    return "".join(c for c in text if c in "\n\t" or (ord(c) >= 32 and not 0xD800 <= ord(c) < 0xE000))
