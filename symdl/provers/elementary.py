"""Which facts about elementary functions, powers, sums, norms and applications are worth having."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from symdl.algebra.quotients import Atoms, RingFullError
from symdl.provers.determinants import determinants
from symdl.provers.exponentials import exponentials, logarithm_pairs, logarithms, monotone, tangents
from symdl.provers.inner_products import grams, products, replacements
from symdl.provers.polynomial import System
from symdl.provers.state import State
from symdl.provers.uses import Source, Use, of_kind
from symdl.semantics.substitution import free_symbols, walk
from symdl.terms import operators as ops
from symdl.terms.errors import SymdlError
from symdl.terms.relation import FALSE, at_most, both, equal, is_between_scalars, less_than
from symdl.terms.shapes import is_scalar
from symdl.terms.term import Term, number

MOST_APPLIED = 16


def facts_about(state: State, sources: Sequence[Source]) -> Iterator[Use]:
    """Facts of some kinds about the atoms of the goal and of the hypotheses that are no such facts themselves."""
    kept = tuple(h for k, h in enumerate(state.hypotheses) if ("derived", k) not in state.used or h.op == "eq")
    goal = state.goal if is_between_scalars(state.goal) else FALSE
    try:
        system = System(replace(state, hypotheses=kept, goal=goal))
    except (SymdlError, RingFullError, NotImplementedError):
        return
    scope = set(state.scope)
    atoms = [term for term in system.atoms.terms if free_symbols(term) <= scope]
    for source in sources:
        yield from source(state, system.atoms, atoms)


def _roots(state: State, ring: Atoms, atoms: Sequence[Term]) -> Iterator[Use]:
    for term in of_kind(atoms, "sqrt"):
        (t,) = term.args
        yield Use("sqrt_square", (t,), (at_most(0, t),), equal(term**2, t))
        yield Use("sqrt_nonnegative", (t,), (at_most(0, t),), at_most(0, term))
        yield Use("sqrt_positive", (t,), (less_than(0, t),), less_than(0, term))


def _powers(state: State, ring: Atoms, atoms: Sequence[Term]) -> Iterator[Use]:
    powers = of_kind(atoms, "power")
    for term in powers:
        base, exponent = term.args
        yield Use("power_positive", (base, exponent), (less_than(0, base), at_most(0, exponent)), less_than(0, term))
        yield Use("power_nonnegative", (base, exponent), (at_most(0, base), at_most(0, exponent)), at_most(0, term))
        lower = _lowered(ring, exponent)
        if lower is not None:
            yield Use("power_step", (base, lower), (at_most(0, lower),), equal(base ** (lower + 1), base * base**lower))


def _lowered(ring: Atoms, exponent: Term) -> Term | None:
    """n when the exponent is n + 1, n + 2, …"""
    value = ring.read(exponent)
    constant = value.numerator.to_dict().get((0,) * ring.context.nvars(), 0)
    if not value.is_polynomial or value.constant() is not None or constant < 1:
        return None
    return ring.to_term(value.numerator - 1)


def _sums(state: State, ring: Atoms, atoms: Sequence[Term]) -> Iterator[Use]:
    for term in of_kind(atoms, "sum"):
        lower, upper, body = term.args
        index = Term("sym", data=term.data)
        lowered = _lowered(ring, upper)
        if lowered is not None:
            from symdl.semantics.substitution import substitute

            before = ops.summation(index, lower, upper - 1, body)
            last = substitute(body, {index: upper})
            yield Use("sum_step", (term,), (at_most(lower, upper),), equal(term, before + last))


def _pieces(state: State, ring: Atoms, atoms: Sequence[Term]) -> Iterator[Use]:
    """max, min, |·| and sign where the hypotheses decide which piece it is."""
    zero = number(0)
    for term in atoms:
        if term.op in ("max", "min"):
            a, b = term.args
            left, right = (at_most(b, a), at_most(a, b)) if term.op == "max" else (at_most(a, b), at_most(b, a))
            yield Use(f"{term.op}_left", (a, b), (left,), equal(term, a))
            yield Use(f"{term.op}_right", (a, b), (right,), equal(term, b))
        elif term.op == "abs":
            (t,) = term.args
            yield Use("abs_nonnegative", (t,), (at_most(zero, t),), equal(term, t))
            yield Use("abs_nonpositive", (t,), (at_most(t, zero),), equal(term, -t))
        elif term.op == "sign":
            (t,) = term.args
            yield Use("sign_positive", (t,), (less_than(zero, t),), equal(term, 1))
            yield Use("sign_negative", (t,), (less_than(t, zero),), equal(term, -1))


def _ranks(state: State, ring: Atoms, atoms: Sequence[Term]) -> Iterator[Use]:
    """A rank is at most the number of rows and of columns."""
    for term in of_kind(atoms, "rank"):
        (a,) = term.args
        yield Use("rank_size", (a,), (), both(*(at_most(term, ops.size(n)) for n in a.shape)))


def _sizes(state: State, ring: Atoms, atoms: Sequence[Term]) -> Iterator[Use]:
    for term in of_kind(atoms, "size"):
        yield Use("size_positive", (term,), (), at_most(1, term))


def _applications(state: State, ring: Atoms, atoms: Sequence[Term]) -> Iterator[Use]:
    """f(s) = f(t) when s = t can be shown."""
    if not any(relation.op == "eq" for relation in state.hypotheses):
        return
    applied = [term for term in atoms if term.op in ("apply", "exp", "log", "sqrt", "tanh", "power", "abs")]
    relations = [r for r in (state.goal, *state.hypotheses) if r.is_atomic]
    scope = set(state.scope)
    applied += {t for t in walk(*relations) if t.op == "apply" and not is_scalar(t.shape) and free_symbols(t) <= scope}
    ordered = sorted(applied, key=lambda term: (term.size, repr(term)))
    near = set(ordered[:MOST_APPLIED])
    for a, b in combinations(ordered[: 4 * MOST_APPLIED], 2):
        if (a.op, a.data, a.shape) == (b.op, b.data, b.shape):
            premises = tuple(equal(x, y) for x, y in zip(b.args, a.args, strict=True))
            if near >= {a, b} or all(premise in state.hypotheses for premise in premises):
                yield Use("congruence", (b, a), premises, equal(b, a))


def _integers(state: State, ring: Atoms, atoms: Sequence[Term]) -> Iterator[Use]:
    """a < b between integers gives a + 1 ≤ b."""
    from symdl.provers.quantifiers import is_integral

    for relation in state.hypotheses:
        if relation.op == "lt" and all(is_integral(arg) for arg in relation.args):
            a, b = relation.args
            yield Use("integer_gap", (a, b), (relation,), at_most(a + 1, b))


DEFINING = (
    _applications,
    grams,
    products,
    _ranks,
    determinants,
    _sizes,
    _roots,
    _integers,
    _powers,
    _sums,
    exponentials,
    logarithms,
    _pieces,
    replacements,
)
"""Facts that say what an atom is."""

RELATING = (logarithm_pairs, monotone, tangents)
"""Facts that compare atoms."""
