"""Values of many polynomials modulo q and a power of a prime, with few products and reductions.

Monomials are products of a shorter one and their last variable. Either all of them are kept, reduced; or f = Σ xₖ gₖ, where xₖ is the last variable of a monomial, and only the
sum is reduced, so that no monomials of full length are needed. A reduction takes as long as three products.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from flint import fmpz_mod_poly

from symdl.algebra.solutions.system import Exponents, lowered

Parts = dict[int, list[tuple[Exponents, int]]]
WHOLE = -1
"""For the part of a polynomial that is multiplied by no variable."""


class Schedule:
    """How polynomials are evaluated at one point after another."""

    def __init__(self, polynomials: Sequence[Mapping[Exponents, int]]) -> None:
        whole: list[Parts] = [{WHOLE: list(p.items())} for p in polynomials]
        split = [_split(p) for p in polynomials]
        self.parts = min(whole, split, key=_cost)

    def values(
        self,
        point: Sequence[fmpz_mod_poly],
        q: fmpz_mod_poly,
        one: fmpz_mod_poly,
        pause: Callable[[], object] = lambda: None,
    ) -> list[fmpz_mod_poly]:
        """The polynomials at a point, modulo q.

        Args:
            one: the constant 1.
            pause: called between products.
        """
        zero = one - one
        known: dict[Exponents, fmpz_mod_poly] = {(0,) * len(point): one}

        def monomial(e: Exponents) -> fmpz_mod_poly:
            if e not in known:
                k, rest = _last(e)
                known[e] = monomial(rest) * point[k] % q
                pause()
            return known[e]

        results = []
        for parts in self.parts:
            total = zero
            for k, terms in parts.items():
                part = sum((monomial(e) * c for e, c in terms), zero)
                total += part if k == WHOLE else part * point[k]
                pause()
            results.append(total % q)
        return results


def _last(e: Exponents) -> tuple[int, Exponents]:
    """The last variable of a monomial, and what is left of it."""
    k = max(i for i, power in enumerate(e) if power)
    return k, lowered(e, k)


def _split(polynomial: Mapping[Exponents, int]) -> Parts:
    parts: Parts = {}
    for e, c in polynomial.items():
        k, rest = _last(e) if any(e) else (WHOLE, e)
        parts.setdefault(k, []).append((rest, c))
    return parts


def _cost(polynomials: Sequence[Parts]) -> int:
    """Products, and three for each reduction."""
    needed: set[Exponents] = set()
    pending = [e for parts in polynomials for terms in parts.values() for e, _ in terms]
    while pending:
        e = pending.pop()
        if sum(e) > 1 and e not in needed:
            needed.add(e)
            pending.append(_last(e)[1])
    products = sum(k != WHOLE for parts in polynomials for k in parts)
    reductions = sum(any(k != WHOLE for k in parts) for parts in polynomials)
    return 4 * len(needed) + products + 3 * reductions
