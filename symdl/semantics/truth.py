"""The truth of a relation from that of its atoms, where None is not known: Kleene's three values."""

from collections.abc import Callable, Sequence

from symdl.terms.relation import Relation


def decided(relation: Relation, atomic: Callable[[Relation], bool | None]) -> bool | None:
    """The truth of a relation from that of its atoms, where None is not known (Kleene's three values)."""
    match relation.op:
        case "true" | "false":
            return relation.op == "true"
        case "and":
            return _all([decided(arg, atomic) for arg in relation.args])
        case "or":
            return _not(_all([_not(decided(arg, atomic)) for arg in relation.args]))
        case "implies":
            *hypotheses, conclusion = (decided(arg, atomic) for arg in relation.args)
            return _not(_all([*hypotheses, _not(conclusion)]))
        case "iff":
            left, right = (decided(arg, atomic) for arg in relation.args)
            return None if left is None or right is None else left == right
    return atomic(relation) if relation.is_atomic else None


def _not(value: bool | None) -> bool | None:
    return None if value is None else not value


def _all(values: Sequence[bool | None]) -> bool | None:
    return False if False in values else (None if None in values else True)
