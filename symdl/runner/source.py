"""Reading one proof file: its claims and derivations in the order in which they are defined.

The file runs as a module with a private name that is forgotten afterwards, so two files never share
state and nothing is registered anywhere.
"""

from __future__ import annotations

import hashlib
import importlib.util
import sys
import traceback
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from importlib.machinery import SourceFileLoader
from pathlib import Path
from typing import Any

from symdl.claims.claim import Claim, Derivation
from symdl.terms.errors import SymdlError

LARGEST = 5_000_000
"""A file of claims is written by a person; a larger one is a mistake."""


class CollectionError(SymdlError):
    """A path, file or name from which no claims can be read."""

    def __init__(self, message: str, *, file: Path | None = None, line: int | None = None) -> None:
        super().__init__(message)
        self.file = file
        self.line = line

    def __str__(self) -> str:
        place = "" if self.file is None else f"{self.file}:{self.line}: " if self.line else f"{self.file}: "
        return f"{place}{super().__str__()}"

    @property
    def message(self) -> str:
        return super().__str__()


@dataclass(frozen=True, slots=True)
class Located:
    """A claim and the file in which it was found."""

    file: Path
    claim: Claim

    @property
    def name(self) -> str:
        return self.claim.name

    @property
    def line(self) -> int | None:
        return self.claim.place.line


class _Fresh(SourceFileLoader):
    """A loader without bytecode, so that an edit within the same second is seen."""

    def path_stats(self, path: Any) -> Any:
        raise OSError(f"{path} is always compiled anew")


def read_claims(file: Path) -> list[Located]:
    """The claims of a proof file, a derivation as its links.

    Raises:
        CollectionError: with the place and the next step, when the file cannot be read or run.
    """
    require_text(file)
    located = [Located(file, claim) for claim in _claims(_run(file), file)]
    seen: dict[str, Located] = {}
    for item in located:
        _require_name(item)
        if item.name in seen:
            first = seen[item.name].line
            raise CollectionError(
                f"the claim name {item.name!r} is used twice (first in line {first}); rename one of the two.",
                file=file,
                line=item.line,
            )
        seen[item.name] = item
    return located


def require_text(file: Path) -> str:
    """The text of a file that a person wrote.

    Raises:
        CollectionError: when it cannot be opened, is too large, binary or not UTF-8.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise CollectionError(
            f"cannot be read ({error.strerror}); check the path and its permissions.", file=file
        ) from error
    if len(data) > LARGEST:
        raise CollectionError(
            f"has {len(data)} bytes, more than a file of claims may have ({LARGEST}); split it.", file=file
        )
    if b"\0" in data:
        raise CollectionError("is a binary file; name Python files or notes that hold claims.", file=file)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CollectionError("is not UTF-8 text; save it as UTF-8.", file=file, line=line) from error


def _require_name(item: Located) -> None:
    if not item.name.replace("_", "").replace("-", "").replace(".", "").isalnum() or item.name.startswith((".", "-")):
        raise CollectionError(
            f"{item.name!r} is no claim name; use letters, digits, underscores and hyphens.",
            file=item.file,
            line=item.line,
        )


def names_of(file: Path) -> dict[str, Any]:
    """What a Python file defines at module level.

    Raises:
        CollectionError: with the place, when the file cannot be read or run.
    """
    require_text(file)
    return _run(file)


def _run(file: Path) -> dict[str, Any]:
    """The globals of the file, run under a private name."""
    path = str(file.resolve())
    name = f"_symdl_{hashlib.sha256(path.encode()).hexdigest()[:16]}"
    spec = importlib.util.spec_from_file_location(name, path, loader=_Fresh(name, path))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        with redirect_stdout(sys.stderr):  # what a file prints is no result
            spec.loader.exec_module(module)
    except SyntaxError as error:
        raise CollectionError(f"{error.msg}; correct the line.", file=file, line=error.lineno) from error
    except (Exception, SystemExit) as error:
        said = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        raise CollectionError(
            f"{said} (while the file was run); correct it.", file=file, line=_line(error, path)
        ) from error
    finally:
        del sys.modules[name]
    return vars(module)


def _line(error: BaseException, path: str) -> int | None:
    """The last line of the file that the error passed through."""
    return next((f.lineno for f in reversed(traceback.extract_tb(error.__traceback__)) if f.filename == path), None)


def _claims(names: dict[str, Any], file: Path) -> Iterator[Claim]:
    seen: set[int] = set()
    for value in names.values():
        if isinstance(value, Claim | Derivation) and id(value) not in seen:
            seen.add(id(value))
            yield from (value,) if isinstance(value, Claim) else links(value)


def links(derivation: Derivation) -> tuple[Claim, ...]:
    """The links of a derivation; one that cannot be built is a single claim that says so."""
    try:
        return derivation.claims
    except Exception as error:
        return (_unbuildable(derivation, error),)


def _unbuildable(derivation: Derivation, error: Exception) -> Claim:
    def build() -> Any:
        raise error

    return Claim(
        derivation.name,
        build,
        derivation.expect,
        derivation.source,
        derivation.doc,
        derivation.place,
        derivation.seconds,
    )
