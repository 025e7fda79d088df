r"""What a piece of a formula means: a term, or a term that waits for a size.

`I`, and `\mathbf{1}` without a subscript, have a size that only their surroundings tell. Such a value has holes in its
shape; adding it to a matrix, or multiplying it by one, fills them. A hole that is still open at the end is an error: sizes
are inferred or refused, never guessed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeGuard

from symdl.notes.places import NotesError, Spot
from symdl.terms.shapes import Shape, Size
from symdl.terms.term import Term


@dataclass
class Hole:
    """An unknown size; ``link`` is what it was found to be, a size or another hole."""

    spot: Spot
    what: str
    link: Size | Hole | None = None


Open = Size | Hole


@dataclass(frozen=True)
class Waiting:
    """A term with holes in its shape, built once they are filled."""

    shape: tuple[Open, Open]
    build: Callable[[], Term]


Value = Term | Waiting


def resolved(size: Open) -> Open:
    """The size, or the hole that stands for it."""
    while isinstance(size, Hole) and size.link is not None:
        size = size.link
    return size


def shape_of(value: Value) -> tuple[Open, Open]:
    rows, columns = value.shape
    return resolved(rows), resolved(columns)


def fits(a: Open, b: Open) -> bool:
    """Whether two sizes are equal or can be made so; they are made so."""
    first, second = resolved(a), resolved(b)
    if first is second or first == second:
        return True
    if isinstance(first, Hole):
        first.link = second
        return True
    if isinstance(second, Hole):
        second.link = first
        return True
    return False


def is_one(value: Value) -> bool:
    """Whether a value is a scalar; a hole is none."""
    return shape_of(value) == (1, 1)


def are_terms(values: list[Value]) -> TypeGuard[list[Term]]:
    return all(isinstance(value, Term) for value in values)


def built(value: Value) -> Term:
    """The term, once every hole is filled."""
    return value if isinstance(value, Term) else value.build()


def filled(size: Open) -> Size:
    """The size, or an error where it stands."""
    found = resolved(size)
    if isinstance(found, Hole):
        raise NotesError(
            f"the size of {found.what} cannot be told from its surroundings; write {found.what}_n.", found.spot
        )
    return found


def waiting(shape: tuple[Open, Open], build: Callable[..., Term], values: list[Value]) -> Value:
    """The value of an operator: built at once from terms, or later."""
    if are_terms(values):
        return build(*values)
    return Waiting(shape, lambda: build(*map(built, values)))


def closed(shape: tuple[Open, Open]) -> Shape:
    return filled(shape[0]), filled(shape[1])
