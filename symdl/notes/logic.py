r"""The meaning of relations, connectives, quantifiers and optima.

`x = \arg\min_v f(v)` and `x \in \arg\min_v f(v)` say that x is a global minimiser of f; `\min_v f(v) = c` says that c is the least
value and is attained.
"""

from __future__ import annotations

from symdl.notes.counts import comparison
from symdl.notes.elaborate import Elaborator, gives
from symdl.notes.limits import tending
from symdl.notes.quantifiers import bound_symbol, quantified
from symdl.notes.scope import as_term
from symdl.notes.sets import within
from symdl.notes.spaces import Space
from symdl.notes.syntax import Node
from symdl.notes.values import Value, Waiting, built, fits, shape_of
from symdl.terms import operators as ops
from symdl.terms import relation as rel
from symdl.terms.errors import ShapeError
from symdl.terms.relation import Relation
from symdl.terms.term import Term

SPECIAL = frozenset({"optimum", "cases", "interval", "values", "count", "infinite", "limit"})
"""What stands as a side of a relation and is no term."""

SEEN_FROM_RIGHT = {"ge": "le", "lt": "gt", "le": "ge", "gt": "lt"}

FLIPPED = {"ge": "le", "gt": "lt", "succeq": "preceq", "succ": "prec"}
TRANSITIVE = {"eq": "=", "le": r"\le", "lt": "<", "preceq": r"\preceq", "prec": r"\prec"}


def links(e: Elaborator, node: Node) -> list[Relation]:
    """The relations of a statement: one for each link of a chain."""
    if node.kind != "chain":
        return [relation(e, node)]
    signs, places = node.data
    sides = [None if part.kind in SPECIAL else e.value(part) for part in node.args]
    for left, right, sign in zip(sides, sides[1:], signs, strict=False):
        _fill(left, right, sign)
    found = []
    for k, sign in enumerate(signs):
        marked = Node("link", (node.args[k], node.args[k + 1]), sign, places[k])
        with e.at(marked):
            found.append(_link(e, marked, sides[k], sides[k + 1]))
    return found


def _fill(left: Value | None, right: Value | None, sign: str) -> None:
    if left is None or right is None or sign == "in" or not (isinstance(left, Waiting) or isinstance(right, Waiting)):
        return
    if not (_is_zero(left) or _is_zero(right)):
        for a, b in zip(shape_of(left), shape_of(right), strict=True):
            fits(a, b)


def _is_zero(value: Value) -> bool:
    return isinstance(value, Term) and value.op == "num" and value.data == 0


def _link(e: Elaborator, node: Node, left: Value | None, right: Value | None) -> Relation:
    sign: str = node.data
    if sign == "in" and left is not None and node.args[1].kind in ("interval", "values"):
        return _all(within(e, built(left), node.args[1]))
    if left is None or right is None:
        kinds = {part.kind for part in node.args if part.kind in SPECIAL}
        if kinds & {"interval", "values"}:
            raise e.error("a set stands behind \\in and nowhere else.", node)
        if kinds & {"count", "infinite"}:
            return _number_of(e, node)
        if kinds == {"limit"} and (left is None) != (right is None):
            side, value = (node.args[0], right) if left is None else (node.args[1], left)
            return tending(e, side, node.data, built(value))  # type: ignore[arg-type]
        return _by_cases(e, node, left, right) if kinds == {"cases"} else _optimal(e, node, left, right)
    if sign == "in":
        raise e.error(r"\in is declared in a sentence or stands before \arg\min; it is no relation of terms.", node)
    return related(sign, built(left), built(right))


def related(sign: str, left: Term, right: Term) -> Relation:
    """The relation that a sign says of two terms."""
    if sign in FLIPPED:
        return related(FLIPPED[sign], right, left)
    if sign in ("preceq", "prec"):
        difference = right if _is_zero(left) else ops.subtract(right, left)
        return rel.psd(difference) if sign == "preceq" else rel.pd(difference)
    if sign.startswith("each_"):
        return _entrywise(sign.removeprefix("each_"), left, right)
    if sign in ("le", "lt") and (_is_column(left) or _is_column(right)):
        return _entrywise(sign, left, right)
    build = {"eq": rel.equal, "ne": rel.unequal, "le": rel.at_most, "lt": rel.less_than}[sign]
    return build(left, right)


def _entrywise(sign: str, left: Term, right: Term) -> Relation:
    """A relation of every entry, which inequalities between columns mean."""
    if sign in FLIPPED:
        return _entrywise(FLIPPED[sign], right, left)
    entrywise = {
        "le": rel.entrywise_at_most,
        "lt": rel.entrywise_less_than,
        "ne": rel.entrywise_unequal,
        "eq": rel.equal,
    }
    if sign not in entrywise:
        raise ShapeError("⪯ and ≺ are of matrices as a whole, not of their entries; write \\le or <.")
    return entrywise[sign](left, right)


def _is_column(term: Term) -> bool:
    return term.shape[1] == 1 and term.shape != (1, 1)


