"""Proof steps for numbers of solutions, from the engines of `symdl.algebra.solutions`."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from symdl.algebra.budget import Budget, BudgetExceeded
from symdl.algebra.solutions.certify import Certifier, Proposal, cheap_bound
from symdl.algebra.solutions.critical_proof import CriticalProof
from symdl.algebra.solutions.inputs import polynomial_of, system_of
from symdl.algebra.solutions.system import PolynomialSystem
from symdl.provers.state import Proof
from symdl.terms.errors import CoercionError
from symdl.terms.operators import scalar
from symdl.terms.relation import CRITICAL, Counted, Relation, count_at_most, count_is, critical_count_is
from symdl.terms.term import Term, number


def proposal(relation: Relation, budget: Budget, *, seed: int = 0) -> Proposal | None:
    """What the engines say of a `count`: the number, and a proof step where one was found; None when nothing.

    Raises:
        CoercionError: when an equation is no polynomial in the unknowns.
    """
    if relation.data is None:
        raise CoercionError(f"{relation!r} counts nothing.")
    system = system_of(relation.args, relation.bound)
    field, comparison, value = relation.data
    if field in CRITICAL:
        return _critical(relation, relation.data, budget, seed)
    if comparison == "le" and field.startswith("isolated") and isinstance(value, int):
        bound = cheap_bound(system, value)
        if bound is not None:
            return Proposal(({"rule": "count", "upper": bound},), value)
    try:
        return Certifier(system, budget, seed).proposal(relation.data.field)
    except BudgetExceeded:
        return None


def _critical(relation: Relation, figure: Counted, budget: Budget, seed: int) -> Proposal | None:
    """The same for the critical points of a polynomial."""
    unknowns = list(relation.bound)
    names = tuple(str(symbol.data.name) for symbol in unknowns)
    found = CriticalProof(names, polynomial_of(relation.args[0], names), budget, seed)
    try:
        if found.certifier.dimension > 0:
            return found.certifier.proposal("real") if figure.field == "critical" else None
        low, high = found.between(figure.field)
        is_outside = isinstance(figure.value, str) or not low <= figure.value <= high
        if low < high and not is_outside:
            return None
        rule = found.proof(figure.field)
    except BudgetExceeded:
        return None
    return Proposal((rule,) if rule else (), low)


def count_proof(relation: Relation, budget: Budget) -> Proof | None:
    """A proof of a `count` that holds, as far as the engines can tell."""
    found = proposal(relation, budget)
    return found.rules[0] if found is not None and found.rules and agrees(relation, found.number) else None


def relation_of(system: PolynomialSystem, count: int, field: str, *, comparison: str = "eq") -> Relation:
    """The claim that a system has so many solutions (``le``: at most) in a field."""
    unknowns = [scalar(name) for name in system.variables]
    equations = [_term(p, unknowns) for p in system.polynomials]
    if comparison == "eq":
        return count_is(count, equations, unknowns, over=field)
    return count_at_most(count, equations, unknowns, over=field)


def critical_relation(
    names: tuple[str, ...], loss: Mapping[tuple[int, ...], Fraction], number: int, kind: str
) -> Relation:
    """The claim that a polynomial has so many critical points of a kind."""
    unknowns = [scalar(name) for name in names]
    return critical_count_is(number, _term(loss, unknowns), unknowns, kind=kind)


def _term(polynomial: Mapping[tuple[int, ...], Fraction], unknowns: list[Term]) -> Term:
    total = number(0)
    for exponents, c in polynomial.items():
        monomial = number(c)
        for x, k in zip(unknowns, exponents, strict=True):
            monomial = monomial * x**k if k else monomial
        total = total + monomial
    return total


def agrees(relation: Relation, number: int | None) -> bool:
    """Whether the claim is true of this number of solutions; None is infinitely many."""
    _, comparison, value = relation.data or ("", "eq", 0)
    if isinstance(value, str) or number is None:
        same = isinstance(value, str) and number is None
        return {"eq": same, "ne": not same, "le": False, "gt": number is None}[comparison]
    return {"eq": number == value, "ne": number != value, "le": number <= value, "gt": number > value}[comparison]
