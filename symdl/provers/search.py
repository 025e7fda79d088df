"""The order in which methods are tried on a sequent.

A goal is taken apart by its logic; an atomic goal is closed by an identity, after facts about its atoms,
instances of general hypotheses and case distinctions have been added. All search is bounded by one budget.
"""

from __future__ import annotations

from dataclasses import replace

from symdl.algebra.budget import Budget, BudgetExceeded
from symdl.provers.state import Proof, State, composed
from symdl.semantics.substitution import size_symbols

QUICK = 80_000
THOROUGH = 4_000_000
MOST_ROUNDS = 7
DEEPEST = 14


def effort(state: State, work: int) -> Budget:
    """A share of the budget for one attempt."""
    return state.budget.limited(work)


def search(state: State) -> Proof | None:
    """A proof of the sequent, or None."""
    from symdl.provers.forward import opened_existence
    from symdl.provers.logic import by_logic

    state.budget.spend(50)
    if state.depth > DEEPEST:
        return None
    if state.goal in state.hypotheses:
        return {"rule": "assume", "hypothesis": state.hypotheses.index(state.goal)}
    handled, proof = by_logic(state)
    if handled:
        return proof
    state, opened = opened_existence(state)
    proof = by_algebra(state)
    return None if proof is None else opened(proof)


def by_algebra(state: State) -> Proof | None:
    """An atomic goal, or `false`."""
    from symdl.provers.calculus import by_calculus, by_plain_sides, has_derivatives
    from symdl.provers.closed import is_refuted_by_evaluation, prove_closed
    from symdl.provers.definite_forms import by_pairs
    from symdl.provers.entry_signs import by_signs_and_norms
    from symdl.provers.forward import PLAIN, forward, obliged
    from symdl.provers.homogeneous import by_differentiating
    from symdl.provers.induction import by_induction, is_recursive
    from symdl.provers.limits import by_bound
    from symdl.provers.matrices import by_determinant, prove_matrix_relation
    from symdl.provers.matrix_functions import exponential_determinants
    from symdl.provers.norm_squares import by_squared_norms
    from symdl.provers.norms import by_norm
    from symdl.provers.polynomial import close
    from symdl.provers.powers import passages
    from symdl.provers.ranks import by_ranks
    from symdl.provers.splitting import split_cases
    from symdl.provers.traces import by_traces
    from symdl.provers.weighted_squares import by_weighted_squares
    from symdl.terms.relation import is_between_scalars

    ranked, proof = by_ranks(state)
    if ranked:
        return proof
    closed = prove_closed(state)
    if closed is not None:
        return closed
    if is_refuted_by_evaluation(state.goal) and not state.hypotheses:
        return None
    if state.goal.op != "false" and not is_between_scalars(state.goal):
        return prove_matrix_relation(state)
    step = obliged(state)
    if step is None:
        return None
    state, exponentials = exponential_determinants(step[0])
    wrap = composed([step[1], exponentials])
    if size_symbols(state.goal):
        proof = by_norm(state) or by_determinant(state)
        if proof is not None:
            return wrap(proof)
        if state.goal.op in ("ne", "le", "lt"):
            methods = (by_signs_and_norms, by_plain_sides, by_weighted_squares, by_pairs, by_bound)
            proof = next((found for method in methods if (found := method(state)) is not None), None)
        elif has_derivatives(state.goal):
            proof = by_calculus(state) or by_differentiating(state)
        proof = proof or by_squared_norms(state)
        if proof is not None:
            return wrap(proof)
    proof = close(state, effort=effort(state, QUICK))
    if PLAIN in state.used:
        return None if proof is None else wrap(proof)
    if proof is None:
        state, passing = passages(state)
        wrap = composed([wrap, passing])
        proof = by_traces(state)
    if proof is None and is_recursive(state):
        proof = by_induction(state)
    for _ in range(MOST_ROUNDS):
        if proof is not None:
            return wrap(proof)
        if state.rounds >= MOST_ROUNDS:
            break
        grown = forward(state)
        if grown is None:
            break
        state = grown[0].next_round()
        wrap = composed([wrap, grown[1]])
        proof = close(state, effort=effort(state, QUICK))
    if proof is None and not is_recursive(state):
        proof = by_induction(state)
    if proof is None:
        proof = split_cases(state)
    if proof is None:
        proof = close(state, effort=effort(state, THOROUGH))
    if proof is None:
        proof = by_calculus(state)
    return None if proof is None else wrap(proof)


def attempt(state: State, work: int) -> Proof | None:
    """A proof found within a small budget of its own; exceeding it is no error."""
    child = replace(state, budget=effort(state, work))
    try:
        return search(child)
    except BudgetExceeded:
        state.budget.spend(0)
        return None
