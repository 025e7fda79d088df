"""Claims from the literature: PROVED at all sizes, PROVED at some, REFUTED, UNDECIDED, WRONG; seconds to find and to check.

Of a refuted claim the hypothesis that it lacks is named, where one is found; that search is not timed.

    python benchmarks/literature.py [--seconds 20] [--json FILE] [NAME…]

The claims are those of `tests/literature/`. WRONG counts a false claim that was PROVED and a true one that was REFUTED.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from symdl.check import check_certificate  # noqa: E402
from symdl.claims.claim import Claim  # noqa: E402
from symdl.runner.attempt import attempt  # noqa: E402
from symdl.terms.relation import Relation  # noqa: E402
from tests.literature import identities, linear_methods, operators  # noqa: E402

TRUE = {f"{name} true": true for name, (_, true) in identities.TWINS.items() if true is not None}

SETS: Mapping[str, tuple[Mapping[str, Relation], frozenset[str]]] = {
    "operators": (operators.CLAIMS, operators.FALSE),
    "identities": (identities.CLAIMS, identities.FALSE),
    "twins": ({name: false for name, (false, _) in identities.TWINS.items()} | TRUE, frozenset(identities.TWINS)),
    "methods": (linear_methods.CLAIMS | linear_methods.FALSE, frozenset(linear_methods.FALSE)),
}


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one claim, with seconds of this process."""

    family: str
    name: str
    is_true: bool
    word: str
    scope: str | None
    seconds: float
    checking: float
    size: int

    @property
    def is_wrong(self) -> bool:
        return self.word == ("REFUTED" if self.is_true else "PROVED")


def decided(family: str, name: str, relation: Relation, is_true: bool, seconds: float) -> Row:
    began = time.process_time()
    verdict = attempt(Claim("claim", lambda: relation), seconds=seconds).verdict
    spent, checking, size = time.process_time() - began, 0.0, 0
    assert verdict is not None
    if verdict.certificate is not None:
        document = json.loads(json.dumps(verdict.certificate))
        gc.collect()  # what the search left behind is none of the checker's work
        size, began = len(json.dumps(document)), time.process_time()
        check_certificate(document)
        checking = time.process_time() - began
    return Row(family, name, is_true, verdict.word, verdict.scope, spent, checking, size)


def summary(rows: list[Row]) -> dict[str, Any]:
    true, false = [row for row in rows if row.is_true], [row for row in rows if not row.is_true]
    times = [row.seconds for row in true if row.word == "PROVED"] or [0.0]
    return {
        "true": len(true),
        "proved": sum(row.word == "PROVED" for row in true),
        "proved at all sizes": sum(row.word == "PROVED" and row.scope == "all sizes" for row in true),
        "false": len(false),
        "refuted": sum(row.word == "REFUTED" for row in false),
        "undecided": sum(row.word == "UNDECIDED" for row in rows),
        "wrong": sum(row.is_wrong for row in rows),
        "median seconds": round(median(times), 2),
        "95th percentile": round(quantiles(times, n=20)[-1] if len(times) > 1 else times[0], 2),
        "longest check": round(max((row.checking for row in rows), default=0.0), 3),
        "median check": round(median([row.checking for row in rows if row.checking] or [0.0]), 3),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="only claims whose names begin so")
    parser.add_argument("--seconds", type=float, default=20.0, help="for each claim (20)")
    parser.add_argument("--json", type=Path, help="where to write the rows")
    options = parser.parse_args()
    rows = []
    for family, (claims, false) in SETS.items():
        for name, relation in claims.items():
            if not options.names or name.startswith(tuple(options.names)):
                row = decided(family, name, relation, name not in false, options.seconds)
                rows.append(row)
                print(
                    f"{row.name:24}{row.word:10}{row.scope or '-':24.24}{row.seconds:8.2f} s{row.checking:8.3f} s",
                    flush=True,
                )
    for family in dict.fromkeys(row.family for row in rows):
        print(
            f"\n{family}: " + ", ".join(f"{k} {v}" for k, v in summary([r for r in rows if r.family == family]).items())
        )
    if options.json:
        options.json.write_text(json.dumps([asdict(row) for row in rows], indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
