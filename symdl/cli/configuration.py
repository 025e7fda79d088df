"""`[tool.symdl]` of the nearest pyproject.toml: the same keys as the flags; a flag on the command line wins."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from symdl.terms.errors import SymdlError

KEYS = ("color", "format", "jobs", "paths", "seed", "strict", "timeout")


class ConfigurationError(SymdlError):
    """A setting that cannot be read."""


def configuration(folder: Path | None = None) -> dict[str, Any]:
    """The settings that hold in a folder (the current one), empty when there are none."""
    start = Path.cwd() if folder is None else folder
    for place in (start, *start.parents):
        file = place / "pyproject.toml"
        if file.is_file():
            return _settings(file)
    return {}


def _settings(file: Path) -> dict[str, Any]:
    try:
        document = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError(f"{file}: cannot be read ({error}); correct it.") from error
    tools = document.get("tool")
    settings = tools.get("symdl", {}) if isinstance(tools, dict) else {}
    if not isinstance(settings, dict):
        raise ConfigurationError(f"{file}: tool.symdl is no table; write [tool.symdl] and one setting a line.")
    for key in settings:
        if key not in KEYS:
            raise ConfigurationError(f"{file}: [tool.symdl] has no setting {key!r}; use {', '.join(KEYS)}.")
    return {key: _value(file, key, value) for key, value in settings.items()}


def _value(file: Path, key: str, value: Any) -> Any:
    if key == "paths":
        if not isinstance(value, list) or not all(isinstance(path, str) for path in value):
            raise ConfigurationError(f'{file}: [tool.symdl] paths is no list of text; write paths = ["proofs"].')
        return [str(file.parent / path) for path in value]
    if isinstance(value, list | dict):
        raise ConfigurationError(f"{file}: [tool.symdl] {key} takes one value, not {value!r}.")
    return value
