"""The generic rank of a matrix of polynomials, from both sides.

Below: a minor that is not 0 modulo p at an integer point. Above: the size, a product with few columns between its factors,
or vectors of the kernel over ℚ(w). These are sought as constant vectors, then as vectors linear in w, which is what
generators of symmetries are: a linear system, from the matrix at random points. Otherwise they come from Cramer's rule,
by elimination without fractions over ℤ[w]. The checker verifies M·K = 0 as an identity of polynomials.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import lcm
from random import Random
from typing import Any

from flint import fmpq_mat, fmpz_mat, fmpz_mpoly_ctx, nmod_mat

from symdl.algebra.budget import Budget, BudgetExceeded
from symdl.semantics.entries import entries_of
from symdl.semantics.exact import RULES, as_matrix, value_of
from symdl.semantics.fold import fold
from symdl.semantics.json import to_json
from symdl.semantics.substitution import free_symbols
from symdl.terms import operators as ops
from symdl.terms.errors import SymdlError
from symdl.terms.term import Symbol, Term, number

PRIME = 33_554_393
RANGE = 1000
MOST_UNKNOWNS = 1500
MOST_TERMS = 20_000
Witness = dict[str, Any]
Kernel = list[list[Any]]
"""Columns of polynomials in the variables, as FLINT polynomials over ℤ."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Bounds below and above with their witnesses; ``failure`` bounds the chance that the rank seen is too small."""

    below: int
    above: int
    lower: Witness
    upper: Witness
    failure: float = 1.0


@dataclass(frozen=True, slots=True)
class _Point:
    values: Mapping[str, Term]
    sizes: Mapping[str, int] = field(default_factory=dict)
    functions: Mapping[str, Any] = field(default_factory=dict)


