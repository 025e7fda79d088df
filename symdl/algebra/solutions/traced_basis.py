"""A Gröbner basis over ℚ along the trace of one modulo a prime.

Modulo a prime coefficients stay small, and most S-polynomials turn out to be zero. What the final basis needs is then computed over ℚ: the same
S-polynomials, divided by the same earlier elements. (Traverso, "Gröbner trace algorithms", 1988.) Pairs with the least common multiple in the monomial
order come first: on systems with many solutions the elements on the way have far smaller coefficients than with other strategies.

A prime that misleads gives other leading monomials, never a wrong identity: every element remembers how it was made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce
from math import gcd, lcm
from typing import Any

from flint import Ordering, fmpq, fmpq_mpoly, nmod_mpoly_ctx

from symdl.algebra.budget import Budget
from symdl.algebra.groebner import Derivation, TrackedBasis, _Completion, start_basis
from symdl.algebra.monomials import Monomial
from symdl.algebra.solutions.modular_basis import PRIME

Origin = list[tuple[int, Monomial, int]]
"""Where an element starts: Σ ± monomial · element."""


@dataclass(slots=True)
class _Recorder(_Completion):
    """Completion that remembers what each new element was before its division."""

    origins: dict[int, Origin] = field(default_factory=dict)

    def add(self, p: Any, derivation: Derivation, sugar: int) -> None:
        new = len(self.basis._nodes)
        _Completion.add(self, p, derivation, sugar)
        if len(self.basis._nodes) > new:
            parts = [(k, m, c) for k, multiplier in derivation for m, c in multiplier.to_dict().items()]
            self.origins[new] = [(k, tuple(map(int, m)), 1 if c == 1 else -1) for k, m, c in parts]


def traced_basis(generators: Sequence[fmpq_mpoly], budget: Budget) -> TrackedBasis:
    """The Gröbner basis with cofactors, not reduced, in the order of the generators' context.

    Raises:
        BudgetExceeded: it was not complete in time.
        ArithmeticError: the prime divides a denominator.
    """
    basis = start_basis(generators, budget)
    seeds, basis._active = basis._active, []
    trace = _trace([basis._nodes[k] for k in seeds], budget)
    numbers = dict(enumerate(seeds))
    for k in _needed(trace):
        numbers[k] = _repeat(
            basis,
            trace.origins[k],
            sorted(j for j, _ in trace.basis._derivations[k][len(trace.origins[k]) :]),  # the order of the division
            numbers,
            budget,
        )
    basis._active = [numbers[k] for k in trace.basis._active]
    basis.complete = True
    return basis


def _trace(elements: Sequence[fmpq_mpoly], budget: Budget) -> _Recorder:
    """The whole computation modulo the prime; the elements have the first numbers."""
    context: Any = nmod_mpoly_ctx.get(
        list(elements[0].context().names()) if elements else ["x"], PRIME, Ordering.degrevlex
    )
    residues = [context.from_dict({e: _residue(c) for e, c in p.to_dict().items()}) for p in elements]
    run = _Recorder(TrackedBasis(context, tuple(residues)), budget)
    for p in residues:
        run.basis._append(p, [])
    for k in sorted(range(len(residues)), key=lambda k: _rank(residues[k].monomial(0))):
        run.add(residues[k], [(k, context.constant(1))], residues[k].total_degree())
    while run.pairs:
        position = min(range(len(run.pairs)), key=lambda k: _rank(run.pairs[k][-1]))
        sugar, _, i, j, common = run.pairs.pop(position)
        run.reduce_pair(i, j, common, sugar)
    return run


def _residue(c: Any) -> int:
    if int(c.q) % PRIME == 0:
        raise ArithmeticError(f"a coefficient has a denominator that {PRIME} divides")
    return int(c.p) * pow(int(c.q), -1, PRIME) % PRIME


def _rank(monomial: Monomial) -> tuple[int, ...]:
    """By degree, then reverse lexicographic."""
    return (sum(monomial), *(-x for x in monomial[::-1]))


def _needed(trace: _Recorder) -> list[int]:
    """The elements that the basis is made from, in their order."""
    found, pending = set(trace.basis._active), list(trace.basis._active)
    while pending:
        for j, _ in trace.basis._derivations[pending.pop()]:
            if j not in found:
                found.add(j)
                pending.append(j)
    return sorted(k for k in found if k in trace.origins)


def _repeat(
    basis: TrackedBasis, origin: Origin, divisors: Sequence[int], numbers: dict[int, int], budget: Budget
) -> int:
    """The element over ℚ, with coprime integer coefficients; its number."""
    context, p, quotients = basis.context, basis.context.constant(0), dict[int, fmpq_mpoly]()
    start = {}
    for k, monomial, sign in origin:
        multiplier = context.from_dict({monomial: sign / basis._nodes[numbers[k]].leading_coefficient()})
        start[numbers[k]] = multiplier
        p += multiplier * basis._nodes[numbers[k]]
    p = basis._divide_by([numbers[j] for j in divisors], p, quotients, budget)
    if not p:
        raise ArithmeticError(f"an element vanishes over ℚ, but not modulo {PRIME}")
    made = dict(start)
    for k, q in quotients.items():
        made[k] = made.get(k, context.constant(0)) - q
    scale = _primitive(p)
    return basis._append(p * scale, [(k, c * scale) for k, c in made.items() if c])


def _primitive(p: fmpq_mpoly) -> fmpq:
    """The factor that makes the coefficients coprime integers."""
    below = reduce(lcm, (int(c.q) for c in p.coeffs()), 1)
    return fmpq(below, reduce(gcd, (int(c.p) * (below // int(c.q)) for c in p.coeffs()), 0))
