"""From which degree on a network expresses as much as its parameters allow.

The activation threshold of widths d is the smallest r₀ such that for every r > r₀ the network with activation zʳ has the
dimension Σ d_{l−1}d_l − Σ_{0<l<L} d_l (Finkel, Rodriguez, Wu, Yahl, arXiv:2408.04569). It exists when inputs and hidden layers have
at least two units. For r ≥ 2 max d_l − 1 over hidden layers the dimension is reached (Usevich, Borsoi, Dérand, Clausel,
arXiv:2506.17093); below that each degree is computed, with its certificate.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from symdl.ranks.neurovariety import Neurovariety, neurovariety_dimension
from symdl.terms.errors import OutOfScopeError
from symdl.terms.ranks import Architecture, power

THEOREM = "Usevich–Borsoi–Dérand–Clausel: degrees of at least 2·width − 1 are identifiable"


@dataclass(frozen=True, slots=True)
class Threshold:
    """An activation threshold.

    Attributes:
        widths: d₀, …, d_L.
        value: r₀.
        dimensions: those for the degrees 1, 2, …, up to the one from which on a theorem speaks.
        trust: that theorem.
    """

    widths: tuple[int, ...]
    value: int
    dimensions: tuple[Neurovariety, ...]
    trust: tuple[str, ...] = (THEOREM,)

    @property
    def known(self) -> str:
        """``proved`` when the dimension is proved for every degree that was computed."""
        return "proved" if all(d.known == "proved" for d in self.dimensions) else "computed"

    def __repr__(self) -> str:
        dims = ", ".join(str(d.dimension) for d in self.dimensions)
        widths = " → ".join(map(str, self.widths))
        return f"Activation threshold of {widths}: {self.value}, {self.known}; dimensions {dims} for degrees 1, 2, …"


def activation_threshold(widths: Sequence[int], *, seed: int = 0) -> Threshold:
    """The degree beyond which the dimension is the number of parameters up to rescaling.

    Raises:
        OutOfScopeError: when inputs or a hidden layer have fewer than two units: then there may be none.

    >>> activation_threshold((3, 2, 1))
    Activation threshold of 3 → 2 → 1: 2, proved; dimensions 3, 5 for degrees 1, 2, …
    """
    d = tuple(widths)
    if len(d) < 3 or any(type(width) is not int for width in d) or min(d[:-1]) < 2 or d[-1] < 1:
        raise OutOfScopeError(f"The widths {d} need two inputs and two units in each hidden layer to have a threshold.")
    found = []
    for r in range(1, 2 * max(d[1:-1]) - 1):
        found.append(neurovariety_dimension(Architecture(d, (power(r),) * (len(d) - 2)), seed=seed))
    short = [r for r, dimension in enumerate(found, start=1) if not dimension.is_finitely_identifiable]
    return Threshold(d, max(short, default=0), tuple(found))
