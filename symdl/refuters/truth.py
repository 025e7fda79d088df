"""Truth at an instance: exact where that decides, by balls for transcendental terms, by search under quantifiers.

`holds` answers True or False only on exact or ball arithmetic. `is_plausible` also answers for quantified
relations: ∀ is plausible when a short search finds no exception, ∃ when it finds an example. A plausible
answer is a proposal; the checker asks for a proof.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import partial
from itertools import product

from symdl.algebra.budget import Budget
from symdl.algebra.closed_matrices import holds_in_a_field
from symdl.algebra.closed_systems import is_solvable
from symdl.claims.instance import Instance
from symdl.refuters.candidate import Candidate, closed
from symdl.refuters.evaluation import matrix_of
from symdl.refuters.palette import in_domain
from symdl.refuters.ring import domain_of, name_of
from symdl.semantics.balls import holds_by_balls
from symdl.semantics.exact import holds_exactly
from symdl.terms.errors import SymdlError
from symdl.terms.relation import Relation, negation, unfolded
from symdl.terms.term import Term

BITS = 256
"""The precision at which balls give up: two sides that agree so far are taken for equal."""

_SAMPLES = "0 1 -1 2 1/2 -2 3 -1/2 10 -10 1/10 1/100 100"

SAMPLES = tuple(map(Fraction, _SAMPLES.split()))
"""Where a quantified relation is tried before it is searched."""


def holds(relation: Relation, instance: Instance) -> bool | None:
    """The truth value of a relation at an instance, None when it is not decided."""
    try:
        for decide in (holds_exactly, partial(holds_by_balls, max_bits=BITS), holds_in_a_field):
            found: bool | None = decide(relation, instance)
            if found is not None:
                return found
    except SymdlError:
        return None
    return None


def is_plausible(relation: Relation, found: Candidate, budget: Budget) -> bool | None:
    """`holds`, with quantifiers answered by a short search; None when an atom is not decided."""
    budget.spend(100 + min(relation_size(relation), 1000))
    decided = holds(relation, found.instance)
    if decided is not None:
        return decided
    match relation.op:
        case "and":
            return _all([is_plausible(part, found, budget) for part in relation.args])
        case "or":
            return _any([is_plausible(part, found, budget) for part in relation.args])
        case "implies":
            premises = _all([is_plausible(part, found, budget) for part in relation.args[:-1]])
            return _any([_not(premises), is_plausible(relation.args[-1], found, budget)])
        case "iff":
            left, right = (is_plausible(part, found, budget) for part in relation.args)
            return None if left is None or right is None else left == right
        case "exists":
            solvable = is_solvable(closed(relation, found.instance))
            return solvable if solvable is not None else _is_satisfiable(relation, relation.args[0], found, budget)
        case "forall":
            return _not(_is_satisfiable(relation, negation(relation.args[0]), found, budget))
        case "minimises" | "psd" | "pd" | "each_ne" | "each_le" | "each_lt":
            return is_plausible(unfolded(relation), found, budget)
    return None


def _is_satisfiable(quantified: Relation, body: Relation, found: Candidate, budget: Budget) -> bool | None:
    """Whether values of the bound symbols are found for which the relation holds: sampled, then searched."""
    from symdl.refuters.solving import solution

    if any(_holds_at(body, quantified.bound, values, found.instance, budget) for values in _samples(quantified.bound)):
        return True
    try:
        return solution((closed(body, found.instance),), found.coefficients, budget) is not None
    except SymdlError:
        return None


def _samples(bound: Sequence[Term]) -> Iterator[tuple[Fraction, ...]]:
    """Numbers for the entries of bound symbols: a grid for few of them, unit directions and rays for many."""
    entries = sum(int(s.shape[0]) * int(s.shape[1]) for s in bound)
    if entries <= 2:
        return product(SAMPLES if entries == 1 else SAMPLES[:9], repeat=entries)
    return (tuple(SAMPLES[(i * k + shift) % 9] for i in range(entries)) for k in range(5) for shift in range(9))


def _holds_at(
    body: Relation, bound: Sequence[Term], numbers: tuple[Fraction, ...], instance: Instance, budget: Budget
) -> bool:
    budget.spend(100)
    values, position = dict(instance.values), 0
    for symbol in bound:
        rows, columns = int(symbol.shape[0]), int(symbol.shape[1])
        cells = numbers[position : position + rows * columns]
        position += rows * columns
        if not all(in_domain(cell, domain_of(symbol)) for cell in cells):
            return False
        table = [cells[i * columns : (i + 1) * columns] for i in range(rows)]
        values[name_of(symbol)] = matrix_of(table, (rows, columns))
    return holds(body, Instance(instance.sizes, values, instance.functions)) is True


def _all(values: Sequence[bool | None]) -> bool | None:
    return False if False in values else (None if None in values else True)


def _any(values: Sequence[bool | None]) -> bool | None:
    return True if True in values else (None if None in values else False)


def _not(value: bool | None) -> bool | None:
    return None if value is None else not value


def relation_size(relation: Relation) -> int:
    """The number of nodes of the terms in a relation."""
    return sum(relation_size(arg) if isinstance(arg, Relation) else arg.size for arg in relation.args)
