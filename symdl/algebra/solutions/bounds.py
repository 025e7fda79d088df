"""What an engine for the solutions does not tell: bounds for their number, and the solutions at infinity.

Each is found when it is asked for, or in pieces while an engine runs. Once the solutions are known, some follow from them without a computation.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterator
from functools import cached_property

from symdl.algebra.budget import Budget, BudgetExceeded
from symdl.algebra.solutions.bezout import Partition, best_partition, bezout_number
from symdl.algebra.solutions.figures import NOT_KNOWN, Figure
from symdl.algebra.solutions.integer_basis import integer_basis, quickest_basis
from symdl.algebra.solutions.mixed_volume import Degenerate, mixed_volume
from symdl.algebra.solutions.modular_basis import PRIME
from symdl.algebra.solutions.monomial_ideals import dimension
from symdl.algebra.solutions.projective_points import distinct_points
from symdl.algebra.solutions.system import Exponents, IntegerPolynomial, PolynomialSystem

LARGEST_TOTAL = 10**9
"""Bézout numbers up to which mixed cells are followed."""
NEAR = 0.75
"""Of the Bézout number: solutions that may be so many in the torus are likely to attain it in ℂⁿ."""


def _is_simplex(support: Collection[Exponents], degree: int) -> bool:
    """Whether the support, with the origin, spans the simplex of all monomials of this degree or less."""
    return {k for e in support for k, x in enumerate(e) if x == degree} == set(range(len(next(iter(support)))))


class Bounds:
    """Bounds for isolated solutions of a square system, and the solutions at infinity of any.

    Args:
        budget: of which each figure takes a part at most.

    Attributes:
        found, in_torus: numbers of distinct solutions, all of them and those without a zero coordinate, once they were found and are all isolated.
    """

    def __init__(self, system: PolynomialSystem, budget: Budget, seed: int) -> None:
        self.system, self.budget, self.seed, self.n = system, budget, seed, len(system.variables)
        self.found = self.in_torus = 0

    def pieces(self) -> Iterator[object]:
        """The figures, to be found one after another, with what solutions may make superfluous at the end.

        Without points at infinity the solutions are likely to attain the Bézout number, which makes the bound for all of them superfluous; with some,
        those in the torus may attain that bound, which makes their own superfluous.
        """
        if not self.system.is_square:
            yield self.infinity
        elif self._are_simplices or self._is_bezout_likely():
            yield None if self._has_origins else self.mixed
        else:
            yield self.affine
            if not self.attained(self.affine):
                yield self.infinity
            yield self.multihomogeneous
            yield self.mixed

    def attained(self, number: Figure | None) -> bool:
        """Whether a number of finite solutions, or a bound for it, is the Bézout number."""
        return self.system.is_square and number is not None and number.value == bezout_number(self.system)

    def _is_bezout_likely(self) -> bool:
        """Whether there is nothing at infinity, or, when that is not seen at once, the mixed volume comes near the Bézout number."""
        if self._small_cone is not None:
            return dimension([next(iter(p)) for p in self._small_cone], self.n) <= 0
        return not self._has_origins and ((self.mixed and self.mixed.value) or 0) > NEAR * bezout_number(self.system)

    @cached_property
    def _has_origins(self) -> bool:
        """Whether every polynomial has a constant term, so that both mixed volumes are one."""
        return all((0,) * self.n in support for support in self.system.supports)

    @cached_property
    def _are_simplices(self) -> bool:
        """Whether all pure powers of highest degree stand in every polynomial."""
        return all(map(_is_simplex, self.system.supports, self.system.degrees))

    def _within(self, compute: Callable[[Budget], Figure | None], share: float) -> Figure | None:
        """A figure, or unknown when its part of the budget runs out."""
        try:
            return compute(self.budget.part(share))
        except (BudgetExceeded, Degenerate):
            return NOT_KNOWN

    # bounds -------------------------------------------------------------------------------------

    @cached_property
    def bezout(self) -> Figure:
        return Figure(bezout_number(self.system), "computed", "product of the degrees")

    @cached_property
    def mixed(self) -> Figure | None:
        """The bound for all solutions itself when every polynomial has a constant term, or when so many were found in the torus."""
        if self._has_origins or (self.in_torus and self.affine and self.affine.value == self.in_torus):
            return self.affine
        return self._within(lambda budget: self._volume((), budget), 0.2)

    @cached_property
    def affine(self) -> Figure | None:
        """The Bézout number itself when the supports span simplices dᵢΔ, or when so many solutions were found: it lies between the two."""
        bezout = bezout_number(self.system)
        if self._are_simplices:
            return Figure(bezout, "computed", "mixed volume of simplices")
        if self.found == bezout:
            return Figure(bezout, "computed", "between the solutions and the Bézout number")
        return self._within(lambda budget: self._volume({(0,) * self.n}, budget), 0.2)

    def _volume(self, origin: Collection[Exponents], budget: Budget) -> Figure:
        if bezout_number(self.system) > LARGEST_TOTAL:
            return NOT_KNOWN
        volume = mixed_volume(
            [support.union(origin) for support in self.system.supports], seed=self.seed, budget=budget
        )
        return Figure(volume, "computed", "mixed cells of a random lifting, complete by their volume")

    @cached_property
    def multihomogeneous(self) -> tuple[Figure, Partition]:
        """The least number, which is no less than the bound for all solutions, and its partition."""
        least = (self.affine and self.affine.value) or 0
        try:
            best, partition = best_partition(self.system, at_least=least, budget=self.budget.part(0.2))
        except BudgetExceeded:
            return NOT_KNOWN, ()
        return Figure(best, "computed", "least over partitions of the variables"), partition

    # infinity -----------------------------------------------------------------------------------

    def beyond(self, degree: Figure) -> Figure | None:
        """The points at infinity beside finitely many solutions: none when these attain the Bézout number with multiplicity.

        Every component of the projective solution set counts at least once towards the Bézout number. (Fulton, *Intersection Theory*, 12.3.)
        """
        if self.attained(degree):
            return Figure(0, "computed", "the Bézout number is attained at finite points")
        return self.infinity

    @cached_property
    def infinity(self) -> Figure | None:
        """Distinct common zeros of the parts of highest degree; None when there are infinitely many."""
        return self._within(self._at_infinity, 0.3)

    def _at_infinity(self, budget: Budget) -> Figure | None:
        cone, by = quickest_basis(self.n, self._leading(), self._small_cone, budget=budget)
        size = dimension(cone.leads, self.n)
        if size > 1:
            return None
        if size <= 0:
            return Figure(0, "computed", by)
        number = distinct_points(cone, random.Random(self.seed), budget=budget)
        return None if number is None else Figure(number, "computed", f"eigenvalues modulo {PRIME}")

    def _leading(self) -> list[IntegerPolynomial]:
        polynomials = zip(self.system.integral(), self.system.degrees, strict=True)
        return [{e: c for e, c in p.items() if sum(e) == top} for p, top in polynomials]

    @cached_property
    def _small_cone(self) -> list[IntegerPolynomial] | None:
        """A basis of the parts of highest degree, if a small one is found at once."""
        return integer_basis(self.n, self._leading())
