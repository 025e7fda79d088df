"""Numbers at a point: ℚ, or ℚ(α) for one real algebraic α, with exact zero tests and signs.

An element of ℚ(α) is a polynomial modulo the minimal polynomial of α; it is 0 only as the polynomial 0. The sign of any other is seen
from balls around α, which shrink until the ball of the value keeps off 0.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import lcm
from typing import Any

from flint import arb, arb_poly, ctx, fmpq, fmpq_poly, fmpz_poly

from symdl.semantics.fold import fold
from symdl.semantics.roots import root_data
from symdl.terms.errors import OutOfScopeError
from symdl.terms.term import Term

Element = Any
"""fmpq in ℚ, a reduced fmpq_poly in ℚ(α)."""


class Field:
    """ℚ, when ``root`` is None, or ℚ(α).

    Args:
        root: a term ``root`` or the square root of a number.
    """

    def __init__(self, root: Term | None) -> None:
        self.root = root
        self.minimal: fmpq_poly | None = None
        if root is not None:
            self.minimal, self.low, self.high = _isolated(root)

    def reduced(self, value: Element) -> Element:
        return value if self.minimal is None else value % self.minimal

    def inverse(self, value: Element) -> Element:
        if self.minimal is None:
            return 1 / value
        one, cofactor, _ = value.xgcd(self.minimal)
        return self.reduced(cofactor * (1 / one[0]))

    def sign(self, value: Element) -> int:
        """−1, 0 or 1."""
        if self.minimal is None:
            return int(value > 0) - int(value < 0)
        if not value:
            return 0
        if value.degree() == 0:
            return int(value[0] > 0) - int(value[0] < 0)
        return self._sign_by_balls(value)

    def _sign_by_balls(self, value: Element) -> int:
        precision = ctx.prec
        try:
            while True:
                middle = (self.low + self.high) / 2
                ball = arb(_arb(middle), _arb((self.high - self.low) / 2))
                image = arb_poly(value)(ball)
                if image > 0 or image < 0:
                    return 1 if image > 0 else -1
                self._halve(middle)
                ctx.prec += 4
        finally:
            ctx.prec = precision

    def _halve(self, middle: Fraction) -> None:
        at_middle, at_low = _value(self.minimal, middle), _value(self.minimal, self.low)
        if at_middle == 0 or at_low == 0:
            self.low = self.high = middle if at_middle == 0 else self.low
        elif (at_middle > 0) == (at_low > 0):
            self.low = middle
        else:
            self.high = middle

    def element(self, entry: Term) -> Element:
        """The value of a closed scalar term of +, ·, natural powers and α."""

        def constant(value: Fraction) -> Element:
            number = fmpq(value.numerator, value.denominator)
            return number if self.minimal is None else fmpq_poly([number])

        def total(term: Term, *parts: Element) -> Element:
            return self.reduced(sum(parts, constant(Fraction(0))))

        def product(term: Term, *parts: Element) -> Element:
            value = constant(Fraction(1))
            for part in parts:
                value = self.reduced(value * part)
            return value

        def power(term: Term, base: Element) -> Element:
            k = int(term.data)
            if k < 0 and not base:
                raise OutOfScopeError(f"{term!r} is not defined: it divides by 0.")
            return product(term, *[base if k > 0 else self.inverse(base)] * abs(k))

        def alpha(term: Term, *parts: Element) -> Element:
            if term is not self.root:
                raise OutOfScopeError(
                    f"{term!r} and {self.root!r} are two algebraic numbers; only one is handled at a time."
                )
            return fmpq_poly([0, 1])

        rules: Mapping[str, Callable[..., Element]] = {
            "num": lambda term: constant(term.data),
            "add": total,
            "mul": product,
            "pow": power,
            "root": alpha,
            "sqrt": alpha,
        }
        return fold(entry, rules, name="an algebraic number", lazy=frozenset({"sqrt"}))


def _arb(value: Fraction) -> arb:
    return arb(fmpq(value.numerator, value.denominator))


def _value(polynomial: Any, at: Fraction) -> Any:
    return polynomial(fmpq(at.numerator, at.denominator))


def _isolated(root: Term) -> tuple[fmpq_poly, Fraction, Fraction]:
    """The minimal polynomial and an interval with no other root of it."""
    coefficients: tuple[Fraction, ...]
    if root.op == "sqrt":
        square = root.args[0].data
        coefficients, low, high = (-square, Fraction(0), Fraction(1)), Fraction(0), max(square, Fraction(1))
    else:
        coefficients, low, high = root_data(root)
    scale = lcm(*(c.denominator for c in coefficients))
    whole = fmpz_poly([int(c * scale) for c in coefficients])
    for factor, _ in whole.factor()[1]:
        found = fmpq_poly(factor)
        ends = [_value(found, end) for end in (low, high)]
        if ends[0] * ends[1] <= 0:
            return found, low, high
    raise OutOfScopeError(f"{root!r} has no root in its interval.")
