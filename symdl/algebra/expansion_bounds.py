"""How large a result may become, bounded before it is computed: terms, products of terms, and digits of numbers.

A polynomial with t terms has an e-th power with at most C(t + e − 1, e), and at most as many as there are monomials of its degree. A value
of degree D at numbers of b bits has at most D·b bits, so that 2^(3^38), the output of a short chain of units, is refused at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import comb
from typing import Any

from flint import fmpq, fmpq_mpoly, fmpz, fmpz_mpoly

from symdl.terms.errors import BudgetError

MAX_TERMS = 3_000_000
"""Most terms a polynomial may have when it is multiplied out."""
MAX_PRODUCTS = 300_000_000
"""Most products of terms in one multiplication, or in one table of them."""
MAX_BITS = 100_000_000
"""Most bits of a number."""
MAX_STORE = 10_000_000_000
"""Most bits of all coefficients of a polynomial."""


def require_terms(bound: int) -> None:
    """Refuse what may have more terms than fit; the bound need not be reached."""
    if bound > MAX_TERMS:
        raise BudgetError(
            f"A polynomial with as many as {shown(bound)} terms is beyond the {MAX_TERMS} that are multiplied out here."
        )


def require_products(count: int) -> None:
    """Refuse products of polynomials that would take minutes; the count is that of all pairs of terms."""
    if count > MAX_PRODUCTS:
        raise BudgetError(
            f"This takes {shown(count)} products of terms, beyond the {MAX_PRODUCTS} that are done here; put numbers for symbols, or do not expand."
        )


def require_bits(bits: int, terms: int = 1) -> None:
    """Refuse numbers too long to write down, or too many of them."""
    if bits > MAX_BITS or bits * terms > MAX_STORE:
        raise BudgetError(
            f"Numbers with as many as {shown(bits)} bits are too long to compute exactly here; take smaller numbers, or compute in PrimeField(p) or in balls."
        )


def shown(number: int) -> str:
    """A number of any size in a few characters."""
    return str(number) if number < 10**18 else f"2^{number.bit_length() - 1}"


def power_terms(terms: int, exponent: int, degree: int, variables: int) -> int:
    """A bound of the number of terms of a power, from those of its base and from the monomials of its degree."""
    if not terms:
        return 0
    return min(chosen(terms + exponent - 1, exponent), chosen(degree * exponent + variables, variables))


def chosen(n: int, k: int) -> int:
    """C(n, k), or something above `MAX_TERMS` where that is larger."""
    k = min(k, n - k)
    if k <= 1:
        return n if k == 1 else 1
    return comb(n, k) if k < 200 else comb(n, 200)


def bits(value: Any) -> int:
    """b with |numerator|, denominator ≤ 2ᵇ for a number, or for the sum of all |coefficients| of a polynomial; 0 for 0 and ±1."""
    if isinstance(value, fmpz_mpoly | fmpq_mpoly):
        return max(map(bits, value.coeffs()), default=0) + (max(len(value), 1) - 1).bit_length()
    if isinstance(value, fmpq):
        return _bits(value.p) + _bits(value.q)
    return _bits(value) if isinstance(value, int | fmpz) else 0


def _bits(number: Any) -> int:
    return int(abs(number) - 1).bit_length() if number else 0


def most_bits(values: Iterable[Any]) -> int:
    return max(map(bits, values), default=0)
