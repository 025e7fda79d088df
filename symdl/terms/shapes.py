"""Shapes: pairs (rows, columns) whose sizes are integers or names.

A scalar is a term of shape (1, 1), a vector in ℝⁿ is a column of shape (n, 1). A named size stands for
an arbitrary integer ≥ 1; an integer size may be 0.
"""

import re
from collections.abc import Mapping
from itertools import product, takewhile
from math import prod

from symdl.terms.errors import DeclarationError

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")

Size = int | str
Shape = tuple[Size, Size]

SCALAR: Shape = (1, 1)


WIDTH = re.compile(r"[A-Za-z][A-Za-z0-9_]*\([A-Za-z0-9_+-]+\)")
"""The width of a layer, named by its position: d(k+1)."""
PLUS = re.compile(r"\+(?![^()]*\))")
"""Between the terms of a sum; the plus in the width d(k+1) is not."""


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
        for term in size_terms(size):
            for part in size_factors(term):
                if isinstance(part, str):
                    _checked_part(part)
        return resolved_size(size, {})
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
    """The factors of a size: n·m, written ``n*m``, is the size of vec A for an m × n matrix A; a sum is one factor."""
    if isinstance(size, int) or PLUS.search(size):
        return (size,)
    return tuple(int(part) if part.isdecimal() else part for part in size.split("*"))


def size_terms(size: Size) -> tuple[Size, ...]:
    """The terms of a size: n + m, written ``m+n``, is that of two blocks one above the other."""
    if isinstance(size, int):
        return (size,)
    return tuple(int(part) if part.isdecimal() else part for part in PLUS.split(size))


def size_product(*sizes: Size) -> Size:
    """The product of sizes: an integer, a name, or names in their order joined by ``*``; of sums a sum.

    >>> size_product(1, "n", "m")
    'n*m'
    """
    if any(PLUS.search(str(size)) for size in sizes):
        return size_sum(*(size_product(*factors) for factors in product(*map(size_terms, sizes))))
    factors = [factor for size in sizes for factor in size_factors(size) if factor != 1]
    if 0 in factors or all(isinstance(factor, int) for factor in factors):
        return prod(factor if isinstance(factor, int) else 0 for factor in factors)
    return "*".join(map(str, factors))


def size_sum(*sizes: Size) -> Size:
    """The sum of sizes in its one form: products of names in order, each once, the number last.

    >>> size_sum("n", 1, "m", "n")
    'm+2*n+1'
    """
    sizes = tuple(size for size in sizes if size != 0)
    if len(sizes) == 1:
        return sizes[0]
    found: dict[str, int] = {}
    for term in (term for size in sizes for term in size_terms(size)):
        factors = size_factors(term)
        numbers = [*takewhile(lambda factor: isinstance(factor, int), factors)]
        name = "*".join(map(str, factors[len(numbers) :]))
        found[name] = found.get(name, 0) + prod(int(factor) for factor in numbers)
    names = [name if k == 1 else f"{k}*{name}" for name, k in sorted(found.items()) if name]
    number = found.get("", 0)
    return "+".join([*names, *([str(number)] if number else [])]) if names else number


def resolved_size(size: Size, values: Mapping[str, Size]) -> Size:
    """A size with values for names."""

    def factor(part: Size) -> Size:
        return values.get(part, part) if isinstance(part, str) else part

    return size_sum(*(size_product(*map(factor, size_factors(term))) for term in size_terms(size)))


def names_of_size(size: Size) -> frozenset[str]:
    """The names in a size."""
    return frozenset(part for term in size_terms(size) for part in size_factors(term) if isinstance(part, str))


def size_names(shape: Shape) -> frozenset[str]:
    return frozenset(name for size in shape for name in names_of_size(size))
