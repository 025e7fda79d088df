"""Certificates for numbers of solutions: a bound from above and points from below, or infinitely many.

What is proposed here is a proof step for the checker (docs/certificates.md, rule `count`). Nothing here decides.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import product as cartesian
from typing import Any

from flint import fmpz_poly

from symdl.algebra.budget import Budget, BudgetExceeded
from symdl.algebra.solutions.bezout import best_partition, bezout_number
from symdl.algebra.solutions.common_factor import common_factor
from symdl.algebra.solutions.curves import rational_curve
from symdl.algebra.solutions.derivation import staircase
from symdl.algebra.solutions.discs import discs, tell_zeros, work_of_test
from symdl.algebra.solutions.figures import SolutionCount
from symdl.algebra.solutions.isolated_points import isolated_points
from symdl.algebra.solutions.mixed_volume import Degenerate, mixed_cells
from symdl.algebra.solutions.modular_basis import ModularBasis
from symdl.algebra.solutions.monomial_ideals import dimension
from symdl.algebra.solutions.msolve_points import Answer, answer
from symdl.algebra.solutions.normal_form import normal_form
from symdl.algebra.solutions.parametrisation import parametrise
from symdl.algebra.solutions.quotient import Quotient
from symdl.algebra.solutions.rational_points import Parametrisation
from symdl.algebra.solutions.real_squares import sums_of_squares
from symdl.algebra.solutions.roots import real_count
from symdl.algebra.solutions.simple_points import nonsingular_part
from symdl.algebra.solutions.system import IntegerPolynomial, PolynomialSystem

Form = dict[str, Any]
LARGEST_SUBDIVISION = 1_000_000
"""Bézout numbers up to which mixed cells are certified."""
CHECKING = 3e-6
"""Seconds in which the checker spends a unit of work: what it would not check in time is not proposed."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Proof steps to be tried in turn, and the number of solutions they should show; infinity is None."""

    rules: tuple[Form, ...]
    number: int | None


