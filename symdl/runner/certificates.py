"""Certificates as files: one canonical JSON document a file."""

from __future__ import annotations

from pathlib import Path

from symdl.check.canonical import canonical
from symdl.runner.report import Result
from symdl.terms.errors import SymdlError


def certificate_name(result: Result, *, is_shared: bool = False) -> str:
    """``NAME.json``, or ``FILE.NAME.json`` where several claims share the name."""
    prefix = f"{Path(result.file).stem}." if is_shared and result.file else ""
    return f"{prefix}{result.name}.json"


def write_certificate(result: Result, file: Path) -> None:
    """Write the certificate of a decided claim; does nothing for the others."""
    if result.verdict is None or result.verdict.judgement is None or result.verdict.certificate is None:
        return
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(canonical(result.verdict.certificate) + "\n", encoding="utf-8")
    except OSError as error:
        raise SymdlError(f"{file}: cannot be written ({error.strerror}); choose another folder.") from error
