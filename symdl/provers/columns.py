"""Matrix equations from what is known of every column, or every matrix; also A = B because A x = B x for every column x.

Towards G = 0 a hypothesis ∀V: H(V) is used at the R of each way to write G = p R or Gᵀ = p R with a word p, at the symbols X in G,
at G, Gᵀ and G + X. So

- ∀V: tr(AᵀV) = 0 gives tr(AᵀA) = 0, that is A = 0, for G = A;
- ∀v: Bᵀv = 0 ⟹ Aᵀv = 0 gives Aᵀ(I − B B⁺)x = 0, for R = (I − B B⁺)x, that is A = B B⁺A;
- ∀v: vᵀS v = 0 gives GᵀG = 0, for G = (S + Sᵀ)x, from G, x and G + x (polarisation).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product

from symdl.algebra.quotients import Atoms, RingFullError
from symdl.algebra.words import words_of, words_to_term
from symdl.provers.obligations import obligations
from symdl.provers.state import Proof, State, Wrap, composed, fact, known, name_of
from symdl.provers.vanishing_forms import common_factors
from symdl.semantics.json import to_json
from symdl.semantics.substitution import free_symbols, substitute
from symdl.terms import operators as ops
from symdl.terms.errors import SymdlError
from symdl.terms.relation import Relation, equal
from symdl.terms.shapes import is_scalar
from symdl.terms.term import Term

COLUMNS = ("columns",)
"""The mark of a state in which hypotheses about every column, or every matrix, were used."""
MOST_FACTORS = 4
MOST_INSTANCES = 12
WORK = 600_000
"""For one equation between columns."""
SMALL = 40_000
"""To show that a column is defined."""


def by_columns(state: State) -> Proof | None:
    """A matrix equation under hypotheses about every column, or every matrix."""
    if COLUMNS in state.used or state.goal.op != "eq" or not any(map(_is_general, state.hypotheses)):
        return None
    state, (a, b), place = state.marked(COLUMNS), state.goal.args, len(state.hypotheses)
    proof = _at_instances(state)
    if proof is not None or 1 in a.shape:
        return proof
    units = [to_json(ops.identity(size)) for size in a.shape]
    for sides, number in (((a, b), place), ((a.T, b.T), [place, "transpose"])):
        (x,) = state.fresh([ops.matrix("x", sides[0].shape[1], 1)])
        proof = _at_instances(state.declaring(x).towards(equal(*(side @ x for side in sides))))
        if proof is not None:
            closing: Proof = {"rule": "combination", "cofactors": [[units[0], number, units[1]]]}
            premise: Proof = {"rule": "intro", "names": [name_of(x)], "then": proof}
            return fact("same_action", list(sides), [premise], closing)
    return None


def _is_general(relation: Relation) -> bool:
    return relation.op == "forall" and not any(is_scalar(s.shape) for s in relation.bound)


def _at_instances(state: State) -> Proof | None:
    """A matrix equation, with the general hypotheses at what its difference is made of."""
    from symdl.provers.search import attempt

    wraps, terms = list[Wrap](), list(dict.fromkeys(_instances(state.goal)))
    for index, relation in enumerate(state.hypotheses):
        if _is_general(relation):
            choices = [[term for term in terms if term.shape == s.shape] for s in relation.bound]
            for chosen in islice(product(*choices), MOST_INSTANCES):
                step = _specialised(state, index, relation, chosen)
                if step is not None:
                    state, more = step
                    wraps.append(more)
    proof = attempt(state, WORK) if wraps else None
    return None if proof is None else composed(wraps)(proof)


def _specialised(state: State, index: int, relation: Relation, terms: tuple[Term, ...]) -> tuple[State, Wrap] | None:
    from symdl.provers.forward import established

    step = established(state, [r for r in obligations(*terms) if not known(state, r)], SMALL)
    if step is None:
        return None
    state, wrap = step
    state = state.having(substitute(relation.args[0], dict(zip(relation.bound, terms, strict=True))))
    rule = {"rule": "specialise", "hypothesis": index, "terms": [to_json(term) for term in terms]}
    return state, lambda then: wrap({**rule, "then": then})


def _instances(goal: Relation) -> Iterator[Term]:
    """R for G = p R and Gᵀ = p R; the symbols X in G = A − B; G; and G + X."""
    a, b = goal.args
    atoms = Atoms(60)
    try:
        words = words_of(atoms, a - b)
        yield from (words_to_term(atoms, w, s) for w, s in islice(common_factors(words, a.shape), MOST_FACTORS))
        gap = words_to_term(atoms, words, a.shape)
    except (SymdlError, RingFullError):
        return
    inside = sorted((s for s in free_symbols(gap) if not is_scalar(s.shape)), key=repr)
    yield from (*inside, gap, gap.T, *(gap + x for x in inside if x.shape == gap.shape))
