"""q and xᵢ(T) of a linear form modulo a prime, from the sequence of one functional along the powers of the form.

For a functional λ on A, Σₖ λ(xᵢ tᵏ) z⁻ᵏ⁻¹ = Σ_α λ_α xᵢ(α)/(z − t(α)) when all solutions are simple, and for any system when λ is
the trace, with λ_α the multiplicity of α. The common denominator is q; with numerators Nᵢ, and N₀ for xᵢ = 1, xᵢ = Nᵢ/N₀ modulo q. (Bostan, Salvy, Schost, "Fast algorithms for zero-dimensional polynomial
systems using duality", 2003.)
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from flint import nmod_mat, nmod_poly

from symdl.algebra.solutions.quotient import Quotient, squarefree

TRACED = 150
"""Dimensions up to which all traces are computed."""


def minimal_parametrisation(
    quotient: Quotient, form: Sequence[int], draw: random.Random
) -> tuple[nmod_poly, list[nmod_poly]] | None:
    """(q monic and squarefree, [x₁, …, xₙ] modulo q) for t = Σ cᵢ xᵢ; None when this functional does not do."""
    size, prime = quotient.degree, quotient.prime
    matrix = quotient.linear(form)
    characteristic = quotient.characteristic(matrix)
    q = squarefree(characteristic)
    if size == 0 or (q.degree() < size and size > TRACED):
        return None
    is_simple = q.degree() == size
    functional = (
        nmod_mat(1, size, [draw.randrange(prime) for _ in range(size)], prime) if is_simple else quotient.traces()
    )
    rows = _powers(functional, matrix, q.degree())
    one = quotient.basis.index((0,) * len(form))
    starts = [nmod_mat(size, 1, [int(k == one) for k in range(size)], prime)]
    starts += [m * starts[0] for m in quotient.matrices]
    numerators = [_numerator(q, [int(x) for x in (rows * start).entries()]) for start in starts]
    common, inverse, _ = numerators[0].xgcd(q)
    if common.degree() != 0:
        return None
    inverse = inverse * pow(int(common[0]), -1, prime)
    return q, [numerator * inverse % q for numerator in numerators[1:]]


def _powers(functional: nmod_mat, matrix: nmod_mat, count: int) -> nmod_mat:
    """The rows λ, λM, λM², …, by doubling."""
    prime, size = int(matrix.modulus()), int(matrix.nrows())
    rows = [[int(x) for x in functional.entries()]]
    power = matrix
    while len(rows) < count:
        block = nmod_mat(len(rows), size, [x for row in rows for x in row], prime) * power
        entries = [int(x) for x in block.entries()]
        rows += [entries[k * size : (k + 1) * size] for k in range(len(rows))]
        power = power * power
    return nmod_mat(count, size, [x for row in rows[:count] for x in row], prime)


def _numerator(q: nmod_poly, sequence: list[int]) -> nmod_poly:
    """The polynomial part of q(z) Σ sₖ z⁻ᵏ⁻¹."""
    size = q.degree()
    tail = nmod_poly(sequence[::-1], q.modulus())  # z^size Σ sₖ z^(−k−1)
    product = q * tail
    return nmod_poly([int(product[k]) for k in range(size, 2 * size)], q.modulus())
