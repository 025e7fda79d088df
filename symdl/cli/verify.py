"""`symdl verify [PATH…]`: decide claims, print the table, write the certificates, answer with the exit code."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import click

from symdl.cli.options import color_option, format_option, output_option, run_options, write
from symdl.cli.progress import Progress, progress
from symdl.report.formats import render
from symdl.report.paint import Paint, chosen_paint
from symdl.report.text import closing, header, name_width, quoted, row, summary, verify_again
from symdl.runner.attempt import SECONDS
from symdl.runner.certificates import certificate_name, write_certificate
from symdl.runner.collect import Collection, collect
from symdl.runner.report import Report, Result
from symdl.runner.verify import verify_collection


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]…")
@run_options
@format_option()
@output_option
@click.option(
    "--certificates",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write one certificate a decided claim into this folder.",
)
@click.option("--strict", is_flag=True, help="Exit with 3 when UNDECIDED remain where a verdict was expected.")
@color_option
@click.pass_context
def verify(
    context: click.Context,
    paths: tuple[str, ...],
    jobs: int | None,
    timeout: float | None,
    seed: int,
    form: str,
    output: Path | None,
    certificates: Path | None,
    strict: bool,
    color: str,
) -> None:
    """Decide the claims of notes, proof files, folders, FILE::NAME or names of the catalogue.

    Without a path, the whole catalogue is verified. Every certificate is checked again before its verdict is
    told. Ctrl-C keeps what is done.
    """
    collection = collect(paths)
    for error in collection.errors:
        click.echo(f"error: {error}", err=True)
    names = file_names(collection)
    paint = Paint() if output is not None else chosen_paint(color, sys.stdout)
    is_table = form == "text" and output is None and bool(collection.claims)
    width = name_width(item.name for item in collection.claims)

    with progress(len(collection.claims)) as shown:
        if is_table:
            _say(shown, header(len(collection.claims), width, paint=paint))

        def finished(result: Result) -> None:
            shown.advance()
            if is_table:
                shown.say(row(result, width, paint=paint))
            if certificates is not None:
                write_certificate(result, certificates / names(result))

        report = verify_collection(collection, seconds=SECONDS, limit=timeout, seed=seed, jobs=jobs, on_result=finished)

    def recheck(result: Result) -> str:
        if certificates is None or result.word not in ("PROVED", "REFUTED"):
            return verify_again(result)
        return f"symdl check {quoted(str(certificates / names(result)))}"

    if is_table:
        click.echo("\n".join(closing(report, paint=paint, recheck=recheck)), color=True)
    elif form != "text" or collection.claims:
        write(render(report, form), output)
    _remarks(report, has_table=is_table)
    context.exit(report.exit_code(is_strict=strict))


def _say(shown: Progress, lines: list[str]) -> None:
    for line in lines:
        shown.say(line)


def _remarks(report: Report, *, has_table: bool) -> None:
    """What must be said on standard error whatever the format."""
    if not report.results and not report.errors:
        click.echo(
            "error: no claims found; a claim is a function with @claim in a Python file, or a {claim} directive in notes.",
            err=True,
        )
    if report.is_interrupted:
        click.echo(
            f"interrupted: {len(report) - report.count('NOT RUN')} of {len(report)} claims were decided.", err=True
        )
    for result in report.failures:
        click.echo(f"CERTIFICATE FAILED: {result.failure} Please report it.", err=True)
    if report.results and not has_table:
        click.echo(summary(report), err=True)
    if report.open:
        click.echo(f"warning: {len(report.open)} UNDECIDED where a verdict was expected.", err=True)


def file_names(collection: Collection) -> Callable[[Result], str]:
    """The name of each claim's certificate file; the proof file's name in front where two claims share one."""
    used = Counter(item.name for item in collection.claims)
    return lambda result: certificate_name(result, is_shared=used[result.name] > 1)