@dataclass
class Certifier:
    """Everything that is found of one system, computed when it is needed."""

    system: PolynomialSystem
    budget: Budget
    seed: int = 0
    unknowns: int | None = None
    count: SolutionCount | None = None

    @cached_property
    def told(self) -> Answer | None:
        """A finite set of solutions, from a count that was made before or from msolve."""
        if self.count is not None:
            size, degree = self.count.dimension.value, self.count.degree
            if size == -1:
                return Answer(is_finite=True, degree=0)
            if size == 0 and self.count.solutions is not None and degree is not None and degree.value is not None:
                return Answer(is_finite=True, degree=degree.value, solutions=self.count.solutions)
        if self.unknowns is not None:
            return None  # the linear form is to be one of the first unknowns
        found = answer(self.system, seconds=self.budget.seconds / 2)
        return found if found is not None and found.is_finite else None

    @cached_property
    def basis(self) -> ModularBasis:
        return ModularBasis.of(len(self.system.variables), self.system.integral(), budget=self.budget)

    @cached_property
    def dimension(self) -> int:
        if self.told is not None:
            return -1 if self.told.solutions is None else 0
        return dimension(self.basis.leads, len(self.system.variables))

    @cached_property
    def quotient(self) -> Quotient | None:
        return Quotient.of(self.basis, budget=self.budget)

    @cached_property
    def degree(self) -> int | None:
        """The number of solutions of a finite set with multiplicity."""
        if self.told is not None:
            return self.told.degree
        return None if self.quotient is None else self.quotient.degree

    @cached_property
    def solutions(self) -> Parametrisation | None:
        if self.told is not None:
            return self.told.solutions
        quotient = self.quotient
        if quotient is None:
            return None
        return parametrise(self.system, quotient, seed=self.seed, budget=self.budget, unknowns=self.unknowns)

    def proposal(self, field: str) -> Proposal | None:
        """A proof of the number of solutions in a field; None when nothing is known.

        Raises:
            BudgetExceeded: when the budget is used up.
        """
        if self.dimension < 0:
            rule = self._bounded(field, 0, 0, simple=True)
            return Proposal((rule,) if rule else (), 0)
        if self.dimension == 0:
            return self._finite(field)
        return self._isolated(field) if field.startswith("isolated") else self._infinite(field)

    # finitely many ------------------------------------------------------------------------------

    def _finite(self, field: str) -> Proposal | None:
        solutions = self.solutions
        if solutions is None:
            return None
        number = {
            "real": lambda: real_count(solutions),
            "torus": solutions.in_torus,
            "isolated_torus": solutions.in_torus,
        }.get(field, lambda: solutions.size)()
        simple = solutions.size == self.degree
        rule = self._bounded(field, solutions.size, number, simple=simple)
        if rule is None:
            return Proposal((), number)
        return Proposal(tuple({**rule, **listed} for listed in self._listed(field, solutions, simple)), number)

    def _listed(self, field: str, solutions: Parametrisation, simple: bool) -> list[Form]:
        """Polydiscs, which are quick to check; the parametrisation for multiple solutions, and for unusual zero coordinates."""
        found = self._discs if simple and self.system.is_square else None
        if found is not None and "torus" in field and not tell_zeros(self.system, found):
            found = None
        return [*([] if found is None else [{"boxes": found}]), {"points": written(solutions)}]

    @cached_property
    def _discs(self) -> Form | None:
        if self.solutions is None or not self.is_affordable(self.solutions.size * work_of_test(self.system)):
            return None
        return discs(self.system, self.solutions, self.budget)

    def is_affordable(self, work: int) -> bool:
        """Whether the checker does so much in the seconds that are left."""
        return work * CHECKING <= self.budget.seconds

    def _bounded(self, field: str, number: int, inside: int, *, simple: bool) -> Form | None:
        """The first bound that is attained, by all solutions or those in the field: the cheap ones, then a staircase."""
        if self.system.is_square and number and bezout_number(self.system) == number:
            return {"rule": "count", "upper": {"by": "bezout"}}
        if field.startswith("isolated") and simple:
            attained = self._attained(field, number, inside)
            if attained is not None:
                return {"rule": "count", "upper": attained}
        upper = self._staircase
        return None if upper is None else {"rule": "count", "upper": upper}

    @cached_property
    def _staircase(self) -> Form | None:
        """The bound by leading monomials for a finite set; None when it was not found in time."""
        is_simple = self.dimension < 0 or (self.solutions is not None and self.solutions.size == self.degree)
        solutions = None if is_simple else self.solutions
        with suppress(BudgetExceeded):
            with suppress(ArithmeticError):
                return staircase(self.system, solutions, self.budget.part(0.05))
            return None
        exact = self._normal_form if is_simple and self.system.is_square and self.degree else None
        if exact is not None:
            return exact
        try:
            return staircase(self.system, solutions, self.budget.part(0.6))
        except (BudgetExceeded, ArithmeticError):
            return None

    @property
    def _normal_form(self) -> Form | None:
        """The bound by an elimination modulo a prime, where the solutions attain a multihomogeneous Bézout number."""
        try:
            least, groups = best_partition(self.system, at_least=self.degree or 0, budget=self.budget.part(0.2))
            if least != self.degree:
                return None
            return normal_form(self.system, groups, least, self.budget.part(0.3))
        except BudgetExceeded:
            return None

    def upper(self, by: str) -> Form | None:
        """A bound of this kind; None when there is none."""
        return None if by not in self._bounds else self._bounds[by][1]

    @cached_property
    def _bounds(self) -> dict[str, tuple[int, Form]]:
        """The bounds of a square system and their certificates, by kind."""
        system, n = self.system, len(self.system.variables)
        if not system.is_square:
            return {}
        least, partition = best_partition(system, budget=self.budget.part(0.3))
        groups = [[system.variables[k] for k in group] for group in partition]
        found: dict[str, tuple[int, Form]] = {
            "bezout": (bezout_number(system), {"by": "bezout"}),
            "multihomogeneous": (least, {"by": "multihomogeneous", "groups": groups}),
        }
        for name, origin in (("affine_mixed_volume", {(0,) * n}), ("mixed_volume", set())):
            if bezout_number(system) > LARGEST_SUBDIVISION:
                break
            with suppress(Degenerate):
                cells = mixed_cells([s | origin for s in system.supports], seed=self.seed, budget=self.budget)
                size = sum(map(len, cells.lifts))
                if not self.is_affordable(len(cells.cells) * (n**3 + 2 * n * size) // 8):
                    continue
                lifts = [list(map(str, row)) for row in cells.lifts]
                form = {"by": name, "lifts": lifts, "cells": [[list(edge) for edge in cell] for cell in cells.cells]}
                found[name] = (cells.volume, form)
        return found

    def _attained(self, field: str, number: int, inside: int) -> Form | None:
        """A bound that as many isolated solutions attain as there are, or as are in the field."""
        for name, (bound, form) in self._bounds.items():
            if name != "mixed_volume" and bound == number:
                return form
            if name == "mixed_volume" and field == "isolated_torus" and bound == inside:
                return form
        return None

    # infinitely many ----------------------------------------------------------------------------

    def _isolated(self, field: str) -> Proposal | None:
        """Isolated points beside a curve; proved when they are simple and as many as a bound allows."""
        system, n = self.system, len(self.system.variables)
        if len(system.polynomials) < n:
            return Proposal(({"rule": "count", "upper": {"by": "dimension"}},), 0)
        found = isolated_points(system, seed=self.seed, budget=self.budget)
        if found is None:
            return None
        number = found.in_torus if field == "isolated_torus" else found.number
        beside = self._beside() if field == "isolated" else None
        if beside is not None:
            return Proposal((beside,), number)
        points = self._simple() if system.is_square and found.number else None
        size = 0 if points is None else points.size
        upper = self._attained(field, size, number) if size == found.number else None
        if upper is None:
            return Proposal((), number)
        listed = {} if points is None else {"points": written(points)}
        return Proposal(({"rule": "count", "upper": upper, **listed},), number)

    def _beside(self) -> Form | None:
        """Isolated points beside the hypersurface of a common factor, when the other factors have finitely many zeros."""
        common, quotients = common_factor(self.system)
        if common is None or len(self.system.variables) < 2:
            return None
        part = Certifier(PolynomialSystem.of(self.system.variables, quotients), self.budget, self.seed)
        solutions = part.solutions if part.dimension == 0 else None
        if part.dimension > 0 or (part.dimension == 0 and solutions is None):
            return None
        size = solutions.size if solutions else 0
        rule = part._bounded("complex", size, size, simple=size == (part.degree if size else 0))
        if rule is None:
            return None
        factor: Form = {"polynomial": _sparse(common), "quotients": [_sparse(c) for c in quotients]}
        if solutions is None:
            return {**rule, "factor": factor}
        return {**rule, "factor": {**factor, "zeros": _text(solutions.meeting(common))}, "points": written(solutions)}

    def _simple(self) -> Parametrisation | None:
        """The simple isolated points of a square system."""
        n = len(self.system.variables)
        lifted = PolynomialSystem.of([*self.system.variables, _unused(self.system)], nonsingular_part(self.system))
        part = Certifier(lifted, self.budget, self.seed, n)
        found = part.solutions if part.dimension == 0 else None
        return found and Parametrisation(found.form[:n], found.q, found.scale, found.numerators[:n])

    def _infinite(self, field: str) -> Proposal | None:
        if field == "real":
            found = self._by_squares()
            if found is not None:
                return found
        for form in self._ways(field):
            return Proposal(({"rule": "count", "infinite": form},), None)
        return Proposal((), None) if field == "complex" else None

    def _by_squares(self) -> Proposal | None:
        """Finitely many real solutions because an equation is a sum of squares, which all vanish."""
        steps, roots = sums_of_squares(self.system, self.budget)
        if not steps:
            return None
        part = Certifier(self.system.with_polynomials(*roots), self.budget, self.seed)
        if part.dimension > 0:
            return None
        solutions = part.solutions if part.dimension == 0 else None
        if part.dimension == 0 and solutions is None:
            return None
        simple = solutions is None or solutions.size == part.degree
        upper = staircase(part.system, None if simple else solutions, self.budget)
        upper["steps"] = [*steps, *upper["steps"]]
        points = {} if solutions is None else {"points": written(solutions)}
        number = 0 if solutions is None else real_count(solutions)
        return Proposal(({"rule": "count", "upper": upper, **points},), number)

    def _ways(self, field: str) -> Iterator[Form]:
        curve = rational_curve(self.system, self.budget, avoid_zero=field == "torus")
        if curve is not None:
            yield {"by": "curve", "b": _text(curve[0]), "a": [_text(a) for a in curve[1]]}
        n, m = len(self.system.variables), len(self.system.polynomials)
        if m < n and field == "real":
            point = self._regular_point()
            if point is not None:
                yield {"by": "regular", "point": [str(x) for x in point]}
        if m < n and field != "real":
            sliced = self._sliced()
            if sliced is not None:
                yield {"by": "dimension", "points": written(sliced)}

    def _sliced(self) -> Parametrisation | None:
        """Points on the intersection with random hyperplanes."""
        draw, n = random.Random(self.seed), len(self.system.variables)
        planes = [
            {
                **{tuple(int(i == k) for i in range(n)): draw.randint(-9, 9) or 1 for k in range(n)},
                (0,) * n: draw.randint(1, 9),
            }
            for _ in range(self.dimension)
        ]
        whole = PolynomialSystem.of(self.system.variables, [*self.system.polynomials, *planes])
        return Certifier(whole, self.budget, self.seed).solutions

    def _regular_point(self) -> tuple[int, ...] | None:
        from symdl.algebra.solutions.curves import is_regular

        n = len(self.system.variables)
        for point in cartesian((0, 1, -1, 2, -2), repeat=n) if n <= 6 else ():
            self.budget.spend(20)
            if is_regular(self.system, point):
                return point
        return None


def cheap_bound(system: PolynomialSystem, most: int) -> Form | None:
    """Bézout's bound, or the least multihomogeneous one, when it is at most so high."""
    if not system.is_square:
        return None
    if bezout_number(system) <= most:
        return {"by": "bezout"}
    least, partition = best_partition(system)
    if least > most:
        return None
    return {"by": "multihomogeneous", "groups": [[system.variables[k] for k in group] for group in partition]}


def _unused(system: PolynomialSystem) -> str:
    name = "u"
    while name in system.variables:
        name += "u"
    return name


def _sparse(p: IntegerPolynomial) -> list[list[Any]]:
    return [[str(c), list(e)] for e, c in p.items()]


def _text(p: fmpz_poly) -> list[str]:
    return [str(c) for c in p.coeffs()]


def written(solutions: Parametrisation) -> Form:
    """The points of a certificate, with the factors of q at the zeros of each coordinate."""
    zeros, rest = [], solutions.q
    for v in solutions.numerators:
        common = rest.gcd(v) if v else rest
        common = common // common.content()
        zeros.append(common)
        rest = rest // common
    return {
        "form": [str(c) for c in solutions.form],
        "q": _text(solutions.q),
        "w": _text(solutions.denominator),
        "v": [_text(v) for v in solutions.numerators],
        "zeros": [_text(z) for z in zeros],
    }


def written_part(solutions: Parametrisation, q: fmpz_poly) -> Form:
    """The points at the roots of a factor of q, without their zero coordinates."""
    return {
        "form": [str(c) for c in solutions.form],
        "q": _text(q),
        "w": _text(solutions.denominator),
        "v": [_text(v) for v in solutions.numerators],
    }
