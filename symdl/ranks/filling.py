"""Minimal filling architectures: the smallest hidden widths for which a network expresses almost everything.

Hidden widths a are filling when the dimension is the ambient one; then so are all larger widths, since setting further
weights to 0 embeds the smaller network. So a search in a box goes upwards and leaves out what lies above a filling tuple
or below one that is not, raised as far as it goes; cheap counts of `networks.dimension_bounds` answer most of the rest.
Reference: Dao, Rodriguez, arXiv:2605.09609.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from symdl.networks.dimension_bounds import coefficient_count, upper_bound
from symdl.networks.generic_rank import network_bounds
from symdl.ranks.neurovariety import Neurovariety, neurovariety_dimension
from symdl.terms.errors import BudgetError, DeclarationError, OutOfScopeError
from symdl.terms.ranks import Architecture, power

Widths = tuple[int, ...]
MOST_TUPLES = 2_000_000


@dataclass(frozen=True, slots=True)
class FillingSearch:
    """The minimal filling hidden widths in a box.

    Attributes:
        inputs, outputs, degree: d₀, d_L and the exponent of the activation.
        minimal: filling tuples such that no smaller one is.
        maximal: tuples of the box that are not filling, such that every larger one in the box is.
    """

    inputs: int
    outputs: int
    degree: int
    minimal: tuple[Widths, ...]
    maximal: tuple[Widths, ...]

    def dimension(self, hidden: Widths) -> Neurovariety:
        """The dimension for these hidden widths, with its certificate."""
        return neurovariety_dimension(_architecture(self.inputs, hidden, self.outputs, self.degree))

    def certificates(self) -> Iterator[Neurovariety]:
        """What shows the result: the minimal tuples fill, the maximal others do not; smaller and larger ones follow."""
        for hidden in (*self.minimal, *self.maximal):
            yield self.dimension(hidden)

    def __repr__(self) -> str:
        shown = ", ".join(map(str, self.minimal)) or "none in the box"
        return f"Minimal filling widths between {self.inputs} inputs and {self.outputs} outputs, degree {self.degree}: {shown}"


def minimal_filling_widths(inputs: int, outputs: int, degree: int, box: Sequence[range]) -> FillingSearch:
    """Search a box of hidden widths.

    Args:
        inputs, outputs: d₀ and d_L.
        degree: r, of every activation.
        box: the widths of each hidden layer that are tried, as ranges of step 1.

    >>> minimal_filling_widths(2, 1, 2, [range(1, 5), range(1, 5), range(1, 5)])
    Minimal filling widths between 2 inputs and 1 outputs, degree 2: (3, 3, 2)
    """
    _validate(box)
    filling: list[Widths] = []
    maximal: list[Widths] = []
    ends = [max(widths) for widths in box]
    for hidden in sorted(product(*box), key=lambda a: (sum(a), a)):
        if any(_is_below(small, hidden) for small in filling) or any(_is_below(hidden, large) for large in maximal):
            continue
        if _fills(inputs, hidden, outputs, degree):
            filling.append(hidden)
        else:
            maximal.append(_raised(hidden, ends, inputs, outputs, degree))
    return FillingSearch(inputs, outputs, degree, tuple(filling), tuple(maximal))


def _validate(box: Sequence[range]) -> None:
    if any(not isinstance(widths, range) or widths.step != 1 or not widths or widths.start < 1 for widths in box):
        raise DeclarationError(
            f"The box {list(box)} needs a range of step 1 for each hidden layer, not empty and from 1 on: [range(1, 5)] * 2."
        )
    if prod(map(len, box)) > MOST_TUPLES:
        raise BudgetError(
            f"The box has {prod(map(len, box))} tuples; at most {MOST_TUPLES} are searched; take smaller ranges."
        )


def _is_below(a: Widths, b: Widths) -> bool:
    return all(x <= y for x, y in zip(a, b, strict=True))


def _raised(hidden: Widths, ends: Sequence[int], inputs: int, outputs: int, degree: int) -> Widths:
    """A maximal tuple of the box above this one that does not fill either."""
    for k, end in enumerate(ends):
        while hidden[k] < end:
            larger = (*hidden[:k], hidden[k] + 1, *hidden[k + 1 :])
            if _fills(inputs, larger, outputs, degree):
                break
            hidden = larger
    return hidden


def _architecture(inputs: int, hidden: Widths, outputs: int, degree: int) -> Architecture:
    return Architecture((inputs, *hidden, outputs), (power(degree),) * len(hidden))


def _fills(inputs: int, hidden: Widths, outputs: int, degree: int) -> bool:
    net = _architecture(inputs, hidden, outputs, degree)
    size = coefficient_count(net)
    if size is None:
        raise OutOfScopeError(f"Degree {net.degree} is beyond what is searched; take fewer layers or a lower degree.")
    ambient = outputs * size
    return upper_bound(net)[0] >= ambient and network_bounds(net).below == ambient
