"""Shapes: pairs (rows, columns) whose sizes are integers or names.

A scalar is a term of shape (1, 1), a vector in ℝⁿ is a column of shape (n, 1). A named size stands for
an arbitrary integer ≥ 1; an integer size may be 0.
"""

import re
from math import prod

from symdl.terms.errors import DeclarationError

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")

Size = int | str
Shape = tuple[Size, Size]

SCALAR: Shape = (1, 1)


WIDTH = re.compile(r"[A-Za-z][A-Za-z0-9_]*\([A-Za-z0-9_+-]+\)")
"""The width of a layer, named by its position: d(k+1)."""


def checked_name(name: str) -> str:
    """Return ``name`` if it is a legal symbol name, raise DeclarationError otherwise."""
    if not isinstance(name, str) or not NAME.fullmatch(name):
        raise DeclarationError(f"{name!r} is no symbol name; use a letter followed by letters, digits or underscores.")
    return name


def checked_size(size: Size) -> Size:
    """Return ``size`` if it is an integer ≥ 0 or a legal name, raise DeclarationError otherwise."""
    if isinstance(size, bool) or not isinstance(size, int | str):
        raise DeclarationError(f"{size!r} is no size; use an integer ≥ 0 or a name.")
    if isinstance(size, str):
        return size_product(*(_checked_part(part) if isinstance(part, str) else part for part in size_factors(size)))
    if size < 0:
        raise DeclarationError(f"A size cannot be negative, but {size} was given.")
    return size


def _checked_part(name: str) -> str:
    return name if WIDTH.fullmatch(name) else checked_name(name)


def is_scalar(shape: Shape) -> bool:
    return shape == SCALAR


def show_shape(shape: Shape) -> str:
    """``d × n`` for a matrix, ``scalar`` for shape (1, 1)."""
    return "scalar" if is_scalar(shape) else f"{shape[0]} × {shape[1]}"


def size_factors(size: Size) -> tuple[Size, ...]:
    """The factors of a size: n·m, written ``n*m``, is the size of vec A for an m × n matrix A."""
    if isinstance(size, int):
        return (size,)
    return tuple(int(part) if part.isdigit() else part for part in size.split("*"))


def size_product(*sizes: Size) -> Size:
    """The product of sizes: an integer, a name, or names in their order joined by ``*``.

    >>> size_product(1, "n", "m")
    'n*m'
    """
    factors = [factor for size in sizes for factor in size_factors(size) if factor != 1]
    if all(isinstance(factor, int) for factor in factors):
        return prod(factors)
    return "*".join(map(str, factors))


def size_names(shape: Shape) -> frozenset[str]:
    return frozenset(part for size in shape for part in size_factors(size) if isinstance(part, str))
