"""Identities that a hypothesis gives when both of its sides are differentiated, such as Euler's.

From f(αx) = α²f(x) for all α > 0 follows ∂/∂α: ∇f(αx)ᵀx = 2αf(x), and at α = 1 xᵀ∇f(x) = 2f(x).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product

from symdl.calculus.agreement import agree
from symdl.provers.obligations import obligations, smoothness
from symdl.provers.state import Proof, State, domain_name, name_of
from symdl.semantics.json import to_json
from symdl.semantics.substitution import free_symbols, substitute
from symdl.terms import operators as ops
from symdl.terms.errors import SymdlError
from symdl.terms.relation import Relation
from symdl.terms.shapes import is_scalar
from symdl.terms.term import Term, number

MOST_ORDERS = 2
MOST_PLACES = 12
EVALUATE: Proof = {"rule": "evaluate"}


def by_differentiating(state: State) -> Proof | None:
    """An equation that is a multiple of a hypothesis, differentiated by one of its scalars and taken at 1 or 0."""
    for index, relation in enumerate(state.hypotheses):
        if relation.op == "forall" and relation.args[0].op == "eq":
            for scalar in filter(_is_continuous, relation.bound):
                proof = _differentiated(state, index, relation, scalar)
                if proof is not None:
                    return proof
    return None


def _is_continuous(symbol: Term) -> bool:
    return is_scalar(symbol.shape) and domain_name(symbol) in ("real", "positive")


def _differentiated(state: State, index: int, relation: Relation, scalar: Term) -> Proof | None:
    """The derivatives of the hypothesis one after the other, and a place where one is the goal."""
    sides, steps = relation.args[0].args, 0
    while steps < MOST_ORDERS and not any(_conditions(side, scalar) for side in sides):
        sides, steps = tuple(ops.derivative(side, scalar) for side in sides), steps + 1
        for terms in islice(_places(state, relation, scalar), MOST_PLACES):
            values = dict(zip(relation.bound, terms, strict=True))
            at_place = [substitute(side, values) for side in sides]
            factor = _factor(state, at_place)
            if factor is not None:
                return _proof(state, index, relation, scalar, steps, terms, factor)
    return None


def _conditions(side: Term, scalar: Term) -> bool:
    try:
        return any(True for _ in (*obligations(side), *smoothness(side, scalar)))
    except SymdlError:
        return True


def _places(state: State, relation: Relation, scalar: Term) -> Iterator[tuple[Term, ...]]:
    """The scalar at 1 or 0, the other symbols at symbols of the goal; positive symbols only at 1 or positive ones."""
    free = sorted(free_symbols(*state.goal.args), key=name_of)
    ends = [number(1)] if domain_name(scalar) == "positive" else [number(1), number(0)]
    yield from product(
        *(
            ends
            if bound is scalar
            else [s for s in free if (s.shape, s.data) == (bound.shape, bound.data)]
            or [s for s in free if s.shape == bound.shape and domain_name(bound) == "real"]
            for bound in relation.bound
        )
    )


def _factor(state: State, sides: list[Term]) -> int | None:
    """The number c with left − right = c (left′ − right′) at random instances."""
    left, right = state.goal.args
    if left.shape != sides[0].shape:
        return None
    state.budget.spend(1_000)
    return next((c for c in (1, -1) if agree(left - right, c * (sides[0] - sides[1]))), None)


def _proof(
    state: State, index: int, relation: Relation, scalar: Term, steps: int, terms: tuple[Term, ...], factor: int
) -> Proof:
    place = len(state.hypotheses) + steps
    shape = state.goal.args[0].shape
    cofactor = [to_json(number(factor)), place]
    if not is_scalar(shape):
        before, after = (ops.identity(size) for size in shape)
        cofactor = [to_json(ops.scale(factor, before)), place, to_json(after)]
    proof: Proof = {"rule": "combination", "cofactors": [cofactor]}
    premises = [
        EVALUATE if term.op == "num" else {"rule": "signs"}
        for bound, term in zip(relation.bound, terms, strict=True)
        if domain_name(bound) in ("positive", "nonnegative", "natural")
    ]
    proof = {
        "rule": "specialise",
        "hypothesis": place - 1,
        "terms": [to_json(term) for term in terms],
        "premises": premises,
        "then": proof,
    }
    for step in reversed(range(steps)):
        source = index if step == 0 else len(state.hypotheses) + step - 1
        proof = {"rule": "differentiate", "hypothesis": source, "by": name_of(scalar), "then": proof}
    return proof
