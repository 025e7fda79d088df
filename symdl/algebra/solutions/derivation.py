"""Consequences of a system as a list of steps, and the staircase that bounds the number of its solutions.

The steps are those of a Gröbner basis over ℚ that remembers how it was made: short polynomials times earlier ones, where cofactors in the
equations alone would be long. Which steps are needed is found modulo a prime. For solutions with multiplicity the squarefree polynomial s of each unknown is added, with
the identity sᵏ = Σ mⱼ pⱼ (Seidenberg: with these the ideal is radical, so the staircase has as many monomials as there are solutions).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flint import fmpq, fmpq_mpoly, fmpq_mpoly_ctx, fmpz_poly

from symdl.algebra.budget import Budget
from symdl.algebra.groebner import TrackedBasis
from symdl.algebra.solutions.rational_points import Parametrisation
from symdl.algebra.solutions.system import PolynomialSystem
from symdl.algebra.solutions.traced_basis import traced_basis
from symdl.algebra.solutions.value_polynomial import value_polynomial

Form = dict[str, Any]
HIGHEST = 20
"""Powers that are tried for a polynomial of the radical."""


def staircase(system: PolynomialSystem, solutions: Parametrisation | None, budget: Budget) -> Form:
    """The certificate of an upper bound; ``solutions`` are given when some of them are multiple.

    Raises:
        BudgetExceeded: the basis was not complete in time.
    """
    context = fmpq_mpoly_ctx.get(list(system.variables), "degrevlex")
    generators = [context.from_dict({e: fmpq(c) for e, c in p.items()}) for p in system.integral()]
    basis = traced_basis(generators, budget)
    steps, numbers = _steps(basis, list(range(len(generators))), len(generators), ())
    if solutions is not None:
        roots = []
        for k in range(len(system.variables)):
            values = value_polynomial(solutions.q, solutions.numerators[k], solutions.denominator, budget)
            step, root = _radical_step(basis, numbers, context, values, k, budget)
            steps.append(step)
            roots.append(root)
        known = list(range(len(generators))) + [
            len(generators) + len(steps) - len(roots) + k for k in range(len(roots))
        ]
        basis = traced_basis([*generators, *roots], budget)
        more, _ = _steps(basis, known, len(generators) + len(steps), ())
        steps += more
    first = [system.variables[s.variable] for s in basis._substitutions]
    return {"by": "staircase", "first": first, "steps": steps}


def _steps(
    basis: TrackedBasis, known: Sequence[int], offset: int, extra: Sequence[int]
) -> tuple[list[Form], dict[int, int]]:
    """The derivations of what the basis needs, and the number each node has among equations and steps."""
    nodes = {*(s.node for s in basis._substitutions), *basis._active, *extra}
    pending = list(nodes)
    while pending:
        for j, _ in basis._derivations[pending.pop()]:
            if j not in nodes:
                nodes.add(j)
                pending.append(j)
    numbers = dict(enumerate(known))
    steps: list[Form] = []
    for k in sorted(nodes):
        if k >= len(known):
            steps.append({"sum": [[_written(c), numbers[j]] for j, c in basis._derivations[k]]})
            numbers[k] = offset + len(steps) - 1
    return steps, numbers


def _written(p: fmpq_mpoly) -> list[list[Any]]:
    return [[str(c), list(map(int, e))] for e, c in p.to_dict().items()]


def _radical_step(
    basis: TrackedBasis,
    numbers: dict[int, int],
    context: fmpq_mpoly_ctx,
    polynomial: fmpz_poly,
    variable: int,
    budget: Budget,
) -> tuple[Form, fmpq_mpoly]:
    n = context.nvars()
    root = context.from_dict(
        {tuple(k * int(i == variable) for i in range(n)): fmpq(c) for k, c in enumerate(polynomial.coeffs()) if c}
    )
    power = root
    for k in range(1, HIGHEST + 1):
        quotients: dict[int, fmpq_mpoly] = {}
        if not basis._divide(power, quotients, budget):
            total = [[_written(c), numbers[j]] for j, c in quotients.items()]
            return {"sum": total, "root": _written(root), "power": k}, root
        power = power * root
    raise ArithmeticError(f"no power up to {HIGHEST} of the polynomial of unknown {variable} is in the ideal")