class PolynomialMatrix:
    """A matrix term whose entries are polynomials in the entries of its symbols."""

    def __init__(self, term: Term, budget: Budget) -> None:
        self.term, self.budget = term, budget
        self.symbols = sorted(free_symbols(term), key=_name)
        self.rows, self.columns = (int(size) for size in term.shape)
        self.variables = [entry for symbol in self.symbols for row in entries_of(symbol) for entry in row]

    def at(self, point: Sequence[int]) -> Any:
        """The matrix of rational numbers at a point."""
        values, at = {}, 0
        for symbol in self.symbols:
            m, n = (int(size) for size in symbol.shape)
            table = [point[at + i * n : at + (i + 1) * n] for i in range(m)]
            values[_name(symbol)] = number(table[0][0]) if (m, n) == (1, 1) else ops.array(table)
            at += m * n
        self.budget.spend(10 * (self.rows * self.columns + self.term.size))
        return as_matrix(value_of(self.term, _Point(values), RULES))

    def random_point(self, draw: Random) -> list[int]:
        return [draw.randint(-RANGE, RANGE) for _ in self.variables]

    def values_by_name(self, point: Sequence[int]) -> dict[str, list[int]]:
        """A point as a certificate has it."""
        values, at = {}, 0
        for symbol in self.symbols:
            count = int(symbol.shape[0]) * int(symbol.shape[1])
            values[_name(symbol)] = list(point[at : at + count])
            at += count
        return values

    @cached_property
    def context(self) -> Any:
        return fmpz_mpoly_ctx.get([f"x{k}" for k in range(len(self.variables))], "lex")

    @cached_property
    def polynomials(self) -> list[list[Any]]:
        """The entries as polynomials over ℤ, each row cleared of denominators."""
        place = dict(zip(self.variables, self.context.gens(), strict=True))
        return [
            self._integral([_as_polynomial(entry, place, self.context, self.budget) for entry in row])
            for row in entries_of(self.term)
        ]

    def _integral(self, row: list[tuple[Any, int]]) -> list[Any]:
        common = lcm(*(denominator for _, denominator in row))
        return [value * (common // denominator) for value, denominator in row]

    def vectors(self, kernel: Kernel) -> Term:
        """The vectors as the columns of a matrix term."""
        columns = [[self._term(p) for p in column] for column in kernel]
        table = [list(row) for row in zip(*columns, strict=True)]
        return ops.array(table)

    def _term(self, polynomial: Any) -> Term:
        summands = []
        for exponents, coefficient in zip(polynomial.monoms(), polynomial.coeffs(), strict=True):
            powers = [
                v if k == 1 else ops.power(v, int(k)) for v, k in zip(self.variables, exponents, strict=True) if k
            ]
            product: Any = number(int(coefficient))
            for power in powers:
                product = ops.scale(product, power)
            summands.append(product)
        return ops.add(*summands)


def matrix_bounds(term: Term, *, budget: Budget, seed: int = 0) -> Bounds:
    """Bounds for the generic rank of a matrix term."""
    matrix, draw = PolynomialMatrix(term, budget), Random(seed)
    if not matrix.rows or not matrix.columns:
        empty = {"modulus": 2, "values": matrix.values_by_name([0] * len(matrix.variables)), "rows": [], "columns": []}
        return Bounds(0, 0, empty, {"by": "size"}, 0.0)
    below, lower = max((_minor(matrix, matrix.random_point(draw)) for _ in range(2)), key=lambda found: found[0])
    size = min(matrix.rows, matrix.columns)
    above, upper = (size, {"by": "size"}) if below == size else _above(matrix, below, draw, size)
    return Bounds(below, above, lower, upper, _failure(matrix, below))


def _failure(matrix: PolynomialMatrix, rank: int) -> float:
    """Schwartz–Zippel: a minor of degree at most D vanishes at a random point of a box with 2·RANGE + 1 values a side."""
    from symdl.algebra.degrees import degree_bound

    degree = degree_bound(matrix.term)
    return min(1.0, (rank + 1) * degree / (2 * RANGE + 1)) ** 2


def _minor(matrix: PolynomialMatrix, point: Sequence[int]) -> tuple[int, Witness]:
    table = [[_residue(x) for x in row] for row in matrix.at(point).tolist()]
    columns = _pivots(table)
    rows = _pivots([[row[j] for row in table] for j in columns]) if columns else []
    values = matrix.values_by_name(point)
    return len(columns), {"modulus": PRIME, "values": values, "rows": rows, "columns": columns}


def _residue(x: Any) -> int:
    return int(x.p) * pow(int(x.q), -1, PRIME) % PRIME


def _pivots(table: Sequence[Sequence[int]]) -> list[int]:
    echelon, rank = nmod_mat(len(table), len(table[0]), [x for row in table for x in row], PRIME).rref()
    return [next(j for j in range(len(table[0])) if int(echelon[i, j])) for i in range(rank)]


# above --------------------------------------------------------------------------------------------


def _above(matrix: PolynomialMatrix, rank: int, draw: Random, size: int) -> tuple[int, Witness]:
    product = _product(matrix.term, rank)
    if product is not None:
        return rank, product
    side = "right" if matrix.columns <= matrix.rows else "left"
    turned = matrix if side == "right" else PolynomialMatrix(ops.transpose(matrix.term), matrix.budget)
    for search in (_constant, _linear, _cramer):
        try:
            kernel = search(turned, rank, draw)
        except (BudgetExceeded, SymdlError):
            continue
        if kernel is not None:
            return rank, _kernel_witness(turned, kernel, side, draw)
    return size, {"by": "size"}


def _product(term: Term, rank: int) -> Witness | None:
    """A matrix product that passes through a space of this dimension."""
    if term.op == "matmul":
        for k in range(1, len(term.args)):
            if term.args[k].shape[0] == rank:
                factors = [ops.matmul(*part) if len(part) > 1 else part[0] for part in (term.args[:k], term.args[k:])]
                return {"by": "product", "factors": list(map(to_json, factors))}
    return None


def _kernel_witness(matrix: PolynomialMatrix, kernel: Kernel, side: str, draw: Random) -> Witness:
    vectors = matrix.vectors(kernel)
    point = matrix.random_point(draw)
    values = matrix.values_by_name(point)
    form = vectors if side == "right" else ops.transpose(vectors)
    return {"by": "kernel", "side": side, "vectors": to_json(form), "modulus": PRIME, "values": values}


def _constant(matrix: PolynomialMatrix, rank: int, draw: Random) -> Kernel | None:
    return _ansatz(matrix, rank, draw, lambda point: [1])


def _linear(matrix: PolynomialMatrix, rank: int, draw: Random) -> Kernel | None:
    return _ansatz(matrix, rank, draw, lambda point: [1, *point])


def _ansatz(
    matrix: PolynomialMatrix, rank: int, draw: Random, basis: Callable[[Sequence[Any]], list[Any]]
) -> Kernel | None:
    """n − r independent vectors of the kernel whose entries are combinations of some functions of the point."""
    n, functions = matrix.columns, basis(matrix.context.gens())
    unknowns = n * len(functions)
    if unknowns > MOST_UNKNOWNS:
        return None
    matrix.budget.spend(unknowns**3 // 1000)
    rows: list[list[Any]] = []
    for _ in range(unknowns // max(rank, 1) + 3):
        point = [draw.randint(-9, 9) for _ in matrix.variables]
        values = basis(point)
        rows += [[x * v for x in row for v in values] for row in matrix.at(point).tolist()]
    solutions = _nullspace(rows, unknowns)
    return _independent(matrix, [_combined(s, functions, n, matrix.context) for s in solutions], n - rank, draw)


def _combined(solution: list[int], functions: list[Any], n: int, context: Any) -> list[Any]:
    one, width = context.constant(1), len(functions)
    parts = [
        [c * f * one for c, f in zip(solution[j * width : (j + 1) * width], functions, strict=True) if c]
        for j in range(n)
    ]
    return [sum(part, context.constant(0)) for part in parts]


def _nullspace(rows: list[list[Any]], columns: int) -> list[list[int]]:
    """A basis of integer vectors."""
    echelon, rank = fmpq_mat(len(rows), columns, [x for row in rows for x in row]).rref()
    pivots = [next(j for j in range(columns) if echelon[i, j] != 0) for i in range(rank)]
    found = []
    for free in sorted(set(range(columns)) - set(pivots)):
        vector = [Fraction(0)] * columns
        vector[free] = Fraction(1)
        for i, j in enumerate(pivots):
            vector[j] = -Fraction(int(echelon[i, free].p), int(echelon[i, free].q))
        scale = lcm(*(x.denominator for x in vector))
        found.append([int(x * scale) for x in vector])
    return found


def _independent(matrix: PolynomialMatrix, vectors: Kernel, wanted: int, draw: Random) -> Kernel | None:
    """As many vectors as wanted that are independent at a random point."""
    if len(vectors) < wanted:
        return None
    point = matrix.random_point(draw)
    values = fmpz_mat([[_at(p, point) for p in vector] for vector in vectors])
    echelon, rank = values.transpose().rref()[0::2]
    chosen = [next(j for j in range(len(vectors)) if echelon[i, j] != 0) for i in range(rank)]
    return [vectors[k] for k in chosen[:wanted]] if rank >= wanted else None


def _at(polynomial: Any, point: Sequence[int]) -> int:
    return int(polynomial(*point))


def _cramer(matrix: PolynomialMatrix, rank: int, draw: Random) -> Kernel | None:
    """Elimination without fractions on r independent rows: kernel vectors from the reduced echelon form."""
    table = matrix.polynomials
    _, witness = _minor(matrix, matrix.random_point(draw))
    rows, pivots = [table[i][:] for i in witness["rows"]], witness["columns"]
    if len(pivots) != rank:
        return None
    previous = matrix.context.constant(1)
    for k, column in enumerate(pivots):
        at = next((i for i in range(k, rank) if rows[i][column] != 0), None)
        if at is None:
            return None
        rows[k], rows[at] = rows[at], rows[k]
        pivot = rows[k][column]
        for i in range(rank):
            if i != k:
                factor = rows[i][column]
                rows[i] = [divmod(pivot * x - factor * y, previous)[0] for x, y in zip(rows[i], rows[k], strict=True)]
                matrix.budget.spend(sum(len(x) for x in rows[i]) * (1 + len(pivot)))
                if sum(len(x) for x in rows[i]) > MOST_TERMS:
                    return None
        previous = pivot
    kernel = []
    for free in sorted(set(range(matrix.columns)) - set(pivots)):
        vector = [matrix.context.constant(0)] * matrix.columns
        vector[free] = previous
        for i, column in enumerate(pivots):
            vector[column] = -rows[i][free]
        kernel.append(_primitive(vector))
    return kernel


def _primitive(vector: list[Any]) -> list[Any]:
    common = vector[0]
    for p in vector[1:]:
        common = common.gcd(p)
    return [divmod(p, common)[0] for p in vector]


# polynomials --------------------------------------------------------------------------------------


def _as_polynomial(entry: Term, place: Mapping[Term, Any], context: Any, budget: Budget) -> tuple[Any, int]:
    """A scalar term as a polynomial over ℤ and a denominator."""

    def variable(term: Term, *_: Any) -> tuple[Any, int]:
        return place[term], 1

    def add(term: Term, *parts: tuple[Any, int]) -> tuple[Any, int]:
        common = lcm(*(d for _, d in parts))
        return sum((p * (common // d) for p, d in parts), context.constant(0)), common

    def mul(term: Term, *parts: tuple[Any, int]) -> tuple[Any, int]:
        product, denominator = context.constant(1), 1
        for p, d in parts:
            budget.spend(len(product) * len(p) // 10 + 1)
            product, denominator = product * p, denominator * d
        return product, denominator

    def pow_(term: Term, base: tuple[Any, int]) -> tuple[Any, int]:
        return base[0] ** int(term.data), base[1] ** int(term.data)

    def num(term: Term) -> tuple[Any, int]:
        return context.constant(term.data.numerator), term.data.denominator

    rules: Mapping[str, Callable[..., Any]] = {
        "sym": variable,
        "entry": variable,
        "add": add,
        "mul": mul,
        "pow": pow_,
        "num": num,
    }
    found: tuple[Any, int] = fold(entry, rules, name="a polynomial", lazy=frozenset({"entry"}))
    return found


def _name(symbol: Term) -> str:
    assert isinstance(symbol.data, Symbol)
    return symbol.data.name
