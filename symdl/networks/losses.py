r"""Losses ℓ(f, y) of a prediction: the square, and losses with an exponential tail for labels y = ±1.

square       (f − y)²
exponential  e^{−yf}
logistic     log(1 + e^{−yf})

A loss says itself as a term, and gives its value and slope in f at ring elements. The square loss lives in every ring, the
others where the exponential function does.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flint import arb

from symdl.algebra.rings import Dual, Element
from symdl.terms.errors import DeclarationError, OutOfScopeError
from symdl.terms.operators import exp, log
from symdl.terms.term import Term

LARGEST = 709.78
"""Beyond this e^x is no float."""


@dataclass(frozen=True, slots=True)
class Loss:
    """A loss of one prediction.

    Attributes:
        name: as in `LOSSES`.
        term: ℓ(f, y) of scalar terms.
        value: ℓ(f, y) of ring elements.
        slope: ∂ℓ/∂f of ring elements.
    """

    name: str
    term: Callable[[Term, Any], Term]
    value: Callable[[Element, Element], Element]
    slope: Callable[[Element, Element], Element]


def exponential(x: Element) -> Element:
    """eˣ of a float, a complex float, a ball or a dual number of these."""
    if isinstance(x, Dual):
        value = exponential(x.value)
        return Dual(value, value * x.tangent)
    if isinstance(x, arb):
        return x.exp()
    if isinstance(x, float):
        return math.exp(x) if x < LARGEST else math.inf
    raise OutOfScopeError(f"e^x has no value in the ring of {x!r}; evaluate this loss in floats or balls.")


def logarithm(x: Element) -> Element:
    if isinstance(x, Dual):
        return Dual(logarithm(x.value), x.tangent * reciprocal(x.value))
    return x.log() if isinstance(x, arb) else math.log(x)


def reciprocal(x: Element) -> Element:
    """1/x; the dual numbers bring no division of their own."""
    if isinstance(x, Dual):
        value = reciprocal(x.value)
        return Dual(value, -value * value * x.tangent)
    return 1 / x


SQUARE = Loss(
    "square",
    term=lambda f, y: (f - y) ** 2,
    value=lambda f, y: (f - y) * (f - y),
    slope=lambda f, y: (f - y) + (f - y),
)
EXPONENTIAL = Loss(
    "exponential",
    term=lambda f, y: exp(-y * f),
    value=lambda f, y: exponential(-(y * f)),
    slope=lambda f, y: -(y * exponential(-(y * f))),
)
LOGISTIC = Loss(
    "logistic",
    term=lambda f, y: log(1 + exp(-y * f)),
    value=lambda f, y: logarithm(1 + exponential(-(y * f))),
    slope=lambda f, y: -(y * reciprocal(1 + exponential(y * f))),
)
LOSSES = {loss.name: loss for loss in (SQUARE, EXPONENTIAL, LOGISTIC)}


def as_loss(name: str) -> Loss:
    """The loss of this name."""
    if name not in LOSSES:
        raise DeclarationError(f"{name!r} is no loss; use one of {', '.join(LOSSES)}.")
    return LOSSES[name]
