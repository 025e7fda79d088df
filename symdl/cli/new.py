"""`symdl new claim NAME`: a proof file to start from; it verifies as it stands."""

from __future__ import annotations

from pathlib import Path

import click

TEMPLATE = '''"""{title}.

Setting: two real numbers x and y.

Claim: their product is at most half the sum of their squares.

Hypotheses: none beyond x and y being real.

Why it holds: the difference of the two sides is half a square, (x - y)²/2.

What breaks: with the sign of y² turned, x = y = 1 is a counterexample; see the false twin.

References: replace this line by where the mathematics comes from.
"""

from symdl import claim, scalar

x, y = scalar("x"), scalar("y")


@claim(source="where the claim comes from")
def {name}():
    """{title}."""
    return x * y <= (x**2 + y**2) / 2


@claim(expect="refuted", source="false twin: the sign of y² is turned")
def {name}_with_a_wrong_sign():
    return x * y <= (x**2 - y**2) / 2
'''


@click.group()
def new() -> None:
    """Start a new file."""


@new.command("claim")
@click.argument("name")
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("proofs"),
    show_default=True,
    help="Where to put it.",
)
def claim(name: str, folder: Path) -> None:
    """Write FOLDER/NAME.py: one theorem with a false twin, ready to be changed."""
    if not (name.isascii() and name.isidentifier() and not name.startswith("_")):
        raise click.UsageError(
            f"{name!r} is no claim name; use letters, digits and underscores, such as ridge_gradient."
        )
    file = folder / f"{name}.py"
    if file.exists():
        raise click.UsageError(f"{file} exists already; choose another name or edit that file.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file.write_text(TEMPLATE.format(name=name, title=name.replace("_", " ").capitalize()), encoding="utf-8")
    except OSError as error:
        raise click.FileError(str(file), error.strerror) from error
    click.echo(f"{file} written; change the claim, then run: symdl verify {file}")
