"""Limits as a positive number tends to 0, said with quantifiers: ∀ε > 0 ∃δ > 0 ∀λ > 0: λ < δ → ‖f − L‖ < ε."""

from __future__ import annotations

from typing import Any

from symdl.terms.errors import DeclarationError
from symdl.terms.operators import norm, scalar, scale, subtract, total
from symdl.terms.relation import Relation, exists, forall, implies, less_than
from symdl.terms.term import Symbol, Term, as_term, subterms


def tends_to(term: Any, limit: Any, variable: Term) -> Relation:
    """The term tends to the limit as the variable, a positive scalar, tends to 0.

    Args:
        term: of any shape, defined for all small values of the variable.
        limit: of the same shape, without the variable.
        variable: a scalar declared positive.

    >>> from symdl import verify
    >>> lam = scalar("lambda", positive=True)
    >>> tends_to(lam + 1, 1, lam)
    for all epsilon: there is delta: for all lambda: lambda < delta ⟹ ‖lambda + 1 - 1‖ < epsilon
    """
    gap = subtract(as_term(term), as_term(limit))
    if not isinstance(variable, Term) or variable.op != "sym" or variable.data.domain != "positive":
        raise DeclarationError(f"A limit is taken as a positive scalar symbol tends to 0, but {variable!r} is none.")
    if variable in subterms(as_term(limit)):
        raise DeclarationError(f"The limit {limit!r} depends on {variable!r}, which tends to 0.")
    names = {part.data.name for part in subterms(gap, variable) if isinstance(part.data, Symbol)}
    epsilon, delta = (scalar(_unused(name, names), positive=True) for name in ("epsilon", "delta"))
    near = implies([less_than(variable, delta)], less_than(norm(gap), epsilon))
    return forall(epsilon, exists(delta, forall(variable, near)))


def _unused(name: str, names: set[str]) -> str:
    while name in names:
        name += "_"
    return name


def as_limit(relation: Relation) -> tuple[Term, Term] | None:
    """The difference f − L and the variable, when a relation says that it tends to 0."""
    if relation.op != "forall" or len(relation.bound) != 1 or not _is_positive(relation.bound[0]):
        return None
    found = nearby(relation.args[0])
    return found[:2] if found is not None and found[2] is relation.bound[0] else None


def nearby(relation: Relation) -> tuple[Term, Term, Term] | None:
    """f − L, the variable and ε, when a relation says ∃δ > 0 ∀λ > 0: λ < δ → ‖f − L‖ < ε."""
    bound: list[Term] = []
    for op in ("exists", "forall"):
        if relation.op != op or len(relation.bound) != 1 or not _is_positive(relation.bound[0]):
            return None
        bound += relation.bound
        (relation,) = relation.args
    delta, variable = bound
    if relation.op != "implies" or len(relation.args) != 2 or relation.args[0] != less_than(variable, delta):
        return None
    near = relation.args[1]
    if near.op != "lt" or near.args[0].op != "norm" or near.args[1].op != "sym":
        return None
    (gap,), epsilon = near.args[0].args, near.args[1]
    return None if {epsilon, delta} & set(subterms(gap)) else (gap, variable, epsilon)


def sides(gap: Term, variable: Term) -> tuple[Term, Term]:
    """What depends on the variable, and what it tends to."""
    parts = gap.args if gap.op == "add" else (gap,)
    moving = [part for part in parts if variable in subterms(part)]
    still = [part for part in parts if variable not in subterms(part)]
    return total(moving), scale(-1, total(still))


def _is_positive(symbol: Term) -> bool:
    return isinstance(symbol.data, Symbol) and symbol.data.domain == "positive"
