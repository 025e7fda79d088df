"""From what the reader names to claims: folders, proof files, ``FILE::NAME`` and names of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from symdl.runner.catalogue import catalogue_files, catalogue_folder, proof_files
from symdl.runner.source import CollectionError, Located, read_claims

NOTES = (".md", ".tex")


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
    path, separator, name = target.partition("::")
    try:
        if separator:
            return _selected(read_claims(_proof_file(Path(path))), name, Path(path)), []
        if Path(path).is_dir():
            return _read_all(proof_files(Path(path)))
        if _is_name(path):
            return _from_catalogue(path), []
        return read_claims(_proof_file(Path(path))), []
    except CollectionError as error:
        return [], [error]


def _is_name(target: str) -> bool:
    return (
        not Path(target).exists() and "/" not in target and "\\" not in target and not Path(target).suffix[1:].isalpha()
    )


def _proof_file(path: Path) -> Path:
    if not path.exists():
        raise CollectionError("does not exist; check the path, or run `symdl verify` for the catalogue.", file=path)
    if path.suffix in NOTES:
        raise CollectionError(
            "claims in Markdown and LaTeX notes cannot be read yet; write the claim in Python (`symdl new claim NAME`).",
            file=path,
        )
    if path.suffix == ".json":
        raise CollectionError(f"is no proof file; to check a certificate run `symdl check {path}`.", file=path)
    if path.suffix != ".py" or not path.is_file():
        raise CollectionError("is no proof file; name Python files or folders that hold claims.", file=path)
    return path


def _read_all(files: Iterable[Path]) -> tuple[list[Located], list[CollectionError]]:
    claims: list[Located] = []
    errors: list[CollectionError] = []
    for file in files:
        try:
            claims.extend(read_claims(file))
        except CollectionError as error:
            errors.append(error)
    return claims, errors


def _selected(claims: list[Located], name: str, file: Path) -> list[Located]:
    chosen = _named(claims, name)
    if not chosen:
        raise CollectionError(f"has no claim {name!r}{_close(name, claims)}.", file=file)
    return chosen


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
