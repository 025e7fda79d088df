r"""Sums over the entries of vectors and matrices, as products of them.

While a sum over i is read, `x_i` and `A_{ij}` are scalars that stand for entries. The sum then becomes a product: Σⱼ A_{ij} xⱼ is
entry i of A x, Σᵢ xᵢ yᵢ is xᵀy, Σᵢ A_{ii} is tr A, Σᵢⱼ A_{ij} B_{ij} is ⟨A, B⟩. What is no product of such parts is refused.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from symdl.notes.entrywise import entrywise, total
from symdl.semantics.substitution import free_symbols
from symdl.terms import operators as ops
from symdl.terms.errors import OutOfScopeError
from symdl.terms.shapes import Size, is_scalar
from symdl.terms.term import Term


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry with symbolic indices: one of a column, two of a matrix."""

    term: Term
    indices: tuple[str, ...]


@dataclass
class Entries:
    """The scalars that stand for entries, while sums over their indices are read.

    Attributes:
        of: the entry for each scalar.
        running: the indices of the sums around.
        made: the number of scalars so far, which names the next.
    """

    of: dict[Term, Entry] = field(default_factory=dict)
    symbols: dict[Entry, Term] = field(default_factory=dict)
    running: set[str] = field(default_factory=set)
    made: int = 0

    def symbol(self, term: Term, indices: tuple[str, ...]) -> Term:
        """The scalar that stands for an entry; no name of a document has its form."""
        ops.require_entries(term)
        entry = Entry(term, indices)
        if entry not in self.symbols:
            new = ops.symbol(f"entry__{self.made}")
            self.made += 1
            self.symbols[entry], self.of[new] = new, entry
        return self.symbols[entry]

    def sizes(self, index: str) -> set[Term]:
        """How many values an index takes, by each entry in which it stands."""
        return {
            ops.size(entry.term.shape[place])
            for entry in self.of.values()
            for place, name in enumerate(entry.indices)
            if name == index
        }

    def indices(self, term: Term) -> set[str]:
        return {name for symbol in free_symbols(term) if symbol in self.of for name in self.of[symbol].indices}

    def forget(self, index: str) -> None:
        """Drop the entries of an index whose sum has been read."""
        self.of = {symbol: entry for symbol, entry in self.of.items() if index not in entry.indices}
        self.symbols = {entry: symbol for symbol, entry in self.of.items()}

    def inside(self, term: Term) -> dict[Term, Entry]:
        return {symbol: self.of[symbol] for symbol in sorted(free_symbols(term), key=repr) if symbol in self.of}


def summed(body: Term, index: str, entries: Entries) -> Term:
    """Σ of a scalar over an index, as a term without it."""
    if body.op == "add":
        return ops.add(*(summed(part, index, entries) for part in body.args))
    factors = body.args if body.op == "mul" else (body,)
    outside = [part for part in factors if index not in entries.indices(part)]
    inside = [part for part in factors if index in entries.indices(part)]
    result = _summed_product(inside, index, entries)
    for part in reversed(outside):
        result = ops.scale(part, result)
    return result


def _summed_product(factors: list[Term], index: str, entries: Entries) -> Term:
    others = {name for part in factors for name in entries.indices(part)} - {index}
    if not factors:
        (size,) = entries.sizes(index)
        return size
    if len(others) > 1:
        raise OutOfScopeError("a product of entries with three indices cannot be summed; write it with matrices.")
    if others:
        (other,) = others
        return _with_matrix(factors, other, index, entries)
    diagonal = [part for part in factors if any(len(entry.indices) == 2 for entry in entries.inside(part).values())]
    columns = [part for part in factors if part not in diagonal]
    if not diagonal:
        return _total(_product(columns), index, entries)
    square = _lifted(_product(diagonal), index, index, entries)
    if not columns:
        return ops.trace(square)
    return ops.trace(ops.matmul(ops.diag(columns_in(_product(columns), index, entries)), square))


def _product(factors: list[Term]) -> Term:
    product = factors[0]
    for factor in factors[1:]:
        product = ops.scale(product, factor)
    return product


def _total(body: Term, index: str, entries: Entries) -> Term:
    inside = entries.inside(body)
    return _simplified(total(body, {symbol: entry.term for symbol, entry in inside.items()}))


