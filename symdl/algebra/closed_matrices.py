"""Closed matrices over ℚ, or over a field of real algebraic numbers: rank and signature by exact elimination.

A symmetric matrix is congruent to a diagonal one, A = L D Lᵀ up to a permutation, by symmetric elimination; where the diagonal is 0 and an entry
a_ij is not, the rows i and j together give one positive and one negative sign. By Sylvester's law the signs are those of
the eigenvalues: their number that are exactly 0 is the corank.
"""

from __future__ import annotations

from symdl.algebra.number_field import Element, Field
from symdl.semantics.entries import entries_of
from symdl.semantics.evaluation import Valued
from symdl.semantics.exact import holds_exactly
from symdl.semantics.substitution import free_symbols, substitute, walk
from symdl.semantics.truth import decided
from symdl.terms.relation import Relation
from symdl.terms.term import Term, number, subterms

Table = list[list[Element]]
NUMBERS = frozenset({"rank", "positive_index"})


def closed_table(closed: Term) -> tuple[Field, Table]:
    """The entries of a closed matrix as elements of a field.

    Raises:
        OutOfScopeError: when they are no real algebraic numbers, or their field is too large.
    """
    rows = entries_of(closed)
    field = Field(p for row in rows for x in row for p in subterms(x) if p.op in ("root", "sqrt"))
    return field, [[field.element(entry) for entry in row] for row in rows]


def closed_number(term: Term) -> Term:
    """The value of the rank or the positive index of a closed matrix, as a number."""
    field, table = closed_table(term.args[0])
    if term.op == "rank":
        return number(eliminated_rank(field, table))
    n = range(len(table))
    symmetric = [[table[i][j] + table[j][i] for j in n] for i in n]
    return number(sum(field.sign(d) > 0 for d in congruent_diagonal(field, symmetric)))


def holds_in_a_field(relation: Relation, instance: Valued) -> bool | None:
    """Whether a closed relation between algebraic numbers, ranks and positive indices holds; None for other relations."""
    values = {term: closed_number(term) for term in walk(relation) if term.op in NUMBERS and not free_symbols(term)}
    plain = substitute(relation, values)
    found = holds_exactly(plain, instance) if values else None
    return decided(plain, _atomic) if found is None else found


def _atomic(relation: Relation) -> bool | None:
    """An atomic relation, from the signs of the entries of a difference or of a diagonal matrix."""
    op, args = relation.op.removeprefix("each_"), relation.args
    if op in ("psd", "pd"):
        field, table = closed_table(args[0])
        n = range(len(table))
        signs = [field.sign(d) for d in congruent_diagonal(field, table)]
        is_symmetric = all(table[i][j] == table[j][i] for i in n for j in n)
        return is_symmetric and min(signs, default=1) >= (op == "pd")
    field, table = closed_table(args[1] - args[0])
    signs = [field.sign(x) for row in table for x in row]
    match op:
        case "eq" | "ne":
            return any(signs) == (op == "ne")
        case "le" | "lt":
            return min(signs, default=1) >= (op == "lt")
    return None


def eliminated_rank(field: Field, table: Table) -> int:
    """How many pivots elimination finds."""
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


def congruent_diagonal(field: Field, table: Table) -> list[Element]:
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
