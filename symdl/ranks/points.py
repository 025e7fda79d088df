"""Ranks and signatures at exact points: over ℚ, or over ℚ(α) for a real algebraic number α.

A symmetric matrix is congruent to a diagonal one, A = L D Lᵀ up to a permutation, by symmetric elimination; where the diagonal is 0 and an entry
a_ij is not, the rows i and j together give one positive and one negative sign. By Sylvester's law the signs are those of
the eigenvalues: their number that are exactly 0 is the corank.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from symdl.claims.verdict import Verdict
from symdl.ranks.fields import Element, Field
from symdl.ranks.matrices import as_matrix_term
from symdl.ranks.result import checked
from symdl.semantics.entries import entries_of
from symdl.semantics.substitution import free_symbols, substitute
from symdl.terms.errors import OutOfScopeError, ShapeError
from symdl.terms.operators import rank
from symdl.terms.relation import equal, pd, psd
from symdl.terms.term import Term, as_term, subterms

Table = list[list[Element]]


@dataclass(frozen=True, slots=True)
class PointRank:
    """The rank of a matrix at a point; the verdict of the checker where all numbers are rational."""

    rank: int
    verdict: Verdict | None

    @property
    def known(self) -> str:
        return "computed" if self.verdict is None else "proved"


@dataclass(frozen=True, slots=True)
class Inertia:
    """How many eigenvalues of a symmetric matrix are positive, negative and exactly 0.

    Attributes:
        verdict: the checker's word on A ≻ 0 or A ⪰ 0, where one of them holds.
    """

    positive: int
    negative: int
    zero: int
    verdict: Verdict | None

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
        values: numbers, matrices or one real algebraic number in the place of its symbols.

    >>> from symdl import hessian, vector
    >>> w = vector("w", 2)
    >>> rank_at(hessian((w[0] * w[1] - 1) ** 2, w), {w: [1, 1]}).rank
    1
    """
    closed = _closed(matrix, values)
    field, table = _table(closed)
    found = _rank(field, table)
    return PointRank(found, checked(equal(rank(closed), found), {"rule": "evaluate"}) if field.root is None else None)


def inertia(matrix: Any, values: Mapping[Term, Any] | None = None) -> Inertia:
    """The signs of the eigenvalues of a symmetric matrix at a point, exactly.

    Raises:
        ShapeError: when the matrix is not symmetric there.

    >>> inertia([[0, 1], [1, 0]])
    Inertia(positive=1, negative=1, zero=0, verdict=None)
    """
    closed = _closed(matrix, values)
    field, table = _table(closed)
    n = len(table)
    if any(len(row) != n for row in table) or any(table[i][j] != table[j][i] for i in range(n) for j in range(i)):
        raise ShapeError("An inertia belongs to a symmetric matrix; this one is not symmetric at the point.")
    signs = [field.sign(d) for d in _diagonal(field, table)]
    positive, negative, zero = (signs.count(s) for s in (1, -1, 0))
    statement = (psd(closed) if zero else pd(closed)) if n and not negative else None
    verdict = None if statement is None else checked(statement, {"rule": "evaluate"})
    return Inertia(positive, negative, zero, verdict)


def _closed(matrix: Any, values: Mapping[Term, Any] | None) -> Term:
    term = as_matrix_term(matrix)
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


def _table(closed: Term) -> tuple[Field, Table]:
    roots = [part for part in subterms(closed) if part.op == "root" or (part.op == "sqrt" and part.args[0].op == "num")]
    field = Field(roots[0] if roots else None)
    columns = int(closed.shape[1])
    entries = [field.element(entry) for entry in closed.args]
    return field, [entries[i * columns : (i + 1) * columns] for i in range(int(closed.shape[0]))]


def _rank(field: Field, table: Table) -> int:
    rows, found = [row[:] for row in table], 0
    for column in range(len(rows[0]) if rows else 0):
        at = next((i for i in range(found, len(rows)) if rows[i][column]), None)
        if at is None:
            continue
        rows[found], rows[at] = rows[at], rows[found]
        scale = field.inverse(rows[found][column])
        for i in range(found + 1, len(rows)):
            factor = field.reduced(rows[i][column] * scale)
            rows[i] = [field.reduced(x - factor * y) for x, y in zip(rows[i], rows[found], strict=True)]
        found += 1
    return found


def _diagonal(field: Field, table: Table) -> list[Element]:
    """A diagonal matrix congruent to a symmetric one."""
    A, found = [row[:] for row in table], list[Element]()
    while A:
        n = len(A)
        k = next((i for i in range(n) if A[i][i]), None)
        if k is None:
            place = next(((i, j) for i in range(n) for j in range(i) if A[i][j]), None)
            if place is None:
                return [*found, *(A[i][i] for i in range(n))]
            i, j = place  # adding row and column j to row and column i makes the diagonal entry 2a_ij
            A[i] = [x + y for x, y in zip(A[i], A[j], strict=True)]
            for row in A:
                row[i] = row[i] + row[j]
            continue
        scale, pivot = field.inverse(A[k][k]), A[k]
        found.append(pivot[k])
        rest = [i for i in range(n) if i != k]
        factors = {i: field.reduced(A[i][k] * scale) for i in rest}
        A = [[field.reduced(A[i][j] - factors[i] * pivot[j]) for j in rest] for i in rest]
    return found
