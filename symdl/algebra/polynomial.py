"""Exact polynomials over ℚ with named variables: derivatives, values in any ring, SymPy and LaTeX out.

Arithmetic, derivatives and substitution are FLINT's; a Polynomial adds the names of the variables and remembers which of
them are the unknowns, by which its gradient and Hessian are taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import prod
from operator import add, mul, sub
from typing import TYPE_CHECKING, Any

from flint import fmpq, fmpq_mpoly, fmpz_mpoly

from symdl.algebra.expansion_bounds import bits, most_bits, power_terms, require_bits, require_products, require_terms
from symdl.algebra.points import as_point
from symdl.algebra.polynomial_ring import Multivariate, PolynomialRing, is_integral, symbols_of
from symdl.algebra.rings import QQ, Element, Ring, as_fraction, working
from symdl.algebra.variables import Variable
from symdl.terms.errors import CoercionError, DeclarationError
from symdl.terms.term import Term

if TYPE_CHECKING:
    from symdl.algebra.polynomial_array import PolynomialArray

Exponents = tuple[int, ...]

MOST_SHOWN = 300
"""Terms that a notebook typesets."""


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Polynomial:
    """A polynomial.

    Attributes:
        ring: its variables, and which of them are unknowns.
        element: FLINT's polynomial.

    >>> import sympy as sp
    >>> u, v = sp.symbols("u v")
    >>> f = Polynomial.from_sympy((u * v - 1) ** 2)
    >>> f
    u^2*v^2 - 2*u*v + 1
    >>> list(f.gradient())
    [2*u*v^2 - 2*v, 2*u^2*v - 2*u]
    >>> f.hessian().evaluate({"u": 0, "v": 0})
    [[0, -2], [-2, 0]]
    """

    ring: PolynomialRing
    element: Multivariate
    _slopes: dict[int, Multivariate] = field(default_factory=dict, init=False)

    @staticmethod
    def from_sympy(expression: Any) -> Polynomial:
        """The polynomial of a SymPy expression in its symbols, in alphabetical order."""
        ring = PolynomialRing(symbols_of(expression, lambda name: False), integral=is_integral(expression))
        return Polynomial(ring, ring.convert(expression))

    @property
    def rational(self) -> Polynomial:
        """The same polynomial over ℚ."""
        ring = self.ring.rational
        return self if ring is self.ring else Polynomial(ring, fmpq_mpoly(self.element, ring.context))

    # arithmetic -----------------------------------------------------------------------------------

    def __add__(self, other: Any) -> Polynomial:
        return self._operate(add, other)

    __radd__ = __add__

    def __sub__(self, other: Any) -> Polynomial:
        return self._operate(sub, other)

    def __rsub__(self, other: Any) -> Polynomial:
        return (-self).__add__(other)

    def __mul__(self, other: Any) -> Polynomial:
        if isinstance(other, Polynomial):
            require_products(len(self) * len(other))
        return self._operate(mul, other)

    __rmul__ = __mul__

    def __neg__(self) -> Polynomial:
        return Polynomial(self.ring, -self.element)

    def __pow__(self, exponent: int) -> Polynomial:
        if not isinstance(exponent, int) or exponent < 0:
            raise CoercionError(f"A polynomial has no power {exponent}; use a natural number.")
        terms = power_terms(len(self), exponent, max(0, self.degree()), len(self.used))
        require_terms(terms)
        require_bits(exponent * bits(self.element), terms)
        return Polynomial(self.ring, self.element**exponent)

    def _operate(self, operation: Callable[[Any, Any], Any], other: Any) -> Polynomial:
        ring = self.ring.containing(other)
        return Polynomial(ring, operation(ring.convert(self), ring.convert(other)))

    def __eq__(self, other: object) -> bool:
        """Equality as polynomials; variables of the same name are the same."""
        try:
            difference = self - other
        except (CoercionError, DeclarationError):
            return False
        return difference.is_zero

    def __hash__(self) -> int:
        return hash(frozenset((frozenset(self._powers(e)), c) for e, c in self.terms))

    @property
    def is_zero(self) -> bool:
        return not self.element

    # structure ------------------------------------------------------------------------------------

    @property
    def variables(self) -> tuple[Variable, ...]:
        """The variables of the ring; `used` are those that occur."""
        return self.ring.variables

    @property
    def used(self) -> tuple[Variable, ...]:
        return tuple(v for v, degree in zip(self.variables, self.element.degrees(), strict=True) if degree)

    @property
    def terms(self) -> tuple[tuple[Exponents, Fraction], ...]:
        """Exponents of the variables and coefficients, the largest monomial first."""
        return tuple((tuple(map(int, e)), as_fraction(c)) for e, c in self.element.terms())

    def leading(self, count: int) -> list[tuple[Exponents, Fraction]]:
        """The first terms, without a list of the others."""
        element = self.element
        return [
            (tuple(map(int, element.monomial(k))), as_fraction(element.coefficient(k)))
            for k in range(min(count, len(element)))
        ]

    def __len__(self) -> int:
        """The number of terms."""
        return len(self.element)

    def degree(self, by: Any = None) -> int:
        """The total degree in all variables, or in these; -1 for 0.

        Args:
            by: variables, names, or the stem of a matrix such as "W1".
        """
        if self.is_zero:
            return -1
        if by is None:
            return int(self.element.total_degree())
        positions = self.ring.by(by)
        return max(sum(int(e[k]) for k in positions) for e in self.element.monoms())

    def coefficients(self, by: Any) -> dict[Exponents, Polynomial]:
        """The polynomial written as Σ c_m vᵐ in these variables: from exponents to coefficients."""
        positions = self.ring.by(by)
        groups: dict[Exponents, dict[Exponents, Any]] = {}
        for exponents, c in self.element.terms():
            outer = tuple(int(exponents[k]) for k in positions)
            inner = list(exponents)
            for k in positions:
                inner[k] = 0
            groups.setdefault(outer, {})[tuple(inner)] = c
        context = self.ring.context
        return {m: Polynomial(self.ring, context.from_dict(group)) for m, group in groups.items()}

    # derivatives ----------------------------------------------------------------------------------

    def derivative(self, by: Any) -> Polynomial:
        """The partial derivative by one variable."""
        return Polynomial(self.ring, self._slope(self.ring.positions[self.ring.variable(by)]))

    def _slope(self, k: int) -> Multivariate:
        """The derivative by the k-th variable, computed once."""
        if k not in self._slopes:
            self._slopes[k] = self.element.derivative(k)
        return self._slopes[k]

    def gradient(self, by: Any = None) -> PolynomialArray:
        """The partial derivatives by the unknowns, or by these variables."""
        from symdl.algebra.polynomial_array import PolynomialArray

        return PolynomialArray(self.ring, [self._slope(k) for k in self.ring.by(by)])

    def hessian(self, by: Any = None) -> PolynomialArray:
        """The second partial derivatives; those on and above the diagonal are computed, the others are the same objects."""
        from symdl.algebra.polynomial_array import PolynomialArray, mirrored

        positions = self.ring.by(by)
        slopes = map(self._slope, positions)
        upper = [list(map(slope.derivative, positions[i:])) for i, slope in enumerate(slopes)]
        return PolynomialArray(self.ring, mirrored(upper), len(positions))

    def taylor(self, order: int, by: Any = None) -> Polynomial:
        """Σ_{k ≤ order} (h·∇)ᵏ f / k!, a polynomial in the point and in the displacements h[1], h[2], …"""
        from symdl.algebra.taylor import taylor

        return taylor(self, order, by)

    # meanings -------------------------------------------------------------------------------------

    def evaluate(self, point: Any, *, ring: Ring = QQ) -> Element:
        """The value at exact numbers, given in the order of the variables or by name."""
        with working(ring):
            values = as_point(self.variables, point, role="The point")
            return valued(self.element, list(map(ring.convert, values)), ring)

    def at(self, values: Mapping[Any, Any]) -> Polynomial:
        """The polynomial with some variables replaced by numbers or polynomials."""
        ring = self.ring.containing(*values.values())
        f = self if ring.integral else self.rational
        named = {ring.variable(key): ring.convert(value) for key, value in values.items()}
        self._require_room({self.ring.positions[v]: image for v, image in named.items() if v in self.ring.positions})
        images = [named.get(v, ring.generators[v]) for v in self.variables]
        return Polynomial(ring, f.element.compose(*images, ctx=ring.context) if images else ring.convert(f))

    def _require_room(self, images: Mapping[int, Multivariate]) -> None:
        """Refuse a substitution that would have too many terms, or too long numbers."""
        degrees = list(map(int, self.element.degrees()))
        require_bits(sum(degrees[k] * bits(image) for k, image in images.items()), len(self))
        long = {k: image for k, image in images.items() if len(image) > 1}
        if long:
            shape = {k: (len(p), int(p.total_degree()), sum(map(bool, p.degrees()))) for k, p in long.items()}
            counts = Counter(tuple(int(e[k]) for k in long) for e in self.element.monoms())
            require_terms(
                sum(
                    times
                    * prod(power_terms(t, e, d, v) for e, (t, d, v) in zip(exponents, shape.values(), strict=True))
                    for exponents, times in counts.items()
                )
            )

    def term(self) -> Term:
        """The polynomial as a term; weights are entries of the matrix symbols W1, W2, …"""
        from symdl.algebra.polynomial_terms import to_term

        return to_term(self)

    def to_sympy(self) -> Any:
        """The SymPy expression, expanded; the symbols are real and have the variables' names."""
        from symdl.algebra.polynomial_terms import to_sympy

        return to_sympy(self)

    def latex(self, *, width: int | None = None) -> str:
        """LaTeX; broken into aligned lines of about this many printed characters when longer."""
        from symdl.algebra.polynomial_latex import to_latex

        return to_latex(self, width)

    def _repr_latex_(self) -> str | None:
        """For notebooks; a polynomial too long to typeset shows its first terms as text instead."""
        return f"$\\displaystyle {self.latex()}$" if len(self) <= MOST_SHOWN else None

    def _powers(self, exponents: Exponents) -> Iterator[tuple[Variable, int]]:
        return ((v, e) for v, e in zip(self.variables, exponents, strict=True) if e)

    def __repr__(self) -> str:
        from symdl.algebra.polynomial_terms import to_text

        return to_text(self)


def valued(element: Multivariate, values: list[Element], ring: Ring) -> Element:
    """The value of FLINT's polynomial at ring elements."""
    if ring is QQ:
        return _at_rationals(element, values)
    total = ring.convert(0)
    powers: list[dict[int, Element]] = [{1: value} for value in values]
    for exponents, c in element.terms():
        summand = ring.convert(c)
        for table, e in zip(powers, exponents, strict=True):
            if e:
                summand = summand * _power(table, int(e))
        total = total + summand
    return total


def _power(table: dict[int, Element], e: int) -> Element:
    """The e-th power from those in the table, by one more multiplication where its neighbour is there, and else by squaring."""
    if e not in table:
        if e - 1 in table or e % 2:
            table[e] = _power(table, e - 1) * table[1]
        else:
            half = _power(table, e // 2)
            table[e] = half * half
    return table[e]


def _at_rationals(element: Multivariate, values: list[fmpq]) -> fmpq:
    require_bits(int(element.total_degree()) * most_bits(values) if element else 0)
    if not isinstance(element, fmpz_mpoly):
        return element(*values)
    if all(value.q == 1 for value in values):
        return fmpq(element(*(value.p for value in values)))
    return fmpq_mpoly(element)(*values)
