"""The claims a reader names, decided: shared by the verbs that tell of them one by one."""

from __future__ import annotations

from collections.abc import Sequence

import click

from symdl.claims.claim import Claim
from symdl.claims.verdict import Verdict
from symdl.cli.progress import progress
from symdl.runner.attempt import SECONDS
from symdl.runner.collect import collect
from symdl.runner.verify import verify_collection


def decided(
    names: Sequence[str], *, jobs: int | None, timeout: float | None, seed: int, repairing: float = 0.0
) -> tuple[list[tuple[Claim, Verdict]], int]:
    """Each named claim with its verdict, and the exit code: 2 when something could not be read, 4 for a failed
    certificate, 5 without claims, 0 otherwise; errors go to standard error."""
    collection = collect(names)
    for error in collection.errors:
        click.echo(f"error: {error}", err=True)
    with progress(len(collection.claims)) as shown:
        report = verify_collection(
            collection,
            seconds=SECONDS,
            limit=timeout,
            seed=seed,
            jobs=jobs,
            on_result=lambda _: shown.advance(),
            repairing=repairing,
        )
    for result in report.failures:
        click.echo(f"CERTIFICATE FAILED: {result.failure} Please report it.", err=True)
    pairs = zip((item.claim for item in collection.claims), report, strict=True)
    code = report.exit_code()
    told = [(claim, result.verdict) for claim, result in pairs if result.verdict is not None]
    return told, 0 if code == 1 else code
