"""Layers W₁, W₂, … of a network, of different widths, and their products of symbolic length.

    W[k]              d(k) × d(k − 1)
    W.product(u, l)   W_u W_{u−1} ⋯ W_l, of size d(u) × d(l − 1); the identity for l = u + 1, undefined for l > u + 1

Positions are linear forms in natural symbols with integer coefficients; the width d(k) is a size like any other, named by
its position. The gradient by W[k] moves this one layer and leaves the others as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from symdl.terms import operators as ops
from symdl.terms.errors import DeclarationError, ShapeError
from symdl.terms.shapes import Size, checked_name
from symdl.terms.term import Symbol, Term, as_term, number

WIDTH = re.compile(r"([A-Za-z][A-Za-z0-9_]*)\(([^()]*)\)")
PART = re.compile(r"([+-]?)([0-9]*)([A-Za-z][A-Za-z0-9_]*)?")


@dataclass(frozen=True, slots=True)
class Family:
    """The data of a product of layers: the name of the family, and that of its widths."""

    name: str
    widths: str


@dataclass(frozen=True, slots=True)
class Position:
    """Σ cᵢ nᵢ + c: names with their coefficients in order, and a constant."""

    parts: tuple[tuple[str, int], ...]
    constant: int

    def __str__(self) -> str:
        text = "".join(_part(name, c) for name, c in self.parts)
        text += f"{self.constant:+d}" if self.constant or not text else ""
        return text.removeprefix("+")

    def plus(self, other: Position, factor: int = 1) -> Position:
        parts = dict(self.parts)
        for name, c in other.parts:
            parts[name] = parts.get(name, 0) + factor * c
        kept = tuple((name, c) for name, c in sorted(parts.items()) if c)
        return Position(kept, self.constant + factor * other.constant)

    def at(self, numbers: Mapping[str, int]) -> Position:
        """With numbers in the place of names."""
        result = Position((), self.constant)
        for name, c in self.parts:
            one = Position((), numbers[name]) if name in numbers else Position(((name, 1),), 0)
            result = result.plus(one, c)
        return result

    def term(self) -> Term:
        """The position as a scalar term."""
        return ops.add(*(c * ops.scalar(name, natural=True) for name, c in self.parts), number(self.constant))


def _part(name: str, c: int) -> str:
    sign = "-" if c < 0 else "+"
    return f"{sign}{'' if abs(c) == 1 else abs(c)}{name}"


def position(value: Any) -> Position:
    """The position that an integer or a term denotes.

    Raises:
        ShapeError: for anything but a linear form in natural symbols.
    """
    term = as_term(value)
    match term.op:
        case "num" if term.data.denominator == 1:
            return Position((), int(term.data))
        case "sym" if isinstance(term.data, Symbol) and term.data.domain == "natural":
            return Position(((term.data.name, 1),), 0)
        case "add":
            total = Position((), 0)
            for arg in term.args:
                total = total.plus(position(arg))
            return total
        case "mul" if len(term.args) == 2 and term.args[0].op == "num":
            return Position((), 0).plus(position(term.args[1]), position(term.args[0]).constant)
    raise ShapeError(f"{term!r} is no position in a network; use integers and natural symbols, such as W[k + 1].")


def read_position(text: str) -> Position:
    """The position in the name of a width."""
    place, start = Position((), 0), 0
    while start < len(text):
        found = PART.match(text, start)
        if found is None or found.end() == start or not (found[2] or found[3]):
            raise DeclarationError(f"{text!r} is no position in a network.")
        value = int(found[2] or "1") * (-1 if found[1] == "-" else 1)
        place = place.plus(Position(((found[3], 1),), 0) if found[3] else Position((), 1), value)
        start = found.end()
    return place


@dataclass(frozen=True, slots=True)
class Layers:
    """The layers of a network.

    Attributes:
        name: of the family.
        widths: the name of the function that gives the width at each position.

    >>> from symdl import scalar
    >>> W, k = Layers("W", widths="d"), scalar("k", natural=True)
    >>> W[k + 1].shape
    ('d(k+1)', 'd(k)')
    >>> W.product(k + 2, k + 1)
    W[k+2]⋯W[k+1]
    """

    name: str
    widths: str

    def __post_init__(self) -> None:
        checked_name(self.name)
        checked_name(self.widths)

    def width(self, at: Any) -> Size:
        """The width at a position, as a size."""
        return f"{self.widths}({position(at)})"

    def __getitem__(self, at: Any) -> Term:
        """The layer at a position."""
        return self.product(at, at)

    def product(self, upper: Any, lower: Any) -> Term:
        """W_upper ⋯ W_lower; the identity when lower is upper + 1."""
        last, before = position(upper), position(lower).plus(Position((), 1), -1)
        return product(Family(self.name, self.widths), last, before)


def product(family: Family, upper: Position, lower: Position) -> Term:
    """C(u, l) = W_u ⋯ W_{l+1}."""
    rows, columns = (f"{family.widths}({place})" for place in (upper, lower))
    if upper == lower:
        return ops.identity(rows)
    return Term("chain", (upper.term(), lower.term()), family, shape=(rows, columns))


def ends(term: Term) -> tuple[Position, Position]:
    """The positions u and l of C(u, l)."""
    upper, lower = map(position, term.args)
    return upper, lower


def is_layer(term: Term) -> bool:
    """Whether a term is one layer."""
    return term.op == "chain" and ends(term)[0].plus(ends(term)[1], -1) == Position((), 1)
