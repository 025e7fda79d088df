"""The output formats by name; each is one module with a function ``render(report)``."""

from importlib import import_module

from symdl.runner.report import Report

FORMATS = {
    "text": "symdl.report.text",
    "json": "symdl.report.json",
    "junit": "symdl.report.junit",
    "sarif": "symdl.report.sarif",
    "github": "symdl.report.github",
}


def render(report: Report, form: str) -> str:
    """The report in one of FORMATS."""
    text: str = import_module(FORMATS[form]).render(report)
    return text
