"""Simple solutions x(T) modulo q, lifted from a prime p to its powers by Newton's method until rational numbers can be read off.

Modulo pᵐ let f(x) = 0 and Σ cᵢ xᵢ = T, modulo q. Then f(x) = pᵐ g modulo p²ᵐ, and with J y = g modulo pᵐ the points x − pᵐ y solve f. Their form is T + pᵐ s; to put T
in its place again, x and q lose pᵐ s times their derivatives. Only f itself is needed modulo p²ᵐ. J⁻¹ is kept to a quarter of the m digits, b say, and y found by blocks
of b digits: y = J⁻¹ g, and again for (g − J y)/pᵇ. (Giusti, Lecerf, Salvy, "A Gröbner free alternative for polynomial system solving", 2001; Dixon, "Exact solution of linear
equations using p-adic expansions", 1982.)
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import chain

from flint import fmpz_mod_ctx, fmpz_mod_poly, fmpz_mod_poly_ctx, nmod_poly

from symdl.algebra.budget import Budget
from symdl.algebra.solutions.rational_points import Parametrisation, reconstructed
from symdl.algebra.solutions.schedule import Schedule
from symdl.algebra.solutions.system import IntegerPolynomial, PolynomialSystem, derivative

BITS = 400_000
"""Precision at which the lifting gives up."""
READABLE = 120
"""Bits from which on rational numbers are looked for."""
BLOCKS = 4
"""In which the step of Newton's method is found: more of them cost more products of J with vectors, fewer a longer inverse."""

Row = list[fmpz_mod_poly]
Matrix = list[Row]


