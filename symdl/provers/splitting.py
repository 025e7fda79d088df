"""Case distinctions: disjunctions, max, abs and sign, products that vanish, and inequations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from symdl.algebra.quotients import RingFullError
from symdl.provers.polynomial import System
from symdl.provers.state import Proof, State, fact, have
from symdl.semantics.json import relation_to_json, to_json
from symdl.semantics.substitution import free_symbols, walk
from symdl.terms.errors import SymdlError
from symdl.terms.relation import Relation, at_most, equal, less_than, negation
from symdl.terms.shapes import is_scalar
from symdl.terms.term import Term, number

PIECEWISE = frozenset({"max", "min", "abs", "sign"})


def split_cases(state: State) -> Proof | None:
    """The first case distinction whose branches can all be proved."""
    for method in (_disjunction, _piecewise, _product, _inequation):
        for found in method(state):
            return found
    return None


def _deeper(state: State) -> State:
    return replace(state.deeper(), rounds=0)


def _disjunction(state: State) -> Iterator[Proof | None]:
    from symdl.provers.search import search

    for index, relation in enumerate(state.hypotheses):
        if relation.op == "or" and ("or", index) not in state.used:
            inner = _deeper(state.marked(("or", index)))
            branches = []
            for part in relation.args:
                proof = search(inner.having(part))
                if proof is None:
                    break
                branches.append(proof)
            else:
                yield {"rule": "cases", "hypothesis": index, "branches": branches}
                return
            yield None


# functions with pieces ----------------------------------------------------------------------------


def piecewise_terms(state: State) -> list[Term]:
    """The scalar max, min, abs and sign terms, innermost first, that do not lie under a binder."""
    relations = [state.goal, *(h for h in state.hypotheses if h.is_atomic)]
    scope = set(state.scope)
    found = [
        term
        for relation in relations
        for term in walk(relation)
        if term.op in PIECEWISE and is_scalar(term.shape) and free_symbols(term) and free_symbols(term) <= scope
    ]
    return sorted(dict.fromkeys(found), key=lambda term: (term.size, repr(term)))


def _piecewise(state: State) -> Iterator[Proof | None]:
    for term in _with_expanded(state):
        if ("piece", term) not in state.used:
            yield _by_pieces(state.marked(("piece", term)), term)
            return


def _with_expanded(state: State) -> list[Term]:
    """The piecewise terms that occur in the goal as written, and those its matrices and derivatives expand to."""
    found = piecewise_terms(state)
    try:
        system = System(state)
    except (SymdlError, RingFullError, NotImplementedError):
        return found
    scope = set(state.scope)
    more = (t for t in system.atoms.terms if t.op in PIECEWISE and free_symbols(t) <= scope)
    return list(dict.fromkeys([*found, *more]))


def _by_pieces(state: State, term: Term) -> Proof | None:
    if term.op in ("max", "min"):
        a, b = term.args
        left, right = f"{term.op}_left", f"{term.op}_right"
        on = at_most(b, a) if term.op == "max" else at_most(a, b)
        return _two_cases(state, on, [(left, term.args, equal(term, a))], [(right, term.args, equal(term, b))])
    (t,) = term.args
    zero = number(0)
    if term.op == "abs":
        return _two_cases(
            state,
            at_most(zero, t),
            [("abs_nonnegative", (t,), equal(term, t))],
            [("abs_nonpositive", (t,), equal(term, -t))],
        )
    return _three_cases(state, t, term)


FactUse = tuple[str, tuple[Term, ...], Relation]


def _branch(state: State, uses: list[FactUse]) -> Proof | None:
    """Use facts whose one premise follows from the last hypothesis, then go on."""
    from symdl.provers.search import search

    last = len(state.hypotheses) - 1
    inner = state.having(*(conclusion for _, _, conclusion in uses))
    proof = search(inner)
    if proof is None:
        return None
    premise: Proof = {"rule": "combination", "summands": [{"coefficient": "1", "hypotheses": [last]}]}
    for name, terms, _ in reversed(uses):
        kind: Proof = premise if not name.endswith("zero") else {"rule": "assume", "hypothesis": last}
        proof = fact(name, terms, [kind], proof)
    return proof


def _two_cases(state: State, on: Relation, first: list[FactUse], second: list[FactUse]) -> Proof | None:
    branches = []
    for relation, uses in ((on, first), (negation(on), second)):
        proof = _branch(_deeper(state.having(relation)), uses)
        if proof is None:
            return None
        branches.append(proof)
    return {"rule": "cases", "on": relation_to_json(on), "branches": branches}


def _three_cases(state: State, t: Term, term: Term) -> Proof | None:
    """sign(t) for t = 0, t > 0 and t < 0."""
    zero = number(0)
    at_zero = _branch(_deeper(state.having(equal(t, zero))), [("sign_zero", (t,), equal(term, 0))])
    if at_zero is None:
        return None
    away = state.having(negation(equal(t, zero)))
    positive = _branch(_deeper(away.having(less_than(zero, t))), [("sign_positive", (t,), equal(term, 1))])
    if positive is None:
        return None
    below = away.having(at_most(t, zero))
    k = len(below.hypotheses)
    is_negative: Proof = {
        "rule": "suppose",
        "then": {
            "rule": "combination",
            "summands": [{"coefficient": "1", "hypotheses": [k - 2]}, {"coefficient": "1", "hypotheses": [k - 1, k]}],
        },
    }
    inner = below.having(less_than(t, zero))
    negative = _branch(_deeper(inner), [("sign_negative", (t,), equal(term, -1))])
    if negative is None:
        return None
    negative = have(less_than(t, zero), is_negative, negative)
    rest = {"rule": "cases", "on": relation_to_json(less_than(zero, t)), "branches": [positive, negative]}
    return {"rule": "cases", "on": relation_to_json(equal(t, zero)), "branches": [at_zero, rest]}


# products and inequations -------------------------------------------------------------------------


def _product(state: State) -> Iterator[Proof | None]:
    """f g = 0: either f = 0, or f ≠ 0 and then g = 0 (the value of f ≠ 0 as a hypothesis is 0 − f)."""
    from symdl.provers.search import search

    try:
        system = System(state)
    except (SymdlError, RingFullError, NotImplementedError):
        return
    for given in system.givens:
        if given.op != "eq" or isinstance(given.reference, list) or ("product", given.reference) in state.used:
            continue
        numerator = given.value.numerator
        if len(numerator) > 200:
            continue
        _, factors = numerator.factor()
        if len(factors) < 2 and not (factors and factors[0][1] > 1):
            continue
        f = factors[0][0]
        g = divmod(numerator, f)[0]
        left, right = equal(system.atoms.to_term(f), 0), equal(system.atoms.to_term(g), 0)
        marked = _deeper(state.marked(("product", given.reference)))
        one = search(marked.having(left))
        if one is None:
            yield None
            return
        other_state = marked.having(negation(left))
        last = len(other_state.hypotheses) - 1
        other = search(other_state.having(right))
        if other is None:
            yield None
            return
        denominator = to_json(-system.atoms.to_term(given.value.denominator))
        quotient: Proof = {
            "rule": "combination",
            "multiplier": {"coefficient": "1", "hypotheses": [last]},
            "cofactors": [[denominator, given.reference]],
        }
        branches = [one, have(right, quotient, other)]
        yield {"rule": "cases", "on": relation_to_json(left), "branches": branches}
        return


def _inequation(state: State) -> Iterator[Proof | None]:
    """a ≠ b: either a < b or b < a."""
    from symdl.provers.search import search

    if state.depth > 6:
        return
    for index, relation in enumerate(state.hypotheses):
        if relation.op != "ne" or not is_scalar(relation.args[0].shape) or ("ne", index) in state.used:
            continue
        if state.goal.op == "eq":
            continue
        a, b = relation.args
        marked = _deeper(state.marked(("ne", index)))
        below = search(marked.having(less_than(a, b)))
        if below is None:
            yield None
            return
        above_state = marked.having(at_most(b, a))
        k = len(above_state.hypotheses)
        is_above: Proof = {
            "rule": "suppose",
            "then": {
                "rule": "combination",
                "summands": [
                    {"coefficient": "1", "hypotheses": [index]},
                    {"coefficient": "1", "hypotheses": [k - 1, k]},
                ],
            },
        }
        above = search(above_state.having(less_than(b, a)))
        if above is None:
            yield None
            return
        rest = have(less_than(b, a), is_above, above)
        yield {"rule": "cases", "on": relation_to_json(less_than(a, b)), "branches": [below, rest]}
        return
