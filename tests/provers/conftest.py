"""The count of false twins stands in the output of the tests."""

from __future__ import annotations

from collections import Counter

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [r for group in terminalreporter.stats.values() for r in group if getattr(r, "when", "") == "call"]
    properties = [dict(report.user_properties) for report in reports]
    words = Counter(p["symdl_twin"] for p in properties if "symdl_twin" in p)
    alone = [p for p in properties if "symdl_provers" in p]
    if words:
        counts = ", ".join(f"{count} {word}" for word, count in sorted(words.items()))
        terminalreporter.write_line(
            f"false twins of the table: {words.total()} decided: {counts}; wrong verdicts: {words['PROVED']}"
        )
    if alone:
        attempts, proposals = (sum(p[key] for p in alone) for key in ("symdl_provers", "symdl_proposals"))
        accepted = sum(
            report.outcome == "failed" and "symdl_provers" in dict(report.user_properties) for report in reports
        )
        terminalreporter.write_line(
            f"false twins through every prover alone: {len(alone)} twins, {attempts} attempts, {proposals} proposals, "
            f"accepted by the checker: {accepted}"
        )
