"""How many solutions a polynomial system has, each figure with how it is known.

Bounds are exact arithmetic. Dimension, degree and the numbers of distinct solutions, of those without a zero coordinate
and of those at infinity are computed modulo a prime: they hold over ℚ for all but finitely many primes, and are called
*computed*. Real solutions are counted over ℚ, through a parametrisation that is verified over ℤ. Where msolve is installed it finds
the parametrisation of a finite set, which is verified in the same way; so does giac for large sets where msolve is missing. *proved* is said only when the checker has accepted a certificate.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import prod
from typing import Any

from symdl.algebra.budget import Budget, BudgetExceeded
from symdl.algebra.solutions import msolve_points
from symdl.algebra.solutions.bezout import Partition, best_partition, bezout_number
from symdl.algebra.solutions.inputs import system_of
from symdl.algebra.solutions.integer_basis import integer_basis
from symdl.algebra.solutions.isolated_points import isolated_points
from symdl.algebra.solutions.mixed_volume import Degenerate, mixed_volume
from symdl.algebra.solutions.modular_basis import PRIME, ModularBasis, degree, dimension
from symdl.algebra.solutions.multiplicity import Part, parts_by_multiplicity
from symdl.algebra.solutions.parametrisation import parametrise
from symdl.algebra.solutions.projective_points import distinct_points
from symdl.algebra.solutions.quotient import Quotient
from symdl.algebra.solutions.rational_points import Parametrisation
from symdl.algebra.solutions.roots import Interval, Point, decimal_interval, points, real_count
from symdl.algebra.solutions.system import Exponents, IntegerPolynomial, PolynomialSystem
from symdl.terms.errors import SymdlError

LARGEST_TOTAL = 10**9
"""Bézout numbers up to which mixed cells are followed."""
WORK = 200_000_000
SHARE = 0.6
"""Of the seconds, for msolve."""
NEAR = 0.75
"""Of the Bézout number: solutions that may be so many in the torus are likely to attain it in ℂⁿ."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and how it is known.

    Attributes:
        value: None when it makes no sense for this system, or is not known.
        known: proved, computed or unknown.
        by: what gave it, in a few words.
    """

    value: int | None
    known: str
    by: str = ""

    def to_json(self) -> dict[str, Any]:
        return {"value": self.value, "known": self.known, "by": self.by}


NOT_KNOWN = Figure(None, "unknown")
FIGURES = (
    "bezout",
    "multihomogeneous",
    "mixed_volume",
    "affine_bound",
    "dimension",
    "degree",
    "distinct",
    "torus",
    "real",
    "at_infinity",
)


@dataclass(frozen=True, slots=True)
class SolutionCount:
    """The figures of a system; None stands for a figure that makes no sense, such as the number of points of a curve.

    Attributes:
        bezout, multihomogeneous: upper bounds for isolated solutions of a square system.
        mixed_volume: Bernstein's bound for isolated solutions without a zero coordinate.
        affine_bound: the mixed volume with the origin in every support: a bound for all isolated solutions.
        dimension: of the complex solution set; −1 when it is empty.
        degree: solutions with multiplicity; for a set of positive dimension its degree.
        distinct, torus, real: distinct complex solutions, those without a zero coordinate, those that are real.
        at_infinity: distinct solutions in the hyperplane at infinity.
        multiplicities: {multiplicity: number of solutions}.
        isolated: for a set of positive dimension, its isolated points, of any multiplicity.
        partition: the groups of variables behind ``multihomogeneous``.
        solutions: the parametrisation of the solutions, when it was found.
        parts: factors of its q, and the multiplicity of the solutions at their roots.
    """

    system: PolynomialSystem
    bezout: Figure | None
    multihomogeneous: Figure | None
    mixed_volume: Figure | None
    affine_bound: Figure | None
    dimension: Figure
    degree: Figure | None
    distinct: Figure | None
    torus: Figure | None
    real: Figure | None
    at_infinity: Figure | None
    multiplicities: dict[int, int] | None = None
    isolated: Figure | None = None
    partition: tuple[tuple[str, ...], ...] = ()
    solutions: Parametrisation | None = None
    parts: tuple[Part, ...] = ()

    def points(self, *, digits: int = 30) -> list[Point]:
        """All solutions in balls, each coordinate to so many digits, with their multiplicities where these are known.

        Raises:
            SymdlError: when they were not parametrised.
        """
        if self.solutions is None:
            raise SymdlError("The solutions were not found over ℚ; give count_solutions more seconds.")
        return points(self.solutions, self.parts, bits=int(digits * 3.33) + 4)

    def real_boxes(self, *, precision: int = 30) -> list[tuple[Interval, ...]]:
        """Rational boxes, each around one real solution; a width is below 10⁻ᵖʳᵉᶜⁱˢⁱᵒⁿ, absolutely or relative to the coordinate.

        Raises:
            SymdlError: when the solutions were not found.
        """
        return [point.box() for point in self.points(digits=precision) if point.is_real]

    def real_solutions(self, *, precision: int = 30) -> list[dict[str, Any]]:
        """The real solutions for JSON: ``box`` with the ends of decimal intervals by variable, and ``multiplicity``."""
        if self.distinct is None or self.distinct.value == 0:
            return []
        real = [point for point in self.points(digits=precision + 1) if point.is_real]
        return [
            {
                "box": {
                    x: decimal_interval(low, high, precision)
                    for x, (low, high) in zip(self.system.variables, point.box(), strict=True)
                },
                "multiplicity": point.multiplicity,
            }
            for point in real
        ]

    def to_json(self) -> dict[str, Any]:
        """The figures by name; ``null`` where one makes no sense."""
        document: dict[str, Any] = {name: _json(getattr(self, name)) for name in FIGURES}
        document["isolated"] = _json(self.isolated)
        document["multiplicities"] = self.multiplicities and {str(k): v for k, v in self.multiplicities.items()}
        document["partition"] = [list(group) for group in self.partition]
        document["variables"] = list(self.system.variables)
        document["absent"] = list(self.system.absent)
        document["equations"] = len(self.system.polynomials)
        return document


def _json(figure: Figure | None) -> dict[str, Any] | None:
    return None if figure is None else figure.to_json()


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


def _is_simplex(support: Collection[Exponents], degree: int) -> bool:
    """Whether the support, with the origin, spans the simplex of all monomials of this degree or less."""
    return {k for e in support for k, x in enumerate(e) if x == degree} == set(range(len(next(iter(support)))))


class _Counter:
    def __init__(self, system: PolynomialSystem, seconds: float, seed: int) -> None:
        self.system, self.seed, self.n = system, seed, len(system.variables)
        self.budget = Budget(WORK, seconds)
        self.found = self.in_torus = 0  # isolated solutions that were verified, and those without a zero coordinate

    def _within(self, compute: Callable[[], Figure | None], share: float = 1.0) -> Figure | None:
        """A figure, or unknown when its part of the budget runs out."""
        whole = self.budget
        self.budget = whole.part(share)
        try:
            return compute()
        except (BudgetExceeded, Degenerate):
            return NOT_KNOWN
        finally:
            self.budget = whole

    def count(self) -> SolutionCount:
        told = msolve_points.answer(self.system, seconds=self.budget.seconds * SHARE, meanwhile=self._besides())
        if told is not None and told.is_finite:
            if told.solutions is not None:
                self.found, self.in_torus = told.solutions.size, told.solutions.in_torus()
            return self._told(self.bounds, told)
        bounds = self.bounds
        try:
            basis, by = self._based(self.system.integral(), integer_basis(self.n, self.system.integral()))
        except BudgetExceeded:
            return bounds
        return self._counted(bounds, basis, by)

    def _besides(self) -> Iterator[object]:
        """What an engine for the points does not tell, the bounds and the points at infinity, with what may become superfluous at the end.

        Without points at infinity the solutions are likely to attain the Bézout number, which makes the bound for all of them superfluous; with some,
        those in the torus may attain that bound, which makes their own superfluous.
        """
        if not self.system.is_square:
            yield self.infinity
        elif self._are_simplices or self._is_bezout_likely():
            yield None if self._has_origins() else self.mixed
        else:
            yield self.affine
            if not self._attained(self.affine):
                yield self.infinity
            yield self.multihomogeneous
            yield self.mixed

    def _is_bezout_likely(self) -> bool:
        """Whether there is nothing at infinity, or, when that is not seen at once, the mixed volume comes near the Bézout number."""
        if self._small_cone is not None:
            return dimension([next(iter(p)) for p in self._small_cone], self.n) <= 0
        return not self._has_origins() and ((self.mixed and self.mixed.value) or 0) > NEAR * bezout_number(self.system)

    def _attained(self, number: Figure | None) -> bool:
        """Whether a number of finite solutions, or a bound for it, is the Bézout number."""
        return self.system.is_square and number is not None and number.value == bezout_number(self.system)

    def _has_origins(self) -> bool:
        """Whether every polynomial has a constant term, so that both mixed volumes are one."""
        return all((0,) * self.n in support for support in self.system.supports)

    @cached_property
    def _are_simplices(self) -> bool:
        """Whether all pure powers of highest degree stand in every polynomial."""
        return all(map(_is_simplex, self.system.supports, self.system.degrees))

    @cached_property
    def infinity(self) -> Figure | None:
        return self._within(self._at_infinity, 0.3)

    @cached_property
    def mixed(self) -> Figure | None:
        """The bound for all solutions itself when every polynomial has a constant term, or when so many were found in the torus."""
        if self._has_origins() or (self.in_torus and self.affine and self.affine.value == self.in_torus):
            return self.affine
        return self._within(lambda: self._mixed(affine=False), 0.2)

    @cached_property
    def affine(self) -> Figure | None:
        """The Bézout number itself when the supports span simplices dᵢΔ, or when so many isolated solutions were found: it lies between the two."""
        bezout = bezout_number(self.system)
        if self._are_simplices:
            return Figure(bezout, "computed", "mixed volume of simplices")
        if self.found == bezout:
            return Figure(bezout, "computed", "between the solutions and the Bézout number")
        return self._within(lambda: self._mixed(affine=True), 0.2)

    @cached_property
    def multihomogeneous(self) -> tuple[Figure, Partition]:
        """The least number, which is no less than the bound for all solutions, and its partition."""
        least = (self.affine and self.affine.value) or 0
        try:
            best, partition = best_partition(self.system, at_least=least, budget=self.budget.part(0.2))
        except BudgetExceeded:
            return NOT_KNOWN, ()
        return Figure(best, "computed", "least over partitions of the variables"), partition

    @cached_property
    def bounds(self) -> SolutionCount:
        system = self.system
        nothing = SolutionCount(
            system, None, None, None, None, NOT_KNOWN, NOT_KNOWN, NOT_KNOWN, NOT_KNOWN, NOT_KNOWN, NOT_KNOWN
        )
        if not system.is_square:
            return nothing
        least, partition = self.multihomogeneous
        return replace(
            nothing,
            bezout=Figure(bezout_number(system), "computed", "product of the degrees"),
            multihomogeneous=least,
            mixed_volume=self.mixed,
            affine_bound=self.affine,
            partition=tuple(tuple(system.variables[k] for k in group) for group in partition),
        )

    def _mixed(self, *, affine: bool) -> Figure:
        if prod(self.system.degrees) > LARGEST_TOTAL:
            return NOT_KNOWN
        origin = {(0,) * self.n} if affine else set()
        supports = [support | origin for support in self.system.supports]
        volume = mixed_volume(supports, seed=self.seed, budget=self.budget)
        return Figure(volume, "computed", "mixed cells of a random lifting, complete by their volume")

    def _counted(self, bounds: SolutionCount, basis: ModularBasis, by: str) -> SolutionCount:
        size = dimension(basis.leads, self.n)
        figure = Figure(size, "computed", by)
        if size < 0:
            return self._empty(replace(bounds, at_infinity=self.infinity), by)
        whole = Figure(degree(basis.leads, self.n), "computed", by)
        if size > 0:
            return replace(bounds, dimension=figure, degree=whole, distinct=None, torus=None, real=None,
                           at_infinity=self.infinity, isolated=self._within(self._isolated, 0.5))  # fmt: skip
        counted = replace(bounds, dimension=figure, degree=whole, at_infinity=self._beyond(whole))
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

    def _told(self, bounds: SolutionCount, told: msolve_points.Answer) -> SolutionCount:
        """The figures of a finite set from its parametrisation by msolve."""
        whole = Figure(told.degree, "computed", "msolve")
        counted = replace(bounds, at_infinity=self._beyond(whole))
        if told.solutions is None:
            return self._empty(counted, "msolve")
        solutions, size = told.solutions, told.solutions.size
        verified = "msolve; the points are verified over ℤ"
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
        return counted if size == told.degree else self._multiple(counted)

    def _multiple(self, counted: SolutionCount) -> SolutionCount:
        """With the multiplicities, modulo a prime."""
        try:
            basis = ModularBasis.of(self.n, self.system.integral(), prime=PRIME, budget=self.budget)
            quotient = Quotient.of(basis, budget=self.budget)
            if (
                quotient is None
                or counted.solutions is None
                or quotient.degree != (counted.degree and counted.degree.value)
            ):
                return counted
            found = quotient.multiplicities(random.Random(self.seed))
            parts = parts_by_multiplicity(counted.solutions, quotient)
        except BudgetExceeded:
            return counted
        return replace(counted, multiplicities=found, parts=parts)

    def _beyond(self, whole: Figure) -> Figure | None:
        """The points at infinity beside finitely many solutions: none when these attain the Bézout number with multiplicity.

        Every component of the projective solution set counts at least once towards the Bézout number. (Fulton, *Intersection Theory*, 12.3.)
        """
        if self._attained(whole):
            return Figure(0, "computed", "the Bézout number is attained at finite points")
        return self.infinity

    def _at_infinity(self) -> Figure | None:
        """Distinct common zeros of the parts of highest degree; None when there are infinitely many."""
        cone, by = self._based(self._leading(), self._small_cone)
        size = dimension(cone.leads, self.n)
        if size > 1:
            return None
        if size <= 0:
            return Figure(0, "computed", by)
        number = distinct_points(cone, random.Random(self.seed), budget=self.budget)
        return None if number is None else Figure(number, "computed", f"eigenvalues modulo {PRIME}")

    def _leading(self) -> list[IntegerPolynomial]:
        polynomials = zip(self.system.integral(), self.system.degrees, strict=True)
        return [{e: c for e, c in p.items() if sum(e) == top} for p, top in polynomials]

    @cached_property
    def _small_cone(self) -> list[IntegerPolynomial] | None:
        """A basis of the parts of highest degree, if a small one is found at once."""
        return integer_basis(self.n, self._leading())

    def _based(
        self, polynomials: Sequence[IntegerPolynomial], small: Sequence[IntegerPolynomial] | None
    ) -> tuple[ModularBasis, str]:
        """A basis, and how it was found: a small one over ℚ if there is one, and else modulo the prime."""
        known = None if small is None else ModularBasis.known(self.n, small, budget=self.budget)
        if known is not None:
            return known, "Gröbner basis over ℚ"
        basis = ModularBasis.of(self.n, polynomials, prime=PRIME, budget=self.budget.part(0.7))
        return basis, f"Gröbner basis modulo {PRIME}"

    def _isolated(self) -> Figure | None:
        """The isolated points of a set of positive dimension."""
        found = isolated_points(self.system, seed=self.seed, budget=self.budget)
        return NOT_KNOWN if found is None else Figure(found.number, "computed", f"saturation modulo {PRIME}")
