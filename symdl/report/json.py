"""The report as JSON, schema ``symdl.result/1``: sorted keys, exact numbers as text."""

import json
from typing import Any

from symdl.runner.report import Report


def render(report: Report) -> str:
    """The JSON document, with a line break at its end."""
    return dumped(report.to_dict())


def dumped(document: Any) -> str:
    """JSON for readers: sorted keys, two spaces; NaN is refused."""
    return json.dumps(document, sort_keys=True, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
