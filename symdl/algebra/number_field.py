"""Numbers at a point: ℚ, or ℚ(θ) for the real algebraic numbers of the point, with exact zero tests and signs.

An element of ℚ(θ) is a polynomial modulo the minimal polynomial of θ; it is 0 only as the polynomial 0. The sign of any other is seen
from balls around θ, which shrink until the ball of the value keeps off 0. A further number β brings θ + cβ in the place of θ: linear algebra in the
products of powers of θ and β gives both as polynomials in the sum and a polynomial of the sum, of which one irreducible factor vanishes there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from itertools import accumulate, count, repeat
from operator import mul
from typing import Any

from flint import arb, arb_poly, ctx, fmpq, fmpq_mat, fmpq_poly, fmpz_poly

from symdl.semantics.fold import fold
from symdl.semantics.roots import narrowed, root_data
from symdl.terms.errors import OutOfScopeError
from symdl.terms.term import Term

Element = Any
"""fmpq in ℚ, a reduced fmpq_poly in ℚ(θ)."""
MOST_DEGREE = 50


class Field:
    """ℚ, where ``minimal`` is None, or ℚ(θ).

    Args:
        numbers: terms ``root``, and square roots of numbers before them.

    Raises:
        OutOfScopeError: when the field is too large, or a square root is not that of a positive number.
    """

    def __init__(self, numbers: Iterable[Term] = ()) -> None:
        self.minimal: fmpq_poly | None = None
        self.images: dict[Term, Element] = {}
        for number in numbers:
            if number not in self.images:
                self._adjoin(number)

    def _adjoin(self, number: Term) -> None:
        square = self.element(number.args[0]) if number.op == "sqrt" else None
        if square is not None and self.sign(square) <= 0:
            raise OutOfScopeError(f"{number!r} is not the square root of a positive number.")
        if self.minimal is None:
            self.minimal, self.low, self.high = _isolated(number, square)
            self.images[number] = self.reduced(fmpq_poly([0, 1]))
        elif square is None:
            minimal, low, high = _isolated(number)
            relation = [fmpq_poly([-c / minimal[minimal.degree()]]) for c in minimal.coeffs()[:-1]]
            coefficients = [Fraction(int(c.p), int(c.q)) for c in minimal.coeffs()]
            self._join(number, relation, lambda bits: _around(*narrowed(coefficients, low, high, bits)))
        else:
            self._join(number, [square, fmpq_poly()], lambda bits: arb_poly(square)(self._theta(bits)).sqrt())

    def _join(self, number: Term, relation: list[Element], place: Callable[[int], arb]) -> None:
        """θ + cβ in the place of θ, where βⁿ = Σ relation_j βʲ, for the first c whose powers are independent."""
        d, n = int(fmpq_poly(self.minimal).degree()), len(relation)
        if d * n > MOST_DEGREE:
            raise OutOfScopeError(
                f"The algebraic numbers of this point have a field of degree {d * n}; up to {MOST_DEGREE} are handled."
            )
        column = self._column(d, n)
        beta = [fmpq_poly(), fmpq_poly([1])] if n > 1 else list(relation)
        for c in count(1):
            powers = [[fmpq_poly([1])]]
            while len(powers) <= d * n:
                powers.append(self._step(c, relation, powers[-1]))
            targets = [powers.pop(), beta, *([image] for image in self.images.values())]
            try:
                found = (
                    fmpq_mat([*map(column, powers)]).transpose().solve(fmpq_mat([*map(column, targets)]).transpose())
                )
            except ZeroDivisionError:
                continue
            break
        top, image, *others = (fmpq_poly([found[i, j] for i in range(d * n)]) for j in range(len(targets)))
        whole = fmpq_poly([0] * (d * n) + [1]) - top
        self.minimal, self.low, self.high = _factor_at(whole, lambda bits: self._theta(bits) + c * place(bits))
        self.images = {old: self.reduced(value) for old, value in zip(self.images, others, strict=True)}
        self.images[number] = self.reduced(image)

    def _step(self, c: int, relation: list[Element], value: list[Element]) -> list[Element]:
        """The product with θ + cβ of Σ value_j βʲ."""
        padded = [*value, *[fmpq_poly()] * (len(relation) - len(value))]
        by_beta = [a + padded[-1] * r for a, r in zip([fmpq_poly(), *padded[:-1]], relation, strict=True)]
        return [self.reduced(fmpq_poly([0, 1]) * a + c * b) for a, b in zip(padded, by_beta, strict=True)]

    def _column(self, d: int, n: int) -> Callable[[list[Element]], list[Any]]:
        """The coefficients of Σ value_j βʲ, of length d n."""
        return lambda value: [value[j][i] if j < len(value) else fmpq(0) for j in range(n) for i in range(d)]

    def _theta(self, bits: int) -> arb:
        while self.high - self.low > Fraction(1, 2**bits):
            self._halve((self.low + self.high) / 2)
        return _around(self.low, self.high)

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
                image = arb_poly(value)(_around(self.low, self.high))
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
        """The value of a closed scalar term of +, ·, powers and the numbers of the field."""

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
            return self.images[term]

        rules: Mapping[str, Callable[..., Element]] = {
            "num": lambda term: constant(term.data),
            "add": total,
            "mul": product,
            "pow": power,
            "root": alpha,
            "sqrt": alpha,
        }
        return fold(entry, rules, name="an algebraic number", lazy=frozenset({"sqrt"}))


def _around(low: Fraction, high: Fraction) -> arb:
    middle, radius = (low + high) / 2, (high - low) / 2
    return arb(*(fmpq(q.numerator, q.denominator) for q in (middle, radius)))


def _value(polynomial: Any, at: Fraction) -> Any:
    return polynomial(fmpq(at.numerator, at.denominator))


def _factors(polynomial: fmpq_poly) -> list[fmpq_poly]:
    whole = fmpz_poly([int(c) for c in (polynomial * polynomial.denom()).coeffs()])
    return [fmpq_poly(factor) for factor, _ in whole.factor()[1]]


def _isolated(number: Term, square: Element = None) -> tuple[fmpq_poly, Fraction, Fraction]:
    """The minimal polynomial over ℚ and an interval with no other root of it."""
    coefficients: tuple[Fraction, ...]
    if square is not None:
        bound = Fraction(int(square.p), int(square.q))
        coefficients, low, high = (-bound, Fraction(0), Fraction(1)), Fraction(0), max(bound, Fraction(1))
    else:
        coefficients, low, high = root_data(number)
    for factor in _factors(fmpq_poly([fmpq(c.numerator, c.denominator) for c in coefficients])):
        ends = [_value(factor, end) for end in (low, high)]
        if ends[0] * ends[1] <= 0:
            return factor, low, high
    raise OutOfScopeError(f"{number!r} has no root in its interval.")


def _factor_at(polynomial: fmpq_poly, place: Callable[[int], arb]) -> tuple[fmpq_poly, Fraction, Fraction]:
    """The irreducible factor that vanishes at a zero, and an interval with no other zero of it."""
    factors, precision = _factors(polynomial), ctx.prec
    try:
        for bits in accumulate(repeat(2), mul, initial=64):
            ctx.prec = 2 * bits
            ball = place(bits)
            factors = [f for f in factors if arb_poly(f)(ball).contains(0)]
            if len(factors) == 1 and not arb_poly(factors[0].derivative())(ball).contains(0):
                low, high = (Fraction(int(q.p), int(q.q)) for q in (ball.lower().fmpq(), ball.upper().fmpq()))
                return factors[0], low, high
    finally:
        ctx.prec = precision
    raise AssertionError
