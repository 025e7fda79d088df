"""Signs of every entry at symbolic sizes: 0 < 1 + eᶻ, 0 ≤ A ∘ A, read off the operators of a term.

A sign is a pair: whether every entry is ≥ 0, and whether every entry is ≠ 0. The checker finds it again by itself.
"""

from __future__ import annotations

from symdl.calculus.build import negated, plus
from symdl.provers.forward import obliged
from symdl.provers.state import Proof, State, domain_name, have
from symdl.semantics.substitution import size_symbols, walk
from symdl.terms import operators as ops
from symdl.terms.relation import EACH, Relation, unequal
from symdl.terms.shapes import is_scalar
from symdl.terms.term import Term

Sign = tuple[bool, bool]
UNKNOWN, NONNEGATIVE, NONZERO, POSITIVE = (False, False), (True, False), (False, True), (True, True)
DOMAINS = {"positive": POSITIVE, "nonnegative": NONNEGATIVE, "natural": NONNEGATIVE}
MEANING = {"lt": POSITIVE, "le": NONNEGATIVE, "ne": NONZERO}
SUMMING = frozenset({"matmul", "trace", "inner"})


def by_signs(state: State) -> Proof | None:
    """The goal by the signs of its sides, or because it is a hypothesis."""
    if state.goal in state.hypotheses:
        return {"rule": "assume", "hypothesis": state.hypotheses.index(state.goal)}
    step = obliged(state)
    if step is None:
        return None
    state, wrap = step
    return wrap({"rule": "signs"}) if is_told(state, state.goal) else None


def by_signs_and_norms(state: State) -> Proof | None:
    """A goal between scalars, its obligations known already, after ‖A‖ ≠ 0 for each A ≠ 0 among the hypotheses."""
    from symdl.provers.norms import by_norm

    wraps = []
    for term in sorted({t for t in walk(state.goal) if t.op == "norm"}, key=repr):
        relation = unequal(term, 0)
        proof = None if relation in state.hypotheses else by_norm(state.towards(relation))
        if proof is not None:
            wraps.append((relation, proof))
            state = state.having(relation)
    if not is_told(state, state.goal):
        return None
    found: Proof = {"rule": "signs"}
    for relation, proof in reversed(wraps):
        found = have(relation, proof, found)
    return found


def is_told(state: State, relation: Relation) -> bool:
    """Whether the signs of two sides tell a relation between them; not with blocks of named sizes, whose entries are not read."""
    if relation.op not in EACH and relation.op not in MEANING:
        return False
    if any(term.op == "block" for term in walk(relation)) and size_symbols(relation):
        return False
    a, b = relation.args
    wanted = MEANING[relation.op.removeprefix("each_")]
    if any(_follows(relation, given) for given in state.hypotheses):
        return True
    known = _known(state)
    gaps = [_gap(a, b)] if wanted != NONZERO else [_gap(a, b), _gap(b, a)]
    return any(all(have or not want for have, want in zip(_sign(gap, known), wanted, strict=True)) for gap in gaps)


def _follows(relation: Relation, given: Relation) -> bool:
    """Whether a hypothesis is about the same difference."""
    op, other = (r.op.removeprefix("each_") for r in (relation, given))
    if other not in MEANING or given.args[0].shape != relation.args[0].shape:
        return False
    (a, b), (c, d) = relation.args, given.args
    if op == "ne":
        return other in ("ne", "lt") and _summands(a, b) in (_summands(c, d), _summands(d, c))
    return (op == other or (other, op) == ("lt", "le")) and _summands(a, b) == _summands(c, d)


def _summands(a: Term, b: Term) -> frozenset[Term]:
    gap = _gap(a, b)
    return frozenset(gap.args if gap.op == "add" else (gap,))


def _gap(a: Term, b: Term) -> Term:
    return plus([b, *(negated(part) for part in (a.args if a.op == "add" else (a,)))], a.shape)


def _known(state: State) -> dict[Term, Sign]:
    """What hypotheses say of terms."""
    found: dict[Term, Sign] = {}
    for relation in state.hypotheses:
        op = relation.op.removeprefix("each_")
        if op not in MEANING or (relation.op == "ne" and not is_scalar(relation.args[0].shape)):
            continue
        a, b = relation.args
        a, b = (b, a) if op == "ne" and _is_zero(b) else (a, b)
        if _is_zero(a):
            found[b] = _joined(found.get(b, UNKNOWN), MEANING[op])
    return found


def _is_zero(term: Term) -> bool:
    return term.op == "zeros" or (term.op == "num" and term.data == 0)


def _joined(a: Sign, b: Sign) -> Sign:
    return a[0] or b[0], a[1] or b[1]


def _both(signs: list[Sign]) -> Sign:
    return all(sign[0] for sign in signs), all(sign[1] for sign in signs)


def _sign(term: Term, known: dict[Term, Sign]) -> Sign:
    return _joined(known.get(term, UNKNOWN), _own(term, known))


def _own(term: Term, known: dict[Term, Sign]) -> Sign:
    op, args = term.op, term.args
    match op:
        case "num":
            return term.data >= 0, term.data != 0
        case "sym":
            return DOMAINS.get(domain_name(term), UNKNOWN)
        case "size" | "exp" | "ones":
            return POSITIVE
        case "zeros" | "identity" | "norm":
            return NONNEGATIVE if op != "norm" else (True, False)
        case "add":
            signs = [_sign(arg, known) for arg in args if not _is_zero(arg)]
            is_nonnegative = all(sign[0] for sign in signs)
            return (is_nonnegative, is_nonnegative and any(sign[1] for sign in signs)) if len(signs) != 1 else signs[0]
        case "mul" | "hadamard" | "kron":
            return _product(args, known)
        case "matmul" | "inner":
            sign = _both([_sign(arg, known) for arg in args])
            if (op == "inner" and args[0] is args[1]) or (len(args) == 2 and args[0] is ops.transpose(args[1])):
                return _joined(sign, NONNEGATIVE) if is_scalar(term.shape) else sign if sign[0] else UNKNOWN
            return sign if sign[0] else UNKNOWN
        case "transpose" | "vec":
            return _sign(args[0], known)
        case "pow" | "hadamard_power":
            inside = _sign(args[0], known)
            return inside[0] or term.data % 2 == 0, inside[1] or term.data < 0
        case "abs" | "sqrt":
            inside = _sign(args[0], known)
            return True, inside[1] and (op == "abs" or inside[0])
    return UNKNOWN


def _product(args: tuple[Term, ...], known: dict[Term, Sign]) -> Sign:
    """Factors that stand twice are squares."""
    counted: dict[Term, int] = {}
    for arg in args:
        counted[arg] = counted.get(arg, 0) + 1
    signs = [(count % 2 == 0 or sign[0], sign[1]) for arg, count in counted.items() for sign in [_sign(arg, known)]]
    negative = sum(arg.op == "num" and arg.data < 0 for arg in args)
    rest = [s for (arg, _), s in zip(counted.items(), signs, strict=True) if not (arg.op == "num" and arg.data < 0)]
    return (all(s[0] for s in rest) and negative % 2 == 0, all(s[1] for s in signs))
