"""`symdl latex NAME…`: theorem, hypotheses and a proof to read, as a LaTeX document."""

from __future__ import annotations

from pathlib import Path

import click

from symdl.check import Rejected, check_certificate
from symdl.check.__main__ import load
from symdl.cli.decided import decided
from symdl.cli.options import output_option, run_options, write
from symdl.report.latex import certificate_to_latex, document, fragment
from symdl.runner.attempt import SECONDS
from symdl.terms.errors import SymdlError


@click.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME…")
@click.option("--fragment", "is_fragment", is_flag=True, help="Theorems and proofs alone, to \\input in a document.")
@run_options
@output_option
@click.pass_context
def latex(
    context: click.Context,
    names: tuple[str, ...],
    is_fragment: bool,
    jobs: int | None,
    timeout: float | None,
    seed: int,
    output: Path | None,
) -> None:
    """Typeset claims of the catalogue, of proof files or folders, FILE::NAME, or certificates (CERT.json).

    The document compiles with plain pdfLaTeX.
    """
    certificates = [name for name in names if name.endswith(".json")]
    claims = [name for name in names if not name.endswith(".json")]
    pairs, code = (
        decided(claims, jobs=jobs, timeout=timeout, seed=seed, repairing=timeout or SECONDS) if claims else ([], 0)
    )
    fragments = [*map(_from_certificate, certificates), *(fragment(claim, verdict) for claim, verdict in pairs)]
    if fragments:
        write("\n".join(fragments) if is_fragment else document(fragments), output)
    context.exit(code)


def _from_certificate(file: str) -> str:
    """The theorem of a certificate, once the checker has accepted it."""
    try:
        certificate = load(file)
        judgement = check_certificate(certificate)
    except Rejected as rejected:
        raise SymdlError(f"{file}: the checker rejects it: {rejected}; run `symdl check {file}`.") from rejected
    return certificate_to_latex(certificate, trust=judgement.trust)  # type: ignore[arg-type]
