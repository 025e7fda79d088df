"""0 ≤ p under traces as a sum of squares whose words are searched for: p = Σ c · tr(GᵀAG) modulo the equations.

`symdl.provers.squares` reads the squares off p. Here G is an unknown combination of words: halves of the words of p, what
these end with, and, on a second try, those with one letter more in front. The traces of u* A v in normal form make the
Gram matrices of these words meet linear equations, which `symdl.algebra.gram_matrices` solves exactly; c is a product of
numbers and symbols known to be positive. (Helton 2002; Klep and Povh 2010.) The identity is put together at the end by
rewriting p − Σ c · tr(GᵀAG) to 0, whatever the search believed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flint import fmpq, fmpq_mpoly

from symdl.algebra.gram_matrices import Gram, Row, Vector, has_solver, pruned, semidefinite
from symdl.algebra.quotients import Atoms
from symdl.provers.square_bases import Block, blocks_of, halves_of, longer_words
from symdl.provers.squares import Summand, sign_of, stated
from symdl.provers.state import Proof, State
from symdl.provers.trace_forms import Key, NormalForms, Scalar, monomial_product, row_product, row_sum
from symdl.provers.traces import Traces
from symdl.terms import operators as ops
from symdl.terms.errors import OutOfScopeError
from symdl.terms.term import Term

MOST_ENTRIES = 1500
"""Entries of all Gram matrices together."""

MOST_PROPOSALS = 3
SHARE = 0.5
"""Of the budget; what is left is for the same with names for definite sums and factors."""


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be a sum of squares: p times atoms that the hypotheses say are positive."""

    row: dict[Key, fmpq]
    factor: tuple[int, ...]


def by_sums_of_squares(state: State, traces: Traces) -> Proof | None:
    """A proof of 0 ≤ p for what a rewriting left of it; None without a semidefinite solver."""
    if state.goal.op != "le" or not has_solver():
        return None
    state = replace(state, budget=state.budget.part(SHARE))
    forms = NormalForms(traces.ideal, state)
    try:
        target = forms.of_polynomial(traces.rest)
        words = forms.reduced_words(halves_of(forms.words_of(target)))
        longer = longer_words(words, forms)
        for basis, more, factor in (
            (words, 0, ()),
            (words, 1, ()),
            (longer, 2, ()),
            (longer, 2, _positive_factor(state, forms)),
        ):
            scaled = row_product([{(tuple((i, 1) for i in factor), ()): fmpq(1)}, target])
            blocks = [*blocks_of(state, forms, forms.degrees(scaled, more), basis)]
            proof = _search(state, traces, forms, Target(scaled, factor), blocks)
            if proof is not None:
                return proof
    except OutOfScopeError:
        pass
    return None


def _positive_factor(state: State, forms: NormalForms) -> tuple[int, ...]:
    """The atoms in the equations with a hypothesis 0 < s; dividing by them is how words may be rewritten."""
    signs = {i: sign_of(state, forms.ideal.atoms.terms[i]) for i in forms.degrees({}, 1)}
    return tuple(i for i, sign in signs.items() if sign is not None and state.hypotheses[sign].op == "lt")


def _search(state: State, traces: Traces, forms: NormalForms, target: Target, blocks: Sequence[Block]) -> Proof | None:
    if not blocks or sum(len(b.basis) * (len(b.basis) + 1) // 2 for b in blocks) > 4 * MOST_ENTRIES:
        return None
    budget = state.budget
    grams = pruned([_gram(block, forms) for block in blocks], target.row, budget)
    live = [(block, gram) for block, gram in zip(blocks, grams, strict=True) if gram.basis]
    if not live or sum(len(gram.entries) for _, gram in live) > MOST_ENTRIES:
        return None
    for found, _ in zip(
        semidefinite([gram for _, gram in live], target.row, budget), range(MOST_PROPOSALS), strict=False
    ):
        summands = [
            Summand(c, block.sign.places, block.weight, _combined(block, vector, forms))
            for (block, _), rows in zip(live, found, strict=True)
            for c, vector in rows
        ]
        proof = stated(summands, state, traces, target.factor)
        if proof is not None:
            return proof
    return None


def _gram(block: Block, forms: NormalForms) -> Gram:
    entries: dict[tuple[int, int], Row] = {}
    middle = forms.weight(block.weight)
    for j, right in enumerate(block.basis):
        for i, left in enumerate(block.basis[: j + 1]):
            forms.state.budget.spend(20)
            row = row_sum(row_product([scalar, forms.between(left.word, word, right.word)]) for word, scalar in middle)
            scalars: dict[Key, fmpq] = {(monomial_product(left.scalar, right.scalar), ()): fmpq(1)}
            entries[i, j] = row_product([scalars, block.sign.row, row])
    return Gram.of(len(block.basis), entries)


def _combined(block: Block, vector: Vector, forms: NormalForms) -> Term:
    """G as a term."""
    atoms = forms.ideal.atoms
    parts = []
    for i, c in vector.items():
        element = block.basis[i]
        scalar = atoms.to_term(_polynomial(element.scalar, c, atoms))
        parts.append(ops.scale(scalar, ops.matmul(*element.word)))
    return ops.add(*parts)


def _polynomial(scalar: Scalar, coefficient: fmpq, atoms: Atoms) -> fmpq_mpoly:
    exponents = dict(scalar)
    return atoms.context.from_dict({tuple(exponents.get(i, 0) for i in range(len(atoms.generators))): coefficient})
