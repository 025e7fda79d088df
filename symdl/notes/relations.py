r"""The parser of relations: chains, `\land`, `\lor`, `\implies`, `\iff`, `\forall`, `\exists`, and the rows of an aligned display.

Implication binds less tightly than `\lor`, that less than `\land`; commas join like `\land` but more loosely than everything
except implication, as in "a = b, c = d ⟹ e = f".
"""

from __future__ import annotations

from symdl.notes.binders import Binder, binder
from symdl.notes.counts import counted, is_count
from symdl.notes.cursor import Cursor
from symdl.notes.expressions import expression
from symdl.notes.joints import AND, IFF, IMPLIED, IMPLIES, OR, drop_punctuation, quantifier_first, words_replaced
from symdl.notes.rows import rows
from symdl.notes.sets import is_range, range_at
from symdl.notes.signs import RELATIONS
from symdl.notes.syntax import Node


def statements(c: Cursor) -> list[Node]:
    """The relations of a display, one for each row that begins anew."""
    words_replaced(c)
    found: list[Node] = []
    for row in rows(c):
        inner = c.part(0, 0)
        inner.tokens = row
        found.append(whole(inner))
    if not found:
        raise c.error("the formula is empty; write a relation such as a = b.", 0)
    return found


def whole(c: Cursor) -> Node:
    """All of the tokens as one relation."""
    drop_punctuation(c)
    c.tokens = quantifier_first(c.tokens)
    node = relation(c)
    if not c.is_done:
        raise c.error(f"{c.found()} where the formula should end.")
    if node.kind == "list" and _is_bound(node.args[-1]) and not _is_bound(node.args[0]):
        raise c.error(
            r"what follows the comma can be a condition or a second statement; write \text{ for } before it, or \land.",
            node.args[-1].start,
        )
    return node


def _is_bound(node: Node) -> bool:
    r"""Whether a relation could be the range of a symbol, as `a > 0`, `y \in \{-1, 1\}`."""
    if node.kind != "chain" or len(node.args) != 2 or node.data[0][0] not in ("in", "ge", "gt", "le", "lt", "ne"):
        return False
    return node.args[0].kind == "name" and node.args[1].kind in ("number", "name", "interval", "values")


# relations ----------------------------------------------------------------------------------------


def relation(c: Cursor) -> Node:
    """Equivalences of implications."""
    parts = [_implication(c)]
    start = c.offset()
    while c.accept(*IFF) is not None:
        parts.append(_implication(c))
    if len(parts) > 2:
        raise c.error("three statements joined by \\iff; claim them two by two.", start)
    return parts[0] if len(parts) == 1 else Node("iff", tuple(parts), None, start)


def _implication(c: Cursor) -> Node:
    start = c.offset()
    is_condition = c.accept("&if") is not None
    left = _list(c)
    if is_condition and c.token.text not in IMPLIES:
        raise c.error(rf"{c.found()} where 'then' or \implies should stand after a condition.")
    if c.accept(*IMPLIES) is not None:
        right = c.nested(_implication)
        return Node("implies", (left, right), None, start)
    if c.accept(*IMPLIED, "&if") is not None:
        right = _list(c)
        return Node("implies", (right, left), None, start)
    return left


def _list(c: Cursor) -> Node:
    start = c.offset()
    parts = [_disjunction(c)]
    while c.token.text in (",", ";") and c.ahead().text not in (r"\\", r"\end"):
        c.take()
        parts.append(_disjunction(c))
    return parts[0] if len(parts) == 1 else Node("list", tuple(parts), None, start)


def _disjunction(c: Cursor) -> Node:
    start = c.offset()
    parts = [_conjunction(c)]
    while c.accept(*OR) is not None:
        parts.append(_conjunction(c))
    return parts[0] if len(parts) == 1 else Node("or", tuple(parts), None, start)


def _conjunction(c: Cursor) -> Node:
    start = c.offset()
    parts = [_unit(c)]
    while c.accept(*AND) is not None:
        parts.append(_unit(c))
    return parts[0] if len(parts) == 1 else Node("and", tuple(parts), None, start)


def _unit(c: Cursor) -> Node:
    if c.token.text in (r"\forall", r"\exists"):
        return quantified(c)
    if c.token.text in ("(", "[", r"\{") and _is_relation_in_brackets(c):
        opening = c.take()
        node = c.nested(relation)
        closing = {"(": ")", "[": "]", r"\{": r"\}"}[opening.text]
        if c.accept(closing) is None:
            raise c.error(f"{c.found()} where '{closing}' should close the bracket.")
        return node
    return chain(c)


