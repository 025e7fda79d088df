r"""Numbers of solutions: `\#\{ (x, y) \in \mathbb{C}^2 \colon x^2 + y = 0,\; x y = 1 \} = 3`.

They are one side of a relation with a number or ∞. The unknowns are bound; between them and the colon may stand
`\text{isolated}`, and `(\mathbb{C} \setminus 0)^2` are the points without a zero coordinate.
"""

from __future__ import annotations

from symdl.notes.cursor import Cursor
from symdl.notes.elaborate import Elaborator
from symdl.notes.expressions import expression
from symdl.notes.identifiers import script, word_at
from symdl.notes.optima import spelled
from symdl.notes.syntax import Node
from symdl.terms import operators as ops
from symdl.terms import relation as rel
from symdl.terms.relation import Counted, Relation

FIELDS = {("C", False, False): "complex", ("R", False, False): "real", ("C", True, False): "torus",
          ("C", False, True): "isolated", ("C", True, True): "isolated_torus"}  # fmt: skip
COMPARISONS = {"eq": "eq", "ne": "ne", "le": "le", "gt": "gt"}


def is_count(c: Cursor) -> bool:
    return c.token.text == r"\#" or (c.token.text in ("|", r"\lvert") and c.ahead().text == r"\{")


def counted(c: Cursor) -> Node:
    """The set whose elements are counted."""
    sign = c.take()
    start = sign.start
    c.expect(r"\{", "after \\#")
    is_tuple = c.accept("(") is not None
    names = [spelled(c)]
    while is_tuple and c.accept(",") is not None:
        names.append(spelled(c))
    if is_tuple:
        c.expect(")", "after the unknowns")
    c.expect(r"\in", "before the set in which solutions are counted")
    letter, is_torus = _space(c, len(names))
    is_isolated = word_at(c) == "isolated"
    if c.accept(r"\colon", ":", r"\mid") is None:
        raise c.error(f"{c.found()} where ':' should stand before the equations.")
    c.local += names
    equations = _equations(c)
    del c.local[len(c.local) - len(names) :]
    if sign.text != r"\#":
        c.expect({"|": "|"}.get(sign.text, r"\rvert"), "after a set whose elements are counted")
    field = FIELDS.get((letter, is_torus, is_isolated))
    if field is None:
        raise c.beyond("solutions of this kind are not counted; they are real, complex or isolated complex.", start)
    return Node("count", tuple(equations), (tuple(names), field), start)


def _space(c: Cursor, unknowns: int) -> tuple[str, bool]:
    is_torus = c.accept("(") is not None
    token = c.take()
    if token.text not in (r"\mathbb", r"\R", r"\C"):
        raise c.error(r"\mathbb{C} or \mathbb{R} should stand here.", token.start)
    letter = token.text[1:]
    if token.text == r"\mathbb":
        is_braced = c.accept("{") is not None
        letter = c.take().text
        if is_braced:
            c.expect("}", "after the letter of a set")
    if is_torus:
        c.expect(r"\setminus", "before the 0 that is left out")
        is_braced = c.accept(r"\{") is not None
        c.expect("0", "behind \\setminus")
        if is_braced:
            c.expect(r"\}", "after the 0 that is left out")
        c.expect(")", "after a set without 0")
    power = "".join(t.text for t in script(c)) if c.accept("^") is not None else "1"
    if letter not in ("C", "R") or power != str(unknowns):
        raise c.error(f"{unknowns} unknowns stand before a set with the exponent {power}.", token.start)
    return letter, is_torus


def _equations(c: Cursor) -> list[Node]:
    found: list[Node] = []
    while True:
        start = c.offset()
        left = c.nested(expression)
        c.expect("=", "in an equation")
        right = c.nested(expression)
        is_zero = right.kind == "number" and right.data == 0
        found.append(left if is_zero else Node("add", (left, right), (1, -1), start))
        if c.accept(",", ";", r"\land") is None:
            c.expect(r"\}", "after the equations")
            return found


def comparison(e: Elaborator, node: Node, sign: str, other: Node) -> Relation:
    """How the number of solutions compares with a number."""
    names, field = node.data
    symbols = {name: ops.scalar(name) for name in names}
    with e.bound(symbols):
        equations = [e.term(part) for part in node.args]
    if other.kind == "infinite":
        value: int | str = "infinite"
    else:
        number = e.term(other)
        if number.op != "num" or number.data.denominator != 1 or number.data < 0:
            raise e.error("a number of solutions is compared with a natural number or \\infty.", other)
        value = int(number.data)
    if sign not in COMPARISONS or (value == "infinite" and sign not in ("eq", "ne")):
        raise e.beyond("a number of solutions is compared by =, \\ne, \\le or >.", node)
    with e.at(node):
        right = rel.count_is(value, equations, list(symbols.values()), over=field)
    return Relation("count", right.args, right.bound, Counted(field, COMPARISONS[sign], value))
