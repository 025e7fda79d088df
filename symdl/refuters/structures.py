"""Matrices with the structure that hypotheses ask for, constructed rather than found by chance.

Orthogonal matrices come from skew ones (Cayley), idempotents from a basis of the range and the kernel (oblique ones too),
semidefinite ones are Gram matrices, matrices of given rank are products, a commuting partner is a polynomial.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from flint import fmpq, fmpq_mat

from symdl.semantics.substitution import free_symbols
from symdl.terms import operators as ops
from symdl.terms.relation import Relation
from symdl.terms.term import Term

SMALL = (0, 0, 1, -1, 1, 2)


@dataclass(slots=True)
class Structure:
    """What the hypotheses say of one matrix symbol.

    Attributes:
        words: names of properties.
        rank: the rank, where it is given.
        partner: a symbol it commutes with and that is drawn before.
    """

    words: set[str] = field(default_factory=set)
    rank: int | None = None
    partner: Term | None = None


def structures(symbols: Sequence[Term], hypotheses: Sequence[Relation]) -> dict[Term, Structure]:
    """The structure of each symbol."""
    found = {symbol: Structure() for symbol in symbols}
    for symbol in symbols:
        for relation in hypotheses:
            _note(found, symbol, relation)
    return found


def _note(found: Mapping[Term, Structure], a: Term, relation: Relation) -> None:
    if relation.op in ("psd", "pd") and relation.args[0] is a:
        found[a].words.add(relation.op)
    if relation.op not in ("eq", "ne") or a not in free_symbols(relation):
        return
    sides = set(relation.args)
    unit = ops.identity(a.shape[1])
    square = a.shape[0] == a.shape[1]
    if relation.op == "ne":
        if ops.det(a) in sides if square else False:
            found[a].words.add("regular")
        return
    other = next((side for side in relation.args if side.op == "num"), None)
    if ops.rank(a) in sides and other is not None:
        found[a].rank = int(other.data)
    if a.T @ a in sides and unit in sides:
        found[a].words.add("orthonormal")
    if square:
        patterns = {"symmetric": {a, a.T}, "idempotent": {a @ a, a}, "involution": {a @ a, unit}, "skew": {a.T, -a}}
        found[a].words |= {word for word, pair in patterns.items() if pair == sides}
        for b in found:
            if b is not a and b.shape == a.shape and sides == {a @ b, b @ a} and found[b].partner is None:
                found[a].partner = b


# drawing ---------------------------------------------------------------------------------------------


def drawn(symbol: Term, structure: Structure, before: Mapping[Term, fmpq_mat], random: Random) -> fmpq_mat:
    """A small matrix with this structure."""
    rows, columns = int(symbol.shape[0]), int(symbol.shape[1])
    words = structure.words
    if structure.partner is not None and structure.partner in before:
        return _polynomial(before[structure.partner], random)
    if "orthonormal" in words:
        return _orthonormal(rows, columns, random)
    if "idempotent" in words:
        return _idempotent(rows, random, is_symmetric="symmetric" in words)
    if "involution" in words:
        return fmpq(2) * _idempotent(rows, random, is_symmetric="symmetric" in words) - _identity(rows)
    if words & {"psd", "pd"}:
        factor = _regular(rows, random) if "pd" in words else _any(rows, rows, random)
        return factor * factor.transpose()
    if "skew" in words:
        m = _any(rows, rows, random)
        return m - m.transpose()
    if "symmetric" in words:
        m = _any(rows, rows, random)
        return (
            m + m.transpose()
            if random.random() < 0.7
            else fmpq_mat([[m[i, i] * (i == j) for j in range(rows)] for i in range(rows)])
        )
    if "regular" in words:
        return _regular(rows, random)
    if structure.rank is not None:
        return _of_rank(rows, columns, structure.rank, random)
    return _any(rows, columns, random)


def _any(rows: int, columns: int, random: Random) -> fmpq_mat:
    """Often singular, of low rank, or with few entries."""
    kind = random.randrange(4)
    if kind == 0 and rows and columns:
        m = fmpq_mat(rows, columns)
        m[random.randrange(rows), random.randrange(columns)] = fmpq(1)
        return m
    if kind == 1:
        return _plain(rows, 1, random) * _plain(1, columns, random)
    return _plain(rows, columns, random)


def _plain(rows: int, columns: int, random: Random) -> fmpq_mat:
    return fmpq_mat(rows, columns, [fmpq(random.choice(SMALL)) for _ in range(rows * columns)])


def _identity(n: int) -> fmpq_mat:
    return fmpq_mat(n, n, [fmpq(int(i == j)) for i in range(n) for j in range(n)])


def _regular(n: int, random: Random) -> fmpq_mat:
    for _ in range(20):
        m = _plain(n, n, random)
        if m.det():
            return m
    return _identity(n)


def _of_rank(rows: int, columns: int, rank: int, random: Random) -> fmpq_mat:
    left, right = _regular(rows, random), _regular(columns, random)
    middle = fmpq_mat(rows, columns)
    for i in range(min(rank, rows, columns)):
        middle[i, i] = fmpq(1)
    return left * middle * right


def _orthonormal(rows: int, columns: int, random: Random) -> fmpq_mat:
    """Columns of (I − S)(I + S)⁻¹ for a skew S, with signs."""
    m = _plain(rows, rows, random)
    skew = m - m.transpose()
    q = (_identity(rows) - skew) * (_identity(rows) + skew).inv()
    return fmpq_mat(rows, columns, [q[i, j] if j < rows else fmpq(0) for i in range(rows) for j in range(columns)])


def _idempotent(n: int, random: Random, *, is_symmetric: bool) -> fmpq_mat:
    basis = _orthonormal(n, n, random) if is_symmetric else _regular(n, random)
    middle = fmpq_mat(n, n, [fmpq(int(i == j and random.random() < 0.5)) for i in range(n) for j in range(n)])
    return basis * middle * basis.inv()


def _polynomial(m: fmpq_mat, random: Random) -> fmpq_mat:
    a, b, c = (fmpq(random.choice(SMALL)) for _ in range(3))
    return a * _identity(m.nrows()) + b * m + c * m * m
