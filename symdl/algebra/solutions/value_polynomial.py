"""The squarefree polynomial whose roots are the values of a rational function at the points of a parametrisation.

Its residue modulo a prime is the squarefree part of the characteristic polynomial of u ↦ N D⁻¹ u on 𝔽ₚ[T]/q. Residues are put together by the Chinese
remainder theorem until one prime more changes nothing: so it is found, not proved, and those who need more verify what they use it for.
"""

from __future__ import annotations

from collections.abc import Sequence

from flint import fmpz, fmpz_poly, nmod_mat, nmod_poly

from symdl.algebra.budget import Budget
from symdl.algebra.solutions.modular_basis import PRIME
from symdl.algebra.solutions.rational_points import rational

PRIMES = 4_096


def value_polynomial(q: fmpz_poly, numerator: fmpz_poly, denominator: fmpz_poly, budget: Budget) -> fmpz_poly:
    """The primitive squarefree polynomial with the values of numerator/denominator at the roots of the squarefree q as roots.

    Raises:
        BudgetExceeded: when the budget is used up.

    >>> value_polynomial(fmpz_poly([-2, 0, 1]), fmpz_poly([0, 3]), fmpz_poly(1), Budget(10**6))
    x^2 + (-18)
    """
    size = int(q.degree())
    modulus, rows, prime, tried = fmpz(1), list[fmpz](), PRIME, 1
    found: fmpz_poly | None = None
    for count in range(PRIMES):
        budget.spend(100 + size**3 // 20)
        residues = _residues(q, numerator, denominator, prime)
        if residues is not None and len(residues) > len(rows):
            modulus, rows = fmpz(prime), list(map(fmpz, residues))  # an earlier prime made values equal
        elif residues is not None and len(residues) == len(rows):
            rows, modulus = _combined(rows, modulus, residues, prime), modulus * prime
        prime = _previous_prime(prime)
        if count < tried:
            continue
        if found is not None and all(c % modulus == 0 for c in (found - _lift(rows, modulus, found)).coeffs()):
            return found
        found, tried = _reconstructed(rows, int(modulus)), tried + 1 + tried // 4
    raise ArithmeticError("the polynomial of the values has too long coefficients")


def _lift(rows: Sequence[fmpz], modulus: fmpz, found: fmpz_poly) -> fmpz_poly:
    """The monic residues times the leading coefficient of a candidate."""
    return fmpz_poly([c * found.coeffs()[-1] % modulus for c in rows])


def _residues(q: fmpz_poly, numerator: fmpz_poly, denominator: fmpz_poly, prime: int) -> list[int] | None:
    """The monic squarefree polynomial modulo a prime; None when the prime does not fit."""
    if q.coeffs()[-1] % prime == 0:
        return None
    q_, n_, d_ = (nmod_poly([int(c) for c in p.coeffs()] or [0], prime) for p in (q, numerator, denominator))
    unit, inverse, _ = d_.xgcd(q_)
    if unit.degree() != 0:
        return None
    size, column, t = int(q.degree()), n_ * inverse % q_, nmod_poly([0, 1], prime)
    table = []
    for _ in range(size):
        entries = [int(c) for c in column.coeffs()]
        table.append(entries + [0] * (size - len(entries)))
        column = column * t % q_
    whole = nmod_mat(size, size, [x for row in table for x in row], prime).charpoly()
    squarefree = whole // whole.gcd(whole.derivative())
    lead = pow(int(squarefree.coeffs()[-1]), -1, prime)
    return [int(c) * lead % prime for c in squarefree.coeffs()]


def _combined(rows: Sequence[fmpz], modulus: fmpz, fresh: Sequence[int], prime: int) -> list[fmpz]:
    inverse = pow(int(modulus % prime), -1, prime)
    return [a + modulus * (int((b - a) * inverse) % prime) for a, b in zip(rows, fresh, strict=True)]


def _reconstructed(rows: Sequence[fmpz], modulus: int) -> fmpz_poly | None:
    """The integer polynomial that the monic residues belong to; None when the modulus is too small."""
    common, values = 1, list[int]()
    for residue in reversed(rows):
        found = rational(int(residue) * common % modulus, modulus)
        if found is None:
            return None
        values = [x * found[1] for x in values]
        values.append(found[0])
        common *= found[1]
    p = fmpz_poly(values[::-1])
    return p // p.content()


def _previous_prime(prime: int) -> int:
    prime -= 2
    while not fmpz(prime).is_prime():
        prime -= 2
    return prime
