r"""The sets in which symbols live: `\mathbb{R}^{d \times n}`, `\mathbb{N}`, `\mathbb{R}_{>0}`."""

from __future__ import annotations

from dataclasses import dataclass

from symdl.notes.cursor import Cursor
from symdl.notes.identifiers import script
from symdl.notes.symbols import size_of, unwrapped
from symdl.notes.tokens import Token

Size = int | str

SETS = {r"\R": "R", r"\Reals": "R", r"\reals": "R", r"\RR": "R", r"\N": "N", r"\NN": "N", r"\Z": "Z", r"\ZZ": "Z"}
BLACKBOARD = (r"\mathbb", r"\Bbb", r"\mathbf", r"\mathds", r"\mathrm", r"\bm")
OTHERS = {
    "Q": "rational numbers",
    "S": "sets of symmetric matrices",
    "H": "Hilbert spaces",
    "K": "fields",
}
POSITIVE = (">0", r"\gt0", "++")
NONNEGATIVE = (r"\ge0", r"\geq0", r"\geqslant0")


@dataclass(frozen=True, slots=True)
class Space:
    """ℝ^{m × n}, ℂ^{m × n}, or a domain of scalars: real, positive, nonnegative, integer, natural (0, 1, 2, …) or counting (1, 2, 3, …)."""

    domain: str = "real"
    shape: tuple[Size, Size] = (1, 1)


def space(c: Cursor) -> Space:
    """The set at the cursor."""
    letter, start = _letter(c), c.offset()
    below: list[Token] | None = None
    above: list[Token] | None = None
    while c.token.text in ("_", "^"):
        sign = c.take()
        if sign.text == "_":
            below = script(c)
        else:
            above = script(c)
    mark = "".join(t.text for t in below or [])
    if letter == "N":
        return Space(
            {"": "counting", "0": "natural", ">0": "counting", r"\ge1": "counting", "+": "counting"}.get(mark)
            or _odd(c, start, mark)
        )
    if letter == "C":
        if above is None or mark or not any(t.text in (r"\times", ",") for t in above):
            raise c.beyond(
                r"complex numbers and vectors cannot be said; complex matrices can, as in A \in \mathbb{C}^{m \times n}.",
                start,
            )
        return Space("complex", shape_of(c, above))
    if letter == "Z":
        marks = {"": "integer", ">0": "counting", r"\ge0": "natural", r"\geq0": "natural", r"\ge1": "counting"}
        return Space(marks.get(mark) or _odd(c, start, mark))
    domain = (
        "real"
        if not mark
        else "positive"
        if mark in POSITIVE
        else "nonnegative"
        if mark in NONNEGATIVE
        else _odd(c, start, mark)
    )
    if above is None:
        return Space(domain)
    if domain != "real":
        raise c.error("a set of positive vectors cannot be said; declare real vectors and add a hypothesis.", start)
    return Space("real", shape_of(c, above))


def _letter(c: Cursor) -> str:
    token = c.token
    if token.text in SETS:
        return SETS[c.take().text]
    if token.text in BLACKBOARD:
        c.take()
        is_braced = c.accept("{") is not None
        letter = c.take().text
        if is_braced:
            c.expect("}", "after the letter of a set")
        if letter in ("R", "N", "Z", "C"):
            return letter
        if letter in OTHERS:
            raise c.beyond(f"{OTHERS[letter]} cannot be said; symbols are real.", token.start)
    raise c.error(
        r"a set such as \mathbb{R}, \mathbb{R}^{n}, \mathbb{R}^{m \times n} or \mathbb{N} should stand here.",
        token.start,
    )


def _odd(c: Cursor, start: int, mark: str) -> str:
    raise c.error(f"the subscript '{mark}' of a set is not understood; write _{{>0}}, _{{\\ge 0}} or, of N, _0.", start)


def shape_of(c: Cursor, tokens: list[Token]) -> tuple[Size, Size]:
    r"""The shape of `m \times n` or of `n`, a column."""
    tokens = unwrapped(tokens)
    cuts = [k for k, t in enumerate(tokens) if t.text in (r"\times", ",")]
    if len(cuts) > 1:
        raise c.error("symbols have at most two sizes; tensors cannot be said.", tokens[0].start)
    if not cuts:
        return size_of(c, tokens), 1
    return size_of(c, tokens[: cuts[0]]), size_of(c, tokens[cuts[0] + 1 :])


def membership(c: Cursor) -> Space:
    r"""`\in \mathbb{R}^{n}`, `> 0` or `\ge 0` after a name."""
    if c.accept(r"\in") is not None:
        return space(c)
    sign = c.accept(">", r"\gt", r"\ge", r"\geq")
    if sign is not None and c.accept("0") is not None:
        return Space("positive" if sign.text in (">", r"\gt") else "nonnegative")
    raise c.error(r"a set should stand here, as in x \in \mathbb{R}^{n}.")
