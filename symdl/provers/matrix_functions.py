"""What defines the square roots and exponentials of matrices in sight.

S S = A and S ⪰ 0 for S = A^(1/2); e⁰ = I, eᴬeᴮ = e^(A + B) for commuting A and B; and both pass through what their arguments
pass through, for they are limits of polynomials:

    A X = X B  ⟹  A^(1/2) X = X B^(1/2) and eᴬ X = X eᴮ.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial, reduce

from symdl.algebra.quotients import Atoms, RingFullError
from symdl.algebra.words import words_of
from symdl.provers.numbering import pruned
from symdl.provers.state import Proof, State, Step, Wrap, composed, fact, have
from symdl.semantics.substitution import walk
from symdl.terms import operators as ops
from symdl.terms.errors import SymdlError
from symdl.terms.matrix_functions import expm
from symdl.terms.relation import Relation, equal, pd, psd, unequal
from symdl.terms.term import Term, number

FUNCTIONS = ("sqrtm", "expm")
LETTERS = ("sym", "inverse", "pinv", *FUNCTIONS)
MOST = 40
"""Facts that are brought in."""
SMALL = 15_000
IDENTITY: Proof = {"rule": "combination", "cofactors": []}


def function_facts(state: State) -> Step:
    """The facts about every root and exponential in sight."""
    terms = list(_sorted(walk(state.goal, *(h for h in state.hypotheses if h.is_atomic))))
    found = [t for t in terms if t.op in FUNCTIONS]
    if not found:
        return state, composed([])
    wraps: list[Wrap] = []
    for step in (_roots, _exponentials, _passages):
        state, wrap = step(state, found, terms)
        wraps.append(wrap)
    return state, composed(wraps)


def _sorted(terms: Iterable[Term]) -> list[Term]:
    return sorted(set(terms), key=lambda t: (t.size, repr(t)))


def _added(state: State, name: str, terms: list[Term], premises: list[Proof], *conclusions: Relation) -> Step:
    if all(c in state.hypotheses for c in conclusions):
        return state, composed([])
    wrap = pruned(len(state.hypotheses), len(conclusions), partial(fact, name, terms, premises))
    return state.having(*conclusions), wrap


def _roots(state: State, found: list[Term], terms: list[Term]) -> Step:
    """S S = A, S ⪰ 0, A ⪰ 0, and S ≻ 0 where A ≻ 0 is known."""
    wraps: list[Wrap] = []
    for s in found:
        if s.op != "sqrtm":
            continue
        (a,) = s.args
        state, wrap = _added(state, "defined_root", [s], [], equal(s @ s, a), psd(s), psd(a))
        wraps.append(wrap)
        if pd(a) in state.hypotheses:
            premise: Proof = {"rule": "assume", "hypothesis": state.hypotheses.index(pd(a))}
            state, wrap = _added(state, "sqrtm_pd", [a], [premise], pd(s))
            wraps.append(wrap)
    return state, composed(wraps)


def _exponentials(state: State, found: list[Term], terms: list[Term]) -> Step:
    """eᴬ = I for A = 0, (eᴬ)ᵀ = e^(Aᵀ), and eᴬeᴮ = e^(A + B) where A + B = 0 or e^(A + B) is in sight."""
    wraps: list[Wrap] = []
    arguments = [t.args[0] for t in found if t.op == "expm"]
    for t in terms:
        if t.op in ("inverse", "transpose") and t.args[0].op == "expm":
            inside = t.args[0].args[0]
            arguments.append(-inside if t.op == "inverse" else inside.T)
    for a in arguments:
        if _are_same(a, ops.zeros(*a.shape)):
            state, wrap = _added(state, "expm_zero", [a], [IDENTITY], equal(expm(a), ops.identity(a.shape[0])))
            wraps.append(wrap)
        elif any(_are_same(a.T, b) for b in arguments) and not _are_same(a, a.T):
            state, wrap = _added(state, "expm_transpose", [a], [], equal(expm(a).T, expm(a.T)))
            wraps.append(wrap)
        state, wrap = _idempotent(state, a)
        wraps.append(wrap)
    sums = [(a, b) for i, a in enumerate(arguments) for b in arguments[i:] if a.shape == b.shape]
    for a, b in sums:
        total = a + b
        vanishing = _shown(state, equal(total, ops.zeros(*a.shape)))
        if len(wraps) > MOST or (vanishing is None and not any(_are_same(total, c) for c in arguments)):
            continue
        premise = _shown(state, equal(a @ b, b @ a))
        if premise is not None:
            for x, y in {(a, b): 0, (b, a): 0}:
                state, wrap = _added(
                    state,
                    "expm_sum",
                    [x, y],
                    [premise if x is a else _shown(state, equal(x @ y, y @ x)) or premise],
                    equal(expm(x) @ expm(y), expm(x + y)),
                )
                wraps.append(wrap)
                if vanishing is not None:
                    zero = equal(expm(x + y), ops.identity(a.shape[0]))
                    state, wrap = _added(state, "expm_zero", [x + y], [vanishing], zero)
                    wraps.append(wrap)
    return state, composed(wraps)


def _idempotent(state: State, a: Term) -> Step:
    """e^(sP) = I + (eˢ − 1)P for a = sP with P P = P."""
    core = _core(a)
    if a is not core and any(part.shape != (1, 1) and part is not core for part in a.args):
        return state, composed([])
    s = reduce(ops.scale, (part for part in a.args if part is not core), number(1)) if a is not core else number(1)
    premise = _shown(state, equal(core @ core, core))
    if premise is None or core.op in ("identity", "zeros"):
        return state, composed([])
    value = ops.identity(core.shape[0]) + (ops.exp(s) - 1) * core
    return _added(state, "expm_idempotent", [core, s], [premise], equal(expm(ops.scale(s, core)), value))


def exponential_determinants(state: State) -> Step:
    """det eᴬ = e^(tr A) for the exponentials below a determinant."""
    below = (t for t in walk(state.goal, *(h for h in state.hypotheses if h.is_atomic)) if t.op == "det")
    found = _sorted(t for det in below for t in walk(det) if t.op == "expm")
    wraps: list[Wrap] = []
    for t in found[:MOST]:
        (a,) = t.args
        state, wrap = _added(state, "expm_det", [a], [], equal(ops.det(t), ops.exp(ops.trace(a))))
        wraps.append(wrap)
    return state, composed(wraps)


def _passages(state: State, found: list[Term], terms: list[Term]) -> Step:
    """f(A) X = X f(B) for matrices X in sight with A X = X B."""
    letters = [t for t in terms if t.op in LETTERS and t.shape != (1, 1)]
    cores = [_core(t.args[0]) for t in found]
    matrices = dict.fromkeys([*letters, *(x.T for x in letters), *cores])
    wraps: list[Wrap] = []
    for f in found:
        for g in [g for g in found if g.op == f.op]:
            for x in matrices:
                a, b = f.args[0], g.args[0]
                if (
                    x.shape != (a.shape[0], b.shape[0])
                    or x is f is g
                    or (f.op == "sqrtm" and x is a is b)
                    or len(wraps) > MOST
                ):
                    continue
                premise, conclusion = _shown(state, equal(a @ x, x @ b)), equal(f @ x, x @ g)
                if premise is not None and not _are_same(*conclusion.args):
                    name, of = ("root_passes", [f, g, x]) if f.op == "sqrtm" else ("expm_passes", [a, b, x])
                    state, wrap = _added(state, name, of, [premise], conclusion)
                    wraps.append(wrap)
    return state, composed(wraps)


def _core(term: Term) -> Term:
    """A term without scalar factors."""
    return next((part for part in term.args if part.shape != (1, 1)), term) if term.op == "mul" else term


def _shown(state: State, premise: Relation) -> Proof | None:
    from symdl.provers.ideals import modulo_equations

    if _are_same(*premise.args):
        return IDENTITY
    return modulo_equations(state.towards(premise), SMALL)


def _are_same(a: Term, b: Term) -> bool:
    """Whether two terms are one sum of words."""
    if a.shape != b.shape:
        return False
    atoms = Atoms(60)
    try:
        return words_of(atoms, a) == words_of(atoms, b)
    except (SymdlError, RingFullError):
        return False


# goals ----------------------------------------------------------------------------------------------


def by_function(state: State) -> Proof | None:
    """A^(1/2) ⪰ 0, A^(1/2) ≻ 0 for A ≻ 0, eᴬ ≻ 0 for A = Aᵀ; and A ⪰ 0 from A ≻ 0."""
    from symdl.provers.search import attempt

    (a,) = state.goal.args if state.goal.op in ("psd", "pd") else (None,)
    place = len(state.hypotheses)
    if a is None or a.shape == (1, 1):
        return None
    if state.goal.op == "psd" and pd(a) in state.hypotheses:
        premise: Proof = {"rule": "assume", "hypothesis": state.hypotheses.index(pd(a))}
        return fact("pd_psd", [a], [premise], {"rule": "assume", "hypothesis": place})
    if a.op == "expm":
        symmetric = _shown(state, equal(a.args[0], a.args[0].T))
        strict: Proof = {"rule": "assume", "hypothesis": place}
        then = (
            strict
            if state.goal.op == "pd"
            else fact("pd_psd", [a], [strict], {"rule": "assume", "hypothesis": place + 1})
        )
        return symmetric and fact("expm_pd", [a.args[0]], [symmetric], then)
    if a.op == "sqrtm":
        inside = attempt(state.towards(Relation(state.goal.op, a.args)), 2_000_000)
        if inside is None:
            return None
        if state.goal.op == "pd":
            return fact("sqrtm_pd", [a.args[0]], [inside], {"rule": "assume", "hypothesis": place})
        return have(psd(a.args[0]), inside, fact("defined_root", [a], [], {"rule": "assume", "hypothesis": place + 2}))
    return None


def by_uniqueness(state: State) -> Proof | None:
    """A^(1/2) = X because X ⪰ 0 and X X = A."""
    from symdl.provers.search import attempt

    for sign, (s, x) in ((1, state.goal.args), (-1, state.goal.args[::-1])):
        if s.op != "sqrtm" or _are_same(s, x):
            continue
        proofs = [attempt(state.towards(goal), 2_000_000) for goal in (equal(x @ x, s.args[0]), psd(x))]
        if all(proofs):
            n = ops.identity(x.shape[0])
            last = _assumed(len(state.hypotheses), sign, n)
            return fact("sqrtm_unique", [s.args[0], x], [p for p in proofs[::-1] if p], last)
    return None


def _assumed(place: int, sign: int, unit: Term) -> Proof:
    from symdl.semantics.json import to_json

    return {"rule": "combination", "cofactors": [[to_json(ops.scale(sign, unit)), place, to_json(unit)]]}


def invertible_exponential(state: State, a: Term) -> Step | None:
    """det eᴬ ≠ 0, for e^(−A) eᴬ = I."""
    (m,) = a.args
    inverse, place = expm(-m), len(state.hypotheses)
    product, zero = equal(inverse @ a, expm(-m + m)), equal(expm(-m + m), ops.identity(m.shape[0]))
    state = state.having(product, zero, unequal(ops.det(a), 0))
    unit = ops.identity(m.shape[0])
    from symdl.semantics.json import to_json

    both: Proof = {"rule": "combination", "cofactors": [[to_json(unit), k, to_json(unit)] for k in (place, place + 1)]}

    def wrap(then: Proof) -> Proof:
        then = fact("left_inverse", [a, inverse], [both], then)
        return fact("expm_sum", [-m, m], [IDENTITY], fact("expm_zero", [-m + m], [IDENTITY], then))

    return state, wrap