class Lifting:
    """The solutions of a system from q and x(T) modulo q and a prime."""

    def __init__(
        self,
        system: PolynomialSystem,
        form: list[int],
        q: nmod_poly,
        points: list[nmod_poly],
        draw: random.Random,
        budget: Budget | None,
    ) -> None:
        self.form, self.n, self.budget, self.draw = form, len(form), budget, draw
        self.equations = list(system.integral())
        square = self.equations if system.is_square else _mixtures(self.equations, self.n, draw)
        self.square = Schedule(square)
        self.gradients = Schedule([derivative(p, i) for p in square for i in range(self.n)])
        self.prime, self.rings = int(q.modulus()), dict[int, fmpz_mod_poly_ctx]()
        self.digits = 1
        self.q, self.points = self._modulo(1, q), [self._modulo(1, p) for p in points]

    def run(self) -> Parametrisation | None:
        """The solutions over ℚ, verified; None when they are not simple or no precision suffices."""
        inverse = self._inverse(self._jacobian())
        if inverse is None:
            return None
        self.inverse, self.known = inverse, 1
        bits = self.prime.bit_length()
        while bits * self.digits < BITS:
            if self.budget is not None:
                self.budget.spend(self.n**2 * int(self.q.degree()) * bits * self.digits // 1000 + 100)
            self._double()
            found = self._read() if bits * self.digits >= READABLE else None
            if found is not None and found.holds(self.equations):
                return found
        return None

    def _read(self) -> Parametrisation | None:
        slope = self.q.derivative()
        rows = chain([self.q], (p * slope % self.q for p in self.points))
        return reconstructed(self.form, ([int(c) for c in row.coeffs()] for row in rows), self.prime**self.digits)

    def _double(self) -> None:
        jacobian, m = self._jacobian(), self.digits
        self._sharpen(jacobian)
        q, slopes = self.q, [p.derivative() for p in self.points]
        self.digits = 2 * m
        self.q, self.points = self._modulo(2 * m, q), [self._modulo(2 * m, p) for p in self.points]
        steps = self._solved(jacobian, [self._divided(v, m, m) for v in self._values(self.square)], q, m)
        gap = (self._combined(self.points) - self._ring(2 * m)([0, 1])) % self.q
        shift = (self._divided(gap, m, m) - self._combined(steps)) % q
        self.points = [
            self._lowered(p, step + slope * shift % q, m)
            for p, step, slope in zip(self.points, steps, slopes, strict=True)
        ]
        self.q = self._lowered(self.q, q.derivative() * shift % q, m)

    def _lowered(self, p: fmpz_mod_poly, by: fmpz_mod_poly, m: int) -> fmpz_mod_poly:
        """p − pᵐ·by."""
        return p - self._modulo(self.digits, by) * self.prime**m

    def _combined(self, points: Sequence[fmpz_mod_poly]) -> fmpz_mod_poly:
        first, *rest = (p * c for p, c in zip(points, self.form, strict=True))
        return sum(rest, first)

    def _solved(self, jacobian: Matrix, right: Row, q: fmpz_mod_poly, m: int) -> Row:
        """y with J y = g modulo q and pᵐ."""
        b = self.known
        below = self._modulo(b, q)
        solution = [self._ring(m)([]) for _ in right]
        for done in range(0, m, b):
            rest = [self._modulo(b, p) for p in right]
            block = [self._modulo(m, self._product(row, rest, below)) for row in self.inverse]
            solution = [y + z * self.prime**done for y, z in zip(solution, block, strict=True)]
            if done + b < m:
                right = [
                    self._divided(g - self._product(row, block, q), m, b)
                    for g, row in zip(right, jacobian, strict=True)
                ]
        return solution

    def _sharpen(self, jacobian: Matrix) -> None:
        """Make J⁻¹ known to as many digits as blocks have: B − B(J B − 1)."""
        while BLOCKS * self.known < self.digits:
            b = self.known
            q, below = self._modulo(2 * b, self.q), self._modulo(b, self.q)
            longer = [[self._modulo(2 * b, p) for p in row] for row in self.inverse]
            products = _matrix_product([[self._modulo(2 * b, p) for p in row] for row in jacobian], longer)
            error = [
                [self._divided(p % q - int(i == j), b, b) for j, p in enumerate(row)] for i, row in enumerate(products)
            ]
            correction = _matrix_product(self.inverse, error)
            self._look_at_the_clock()
            self.inverse = [
                [p - self._modulo(2 * b, c % below) * self.prime**b for p, c in zip(*rows, strict=True)]
                for rows in zip(longer, correction, strict=True)
            ]
            self.known = 2 * b

    def _ring(self, digits: int) -> fmpz_mod_poly_ctx:
        if digits not in self.rings:
            self.rings[digits] = fmpz_mod_poly_ctx(fmpz_mod_ctx(self.prime**digits))
        return self.rings[digits]

    def _modulo(self, digits: int, p: fmpz_mod_poly | nmod_poly) -> fmpz_mod_poly:
        """The polynomial with these coefficients, between 0 and their modulus, modulo another power of the prime."""
        return self._ring(digits)([int(c) for c in p.coeffs()])

    def _divided(self, p: fmpz_mod_poly, digits: int, by: int) -> fmpz_mod_poly:
        """p divided by a power of the prime, to so many digits."""
        power = self.prime**by
        return self._ring(digits)([int(c) // power for c in p.coeffs()])

    def _product(self, a: Row, b: Row, q: fmpz_mod_poly) -> fmpz_mod_poly:
        self._look_at_the_clock()
        return _dot(a, b) % q

    def _jacobian(self) -> Matrix:
        flat = self._values(self.gradients)
        return [flat[i * self.n : (i + 1) * self.n] for i in range(self.n)]

    def _values(self, polynomials: Schedule) -> Row:
        return polynomials.values(self.points, self.q, self._ring(self.digits)([1]), self._look_at_the_clock)

    def _look_at_the_clock(self) -> None:
        """A step to a higher power of the prime may take longer than all before."""
        if self.budget is not None:
            self.budget.spend(1)

    def _inverse(self, matrix: Matrix) -> Matrix | None:
        """The inverse modulo q and the prime, after random changes of rows that make the pivots units."""
        n, ring = self.n, self._ring(1)
        mixing = [[ring([self.draw.randrange(1, self.prime)]) for _ in range(n)] for _ in range(n)]
        rows = [[*(p % self.q for p in a), *b] for a, b in zip(_matrix_product(mixing, matrix), mixing, strict=True)]
        for k in range(n):
            unit, s, _ = rows[k][k].xgcd(self.q)
            if unit.degree() != 0:
                return None
            scale = s * pow(int(unit.coeffs()[0]), -1, self.prime)
            rows[k] = [x * scale % self.q for x in rows[k]]
            for i in range(n):
                if i != k and rows[i][k]:
                    factor = rows[i][k]
                    rows[i] = [(x - factor * y) % self.q for x, y in zip(rows[i], rows[k], strict=True)]
        return [row[n:] for row in rows]


def _dot(a: Sequence[fmpz_mod_poly], b: Sequence[fmpz_mod_poly]) -> fmpz_mod_poly:
    first, *rest = (x * y for x, y in zip(a, b, strict=True))
    return sum(rest, first)


def _matrix_product(a: Matrix, b: Matrix) -> Matrix:
    columns = list(zip(*b, strict=True))
    return [[_dot(row, column) for column in columns] for row in a]


def _mixtures(equations: list[IntegerPolynomial], n: int, draw: random.Random) -> list[IntegerPolynomial]:
    """n random combinations of more than n equations: simple solutions stay simple."""
    rows: list[IntegerPolynomial] = []
    for _ in range(n):
        total: dict[tuple[int, ...], int] = {}
        for p in equations:
            factor = draw.randint(-50, 50) or 1
            for e, c in p.items():
                total[e] = total.get(e, 0) + factor * c
        rows.append({e: c for e, c in total.items() if c})
    return rows
