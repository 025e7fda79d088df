"""The flags that several verbs share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from symdl.report.formats import FORMATS

Command = Callable[..., Any]


def run_options(command: Command) -> Command:
    """--jobs, --timeout and --seed, for verbs that decide claims."""
    for option in (
        click.option("--seed", type=int, default=0, show_default=True, help="Seed of every random choice."),
        click.option(
            "--timeout",
            type=click.FloatRange(min=0, min_open=True),
            metavar="S",
            help="Seconds for each claim.  [default: the claim's own, or 20]",
        ),
        click.option(
            "--jobs",
            type=click.IntRange(min=1),
            metavar="N",
            help="Worker processes; 1 for none, then time limits are soft.  [default: one a processor]",
        ),
    ):
        command = option(command)
    return command


def output_option(command: Command) -> Command:
    """--output, for verbs that print a document."""
    return click.option(
        "-o",
        "--output",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="Write there instead of the terminal.",
    )(command)


def format_option(*forms: str) -> Callable[[Command], Command]:
    """--format, with the formats this verb has."""
    choices = forms or tuple(FORMATS)
    return click.option("--format", "form", type=click.Choice(choices), default="text", show_default=True)


def color_option(command: Command) -> Command:
    return click.option(
        "--color",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        show_default=True,
        help="auto: on a terminal, unless NO_COLOR is set.",
    )(command)


def write(text: str, output: Path | None) -> None:
    """Print the text, or put it into a file as a whole."""
    if output is None:
        click.echo(text, nl=False, color=True)  # what is painted was meant to be
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise click.FileError(str(output), error.strerror) from error
