"""All solutions of a system through one number, from one prime or from many.

For a linear form t = Σ cᵢ xᵢ that takes different values at the solutions, q = Π (T − t(α)), and vᵢ interpolates xᵢ q′. These
polynomials have rational coefficients. They are found modulo a prime, from eigenvalues of the quotient algebra. Simple solutions
are lifted by Newton's method to powers of the prime until the rational numbers can be read off; for multiple ones, several
primes are put together. Where giac is installed, its parametrisation of as many points is taken instead. The result is verified modulo random primes.
(Giusti, Lecerf, Salvy, "A Gröbner free alternative for polynomial system solving", 2001.)
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from flint import fmpz, fmpz_mod_ctx, fmpz_mod_poly, fmpz_mod_poly_ctx, nmod_poly

from symdl.algebra.budget import Budget
from symdl.algebra.solutions.giac import parametrised
from symdl.algebra.solutions.krylov import minimal_parametrisation
from symdl.algebra.solutions.modular_basis import PRIME, ModularBasis
from symdl.algebra.solutions.quotient import Quotient
from symdl.algebra.solutions.rational_points import Parametrisation, reconstructed
from symdl.algebra.solutions.system import IntegerPolynomial, PolynomialSystem, derivative

MANY = 30
"""Solutions from which on giac, where it is installed, is asked first: starting it takes longer than to lift fewer."""
SHARE = 0.5
"""Of the seconds, for giac."""
PATIENCE = 60.0
"""Seconds for giac when no budget is given."""
FORMS = 6
"""Linear forms that are tried before a separating one is given up."""
BITS = 400_000
"""Precision at which the lifting gives up."""
PRIMES = 256
"""Primes after which multiple solutions are given up."""


def parametrise(
    system: PolynomialSystem,
    quotient: Quotient,
    *,
    seed: int = 0,
    budget: Budget | None = None,
    unknowns: int | None = None,
) -> Parametrisation | None:
    """The distinct solutions over ℚ; None when no precision suffices. The linear form is one of the first ``unknowns``.

    The quotient is that of the system modulo a prime. The result is verified, so it lists solutions; that it lists all of
    them rests on the prime.

    Raises:
        BudgetExceeded: when the budget is used up.
    """
    n, distinct = len(system.variables), quotient.distinct(random.Random(seed))
    if unknowns is None and distinct >= MANY:
        told = parametrised(system, size=distinct, seconds=PATIENCE if budget is None else budget.seconds * SHARE)
        if told is not None:
            return told
    draw, used = random.Random(seed), n if unknowns is None else unknowns
    for attempt in range(FORMS):
        bound = 3 + 7 * attempt * attempt
        form = [(draw.randint(-bound, bound) or 1) * int(k < used) for k in range(n)]
        start = minimal_parametrisation(quotient, form, draw)
        if start is not None and start[0].degree() == distinct:
            if distinct == quotient.degree:
                found = _Lifting(system, form, *start, draw, budget).run()
                if found is not None:
                    return found
            return _by_primes(system, form, distinct, draw, budget)
    return None


def _by_primes(
    system: PolynomialSystem, form: list[int], distinct: int, draw: random.Random, budget: Budget | None
) -> Parametrisation | None:
    """The coefficients from their residues modulo many primes, tried again whenever their number has doubled."""
    modulus, prime = 1, PRIME
    rows: list[list[int]] = []
    equations = system.integral()
    tried, wanted = 0, 4
    while tried < PRIMES:
        basis = ModularBasis.of(len(form), equations, prime=prime, budget=budget)
        quotient = Quotient.of(basis, budget=budget)
        start = quotient and minimal_parametrisation(quotient, form, draw)
        if start and start[0].degree() == distinct:
            q, points = start
            residues = [q, *(p * q.derivative() % q for p in points)]
            fresh = [[int(c) for c in row.coeffs()] for row in residues]
            fresh = [row + [0] * (distinct + int(k == 0) - len(row)) for k, row in enumerate(fresh)]
            rows = fresh if modulus == 1 else _combined(rows, modulus, fresh, prime)
            modulus *= prime
        tried += 1
        prime = _previous_prime(prime)
        if tried == wanted:
            wanted *= 2
            found = reconstructed(form, rows, modulus) if modulus > 1 else None
            if found is not None and found.holds(equations):
                return found
    return None


def _combined(rows: list[list[int]], modulus: int, fresh: list[list[int]], prime: int) -> list[list[int]]:
    inverse = pow(modulus, -1, prime)
    return [
        [a + modulus * ((b - a) * inverse % prime) for a, b in zip(old, new, strict=True)]
        for old, new in zip(rows, fresh, strict=True)
    ]


def _previous_prime(prime: int) -> int:
    prime -= 2
    while not fmpz(prime).is_prime():
        prime -= 2
    return prime


class _Lifting:
    """Newton's method for q and x(T) modulo q, the precision doubling."""

    def __init__(
        self,
        system: PolynomialSystem,
        form: list[int],
        q: nmod_poly,
        points: list[nmod_poly],
        draw: random.Random,
        budget: Budget | None,
    ) -> None:
        self.system, self.form, self.n, self.budget = system, form, len(form), budget
        self.equations = list(system.integral())
        square = self.equations if system.is_square else _mixtures(self.equations, self.n, draw)
        self.square = square
        self.jacobian = [[derivative(p, i) for i in range(self.n)] for p in square]  # type: ignore[arg-type]
        self.prime = int(q.modulus())
        self._at(self.prime)
        self.q = self._poly([int(c) for c in q.coeffs()])
        self.points = [self._poly([int(c) for c in p.coeffs()]) for p in points]
        self.draw = draw

    def _at(self, modulus: int) -> None:
        self.modulus = modulus
        self.ring = fmpz_mod_poly_ctx(fmpz_mod_ctx(modulus))

    def _poly(self, coefficients: Sequence[int]) -> fmpz_mod_poly:
        return self.ring([c % self.modulus for c in coefficients])

    def _lifted(self, p: fmpz_mod_poly) -> fmpz_mod_poly:
        return self.ring([int(c) for c in p.coeffs()])

    def _values(self, polynomials: Sequence[object]) -> list[fmpz_mod_poly]:
        """Polynomials at the points, modulo q."""
        cache: dict[tuple[int, ...], fmpz_mod_poly] = {(0,) * self.n: self.ring([1])}

        def monomial(e: tuple[int, ...]) -> fmpz_mod_poly:
            if e not in cache:
                k = max(i for i in range(self.n) if e[i])
                cache[e] = monomial((*e[:k], e[k] - 1, *e[k + 1 :])) * self.points[k] % self.q
            return cache[e]

        results = []
        for polynomial in polynomials:
            total = self.ring([])
            self._look_at_the_clock()
            for e, c in polynomial.items():  # type: ignore[attr-defined]
                total += monomial(e) * int(c)
            results.append(total)
        return results

    def run(self) -> Parametrisation | None:
        flat = self._values([p for row in self.jacobian for p in row])
        inverse = self._inverse([flat[i * self.n : (i + 1) * self.n] for i in range(self.n)])
        if inverse is None:
            return None
        while self.modulus.bit_length() < BITS:
            if self.budget is not None:
                self.budget.spend(self.n**3 * int(self.q.degree()) * self.modulus.bit_length() // 2000 + 100)
            self._at(self.modulus**2)
            self.q = self._lifted(self.q)
            self.points = [self._lifted(p) for p in self.points]
            inverse = [[self._lifted(p) for p in row] for row in inverse]
            inverse = self._step(inverse)
            if self.modulus.bit_length() >= 120:
                rows = [self.q, *(p * self.q.derivative() % self.q for p in self.points)]
                found = reconstructed(self.form, [[int(c) for c in row.coeffs()] for row in rows], self.modulus)
                if found is not None and found.holds(self.equations):
                    return found
        return None

    def _step(self, inverse: list[list[fmpz_mod_poly]]) -> list[list[fmpz_mod_poly]]:
        flat = self._values([p for row in self.jacobian for p in row])
        jacobian = [flat[i * self.n : (i + 1) * self.n] for i in range(self.n)]
        error = self._product(jacobian, inverse)
        for i in range(self.n):
            for j in range(self.n):
                error[i][j] = self.ring([2 * int(i == j)]) - error[i][j]
        inverse = self._product(inverse, error)
        values = self._values(self.square)
        moved = [
            (p - sum((row[j] * values[j] for j in range(self.n)), self.ring([])) % self.q)
            for p, row in zip(self.points, inverse, strict=True)
        ]
        gap = sum((p * c for p, c in zip(moved, self.form, strict=True)), self.ring([])) - self.ring([0, 1])
        gap = gap % self.q
        self.points = [p - p.derivative() * gap % self.q for p in moved]
        inverse = [[p - p.derivative() * gap % self.q for p in row] for row in inverse]
        self.q = self.q - self.q.derivative() * gap % self.q
        return inverse

    def _product(self, a: list[list[fmpz_mod_poly]], b: list[list[fmpz_mod_poly]]) -> list[list[fmpz_mod_poly]]:
        columns = list(zip(*b, strict=True))
        return [[self._sum_of_products(row, column) for column in columns] for row in a]

    def _sum_of_products(self, a: Sequence[fmpz_mod_poly], b: Sequence[fmpz_mod_poly]) -> fmpz_mod_poly:
        self._look_at_the_clock()
        return sum((x * y for x, y in zip(a, b, strict=True)), self.ring([])) % self.q

    def _look_at_the_clock(self) -> None:
        """A step to a higher power of the prime may take longer than all before."""
        if self.budget is not None:
            self.budget.spend(1)

    def _inverse(self, matrix: list[list[fmpz_mod_poly]]) -> list[list[fmpz_mod_poly]] | None:
        """The inverse modulo q and the prime, after random changes of rows that make the pivots units."""
        n = self.n
        mixing = [[self.ring([self.draw.randrange(1, self.prime)]) for _ in range(n)] for _ in range(n)]
        rows = [[*a, *b] for a, b in zip(self._product(mixing, matrix), mixing, strict=True)]
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
