r"""Declarations by a set: `A, B \in \mathbb{R}^{n \times n}`, `x \in (0, 1)`, `y \in \{-1, 1\}`."""

from __future__ import annotations

from symdl.notes.cursor import Cursor
from symdl.notes.elaborate import Elaborator
from symdl.notes.places import NotesError, Spot
from symdl.notes.scope import Scope, Size_, as_term
from symdl.notes.sets import is_range, range_at, within
from symdl.notes.spaces import Space, space
from symdl.notes.syntax import Node
from symdl.terms import operators as ops
from symdl.terms import relation as rel
from symdl.terms.relation import Relation
from symdl.terms.term import Term


def members(names: list[tuple[str, Spot]], c: Cursor, scope: Scope) -> list[str | Term]:
    r"""`A, B \in \mathbb{R}^{n \times n}`, `x \in (0, 1)`, `y \in \{-1, 1\}`."""
    if is_range(c):
        return _in_range(names, c, scope)
    where = space(c)
    if not c.is_done:
        raise c.error(f"{c.found()} after a set; write what else holds in a formula of its own.")
    for name, spot in names:
        member(name, where, scope, spot)
    return [name for name, _ in names]


def member(name: str, where: Space, scope: Scope, spot: Spot) -> None:
    """Declare a name as a member of a set."""
    if where.domain == "counting" and name in scope.sizes:
        scope.declare(name, Size_(name), spot)
        return
    rows, columns = (scope.size(size, spot) for size in where.shape)
    domain = "natural" if where.domain == "counting" else where.domain
    new = ops.symbol(name, shape=(rows, columns), domain=domain)
    known = scope.find(name)
    is_known = known is not None and _narrows(known.meaning, new, scope, spot)
    if not is_known:
        scope.declare(name, new, spot)
    found = as_term(scope.find(name).meaning)  # type: ignore[union-attr]
    if where.domain == "counting" and found is not None:
        scope.assume(rel.at_most(1, found), spot)


def _narrows(known: object, new: Term, scope: Scope, spot: Spot) -> bool:
    """Whether a name of the same shape is declared again with a compatible domain; what is new becomes a hypothesis."""
    if isinstance(known, Size_):
        return new.data.domain in ("natural", "integer") and new.shape == (1, 1)
    if not isinstance(known, Term) or known.op != "sym" or known.shape != new.shape:
        return False
    before, after = known.data.domain, new.data.domain
    if "complex" in (before, after):
        return bool(before == after)
    if before == after or after == "real":
        return True
    if after == "positive" and before in ("real", "nonnegative", "integer", "natural"):
        scope.assume(rel.less_than(0, known), spot)
        return True
    if (after == "nonnegative" and before in ("real", "integer")) or (before, after) == ("integer", "natural"):
        scope.assume(rel.at_most(0, known), spot)
        return True
    return (before, after) in {("positive", "nonnegative"), ("natural", "integer"), ("natural", "nonnegative")}


def _in_range(names: list[tuple[str, Spot]], c: Cursor, scope: Scope) -> list[str | Term]:
    """Scalars in an interval or a list of values; an end 0 is the domain of a new name."""
    node = range_at(c)
    if not c.is_done:
        raise c.error(f"{c.found()} where an interval such as (0, 1), [0, 1) or [0, \\infty) should end.")
    e = Elaborator(c.formula, scope)
    for name, spot in names:
        symbol = real(name, scope, spot, _domain_of(e, node))
        for part in within(e, symbol, node):
            if not _says_domain(part, symbol):
                scope.assume(part, spot)
    return [name for name, _ in names]


def _domain_of(e: Elaborator, node: Node) -> str:
    if node.kind != "interval" or not node.data[0]:
        return "real"
    lower = e.term(node.args[0])
    is_closed, _ = node.data[2]
    return ("nonnegative" if is_closed else "positive") if lower.op == "num" and lower.data == 0 else "real"


def _says_domain(part: Relation, symbol: Term) -> bool:
    """Whether a relation says no more than the domain of the symbol."""
    wanted = {"lt": "positive", "le": "nonnegative"}.get(part.op)
    return (
        wanted == symbol.data.domain and part.args[0].op == "num" and part.args[0].data == 0 and part.args[1] is symbol
    )


def real(name: str, scope: Scope, spot: Spot, domain: str = "real") -> Term:
    """The scalar of a name, declared now if it is new."""
    found = scope.find(name)
    if found is None:
        scope.declare(name, ops.symbol(name, domain=domain), spot)
        found = scope.find(name)
    assert found is not None
    term = as_term(found.meaning)
    if term is None or term.shape != (1, 1) or term.op != "sym":
        raise NotesError(f"{name} was declared in {found.spot} and is no scalar symbol.", spot)
    return term
