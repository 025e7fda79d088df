"""SymPy polynomials read into any ring, and written back.

The reader walks the expression, so nothing is evaluated as code, and bounds the degree before it multiplies anything out:
``(x + 1)**(10**9)`` is refused at once.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from math import prod
from operator import add, mul
from typing import Any

from symdl.algebra.expansion_bounds import chosen, power_terms, require_terms
from symdl.algebra.rings import Element, as_rational
from symdl.terms.errors import BudgetError, CoercionError
from symdl.terms.shapes import checked_name


def read_polynomial(
    expression: Any, symbol: Callable[[str], Element], *, most: int, number: Callable[[Any], Element] = as_rational
) -> Element:
    """The polynomial of a SymPy expression, from the elements its symbols stand for.

    Args:
        expression: of sums, products, natural powers, rationals and symbols.
        symbol: from the name of a symbol to a ring element.
        most: the highest total degree that is multiplied out.
        number: from a rational to a ring element or to what multiplies one.

    Raises:
        CoercionError: with the part that is no polynomial over ℚ.
        BudgetError: when the degree is higher than `most`.
    """
    degree = _degree(expression)
    if degree > most:
        raise BudgetError(f"A polynomial of degree {degree} is beyond the degree {most} that is multiplied out here.")
    require_terms(_terms(expression))
    return _read(expression, symbol, number)


def _read(expression: Any, symbol: Callable[[str], Element], number: Callable[[Any], Element]) -> Element:
    if expression.is_Symbol:
        return symbol(checked_name(expression.name))
    if expression.is_Rational:
        return number(expression)
    if expression.is_Add or expression.is_Mul:
        return reduce(add if expression.is_Add else mul, (_read(part, symbol, number) for part in expression.args))
    return _read(expression.base, symbol, number) ** int(expression.exp)


def _terms(expression: Any) -> int:
    """An upper bound of the number of terms when everything is multiplied out."""
    if expression.is_Symbol or expression.is_Rational:
        return 1
    parts = [_terms(part) for part in expression.args] if not expression.is_Pow else [_terms(expression.base)]
    if expression.is_Add:
        return sum(parts)
    variables = len(expression.free_symbols)
    if expression.is_Mul:
        return min(prod(parts), chosen(_degree(expression) + variables, variables))
    return power_terms(parts[0], int(expression.exp), _degree(expression.base), variables)


def _degree(expression: Any) -> int:
    """An upper bound of the total degree; refuses what is no polynomial."""
    if getattr(expression, "is_Symbol", False):
        return 1
    if getattr(expression, "is_Rational", False):
        return 0
    if getattr(expression, "is_Add", False):
        return max(map(_degree, expression.args))
    if getattr(expression, "is_Mul", False):
        return sum(map(_degree, expression.args))
    if getattr(expression, "is_Pow", False) and expression.exp.is_Integer and expression.exp >= 0:
        return _degree(expression.base) * int(expression.exp)
    raise CoercionError(
        f"{expression} is no polynomial with rational coefficients; symdl reads sums, products and natural powers."
    )
