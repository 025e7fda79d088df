r"""Sub- and superscripts after an atom: transposes, inverses, powers, entries."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from symdl.notes.cursor import Cursor
from symdl.notes.expressions import expression_of
from symdl.notes.identifiers import script
from symdl.notes.syntax import Node
from symdl.notes.tokens import Token

TRANSPOSES = frozenset({r"\top", r"\intercal", r"\transp", r"\T", r"\tp"})
ROMAN_T = ((r"\mathsf", "{", "T", "}"), (r"\mathrm", "{", "T", "}"), (r"\mathbf", "{", "T", "}"), (r"\text", "{", "T", "}"),
           (r"\mathsf", "T"), (r"\mathrm", "T"), (r"\mathsf", "{", r"\top", "}"), (r"\rm", "T"), (r"\mathtt", "{", "T", "}"),
           (r"\operatorname", "{", "T", "}"), (r"\textsf", "{", "T", "}"), (r"\textrm", "{", "T", "}"))  # fmt: skip
ADJOINTS = frozenset({"*", r"\ast", r"\star", "H"})


def with_scripts(c: Cursor, node: Node, *, has_power: bool = False) -> Node:
    """The node with the scripts that stand at the cursor, each taken in the order in which it stands."""
    while True:
        if c.accept("^") is not None:
            if has_power:
                raise c.error("a second superscript; write braces around the first power.", c.tokens[c.at - 1].start)
            has_power = True
            node = superscript(c, node, script(c))
        elif c.accept("_") is not None:
            node = subscript(c, node, script(c))
        elif c.token.text == "'":
            raise c.error(
                "a prime stands after what is neither a function nor a declared name; write \\top for a transpose."
            )
        else:
            return node


def subscript(c: Cursor, node: Node, tokens: list[Token]) -> Node:
    """An entry, or the positive part x_+."""
    if [t.text for t in tokens] == ["+"]:
        return Node("relu", (node,), None, node.start)
    return Node("index", (node,), indices(c, tokens), tokens[0].start if tokens else node.start)


def indices(c: Cursor, tokens: list[Token]) -> tuple[int | str, ...]:
    """The indices that a script spells: numbers, and names bound by a sum. Two digits without a comma stay one number."""
    found: list[int | str] = []
    for token in tokens:
        if token.text.isdigit():
            found.append(int(token.text))
        elif token.text in c.local:
            found.append(token.text)
        elif token.text != ",":
            raise c.error(
                "a subscript that is neither part of a declared name nor an index such as _{1} or _{1,2}.", token.start
            )
    if not 1 <= len(found) <= 2:
        raise c.error("an entry has one or two indices.", tokens[0].start if tokens else None)
    return tuple(found)


def superscript(c: Cursor, node: Node, tokens: list[Token]) -> Node:
    """A transpose, an inverse, a pseudoinverse, several of them in a row, or a power."""
    if not tokens:
        raise c.error("an empty superscript; remove it or fill it.")
    texts = tuple(t.text for t in tokens)
    marks = _marks(texts)
    if marks is not None:
        if "letter T" in marks and c.is_declared("T"):
            raise c.error(
                r"'^T' can be the transpose or a power, since T is declared; write ^\top or rename T.", tokens[0].start
            )
        if marks[0] == "letter T" and len(marks) > 1:
            raise c.error(
                r"'^{T-1}' can be an inverse transpose or a power; write ^{-\top}, or declare T.", tokens[0].start
            )
        for mark in marks:
            node = Node(MARKS[mark], (node,), None, tokens[0].start)
        return node
    if texts[0] in (r"\circ", r"\odot") and "".join(texts[1:]).removeprefix("-").isdigit():
        return Node("entrywise_power", (node,), int("".join(texts[1:])), tokens[0].start)
    is_adjoint = texts[0] in ADJOINTS or texts[1:] == ("{", "H", "}")
    if is_adjoint and not (texts == ("H",) and c.is_declared("H")):
        if len(texts) > 1 and texts[1:] != ("{", "H", "}"):
            raise c.error(f"'^{texts[0]}' with more behind it; write brackets, as in (A^*)^{{-1}}.", tokens[0].start)
        return Node("adjoint", (node,), texts[0], tokens[0].start)
    inner = c.part(0, 0)
    inner.tokens = tokens
    exponent = expression_of(inner, "an exponent")
    return Node("power", (node, exponent), None, node.start)


MARKS = {"T": "transpose", "letter T": "transpose", "-1": "inverse", "+": "pinv"}


def _marks(rest: tuple[str, ...]) -> list[str] | None:
    """The marks that a whole superscript consists of, None when it is an exponent."""
    marks: list[str] = []
    while rest:
        length = _transpose_length(rest)
        if length:
            mark = "letter T" if rest[0] == "T" else "T"
        elif rest[0] in ("+", r"\dagger", r"\dag"):
            mark, length = "+", 1
        elif rest[:2] == ("-", "1") and (len(rest) == 2 or _transpose_length(rest[2:])):
            mark, length = "-1", 2
        elif rest[0] == "-" and _transpose_length(rest[1:]):
            mark, length = "-1", 1
        else:
            return None
        marks.append(mark)
        rest = rest[length:]
    return marks


def _transpose_length(rest: tuple[str, ...]) -> int:
    """How many tokens the sign of the transpose at the beginning takes, 0 when there is none."""
    if rest and (rest[0] in TRANSPOSES or rest[0] == "T"):
        return 1
    return next((len(form) for form in ROMAN_T if rest[: len(form)] == form), 0)


def bracketed(node: Node) -> Node:
    return replace(node, is_bracketed=True)


def is_integer(node: Node) -> bool:
    return node.kind == "number" and isinstance(node.data, Fraction) and node.data.denominator == 1
