"""`symdl count FILE`: how many solutions a polynomial system has."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from symdl.algebra.solutions.count import count_solutions
from symdl.algebra.solutions.figures import SolutionCount
from symdl.algebra.solutions.reading import read_system
from symdl.algebra.solutions.system import PolynomialSystem
from symdl.check.canonical import canonical
from symdl.cli.options import format_option, output_option, write
from symdl.report.counts import count_to_text
from symdl.report.critical import critical_to_text
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
@click.option(
    "--critical",
    is_flag=True,
    help="FILE holds one polynomial: count its critical points, the real ones by kind (minimum, saddle, …).",
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
    critical: bool,
    form: str,
    output: Path | None,
) -> None:
    """Bounds, dimension, degree, complex and real solutions of the polynomial system in FILE (- for standard input).

    The first line names the variables, separated by commas; then one polynomial a line, each set equal to zero: ^ for
    powers, * for products, rational coefficients, # for comments.
    """
    system = read_system(_text(file), file=str(file))
    if critical:
        if precision is not None:
            raise click.UsageError("--precision lists the solutions of a system; --critical lists its points anyway.")
        document = _critical(system, str(file), timeout, seed, certify or folder is not None, folder)
        _write(document, critical_to_text, "symdl.critical/1", str(file), form, output)
        return
    found = count_solutions(system, seconds=timeout, seed=seed)
    if certify or folder is not None:
        found = _certified(found, timeout, seed, folder)
    document = found.to_json()
    if precision is not None:
        document["real_solutions"] = found.real_solutions(precision=precision)
    _write(document, count_to_text, "symdl.count/1", str(file), form, output)


def _write(
    document: dict[str, Any],
    to_text: Callable[[dict[str, Any]], str],
    schema: str,
    file: str,
    form: str,
    output: Path | None,
) -> None:
    if form == "json":
        result = {"schema": schema, "file": file, **document}
        write(json.dumps(result, sort_keys=True, indent=1, ensure_ascii=False) + "\n", output)
    else:
        write(to_text(document), output)


def _critical(
    system: PolynomialSystem, file: str, timeout: float, seed: int, certify: bool, folder: Path | None
) -> dict[str, Any]:
    from symdl.algebra.solutions.critical import critical_points
    from symdl.runner.certified_critical import certify_critical, computed, critical_to_json

    if len(system.polynomials) != 1:
        raise SymdlError(
            f"{file}: holds {len(system.polynomials)} polynomials that are not 0; --critical takes one, the loss, below the variables."
        )
    points = critical_points(system.polynomials[0], system.variables, seconds=timeout, seed=seed)
    if not certify:
        return critical_to_json(points, computed(points))
    certified = certify_critical(points, seconds=timeout, seed=seed)
    _save(certified.certificates, folder)
    return critical_to_json(points, certified.figures)


def _certified(found: SolutionCount, timeout: float, seed: int, folder: Path | None) -> SolutionCount:
    from symdl.runner.certified_count import certify_count

    certified = certify_count(found, seconds=timeout, seed=seed)
    _save(certified.certificates, folder)
    return certified.count


def _save(certificates: Mapping[str, dict[str, Any]], folder: Path | None) -> None:
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        for name, certificate in certificates.items():
            write(canonical(certificate) + "\n", folder / f"{name}.json")


def _text(file: Path) -> str:
    try:
        return sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise SymdlError(f"{file}: is no UTF-8 text (byte {error.start}); save it as UTF-8.") from error
    except OSError as error:
        raise SymdlError(f"{file}: {error.strerror}; give the path of a polynomial system.") from error
