"""Counterexamples with structured matrices: sizes smallest first, then many draws, then smaller entries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from random import Random

from flint import fmpq_mat

from symdl.algebra.budget import Budget
from symdl.claims.claim import Claim
from symdl.claims.instance import Instance
from symdl.refuters.candidate import Candidate
from symdl.refuters.evaluation import matrix_of
from symdl.refuters.palette import SIMPLE, in_domain
from symdl.refuters.ring import domain_of, name_of
from symdl.refuters.sizes import Sizing, counters, sizings
from symdl.refuters.structures import Structure, drawn, structures
from symdl.refuters.truth import is_plausible
from symdl.semantics.substitution import free_symbols, function_symbols
from symdl.terms.errors import SymdlError
from symdl.terms.relation import Relation
from symdl.terms.shapes import is_scalar
from symdl.terms.term import Term, number

MOST_SIZES = 16
DRAWS = 12
"""Draws at one size in the first round; every further round takes three times as many."""

MOST_ENTRIES = 40


def structured_counterexample(claim: Claim, *, seed: int, effort: int, budget: Budget) -> Instance | None:
    """An instance with structured matrices on which the hypotheses hold and the goal does not, None when none is drawn."""
    if function_symbols(*claim.hypotheses, claim.goal) or all(is_scalar(s.shape) for s in claim.symbols):
        return None
    for count, sizing in enumerate(sizings(claim.sizes, counters((*claim.hypotheses, claim.goal)))):
        if count == MOST_SIZES:
            return None
        *hypotheses, goal = sizing.applied((*claim.hypotheses, claim.goal))
        found = _at(sizing, hypotheses, goal, Random(f"{seed} {effort}"), DRAWS * 3**effort, budget)
        if found is not None:
            return found
    return None


def _at(
    sizing: Sizing, hypotheses: Sequence[Relation], goal: Relation, random: Random, draws: int, budget: Budget
) -> Instance | None:
    symbols = sorted(free_symbols(*hypotheses, goal), key=name_of)
    if sum(int(s.shape[0]) * int(s.shape[1]) for s in symbols) > MOST_ENTRIES:
        return None
    flat = list(_flattened(hypotheses))
    kinds = structures([s for s in symbols if not is_scalar(s.shape)], flat)
    for _ in range(draws):
        try:
            values = _drawn(symbols, kinds, random)
        except ZeroDivisionError:
            continue
        if _is_counterexample(sizing, values, hypotheses, goal, budget):
            return _instance(sizing, _smaller(sizing, values, hypotheses, goal, budget))
    return None


def _flattened(relations: Sequence[Relation]) -> Iterator[Relation]:
    for relation in relations:
        if relation.op == "and":
            yield from _flattened(relation.args)
        else:
            yield relation


def _drawn(symbols: Sequence[Term], kinds: dict[Term, Structure], random: Random) -> dict[Term, Term]:
    values: dict[Term, Term] = {}
    matrices: dict[Term, fmpq_mat] = {}
    for symbol in sorted(symbols, key=lambda s: s in kinds and kinds[s].partner is not None):
        if is_scalar(symbol.shape):
            choices = [v for v in SIMPLE[:12] if in_domain(v, domain_of(symbol))]
            values[symbol] = number(random.choice(choices))
        else:
            matrices[symbol] = drawn(symbol, kinds[symbol], matrices, random)
            values[symbol] = _term(matrices[symbol])
    return values


def _term(m: fmpq_mat) -> Term:
    rows = [[Fraction(int(m[i, j].p), int(m[i, j].q)) for j in range(m.ncols())] for i in range(m.nrows())]
    return matrix_of(rows, (m.nrows(), m.ncols()))


def _instance(sizing: Sizing, values: dict[Term, Term]) -> Instance:
    counting = {name_of(symbol): number(value) for symbol, value in sizing.counters.items()}
    return Instance(dict(sizing.sizes), {**counting, **{name_of(s): v for s, v in values.items()}})


def _is_counterexample(
    sizing: Sizing, values: dict[Term, Term], hypotheses: Sequence[Relation], goal: Relation, budget: Budget
) -> bool:
    budget.spend(300)
    found = Candidate(_instance(sizing, values), {}, {}, 0)
    try:
        if any(is_plausible(relation, found, budget) is not True for relation in hypotheses):
            return False
        return is_plausible(goal, found, budget) is False
    except SymdlError:
        return False


def _smaller(
    sizing: Sizing, values: dict[Term, Term], hypotheses: Sequence[Relation], goal: Relation, budget: Budget
) -> dict[Term, Term]:
    """The same with entries replaced by 0, or by 1, wherever it stays a counterexample."""
    for symbol in sorted(values, key=name_of):
        value = values[symbol]
        for k in range(len(value.args)) if value.op == "array" else ():
            for simple in (0, 1):
                cells = list(values[symbol].args)
                if abs(cells[k].data) <= simple and cells[k].data >= 0:
                    break
                cells[k] = number(simple)
                changed = {**values, symbol: Term("array", tuple(cells), shape=value.shape)}
                if _is_counterexample(sizing, changed, hypotheses, goal, budget):
                    values = changed
                    break
    return values
