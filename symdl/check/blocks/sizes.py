"""Sizes: integers ≥ 0, names, which stand for integers ≥ 1, products ``n*m`` and sums ``2*m+n+1`` of these.

A sum has one form: terms in order, each product once with how often it occurs, the number last. Equal texts are equal
numbers; different texts may be equal and are taken to differ. In a product the order matters, as labels have it.
"""

import re
from collections.abc import Callable
from fractions import Fraction
from functools import reduce
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from symdl.check.polynomial import ONE, Polynomial

if TYPE_CHECKING:
    from symdl.check.language import Language, Node
    from symdl.check.normal import Normaliser

Size = int | str
Counts = dict[str, int]
"""How often each product of names occurs; the number stands under the empty text."""
PLUS = re.compile(r"\+(?![^()]*\))")
"""Between the terms of a sum; the plus in d(k+1), the width of a layer, is not."""


def is_compound(text: str) -> bool:
    """Whether a size is a product or a sum."""
    return "*" in text or PLUS.search(text) is not None


def factors(size: Size) -> list[Size]:
    """The factors of a product; a sum is one factor."""
    parts = [size] if isinstance(size, int) or PLUS.search(size) else size.split("*")
    return [int(part) if isinstance(part, int) or part.isdecimal() else part for part in parts]


def counts(size: Size) -> Counts:
    """The terms of a size."""
    if isinstance(size, int):
        return {"": size} if size else {}
    found: Counts = {}
    for term in PLUS.split(size):
        parts = term.split("*")
        numbers = [*takewhile(str.isdecimal, parts)]
        rest = "*".join(parts[len(numbers) :])
        found[rest] = found.get(rest, 0) + reduce(lambda a, b: a * b, map(int, numbers), 1)
    return found


def written(found: Counts) -> Size:
    """The size with these terms."""
    names = [name if k == 1 else f"{k}*{name}" for name, k in sorted(found.items()) if name and k]
    number = found.get("", 0)
    return "+".join([*names, *([str(number)] if number else [])]) if names else number


def plus(a: Size, b: Size) -> Size:
    """The sum of two sizes."""
    if isinstance(a, int) and isinstance(b, int):
        return a + b
    if 0 in (a, b):
        return b if a == 0 else a
    x, y = counts(a), counts(b)
    return written({name: x.get(name, 0) + y.get(name, 0) for name in {**x, **y}})


def beyond(a: Size, b: Size) -> Size | None:
    """a − b where it is a sum of sizes, so that a ≥ b whatever the names stand for; None otherwise."""
    if b == 0:
        return a
    x, y = counts(a), counts(b)
    left = {name: x.get(name, 0) - y.get(name, 0) for name in {**x, **y}}
    return None if any(k < 0 for k in left.values()) else written(left)


def times(a: Size, b: Size) -> Size:
    """The product of two sizes; of names a text such as ``n*m``, in which the order matters and no factor is 0."""
    if isinstance(a, int) and isinstance(b, int):
        return a * b
    if 0 in (a, b):
        return 0
    if 1 in (a, b):
        return b if a == 1 else a
    if not PLUS.search(f"{a}*{b}"):
        return f"{a}*{b}"
    pairs = ((x, y, j * k) for x, j in counts(a).items() for y, k in counts(b).items())
    return reduce(plus, (written({"*".join(filter(None, (x, y))): number}) for x, y, number in pairs))


def combined(text: str, read: Callable[[Any], Size]) -> Size:
    """A sum or product of sizes from its text."""
    join, parts = (plus, PLUS.split(text)) if PLUS.search(text) else (times, text.split("*"))
    return reduce(join, (read(int(part) if part.isdecimal() else part) for part in parts))


def counted(normaliser: "Normaliser", size: Size) -> Polynomial:
    """A size as a polynomial in its names."""
    total = Polynomial.of(0)
    for product, k in counts(size).items():
        factors = product.split("*") if product else []
        values = (Polynomial.of(int(f)) if f.isdecimal() else normaliser.atom("size", f) for f in factors)
        total = total + normaliser.product((ONE, *values)).scaled(Fraction(k))
    return total


def length(language: "Language", size: Size) -> "Node":
    """A size as a scalar term."""
    return language.number(size) if isinstance(size, int) else language.node("size", data=size, shape=(1, 1))
