"""Where a rank drops: the points at which a matrix of polynomials has less than its generic rank.

They are the common zeros of the minors of the size of the generic rank, a proper algebraic subset. For small matrices its dimension and degree
are computed from the ideal of these minors, over ℂ, and a point with small integer coordinates is looked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product
from math import comb, prod
from random import Random
from typing import Any

from flint import arb, fmpz_mpoly_ctx, fmpz_poly

from symdl.algebra.budget import Budget
from symdl.algebra.polynomial import Polynomial
from symdl.algebra.polynomial_matrix import PolynomialMatrix
from symdl.algebra.solutions.count import count_solutions
from symdl.algebra.solutions.figures import SolutionCount
from symdl.ranks.matrices import as_matrix_term, generic_rank
from symdl.ranks.points import PointRank, rank_at
from symdl.ranks.result import RankResult
from symdl.terms.errors import BudgetError
from symdl.terms.operators import root
from symdl.terms.term import Term

MOST_MINORS = 400
MOST_POINTS = 20_000
SMALL = (0, 1, -1, 2)
LINES = 60
WORK = 50_000_000


@dataclass(frozen=True, slots=True)
class RankDrop:
    """The set where the rank is smaller than the generic one.

    Attributes:
        result: the generic rank.
        minors: the equations of the set.
        count: its dimension and degree, None when no minor depends on the symbols.
        point: real values of the symbols, entry by entry, at which the rank drops: integers, fractions or terms ``root``; None when none was found.
        at_point: the smaller rank there, with the checker's verdict; dimension and degree have no certificate.
    """

    result: RankResult
    minors: tuple[Polynomial, ...]
    count: SolutionCount | None
    point: dict[str, list[Any]] | None
    at_point: PointRank | None = None

    @property
    def dimension(self) -> int | None:
        """Of the complex set; −1 when it is empty."""
        return -1 if self.count is None else self.count.dimension.value

    @property
    def degree(self) -> int | None:
        return None if self.count is None or self.count.degree is None else self.count.degree.value


def rank_drop(matrix: Any, *, seconds: float = 20.0, seed: int = 0) -> RankDrop:
    """The equations, dimension and degree of the set where a small matrix of polynomials loses rank, and a point on it.

    >>> from symdl import matrix
    >>> found = rank_drop(matrix("X", 2, 2))
    >>> found.dimension, found.degree, found.point
    (3, 2, {'X': [0, 0, 0, 0]})
    """
    result = generic_rank(matrix, seconds=seconds, seed=seed)
    term = as_matrix_term(matrix)
    rows, columns = (int(size) for size in term.shape)
    if comb(rows, result.rank) * comb(columns, result.rank) > MOST_MINORS:
        raise BudgetError(
            f"More than {MOST_MINORS} minors of size {result.rank} are not written down; take a smaller matrix."
        )
    polynomials = PolynomialMatrix(term, Budget(WORK, seconds))
    raw, draw = _minors(polynomials, result.rank) if result.rank else [], Random(seed)
    minors = tuple(_polynomial(m, polynomials) for m in raw)
    if not minors or any(m.degree() == 0 for m in minors):
        return RankDrop(result, minors, None, None)
    point = _point(polynomials, result.rank, draw) or _on_a_line(raw, polynomials, draw)
    at_point = None if point is None else _rank_there(polynomials, point)
    return RankDrop(result, minors, _count(minors, polynomials), point, at_point)


def _rank_there(matrix: PolynomialMatrix, point: dict[str, list[Any]]) -> PointRank:
    """The rank at the point, through the checker."""
    values: dict[Term, Any] = {}
    for symbol, entries in zip(matrix.symbols, point.values(), strict=True):
        rows, columns = (int(size) for size in symbol.shape)
        table = [entries[i * columns : (i + 1) * columns] for i in range(rows)]
        values[symbol] = table[0][0] if (rows, columns) == (1, 1) else table
    return rank_at(matrix.term, values)


def _minors(matrix: PolynomialMatrix, size: int) -> list[Any]:
    """The minors of a size that are not 0, each once."""
    found = []
    for rows in combinations(matrix.polynomials, size):
        for columns in combinations(range(matrix.columns), size):
            minor = _determinant([[row[j] for j in columns] for row in rows])
            if minor != 0 and minor not in found:
                found.append(minor)
    return found


def _determinant(table: list[list[Any]]) -> Any:
    """Laplace expansion along the first row."""
    first, *rest = table
    if not rest:
        return first[0]
    parts = (
        (-1) ** k * x * _determinant([row[:k] + row[k + 1 :] for row in rest]) for k, x in enumerate(first) if x != 0
    )
    return sum(parts, first[0] * 0)


def _polynomial(minor: Any, matrix: PolynomialMatrix) -> Polynomial:
    """A minor in variables named by their places."""
    names = _symbols(matrix)
    terms = zip(minor.monoms(), minor.coeffs(), strict=True)
    return Polynomial.from_sympy(
        sum(int(c) * prod(x ** int(k) for x, k in zip(names, m, strict=True)) for m, c in terms)
    )


def _symbols(matrix: PolynomialMatrix) -> list[Any]:
    from sympy import Symbol  # loaded when ranks drop, not when the provers are

    return [Symbol(_name(v)) for v in matrix.variables]


def _name(variable: Term) -> str:
    if variable.op == "sym":
        return str(variable.data.name)
    i, j = variable.data
    stem, columns = variable.args[0].data.name, variable.args[0].shape[1]
    return f"{stem}_{i + 1}" if columns == 1 else f"{stem}_{i + 1}_{j + 1}"


def _count(minors: Sequence[Polynomial], matrix: PolynomialMatrix) -> SolutionCount:
    return count_solutions([m.to_sympy() for m in minors], _symbols(matrix))


def _point(matrix: PolynomialMatrix, rank: int, draw: Random) -> dict[str, list[int]] | None:
    """A point with small coordinates, the simplest first."""
    n = len(matrix.variables)
    many = len(SMALL) ** n > MOST_POINTS
    points = (
        ([draw.choice(SMALL) for _ in range(n)] for _ in range(MOST_POINTS // 10)) if many else product(SMALL, repeat=n)
    )
    for point in ([0] * n, *points) if many else points:
        if int(matrix.at(point).rank()) < rank:
            return matrix.values_by_name(point)
    return None


def _on_a_line(minors: Sequence[Any], matrix: PolynomialMatrix, draw: Random) -> dict[str, list[Any]] | None:
    """A real point on a line in a coordinate direction, or a random one, on which all minors have a common zero."""
    n = len(matrix.variables)
    t = fmpz_mpoly_ctx.get(["t"], "lex")
    for k in range(LINES):
        is_along = k < 2 * n  # a coordinate
        direction = [int(i == k % n) if is_along else draw.choice(SMALL) for i in range(n)]
        start = [0 if is_along and b else draw.choice(SMALL) for b in direction]
        line = [t.gen(0) * b + a for a, b in zip(start, direction, strict=True)]
        common = fmpz_poly(0)
        for minor in minors:
            terms = minor.compose(*line, ctx=t).to_dict()
            degree = max((e[0] for e in terms), default=-1)
            common = common.gcd(fmpz_poly([terms.get((i,), 0) for i in range(degree + 1)]))
        zero = _real_zero(common)
        if zero is not None:
            return matrix.values_by_name([_at(a, b, zero) for a, b in zip(start, direction, strict=True)])
    return None


def _real_zero(polynomial: fmpz_poly) -> Fraction | Term | None:
    """A real zero, rational if there is one; 0 for the zero polynomial."""
    if not polynomial:
        return Fraction(0)
    factors = sorted((factor for factor, _ in polynomial.factor()[1]), key=lambda f: f.degree())
    for factor in factors:
        if factor.degree() == 1:
            return Fraction(-int(factor[0]), int(factor[1]))
        for ball, _ in factor.complex_roots():
            if ball.imag == 0:
                return _isolated(factor, ball.real)
    return None


def _isolated(factor: fmpz_poly, ball: arb) -> Term:
    """A zero of an irreducible polynomial as a term: in a rational interval around its ball, which holds no other zero."""
    low, high = (Fraction(int(q.p), int(q.q)) for q in (ball.lower().fmpq(), ball.upper().fmpq()))
    return root([int(factor[i]) for i in range(factor.degree() + 1)], low, high)


def _at(start: int, direction: int, zero: Fraction | Term) -> Any:
    value = Fraction(start) if not direction else zero if (start, direction) == (0, 1) else start + direction * zero
    return int(value) if isinstance(value, Fraction) and value.denominator == 1 else value
