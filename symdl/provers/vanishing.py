"""Sums of squares that vanish, and matrix inequations by entries."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from symdl.provers.obligations import obligations
from symdl.provers.state import Proof, State, Step, fact, have, known
from symdl.semantics.json import to_json
from symdl.semantics.substitution import size_symbols
from symdl.terms import operators as ops
from symdl.terms.errors import SymdlError
from symdl.terms.relation import Relation, either
from symdl.terms.shapes import is_scalar
from symdl.terms.term import Term, number


def vanishing_squares(state: State) -> Iterator[Step]:
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
    return ops.zeros(*term.shape)


def _gram_cofactor(relation: Relation, index: int) -> list[object]:
    left, right = relation.args
    coefficient = _coefficient(left if right.op == "num" else right)
    sign = 1 if right.op == "num" else -1
    return [to_json(number(Fraction(sign) / coefficient)), index]


def _coefficient(term: Term) -> Fraction:
    if term.op == "mul" and term.args[0].op == "num":
        return Fraction(term.args[0].data)
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
    factors = list(part.args) if part.op == "mul" else [part]
    roots: list[Term] = []
    loose: dict[Term, int] = {}
    for factor in factors:
        if factor.op == "num":
            if factor.data <= 0:
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


def differing_entries(state: State) -> Iterator[Step]:
    """A matrix inequation of integer size says that some entry differs."""
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
