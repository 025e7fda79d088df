"""Canonical JSON: sorted keys, no spaces, no floats; and its SHA-256."""

import hashlib
import json
from typing import Any


def canonical(document: Any) -> str:
    """The one text of a JSON document; raises ValueError on a float, which is never exact."""
    return json.dumps(_exact(document), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _exact(document: Any) -> Any:
    if isinstance(document, float):
        raise ValueError(f"{document!r} is a float; exact numbers are integers or text such as '2/3'")
    if isinstance(document, dict):
        return {str(key): _exact(value) for key, value in document.items()}
    return [_exact(value) for value in document] if isinstance(document, list | tuple) else document


def digest(document: Any) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical(document).encode()).hexdigest()
