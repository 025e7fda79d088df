"""`symdl count FILE`: how many solutions a polynomial system has."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from symdl.algebra.solutions.count import SolutionCount, count_solutions
from symdl.algebra.solutions.reading import read_system
from symdl.check.canonical import canonical
from symdl.cli.options import format_option, output_option, write
from symdl.report.counts import count_to_text
from symdl.terms.errors import SymdlError


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=60.0,
    show_default=True,
    metavar="S",
    help="Seconds, after which the remaining figures stay unknown.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Seed of every random choice.")
@click.option(
    "--certify", is_flag=True, help="Prove what can be proved: figures accepted by the checker are marked proved."
)
@click.option(
    "--certificates",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Save the certificates there; implies --certify.",
)
@click.option(
    "--precision",
    type=click.IntRange(min=1, max=10_000),
    metavar="N",
    help="List the real solutions, each coordinate in an interval narrower than 10^-N, or N digits of its size.",
)
@format_option("text", "json")
@output_option
def count(
    file: Path,
    timeout: float,
    seed: int,
    certify: bool,
    folder: Path | None,
    precision: int | None,
    form: str,
    output: Path | None,
) -> None:
    """Bounds, dimension, degree, complex and real solutions of the polynomial system in FILE (- for standard input).

    The first line names the variables, separated by commas; then one polynomial a line, each set equal to zero: ^ for
    powers, * for products, rational coefficients, # for comments.
    """
    system = read_system(_text(file), file=str(file))
    found = count_solutions(system, seconds=timeout, seed=seed)
    if certify or folder is not None:
        found = _certified(found, timeout, seed, folder)
    document = found.to_json()
    if precision is not None:
        document["real_solutions"] = found.real_solutions(precision=precision)
    if form == "json":
        result = {"schema": "symdl.count/1", "file": str(file), **document}
        write(json.dumps(result, sort_keys=True, indent=1, ensure_ascii=False) + "\n", output)
    else:
        write(count_to_text(document), output)


def _certified(found: SolutionCount, timeout: float, seed: int, folder: Path | None) -> SolutionCount:
    from symdl.runner.certified_count import certify_count

    certified = certify_count(found, seconds=timeout, seed=seed)
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        for name, certificate in certified.certificates.items():
            write(canonical(certificate) + "\n", folder / f"{name}.json")
    return certified.count


def _text(file: Path) -> str:
    try:
        return sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise SymdlError(f"{file}: is no UTF-8 text (byte {error.start}); save it as UTF-8.") from error
    except OSError as error:
        raise SymdlError(f"{file}: {error.strerror}; give the path of a polynomial system.") from error
