r"""A name at the cursor: a symbol, a function and its arguments, the identity, e to a power.

The longest declared name wins: with $W_1$ declared, `W_1^2` is its square; with only the vector $w$ declared, `w_1` is an entry.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate

from symdl.notes.cursor import Cursor
from symdl.notes.expressions import expression
from symdl.notes.identifiers import above_of, base_of, below_of, script, word_at
from symdl.notes.scripts import subscript, superscript, with_scripts
from symdl.notes.syntax import Node
from symdl.notes.tokens import Token
from symdl.terms.shapes import size_product, size_sum

IDENTITIES = frozenset({"I", "I_bold", "I_bb", "I_rm", "Id", "Id_bold", "I_sf"})
EULER = frozenset({"e", "e_rm"})
DEPTHS = {"(": 1, ")": -1, "{": 1, "}": -1}
BEYOND = {
    "E_bb": "expectations", "P_bb": "probabilities", "E_rm": "expectations", "Var": "variances", "Cov": "covariances",
    "pi": "the number π", "E_sf": "expectations", "Pr": "probabilities",
    "im": "subspaces", "ker": "subspaces", "span": "subspaces", "range": "subspaces", "Im": "subspaces",
    "dim": "dimensions", "adj": "the adjugate", "eig": "eigenvalues", "conv": "convex hulls", "dist": "distances",
}  # fmt: skip


@dataclass
class Scripts:
    """What stands below and above a name, as tokens, and its primes."""

    below: list[Token] | None = None
    above: list[Token] | None = None
    primes: int = 0
    start: int = 0
    end: int = field(default=0)


def symbol(c: Cursor) -> Node | None:
    """The name at the cursor with its scripts and arguments; None when no name stands there."""
    start = c.offset()
    word = _operator_word(c)
    if word is not None:
        return word
    parts = base_of(c)
    if parts is None:
        return None
    after_base = c.at
    scripts = _scripts(c)
    found = _declared(c, parts, scripts)
    if found is None:
        c.at = after_base
        return _undeclared(c, parts, start)
    name, scripts = found
    if c.is_function(name):
        return _function(c, name, scripts, start)
    node = Node("name", (), name, start)
    if name == "n" and [t.text for t in scripts.below or []] in (["+"], ["-"]) and c.token.text == "(":
        raise c.error(r"write \operatorname{ind}_{+}(A) for the number of positive eigenvalues.", start)
    if scripts.primes:
        raise c.error(
            f"{name} is no function, so its prime has no meaning; write \\top for a transpose, or declare the name with it.",
            start,
        )
    return _with(c, node, scripts)


def _with(c: Cursor, node: Node, scripts: Scripts) -> Node:
    if scripts.below is not None:
        node = subscript(c, node, scripts.below)
    if scripts.above is not None:
        node = superscript(c, node, scripts.above)
    return with_scripts(c, node, has_power=scripts.above is not None)


def _operator_word(c: Cursor) -> Node | None:
    r"""`\operatorname{tr}` and its kin, unless the word is declared."""
    from symdl.notes.vocabulary import WORDS

    start = c.at
    token = c.token
    word = word_at(c)
    if word is None:
        return None
    if word in WORDS and not c.is_declared(word if len(word) > 1 else f"{word}_rm"):
        return with_scripts(c, WORDS[word](c, Token("command", word, token.start, token.end)))
    c.at = start
    return None


def _scripts(c: Cursor) -> Scripts:
    scripts = Scripts(start=c.offset())
    while True:
        if c.token.text == "_" and scripts.below is None:
            c.take()
            scripts.below = script(c)
        elif c.token.text == "^" and scripts.above is None:
            c.take()
            scripts.above = script(c)
        elif c.token.text == "'" and scripts.above is None:
            c.take()
            scripts.primes += 1
        else:
            return scripts


def _declared(c: Cursor, parts: list[str], scripts: Scripts) -> tuple[str, Scripts] | None:
    """The longest declared name that the parts and scripts spell, and the scripts left over."""
    below = None if scripts.below is None else below_of(c, scripts.below)
    above, used = ([], 0) if scripts.above is None else above_of(c, scripts.above)
    for below_parts in [below, None] if below else [None]:
        for count in [used, 0] if above else [0]:
            for primes in range(scripts.primes, -1, -1):
                spelled = [*parts, *(below_parts or []), *(above if count else []), *["prime"] * primes]
                name = "_".join(spelled)
                if c.is_declared(name):
                    left = scripts.above[count:] if scripts.above else None
                    rest = Scripts(None if below_parts else scripts.below, left or None, scripts.primes - primes)
                    return name, rest
    return None


def _undeclared(c: Cursor, parts: list[str], start: int) -> Node:
    """Names that mean something without being declared; anything else is an error."""
    name = "_".join(parts)
    if name in IDENTITIES:
        return with_scripts(c, _identity(c, start))
    if name in EULER:
        if c.accept("^") is None:
            return Node("named", (Node("number", (), 1, start),), ("exp", False), start)
        inner = c.part(0, 0)
        inner.tokens = script(c)
        from symdl.notes.expressions import expression_of

        return Node("exponential", (expression_of(inner, "an exponent"),), None, start)
    if name == "K" and (shape := _commuted(c)) is not None:
        return with_scripts(c, Node("commutation", (), shape, start))
    if name in BEYOND:
        raise c.beyond(f"{BEYOND[name]} cannot be said yet; claim the algebra behind the formula.", start)
    if name == "R_bb":
        raise c.error("a set stands where a term should stand.", start)
    below = None
    if c.accept("_") is not None:
        below = below_of(c, script(c))
    if any(part in c.local for part in below or []):
        return with_scripts(c, Node("family", (), (*parts, *(below or [])), start))
    spelled = "_".join([*parts, *(below or [])])
    end = c.tokens[c.at - 1].end
    raise c.undeclared(c.formula.text[start:end].strip(), spelled, start)


def _commuted(c: Cursor) -> tuple[int | str, int | str] | None:
    """The two sizes of a commutation matrix K_{m,n}; None, and no move, where they are no sizes."""
    place = c.at
    tokens = script(c) if c.accept("_") is not None else []
    cuts = [k for k, t in enumerate(tokens) if t.text == ","]
    if len(cuts) == 1 and 0 < cuts[0] < len(tokens) - 1:
        parts = tokens[: cuts[0]], tokens[cuts[0] + 1 :]
        if all(part[0].kind == "letter" and c.names.is_size("".join(t.text for t in part)) for part in parts):
            return size_of(c, parts[0]), size_of(c, parts[1])
    c.at = place
    return None


def _identity(c: Cursor, start: int) -> Node:
    if c.token.text == "_":
        c.take()
        return Node("identity", (), size_of(c, script(c)), start)
    return Node("identity", (), None, start)


def size_of(c: Cursor, tokens: list[Token]) -> int | str:
    """The size that tokens spell: an integer, a name, a product such as m n, or a sum such as m + 2n."""
    tokens = unwrapped(tokens)
    terms = _between(tokens, "+")
    return size_sum(*(_product_of_sizes(c, term, tokens) for term in terms))


def unwrapped(tokens: list[Token]) -> list[Token]:
    """Without the parentheses around all of them."""
    while len(tokens) > 1 and (tokens[0].text, tokens[-1].text) == ("(", ")"):
        depths = [*accumulate(DEPTHS.get(token.text, 0) for token in tokens)]
        if 0 in depths[:-1]:
            break
        tokens = tokens[1:-1]
    return tokens


def _between(tokens: list[Token], sign: str) -> list[list[Token]]:
    """What stands between signs outside brackets."""
    parts: list[list[Token]] = [[]]
    depth = 0
    for token in tokens:
        depth += DEPTHS.get(token.text, 0)
        if token.text == sign and depth == 0:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _product_of_sizes(c: Cursor, tokens: list[Token], around: list[Token]) -> int | str:
    from symdl.notes.vocabulary import WORDS

    inner = c.part(0, 0)
    inner.tokens = tokens
    factors: list[int | str] = []
    while not inner.is_done:
        if inner.token.text.isdigit():
            number = int(inner.take().text)
            last = factors.pop() if factors and isinstance(factors[-1], int) else 1
            factors.append(number * int(last))
            inner.accept(r"\cdot")
            continue
        parts = base_of(inner)
        if parts is not None and inner.accept("_"):
            below = below_of(inner, script(inner))
            parts = None if below is None else [*parts, *below]
        if parts is None or (len(parts[0]) > 1 and "_".join(parts) in WORDS):
            raise c.error("a size is an integer, a name, such as n or d_1, a product or a sum of them.", inner.offset())
        factors.append("_".join(parts))
        inner.accept(r"\cdot")
    if not factors:
        raise c.error("a size is missing.", around[0].start if around else None)
    return size_product(*factors)


# functions ----------------------------------------------------------------------------------------


def _function(c: Cursor, name: str, scripts: Scripts, start: int) -> Node:
    order = scripts.primes
    component = None
    if scripts.above is not None and (digits := _order(scripts.above)) is not None:
        order, scripts.above = digits, None
    if scripts.below is not None:
        texts = [t.text for t in scripts.below]
        if len(texts) != 1 or not texts[0].isdigit():
            raise c.error(
                f"the subscript of the function {name} is neither part of a declared name nor the number of a component.",
                start,
            )
        component = int(texts[0])
    arguments = parenthesised(c) if scripts.above is None else None
    if arguments is None:
        if order or component is not None:
            raise c.error(f"{name} is a function; write its argument in brackets.", start)
        if scripts.above is not None and c.token.text in BRACKETS:
            raise c.error(
                f"a power between the function {name} and its argument can be read in two ways; write {name}(…)^2.",
                start,
            )
        return _with(c, Node("function", (), name, start), Scripts(None, scripts.above))
    node = Node("call", tuple(arguments), (name, order), start)
    if component is not None:
        node = Node("index", (node,), (component,), start)
    return with_scripts(c, node)


def _order(tokens: list[Token]) -> int | None:
    """The k of f^{(k)}."""
    texts = [t.text for t in tokens]
    return (
        int(texts[1])
        if len(texts) == 3 and texts[0] == "(" and texts[2] == ")" and texts[1].isdigit() and len(texts[1]) < 3
        else None
    )


BRACKETS = {"(": ")", "[": "]", r"\{": r"\}", r"\lbrack": r"\rbrack", r"\lbrace": r"\rbrace"}


def parenthesised(c: Cursor) -> list[Node] | None:
    """The terms in the brackets at the cursor, separated by commas; None when no bracket opens there."""
    opening = c.accept(*BRACKETS)
    if opening is None:
        return None
    bars, c.bars = c.bars, []
    found = [c.nested(expression)]
    while c.accept(",", ";") is not None:
        found.append(c.nested(expression))
    c.bars = bars
    if c.accept(BRACKETS[opening.text]) is None:
        if c.is_done:
            raise c.error(f"this '{opening.text}' is not closed; add '{BRACKETS[opening.text]}'.", opening.start)
        raise c.error(f"{c.found()} where '{BRACKETS[opening.text]}' should close the bracket.")
    return found
