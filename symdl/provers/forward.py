"""Forward steps: hypotheses that follow from those there are, with the proofs that bring them in.

`obliged` proves what makes the goal defined. `forward` opens hypotheses (definitions, implications, general
statements at the terms that occur), and adds facts about the elementary functions in sight.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from symdl.provers.elementary import DEFINING, RELATING, facts_about
from symdl.provers.obligations import obligations, smoothness
from symdl.provers.quantifiers import instances
from symdl.provers.signs import factor_signs
from symdl.provers.state import State, Step, Wrap, composed, domain_name, fact, flatten, have, known, name_of
from symdl.provers.uses import Source
from symdl.provers.vanishing import differing_entries, vanishing_squares
from symdl.semantics.json import to_json
from symdl.semantics.substitution import DERIVATIVES, size_symbols, walk
from symdl.terms import operators as ops
from symdl.terms.relation import EACH, Relation, implies, is_between_scalars, less_than, terms_of, unfolded
from symdl.terms.shapes import is_scalar
from symdl.terms.term import Term

MOST_STEPS = 60
MATCHING_ROUNDS = 2
PREMISE = 40_000
"""Work for the premise of one step."""
PLAIN = ("plain",)
"""The mark of a state that is to be closed by one identity or not at all."""


def obliged(state: State) -> Step | None:
    """The obligations of the goal as hypotheses; None when one cannot be shown."""
    return established(state, [r for r in obligations(*terms_of(state.goal)) if not known(state, r)])


def established(state: State, relations: list[Relation], work: int | None = None) -> Step | None:
    """Relations proved one after the other and kept as hypotheses; within little work by one identity each."""
    wraps: list[Wrap] = []
    for relation in relations:
        if known(state, relation) or _is_granted(state, relation):
            continue
        step = _proved(state, relation, work)
        if step is None:
            return None
        state, wrap = step
        wraps.append(wrap)
    return state, composed(wraps)


def _is_granted(state: State, relation: Relation) -> bool:
    """Whether a hypothesis can only hold where this obligation does, because it contains the same term."""
    given = {r for h in state.hypotheses if h.is_atomic for r in _safe_obligations(h)}
    return relation in given


def _safe_obligations(relation: Relation) -> tuple[Relation, ...]:
    return obligations(*(arg for arg in relation.args if isinstance(arg, Term)))


def _proved(state: State, relation: Relation, work: int | None) -> Step | None:
    from symdl.provers.closed import is_closed, truth
    from symdl.provers.matrices import invertible, positive_determinant
    from symdl.provers.search import attempt

    if is_closed(relation):
        return (state, lambda proof: proof) if truth(relation) else None
    if work is None and relation.op == "ne" and relation.args[0].op == "det":
        step = invertible(state, relation.args[0].args[0])
        if step is not None:
            return step
    if (
        work is None
        and relation.op == "lt"
        and relation == less_than(0, relation.args[1])
        and relation.args[1].op == "det"
    ):
        step = positive_determinant(state, relation.args[1].args[0])
        if step is not None:
            return step
    goal = state.towards(relation)
    found = attempt(goal, max(400_000, state.budget.work // 8)) if work is None else attempt(goal.marked(PLAIN), work)
    if found is None:
        return None
    return state.having(relation), lambda then: have(relation, found, then)


# opening hypotheses -------------------------------------------------------------------------------


def forward(state: State) -> Step | None:
    """One round of forward steps of the first kind that brings something new; None when none does."""
    for kinds in ROUNDS:
        before, wraps = len(state.hypotheses), list[Wrap]()
        for kind in kinds:
            for step in islice(kind(state), MOST_STEPS):
                state, wrap = step
                wraps.append(wrap)
        if len(state.hypotheses) > before:
            return state, composed(wraps)
    return None


def _definitions(state: State) -> Iterator[Step]:
    for index, relation in enumerate(state.hypotheses):
        if relation.op in ("psd", "pd", "minimises", "iff", *EACH) and ("unfold", index) not in state.used:
            if relation.op in EACH and size_symbols(relation):
                continue
            if relation.op == "iff":
                a, b = relation.args
                parts = [implies([a], b), implies([b], a)]
            else:
                parts = [unfolded(relation)]
            state = state.having(*parts).marked(("unfold", index))
            yield state, lambda proof, index=index: {"rule": "unfold", "hypothesis": index, "then": proof}  # type: ignore[misc]


def _existence(state: State) -> Iterator[Step]:
    for index, relation in enumerate(state.hypotheses):
        if relation.op == "exists" and ("obtain", index) not in state.used:
            opened, body, names = state.opened(relation)
            state = opened.having(body).marked(("obtain", index))
            yield (
                state,
                lambda proof, index=index, names=names: {  # type: ignore[misc]
                    "rule": "obtain",
                    "hypothesis": index,
                    "names": names,
                    "then": proof,
                },
            )


def opened_existence(state: State) -> Step:
    """What the hypotheses say exists, with names, where matrices of symbolic size are among it."""
    wraps: list[Wrap] = []
    if any(h.op == "exists" and any(map(size_symbols, h.bound)) for h in state.hypotheses):
        for opened, wrap in _existence(state):
            state = opened
            wraps.append(wrap)
    return state, composed(wraps)


def _implications(state: State) -> Iterator[Step]:
    from symdl.provers.search import attempt

    for index, relation in enumerate(state.hypotheses):
        mark = ("detach", index, len(state.hypotheses) if state.rounds else 0)
        if relation.op != "implies" or ("detached", index) in state.used or mark in state.used:
            continue
        state = state.marked(mark)
        if relation.args[-1] in state.hypotheses:
            continue
        premises = []
        inner = state.marked(PLAIN, *(("detached", i) for i in range(len(state.hypotheses))))
        for premise in relation.args[:-1]:
            proof = attempt(inner.towards(premise), 300_000)
            if proof is None:
                break
            premises.append(proof)
        else:
            state = state.having(relation.args[-1]).marked(("detached", index))
            yield (
                state,
                lambda proof, index=index, premises=premises: {  # type: ignore[misc]
                    "rule": "detach",
                    "hypothesis": index,
                    "premises": premises,
                    "then": proof,
                },
            )


def _universals(*, freely: bool) -> Callable[[State], Iterator[Step]]:
    """General hypotheses at terms, where these are in their domains and defined."""

    def kind(state: State) -> Iterator[Step]:
        from symdl.provers.search import attempt

        if not freely and state.rounds >= MATCHING_ROUNDS:
            return
        found = [
            (index, terms, domains, body)
            for index, relation in enumerate(state.hypotheses)
            if relation.op == "forall"
            for terms, domains, body in instances(state, relation, freely=freely)
        ]
        for index, terms, domains, body in found:
            mark, parts = ("at", index, terms), list[Relation]()
            flatten(body, parts)
            if mark in state.used or all(part in state.hypotheses for part in parts):
                continue
            state = state.marked(mark)
            defined = established(state, [r for r in obligations(*terms) if not known(state, r)], PREMISE)
            if defined is None:
                continue
            if len(defined[0].hypotheses) > len(state.hypotheses):
                yield defined
                state = defined[0]
            premises = [attempt(state.marked(PLAIN).towards(domain), PREMISE) for domain in domains]
            if any(premise is None for premise in premises):
                continue
            state = state.having(body)
            rule = {"rule": "specialise", "hypothesis": index, "terms": [to_json(t) for t in terms]}
            if premises:
                rule["premises"] = premises
            yield state, lambda proof, rule=rule: {**rule, "then": proof}  # type: ignore[misc]

    return kind


def _derivatives(state: State) -> Iterator[Step]:
    """An equation for all real t, with smooth sides, differentiated by t; only when derivatives are in sight."""
    if state.rounds or not any(term.op in DERIVATIVES for term in walk(state.goal)):
        return
    for index, relation in enumerate(state.hypotheses):
        if relation.op != "forall" or relation.args[0].op != "eq" or not is_between_scalars(relation.args[0]):
            continue
        for symbol in relation.bound:
            mark = ("differentiate", index, symbol)
            if mark in state.used or domain_name(symbol) not in ("real", "positive") or not is_scalar(symbol.shape):
                continue
            state = state.marked(mark)
            sides = relation.args[0].args
            if any(True for side in sides for _ in (*obligations(side), *smoothness(side, symbol))):
                continue
            slopes = Relation("eq", tuple(ops.gradient(side, symbol) for side in sides))
            state = state.having(Relation("forall", (slopes,), relation.bound))
            by = name_of(symbol)
            yield (
                state,
                lambda proof, index=index, by=by: {  # type: ignore[misc]
                    "rule": "differentiate",
                    "hypothesis": index,
                    "by": by,
                    "then": proof,
                },
            )


def _facts(sources: Sequence[Source]) -> Callable[[State], Iterator[Step]]:
    """Facts about the atoms in sight whose premises can be shown at once."""

    def kind(state: State) -> Iterator[Step]:
        from symdl.provers.search import attempt

        for use in facts_about(state, sources):
            mark = ("fact", use.name, use.terms)
            if mark in state.used or use.conclusion in state.hypotheses:
                continue
            state = state.marked(mark)
            defined = established(state, [r for r in obligations(*use.terms) if not known(state, r)], PREMISE)
            if defined is None:
                continue
            if len(defined[0].hypotheses) > len(state.hypotheses):
                yield defined
                state = defined[0]
            premises = []
            for premise in use.premises:
                proof = attempt(
                    state.marked(PLAIN).towards(premise), PREMISE // 10 if use.name == "congruence" else PREMISE
                )
                if proof is None:
                    break
                premises.append(proof)
            else:
                state = state.having(use.conclusion).marked(("derived", len(state.hypotheses)))
                yield state, lambda proof, use=use, premises=premises: fact(use.name, use.terms, premises, proof)  # type: ignore[misc]

    return kind


ROUNDS = (
    (_definitions, _existence, _derivatives),
    (_implications, _universals(freely=False), vanishing_squares, differing_entries, factor_signs),
    (_facts(DEFINING),),
    (_universals(freely=True),),
    (_facts(RELATING),),
)
"""Kinds of forward steps, the most telling first."""
