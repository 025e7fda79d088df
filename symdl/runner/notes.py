"""Reading a file of notes: its claims, and what could not be read with its place."""

from __future__ import annotations

from pathlib import Path

from symdl.runner.source import CollectionError, Located, require_text

NOTES = (".md", ".markdown", ".tex")

MARKS = ("{claim}", "{derivation}", "{claims}")
"""What a file of notes with claims contains; in a folder, other files are left alone."""


def read_notes(file: Path) -> tuple[list[Located], list[CollectionError]]:
    """The claims of a Markdown or LaTeX document, and an error for each thing that could not be read.

    Raises:
        CollectionError: when the file cannot be read at all.
    """
    from symdl.notes.document import read_document

    text = require_text(file)
    document = read_document(text, is_latex=file.suffix == ".tex", file=str(file))
    errors = [
        CollectionError(f"column {f.spot.column}: {f.message}", file=file, line=f.spot.line) for f in document.faults
    ]
    return [Located(file, claim) for claim in document.claims], errors


def is_notes(file: Path) -> bool:
    return file.suffix in NOTES


def notes_in(folder: Path) -> list[Path]:
    """The notes below a folder that hold claims, by path; hidden and private ones are left out."""
    found = (path for suffix in NOTES for path in folder.rglob(f"*{suffix}"))
    return sorted(path for path in found if not _is_hidden(path.relative_to(folder)) and _has_claims(path))


def _is_hidden(path: Path) -> bool:
    return any(part.startswith((".", "_")) for part in path.parts) or "node_modules" in path.parts


def _has_claims(path: Path) -> bool:
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return True  # reading it will say why
    return any(mark in text for mark in MARKS)
