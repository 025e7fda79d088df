"""An upper bound for all solutions, with multiplicities, by one elimination modulo a number.

Given are N monomials B and multiples m f of the equations. Let C be the monomials in these multiples that are not in B. Modulo p the columns of C have full rank, so a
minor of size |C| is not 0 modulo p, hence not 0: the columns have full rank over ℚ too, and every c ∈ C is a combination of B modulo the ideal I of the equations.
If 1 and all x b, for b ∈ B, are in B or C, then span B + I contains 1 and is closed under multiplication: it is everything, and dim ℚ[x]/I ≤ N.
(Mourrain, "A new criterion for normal form algorithms", 1999.) Coefficients may be as long as they like, for only their residues are used.

A row is one integer, the residue of the k-th column in its k-th slot of 96 bits; they are reduced when a row becomes a pivot.
"""

from typing import Any

from symdl.check.counts.system import MOST_DEGREE, Exponents, System
from symdl.check.judgement import need
from symdl.check.polynomial import Work

SLOT = 96
MOST_COLUMNS = 5_000
MOST_ROWS = 1 << 20
"""A slot holds so many products of residues below 2³¹ and more."""


def normal_form(system: System, form: Any, work: Work) -> int:
    """N, once every monomial that is needed is shown to be a combination of the given ones."""
    p, n = form["modulus"], system.n
    need(type(p) is int and 2 <= p < 1 << 31, "the modulus is between 2 and 2³¹")
    basis = {_exponents(e, n) for e in form["basis"]}
    need(len(form["rows"]) <= MOST_ROWS, "too many rows")
    multiples = [_multiple(system, k, _exponents(m, n), work) for k, m in form["rows"]]
    seen = {e for row in multiples for e in row} - basis
    need(len(seen) <= MOST_COLUMNS, "too many columns")
    border = {(*b[:k], b[k] + 1, *b[k + 1 :]) for b in basis for k in range(n)} | {(0,) * n}
    need(border <= basis | seen, "a monomial next to the basis is in no row")
    places = {e: k for k, e in enumerate(sorted(seen, key=lambda e: (sum(e), *(-x for x in e[::-1]))))}
    need(_rank(multiples, places, p, work) == len(places), "the columns are not shown to be independent")
    return len(basis)


def _exponents(form: Any, n: int) -> Exponents:
    need(len(form) == n and all(type(k) is int and 0 <= k <= MOST_DEGREE for k in form), "bad exponents")
    return tuple(form)


def _multiple(system: System, k: Any, m: Exponents, work: Work) -> dict[Exponents, int]:
    need(type(k) is int and 0 <= k < len(system.polynomials), "there is no such equation")
    work.spend(len(system.polynomials[k]))
    return {tuple(map(int.__add__, e, m)): c for e, c in system.polynomials[k].items()}


def _rank(multiples: list[dict[Exponents, int]], places: dict[Exponents, int], p: int, work: Work) -> int:
    """The number of pivots of an elimination from the last column, each of them a unit modulo p."""
    pivots: dict[int, int] = {}
    for multiple in multiples:
        row = sum(c % p << SLOT * places[e] for e, c in multiple.items() if e in places)
        while row:
            top = (row.bit_length() - 1) // SLOT
            lead = (row >> SLOT * top) % p
            row &= (1 << SLOT * top) - 1
            if not lead:
                continue
            work.spend(1 + top // 40)
            if top not in pivots:
                pivots[top] = _normalised(row, top, pow(lead, -1, p), p, work)
                break
            row += (p - lead) * pivots[top]
    return len(pivots)


def _normalised(row: int, columns: int, factor: int, p: int, work: Work) -> int:
    """The row below its pivot, times a factor, with residues in its slots."""
    size = SLOT // 8
    work.spend(1 + columns // 4)
    whole = row.to_bytes(size * columns, "little")
    slots = (int.from_bytes(whole[k : k + size], "little") * factor % p for k in range(0, len(whole), size))
    return int.from_bytes(b"".join(x.to_bytes(size, "little") for x in slots), "little")
