"""Goals and hypotheses taken apart by their logic."""

from __future__ import annotations

from dataclasses import replace

from symdl.provers.closed import has_quantifiers, prove_closed
from symdl.provers.counting import count_proof
from symdl.provers.definite_forms import by_schur
from symdl.provers.limits import by_limit
from symdl.provers.matrix_functions import by_function
from symdl.provers.state import Proof, State
from symdl.semantics.substitution import size_symbols
from symdl.terms.relation import FALSE, Relation, implies, negation, unfolded


def by_logic(state: State) -> tuple[bool, Proof | None]:
    """Whether the goal is no atom, and then its proof."""
    from symdl.provers.search import search
    from symdl.provers.witness import by_witness

    goal = state.goal
    match goal.op:
        case "true":
            return True, {"rule": "evaluate"}
        case "implies":
            proof = search(state.having(*goal.args[:-1]).towards(goal.args[-1]))
            return True, proof and {"rule": "intro", "names": [], "then": proof}
        case "forall":
            opened, body, names = state.opened(goal)
            proof = search(opened.towards(body))
            return True, proof and {"rule": "intro", "names": names, "then": proof}
        case "and":
            return True, _split(state, goal.args)
        case "iff":
            left, right = goal.args
            return True, _split(state, (implies([left], right), implies([right], left)))
        case "or":
            return True, _disjunction(state)
        case "exists":
            return True, by_limit(state) or by_witness(state)
        case "each_ne" | "each_le" | "each_lt":
            return True, _every_entry(state)
        case "count":
            return True, count_proof(goal, state.budget)
        case "psd" | "pd" | "minimises":
            closed = prove_closed(state)
            if closed is not None:
                return True, closed
            proof = _smallest(state) if goal.op == "minimises" else None
            named = by_schur(state) or by_function(state)
            if named is not None:
                return True, named
            proof = proof or search(state.towards(unfolded_for_checker(goal)))
            return True, proof and {"rule": "unfold", "then": proof}
    return False, None


def _every_entry(state: State) -> Proof | None:
    """Entry by entry at integer sizes, by signs at symbolic ones."""
    from symdl.provers.entry_signs import by_signs

    closed = prove_closed(state)
    if closed is not None:
        return closed
    if size_symbols(state.goal):
        return by_signs(state)
    parts = unfolded(state.goal)
    return _split(state, parts.args if parts.op == "and" else () if parts.op == "true" else (parts,))


def _smallest(state: State) -> Proof | None:
    """A minimiser by completing the square around it, after the definition was unfolded."""
    from symdl.provers.forward import obliged
    from symdl.provers.traces import by_traces

    opened, body, names = state.opened(unfolded(state.goal))
    step = obliged(opened.towards(body))
    if step is None:
        return None
    inner, wrap = step
    proof = by_traces(inner, (opened.scope[-1], state.goal.args[1]))
    return proof and {"rule": "intro", "names": names, "then": wrap(proof)}


def unfolded_for_checker(relation: Relation) -> Relation:
    """The definition, with the quantifier's own names left to `intro`."""
    return unfolded(relation)


def _split(state: State, parts: tuple[Relation, ...]) -> Proof | None:
    from symdl.provers.search import search

    branches = []
    for part in parts:
        proof = search(state.towards(part))
        if proof is None:
            return None
        branches.append(proof)
    return {"rule": "split", "branches": branches}


def _disjunction(state: State) -> Proof | None:
    """One part alone, or a contradiction from the negation of all."""
    from symdl.provers.search import attempt, search

    closed = prove_closed(state)
    if closed is not None:
        return closed
    for index, part in enumerate(state.goal.args):
        if part in state.hypotheses or has_quantifiers(part):
            proof = attempt(state.towards(part), 300_000)
            if proof is not None:
                return {"rule": "choose", "index": index, "then": proof}
    if has_quantifiers(state.goal):
        return None
    from symdl.provers.forward import obliged

    step = obliged(state)
    if step is None:
        return None
    inner, wrap = step
    proof = search(replace(inner.having(negation(state.goal)).towards(FALSE), rounds=0))
    return proof and wrap({"rule": "suppose", "then": proof})
