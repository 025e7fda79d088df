"""A worker process: one JSON line in (file, name, seconds, seed, repairing), one JSON line out (the result).

Started by `symdl.runner.workers` as ``python -P -m symdl.runner.worker``. Whatever a proof file prints goes
to standard error, so it cannot be taken for a result.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from symdl.claims.claim import Claim
from symdl.runner.attempt import attempt
from symdl.runner.collect import read_file
from symdl.runner.wire import to_wire


def main() -> None:
    """Answer requests until the input ends."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    _load()
    print("ready", file=answers, flush=True)
    known: dict[str, dict[str, Claim]] = {}
    for line in sys.stdin.buffer:
        print(json.dumps(_answer(json.loads(line), known)), file=answers, flush=True)


def _load() -> None:
    """Import what decides, before the first clock starts."""
    import symdl.runner.decide
    import symdl.runner.recheck
    import symdl.runner.repair  # noqa: F401


def _answer(request: dict[str, Any], known: dict[str, dict[str, Claim]]) -> dict[str, Any]:
    file = request["file"]
    if file not in known:
        known[file] = {item.name: item.claim for item in read_file(Path(file))[0]}
    claim = known[file][request["name"]]
    seconds, seed, repairing = request["seconds"], request["seed"], request["repairing"]
    return to_wire(attempt(claim, seconds=seconds, seed=seed, file=Path(file), repairing=repairing))


if __name__ == "__main__":
    main()
