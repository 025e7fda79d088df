"""From what the reader names to claims: folders, proof files, notes, ``FILE::NAME``, ``FILE#NAME`` and names of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from symdl.runner.catalogue import catalogue_files, catalogue_folder, proof_files
from symdl.runner.notes import is_notes, notes_in, read_notes
from symdl.runner.source import CollectionError, Located, read_claims


@dataclass(frozen=True, slots=True)
class Collection:
    """The claims found, in order, and what could not be read."""

    claims: tuple[Located, ...]
    errors: tuple[CollectionError, ...] = ()


def collect(targets: Sequence[str | Path]) -> Collection:
    """The claims that the targets name; without a target, the catalogue.

    A target that cannot be read is an error of its own and does not hide the claims of the others.
    """
    claims: dict[tuple[Path, str], Located] = {}
    errors: list[CollectionError] = []
    for target in targets or [catalogue_folder()]:
        found, failed = _claims_of(str(target))
        errors.extend(failed)
        for item in found:
            claims.setdefault((item.file.resolve(), item.name), item)
    return Collection(tuple(claims.values()), tuple(errors))


def _claims_of(target: str) -> tuple[list[Located], list[CollectionError]]:
    path, name = _split(target)
    try:
        if name:
            return _selected(Path(path), name)
        if Path(path).is_dir():
            return _read_all([*proof_files(Path(path)), *notes_in(Path(path))])
        if _is_name(path):
            return _from_catalogue(path), []
        return read_file(_claim_file(Path(path)))
    except CollectionError as error:
        return [], [error]


def _split(target: str) -> tuple[str, str]:
    """The path and the claim of ``FILE::NAME`` or ``FILE#NAME``."""
    for mark in ("::", "#"):
        path, separator, name = target.rpartition(mark)
        if separator and name and not Path(target).exists():
            return path, name
    return target, ""


def read_file(file: Path) -> tuple[list[Located], list[CollectionError]]:
    """The claims of a proof file or of notes, and what of it could not be read."""
    return read_notes(file) if is_notes(file) else (read_claims(file), [])


def _is_name(target: str) -> bool:
    return (
        not Path(target).exists() and "/" not in target and "\\" not in target and not Path(target).suffix[1:].isalpha()
    )


def _claim_file(path: Path) -> Path:
    if not path.exists():
        raise CollectionError("does not exist; check the path, or run `symdl verify` for the catalogue.", file=path)
    if path.suffix == ".json":
        raise CollectionError(f"is no proof file; to check a certificate run `symdl check {path}`.", file=path)
    if not path.is_file() or (path.suffix != ".py" and not is_notes(path)):
        raise CollectionError(
            "is no proof file; name Python files, notes (.md, .tex) or folders that hold claims.", file=path
        )
    return path


def _read_all(files: Iterable[Path]) -> tuple[list[Located], list[CollectionError]]:
    claims: list[Located] = []
    errors: list[CollectionError] = []
    for file in files:
        try:
            found, failed = read_file(file)
            claims.extend(found)
            errors.extend(failed)
        except CollectionError as error:
            errors.append(error)
    return claims, errors


def _selected(file: Path, name: str) -> tuple[list[Located], list[CollectionError]]:
    """The claims of that name; what else of the file cannot be read is said only when the name is not found."""
    claims, errors = read_file(_claim_file(file))
    chosen = _named(claims, name)
    if not chosen and not errors:
        raise CollectionError(f"has no claim {name!r}{_close(name, claims)}.", file=file)
    return _with_what_they_rest_on(chosen, claims), [] if chosen else errors


def _with_what_they_rest_on(chosen: list[Located], claims: list[Located]) -> list[Located]:
    """The claims and those before them that they use."""
    wanted = {item.name for item in chosen}
    for item in reversed(claims):
        if item.name in wanted:
            wanted.update(item.claim.rests_on)
    return [item for item in claims if item.name in wanted]


def _from_catalogue(name: str) -> list[Located]:
    """A claim or derivation of the catalogue, or every claim of its file NAME.py."""
    claims, errors = _read_all(catalogue_files())
    chosen = _named(claims, name) or [item for item in claims if item.file.stem == name]
    if chosen:
        return chosen
    failed = f" ({len(errors)} of its files cannot be read: {errors[0]})" if errors else ""
    raise CollectionError(
        f"{name!r} is neither a path nor a claim of the catalogue{_close(name, claims)}{failed}; "
        "name a file, a folder, FILE::NAME or a claim that `symdl verify` lists."
    )


def _named(claims: list[Located], name: str) -> list[Located]:
    """The claim of that name, or the links of the derivation of that name."""
    exact = [item for item in claims if item.name == name]
    return exact or [item for item in claims if item.name.startswith(f"{name}.")]


def _close(name: str, claims: list[Located]) -> str:
    near = get_close_matches(name, [item.name for item in claims], n=1)
    return f"; did you mean {near[0]!r}?" if near else ""
