"""Equations with derivatives, or with entrywise operators, at symbolic sizes.

Derivatives are derived (`symdl.calculus`) and compared in floats at a random instance. Sides that agree are proposed as
an identity, which the checker decides by a calculus of its own. Sides that agree only under the hypotheses are
proved in two steps: each derivative is what was derived, and what was derived is what is claimed.
"""

from __future__ import annotations

from symdl.calculus.agreement import agree
from symdl.calculus.build import diagonal, product
from symdl.calculus.plain import without_derivatives
from symdl.calculus.unstacked import unstacked
from symdl.provers.state import Proof, State, have
from symdl.semantics.json import to_json
from symdl.semantics.recursion import RECURSIVE
from symdl.semantics.substitution import DERIVATIVES, rebuilt, size_symbols, walk
from symdl.terms import operators as ops
from symdl.terms.errors import SymdlError
from symdl.terms.relation import Relation, equal
from symdl.terms.shapes import is_scalar
from symdl.terms.term import Term, number, subterms

IDENTITY: Proof = {"rule": "combination", "cofactors": []}
WORDS = frozenset(
    {"sym", "num", "size", "add", "mul", "matmul", "transpose", "identity", "zeros", "pow", "inverse", "pinv", "sqrtm"}
)
"""Operators of which words are made, so that ideals decide."""


def by_calculus(state: State, *, guesses: bool = True) -> Proof | None:
    """An equation of symbolic size, its obligations known already.

    Args:
        state: the equation and what is known.
        guesses: whether an identity is also proposed where its sides could not be compared in floats.
    """
    goal = state.goal
    if goal.op != "eq" or not size_symbols(goal) or any(t.op in RECURSIVE for t in walk(goal)):
        return None
    state.budget.spend(1_000)
    left, right = (_plain(side) for side in goal.args)
    if left is right:
        return IDENTITY
    verdict = agree(left, right)
    do_agree = bool(verdict) or (verdict is None and guesses)
    is_derived = (left, right) != goal.args
    if is_derived and (not do_agree or _has_inverses(left, right)):
        found = _under_hypotheses(state, (left, right))
        if found is None:
            scaled = _with_diagonals(left), _with_diagonals(right)
            found = _under_hypotheses(state, scaled) if scaled != (left, right) else None
        if found is not None:
            return found
    return IDENTITY if do_agree and not _is_of_words_alone(left, right) else None


def _is_of_words_alone(*terms: Term) -> bool:
    """Whether pseudoinverses stand among words alone: what agrees at matrices drawn at random may fail at singular ones."""
    operators = {term.op for term in walk(*terms)}
    return "pinv" in operators and operators <= WORDS


def _with_diagonals(term: Term) -> Term:
    """u ∘ A v as diag(u) A v for columns, so that an equation between matrices can be used inside."""
    memo: dict[Term, Term] = {}
    for part in subterms(term):
        args = tuple(memo[arg] for arg in part.args)
        chain = next((k for k, arg in enumerate(args) if arg.op in ("matmul", "mul", "add")), None)
        if part.op == "hadamard" and part.shape[1] == 1 and chain is not None:
            memo[part] = product(diagonal(args[1 - chain]), args[chain])
        else:
            memo[part] = rebuilt(part, args)
    return memo[term]


def _has_inverses(*terms: Term) -> bool:
    """Whether A⁻¹A = I may be what is missing."""
    return any(term.op in ("inverse", "sqrtm", "expm", "pinv") for term in walk(*terms))


def by_plain_sides(state: State) -> Proof | None:
    """An inequality of symbolic size with derivatives: that between what they are, which is searched for, and equations."""
    from symdl.provers.search import attempt

    goal = state.goal
    if goal.op not in ("le", "lt") or not (size_symbols(goal) and has_derivatives(goal)):
        return None
    plain = [_plain(side) for side in goal.args]
    between = Relation(goal.op, tuple(plain))
    found = None if between == goal else attempt(state.towards(between), 4_000_000)
    if found is None:
        return None
    first, cofactors, steps = len(state.hypotheses) + 1, list[object](), list[Relation]()
    for sign, side, right in zip((-1, 1), goal.args, plain, strict=True):
        if side is not right:
            cofactors.append(_cofactor(side, sign, first + len(steps)))
            steps.append(equal(side, right))
    proof: Proof = {
        "rule": "combination",
        "summands": [{"coefficient": "1", "hypotheses": [first - 1]}],
        "cofactors": cofactors,
    }
    for step in reversed(steps):
        proof = have(step, IDENTITY, proof)
    return have(between, found, proof)


def has_derivatives(relation: Relation) -> bool:
    return any(term.op in DERIVATIVES or term.op == "at" for term in walk(relation))


def _plain(side: Term) -> Term:
    """The side without derivatives, where these are in reach, and without products of vec and ⊗."""
    try:
        return unstacked(without_derivatives(side))
    except SymdlError:
        return side


def _under_hypotheses(state: State, plain: tuple[Term, Term]) -> Proof | None:
    """left = left′ and right = right′ are identities; left′ = right′ is searched for."""
    from symdl.provers.search import attempt

    between = equal(*plain)
    steps = [equal(side, p) for side, p in zip(state.goal.args, plain, strict=True) if side is not p]
    known = state.having(*steps)
    found = attempt(known.towards(between), 2_000_000)
    if found is None:
        return None
    places = {step: len(state.hypotheses) + k for k, step in enumerate([*steps, between])}
    proof = have(between, found, _sum_of(state.goal, plain, places))
    for step in reversed(steps):
        proof = have(step, IDENTITY, proof)
    return proof


def _sum_of(goal: Relation, plain: tuple[Term, Term], places: dict[Relation, int]) -> Proof:
    """left − right = (left − left′) + (left′ − right′) − (right − right′)."""
    cofactors = []
    for sign, relation in (
        (1, equal(goal.args[0], plain[0])),
        (1, equal(*plain)),
        (-1, equal(goal.args[1], plain[1])),
    ):
        if relation in places:
            cofactors.append(_cofactor(goal.args[0], sign, places[relation]))
    return {"rule": "combination", "cofactors": cofactors}


def _cofactor(like: Term, sign: int, place: int) -> list[object]:
    if is_scalar(like.shape):
        return [to_json(number(sign)), place]
    left, right = map(ops.identity, like.shape)
    return [to_json(ops.scale(sign, left)), place, to_json(right)]
