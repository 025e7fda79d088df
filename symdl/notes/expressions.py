r"""The precedence parser of terms.

    sum      product of lower rank, joined by + and −
    circle   products joined by ⊙ or ⊗, which bind less tightly than juxtaposition: Wᵀδ ⊙ σ′(z) is (Wᵀδ) ⊙ σ′(z)
    product  factors side by side, joined by \cdot, or divided by /
    factor   an atom with its sub- and superscripts

Sums and derivatives extend to the end of their product. What could be read in two ways is refused.
"""

from __future__ import annotations

from fractions import Fraction

from symdl.notes.cursor import Cursor
from symdl.notes.registry import ATOMS
from symdl.notes.signs import BARS, CIRCLES, CLOSING, CONNECTIVES, RELATIONS, UNREADABLE
from symdl.notes.syntax import Node
from symdl.notes.tokens import Token


def expression(c: Cursor) -> Node:
    """A sum."""
    start = c.offset()
    signs: list[int] = []
    parts: list[Node] = []
    sign = c.accept("+", "-")
    if sign is not None and c.token.text in ("+", "-"):
        raise c.error("two signs follow each other; write brackets.")
    while True:
        signs.append(-1 if sign is not None and sign.text == "-" else 1)
        parts.append(c.nested(circle))
        sign = c.accept("+", "-")
        if sign is None:
            break
        if c.token.text in ("+", "-"):
            raise c.error("two signs follow each other; write brackets.")
    if len(parts) == 1 and signs == [1]:
        return parts[0]
    return Node("add", tuple(parts), tuple(signs), start)


def circle(c: Cursor) -> Node:
    """Products joined by ⊙ or by ⊗."""
    left = product(c)
    first = ""
    while (sign := c.accept(*CIRCLES)) is not None:
        kind = CIRCLES[sign.text]
        if first and (kind != first or kind == "hadamard_quotient"):
            raise c.error(
                r"\odot, \oslash and \otimes side by side can be read in two ways; write brackets.", sign.start
            )
        first = kind
        left = Node(kind, (left, product(c)), None, sign.start)
    return left


def ends_product(c: Cursor) -> bool:
    """Whether no further factor stands at the cursor."""
    token = c.token
    if (
        c.is_done
        or token.text in CLOSING
        or token.text in ("+", "-")
        or token.text in CIRCLES
        or token.text in RELATIONS
    ):
        return True
    if (
        token.text in CONNECTIVES
        or token.text in ("close.", ":=")
        or (token.text == r"\text" or token.text == r"\mbox")
    ):
        return True
    if token.text in BARS and c.bars and token.side != "open":
        return c.bars[-1] == BARS[token.text]
    return token.text in (r"\cdot", r"\times", "/") or is_evaluation(c)


def is_evaluation(c: Cursor) -> bool:
    """Whether the bar of `f(x)|_{x = a}` stands at the cursor."""
    return c.token.text in ("|", r"\vert") and not c.bars and c.token.side != "open" and c.ahead().text == "_"


def product(c: Cursor) -> Node:
    """Factors, and the bar of an evaluation behind a single one."""
    node = factors(c)
    if is_evaluation(c):
        from symdl.notes.brackets import evaluated

        if node.kind == "product" and not node.is_bracketed:
            raise c.error(r"it is not clear what is evaluated here; write \left. … \right|_{x = a} around it.")
        c.take()
        return evaluated(c, node, node.start)
    return node


def factors(c: Cursor) -> Node:
    """Factors side by side, joined by \\cdot or divided by /."""
    start = c.offset()
    parts: list[Node] = []
    joints: list[str] = []
    joint = ""
    while True:
        node = factor(c)
        if joint == "" and parts:
            _require_unambiguous(c, parts[-1], node, joints)
        parts.append(node)
        joints.append(joint)
        mark = c.accept(r"\cdot", r"\times", "/")
        joint = "" if mark is None else {"/": "/"}.get(mark.text, mark.text)
        if mark is None and ends_product(c):
            break
        if mark is not None and ends_product(c):
            raise c.error(f"{c.found()} where a factor should follow '{mark.text}'.")
    if len(parts) == 1:
        return parts[0]
    return Node("product", tuple(parts), tuple(joints), start)


