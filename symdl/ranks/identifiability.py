"""Whether the function of a network determines its weights, up to rescaling and permutation of hidden units.

Finitely: the dimension equals the number of parameters up to rescaling, which is decided, with a certificate. Uniquely,
for almost all weights: by sufficient criteria of Usevich, Borsoi, Dérand, Clausel (NeurIPS 2025, arXiv:2506.17093), which are
theorems to be trusted and named as such.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from symdl.ranks.neurovariety import Neurovariety, neurovariety_dimension
from symdl.terms.ranks import Architecture

SOURCE = "Usevich–Borsoi–Dérand–Clausel"


@dataclass(frozen=True, slots=True)
class Identifiability:
    """What is known of the weights behind a function.

    Attributes:
        dimension: the dimension of the functions, with its verdict.
        criteria: theorems by which almost all weights are unique up to the symmetries; () when none applies.
    """

    dimension: Neurovariety
    criteria: tuple[str, ...]

    @property
    def is_finite(self) -> bool:
        """Whether finitely many weights, up to rescaling, give the function of almost all weights."""
        return self.dimension.is_finitely_identifiable

    @property
    def is_unique(self) -> bool | None:
        """True by a criterion, False when not even finite; None when no criterion applies."""
        return True if self.criteria else None if self.is_finite else False

    def __repr__(self) -> str:
        answer = {True: "unique", False: "infinitely many weights", None: "finitely many weights"}[self.is_unique]
        return f"Identifiability: {answer}, {self.dimension.known}; " + (
            "; ".join(self.criteria) or "no criterion applies"
        )


def identifiability(net: Architecture, *, seed: int = 0) -> Identifiability:
    """Whether almost every function of a network comes from finitely many weights, or from one, up to its symmetries.

    >>> from symdl.terms.ranks import power
    >>> identifiability(Architecture((3, 2, 2), (power(2),))).is_unique
    True
    """
    found = neurovariety_dimension(net, seed=seed)
    return Identifiability(
        found, tuple(_criteria(net)) if net.is_homogeneous and found.is_finitely_identifiable else ()
    )


def _criteria(net: Architecture) -> Iterator[str]:
    d, r = net.widths, [len(a) - 1 for a in net.activations]
    hidden = d[1:-1]
    if not hidden or min(d[:-1]) < 2 or min(r) < 2:
        return
    if len(d) == 3 and r[0] * (min(d[0], d[1]) - 1) >= 2 * d[1] - min(d[1], d[2]):
        yield f"{SOURCE}: two layers, r ≥ (2d₁ − min(d₁, d₂))/(min(d₀, d₁) − 1)"
    is_pyramid = all(a >= b for a, b in zip(d[:-1], d[1:-1], strict=False))
    if is_pyramid and (d[-1] >= 2 or r[-1] >= 3):
        yield f"{SOURCE}: widths do not increase"
    if all(k >= 2 * width - 1 for k, width in zip(r, hidden, strict=True)):
        yield f"{SOURCE}: r ≥ 2·width − 1 in every hidden layer"
