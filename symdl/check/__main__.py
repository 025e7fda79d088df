"""``python -m symdl.check FILE…`` checks certificates with the standard library alone."""

import json
import sys
from pathlib import Path
from typing import Any

from symdl.check.certificate import check_certificate
from symdl.check.judgement import Rejected, need

MAX_BYTES = 256 * 1024 * 1024


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    need(len(found) == len(pairs), "a key stands twice in an object")
    return found


def _inexact(text: str) -> None:
    raise Rejected(f"{text} is a float; exact numbers are integers or text such as '2/3'")


def load(path: str) -> object:
    """The JSON document in a file; raises Rejected when there is none."""
    try:
        need(Path(path).stat().st_size <= MAX_BYTES, f"the file is larger than {MAX_BYTES} bytes")
        text = Path(path).read_text(encoding="utf-8")
        return json.loads(text, object_pairs_hook=_unique, parse_float=_inexact, parse_constant=_inexact)
    except (OSError, ValueError, RecursionError) as error:
        raise Rejected(f"not readable as JSON ({str(error)[:200]})") from error


def main(paths: list[str]) -> int:
    """Print one line a file; 0 when every certificate holds, 4 when one fails, 2 without files."""
    failed = False
    for path in paths:
        try:
            document: Any = load(path)
            judgement = check_certificate(document)
            trust = f"; trusting {', '.join(judgement.trust)}" if judgement.trust else ""
            print(f"{path}: {judgement.word} {document['claim']['name']} ({judgement.scope}{trust})")
        except Rejected as rejected:
            failed = True
            print(f"{path}: REJECTED: {rejected}")
    if not paths:
        print("usage: python -m symdl.check FILE…", file=sys.stderr)
        return 2
    return 4 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
