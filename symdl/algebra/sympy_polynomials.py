"""SymPy polynomials read into any ring, and written back.

The reader walks the expression, so nothing is evaluated as code, and bounds the degree before it multiplies anything out:
``(x + 1)**(10**9)`` is refused at once.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import add, mul
from typing import Any

from symdl.algebra.rings import Element, as_rational
from symdl.terms.errors import BudgetError, CoercionError
from symdl.terms.shapes import checked_name


def read_polynomial(expression: Any, symbol: Callable[[str], Element], *, most: int) -> Element:
    """The polynomial of a SymPy expression, from the elements its symbols stand for.

    Args:
        expression: of sums, products, natural powers, rationals and symbols.
        symbol: from the name of a symbol to a ring element.
        most: the highest total degree that is multiplied out.

    Raises:
        CoercionError: with the part that is no polynomial over ℚ.
        BudgetError: when the degree is higher than `most`.
    """
    degree = _degree(expression)
    if degree > most:
        raise BudgetError(f"A polynomial of degree {degree} is beyond the degree {most} that is multiplied out here.")
    return _read(expression, symbol)


def _read(expression: Any, symbol: Callable[[str], Element]) -> Element:
    if expression.is_Symbol:
        return symbol(checked_name(expression.name))
    if expression.is_Rational:
        return as_rational(expression)
    if expression.is_Add or expression.is_Mul:
        return reduce(add if expression.is_Add else mul, (_read(part, symbol) for part in expression.args))
    return _read(expression.base, symbol) ** int(expression.exp)


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
