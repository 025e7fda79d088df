"""0 ≤ uᵀ Xᵀ diag(d) X u at symbolic sizes: a sum of squares with weights, Σₖ dₖ (X u)ₖ².

Each summand is a product that reads the same transposed. Its right half is a column q, and the summand is
1ᵀ (d ∘ q ∘ q), with the diagonal matrix in the middle, or without one 1ᵀ (q ∘ q). That this is the same is an identity,
that it is not negative is seen from the signs.
"""

from __future__ import annotations

from symdl.calculus.build import parted, plus, product, scaled, turned
from symdl.provers.calculus import IDENTITY
from symdl.provers.entry_signs import is_told
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
    parts = [_squared(part) for part in _expanded(value)]
    if any(part is None for part in parts):
        return None
    squares = plus([part for part in parts if part is not None], value.shape)
    shown = at_most(0, squares)
    if not is_told(state, shown):
        return None
    place = len(state.hypotheses)
    ending: Proof = {
        "rule": "combination",
        "summands": [{"coefficient": "1", "hypotheses": [place]}],
        "cofactors": [[to_json(number(1)), place + 1]],
    }
    return have(shown, {"rule": "signs"}, have(equal(value, squares), IDENTITY, ending))


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
    weighted = square if middle is None else ops.hadamard(middle.args[0], square)
    others = [factor for factor in scalars if factor is not chains[0]]
    return scaled(coefficient, [*others, ops.entry_sum(weighted)])


def turned_scalar(chain: Term) -> tuple[Term, ...]:
    """The factors of the transposed product."""
    return tuple(turned(factor) for factor in reversed(chain.args))
