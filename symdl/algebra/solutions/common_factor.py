"""The greatest common factor of the equations of a system: the hypersurface in its solution set."""

from __future__ import annotations

from functools import reduce

from flint import fmpz_mpoly, fmpz_mpoly_ctx

from symdl.algebra.solutions.system import IntegerPolynomial, PolynomialSystem


def common_factor(system: PolynomialSystem) -> tuple[IntegerPolynomial | None, list[IntegerPolynomial]]:
    """(h, [fᵢ / h]) for the primitive equations fᵢ; h is None when it is constant."""
    context = fmpz_mpoly_ctx.get(list(system.variables), "degrevlex")
    equations = [context.from_dict(dict(p)) for p in system.integral()]
    common = reduce(lambda a, b: a.gcd(b), equations, context.constant(0))
    if common.is_constant():
        return None, []
    return _read(common), [_read(divmod(p, common)[0]) for p in equations]


def _read(p: fmpz_mpoly) -> IntegerPolynomial:
    return {tuple(map(int, e)): int(c) for e, c in p.to_dict().items()}
