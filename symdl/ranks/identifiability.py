"""Whether the function of a network determines its weights, up to rescaling and permutation of hidden units.

Finitely: the dimension equals the number of parameters up to rescaling, which is decided, with a certificate. Beyond that criteria of Usevich,
Borsoi, Dérand, Clausel (Identifiability of deep polynomial neural networks, NeurIPS 2025, arXiv:2506.17093) apply, theorems to be trusted and
named as such, for activations z^{r_l} and widths d_0, …, d_L:

- two layers (d_0, d_1, d_2), d_0, d_1 ≥ 2, r ≥ 2: almost all weights are unique when r ≥ (2d_1 − min(d_1, d_2))/(min(d_0, d_1) − 1);
- localisation: a deep network is finitely identifiable when (min(d_0, …, d_{l−1}), d_l, d_{l+1}), r_l is for each l. Its known cases
  have names: widths that do not increase, a bottleneck with d_l/r_l ≤ d_b − 1 behind it, r_l ≥ 2d_l − 1;
- with biases the same for (min(d_0, …, d_{l−1}) + 1, d_l + 1, d_{l+1}).

Layers that are unique one by one may compose to a function with other weights too, ((x₁² + x₂²)², (x₁² − x₂²)²) for instance: for deep
networks, and with biases, these theorems are taken to say *finitely many* only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, pairwise
from typing import Literal

from symdl.ranks.neurovariety import Neurovariety, neurovariety_dimension
from symdl.terms.errors import BudgetError, OutOfScopeError
from symdl.terms.ranks import Architecture

SOURCE = "Usevich–Borsoi–Dérand–Clausel, arXiv:2506.17093"


@dataclass(frozen=True, slots=True)
class Criterion:
    """A theorem that applies to an architecture, and what it says of almost all weights.

    Attributes:
        concludes: ``unique``, ``finitely many`` or ``infinitely many`` weights, up to the symmetries.
        condition: its hypothesis, in the widths d and the exponents r.
        source: where it is proved.
    """

    concludes: Literal["unique", "finitely many", "infinitely many"]
    condition: str
    source: str = SOURCE

    def __repr__(self) -> str:
        return f"{self.concludes} by {self.condition} ({self.source})"


@dataclass(frozen=True, slots=True)
class Identifiability:
    """What is known of the weights behind a function.

    Attributes:
        dimension: the dimension of the functions, with its verdict; None for a network that is too large to compute it.
        criteria: the theorems that apply.
    """

    dimension: Neurovariety | None
    criteria: tuple[Criterion, ...]

    @property
    def is_finite(self) -> bool | None:
        """Whether finitely many weights, up to rescaling, give the function of almost all weights: by the dimension, else by a theorem."""
        if self.dimension is not None:
            return self.dimension.is_finitely_identifiable
        return self._said("unique", "finitely many") or (False if self._said("infinitely many") else None)

    @property
    def is_unique(self) -> bool | None:
        """True by a criterion, False when not even finite; None when no criterion says so."""
        return True if self._said("unique") else None if self.is_finite is not False else False

    @property
    def known(self) -> str:
        """``proved``, or ``computed``, when the dimension says it; ``theorem`` when only a criterion does; ``unknown``."""
        if self.dimension is not None:
            return self.dimension.known
        return "theorem" if self.criteria else "unknown"

    def _said(self, *words: str) -> bool:
        return any(criterion.concludes in words for criterion in self.criteria)

    def __repr__(self) -> str:
        finite = {True: "finitely many weights", False: "infinitely many weights", None: "not decided"}[self.is_finite]
        named = "; ".join(map(repr, self.criteria)) or "no criterion applies"
        return f"Identifiability: {'unique' if self.is_unique else finite}, {self.known}; {named}"


def identifiability(net: Architecture, *, seed: int = 0) -> Identifiability:
    """Whether almost every function of a network comes from finitely many weights, or from one, up to its symmetries.

    >>> from symdl.terms.ranks import power
    >>> identifiability(Architecture((3, 2, 2), (power(2),))).is_unique
    True
    >>> identifiability(Architecture((2, 4, 1), (power(3),))).is_finite
    False
    """
    try:
        found = neurovariety_dimension(net, seed=seed)
    except (BudgetError, OutOfScopeError):
        found = None
    return Identifiability(found, tuple(criteria(net)))


def criteria(net: Architecture) -> Iterator[Criterion]:
    """The theorems that apply to an architecture with activations zʳ, r ≥ 2."""
    d, exponents = net.widths, [net.exponent(layer) for layer in range(1, len(net.widths) - 1)]
    r = [k for k in exponents if k is not None and k >= 2]
    if len(r) < len(exponents) or not r or net.inputs is not None:
        return
    if not net.bias:
        yield from _necessary(d, r)
    if min(d[:-1]) < (1 if net.bias else 2):
        return
    is_local = all(_two_layers(*block, k) for block, k in zip(_blocks(net), r, strict=True))
    if is_local and len(r) == 1 and not net.bias:
        yield Criterion("unique", "r ≥ (2d₁ − min(d₁, d₂))/(min(d₀, d₁) − 1), two layers")
    elif is_local:
        yield Criterion("finitely many", f"localisation to two layers{' with biases' if net.bias else ''}")
        yield from (Criterion("finitely many", name) for name in _names(net, r))


def _necessary(d: tuple[int, ...], r: list[int]) -> Iterator[Criterion]:
    """More than d(d + 1)/2 squares of linear forms in d variables are linearly dependent."""
    for layer, k in enumerate(r, start=1):
        if k == 2 and d[layer] > d[layer - 1] * (d[layer - 1] + 1) // 2:
            yield Criterion("infinitely many", f"r = 2 and d_l > d_(l−1)(d_(l−1) + 1)/2 in layer {layer}")


def _blocks(net: Architecture) -> Iterator[tuple[int, int, int]]:
    """(min(d_0, …, d_{l−1}), d_l, d_{l+1}), with one more unit for biases."""
    d, one = net.widths, int(net.bias)
    for narrow, (width, after) in zip(accumulate(d, min), pairwise(d[1:]), strict=False):
        yield narrow + one, width + one, after


def _two_layers(before: int, width: int, after: int, r: int) -> bool:
    return min(before, width) >= 2 and r >= Fraction(2 * width - min(width, after), min(before, width) - 1)


def _names(net: Architecture, r: list[int]) -> Iterator[str]:
    """The known cases of localisation that hold."""
    d, hidden = net.widths, net.widths[1:-1]
    if all(a >= b for a, b in pairwise(d[:-1])):
        yield "widths that do not increase"
    elif not net.bias and _is_behind_bottleneck(d, r):
        yield "a bottleneck d_b with d_l/r_l ≤ d_b − 1 behind it"
    if all(k >= 2 * width + (1 if net.bias else -1) for k, width in zip(r, hidden, strict=True)):
        yield f"r_l ≥ 2d_l {'+' if net.bias else '−'} 1 in every hidden layer"


def _is_behind_bottleneck(d: tuple[int, ...], r: list[int]) -> bool:
    last = len(d) - 1
    return any(
        all(a >= c for a, c in pairwise(d[: b + 1])) and all(d[k] <= (d[b] - 1) * r[k - 1] for k in range(b + 1, last))
        for b in range(1, last)
    )
