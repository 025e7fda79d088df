"""`symdl derive LOSS --by W`: the derivative with its proof, in LaTeX, NumPy code or SymPy."""

from __future__ import annotations

from pathlib import Path

import click

from symdl.calculus.derive import KINDS
from symdl.cli.options import format_option, output_option, write
from symdl.runner.derive import Derived
from symdl.runner.derive import derive as derived
from symdl.runner.formula import Formula, read_formula
from symdl.semantics.substitution import free_symbols
from symdl.semantics.text import relation_to_text, to_text
from symdl.terms.errors import SymdlError
from symdl.terms.term import Symbol, Term


@click.command()
@click.argument("loss", metavar="LOSS")
@click.option("--by", "variable", required=True, metavar="NAME", help="The symbol by which to differentiate.")
@click.option(
    "--let",
    "declarations",
    multiple=True,
    metavar="FORMULA",
    help=r"A declaration or hypothesis, as in notes: 'W \in \mathbb{R}^{k \times d}', 'A^\top = A'. May be repeated.",
)
@click.option("--kind", type=click.Choice(KINDS), help="[default: gradient of a scalar, Jacobian of anything else]")
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), default=20.0, show_default=True, metavar="S")
@click.option("--seed", type=int, default=0, show_default=True, help="Seed of every random choice.")
@format_option("text", "latex", "numpy", "sympy")
@output_option
def derive(
    loss: str,
    variable: str,
    declarations: tuple[str, ...],
    kind: str | None,
    timeout: float,
    seed: int,
    form: str,
    output: Path | None,
) -> None:
    r"""Derive the gradient, Jacobian or Hessian of LOSS and prove it at all sizes.

    LOSS is a formula, as in notes, whose symbols are declared with --let, or FILE::NAME, a term of a Python file.

    symdl derive '\|Y - W X\|_F^2' --by W --let 'W \in \mathbb{R}^{k \times d}' --let 'X \in \mathbb{R}^{d \times n}'
    --let 'Y \in \mathbb{R}^{k \times n}'
    """
    formula = read_formula(loss, declarations)
    found = derived(
        formula.term, _symbol(formula, variable), kind, given=formula.hypotheses, seconds=timeout, seed=seed
    )
    write({"text": _text, "latex": _latex, "numpy": _numpy, "sympy": _sympy}[form](found), output)


def _symbol(formula: Formula, name: str) -> Term:
    symbols = {s.data.name: s for s in free_symbols(formula.term) if isinstance(s.data, Symbol)}
    if name not in symbols:
        raise SymdlError(f"{name!r} is no symbol of the formula; it has {', '.join(sorted(symbols)) or 'none'}.")
    return symbols[name]


def _text(found: Derived) -> str:
    lines = [f"{to_text(found.asked)} = {to_text(found.value)}"]
    lines += [f"  where {relation_to_text(condition)}" for condition in found.conditions]
    verdict = found.verdict
    scope = f" ({verdict.scope})" if verdict.word == "PROVED" else f" ({verdict.reason}: {verdict.message})"
    return "\n".join([*lines, f"  {verdict.word}{scope}; {found.convention}", ""])


def _latex(found: Derived) -> str:
    from symdl.semantics.latex import relation_to_latex

    where = "".join(rf", \qquad {relation_to_latex(condition)}" for condition in found.conditions)
    return f"{found.latex()}{where}\n% {found.convention}\n"


def _numpy(found: Derived) -> str:
    return f"# {found.convention}\nimport numpy as np\n\n\n{found.numpy()}\n"


def _sympy(found: Derived) -> str:
    return f"{found.to_sympy()}\n# {found.convention}\n"
