"""The multiplicity of each solution, from the characteristic polynomial of its parameter modulo a prime.

The form t of a parametrisation takes different values at different solutions, so its characteristic polynomial on the quotient algebra is Π (T − t(α))^m(α).
Solutions that are conjugate over ℚ have one multiplicity: that of the irreducible factor of q they are roots of, read off modulo the prime.
"""

from __future__ import annotations

from flint import fmpz_poly, nmod_poly

from symdl.algebra.solutions.quotient import Quotient
from symdl.algebra.solutions.rational_points import Parametrisation

Part = tuple[fmpz_poly, int]


def parts_by_multiplicity(solutions: Parametrisation, quotient: Quotient) -> tuple[Part, ...]:
    """Factors of q with the multiplicity of the solutions at their roots; none when the prime does not tell them apart."""
    if solutions.size == quotient.degree:
        return ((solutions.q, 1),)
    characteristic = quotient.characteristic(quotient.linear(solutions.form))
    powers = [(p, int(m)) for p, m in characteristic.factor_squarefree()[1]]
    parts: list[Part] = []
    for factor, _ in solutions.q.factor()[1]:
        reduced = nmod_poly([int(c) % quotient.prime for c in factor.coeffs()], quotient.prime)
        found = [m for p, m in powers if not p % reduced] if reduced.degree() == factor.degree() else []
        if len(found) != 1:
            return ()
        parts.append((factor, found[0]))
    return tuple(parts) if sum(p.degree() * m for p, m in parts) == quotient.degree else ()