def _is_relation_in_brackets(c: Cursor) -> bool:
    """Whether a relation sign or a connective stands directly inside the bracket at the cursor."""
    depth = 0
    for token in c.tokens[c.at :]:
        if token.text in ("(", "[", r"\{", "{", r"\begin"):
            depth += 1
        elif token.text in (")", "]", r"\}", "}", r"\end"):
            depth -= 1
            if depth == 0:
                return False
        elif depth == 1 and (token.text in RELATIONS or token.text in (r"\forall", r"\exists")):
            return True
    return False


def quantified(c: Cursor) -> Node:
    r"""`\forall x \in \mathbb{R}^n, \lambda > 0 \colon …`."""
    token = c.take()
    bound: list[Binder] = []
    while True:
        bound.append(binder(c))
        if c.token.text in (r"\forall", r"\exists") or c.accept(r"\colon", ":", ".", r"\quad") is not None:
            break
        if c.accept(",") is None:
            raise c.error(f"{c.found()} where ':' should stand after what is quantified.")
        if not _declares_more(c):
            break
    names = [name for each in bound for name in each.names]
    indices = [name for each in bound if each.is_index for name in each.names]
    c.local += names
    c.indices += indices
    body = c.nested(relation)
    del c.local[len(c.local) - len(names) :]
    del c.indices[len(c.indices) - len(indices) :]
    return Node(token.text[1:], (body,), tuple(bound), token.start)


def _declares_more(c: Cursor) -> bool:
    r"""Whether a colon is still to come, so that a comma separates what is quantified."""
    depth = 0
    for token in c.tokens[c.at :]:
        depth += {"(": 1, "{": 1, "[": 1, ")": -1, "}": -1, "]": -1}.get(token.text, 0)
        if depth < 0:
            return False
        if depth == 0 and token.text in (r"\colon", ":"):
            return True
    return False


def chain(c: Cursor) -> Node:
    """Terms joined by relation signs."""
    start = c.offset()
    if c.accept("&true", "&false") is not None:
        return Node(c.tokens[c.at - 1].text[1:], (), None, start)
    terms = [_side(c)]
    signs: list[str] = []
    places: list[int] = []
    shared: list[Node] = []
    while c.token.text == "," and terms[0].kind == "name" and _shares(c):
        c.take()
        shared.append(terms[0])
        terms = [_side(c)]
    while c.token.text in RELATIONS:
        token = c.take()
        places.append(token.start)
        signs.append(RELATIONS[token.text])
        terms.append(range_at(c) if token.text == r"\in" and is_range(c) else _side(c))
    if not signs:
        raise c.error(f"{c.found()} where a relation such as = or \\le should stand.")
    if c.accept("&each") is not None:
        signs = [f"each_{sign}" for sign in signs]
    data = (tuple(signs), tuple(places))
    if shared:
        parts = [Node("chain", (name, *terms[1:]), data, name.start) for name in (*shared, terms[0])]
        return Node("and", tuple(parts), None, start)
    return Node("chain", tuple(terms), data, start)


def _side(c: Cursor) -> Node:
    """One side of a relation: a term, the cases of one, or a number of solutions."""
    if c.token.text == r"\begin" and "".join(t.text for t in c.tokens[c.at + 2 : c.at + 7]).startswith("cases"):
        return cases(c)
    if is_count(c):
        return counted(c)
    if c.token.text == r"\infty":
        return Node("infinite", (), None, c.take().start)
    return expression(c)


def _shares(c: Cursor) -> bool:
    """Whether names with commas between them go on to one relation, as in a, b > 0."""
    for token in c.tokens[c.at :]:
        if token.text in RELATIONS:
            return True
        if token.text != "," and token.kind != "letter":
            return False
    return False


def cases(c: Cursor) -> Node:
    r"""`\begin{cases} a & \text{if } p \\ b & \text{otherwise} \end{cases}`: values and conditions in turn."""
    start = c.offset()
    c.take()
    c.at = c.group_end()
    parts: list[Node] = []
    while True:
        parts.append(c.nested(expression))
        c.accept(",")
        c.expect("&", "before the condition of a case")
        c.accept("&if", ",")
        if c.accept("&else") is not None:
            parts.append(Node("otherwise", (), None, c.offset()))
        else:
            parts.append(c.nested(relation))
        c.accept(",", ".", ";")
        if c.accept(r"\\") is not None and c.token.text != r"\end":
            continue
        c.expect(r"\end", "after the cases")
        c.at = c.group_end()
        return Node("cases", tuple(parts), None, start)
