"""Rings in which polynomials and networks are evaluated: ℚ, GF(p), and the dual numbers over any ring.

A ring only says how an exact number becomes one of its elements; the elements bring + and · themselves. In the dual
numbers R[ε]/ε² an evaluation at a + bε is f(a) + (∇f(a)·b) ε, which is forward differentiation (Griewank and Walther,
Evaluating Derivatives, ch. 3). Inexact rings stand in `float_rings`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass
from fractions import Fraction
from operator import index
from typing import Any, Protocol

from flint import fmpq, fmpz, nmod

from symdl.terms.errors import CoercionError

Element = Any
"""An element of a ring: whatever has + and ·."""


class Ring(Protocol):
    """How exact numbers become elements."""

    @property
    def name(self) -> str: ...

    def convert(self, value: Any) -> Element:
        """An int, Fraction, fmpq or an element of the ring itself, as an element."""

    def working(self) -> AbstractContextManager[Any]:
        """A context in which arithmetic has the precision of the ring."""


def as_rational(value: Any) -> fmpq:
    """An int, a Fraction, a FLINT or SymPy rational as an fmpq; raise CoercionError for anything inexact."""
    if isinstance(value, fmpq):
        return value
    if isinstance(value, int | fmpz) and not isinstance(value, bool):
        return fmpq(value)
    if isinstance(value, Fraction):
        return fmpq(value.numerator, value.denominator)
    if getattr(value, "is_Rational", False):
        return fmpq(int(value.p), int(value.q))
    if getattr(value, "op", None) == "num":
        return as_rational(value.data)
    if hasattr(value, "__index__") and not isinstance(value, bool):
        with suppress(TypeError):  # an array of NumPy has __index__, and no index
            return fmpq(index(value))
    raise CoercionError(f"{value!r} is no exact number; write an int or a Fraction such as Fraction(1, 3).")


def working(ring: Any) -> AbstractContextManager[Any]:
    """The context in which a ring computes; refuses what is no ring."""
    if isinstance(ring, type) or not hasattr(ring, "convert") or not hasattr(ring, "working"):
        raise CoercionError(f"{ring!r} is no ring; give QQ, PrimeField(p), FLOAT, COMPLEX or Balls(bits).")
    context: AbstractContextManager[Any] = ring.working()
    return context


def as_fraction(value: fmpq | fmpz) -> Fraction:
    return Fraction(int(value.numerator), int(value.denominator))


@dataclass(frozen=True, slots=True)
class Rationals:
    """ℚ, with FLINT's fractions."""

    name: str = "ℚ"

    def convert(self, value: Any) -> Element:
        return as_rational(value)

    def working(self) -> AbstractContextManager[Any]:
        return nullcontext()


QQ = Rationals()


@dataclass(frozen=True, slots=True)
class PrimeField:
    """GF(p). Fractions whose denominator p divides have no image and are refused."""

    p: int

    def __post_init__(self) -> None:
        if not isinstance(self.p, int) or not 1 < self.p < 1 << 64 or not fmpz(self.p).is_prime():
            raise CoercionError(f"GF({self.p}) is no prime field that symdl computes in; give a prime below 2^64.")

    @property
    def name(self) -> str:
        return f"GF({self.p})"

    def convert(self, value: Any) -> Element:
        if isinstance(value, nmod):
            return value
        number = as_rational(value)
        if number.q % self.p == 0:
            raise CoercionError(
                f"{number} has no image in {self.name}, which divides its denominator; take another prime."
            )
        return nmod(int(number.p), self.p) / nmod(int(number.q), self.p)

    def working(self) -> AbstractContextManager[Any]:
        return nullcontext()


@dataclass(frozen=True, slots=True)
class Dual:
    """A dual number a + bε with ε² = 0.

    >>> t = Dual(fmpq(3), fmpq(1))
    >>> t * t + 1
    10 + 6ε
    """

    value: Element
    tangent: Element

    def __add__(self, other: Any) -> Dual:
        if isinstance(other, Dual):
            return Dual(self.value + other.value, self.tangent + other.tangent)
        return Dual(self.value + other, self.tangent)

    __radd__ = __add__

    def __neg__(self) -> Dual:
        return Dual(-self.value, -self.tangent)

    def __sub__(self, other: Any) -> Dual:
        return self.__add__(-other)

    def __rsub__(self, other: Any) -> Dual:
        return self.__neg__().__add__(other)

    def __mul__(self, other: Any) -> Dual:
        if isinstance(other, Dual):
            return Dual(self.value * other.value, self.value * other.tangent + self.tangent * other.value)
        return Dual(self.value * other, self.tangent * other)

    __rmul__ = __mul__

    def __repr__(self) -> str:
        return f"{self.value} + {self.tangent}ε"


@dataclass(frozen=True, slots=True)
class DualNumbers:
    """The dual numbers over a ring; nested, they give derivatives of higher order."""

    base: Ring

    @property
    def name(self) -> str:
        return f"{self.base.name}[ε]/ε²"

    def convert(self, value: Any) -> Element:
        return value if isinstance(value, Dual) else Dual(self.base.convert(value), self.base.convert(0))

    def working(self) -> AbstractContextManager[Any]:
        return self.base.working()


def dual(ring: Ring, values: list[Any], tangents: list[Any]) -> Iterator[Dual]:
    """A point of the ring moving with this velocity."""
    return (Dual(ring.convert(a), ring.convert(b)) for a, b in zip(values, tangents, strict=True))