def _number_of(e: Elaborator, node: Node) -> Relation:
    left, right = node.args
    if left.kind == "count" and right.kind != "count":
        return comparison(e, left, node.data, right)
    if right.kind == "count":
        return comparison(e, right, SEEN_FROM_RIGHT.get(node.data, node.data), left)
    raise e.beyond("infinity cannot be said but as a number of solutions.", node)


def _by_cases(e: Elaborator, node: Node, left: Value | None, right: Value | None) -> Relation:
    """A relation with one side given by cases: under each condition, with its value."""
    if left is None and right is None:
        raise e.beyond("two sides by cases cannot be compared; state them one by one.", node)
    side = node.args[0] if left is None else node.args[1]
    other = built(right if left is None else left)  # type: ignore[arg-type]
    found: list[Relation] = []
    before: list[Relation] = []
    for part, condition in zip(side.args[::2], side.args[1::2], strict=True):
        value = e.term(part)
        with e.at(part):
            said = related(node.data, value, other) if left is None else related(node.data, other, value)
            given = [rel.negation(p) for p in before] if condition.kind == "otherwise" else [relation(e, condition)]
            before += [] if condition.kind == "otherwise" else given
            found.append(rel.implies(given, said))
    return _all(found)


@gives("cases", "limit")
def side_in_term(e: Elaborator, node: Node) -> Value:
    what = "cases" if node.kind == "cases" else "a limit"
    raise e.beyond(f"{what} inside a term cannot be said; let it be one side of a relation.", node)


# optima -------------------------------------------------------------------------------------------


def _optimal(e: Elaborator, node: Node, left: Value | None, right: Value | None) -> Relation:
    if left is None and right is None:
        raise e.beyond("two optima cannot be compared; state one of them as a term.", node)
    side = node.args[0] if left is None else node.args[1]
    other = built(right if left is None else left)  # type: ignore[arg-type]
    kind, name, where = side.data
    variable = _bound_variable(e, name, where, side)
    with e.bound({name: variable}):
        body = e.term(side.args[0])
    if kind.endswith("max"):
        body = ops.scale(-1, body)
    if kind.startswith("arg"):
        if node.data not in ("eq", "in") or (node.data == "in" and left is None):
            raise e.error(r"only = and \in stand before \arg\min.", node)
        return rel.minimises(other, body, over=variable)
    value = ops.scale(-1, other) if kind == "max" else other
    if node.data != "eq":
        raise e.beyond(rf"only \{kind} f = c can be said; state a bound with \forall.", node)
    return rel.both(rel.forall(variable, rel.at_most(value, body)), rel.exists(variable, rel.equal(body, value)))


@gives("optimum")
def optimum(e: Elaborator, node: Node) -> Value:
    raise e.beyond(r"an optimum inside a term cannot be said; write x = \arg\min f or \min f = c.", node)


def _bound_variable(e: Elaborator, name: str, where: Space | None, node: Node) -> Term:
    if where is not None:
        return bound_symbol(e, name, where, node)
    declared = e.scope.find(name)
    term = None if declared is None else as_term(declared.meaning)
    if term is None or term.op != "sym":
        raise e.error(f"{name} is no declared symbol, so nothing can be minimised over it.", node)
    return term


# connectives --------------------------------------------------------------------------------------


def relation(e: Elaborator, node: Node) -> Relation:
    """A statement as one relation."""
    if node.kind == "chain":
        return _all(links(e, node))
    if node.kind in ("true", "false"):
        return rel.TRUE if node.kind == "true" else rel.FALSE
    if node.kind in ("forall", "exists"):
        return quantified(e, node, relation, related)
    parts = [relation(e, part) for part in node.args]
    with e.at(node):
        if node.kind == "implies":
            premise = parts[0]
            several = premise.args if premise.op == "and" and node.args[0].kind == "list" else (premise,)
            return rel.implies(list(several), parts[1])
        if node.kind == "iff":
            return rel.iff(parts[0], parts[1])
        return rel.both(*parts) if node.kind in ("and", "list") else rel.either(*parts)


def _all(found: list[Relation]) -> Relation:
    return found[0] if len(found) == 1 else rel.both(*found)


def conclusion(signs: tuple[str, ...]) -> str | None:
    """The sign between the first and the last term of a chain, None when nothing follows."""
    directions = {FLIPPED.get(sign, sign): sign in FLIPPED for sign in signs if sign != "eq"}
    if not directions:
        return "eq"
    if len(set(directions.values())) > 1 or not set(directions) <= set(TRANSITIVE) - {"eq"}:
        return None
    flipped = next(iter(directions.values()))
    strict = "lt" if "lt" in directions else "prec" if "prec" in directions else None
    sign = strict or next(iter(directions))
    if {"le", "lt"} & set(directions) and {"preceq", "prec"} & set(directions):
        return None
    return {"le": "ge", "lt": "gt", "preceq": "succeq", "prec": "succ"}[sign] if flipped else sign
