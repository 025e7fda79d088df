"""Taylor models: Σ_{k ≤ n} (h·∇)ᵏ f(w) / k!, exact when n is at least the degree of f.

Each summand has integers as coefficients if f has: (h·∇)ᵏ/k! sends wᵐ to a sum of products of binomial coefficients.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
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
    require_terms(size(f, order, positions))
    displacements = entries("h", len(positions))
    taken = set(displacements) & set(f.used)
    if taken:
        raise DeclarationError(f"The polynomial has a variable {min(map(repr, taken))} of its own; rename it first.")
    ring = f.ring.with_variables(displacements)
    steps = [ring.generators[h] for h in displacements]
    total = level = f.element.project_to_context(ring.context)
    for k in range(1, order + 1):
        parts = [step * level.derivative(position) for step, position in zip(steps, positions, strict=True)]
        level = sum(parts, ring.context.constant(0)) / k
        total += level
        if not level:
            break
    return Polynomial(ring, total)


def size(f: Polynomial, order: int, positions: Sequence[int]) -> int:
    """How many terms the model has: wᵃ brings one for each hᵇ with b ≤ a and |b| ≤ order, and no two are alike."""
    shapes = Counter(tuple(sorted(int(e[k]) for k in positions if e[k])) for e in f.element.monoms())
    return sum(times * _below(shape, order) for shape, times in shapes.items())


def _below(exponents: Sequence[int], order: int) -> int:
    ways = [1]  # of |b| = 0, 1, …
    for a in exponents:
        longest = min(len(ways) + a, order + 1)
        require_terms(longest)
        ways = [sum(ways[max(0, k - a) : k + 1]) for k in range(longest)]
    return sum(ways)
