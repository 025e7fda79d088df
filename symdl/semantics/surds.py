"""Quadratic surds c √s, with c and s rational: what a norm or a root of a rational number is.

Products and integer powers of surds are surds again, and two of them compare by sign and square:

    c₁ √s₁ · c₂ √s₂ = c₁ c₂ √(s₁ s₂)        c₁ √s₁ ≤ c₂ √s₂  ⟺  c₁ |c₁| s₁ ≤ c₂ |c₂| s₂

So ‖x‖² and |⟨a, b⟩| ≤ ‖a‖ ‖b‖ are exact although ‖x‖ is not rational. A sum is exact where the roots are
commensurable; otherwise it raises OutOfScopeError.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import total_ordering
from math import isqrt
from typing import Any

from flint import fmpq

from symdl.terms.errors import OutOfScopeError


def irrational(what: object) -> OutOfScopeError:
    return OutOfScopeError(f"{what} is not rational, so it has no exact value here; use balls.")


def rational_root(square: fmpq) -> fmpq | None:
    """√square when it is rational; ``square`` ≥ 0."""
    p, q = int(square.p), int(square.q)
    root = fmpq(isqrt(p), isqrt(q))
    return root if root * root == square else None


def surd(coefficient: fmpq, square: fmpq) -> Any:
    """c √s as a rational number or a Surd; ``square`` ≥ 0."""
    root = rational_root(square)
    if root is not None:
        return coefficient * root
    return Surd(coefficient, square) if coefficient != 0 else coefficient


@total_ordering
@dataclass(frozen=True, slots=True, eq=False)
class Surd:
    """The irrational number c √s."""

    coefficient: fmpq
    square: fmpq

    @property
    def signed_square(self) -> fmpq:
        return self.coefficient * abs(self.coefficient) * self.square

    def __str__(self) -> str:
        return f"{'' if self.coefficient == 1 else f'{self.coefficient}*'}sqrt({self.square})"

    def __mul__(self, other: Any) -> Any:
        if isinstance(other, fmpq | int):
            return surd(self.coefficient * other, self.square)
        if isinstance(other, Surd):
            return surd(self.coefficient * other.coefficient, self.square * other.square)
        return NotImplemented

    __rmul__ = __mul__

    def __neg__(self) -> Surd:
        return Surd(-self.coefficient, self.square)

    def __abs__(self) -> Surd:
        return Surd(abs(self.coefficient), self.square)

    def __add__(self, other: Any) -> Any:
        if isinstance(other, fmpq | int) and other == 0:
            return self
        ratio = rational_root(other.square / self.square) if isinstance(other, Surd) else None
        if ratio is None:
            raise irrational(f"{self} + {other}")
        return surd(self.coefficient + other.coefficient * ratio, self.square)

    __radd__ = __add__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Surd) and self.signed_square == other.signed_square

    def __hash__(self) -> int:
        return hash(self.signed_square)

    def __lt__(self, other: Any) -> bool:
        if isinstance(other, Surd):
            return bool(self.signed_square < other.signed_square)
        return bool(self.signed_square < other * abs(other))
