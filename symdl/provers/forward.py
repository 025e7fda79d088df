"""Forward steps: hypotheses that follow from those there are, with the proofs that bring them in.

`obliged` proves what makes the goal defined. `forward` opens hypotheses (definitions, implications, general
statements at the terms that occur), and adds facts about the elementary functions in sight.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from symdl.provers.elementary import DEFINING, RELATING, Source, facts_about
from symdl.provers.obligations import obligations
from symdl.provers.quantifiers import instances
from symdl.provers.state import Proof, State, fact, flatten, have
from symdl.semantics.json import to_json
from symdl.terms.errors import SymdlError
from symdl.terms.relation import Relation, implies, terms_of, unfolded
from symdl.terms.shapes import is_scalar
from symdl.terms.term import Term

Wrap = Callable[[Proof], Proof]
Step = tuple[State, Wrap]

MOST_STEPS = 60
PLAIN = ("plain",)
"""The mark of a state that is to be closed by one identity or not at all."""


def known(state: State, relation: Relation) -> bool:
    """Whether a relation, or its mirror image for ≠, stands among the hypotheses."""
    return relation in state.hypotheses or (
        relation.op == "ne" and Relation("ne", tuple(reversed(relation.args))) in state.hypotheses
    )


def obliged(state: State) -> Step | None:
    """The obligations of the goal as hypotheses; None when one cannot be shown."""
    return established(state, [r for r in obligations(*terms_of(state.goal)) if not known(state, r)])


def established(state: State, relations: list[Relation]) -> Step | None:
    """Relations proved one after the other and kept as hypotheses."""
    wraps: list[Wrap] = []
    for relation in relations:
        if known(state, relation) or _is_granted(state, relation):
            continue
        step = _proved(state, relation)
        if step is None:
            return None
        state, wrap = step
        wraps.append(wrap)
    return state, composed(wraps)


def composed(wraps: list[Wrap]) -> Wrap:
    def wrapped(proof: Proof) -> Proof:
        for wrap in reversed(wraps):
            proof = wrap(proof)
        return proof

    return wrapped


def _is_granted(state: State, relation: Relation) -> bool:
    """Whether a hypothesis can only hold where this obligation does, because it contains the same term."""
    given = {r for h in state.hypotheses if h.is_atomic for r in _safe_obligations(h)}
    return relation in given


def _safe_obligations(relation: Relation) -> tuple[Relation, ...]:
    return obligations(*(arg for arg in relation.args if isinstance(arg, Term)))


def _proved(state: State, relation: Relation) -> Step | None:
    from symdl.provers.closed import is_closed, truth
    from symdl.provers.matrices import invertible_by_definiteness
    from symdl.provers.search import attempt

    if is_closed(relation):
        return (state, lambda proof: proof) if truth(relation) else None
    if relation.op == "ne" and relation.args[0].op == "det":
        step = invertible_by_definiteness(state, relation.args[0].args[0])
        if step is not None:
            return step
    proof = attempt(state.towards(relation), max(400_000, state.budget.work // 8))
    if proof is None:
        return None
    found = proof
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
        if relation.op in ("psd", "pd", "minimises", "iff") and ("unfold", index) not in state.used:
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


def _universals(state: State) -> Iterator[Step]:
    from symdl.provers.search import attempt

    for index, relation in enumerate(state.hypotheses):
        if relation.op != "forall":
            continue
        for terms, domains, body in instances(state, relation):
            mark = ("at", index, terms)
            if mark in state.used:
                continue
            state = state.marked(mark)
            parts: list[Relation] = []
            flatten(body, parts)
            if all(part in state.hypotheses for part in parts):
                continue
            premises = [attempt(state.marked(PLAIN).towards(domain), 200_000) for domain in domains]
            step = established(state, [r for r in obligations(*terms) if not known(state, r)])
            if any(premise is None for premise in premises) or step is None:
                continue
            _, wrap = step
            if wrap({"rule": "stop"}) != {"rule": "stop"}:
                continue
            state = state.having(body)
            rule = {"rule": "specialise", "hypothesis": index, "terms": [to_json(t) for t in terms]}
            if premises:
                rule["premises"] = premises
            yield state, lambda proof, rule=rule: {**rule, "then": proof}  # type: ignore[misc]


# squares and matrices -----------------------------------------------------------------------------


def _squares(state: State) -> Iterator[Step]:
    """A sum of squares that is 0 has zero summands."""
    for index, relation in enumerate(state.hypotheses):
        if relation.op != "eq" or not is_scalar(relation.args[0].shape) or ("squares", index) in state.used:
            continue
        state = state.marked(("squares", index))
        roots = _square_roots(relation)
        if roots is None:
            continue
        for root in roots:
            target = Relation("eq", (root, _zero_like(root)))
            if target in state.hypotheses:
                continue
            if is_scalar(root.shape):
                proof = _vanishing(state, index, root, target)
                if proof is None:
                    continue
                state = state.having(target)
                yield state, lambda then, target=target, proof=proof: have(target, proof, then)  # type: ignore[misc]
            elif len(roots) == 1:
                premise = {"rule": "combination", "cofactors": [_gram_cofactor(relation, index)]}
                state = state.having(target)
                yield state, lambda then, root=root, premise=premise: fact("gram_zero", [root], [premise], then)  # type: ignore[misc]


def _zero_like(term: Term) -> Term:
    from symdl.terms.operators import zeros

    return zeros(*term.shape)


def _gram_cofactor(relation: Relation, index: int) -> list[object]:
    left, right = relation.args
    coefficient = _coefficient(left if right.op == "num" else right)
    from fractions import Fraction

    from symdl.terms.term import number

    sign = 1 if right.op == "num" else -1
    return [to_json(number(Fraction(sign) / coefficient)), index]


def _coefficient(term: Term) -> object:
    from fractions import Fraction

    if term.op == "mul" and term.args[0].op == "num":
        return Fraction(term.args[0].data)  # type: ignore[arg-type]
    return Fraction(1)


def _square_roots(relation: Relation) -> list[Term] | None:
    """The x, y, … of a x² + b y² + … = 0 with positive numbers a, b, …"""
    left, right = relation.args
    if right.op == "num" and right.data == 0:
        total = left
    elif left.op == "num" and left.data == 0:
        total = right
    else:
        return None
    roots = []
    for part in total.args if total.op == "add" else (total,):
        root = _root_of(part)
        if root is None:
            return None
        roots.append(root)
    return roots


def _root_of(part: Term) -> Term | None:
    from symdl.terms import operators as ops

    factors = list(part.args) if part.op == "mul" else [part]
    roots: list[Term] = []
    loose: dict[Term, int] = {}
    for factor in factors:
        if factor.op == "num":
            if factor.data <= 0:  # type: ignore[operator]
                return None
        elif factor.op == "pow" and isinstance(factor.data, int) and factor.data > 0 and factor.data % 2 == 0:
            base = factor.args[0]
            roots.append(base.args[0] if base.op == "norm" and len(factors) <= 2 else base ** (factor.data // 2))
        else:
            loose[factor] = loose.get(factor, 0) + 1
    for factor, count in loose.items():
        if count % 2:
            return None
        roots.append(factor ** (count // 2))
    if not roots:
        return None
    product = roots[0]
    for root in roots[1:]:
        product = ops.scale(product, root)
    return product


def _vanishing(state: State, index: int, root: Term, target: Relation) -> Proof | None:
    from symdl.provers.polynomial import close
    from symdl.provers.search import QUICK, effort

    if any(not known(state, r) for r in obligations(root)):
        return None
    try:
        inner = State((state.hypotheses[index],), target, state.scope, state.budget)
        proof = close(inner, effort=effort(state, QUICK))
    except SymdlError:
        return None
    return None if proof is None else _renumbered(proof, index, len(state.hypotheses))


def _renumbered(proof: Proof, index: int, count: int) -> Proof:
    """A proof from one hypothesis as a proof from all: 0 becomes ``index``, 1 the next new number."""
    place = {0: index, 1: count}

    def moved(value: object) -> object:
        if isinstance(value, dict):
            changed = {key: moved(part) for key, part in value.items()}
            if "hypotheses" in value:
                changed["hypotheses"] = [place[k] for k in value["hypotheses"]]
            if "cofactors" in value:
                changed["cofactors"] = [[term, place[k]] for term, k in value["cofactors"]]
            return changed
        return [moved(part) for part in value] if isinstance(value, list) else value

    return moved(proof)  # type: ignore[return-value]


def _matrix_entries(state: State) -> Iterator[Step]:
    """A matrix inequation of integer size says that some entry differs."""
    from symdl.semantics.substitution import size_symbols
    from symdl.terms import operators as ops
    from symdl.terms.relation import either

    for index, relation in enumerate(state.hypotheses):
        if relation.op != "ne" or is_scalar(relation.args[0].shape) or ("entries", index) in state.used:
            continue
        if size_symbols(relation):
            continue
        a, b = relation.args
        rows, columns = a.shape
        places = [(i, j) for i in range(int(rows)) for j in range(int(columns))]
        parts = [Relation("ne", (ops.entry(a, p), ops.entry(b, p))) for p in places]
        state = state.having(either(*parts) if len(parts) != 1 else Relation("or", tuple(parts)))
        state = state.marked(("entries", index))
        yield state, lambda proof, index=index: {"rule": "entries", "hypothesis": index, "then": proof}  # type: ignore[misc]


def _facts(sources: Sequence[Source]) -> Callable[[State], Iterator[Step]]:
    """Facts about the atoms in sight whose premises can be shown at once."""

    def kind(state: State) -> Iterator[Step]:
        from symdl.provers.search import attempt

        for use in facts_about(state, sources):
            mark = ("fact", use.name, use.terms)
            if mark in state.used or use.conclusion in state.hypotheses:
                continue
            state = state.marked(mark)
            if not all(known(state, r) or _is_granted(state, r) for r in obligations(*use.terms)):
                continue
            premises = []
            for premise in use.premises:
                proof = attempt(state.marked(PLAIN).towards(premise), 100_000)
                if proof is None:
                    break
                premises.append(proof)
            else:
                state = state.having(use.conclusion)
                yield state, lambda proof, use=use, premises=premises: fact(use.name, use.terms, premises, proof)  # type: ignore[misc]

    return kind


ROUNDS = (
    (_definitions, _existence),
    (_implications, _universals, _squares, _matrix_entries),
    (_facts(DEFINING),),
    (_facts(RELATING),),
)
"""Kinds of forward steps, the most telling first."""
