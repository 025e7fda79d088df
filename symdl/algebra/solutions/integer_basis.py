"""Gröbner bases over ℚ of small systems, with integer coefficients, by FLINT's Buchberger algorithm.

It is the quickest way while a basis has some dozens of short elements; it is left as soon as one of them grows, in about a millisecond. (Becker, Weispfenning, *Gröbner
Bases*, 1993, ch. 5.)
"""

from __future__ import annotations

from collections.abc import Sequence

from flint import Ordering, fmpz_mpoly_ctx, fmpz_mpoly_vec

from symdl.algebra.budget import Budget
from symdl.algebra.solutions.modular_basis import PRIME, ModularBasis
from symdl.algebra.solutions.monomial_ideals import minimal_generators
from symdl.algebra.solutions.system import IntegerPolynomial

ELEMENTS, TERMS, BITS, DEGREE = 80, 60, 64, 60
"""Most elements, terms of one, and bits of a coefficient before it is given up, and the degree of what is tried at all."""


def integer_basis(n: int, polynomials: Sequence[IntegerPolynomial]) -> list[IntegerPolynomial] | None:
    """A Gröbner basis in the degree reverse lexicographic order, no leading monomial divisible by another; None when it grows too large.

    >>> integer_basis(2, [{(2, 0): 1, (0, 1): -1}, {(1, 1): 1, (0, 0): -2}])
    [{(0, 2): 1, (1, 0): -2}, {(1, 1): 1, (0, 0): -2}, {(2, 0): 1, (0, 1): -1}]
    """
    if any(len(p) > TERMS or sum(e) > DEGREE or c.bit_length() > BITS for p in polynomials for e, c in p.items()):
        return None
    ring = fmpz_mpoly_ctx.get([f"x{k}" for k in range(n)], Ordering.degrevlex)
    given = fmpz_mpoly_vec([ring.from_dict(dict(p)) for p in polynomials], ring)
    found, is_whole = given.buchberger_naive(limits=(ELEMENTS, TERMS, BITS))
    if not is_whole:
        return None
    elements = [{tuple(map(int, e)): int(c) for e, c in p.terms()} for p in found if p]
    by_lead = {next(iter(p)): p for p in elements}
    return [by_lead[lead] for lead in minimal_generators(by_lead)]


def quickest_basis(
    n: int,
    polynomials: Sequence[IntegerPolynomial],
    small: Sequence[IntegerPolynomial] | None,
    *,
    budget: Budget | None = None,
) -> tuple[ModularBasis, str]:
    """A basis for computations modulo `PRIME`, and how it was found: a small one over ℚ if it is given, and else modulo the prime."""
    known = None if small is None else ModularBasis.known(n, small, budget=budget)
    if known is not None:
        return known, "Gröbner basis over ℚ"
    return ModularBasis.of(n, polynomials, budget=budget), f"Gröbner basis modulo {PRIME}"
