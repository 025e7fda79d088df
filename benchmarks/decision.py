"""The decision benchmark: true claims and their false twins, proved, refuted, undecided and WRONG.

    python benchmarks/decision.py [--seconds 20] [--json FILE]

Two sets: the table of the tests (`tests/provers/table.py`), by family, and matrix identities with false variants
restated in `benchmarks/matrix_twins.py`. WRONG counts a false claim that was PROVED and a true one that was REFUTED.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "benchmarks"))

from matrix_twins import TWINS  # noqa: E402

from symdl.claims.claim import Claim  # noqa: E402
from symdl.runner.attempt import attempt  # noqa: E402
from symdl.terms.relation import Relation  # noqa: E402
from tests.provers.table import FAMILIES  # noqa: E402


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one claim."""

    family: str
    name: str
    is_true: bool
    word: str
    scope: str | None
    reason: str | None
    seconds: float

    @property
    def is_wrong(self) -> bool:
        return self.word == ("REFUTED" if self.is_true else "PROVED")


def claims() -> Iterable[tuple[str, str, bool, Relation]]:
    for family, pairs in FAMILIES.items():
        for name, pair in pairs.items():
            yield family, name, True, pair.true
            yield family, name, False, pair.false
    for name, (true, false) in TWINS.items():
        yield "matrix twins", name, True, true
        yield "matrix twins", name, False, false


def decided(family: str, name: str, is_true: bool, relation: Relation, seconds: float) -> Row:
    start = time.perf_counter()
    verdict = attempt(Claim("claim", lambda: relation), seconds=seconds).verdict
    assert verdict is not None
    reason = None if verdict.reason is None else f"{verdict.reason}: {verdict.message}"
    return Row(family, name, is_true, verdict.word, verdict.scope, reason, time.perf_counter() - start)


def summary(rows: list[Row]) -> dict[str, Any]:
    true, false = [row for row in rows if row.is_true], [row for row in rows if not row.is_true]
    return {
        "true": len(true),
        "proved": sum(row.word == "PROVED" for row in true),
        "proved_at_all_sizes": sum(row.scope in ("all sizes", "instance") and row.word == "PROVED" for row in true),
        "false": len(false),
        "refuted": sum(row.word == "REFUTED" for row in false),
        "undecided": sum(row.word == "UNDECIDED" for row in rows),
        "wrong": sum(row.is_wrong for row in rows),
        "seconds": sum(row.seconds for row in rows),
    }


def show(rows: list[Row]) -> dict[str, dict[str, Any]]:
    families = list(dict.fromkeys(row.family for row in rows))
    sums = {family: summary([row for row in rows if row.family == family]) for family in families}
    sums["all"] = summary(rows)
    print("| family | true proved | of these at all sizes | false refuted | undecided | WRONG | seconds |")
    print("|---|---|---|---|---|---|---|")
    for family, s in sums.items():
        print(
            f"| {family} | {s['proved']} / {s['true']} | {s['proved_at_all_sizes']} | {s['refuted']} / {s['false']} | "
            f"{s['undecided']} / {s['true'] + s['false']} | {s['wrong']} / {s['true'] + s['false']} | {s['seconds']:.1f} |"
        )
    _list("WRONG", (row for row in rows if row.is_wrong))
    _list("Undecided", (row for row in rows if row.word == "UNDECIDED"))
    return sums


def _list(title: str, rows: Iterable[Row]) -> None:
    found = list(rows)
    if found:
        print(f"\n{title}\n")
    for row in found:
        print(
            f"- {'true' if row.is_true else 'false'}, {row.family}: {row.name} ({row.seconds:.1f} s; {row.reason or row.word})"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=20.0, help="for each claim (20)")
    parser.add_argument("--json", type=Path, default=ROOT / "benchmarks" / "decision.json", help="where to write")
    options = parser.parse_args()
    rows = [decided(*claim, options.seconds) for claim in claims()]
    sums: Mapping[str, Any] = show(rows)
    document = {"seconds": options.seconds, "summary": sums, "claims": [asdict(row) for row in rows]}
    options.json.write_text(json.dumps(document, indent=2, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