def _require_unambiguous(c: Cursor, left: Node, right: Node, joints: list[str]) -> None:
    if joints[-1] == "/":
        raise c.error("what follows '/' can be read in two ways; write \\frac{…}{…} or brackets.", right.start)
    if left.kind == "number" and _is_exponent_of_ten(c, right):
        raise c.error(
            "'e' behind a number can be Euler's number or a power of ten; write \\cdot 10^{-3} or \\mathrm{e}.",
            right.start,
        )
    if left.kind == "number" and right.kind == "number" and not left.is_bracketed and not right.is_bracketed:
        raise c.error("two numbers side by side; write \\cdot between them.", right.start)
    if left.kind == "named" and left.data[1] and not _repeats(left, right):
        raise c.error(
            f"{left.data[0]} without brackets before a product can be read in two ways; write {left.data[0]}(…).",
            left.start,
        )


def _is_exponent_of_ten(c: Cursor, right: Node) -> bool:
    """`1e-3` and `1e5`, as programmers write them."""
    if right.kind != "named" or right.args[0].kind != "number" or c.at == 0 or c.tokens[c.at - 1].text != "e":
        return False
    before, following = c.tokens[c.at - 2], c.token
    is_signed = following.text in ("+", "-") and c.ahead().kind == "number"
    return before.end == c.tokens[c.at - 1].start == following.start - 1 and (is_signed or following.kind == "number")


def _repeats(left: Node, right: Node) -> bool:
    r"""`\det A \det B` is read as everyone reads it."""
    return right.kind == "named" and left.data[0] == right.data[0] and left.data[0] in ("det", "trace", "rank")


def factor(c: Cursor) -> Node:
    """An atom with its scripts."""
    from symdl.notes.scripts import with_scripts

    token = c.token
    if token.text in ATOMS:
        reading = ATOMS[c.take().text]
        return with_scripts(c, reading(c, token))
    if token.kind == "number":
        c.take()
        if token.text in ("0", "1") and c.token.text == "_":
            from symdl.notes.brackets import shape_below

            return with_scripts(c, Node("ones" if token.text == "1" else "zeros", (), shape_below(c), token.start))
        return with_scripts(c, Node("number", (), Fraction(token.text), token.start))
    from symdl.notes.symbols import symbol

    node = symbol(c)
    if node is not None:
        return node
    raise _unreadable(c, token)


def _unreadable(c: Cursor, token: Token) -> Exception:
    if c.is_done:
        return c.error("the formula ends where a term should stand.")
    if token.text in UNREADABLE:
        return c.error(f"'{token.text}' cannot be read: {UNREADABLE[token.text]}.")
    if token.text in RELATIONS:
        return c.error(f"'{token.text}' stands where a term should stand; complete the side before it.")
    if token.kind == "command" and token.text[1:].isalpha():
        return c.error(
            f"the command {token.text} is unknown; write it with the commands of the notes format, or declare a name."
        )
    return c.error(f"'{token.text}' stands where a term should stand.")


def argument(c: Cursor) -> Node:
    """The argument of a command: a group, or one token as TeX takes it."""
    if c.token.text == "{":
        return braced(c)
    token = c.token
    if token.kind == "number" and token.text[0] == ".":
        raise c.error(
            f"TeX takes only the point of {token.text} as the argument; write braces, {{{token.text}}}.", token.start
        )
    if token.kind == "number" and len(token.text) > 1:
        digit = Token("number", token.text[0], token.start, token.start + 1)
        c.tokens[c.at : c.at + 1] = [digit, Token("number", token.text[1:], token.start + 1, token.end)]
    if c.token.kind == "number":
        token = c.take()
        return Node("number", (), Fraction(token.text), token.start)
    place = c.at
    return expression_of(c.part(place, _one(c)), "an argument")


def _one(c: Cursor) -> int:
    """Move over one token, a command with its argument, and return the place after it."""
    token = c.take()
    if token.kind == "command" and c.token.text == "{":
        c.at = c.group_end()
    return c.at


def braced(c: Cursor) -> Node:
    """What stands in braces, as a whole."""
    c.expect("{", "before an argument")
    bars, c.bars = c.bars, []
    node = c.nested(expression)
    c.bars = bars
    c.expect("}", "after an argument")
    return node


def expression_of(c: Cursor, what: str) -> Node:
    """The whole of a cursor as one term."""
    if c.is_done:
        raise c.error(f"{what} is empty.")
    node = c.nested(expression)
    if not c.is_done:
        raise c.error(f"{c.found()} where {what} should end.")
    return node