def _simplified(term: Term) -> Term:
    """1ᵀ(A ∘ B) 1 as the inner product of A and B."""
    if term.op != "matmul" or len(term.args) != 3 or term.args[0].op != "ones" or term.args[2].op != "ones":
        return term
    middle = term.args[1]
    if middle.op != "hadamard":
        return term
    left, right = middle.args
    return ops.power(ops.norm(left), 2) if left is right else ops.inner(left, right)


def _with_matrix(factors: list[Term], other: str, index: str, entries: Entries) -> Term:
    """Σⱼ of entries with both indices times those of j alone: entry i of a matrix times a column."""
    mixed = [part for part in factors if other in entries.indices(part)]
    alone = [part for part in factors if part not in mixed]
    matrix = _lifted(_product(mixed), other, index, entries)
    column = columns_in(_product(alone), index, entries) if alone else ops.ones(matrix.shape[1])
    return entries.symbol(ops.matmul(matrix, column), (other,))


def columns_in(body: Term, index: str, entries: Entries) -> Term:
    """The column whose entry i is the body."""
    inside = entries.inside(body)
    if any(entry.indices != (index,) for entry in inside.values()):
        raise OutOfScopeError(f"this is no column in the index {index}; write it with matrices.")
    (size,) = {entry.term.shape[0] for entry in inside.values()}
    return entrywise(body, {symbol: entry.term for symbol, entry in inside.items()}, (size, 1))


def matrices_in(sides: list[Term], names: list[str], entries: Entries) -> list[Term]:
    """The columns or matrices whose entries the sides are."""
    inside = {symbol: entry for side in sides for symbol, entry in entries.inside(side).items()}
    if any(name in {part.data.name for part in free_symbols(side)} for side in sides for name in names):
        raise OutOfScopeError("an index that is also a number cannot be said of every entry.")
    if len(names) == 1 and any(len(entry.indices) == 2 for entry in inside.values()):
        raise OutOfScopeError("entries on the diagonal cannot be said of a matrix as a whole.")
    row, column = names[0], names[1] if len(names) == 2 else ""
    shape = (_size(row, inside), _size(column, inside) if column else 1)
    values = {symbol: _placed(entry, row, column, shape) for symbol, entry in inside.items()}
    if any(entry.indices == (name, name) for entry in inside.values() for name in names):
        raise OutOfScopeError("entries on the diagonal cannot be said of a matrix as a whole.")
    return [_matrix(side, row, column, shape, entries) if column else entrywise(side, values, shape) for side in sides]


def _lifted(body: Term, row: str, column: str, entries: Entries) -> Term:
    """The matrix whose entry (row, column) is the body."""
    inside = entries.inside(body)
    return _matrix(body, row, column, (_size(row, inside), _size(column, inside)), entries)


def _matrix(body: Term, row: str, column: str, shape: tuple[Size, Size], entries: Entries) -> Term:
    """The same with a known shape; entries of rows times entries of columns are an outer product."""
    if body.op == "add":
        return ops.add(*(_matrix(part, row, column, shape, entries) for part in body.args))
    factors = body.args if body.op == "mul" else (body,)
    of_rows = [part for part in factors if entries.indices(part) == {row}]
    of_columns = [part for part in factors if entries.indices(part) == {column}]
    if row == column or not (of_rows and of_columns):
        values = {symbol: _placed(entry, row, column, shape) for symbol, entry in entries.inside(body).items()}
        return entrywise(body, values, shape)
    left, right = (columns_in(_product(part), name, entries) for part, name in ((of_rows, row), (of_columns, column)))
    outer = ops.matmul(left, right.T)
    rest = [part for part in factors if part not in of_rows and part not in of_columns]
    if not rest:
        return outer
    other = _matrix(_product(rest), row, column, shape, entries)
    return ops.scale(_product(rest), outer) if not entries.inside(_product(rest)) else ops.hadamard(outer, other)


def _size(index: str, inside: dict[Term, Entry]) -> Size:
    sizes = {entry.term.shape[k] for entry in inside.values() for k, name in enumerate(entry.indices) if name == index}
    (size,) = sizes
    return size


def _placed(entry: Entry, row: str, column: str, shape: tuple[Size, Size]) -> Term:
    if len(entry.indices) == 2:
        return entry.term if entry.indices == (row, column) else entry.term.T
    if entry.indices == (row,):
        return entry.term if shape[1] == 1 else ops.matmul(entry.term, ops.ones(1, shape[1]))
    return ops.matmul(ops.ones(shape[0]), entry.term.T) if not is_scalar((shape[0], 1)) else entry.term.T


__all__ = ["Entries", "Entry", "columns_in", "matrices_in", "summed"]
