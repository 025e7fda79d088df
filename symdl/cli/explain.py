"""`symdl explain NAME|FILE`: what was understood, which hypotheses were used, and what was not established."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from symdl.claims.claim import Claim
from symdl.claims.verdict import Verdict
from symdl.cli.decided import decided
from symdl.cli.options import color_option, output_option, run_options, write
from symdl.report.paint import Paint, chosen_paint
from symdl.report.words import explanation
from symdl.runner.attempt import SECONDS


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME…")
@run_options
@output_option
@color_option
@click.pass_context
def explain(
    context: click.Context,
    names: tuple[str, ...],
    jobs: int | None,
    timeout: float | None,
    seed: int,
    output: Path | None,
    color: str,
) -> None:
    """Explain claims of notes, of proof files or folders, of the catalogue, or FILE::NAME.

    For a refuted claim the weakest hypothesis with which it holds is named, where one is found.
    """
    paint = Paint() if output is not None else chosen_paint(color, sys.stdout)
    pairs, code = decided(names, jobs=jobs, timeout=timeout, seed=seed, repairing=timeout or SECONDS)
    write("\n".join(_text(claim, verdict, paint) for claim, verdict in pairs), output)
    context.exit(code)


def _text(claim: Claim, verdict: Verdict, paint: Paint) -> str:
    return "".join(line + "\n" for line in explanation(claim, verdict, paint=paint))
