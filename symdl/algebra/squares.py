"""Certificates of nonnegativity, cheapest search first.

Looks for target = sum_j c_j s_j^2 prod nonneg + sum_i q_i equality_i with rational c_j > 0: by normal form, by the exact
LDL^T of a quadratic, by factors, by linear programming, and by semidefinite programming with exact rounding.
None says only that nothing was found; it never says that the target is negative somewhere.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from flint import fmpq, fmpq_mat, fmpq_mpoly

from symdl.algebra.budget import Budget
from symdl.algebra.combination import Combination, Question, Summand, answer, ask, is_identity, summand
from symdl.algebra.definite import sum_of_squares
from symdl.algebra.gram import combination_of_grams
from symdl.algebra.handelman import combination_of_binomials, combination_of_products
from symdl.algebra.shortening import shortened

__all__ = ["Combination", "Summand", "find_combination", "is_identity"]

_VALUES = tuple(
    fmpq(p, q) for p, q in ((0, 1), (1, 1), (-1, 1), (2, 1), (1, 2), (-2, 1), (-1, 2), (3, 1), (1, 3), (5, 1), (1, 10))
)
_POINTS = 160
_MOST_TERMS_TO_FACTOR = 400


def find_combination(
    target: fmpq_mpoly,
    nonneg: Sequence[fmpq_mpoly],
    equalities: Sequence[fmpq_mpoly],
    budget: Budget,
    *,
    degree: int | None = None,
) -> Combination | None:
    """A combination that shows target >= 0 where nonneg >= 0 and equalities = 0, or None when none was found.

    Args:
        degree: the highest total degree of a summand, modulo the equalities; by default a little above the data's.

    Raises:
        BudgetExceeded: the budget ran out before the search ended.

    >>> from flint import fmpq_mpoly_ctx
    >>> x, y = fmpq_mpoly_ctx.get(("x", "y"), "degrevlex").gens()
    >>> found = find_combination(x**2 - 2*x*y + 2*y**2, [], [], Budget(10**6))
    >>> [(s.coefficient, s.square) for s in found.summands]
    [(Fraction(1, 1), x - y), (Fraction(1, 1), y)]
    >>> find_combination(x**2 - 3*x*y + 2*y**2, [], [], Budget(10**6)) is None
    True
    """
    question = ask(target, nonneg, equalities, budget)
    for summands in _proposals(question, degree, budget):
        found = answer(question, shortened(summands), target, nonneg, equalities, budget)
        if found is not None:
            return found
    return None


def _proposals(question: Question, degree: int | None, budget: Budget) -> Iterator[list[Summand]]:
    """Summands that should do, cheapest search first."""
    p = question.target
    yield from _constant(question)
    if p.total_degree() <= 2:
        yield from _found(_quadratic(question, budget))
        if question.is_free:
            return
    if p.total_degree() > 2 and len(p) <= _MOST_TERMS_TO_FACTOR:
        yield from _factored(question, degree, budget)
    low = _lowest_degree(question) if degree is None else degree
    yield from _found(combination_of_products(question, low, budget))
    yield from _contradiction(question, budget)
    if _is_affine(question):
        return
    if _is_negative_somewhere(question, budget):
        return
    yield from _found(combination_of_binomials(question, low, budget))
    yield from combination_of_grams(question, low, degree, budget)


def _found(summands: list[Summand] | None) -> Iterator[list[Summand]]:
    if summands is not None:
        yield summands


def _constant(question: Question) -> Iterator[list[Summand]]:
    p = question.target
    if not p:
        yield []
    elif p.is_constant() and p.leading_coefficient() > 0:
        yield [summand(p.leading_coefficient(), question.context.constant(1), ())]


def _quadratic(question: Question, budget: Budget) -> list[Summand] | None:
    """The exact LDL^T of a polynomial of degree at most two."""
    gens = question.context.gens()
    used = [x for x, d in enumerate(question.target.degrees()) if d]
    budget.spend(4 + len(used) ** 3 // 4)
    position = {x: i for i, x in enumerate(used)}
    Q = [[fmpq(0)] * (len(used) + 1) for _ in range(len(used) + 1)]
    for monomial, value in question.target.to_dict().items():
        i, j = ([position[x] for x in used for _ in range(monomial[x])] + [len(used)] * 2)[:2]
        Q[i][j] += value / 2
        Q[j][i] += value / 2
    squares = sum_of_squares(fmpq_mat(Q))
    if squares is None:
        return None
    basis = [*(gens[x] for x in used), question.context.constant(1)]
    return [summand(d, sum((c * b for c, b in zip(v, basis, strict=True) if c), 0 * basis[-1]), ()) for d, v in squares]


def _factored(question: Question, degree: int | None, budget: Budget) -> Iterator[list[Summand]]:
    """Takes squares, and factors that are constraints, out of the target and asks about the rest."""
    budget.spend(20 + len(question.target) ** 2)
    constant, factors = question.target.factor()
    square, rest = question.context.constant(1), question.context.constant(constant)
    taken: list[int] = []
    for factor, exponent in factors:
        square *= factor ** (exponent // 2)
        if exponent % 2:
            i, c = _multiple(factor, question.nonneg)
            rest *= factor if i is None else question.context.constant(c)
            taken += [] if i is None else [i]
    if square.is_constant() and not taken:
        return
    below = None if degree is None else degree - question.target.total_degree() + rest.total_degree()
    for summands in _proposals(question.about(rest), below, budget):
        yield [replace(s, square=s.square * square, factors=tuple(sorted((*s.factors, *taken)))) for s in summands]


def _multiple(factor: fmpq_mpoly, nonneg: Sequence[fmpq_mpoly]) -> tuple[int | None, fmpq]:
    """(i, c) with factor = c * nonneg[i], c not zero; i is None when there is none."""
    for i, n in enumerate(nonneg):
        if len(n) == len(factor) and n:
            c = factor.leading_coefficient() / n.leading_coefficient()
            if factor == c * n:
                return i, c
    return None, fmpq(1)


def _lowest_degree(question: Question) -> int:
    degrees: list[int] = [p.total_degree() for p in (question.target, *question.nonneg)]
    return max(1, *degrees)


def _is_affine(question: Question) -> bool:
    return not question.basis.core and _lowest_degree(question) == 1


def _contradiction(question: Question, budget: Budget) -> Iterator[list[Summand]]:
    """From -1 = S the identity t = ((t+1)/2)^2 + ((t-1)/2)^2 S: anything follows from affine hypotheses that cannot hold."""
    t = question.target
    if t.is_constant():
        return
    impossible = combination_of_products(question.about(question.context.constant(-1)), 1, budget)
    if impossible is not None:
        yield [summand(fmpq(1, 4), t + 1, ()), *(_times_square(s, t - 1) for s in impossible)]


def _times_square(s: Summand, p: fmpq_mpoly) -> Summand:
    return replace(s, coefficient=s.coefficient / 4, square=s.square * p)


def _is_negative_somewhere(question: Question, budget: Budget) -> bool:
    """Whether a small rational point satisfies the hypotheses and makes the target negative."""
    size = len(question.target) + sum(map(len, question.nonneg))
    for point in _points(question.context.nvars(), len(question.variables)):
        budget.spend(2 + size // 4)
        if (
            question.target(*point) < 0
            and all(g(*point) >= 0 for g in question.nonneg)
            and not any(g(*point) for g in question.basis.core)
        ):
            return True
    return False


def _points(n: int, used: int) -> Iterator[list[fmpq]]:
    """Points with equal coordinates first, then random ones, every other one nonnegative."""
    for value in (*_VALUES, fmpq(1, used + 1), fmpq(1, used + 2)):
        yield [value] * n
    draw = Random(used)
    for k in range(_POINTS):
        choices = _VALUES[: 2 + k % (len(_VALUES) - 1)]
        yield [abs(v) if k % 2 else v for v in draw.choices(choices, k=n)]
