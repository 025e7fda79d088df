"""Vectors and matrices of polynomials of one ring: gradients, Hessians, Jacobians."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from symdl.algebra.expansion_bounds import require_products
from symdl.algebra.points import as_point
from symdl.algebra.polynomial import MOST_SHOWN, Polynomial, valued
from symdl.algebra.polynomial_ring import Multivariate, PolynomialRing, joined
from symdl.algebra.rings import QQ, Ring, working
from symdl.terms.errors import ShapeError

Table = list[Any]


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class PolynomialArray:
    """A vector (a list of FLINT polynomials) or a matrix (a list of rows); entries become `Polynomial` when they are taken.

    Attributes:
        ring: of every entry.
        elements: FLINT's polynomials.
        columns: of a matrix, where there are no rows to count them in.
        origin: the network and the inputs whose Jacobian J has the rank of the matrix, which is J, Jᵀ, or the Gram matrix of either (Jv = 0 where JᵀJv = 0,
            over ℝ): more is known of it than the entries show.
    """

    ring: PolynomialRing
    elements: Table
    columns: int | None = None
    origin: tuple[Any, Any] | None = None

    @property
    def is_matrix(self) -> bool:
        return self.columns is not None or bool(self.elements and isinstance(self.elements[0], list))

    @property
    def shape(self) -> tuple[int, ...]:
        if not self.is_matrix:
            return (len(self.elements),)
        return (len(self.elements), len(self.elements[0]) if self.elements else self.columns or 0)

    def __len__(self) -> int:
        return len(self.elements)

    def __getitem__(self, index: int | tuple[int, int]) -> Any:
        """A polynomial, or a row of a matrix."""
        if isinstance(index, tuple):
            return Polynomial(self.ring, self.elements[index[0]][index[1]])
        part = self.elements[index]
        return PolynomialArray(self.ring, part) if isinstance(part, list) else Polynomial(self.ring, part)

    def __iter__(self) -> Iterator[Any]:
        return (self[k] for k in range(len(self)))

    @property
    def rows(self) -> list[list[Multivariate]]:
        """The elements as rows; a vector is a column."""
        return self.elements if self.is_matrix else [[element] for element in self.elements]

    @property
    def T(self) -> PolynomialArray:
        """The transpose of a matrix; a vector is its own."""
        if not self.is_matrix:
            return self
        turned = [list(c) for c in zip(*self.elements, strict=True)]
        return PolynomialArray(self.ring, turned, len(self.elements), self.origin)

    def map(self, function: Callable[[Multivariate], Any]) -> Table:
        """A function at every element, in the shape of the array; equal objects are visited once."""
        seen: dict[int, Any] = {}

        def once(element: Multivariate) -> Any:
            if id(element) not in seen:
                seen[id(element)] = function(element)
            return seen[id(element)]

        return [[once(e) for e in part] if isinstance(part, list) else once(part) for part in self.elements]

    def evaluate(self, point: Any, *, ring: Ring = QQ) -> Table:
        """The values at exact numbers, in the shape of the array."""
        with working(ring):
            values = list(map(ring.convert, as_point(self.ring.variables, point, role="The point")))
            return self.map(lambda element: valued(element, values, ring))

    def at(self, values: Any) -> PolynomialArray:
        """Some variables replaced by numbers or polynomials."""
        ring = self.ring.containing(*values.values())
        return PolynomialArray(ring, self.map(lambda e: Polynomial(self.ring, e).at(values).element), self.columns)

    def over(self, ring: PolynomialRing) -> PolynomialArray:
        """The same array with entries of a larger ring."""
        if ring == self.ring:
            return self
        return PolynomialArray(ring, self.map(lambda e: ring.convert(Polynomial(self.ring, e))), self.columns)

    def times(self, vector: Sequence[Any]) -> PolynomialArray:
        """The product of a matrix with a vector of polynomials or numbers."""
        ring = self.ring.containing(*vector)
        factors = [ring.convert(v) for v in vector]
        if not self.is_matrix or self.shape[1] != len(factors):
            raise ShapeError(f"An array of shape {self.shape} does not multiply a vector of {len(factors)} entries.")
        return PolynomialArray(ring, [_dot(row, factors, ring) for row in self.over(ring).elements])

    def gram(self, factor: int = 1) -> PolynomialArray:
        """factor · A Aᵀ, of which the entries on and above the diagonal are computed."""
        rows, c, products = self.rows, self.ring.context.constant(factor), 0
        for column in zip(*rows, strict=True):
            lengths = list(map(len, column))
            products += (sum(lengths) ** 2 + sum(n * n for n in lengths)) // 2
        require_products(products)
        table = symmetric(len(rows), lambda i, j: c * _dot(rows[i], rows[j], self.ring))
        return PolynomialArray(self.ring, table, len(rows), self.origin if factor else None)

    def __add__(self, other: PolynomialArray) -> PolynomialArray:
        if self.shape != other.shape:
            raise ShapeError(f"Arrays of shapes {self.shape} and {other.shape} cannot be added; they need one shape.")
        ring = joined(self.ring, other.ring)
        pairs = zip(self.over(ring).rows, other.over(ring).rows, strict=True)
        sums = [[a + b for a, b in zip(first, second, strict=True)] for first, second in pairs]
        return PolynomialArray(ring, sums if self.is_matrix else [row[0] for row in sums], self.columns)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, PolynomialArray) or self.shape != other.shape:
            return False
        return all(
            Polynomial(self.ring, a) == Polynomial(other.ring, b)
            for first, second in zip(self.rows, other.rows, strict=True)
            for a, b in zip(first, second, strict=True)
        )

    def __hash__(self) -> int:
        return hash((self.shape, tuple(Polynomial(self.ring, e) for row in self.rows for e in row)))

    def to_sympy(self) -> Any:
        """A SymPy Matrix; a vector becomes a column."""
        import sympy as sp

        table = [[Polynomial(self.ring, e).to_sympy() for e in row] for row in self.rows]
        return sp.ImmutableMatrix(len(table), self.shape[1] if self.is_matrix else 1, [e for row in table for e in row])

    def latex(self, *, width: int | None = None) -> str:
        """A matrix in LaTeX, or entry by entry in aligned lines when it is too wide for one."""
        from symdl.algebra.polynomial_latex import array_to_latex

        return array_to_latex(self, width)

    def _repr_latex_(self) -> str | None:
        return f"$\\displaystyle {self.latex()}$" if self._terms <= MOST_SHOWN else None

    @property
    def _terms(self) -> int:
        return sum(len(e) for row in self.rows for e in row)

    def __repr__(self) -> str:
        shown = " × ".join(map(str, self.shape))
        if self._terms > 40:
            return f"<{shown} polynomials with {self._terms} terms>"
        return repr([[Polynomial(self.ring, e) for e in row] for row in self.rows] if self.is_matrix else list(self))


def _dot(a: Sequence[Multivariate], b: Sequence[Multivariate], ring: PolynomialRing) -> Multivariate:
    total = ring.context.constant(0)
    for x, y in zip(a, b, strict=True):
        require_products(len(x) * len(y))
        total += x * y
    return total


def symmetric(n: int, entry: Callable[[int, int], Any]) -> list[list[Any]]:
    """A symmetric n × n table from its entries with i ≤ j; those below the diagonal are the same objects."""
    return mirrored([[entry(i, j) for j in range(i, n)] for i in range(n)])


def mirrored(upper: list[list[Any]]) -> list[list[Any]]:
    """A symmetric table from its rows to the right of the diagonal."""
    n = len(upper)
    flat: list[Any] = [None] * (n * n)
    for i, row in enumerate(upper):
        flat[i * n + i : i * n + n] = row
        flat[i * n + i :: n] = row
    return [flat[i * n : i * n + n] for i in range(n)]
