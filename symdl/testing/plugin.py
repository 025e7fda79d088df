"""The pytest plugin: each claim is one test.

A claim passes when its verdict is the expected one, its certificate stands a second check, and drawn
instances agree with it. UNDECIDED is skipped with its reason, and fails with ``--symdl-strict``.

Claims of notes (`.md`, `.tex`) are collected like those of Python files; what could not be read in them fails.

The plugin is off unless asked for by ``--symdl``, by ``symdl = true`` in the configuration of pytest, or by
naming a folder `proofs` (or something in it) on the command line. Installing symdl changes no other run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from symdl.claims.claim import Claim
    from symdl.runner.report import Result
    from symdl.runner.source import CollectionError

DIRECTIVE = re.compile(r"\{(claim|derivation)\}")
IMPORT = re.compile(r"^\s*(from|import)\s+symdl\b", re.MULTILINE)


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("symdl", "claims as tests")
    group.addoption(
        "--symdl", action="store_true", help="Collect the claims of Python files that import symdl, and of notes."
    )
    group.addoption("--symdl-seconds", type=float, default=20.0, metavar="S", help="Seconds for each claim (20).")
    group.addoption("--symdl-strict", action="store_true", help="UNDECIDED fails where a verdict was expected.")
    parser.addini(
        "symdl", "Collect the claims of Python files that import symdl, and of notes.", type="bool", default=False
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "claim: a mathematical claim decided by symdl.")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    if not _is_wanted(file_path, parent.config):
        return None
    return ClaimFile.from_parent(parent, path=file_path)


def _is_wanted(file: Path, config: pytest.Config) -> bool:
    if not (config.getoption("symdl") or config.getini("symdl") or _is_named(file, config)):
        return False
    if file.name == "conftest.py" or file.name.startswith(("test_", "_", ".")) or file.stem.endswith("_test"):
        return False
    mark = {".py": IMPORT, ".md": DIRECTIVE, ".tex": DIRECTIVE}.get(file.suffix)
    try:
        return mark is not None and mark.search(file.read_text(encoding="utf-8")) is not None
    except (OSError, UnicodeDecodeError):
        return False


def _is_named(file: Path, config: pytest.Config) -> bool:
    """Whether the command line names a folder `proofs` with this file, or something inside such a folder."""
    for argument in config.invocation_params.args:
        if str(argument).startswith("-"):
            continue
        named = (config.invocation_params.dir / str(argument).split("::")[0]).resolve()
        if "proofs" in (named.name, *(folder.name for folder in named.parents)) and (
            file == named or named in file.parents
        ):
            return True
    return False


class ClaimFile(pytest.File):
    """A Python file or notes with claims."""

    def collect(self) -> Iterator[pytest.Item]:
        from symdl.runner.collect import read_file
        from symdl.runner.source import CollectionError

        try:
            located, errors = read_file(self.path)
        except CollectionError as error:
            raise self.CollectError(str(error)) from error
        for item in located:
            yield ClaimItem.from_parent(self, name=item.name, claim=item.claim)
        for number, unread in enumerate(errors, start=1):
            yield UnreadItem.from_parent(self, name=f"unread-{number}", error=unread)


class ClaimItem(pytest.Item):
    """One claim."""

    def __init__(self, *, claim: Claim, **keywords: Any) -> None:
        super().__init__(**keywords)
        self.claim = claim
        self.add_marker("claim")

    def runtest(self) -> None:
        from symdl.runner.attempt import attempt

        seconds = self.claim.seconds or self.config.getoption("symdl_seconds")
        result = attempt(self.claim, seconds=seconds, file=self._file())
        self.add_report_section("call", "symdl", repr(result.verdict))
        if result.failure is not None:
            raise ClaimFailed(result, result.failure)
        if result.is_unexpected:
            raise ClaimFailed(result, f"{result.word}, but {result.expected.upper()} was expected.")
        if result.is_open:
            self._undecided(result)
        self._agrees(result)

    def _file(self) -> Path:
        directory = self.config.invocation_params.dir
        return self.path.relative_to(directory) if self.path.is_relative_to(directory) else self.path

    def _undecided(self, result: Result) -> None:
        assert result.verdict is not None
        reason = f"UNDECIDED, {result.verdict.reason}: {result.verdict.message}"
        if self.config.getoption("symdl_strict") or result.is_unreadable:
            raise ClaimFailed(result, reason)
        pytest.skip(reason)

    def _agrees(self, result: Result) -> None:
        """Drawn instances agree with a proof; the counterexample breaks the claim outside the checker as well."""
        from symdl.claims.instance import instance_of
        from symdl.testing.strategies import is_not_true, property_test

        certificate = None if result.verdict is None else result.verdict.certificate
        if result.word == "REFUTED" and certificate is not None:
            if not is_not_true(self.claim, instance_of(certificate)):
                raise ClaimFailed(result, "REFUTED, but evaluation outside the checker finds the claim true there.")
        elif result.word == "PROVED":
            try:
                property_test(self.claim)()
            except AssertionError as error:
                raise ClaimFailed(result, f"PROVED, but a drawn instance disagrees: {error}") from error

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Formula, counterexample and the command that re-checks it."""
        if not isinstance(excinfo.value, ClaimFailed):
            return super().repr_failure(excinfo, style)
        from symdl.report.text import details

        return "\n".join([excinfo.value.reason, *details(excinfo.value.result)])

    def reportinfo(self) -> tuple[Path, int | None, str]:
        line = self.claim.place.line
        return self.path, None if line is None else line - 1, f"claim {self.name}"


class UnreadItem(pytest.Item):
    """Something in a file of notes that could not be read."""

    def __init__(self, *, error: CollectionError, **keywords: Any) -> None:
        super().__init__(**keywords)
        self.error = error

    def runtest(self) -> None:
        raise self.error

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        return str(self.error)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        line = self.error.line
        return self.path, None if line is None else line - 1, self.name


class ClaimFailed(Exception):
    """A claim whose verdict is not what it should be."""

    def __init__(self, result: Result, reason: str) -> None:
        super().__init__(reason)
        self.result = result
        self.reason = reason
