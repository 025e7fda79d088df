"""The command line. A verb is one file and is imported when it is called, so `symdl --help` is quick."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from symdl import __version__
from symdl.cli.configuration import configuration
from symdl.terms.errors import SymdlError

VERBS = {
    "verify": "Decide claims and re-check every certificate.",
    "check": "Check certificates with the trusted checker alone.",
    "explain": "Say what was understood, used and not established.",
    "latex": "Print theorem and proof in LaTeX.",
    "derive": "Derive a gradient, Jacobian or Hessian, with its proof.",
    "count": "Count the solutions of a polynomial system.",
    "doctor": "Say what is installed, what is missing and what it would add.",
    "new": "Start a new file: `symdl new claim NAME`.",
}


PARAMETERS = {"format": "form"}
"""Settings whose parameter has another name."""


class Verbs(click.Group):
    """A group that imports a verb when it is asked for; errors symdl raises on purpose end with exit code 2."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        command: click.Command = getattr(import_module(f"symdl.cli.{cmd_name}"), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The verbs with one line each, without importing them."""
        with formatter.section("Verbs"):
            formatter.write_dl(list(VERBS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except SymdlError as error:
            raise Unreadable(str(error)) from error


class Unreadable(click.ClickException):
    """A name, formula or file that could not be read."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        click.echo(f"error: {self.format_message()}", err=True, file=file)


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="symdl")
@click.pass_context
def main(context: click.Context) -> None:
    """A mathematical claim, written once, comes back with a verdict that anyone can re-check.

    Exit codes: 0 every verdict as expected; 1 an unexpected verdict; 2 usage, or something that could not be
    read; 3 UNDECIDED remain (with --strict); 4 a certificate fails its check; 5 no claims found.
    """
    settings = {PARAMETERS.get(key, key): value for key, value in configuration().items()}
    context.default_map = dict.fromkeys(VERBS, settings)


if __name__ == "__main__":
    main()
