"""Existence by an exact witness: the equations of the goal solved for the bound symbols, or simple terms tried."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice, product

from flint import fmpq_mpoly

from symdl.algebra.budget import Budget, BudgetExceeded
from symdl.algebra.closed_systems import closed_solutions
from symdl.algebra.quotients import Atoms, Quotient, RingFullError
from symdl.provers.ansatz import ansatz_witnesses
from symdl.provers.linear_witness import matrix_solutions
from symdl.provers.obligations import obligations
from symdl.provers.state import Proof, State, domain_of, known
from symdl.semantics.json import to_json
from symdl.semantics.substitution import size_symbols, substitute
from symdl.terms import operators as ops
from symdl.terms.errors import SymdlError
from symdl.terms.relation import Relation, less_than
from symdl.terms.shapes import is_scalar
from symdl.terms.term import Term, number

MOST_TRIED = 40
ROUNDS = ((60_000, 400_000), (1_000_000, 30_000_000))
"""At symbolic sizes, work for the proof at one witness and for finding witnesses: every one has little before any has much."""
LARGEST = 400
"""Terms of an equation in which an unknown is replaced."""
SHARE = 0.2
"""Of the budget, for the elimination of unknowns."""


def by_witness(state: State) -> Proof | None:
    """A proof of an existential goal at the first witness that can be shown to do; short proofs are tried for all of them first."""
    from symdl.provers.forward import PLAIN, opened_existence

    goal = state.goal
    if not size_symbols(goal):
        return _first_shown(state, islice(_other_proposals(state, goal), MOST_TRIED), None)
    state, opened = opened_existence(state)
    found: dict[tuple[Term, ...], None] = {}
    for work, finding in ROUNDS:
        for terms in _matrices_proposed(state, finding):
            found.setdefault(terms)
            proof = _shown(state.marked(PLAIN), terms, work)
            if proof is not None:
                return opened(proof)
    if PLAIN in state.used:
        return None
    proof = _first_shown(state, chain(found, islice(_other_proposals(state, goal), MOST_TRIED)), None)
    return None if proof is None else opened(proof)


def _matrices_proposed(state: State, work: int) -> Iterator[tuple[Term, ...]]:
    """Values of the bound matrices of symbolic size, as many as are found within so much work."""
    searching = replace(state, budget=state.budget.limited(work))
    try:
        yield from islice(chain(matrix_solutions(state.goal), ansatz_witnesses(searching, state.goal)), MOST_TRIED)
    except BudgetExceeded:
        state.budget.spend(0)


def _first_shown(state: State, proposals: Iterable[tuple[Term, ...]], work: int | None) -> Proof | None:
    return next((p for terms in proposals if (p := _shown(state, terms, work)) is not None), None)


def _shown(state: State, terms: tuple[Term, ...], work: int | None) -> Proof | None:
    """A proof of an existential goal at a witness."""
    from symdl.provers.forward import established
    from symdl.provers.search import attempt

    goal = state.goal
    values = dict(zip(goal.bound, terms, strict=True))
    domains = [substitute(d, {symbol: term}) for symbol, term in values.items() for d in domain_of(symbol)]
    body = substitute(goal.args[0], values)
    target = Relation("and", (*domains, body)) if domains else body
    step = established(state, [r for r in obligations(*terms) if not known(state, r)])
    if step is None:
        return None
    inner, wrap = step
    effort = max(600_000, state.budget.work // 6) if work is None else work
    proof = attempt(replace(inner.towards(target), rounds=0), effort)
    return proof and wrap({"rule": "witness", "terms": [to_json(t) for t in terms], "then": proof})


def _other_proposals(state: State, goal: Relation) -> Iterator[tuple[Term, ...]]:
    yield from closed_solutions(goal)
    yield from _below(goal)
    yield from _solutions(state, goal)
    yield from _simple(state, goal)


def _below(goal: Relation) -> Iterator[tuple[Term, ...]]:
    """δ/(1 + Nδ), which is less than δ and than 1/N, for a positive number that is to be less than δ."""
    parts = goal.args[0].args if goal.args[0].op == "and" else goal.args
    if len(goal.bound) != 1 or not is_scalar(goal.bound[0].shape):
        return
    if domain_of(goal.bound[0]) != [less_than(0, goal.bound[0])]:
        return
    for part in parts:
        if part.op == "lt" and part.args[0] is goal.bound[0] and part.args[1].op == "sym":
            yield from ((part.args[1] / (1 + n * part.args[1]),) for n in (1, 10, 1000))


# solving ------------------------------------------------------------------------------------------


def _unknowns(goal: Relation) -> list[Term] | None:
    """The scalar unknowns: the bound symbols, or the entries of bound matrices of integer size."""
    unknowns: list[Term] = []
    for symbol in goal.bound:
        if is_scalar(symbol.shape):
            unknowns.append(symbol)
        elif not size_symbols(symbol):
            rows, columns = symbol.shape
            unknowns += [ops.entry(symbol, (i, j)) for i in range(int(rows)) for j in range(int(columns))]
        else:
            return None
    return unknowns


def _equations(relation: Relation) -> Iterator[Relation]:
    if relation.op == "and":
        for part in relation.args:
            yield from _equations(part)
    elif relation.op == "eq":
        yield relation


def _solutions(state: State, goal: Relation) -> Iterator[tuple[Term, ...]]:
    """Eliminate the unknowns one after the other; those left free take simple values."""
    unknowns = _unknowns(goal)
    if unknowns is None:
        return
    atoms = Atoms(150)
    try:
        numbers = [atoms.atoms_of(atoms.read(u).numerator).pop() for u in unknowns]
        equations = []
        for relation in _equations(goal.args[0]):
            a, b = relation.args
            rows, columns = a.shape
            for i in range(int(rows)):
                for j in range(int(columns)):
                    pair = (a, b) if is_scalar(a.shape) else (ops.entry(a, (i, j)), ops.entry(b, (i, j)))
                    equations.append(atoms.difference(*pair).numerator)
    except (SymdlError, RingFullError, ValueError, TypeError):
        return
    for free_value in (0, 1, -1, 2):
        solved = _eliminated(atoms, equations, numbers, free_value, state.budget.part(SHARE))
        if solved is None:
            continue
        terms = [_as_term(atoms, q) for q in solved]
        yield tuple(_assembled(goal, terms))


def _eliminated(
    atoms: Atoms, equations: list[fmpq_mpoly], unknowns: list[int], free_value: int, budget: Budget
) -> list[Quotient] | None:
    values: dict[int, Quotient] = {}
    rest = [e for e in equations if e]
    while rest:
        if max(map(len, rest)) > LARGEST:
            return None
        budget.spend(20 * sum(map(len, rest)))
        chosen = _linear(atoms, rest, unknowns)
        if chosen is None:
            chosen = _quadratic(atoms, rest, unknowns)
        if chosen is None:
            return None
        place, value = chosen
        rest = [e for e in (_replaced(atoms, e, place, value) for e in rest) if e]
        values = {k: _composed(atoms, v, place, value) for k, v in values.items()}
        values[place] = value
        if any(not atoms.atoms_of(e) & set(unknowns) for e in rest):
            return None
    for place in unknowns:
        if place not in values:
            free = atoms.constant(free_value)
            values = {k: _composed(atoms, v, place, free) for k, v in values.items()}
            values[place] = free
    return [values[place] for place in unknowns]


def _linear(atoms: Atoms, equations: list[fmpq_mpoly], unknowns: list[int]) -> tuple[int, Quotient] | None:
    """An unknown that stands linearly in an equation, its coefficient free of unknowns, and its value."""
    best: tuple[int, int, Quotient] | None = None
    for equation in equations:
        degrees = equation.degrees()
        for place in unknowns:
            if degrees[place] != 1:
                continue
            slope = equation.derivative(place)
            if atoms.atoms_of(slope) & set(unknowns):
                continue
            rest = equation - slope * atoms.generators[place]
            cost = len(slope) + len(rest)
            if best is None or cost < best[0]:
                best = cost, place, atoms.quotient(-rest, slope)
    return None if best is None else best[1:]


def _quadratic(atoms: Atoms, equations: list[fmpq_mpoly], unknowns: list[int]) -> tuple[int, Quotient] | None:
    """a x² + b x + c = 0 by its root with the positive sign, the discriminant under a square root."""
    for equation in equations:
        inside = atoms.atoms_of(equation) & set(unknowns)
        if len(inside) != 1:
            continue
        (place,) = inside
        if equation.degrees()[place] != 2:
            continue
        a = equation.derivative(place).derivative(place) / 2
        zero = {place: atoms.constant(0)}
        b = _replaced(atoms, equation.derivative(place), place, zero[place])
        c = _replaced(atoms, equation, place, zero[place])
        discriminant = b**2 - 4 * a * c
        root = atoms.read(ops.sqrt(atoms.to_term(discriminant)))
        return place, atoms.quotient(root.numerator - b, 2 * a)
    return None


def _replaced(atoms: Atoms, polynomial: fmpq_mpoly, place: int, value: Quotient) -> fmpq_mpoly:
    """The numerator of a polynomial with a generator replaced by a quotient."""
    degree = polynomial.degrees()[place]
    total = atoms.context.constant(0)
    for exponents, coefficient in polynomial.to_dict().items():
        e = exponents[place]
        rest = tuple(0 if i == place else k for i, k in enumerate(exponents))
        total += atoms.context.from_dict({rest: coefficient}) * value.numerator**e * value.denominator ** (degree - e)
    return total


def _composed(atoms: Atoms, quotient: Quotient, place: int, value: Quotient) -> Quotient:
    top = _replaced(atoms, quotient.numerator, place, value)
    bottom = _replaced(atoms, quotient.denominator, place, value)
    shift = quotient.denominator.degrees()[place] - quotient.numerator.degrees()[place]
    scaled = value.denominator ** abs(shift)
    return atoms.quotient(top * scaled, bottom) if shift > 0 else atoms.quotient(top, bottom * scaled)


def _as_term(atoms: Atoms, quotient: Quotient) -> Term:
    return atoms.to_term(quotient.numerator) / atoms.to_term(quotient.denominator)


def _assembled(goal: Relation, terms: list[Term]) -> Iterator[Term]:
    rest = iter(terms)
    for symbol in goal.bound:
        if is_scalar(symbol.shape):
            yield next(rest)
        else:
            rows, columns = int(symbol.shape[0]), int(symbol.shape[1])
            yield ops.array([[next(rest) for _ in range(columns)] for _ in range(rows)])


# trying -------------------------------------------------------------------------------------------


def _simple(state: State, goal: Relation) -> Iterator[tuple[Term, ...]]:
    """Symbols in scope, small numbers and simple combinations, for each bound symbol."""
    choices: list[list[Term]] = []
    for symbol in goal.bound:
        same = [other for other in state.scope if other.shape == symbol.shape]
        if is_scalar(symbol.shape):
            values = [number(v) for v in (0, 1, -1, 2)]
            choices.append([*same, *values, *(s + 1 for s in same), *(-s for s in same)])
        else:
            images = [
                m @ v
                for m in _matrices(state)
                for v in state.scope
                if (m.shape[0], v.shape[1]) == symbol.shape and m.shape[1] == v.shape[0]
            ]
            sums = [a + b for a in same for b in same if a is not b]
            choices.append([*same, ops.zeros(*symbol.shape), *images, *(-s for s in same), *sums])
    yield from product(*choices)


def _matrices(state: State) -> list[Term]:
    """The matrices in scope and their transposes."""
    found = [symbol for symbol in state.scope if not is_scalar(symbol.shape)]
    return [matrix for symbol in found for matrix in (symbol, symbol.T)]
