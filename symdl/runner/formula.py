"""A single formula to work on: LaTeX with declarations, read as in notes, or a term that a Python file defines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from symdl.terms.errors import SymdlError
from symdl.terms.relation import Relation
from symdl.terms.term import Term


@dataclass(frozen=True, slots=True)
class Formula:
    """A term and the hypotheses under which it is meant."""

    term: Term
    hypotheses: tuple[Relation, ...] = ()


def read_formula(text: str, declarations: Sequence[str] = ()) -> Formula:
    """The term of a formula whose symbols are declared, or of ``FILE::NAME``.

    Raises:
        SymdlError: with the place, when it cannot be read.

    >>> formula = read_formula(r"x^\\top A x", [r"x \\in \\mathbb{R}^n", r"A \\in \\mathbb{R}^{n \\times n}"])
    >>> formula.term
    xᵀ@A@x
    """
    path, separator, name = text.rpartition("::")
    if separator and Path(path).exists():
        return _from_file(Path(path), name)
    return _from_latex(text, declarations)


def _from_file(file: Path, name: str) -> Formula:
    """A module-level term."""
    from symdl.runner.source import names_of

    value = names_of(file).get(name)
    if not isinstance(value, Term):
        raise SymdlError(
            f"{file}: {name} is no term of this file; define it at module level, as in {name} = norm(x) ** 2."
        )
    return Formula(value)


def _from_latex(text: str, declarations: Sequence[str]) -> Formula:
    from symdl.notes.cursor import Cursor
    from symdl.notes.declarations import declare
    from symdl.notes.elaborate import Elaborator
    from symdl.notes.expressions import expression
    from symdl.notes.places import Excerpt
    from symdl.notes.scope import Scope
    from symdl.notes.vocabulary import register

    register()
    scope = Scope()
    for number, declaration in enumerate(declarations, start=1):
        try:
            declare(Excerpt(declaration, ((1, 0),)), scope)
        except SymdlError as error:
            raise SymdlError(f"declaration {number} ({declaration}): {error}") from error
    formula = Excerpt(text, ((1, 0),))
    cursor = Cursor.over(formula, scope)
    node = expression(cursor)
    if not cursor.is_done:
        raise cursor.error(f"{cursor.found()} where the formula should end.")
    term = Elaborator(formula, scope).term(node)
    return Formula(term, tuple(hypothesis.relation for hypothesis in scope.all_hypotheses()))
