"""Labels stand for the values of an index: which entry of a matrix is meant.

A dimension of size n has one label, a dimension of size 1 none, and one of size m·n (of a Kronecker product, of vec A) a
label for each factor, the slower one first. A sum of sizes has one label.
"""

from collections.abc import Iterable

from symdl.check.blocks.sizes import factors as split
from symdl.check.language import Shape

Label = tuple[int, int, int | str]
"""A kind, a number, and the size of what is counted."""
Labels = tuple[Label, ...]

PLACE, CONSTANT, FRESH = 0, -1, -2
"""Kinds: a place of the whole term, a number, a new label; a label that is summed over has a kind ≥ 1."""


def factors(size: int | str) -> tuple[int | str, ...]:
    """The sizes of the labels of a dimension."""
    return tuple(part for part in split(size) if part != 1)


def places(shape: Shape) -> tuple[Labels, Labels]:
    """The labels of a row and of a column of a term that stands for itself."""
    rows, columns = map(factors, shape)
    numbered = [(PLACE, k, size) for k, size in enumerate((*rows, *columns))]
    return tuple(numbered[: len(rows)]), tuple(numbered[len(rows) :])


def order(label: Label) -> tuple[int, int, str]:
    """Any order will do, for the sizes of a pair that is sorted are the same."""
    return label[0], label[1], str(label[2])


def ordered(labels: Iterable[Label]) -> Labels:
    return tuple(sorted(labels, key=order))
