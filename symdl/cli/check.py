"""`symdl check CERT…`: the trusted checker, and in words what each file shows."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from symdl.check import Judgement, Rejected, check_certificate
from symdl.check.__main__ import load
from symdl.cli.options import color_option, format_option, output_option, write
from symdl.report.document import CertificateDocument
from symdl.report.json import dumped
from symdl.report.paint import Paint, chosen_paint
from symdl.report.text import values_as_lines
from symdl.terms.errors import SymdlError

SCHEMA = "symdl.check/1"


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False), metavar="CERT…")
@format_option("text", "json")
@output_option
@color_option
@click.pass_context
def check(context: click.Context, files: tuple[str, ...], form: str, output: Path | None, color: str) -> None:
    """Check certificates and say what each one shows.

    Nothing but the standard library decides; `python -m symdl.check CERT…` does the same where nothing else is
    installed. Exit code 4 when a certificate fails.
    """
    paint = Paint() if output is not None else chosen_paint(color, sys.stdout)
    findings = [_finding(file) for file in files]
    if form == "json":
        write(dumped({"schema": SCHEMA, "certificates": findings}), output)
    else:
        write("".join(line + "\n" for finding in findings for line in _lines(finding, paint)), output)
    context.exit(4 if any(finding["word"] == "REJECTED" for finding in findings) else 0)


def _finding(file: str) -> dict[str, Any]:
    try:
        document: Any = load(file)
        judgement = check_certificate(document)
    except Rejected as rejected:
        return {"file": file, "word": "REJECTED", "message": str(rejected)}
    return {"file": file, **_shown(CertificateDocument(document), judgement)}


def _shown(document: CertificateDocument, judgement: Judgement) -> dict[str, Any]:
    return {
        "word": judgement.word,
        "name": document.name,
        "statement": _statement(document),
        "scope": judgement.scope,
        "trust": list(judgement.trust),
        "claim_hash": judgement.claim_hash,
        "values": document.values,
    }


def _statement(document: CertificateDocument) -> str:
    """Hypotheses and goal in words; the hash stands for a claim too large to print."""
    try:
        hypotheses = " and ".join(map(repr, document.hypotheses))
        return f"if {hypotheses} then {document.goal!r}" if hypotheses else repr(document.goal)
    except SymdlError as error:
        return f"(not printed: {error})"


def _lines(finding: dict[str, Any], paint: Paint) -> list[str]:
    if finding["word"] == "REJECTED":
        return [f"{finding['file']}: {paint('REJECTED x', 'REFUTED')}", f"  {finding['message']}"]
    lines = [
        f"{finding['file']}: {paint.verdict(finding['word'])} {finding['name']}",
        f"  claim  {finding['statement']}",
        f"  scope  {finding['scope']}",
        f"  trust  {', '.join(finding['trust']) or 'the checker alone'}",
    ]
    if finding["word"] == "REFUTED":
        lines += [
            f"  {'at' if number == 0 else '':<5}  {line}"
            for number, line in enumerate(values_as_lines(finding["values"]))
        ]
    return lines
