"""The generic rank of a matrix of polynomials."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from numbers import Integral
from typing import Any

from flint import fmpq, fmpz

from symdl.algebra.budget import Budget, BudgetExceeded
from symdl.algebra.generic_rank import matrix_bounds
from symdl.algebra.polynomial import Polynomial
from symdl.ranks.result import RankResult, certified
from symdl.terms.errors import BudgetError, CoercionError, SymdlError
from symdl.terms.operators import array
from symdl.terms.ranks import rank_almost_everywhere
from symdl.terms.term import Term, as_term

WORK = 50_000_000
MICROSECONDS = 50
"""To read a monomial as a term."""


def generic_rank(matrix: Any, *, seconds: float = 60.0, seed: int = 0) -> RankResult:
    """The rank of a matrix for almost every value of its symbols, with a certificate.

    Args:
        matrix: a matrix term with polynomial entries, a SymPy matrix, a Jacobian of a network, or rows of numbers, SymPy
            expressions, polynomials and terms. A Jacobian by all weights at exact inputs, and its Gram matrices, have the rank of its network, by the counts for networks.
        seconds: for reading the entries and for the search for a witness from above.
        seed: of the random points.

    Raises:
        SymdlError: when an entry is no polynomial, or a size is no integer.

    >>> from symdl import vector
    >>> a = vector("a", 3)
    >>> generic_rank([[0, a[0], a[1]], [-a[0], 0, a[2]], [-a[1], -a[2], 0]])
    RankResult: 2 for almost every parameter, proved
    """
    of_network = _network_rank(matrix, seed)
    if of_network is not None and of_network.known == "proved":
        return of_network
    budget = Budget(WORK, seconds)
    try:
        term = rank_almost_everywhere(as_matrix_term(matrix, budget))
        bounds = matrix_bounds(term.data, budget=budget, seed=seed)
    except BudgetExceeded as error:
        raise BudgetError(
            f"The matrix could not even be evaluated: {error}; give more seconds or a smaller matrix."
        ) from error
    return certified(term, bounds.below, bounds.above, {"below": bounds.lower, "above": bounds.upper}, bounds.failure)


def _network_rank(matrix: Any, seed: int) -> RankResult | None:
    """The rank of the Jacobian of a network, where the matrix has the same: by all weights, at exact inputs."""
    from symdl.ranks.neurovariety import architecture, jacobian_rank

    origin = getattr(matrix, "origin", None)
    try:
        return None if origin is None else jacobian_rank(architecture(*origin), seed=seed)
    except SymdlError:
        return None


def as_matrix_term(matrix: Any, budget: Budget | None = None) -> Term:
    """A matrix as a term, whatever it is made of."""
    if isinstance(matrix, Term):
        return matrix
    rows = matrix.tolist() if hasattr(matrix, "tolist") else matrix
    if not isinstance(rows, Iterable):
        raise CoercionError(f"{matrix!r} is no matrix; give a term, a SymPy matrix or rows of entries.")
    return array([[_entry(x, budget) for x in (row if _is_row(row) else [row])] for row in rows])


def _is_row(row: Any) -> bool:
    return isinstance(row, Iterable) and not isinstance(row, Term | Polynomial | str)


def _entry(value: Any, budget: Budget | None) -> Term:
    """An entry: a polynomial, what a network evaluates to, a number of NumPy, or what is read as a term."""
    if isinstance(value, Polynomial):
        if budget is not None:
            budget.spend(1 + MICROSECONDS * len(value))
        return value.term()
    if isinstance(value, fmpz | fmpq):
        return as_term(Fraction(int(value.numerator), int(value.denominator)))
    return as_term(int(value) if isinstance(value, Integral) and not isinstance(value, bool) else value)
