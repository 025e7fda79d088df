"""Positions in a network: linear forms Σ cᵢnᵢ + c in natural symbols of a claim, with integer coefficients.

A width ``d(k+1)`` names the size of layer k + 1 by its position. Positions are written in one way only (names in
order, then the constant), so equal positions have equal widths; that different ones may have equal widths, or be equal
under the hypotheses, only makes fewer terms equal.
"""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from symdl.check.judgement import need

if TYPE_CHECKING:
    from symdl.check.language import Language

Position = tuple[tuple[tuple[str, int], ...], int]
"""Names with their coefficients, in order and without zeros, and a constant."""
WIDTH = re.compile(r"([A-Za-z][A-Za-z0-9_]*)\(([^()]*)\)")
PART = re.compile(r"([+-]?)([0-9]*)([A-Za-z][A-Za-z0-9_]*)?")
LARGEST = 1_000_000


def position(parts: Mapping[str, int], constant: int) -> Position:
    """A position in its one form."""
    need(all(abs(c) <= LARGEST for c in (*parts.values(), constant)), "a position is too large")
    return tuple((name, c) for name, c in sorted(parts.items()) if c), constant


def combined(a: Position, b: Position, factor: int = 1) -> Position:
    """a + factor · b."""
    parts = dict(a[0])
    for name, coefficient in b[0]:
        parts[name] = parts.get(name, 0) + factor * coefficient
    return position(parts, a[1] + factor * b[1])


def shown(place: Position) -> str:
    """The text of a position, such as ``k+1`` or ``2k-m``."""
    text = "".join(
        f"{c:+d}{name}".replace("+1" + name, "+" + name).replace("-1" + name, "-" + name) for name, c in place[0]
    )
    text += f"{place[1]:+d}" if place[1] or not text else ""
    return text.removeprefix("+")


def read(text: str) -> Position:
    """The position of a text; rejects what is not written as `shown` writes it."""
    parts, constant, start = dict[str, int](), 0, 0
    while start < len(text):
        found = PART.match(text, start)
        need(found and found.end() > start and len(found[2]) <= 7, f"{text!r} is no position")
        sign, digits, name = found.groups()  # type: ignore[union-attr]
        value = int(digits or "1") * (-1 if sign == "-" else 1)
        need(digits or name, f"{text!r} is no position")
        if name:
            need(name not in parts, f"{text!r} is no position")
            parts[name] = value
        else:
            constant += value
        start = found.end()  # type: ignore[union-attr]
    place = position(parts, constant)
    need(shown(place) == text, f"the position {text!r} is written {shown(place)!r}")
    return place


def resolved(place: Position, known: Mapping[str, int | None]) -> Position:
    """With numbers for the names that are known; the other names must be natural symbols of the claim."""
    result: Position = ((), place[1])
    for name, coefficient in place[0]:
        need(name in known, f"{name} is no natural symbol of the claim, so no position in a network")
        value = known[name]
        one: Position = (((name, 1),), 0) if value is None else ((), value)
        result = combined(result, one, coefficient)
    return result


def width(language: "Language", text: str) -> int | str:
    """The size that a text such as ``d(k+1)`` names; at an instance the integer that it gives."""
    found = WIDTH.fullmatch(text)
    need(found and "__" not in text, f"{text!r} is no size")
    place = resolved(read(found[2]), language.positions)  # type: ignore[index]
    language.index(name for name, _ in place[0])
    need(not (language.is_fixed and place[0]), f"the position of {text} is not fixed")
    named = f"{found[1]}({shown(place)})"  # type: ignore[index]
    language.named.add(named)
    need(language.is_fixed or named not in language.sizes, "the widths of layers are fixed at an instance only")
    return language.sizes.get(named, named)


def is_natural(place: Position) -> bool:
    """Whether a position is ≥ 0 by its form."""
    return place[1] >= 0 and all(c > 0 for _, c in place[0])
