"""The meaning of quantifiers over symbols, and of what is said for every entry."""

from __future__ import annotations

from collections.abc import Callable

from symdl.notes.binders import Binder
from symdl.notes.elaborate import Elaborator
from symdl.notes.indices import matrices_in
from symdl.notes.scope import as_term
from symdl.notes.spaces import Space
from symdl.notes.summation import require_free, require_range
from symdl.notes.syntax import Node
from symdl.semantics.substitution import size_symbols
from symdl.terms import operators as ops
from symdl.terms import relation as rel
from symdl.terms.relation import Relation
from symdl.terms.term import Term

Meaning = Callable[[Elaborator, Node], Relation]


def quantified(
    e: Elaborator, node: Node, relation: Meaning, related: Callable[[str, Term, Term], Relation]
) -> Relation:
    """∀ and ∃ over symbols; ∀ over indices says something of every entry."""
    binders: tuple[Binder, ...] = node.data
    if any(binder.is_index for binder in binders):
        return _of_every_entry(e, node, related)
    symbols = {name: _symbol(e, binder, name, node) for binder in binders for name in binder.names}
    with e.bound(symbols):
        given = [relation(e, condition) for binder in binders for condition in binder.conditions]
        body = relation(e, node.args[0])
    used = set(symbols) & set(size_symbols(body))
    if used:
        raise e.error(
            f"{min(used)} is quantified and is the size of a matrix; sizes hold for all values in any case.", node
        )
    counting = [
        rel.at_most(1, symbols[name])
        for binder in binders
        for name in binder.names
        if binder.where is not None and binder.where.domain == "counting"
    ]
    given = [*counting, *given]
    bound = tuple(symbols.values())
    if node.kind == "forall":
        return rel.forall(bound, rel.implies(given, body) if given else body)
    return rel.exists(bound, rel.both(*given, body) if given else body)


def _symbol(e: Elaborator, binder: Binder, name: str, node: Node) -> Term:
    declared = e.scope.find(name)
    term = None if declared is None else as_term(declared.meaning)
    if binder.where is not None:
        symbol = bound_symbol(e, name, binder.where, node)
        is_scalar_set = binder.where.shape == (1, 1) and binder.where.domain != "real"
        if is_scalar_set and term is not None and term.shape != (1, 1):
            raise e.error(
                rf"{name} is declared and no scalar; write \forall {name} \in \mathbb{{R}}^n with a condition.", node
            )
        return symbol
    if term is None or term.op != "sym":
        raise e.error(f"{name} is no symbol, so nothing can be said for all of it.", node)
    return term


def bound_symbol(e: Elaborator, name: str, where: Space, node: Node) -> Term:
    """The symbol that a quantifier or a minimum binds."""
    rows, columns = (e.scope.size(size, e.spot(node)) for size in where.shape)
    domain = "natural" if where.domain == "counting" else where.domain
    return ops.symbol(name, shape=(rows, columns), domain=domain)


# entries ------------------------------------------------------------------------------------------


def _of_every_entry(e: Elaborator, node: Node, related: Callable[[str, Term, Term], Relation]) -> Relation:
    r"""`x_i \ge 0 \text{ for all } i` as a relation of whole vectors or matrices."""
    binders: tuple[Binder, ...] = node.data
    names = [name for binder in binders for name in binder.names]
    body = node.args[0]
    if node.kind != "forall" or body.kind != "chain" or len(names) > 2 or not all(b.is_index for b in binders):
        raise e.beyond("only relations for all entries can be said of indices; write them with vectors.", node)
    return _summing(e, node, names, lambda: _links(e, node, names, related))


def _summing(e: Elaborator, node: Node, names: list[str], build: Callable[[], Relation]) -> Relation:
    if not names:
        return build()
    require_free(e, node, names[0])
    with e.summing(names[0]), e.bound({names[0]: ops.scalar(names[0], integer=True)}):
        return _summing(e, node, names[1:], build)


def _links(e: Elaborator, node: Node, names: list[str], related: Callable[[str, Term, Term], Relation]) -> Relation:
    body = node.args[0]
    signs, _ = body.data
    sides = [e.term(part) for part in body.args]
    for binder in node.data:
        for name in binder.names:
            upper = None if binder.upper is None else e.term(binder.upper)
            require_range(e, node, name, e.entries.sizes(name), None if upper is None else ops.size(1), upper)
    with e.at(node):
        lifted = matrices_in(sides, names, e.entries)
        found = [
            related(sign if sign == "eq" else f"each_{sign}", left, right)
            for sign, left, right in zip(signs, lifted, lifted[1:], strict=False)
        ]
    return found[0] if len(found) == 1 else rel.both(*found)
