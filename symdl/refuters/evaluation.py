"""An operator at exact numbers, for the auxiliaries of a search."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from symdl.claims.instance import Instance
from symdl.semantics.evaluation import Undefined
from symdl.semantics.exact import evaluate_exact
from symdl.terms.errors import SymdlError
from symdl.terms.term import Term, number

Rows = Sequence[Sequence[Fraction]]

NOWHERE = Instance()


def matrix_of(rows: Rows, shape: tuple[int, int]) -> Term:
    """A closed term with these entries."""
    if shape == (1, 1):
        return number(rows[0][0])
    return Term("array", tuple(number(cell) for row in rows for cell in row), shape=shape)


def value_of(term: Term, arguments: Sequence[Rows]) -> list[Fraction] | str:
    """The entries of an operator at numbers, or "undefined" or "irrational"."""
    args = tuple(matrix_of(rows, (len(rows), len(rows[0]) if rows else 0)) for rows in arguments)
    try:
        value = evaluate_exact(Term(term.op, args, term.data, shape=term.shape), NOWHERE)
    except Undefined:
        return "undefined"
    except SymdlError:
        return "irrational"
    if isinstance(value, Fraction):
        return [value]
    assert isinstance(value, tuple)
    return [cell for row in value for cell in row]
