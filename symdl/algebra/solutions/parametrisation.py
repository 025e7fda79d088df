"""All solutions of a system through one number, from one prime or from many.

For a linear form t = Σ cᵢ xᵢ that takes different values at the solutions, q = Π (T − t(α)), and vᵢ interpolates xᵢ q′. These
polynomials have rational coefficients. They are found modulo a prime, from eigenvalues of the quotient algebra. Simple solutions
are lifted to powers of the prime; for multiple ones, several primes are put together. Where giac is installed, its parametrisation of as many points is taken instead. The result is verified modulo random primes.
"""

from __future__ import annotations

import random

from flint import fmpz

from symdl.algebra.budget import Budget
from symdl.algebra.solutions.giac import parametrised
from symdl.algebra.solutions.krylov import minimal_parametrisation
from symdl.algebra.solutions.lifting import Lifting
from symdl.algebra.solutions.modular_basis import PRIME, ModularBasis
from symdl.algebra.solutions.quotient import Quotient
from symdl.algebra.solutions.rational_points import Parametrisation, reconstructed
from symdl.algebra.solutions.system import PolynomialSystem

MANY = 100
"""Solutions from which on giac, where it is installed, is asked first: starting it takes longer than to lift fewer."""
SHARE = 0.5
"""Of the seconds, for giac."""
PATIENCE = 60.0
"""Seconds for giac when no budget is given."""
FORMS = 6
"""Linear forms that are tried before a separating one is given up."""
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
                found = Lifting(system, form, *start, draw, budget).run()
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
