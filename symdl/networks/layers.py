"""The layers of a network: which weights there are, their names, and how a flat list of values is laid out.

Layer l maps a ↦ W_l a + b_l. Its weights are listed row by row, then its bias; layers follow each other. The bias is *free*
(a vector b_l), *shared* (one number b_l for all units of the layer) or absent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from symdl.algebra.rings import Element
from symdl.algebra.variables import Variable, entries
from symdl.terms.errors import DeclarationError

BIASES = ("none", "free", "shared")


class LayerValues(NamedTuple):
    """The weights of a layer as ring elements: rows of W, and the bias (n values, one, or none)."""

    W: list[list[Element]]
    b: list[Element]


@dataclass(frozen=True, slots=True)
class Layer:
    """One affine map.

    Attributes:
        number: from 1.
        rows: units of the layer.
        columns: units of the layer before.
        bias: none, free or shared.
        start: the place of its first weight among all weights.
    """

    number: int
    rows: int
    columns: int
    bias: str
    start: int

    @property
    def matrix(self) -> tuple[Variable, ...]:
        return entries(f"W{self.number}", self.rows, self.columns)

    @property
    def biases(self) -> tuple[Variable, ...]:
        name = f"b{self.number}"
        return {"none": (), "free": entries(name, self.rows), "shared": (Variable(name),)}[self.bias]

    @property
    def weights(self) -> tuple[Variable, ...]:
        return self.matrix + self.biases

    @property
    def bias_size(self) -> int:
        return {"none": 0, "free": self.rows, "shared": 1}[self.bias]

    @property
    def split(self) -> int:
        """The place of its first bias."""
        return self.start + self.rows * self.columns

    @property
    def stop(self) -> int:
        """The place after its last weight."""
        return self.split + self.bias_size

    def values(self, weights: Sequence[Element]) -> LayerValues:
        """The part of a flat list of weights that belongs to this layer."""
        rows = [list(weights[k : k + self.columns]) for k in range(self.start, self.split, self.columns or 1)]
        return LayerValues(
            rows if self.columns else [[] for _ in range(self.rows)], list(weights[self.split : self.stop])
        )


def as_biases(bias: Any, depth: int) -> tuple[str, ...]:
    """Read one word for all layers, True (free), False (none), or one a layer."""
    given = list(bias) if isinstance(bias, list | tuple) else [bias] * depth
    words = tuple("free" if b is True else "none" if b is False else str(b) for b in given)
    if len(words) != depth or any(word not in BIASES for word in words):
        raise DeclarationError(
            f"The bias {bias!r} is not understood; give True, False, 'free', 'shared' or 'none', or one of these for each of the {depth} layers."
        )
    return words


def layered(widths: Sequence[int], biases: Sequence[str]) -> tuple[Layer, ...]:
    """The layers of a network with these widths."""
    layers: list[Layer] = []
    for number, (columns, rows, bias) in enumerate(zip(widths[:-1], widths[1:], biases, strict=True), start=1):
        layers.append(Layer(number, rows, columns, bias, layers[-1].stop if layers else 0))
    return tuple(layers)
