"""Inexact rings: floats, complex floats, and balls that enclose the exact value (Arb)."""

from __future__ import annotations

import math
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

import flint
from flint import arb, fmpq

from symdl.algebra.rings import Element, as_rational
from symdl.terms.errors import CoercionError

MOST_BITS = 1_000_000


@dataclass(frozen=True, slots=True)
class Floats:
    """Python's floats; for evidence, never for a verdict."""

    name: str = "float"

    def convert(self, value: Any) -> Element:
        if isinstance(value, float):
            return value
        try:
            return float(value)
        except OverflowError:
            return math.inf if value > 0 else -math.inf
        except (TypeError, ValueError):
            return _divided(as_rational(value))

    def working(self) -> AbstractContextManager[Any]:
        return nullcontext()


def _divided(number: fmpq) -> float:
    try:
        return int(number.p) / int(number.q)
    except OverflowError:
        return math.inf if number > 0 else -math.inf


FLOAT = Floats()


@dataclass(frozen=True, slots=True)
class Complexes:
    """Python's complex floats, as complex-step differentiation needs them."""

    name: str = "complex"

    def convert(self, value: Any) -> Element:
        return value if isinstance(value, complex) else complex(FLOAT.convert(value))

    def working(self) -> AbstractContextManager[Any]:
        return nullcontext()


COMPLEX = Complexes()


@dataclass(frozen=True, slots=True)
class Balls:
    """Real balls with midpoints of so many bits; the exact value lies in the ball."""

    bits: int = 128

    def __post_init__(self) -> None:
        if not isinstance(self.bits, int) or not 2 <= self.bits <= MOST_BITS:
            raise CoercionError(f"Balls have from 2 to {MOST_BITS} bits, but {self.bits} were asked for.")

    @property
    def name(self) -> str:
        return f"balls of {self.bits} bits"

    def convert(self, value: Any) -> Element:
        return value if isinstance(value, arb) else arb(value) if isinstance(value, float) else arb(as_rational(value))

    def working(self) -> AbstractContextManager[Any]:
        context: AbstractContextManager[Any] = flint.ctx.workprec(self.bits)
        return context
