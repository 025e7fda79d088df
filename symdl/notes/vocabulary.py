r"""The words of formulas: a command or word and the operator it names. A new operator is one line.

Operators of one argument build with the function of that name in `symdl.terms.operators`; see `symdl.notes.meaning`.
"""

from __future__ import annotations

from symdl.notes.cursor import Cursor
from symdl.notes.expressions import factor
from symdl.notes.generic_ranks import almost_everywhere, neurovariety
from symdl.notes.identifiers import script
from symdl.notes.registry import ATOMS, Reading
from symdl.notes.roots import root_at
from symdl.notes.signs import AMBIGUOUS
from symdl.notes.symbols import parenthesised
from symdl.notes.syntax import Node
from symdl.notes.tokens import Token

OPERATORS = {
    "trace": ("tr", "Tr", "trace", "Trace"),
    "det": ("det",),
    "rank": ("rank", "rk", "Rank"),
    "diag": ("diag", "Diag"),
    "vec": ("vec",),
    "exp": ("exp",),
    "log": ("log", "ln"),
    "tanh": ("tanh",),
    "sqrt": ("sqrt",),
    "sign": ("sign", "sgn"),
    "absolute": ("abs",),
    "relu": ("relu", "ReLU"),
    "sigmoid": ("sigmoid",),
    "softmax": ("softmax",),
    "log_sum_exp": ("logsumexp", "lse", "LSE"),
}
r"""The operator of one argument and how it is written, as `\word` or `\operatorname{word}`."""

PAIRS = {"maximum": ("max",), "minimum": ("min",)}
"""Operators of two or more arguments, always in brackets."""

NOT_COMMANDS = frozenset({"vec", "sqrt"})
r"""Words whose command has another meaning: `\vec{x}` is an accent, `\sqrt{x}` has its own argument."""

WORDS: dict[str, Reading] = {}


def named(operator: str) -> Reading:
    """The reading of an operator of one argument, in brackets or of the next factor."""

    def read(c: Cursor, token: Token) -> Node:
        is_entrywise = False
        if operator == "rank" and (generic := almost_everywhere(c, token)) is not None:
            return generic
        if c.token.text == "_" and operator in AMBIGUOUS:
            c.take()
            is_entrywise = [t.text for t in script(c)] == [AMBIGUOUS[operator]]
            if not is_entrywise:
                raise c.error(f"only the natural logarithm and no base can be written after {token.text}.", token.start)
        power = _power(c, token)
        arguments = parenthesised(c)
        if operator == "diag" and arguments is not None and len(arguments) > 1 and power is None:
            column = Node("transpose", (Node("row", tuple(arguments), None, token.start),), None, token.start)
            return Node("named", (column,), (operator, False), token.start)
        if arguments is not None and len(arguments) != 1:
            raise c.error(f"{token.text} takes one argument, but {len(arguments)} stand there.", token.start)
        if arguments is None and c.is_done:
            raise c.error(f"{token.text} needs an argument.", token.start)
        inside = arguments[0] if arguments is not None else c.nested(factor)
        node = Node("named", (inside,), (operator, arguments is None and power is None, is_entrywise), token.start)
        return node if power is None else Node("power", (node, power), None, token.start)

    return read


def _power(c: Cursor, token: Token) -> Node | None:
    r"""The k of `\log^k x`, which is a power of the value."""
    if c.token.text != "^":
        return None
    c.take()
    tokens = script(c)
    if len(tokens) != 1 or not tokens[0].text.isdigit():
        raise c.error(
            f"the superscript of {token.text} is no power such as ^2; write brackets around the value.", token.start
        )
    return Node("number", (), int(tokens[0].text), tokens[0].start)


def pair(operator: str) -> Reading:
    """The reading of an operator of several arguments in brackets."""

    def read(c: Cursor, token: Token) -> Node:
        from symdl.notes.optima import optimum

        if c.token.text == "_":
            return optimum(c, token)
        arguments = parenthesised(c)
        if arguments is None or len(arguments) < 2:
            raise c.error(f"{token.text} takes two or more terms in brackets, as in {token.text}(0, x).", token.start)
        node = arguments[0]
        for argument in arguments[1:]:
            node = Node("pair", (node, argument), operator, token.start)
        return node

    return read


def inertia(c: Cursor, token: Token) -> Node:
    r"""`\operatorname{ind}_+(A)` and `\operatorname{ind}_-(A)`: the numbers of positive and of negative eigenvalues."""
    c.expect("_", "with + or −")
    sign = "".join(t.text for t in script(c))
    arguments = parenthesised(c)
    if sign not in ("+", "-") or arguments is None or len(arguments) != 1:
        raise c.error(r"write \operatorname{ind}_{+}(A) or \operatorname{ind}_{-}(A).", token.start)
    inside = arguments[0] if sign == "+" else Node("add", tuple(arguments), (-1,), token.start)
    return Node("named", (inside,), ("positive_index", False), token.start)


def dimension(c: Cursor, token: Token) -> Node:
    """The dimension of a neurovariety; other dimensions cannot be said."""
    found = neurovariety(c, token)
    if found is None:
        raise c.beyond("dimensions cannot be said yet; claim the algebra behind the formula.", token.start)
    return found


def register() -> None:
    """Enter every word into the tables of commands."""
    import symdl.notes.brackets
    import symdl.notes.derivatives
    import symdl.notes.functions
    import symdl.notes.iterates
    import symdl.notes.meaning
    import symdl.notes.products
    import symdl.notes.summation
    import symdl.notes.sums
    import symdl.notes.tables  # noqa: F401
    from symdl.notes.calculus import differential
    from symdl.notes.optima import argument_in_one

    for table, reading in ((OPERATORS, named), (PAIRS, pair)):
        for operator, words in table.items():
            for word in words:
                WORDS[word] = reading(operator)
                if word not in NOT_COMMANDS:
                    ATOMS[rf"\{word}"] = WORDS[word]
    ATOMS[r"\dim"] = dimension
    WORDS.update(
        {"root": root_at, "ind": inertia, "D": differential, "argmin": argument_in_one, "argmax": argument_in_one}
    )


__all__ = ["ATOMS", "OPERATORS", "PAIRS", "WORDS", "register"]
