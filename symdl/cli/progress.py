"""The lines of a run as they come, above a bar that vanishes when the run is over."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import click


class Say(Protocol):
    def __call__(self, line: str) -> None: ...


class Progress(Protocol):
    """Prints lines and counts finished claims."""

    def say(self, line: str) -> None: ...

    def advance(self) -> None: ...


class _Quiet:
    """No terminal: lines only."""

    def say(self, line: str) -> None:
        click.echo(line, color=True)

    def advance(self) -> None:
        return


@contextmanager
def progress(total: int) -> Iterator[Progress]:
    """A bar where a person looks on, lines alone elsewhere."""
    out, err = sys.stdout, sys.stderr
    if not (out.isatty() or err.isatty()) or total == 0:
        yield _Quiet()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar
    from rich.text import Text

    console = Console(file=out if out.isatty() else err)
    columns = (TextColumn("verifying"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=total)

        class _Live:
            def say(self, line: str) -> None:
                if out.isatty():
                    console.print(Text.from_ansi(line), soft_wrap=True)
                else:
                    click.echo(line, color=True)

            def advance(self) -> None:
                bar.advance(task)

        yield _Live()
