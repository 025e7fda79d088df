"""Real roots of a squarefree integer polynomial, isolated by Descartes' rule of signs and bisection.

The number of sign changes in the coefficients of (1 + x)ᵈ p((a + bx)/(1 + x)) is at least the number of roots of p in (a, b), with an
even difference; so 0 and 1 are exact, and bisection ends with these for a squarefree p.
(Collins and Akritas, "Polynomial real root isolation using Descarte's rule of signs", 1976.)
"""

from __future__ import annotations

from fractions import Fraction

from flint import arb, ctx, fmpq, fmpz, fmpz_poly

from symdl.algebra.budget import Budget

Interval = tuple[Fraction, Fraction]


def isolated_roots(p: fmpz_poly, *, budget: Budget | None = None) -> list[Interval]:
    """Disjoint intervals with one real root each, from the left; an exact dyadic root is an interval of length 0.

    >>> isolated_roots(fmpz_poly([-2, 0, 1]))[1]
    (Fraction(0, 1), Fraction(4, 1))
    """
    found: list[Interval] = []
    if p.degree() < 1:
        return found
    if p[0] == 0:
        found.append((Fraction(0), Fraction(0)))
        p = fmpz_poly(p.coeffs()[1:])
    for sign in (1, -1):
        part = fmpz_poly([c * sign**k for k, c in enumerate(p.coeffs())])
        for low, high in _positive(part, budget):
            found.append((low, high) if sign > 0 else (-high, -low))
    return sorted(found)


def _positive(p: fmpz_poly, budget: Budget | None) -> list[Interval]:
    exponent = max(1, _bound(p))
    scaled = _scaled(p, exponent)
    found: list[Interval] = []
    pending = [(scaled, Fraction(0), Fraction(2) ** exponent)]
    while pending:
        q, low, width = pending.pop()
        if budget is not None:
            budget.spend(5 + q.degree() ** 2 // 20)
        if q.degree() < 1:
            continue
        if q[0] == 0:
            found.append((low, low))
            q = fmpz_poly(q.coeffs()[1:])
        changes = _changes(fmpz_poly(q.coeffs()[::-1])(fmpz_poly([1, 1])))
        if changes == 1:
            found.append((low, low + width))
        elif changes > 1:
            half = fmpz_poly([c << (q.degree() - k) for k, c in enumerate(q.coeffs())])
            right = half(fmpz_poly([1, 1]))
            pending += [(half, low, width / 2), (right, low + width / 2, width / 2)]
    return found


def _bound(p: fmpz_poly) -> int:
    """k with all positive roots below 2ᵏ (Cauchy)."""
    coefficients = p.coeffs()
    top = abs(int(coefficients[-1]))
    return max((abs(int(c)).bit_length() for c in coefficients[:-1]), default=1) - top.bit_length() + 2


def _scaled(p: fmpz_poly, exponent: int) -> fmpz_poly:
    """p(2ᵏ x)."""
    return fmpz_poly([c << (k * exponent) for k, c in enumerate(p.coeffs())])


def _changes(p: fmpz_poly) -> int:
    signs = [c > 0 for c in p.coeffs() if c]
    return sum(a != b for a, b in zip(signs, signs[1:], strict=False))


def refined(p: fmpz_poly, interval: Interval, bits: int) -> Interval:
    """The interval of a root, narrowed to a length of at most 2⁻ᵇⁱᵗˢ by bisection."""
    low, high = interval
    if low == high:
        return interval
    rising = _sign_beside(p, low) < 0
    while (high - low) * 2**bits > 1:
        middle = (low + high) / 2
        sign = _sign(p, middle)
        if sign == 0:
            return middle, middle
        low, high = (middle, high) if (sign < 0) == rising else (low, middle)
    return low, high


def _sign(p: fmpz_poly, x: Fraction) -> int:
    value = p(fmpq(x.numerator, x.denominator))
    return int(value > 0) - int(value < 0)


def _sign_beside(p: fmpz_poly, low: Fraction) -> int:
    """The sign just right of an end, which may itself be another root."""
    return _sign(p, low) or _sign(p.derivative(), low)


def ball(interval: Interval, bits: int) -> arb:
    """A ball around an interval."""
    old, ctx.prec = ctx.prec, bits
    try:
        low, high = (arb(fmpq(x.numerator, x.denominator)) for x in interval)
        return low.union(high)
    finally:
        ctx.prec = old


def integer(value: int) -> fmpz:
    """An integer of FLINT."""
    return fmpz(value)
