"""0 ≤ uᵀ Xᵀ diag(d) X u at symbolic sizes: a sum of squares with weights, Σₖ dₖ (X u)ₖ²; and variances.

Each summand is a product that reads the same transposed. Its right half is a column q, and the summand is
1ᵀ (d ∘ q ∘ q), with the diagonal matrix in the middle, or without one 1ᵀ (q ∘ q). That this is the same is an identity,
that it is not negative is seen from the signs. Where the weights are divided by their sum s = 1ᵀe, what may follow is minus
a square, for Σ e q²/s − (Σ e q)²/s² = Σₖₗ eₖ eₗ (qₖ − qₗ)²/(2 s²), as for the log-sum-exp.
"""

from __future__ import annotations

from symdl.calculus.agreement import agree
from symdl.calculus.build import parted, plus, product, scaled, turned
from symdl.calculus.modulo import tidy
from symdl.provers.calculus import IDENTITY
from symdl.provers.entry_signs import is_told
from symdl.provers.entrywise_fractions import as_one_quotient
from symdl.provers.forward import obliged
from symdl.provers.state import Proof, State, have
from symdl.semantics.json import to_json
from symdl.semantics.substitution import size_symbols
from symdl.terms import operators as ops
from symdl.terms.relation import at_most, equal
from symdl.terms.term import Term, number


def by_weighted_squares(state: State) -> Proof | None:
    """A goal 0 ≤ t of symbolic size, its obligations known already."""
    goal = state.goal
    if goal.op != "le" or not size_symbols(goal) or goal.args[0] != number(0):
        return None
    value = goal.args[1]
    summands = _expanded(tidy(value))
    parts = [_squared(part) for part in summands]
    if all(part is not None for part in parts):
        return _ended(state, value, plus([part for part in parts if part is not None], value.shape))
    variances = [found for part in summands if (found := _varied(part)) is not None]
    squares = plus(variances, value.shape)
    return _ended(state, value, squares) if variances and agree(value, squares) else None


def _ended(state: State, value: Term, squares: Term) -> Proof | None:
    """0 ≤ squares by signs, and value = squares by normal forms."""
    shown = at_most(0, squares)
    step = obliged(state.towards(shown)) if is_told(state, shown) else None
    if step is None:
        return None
    known, wrap = step
    place = len(known.hypotheses)
    ending: Proof = {
        "rule": "combination",
        "summands": [{"coefficient": "1", "hypotheses": [place]}],
        "cofactors": [[to_json(number(1)), place + 1]],
    }
    return wrap(have(shown, {"rule": "signs"}, have(equal(value, squares), IDENTITY, ending)))


def _expanded(term: Term) -> list[Term]:
    """The summands, a sum in the middle of a product distributed."""
    if term.op == "add":
        return [part for arg in term.args for part in _expanded(arg)]
    coefficient, scalars, rest = parted(term)
    chains = [factor for factor in scalars if factor.op == "matmul"]
    if rest is None and len(chains) == 1:
        (chain,) = chains
        others = [factor for factor in scalars if factor is not chain]
        for k, factor in enumerate(chain.args):
            if factor.op == "add":
                summands = (product(*chain.args[:k], part, *chain.args[k + 1 :]) for part in factor.args)
                spread = plus((scaled(coefficient, [*others, *_factors(s)]) for s in summands), term.shape)
                return _expanded(spread)
    return [term]


def _varied(term: Term) -> Term | None:
    """c Σ e q²/s as the variance that is left when c (Σ e q)²/s² is taken away; other positive squares as they are."""
    coefficient, scalars, _ = parted(term)
    chains = [factor for factor in scalars if factor.op == "matmul"]
    if len(chains) != 1 or coefficient < 0:
        return None
    args, one = chains[0].args, ops.ones(chains[0].args[len(chains[0].args) // 2].shape[0], 1)
    middle = args[len(args) // 2]
    if len(args) % 2 == 0 or middle.op != "diag" or turned_scalar(chains[0]) != args:
        return _squared(term)
    weights, column = middle.args[0], product(*args[len(args) // 2 + 1 :])
    total = product(turned(one), weights)
    if not any(factor.op == "pow" and factor.data < 0 and factor.args[0] is total for factor in scalars):
        return _squared(term)
    apart = ops.subtract(product(column, turned(one)), product(one, turned(column)))
    pairs = ops.hadamard(product(weights, turned(weights)), ops.hadamard_power(apart, 2))
    others = [factor for factor in scalars if factor is not chains[0]]
    return scaled(coefficient / 2, [*others, ops.power(total, -1), ops.entry_sum(pairs)])


def _factors(term: Term) -> tuple[Term, ...]:
    return term.args if term.op == "mul" else (term,)


def _squared(term: Term) -> Term | None:
    """A summand as weights times squares, summed."""
    coefficient, scalars, _ = parted(term)
    chains = [factor for factor in scalars if factor.op == "matmul"]
    if len(chains) != 1 or turned_scalar(chains[0]) != chains[0].args:
        return None
    args = chains[0].args
    column = product(*args[len(args) // 2 + len(args) % 2 :])
    square = ops.hadamard_power(column, 2)
    middle = args[len(args) // 2] if len(args) % 2 else None
    if middle is not None and middle.op != "diag":
        return None
    number_of, own, weights = parted(ops.ones(*column.shape) if middle is None else as_one_quotient(middle.args[0]))
    weighted = square if middle is None or weights is None else ops.hadamard(weights, square)
    others = [factor for factor in scalars if factor is not chains[0]]
    return scaled(coefficient * number_of, [*others, *own, ops.entry_sum(weighted)])


def turned_scalar(chain: Term) -> tuple[Term, ...]:
    """The factors of the transposed product."""
    return tuple(turned(factor) for factor in reversed(chain.args))
