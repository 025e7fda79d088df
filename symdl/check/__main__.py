"""``python -m symdl.check FILE…`` checks certificates with the standard library alone."""

import json
import sys
from pathlib import Path

from symdl.check.certificate import DEPTH, check_certificate
from symdl.check.language import Rejected

MAX_BYTES = 256 * 1024 * 1024


def load(path: str) -> object:
    """The JSON document in a file; raises Rejected when there is none."""
    try:
        file = Path(path)
        if file.stat().st_size > MAX_BYTES:
            raise Rejected(f"the file is larger than {MAX_BYTES} bytes")
        sys.setrecursionlimit(DEPTH)
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise Rejected(f"not readable as JSON ({str(error)[:200]})") from error


def main(paths: list[str]) -> int:
    """Print one line a file; 0 when every certificate holds, 4 when one fails, 2 without files."""
    if not paths:
        print("usage: python -m symdl.check FILE…", file=sys.stderr)
        return 2
    failed = False
    for path in paths:
        try:
            document = load(path)
            judgement = check_certificate(document)
            name = document["claim"]["name"]  # type: ignore[index]
            trust = f"; trusting {', '.join(judgement.trust)}" if judgement.trust else ""
            print(f"{path}: {judgement.word} {name} ({judgement.scope}{trust})")
        except Rejected as rejected:
            failed = True
            print(f"{path}: REJECTED: {rejected}")
    return 4 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
