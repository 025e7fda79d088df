"""Taylor models: Σ_{k ≤ n} (h·∇)ᵏ f(w) / k!, exact when n is at least the degree of f.

Each summand has integers as coefficients if f has: (h·∇)ᵏ/k! sends wᵐ to a sum of products of binomial coefficients.
"""

from __future__ import annotations

from typing import Any

from symdl.algebra.expansion_bounds import require_terms
from symdl.algebra.polynomial import Polynomial
from symdl.algebra.variables import entries
from symdl.terms.errors import DeclarationError


def taylor(f: Polynomial, order: int, by: Any = None) -> Polynomial:
    """The Taylor polynomial of this order at the point w in the displacements h, one for each variable in `by`."""
    if not isinstance(order, int) or order < 0:
        raise DeclarationError(f"A Taylor model has an order ≥ 0, but {order!r} was given.")
    positions = f.ring.by(by)
    displacements = entries("h", len(positions))
    ring = f.ring.with_variables(displacements)
    steps = [ring.generators[h] for h in displacements]
    total = level = f.element.project_to_context(ring.context)
    for k in range(1, order + 1):
        slopes = [level.derivative(position) for position in positions]
        require_terms(len(total) + sum(map(len, slopes)) // k)  # a term of this order comes from k slopes at most
        parts = [step * slope for step, slope in zip(steps, slopes, strict=True)]
        level = sum(parts, ring.context.constant(0)) / k
        total += level
        if not level:
            break
    return Polynomial(ring, total)
