"""Nonnegativity by linear programming: products of constraints, then also squares of two monomials.

Handelman's products suffice on a bounded polyhedron with interior; for affine data the constraints alone suffice
(Farkas).  Adding P m^2 and P (m ± m')^2 for monomials m, m' keeps the program linear and reaches many forms that vanish
somewhere, with small coefficients.  (Handelman 1988; Ahmadi and Majumdar, "DSOS and SDSOS optimization", 2019.)
"""

from collections.abc import Iterator
from dataclasses import dataclass

from flint import fmpq, fmpq_mpoly

from symdl.algebra.budget import Budget
from symdl.algebra.combination import Product, Question, Summand, summand
from symdl.algebra.linear_systems import solve_columns
from symdl.algebra.monomials import Monomial
from symdl.algebra.simplex import cheapest_nonnegative, live_columns

_TABLEAU_CELLS = 6000
_MOST_COLUMNS = 4000


@dataclass(frozen=True, slots=True)
class _Column:
    square: fmpq_mpoly
    product: Product
    entries: dict[Monomial, fmpq]
    cost: int


def combination_of_products(question: Question, degree: int, budget: Budget) -> list[Summand] | None:
    """The target as a positive combination of products of constraints up to this degree."""
    one = question.context.constant(1)
    columns = []
    for product in question.products(degree, degree, repeats=True):
        budget.spend(2 + len(product.polynomial))
        columns.append(_Column(one, product, product.polynomial.to_dict(), 1 + 2 * len(product.factors)))
        if len(columns) > _MOST_COLUMNS:
            return None
    columns += [_constant(question, i) for i, n in enumerate(question.nonneg) if n and n.is_constant()]
    return _combine(question, columns, budget)


def combination_of_binomials(question: Question, degree: int, budget: Budget) -> list[Summand] | None:
    """The target as a positive combination of P m^2 and P (m ± m')^2, P a product of constraints."""
    columns: list[_Column] = []
    for product in question.products(degree, min(degree, 2), repeats=False):
        for square in _binomials(question, (degree - product.polynomial.total_degree()) // 2):
            p = question.basis.normal_form(product.polynomial * square**2)
            budget.spend(2 + len(p))
            columns.append(
                _Column(square, product, p.to_dict(), len(square) + square.total_degree() + 2 * len(product.factors))
            )
            if len(columns) > _MOST_COLUMNS:
                return None
    return _combine(question, columns, budget)


def _constant(question: Question, i: int) -> _Column:
    value = question.nonneg[i].leading_coefficient()
    sign = question.context.constant(1 if value > 0 else -1)
    return _Column(question.context.constant(1), Product((i,), sign, 1 / abs(value)), sign.to_dict(), 1)


def _binomials(question: Question, degree: int) -> Iterator[fmpq_mpoly]:
    monomials = [question.context.from_dict({m: fmpq(1)}) for m in question.monomials(degree)]
    yield from monomials
    for j, m in enumerate(monomials):
        for other in monomials[:j]:
            yield m - other
            yield m + other


def _combine(question: Question, columns: list[_Column], budget: Budget) -> list[Summand] | None:
    target = question.target.to_dict()
    live = live_columns([column.entries for column in columns], target)
    if live is None:
        return None
    columns = [columns[k] for k in live]
    weights = _nonnegative_weights([c.entries for c in columns], target, [c.cost for c in columns], budget)
    if weights is None:
        return None
    return [
        summand(z * columns[k].product.scale, columns[k].square, columns[k].product.factors) for k, z in weights.items()
    ]


def _nonnegative_weights(
    columns: list[dict[Monomial, fmpq]], target: dict[Monomial, fmpq], costs: list[int], budget: Budget
) -> dict[int, fmpq] | None:
    rows = len({key for column in columns for key in column})
    if rows * len(columns) <= _TABLEAU_CELLS:
        return cheapest_nonnegative(columns, target, costs, budget)
    from symdl.algebra.float_linear import vertex_support

    budget.spend(20 * rows + 10 * len(columns) + sum(map(len, columns)))
    support = vertex_support(columns, target, costs, budget.seconds)
    if support is None:
        return None
    solution = solve_columns([columns[k] for k in support], target, budget)
    if solution is None or any(value < 0 for value in solution.values()):
        return None
    return {support[k]: value for k, value in solution.items()}
