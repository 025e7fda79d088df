"""The count of false twins and of wrong verdicts stands in the output of the tests."""

from __future__ import annotations

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for reports in terminalreporter.stats.values():
        for report in reports:
            found = dict(getattr(report, "user_properties", ()))
            if "symdl_twins" in found and getattr(report, "when", "") == "call":
                terminalreporter.write_line(_told(found))


def _told(found: dict[str, object]) -> str:
    text = (
        f"catalogue: {found['symdl_claims']} claims in {found['symdl_seconds']} s; {found['symdl_twins']} false twins tried, "
        f"{found['symdl_twins_refuted']} REFUTED; wrong verdicts: {found['symdl_wrong']}"
    )
    return f"{text}; open: {found['symdl_open']}" if found["symdl_open"] else text
