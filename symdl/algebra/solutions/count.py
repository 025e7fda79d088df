"""How many solutions a polynomial system has, each figure with how it is known.

Bounds are exact arithmetic. Dimension, degree and the numbers of distinct solutions, of those without a zero coordinate
and of those at infinity are computed modulo a prime: they hold over ℚ for all but finitely many primes, and are called
*computed*. Real solutions are counted over ℚ, through a parametrisation that is verified modulo random primes. Where msolve is installed it finds
the parametrisation of a finite set, which is verified in the same way; so does giac for large sets where msolve is missing. *proved* is said only when the checker has accepted a certificate.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from symdl.algebra.budget import Budget, BudgetExceeded
from symdl.algebra.solutions import msolve_points
from symdl.algebra.solutions.bounds import Bounds
from symdl.algebra.solutions.figures import NOT_KNOWN, Figure, SolutionCount
from symdl.algebra.solutions.inputs import system_of
from symdl.algebra.solutions.integer_basis import integer_basis, quickest_basis
from symdl.algebra.solutions.isolated_points import isolated_points
from symdl.algebra.solutions.modular_basis import PRIME, ModularBasis
from symdl.algebra.solutions.monomial_ideals import degree, dimension
from symdl.algebra.solutions.multiplicity import parts_by_multiplicity
from symdl.algebra.solutions.parametrisation import parametrise
from symdl.algebra.solutions.quotient import Quotient
from symdl.algebra.solutions.rational_points import Parametrisation
from symdl.algebra.solutions.roots import real_count
from symdl.algebra.solutions.system import PolynomialSystem

WORK = 200_000_000
SHARE = 0.6
"""Of the seconds, for msolve."""


def count_solutions(
    polynomials: Iterable[Any] | PolynomialSystem,
    variables: Sequence[Any] | None = None,
    *,
    seconds: float = 60.0,
    seed: int = 0,
) -> SolutionCount:
    """How many solutions a polynomial system has.

    Args:
        polynomials: text such as ``"x^2 - 2*y"``, SymPy expressions, scalar terms or polynomials of networks, each set
            equal to zero; or a `PolynomialSystem`.
        variables: names or symbols.
        seconds: after which figures stay unknown.
        seed: of every random choice.

    Raises:
        SymdlError: when a polynomial or variable cannot be read.

    >>> count = count_solutions(["x^2 + y^2 - 5", "x*y - 2"], ["x", "y"])
    >>> count.bezout.value, count.distinct.value, count.real.value, count.at_infinity.value
    (4, 4, 4, 0)
    """
    if isinstance(polynomials, PolynomialSystem):
        system = polynomials
    else:
        system = system_of(polynomials, variables or ())
    return _Counter(system, seconds, seed).count()


class _Counter:
    def __init__(self, system: PolynomialSystem, seconds: float, seed: int) -> None:
        self.system, self.seed, self.n = system, seed, len(system.variables)
        self.budget = Budget(WORK, seconds)
        self.bounds = Bounds(system, self.budget, seed)

    def count(self) -> SolutionCount:
        seconds = self.budget.seconds * SHARE
        told = msolve_points.answer(self.system, seconds=seconds, meanwhile=self.bounds.pieces())
        if told is not None and told.is_finite:
            if told.solutions is not None:
                self.bounds.found, self.bounds.in_torus = told.solutions.size, told.solutions.in_torus()
            counted = self._told(self._bounded(), told)
            if counted is not None:
                return counted
            self.bounds = Bounds(self.system, self.budget, self.seed)
        bounded, given = self._bounded(), self.system.integral()
        try:
            basis, by = quickest_basis(self.n, given, integer_basis(self.n, given), budget=self.budget.part(0.7))
        except BudgetExceeded:
            return bounded
        return self._counted(bounded, basis, by)

    def _bounded(self) -> SolutionCount:
        """The bounds, and what is not known yet."""
        system, bounds = self.system, self.bounds
        nothing = SolutionCount(
            system, None, None, None, None, NOT_KNOWN, NOT_KNOWN, NOT_KNOWN, NOT_KNOWN, NOT_KNOWN, NOT_KNOWN
        )
        if not system.is_square:
            return nothing
        least, partition = bounds.multihomogeneous
        return replace(
            nothing,
            bezout=bounds.bezout,
            multihomogeneous=least,
            mixed_volume=bounds.mixed,
            affine_bound=bounds.affine,
            partition=tuple(tuple(system.variables[k] for k in group) for group in partition),
        )

    def _counted(self, bounds: SolutionCount, basis: ModularBasis, by: str) -> SolutionCount:
        size = dimension(basis.leads, self.n)
        figure = Figure(size, "computed", by)
        if size < 0:
            return self._empty(replace(bounds, at_infinity=self.bounds.infinity), by)
        whole = Figure(degree(basis.leads, self.n), "computed", by)
        if size > 0:
            return replace(bounds, dimension=figure, degree=whole, distinct=None, torus=None, real=None,
                           at_infinity=self.bounds.infinity, isolated=self._isolated())  # fmt: skip
        counted = replace(bounds, dimension=figure, degree=whole, at_infinity=self.bounds.beyond(whole))
        try:
            quotient = Quotient.of(basis, budget=self.budget)
            return counted if quotient is None else self._finite(counted, quotient)
        except BudgetExceeded:
            return counted

    def _finite(self, counted: SolutionCount, quotient: Quotient) -> SolutionCount:
        modulo = f"eigenvalues modulo {quotient.prime}"
        draw = random.Random(self.seed)
        counted = replace(
            counted,
            distinct=Figure(quotient.distinct(draw), "computed", modulo),
            torus=Figure(quotient.in_torus(draw), "computed", modulo),
            multiplicities=quotient.multiplicities(draw),
        )
        return self._real(counted, quotient)

    def _real(self, counted: SolutionCount, quotient: Quotient) -> SolutionCount:
        try:
            solutions = parametrise(self.system, quotient, seed=self.seed, budget=self.budget)
        except BudgetExceeded:
            return counted
        if solutions is None:
            return counted
        exact = Figure(real_count(solutions), "computed", "roots of the parametrisation over ℚ")
        parts = parts_by_multiplicity(solutions, quotient)
        return replace(counted, real=exact, solutions=solutions, parts=parts)

    def _empty(self, counted: SolutionCount, by: str) -> SolutionCount:
        zero = Figure(0, "computed", by)
        return replace(counted, dimension=Figure(-1, "computed", by), degree=zero, distinct=zero, torus=zero, real=zero,
                       multiplicities={})  # fmt: skip

    def _told(self, bounds: SolutionCount, told: msolve_points.Answer) -> SolutionCount | None:
        """The figures of a finite set from its parametrisation by msolve; None when their multiplicities show that some are missing."""
        whole = Figure(told.degree, "computed", "msolve")
        counted = replace(bounds, at_infinity=self.bounds.beyond(whole))
        if told.solutions is None:
            return self._empty(counted, "msolve")
        solutions, size = told.solutions, told.solutions.size
        verified = "msolve; the points are verified modulo random primes"
        counted = replace(
            counted,
            dimension=Figure(0, "computed", "msolve"),
            degree=whole,
            distinct=Figure(size, "computed", verified),
            torus=Figure(solutions.in_torus(), "computed", verified),
            real=Figure(real_count(solutions), "computed", verified),
            multiplicities={1: size} if size == told.degree else None,
            solutions=solutions,
            parts=((solutions.q, 1),) if size == told.degree else (),
        )
        return counted if size == told.degree else self._multiple(counted, solutions)

    def _multiple(self, counted: SolutionCount, solutions: Parametrisation) -> SolutionCount | None:
        """With the multiplicities, modulo a prime; None when these do not fit to the solutions and the degree."""
        try:
            basis = ModularBasis.of(self.n, self.system.integral(), prime=PRIME, budget=self.budget)
            quotient = Quotient.of(basis, budget=self.budget)
            if quotient is None:
                return counted
            found = quotient.multiplicities(random.Random(self.seed))
            if (sum(found.values()), quotient.degree) != (solutions.size, counted.degree and counted.degree.value):
                return None
            parts = parts_by_multiplicity(solutions, quotient)
        except BudgetExceeded:
            return counted
        return replace(counted, multiplicities=found, parts=parts)

    def _isolated(self) -> Figure | None:
        """The isolated points of a set of positive dimension."""
        try:
            found = isolated_points(self.system, seed=self.seed, budget=self.budget.part(0.5))
        except BudgetExceeded:
            return NOT_KNOWN
        return NOT_KNOWN if found is None else Figure(found.number, "computed", f"saturation modulo {PRIME}")
