"""Fewer summands for the same sum: squares with the same factors are one quadratic form in their monomials.

When there are more than twice as many as its rank, the exact LDL^T of that form replaces them.
"""

from collections.abc import Sequence

from flint import fmpq, fmpq_mat

from symdl.algebra.combination import Summand, summand
from symdl.algebra.definite import sum_of_squares
from symdl.algebra.monomials import Monomial


def shortened(summands: Sequence[Summand]) -> list[Summand]:
    """The same sum; no group with the same factors has more than twice the summands it needs."""
    groups: dict[tuple[int, ...], list[Summand]] = {}
    for s in summands:
        groups.setdefault(s.factors, []).append(s)
    return [s for group in groups.values() for s in (_by_rank(group) if len(group) > 2 else group)]


def _by_rank(group: list[Summand]) -> list[Summand]:
    context = group[0].square.context()
    index: dict[Monomial, int] = {}
    for s in group:
        for monomial in s.square.monoms():
            index.setdefault(monomial, len(index))
    Q = [[fmpq(0)] * len(index) for _ in index]
    for s in group:
        c = fmpq(s.coefficient.numerator, s.coefficient.denominator)
        row = [(index[monomial], value) for monomial, value in s.square.to_dict().items()]
        for i, a in row:
            for j, b in row:
                Q[i][j] += c * a * b
    squares = sum_of_squares(fmpq_mat(Q))
    if squares is None or len(group) <= 2 * len(squares):
        return group
    monomials = list(index)
    return [
        summand(d, context.from_dict({monomials[i]: x for i, x in enumerate(v) if x}), group[0].factors)
        for d, v in squares
    ]
