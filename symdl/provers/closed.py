"""Closed relations: true or false by exact evaluation."""

from __future__ import annotations

from symdl.provers.state import Proof, State
from symdl.semantics.substitution import free_symbols, function_symbols, size_symbols, walk
from symdl.terms.errors import SymdlError
from symdl.terms.relation import Relation

QUANTIFIED = frozenset({"forall", "exists", "minimises", "count"})


def is_closed(relation: Relation) -> bool:
    """Whether a relation has no symbols, functions, sizes or quantifiers left."""
    return not (
        has_quantifiers(relation) or free_symbols(relation) or function_symbols(relation) or size_symbols(relation)
    )


def has_quantifiers(relation: Relation) -> bool:
    return relation.op in QUANTIFIED or any(isinstance(arg, Relation) and has_quantifiers(arg) for arg in relation.args)


def is_evaluated(relation: Relation) -> bool:
    """Whether the checker decides a closed relation by evaluation: there is no generic rank in it."""
    return is_closed(relation) and not any(term.op in ("generic_rank", "network_rank") for term in walk(relation))


def truth(relation: Relation) -> bool | None:
    """Whether a closed relation holds, None when that cannot be decided here."""
    from symdl.algebra.closed_matrices import holds_in_a_field
    from symdl.claims.instance import Instance
    from symdl.semantics.balls import holds_by_balls
    from symdl.semantics.exact import holds_exactly

    for decide in (holds_exactly, holds_by_balls, holds_in_a_field):
        try:
            found: bool | None = decide(relation, Instance())
        except SymdlError:
            found = None
        if found is not None:
            return found
    return None


def prove_closed(state: State) -> Proof | None:
    if is_evaluated(state.goal) and truth(state.goal) is True:
        return {"rule": "evaluate"}
    return None


def is_refuted_by_evaluation(goal: Relation) -> bool:
    return is_closed(goal) and truth(goal) is False
