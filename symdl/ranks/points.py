"""Ranks and signatures at exact points: over ℚ or a field of real algebraic numbers, with the checker's verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from symdl.algebra.closed_matrices import closed_table, congruent_diagonal, eliminated_rank
from symdl.claims.verdict import Verdict
from symdl.ranks.matrices import as_matrix_term
from symdl.ranks.result import checked
from symdl.semantics.entries import entries_of
from symdl.semantics.substitution import free_symbols, substitute
from symdl.terms.errors import CoercionError, OutOfScopeError, ShapeError
from symdl.terms.operators import positive_index, rank
from symdl.terms.relation import both, equal
from symdl.terms.term import Term, as_term

EVALUATE: dict[str, Any] = {"rule": "evaluate"}


@dataclass(frozen=True, slots=True)
class PointRank:
    """The rank of a matrix at a point, with the verdict of the checker."""

    rank: int
    verdict: Verdict

    @property
    def known(self) -> str:
        return "proved" if self.verdict.word == "PROVED" else "computed"


@dataclass(frozen=True, slots=True)
class Inertia:
    """How many eigenvalues of a symmetric matrix are positive, negative and exactly 0.

    Attributes:
        verdict: the checker's word on all three numbers.
    """

    positive: int
    negative: int
    zero: int
    verdict: Verdict

    @property
    def known(self) -> str:
        return "proved" if self.verdict.word == "PROVED" else "computed"

    @property
    def is_definite(self) -> bool:
        """Positive definite."""
        return not (self.negative or self.zero)

    @property
    def rank(self) -> int:
        return self.positive + self.negative


def rank_at(matrix: Any, values: Mapping[Term, Any] | None = None) -> PointRank:
    """The exact rank of a matrix at a point.

    Args:
        matrix: as for `generic_rank`; also Hessians and Jacobians.
        values: numbers, real algebraic ones too, and matrices of such in the place of its symbols.

    >>> from symdl import hessian, vector
    >>> w = vector("w", 2)
    >>> rank_at(hessian((w[0] * w[1] - 1) ** 2, w), {w: [1, 1]}).rank
    1
    """
    closed = _closed(matrix, values)
    found = eliminated_rank(*closed_table(closed))
    return PointRank(found, checked(equal(rank(closed), found), EVALUATE))


def inertia(matrix: Any, values: Mapping[Term, Any] | None = None) -> Inertia:
    """The signs of the eigenvalues of a symmetric matrix at a point, exactly.

    Raises:
        ShapeError: when the matrix is not symmetric there.

    >>> inertia([[0, 1], [1, 0]])
    Inertia(positive=1, negative=1, zero=0, verdict=<PROVED (instance)>)
    """
    closed = _closed(matrix, values)
    field, table = closed_table(closed)
    n = len(table)
    if any(len(row) != n for row in table) or any(table[i][j] != table[j][i] for i in range(n) for j in range(i)):
        raise ShapeError("An inertia belongs to a symmetric matrix; this one is not symmetric at the point.")
    signs = [field.sign(d) for d in congruent_diagonal(field, table)]
    positive, negative, zero = (signs.count(s) for s in (1, -1, 0))
    parts = {positive_index(closed): positive, positive_index(-closed): negative, rank(closed): n - zero}
    statement = both(*(equal(term, value) for term, value in parts.items()))
    return Inertia(positive, negative, zero, checked(statement, EVALUATE))


def _closed(matrix: Any, values: Mapping[Term, Any] | None) -> Term:
    term = as_matrix_term(matrix)
    if any(not isinstance(symbol, Term) for symbol in values or {}):
        raise CoercionError(f"The values belong to symbols, not to {list(values or {})}; write {{X: …}} with X itself.")
    given = {
        s: v if isinstance(v, Term) else as_matrix_term(v) if isinstance(v, list | tuple) else as_term(v)
        for s, v in (values or {}).items()
    }
    for symbol, value in given.items():
        if symbol.shape != value.shape:
            raise ShapeError(f"The value of {symbol!r} has the shape {value.shape}, not {symbol.shape}.")
    at = substitute(Term("array", tuple(e for row in entries_of(term) for e in row), shape=term.shape), given)
    if free_symbols(at):
        raise OutOfScopeError(
            f"{sorted(map(repr, free_symbols(at)))} have no value; a rank at a point needs all of them."
        )
    rows = entries_of(at)
    return Term("array", tuple(e for row in rows for e in row), shape=term.shape)
