"""A partial choice of the unknowns, with everything that follows from it already drawn.

Constraints are kept as polynomials in the generators that are still open. After every choice the state
propagates: an equation linear in a generator is solved for it, an equation in one generator is replaced by
its root when it has one, a constant that violates a constraint ends the state. What is left is a decision:
a root, a factor, a branch of an `or`, or a number for an unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from symdl.algebra.budget import Budget
from symdl.refuters.coefficients import (
    as_flint,
    as_fraction,
    constant_of,
    has_one_sign,
    pure_power,
    rational_of,
    univariate,
)
from symdl.refuters.constraints import Check, Constraint, Different, Either, Equation, Evaluation, Option, Poly, Sign
from symdl.refuters.evaluation import value_of
from symdl.refuters.palette import in_domain
from symdl.refuters.reading import System
from symdl.refuters.ring import variables
from symdl.refuters.roots import AlgebraicNumber, real_roots

LONGEST_SOLVED = 60
"""An equation with more terms is not solved for a generator."""


class State:
    """Open constraints and solved generators. `copy` before `take`."""

    __slots__ = (
        "algebraic",
        "budget",
        "checks",
        "different",
        "either",
        "equations",
        "evaluations",
        "irrational",
        "pulled",
        "signs",
        "solved",
        "system",
    )

    def __init__(self, system: System, budget: Budget) -> None:
        self.system = system
        self.budget = budget
        self.equations: list[tuple[Poly, int]] = []
        self.signs: list[tuple[Poly, bool, int]] = []
        self.different: list[tuple[tuple[Poly, ...], int]] = []
        self.either: list[Either] = []
        self.checks: list[Check] = []
        self.evaluations: list[Evaluation] = []
        self.solved: dict[int, Poly] = {}
        self.irrational: set[int] = set()
        self.pulled: set[int] = set()
        self.algebraic: tuple[int, AlgebraicNumber, Poly] | None = None

    def copy(self) -> State:
        other = object.__new__(State)
        for name in State.__slots__:
            value = getattr(self, name)
            setattr(other, name, value.copy() if isinstance(value, list | dict | set) else value)
        return other

    # adding ---------------------------------------------------------------------------------------

    def add(self, constraints: Iterable[Constraint]) -> bool:
        """Add constraints with the definitions of their auxiliaries; False when they cannot hold."""
        for constraint in constraints:
            match constraint:
                case Equation(value, source):
                    self.equations.append((self._known(value), source))
                case Sign(value, strict, source):
                    self.signs.append((self._known(value), strict, source))
                case Different(values, source):
                    self.different.append((tuple(self._known(v) for v in values), source))
                case Either():
                    self.either.append(constraint)
                case Check():
                    self.checks.append(constraint)
        self._pull()
        return self.propagate()

    def _pull(self) -> None:
        """Bring in the definitions of auxiliaries that occur, and the domains of unknowns."""
        waiting = frozenset(self._open_generators() - self.pulled)
        while waiting:
            self.pulled |= waiting
            seen: list[Poly] = []
            for index in sorted(waiting):
                for constraint in self.system.reader.definitions.get(index, ()):
                    self._define(constraint, seen)
                evaluation = self.system.reader.evaluations.get(index)
                if evaluation is not None and evaluation not in self.evaluations:
                    self.evaluations.append(evaluation)
                    seen += [cell for rows in evaluation.arguments for row in rows for cell in row]
                self._restrict(index)
            waiting = variables(*seen) - self.pulled

    def _define(self, constraint: Constraint, seen: list[Poly]) -> None:
        assert isinstance(constraint, Equation | Sign)
        value = self._known(constraint.value)
        seen.append(value)
        if isinstance(constraint, Sign):
            if all(p is not value and p != value for p, _, _ in self.signs):
                self.signs.append((value, constraint.strict, constraint.source))
        elif all(p != value for p, _ in self.equations):
            self.equations.append((value, constraint.source))

    def _restrict(self, index: int) -> None:
        unknown = self.system.ring.unknowns.get(index)
        if unknown is not None and unknown.domain in ("positive", "nonnegative", "natural"):
            value = self._known(self.system.ring.generators[index])
            self.signs.append((value, unknown.domain == "positive", -1))

    def _open_generators(self) -> set[int]:
        found: set[int] = set()
        for poly in self._polys():
            found |= variables(poly)
        for check in self.checks:
            found |= check.unknowns - self.solved.keys()
            found |= variables(*(self.solved[i] for i in check.unknowns & self.solved.keys()))
        return found

    def _polys(self) -> Iterator[Poly]:
        yield from (value for value, _ in self.equations)
        yield from (value for value, _, _ in self.signs)
        for values, _ in self.different:
            yield from values

    # substitution ---------------------------------------------------------------------------------

    def _known(self, poly: Poly) -> Poly:
        """The polynomial with solved generators replaced."""
        while True:
            used = [i for i in variables(poly) if i in self.solved]
            if not used:
                return self._reduced(poly)
            constants = {i: rational_of(self.solved[i]) for i in used if self.solved[i].is_constant()}
            if constants:
                poly = poly.subs(constants)
            if len(constants) < len(used):
                images = list(self.system.ring.generators)
                for i in used:
                    images[i] = self.solved[i]
                poly = poly.compose(*images)

    def _reduced(self, poly: Poly) -> Poly:
        if self.algebraic is None:
            return poly
        index, _, minimal = self.algebraic
        return divmod(poly, minimal)[1] if poly.degrees()[index] >= minimal.degrees()[index] else poly

    def _assign(self, index: int, value: Poly) -> bool:
        """Replace a generator everywhere; False when its value leaves its domain."""
        self.budget.spend((30 + 3 * (len(self.equations) + len(self.signs) + len(self.different))) * self.system.weight)
        unknown = self.system.ring.unknowns.get(index)
        if unknown is not None and value.is_constant() and not in_domain(constant_of(value), unknown.domain):
            return False
        self.solved[index] = value
        replace = self._replacer(index, value)
        self.equations = [(replace(p), source) for p, source in self.equations]
        self.signs = [(replace(p), strict, source) for p, strict, source in self.signs]
        self.different = [(tuple(map(replace, values)), source) for values, source in self.different]
        return True

    def _replacer(self, index: int, value: Poly) -> Any:
        if value.is_constant():
            constant = {index: rational_of(value)}

            def replaced(poly: Poly) -> Poly:
                return self._reduced(poly.subs(constant)) if poly.degrees()[index] else poly

            return replaced
        images = list(self.system.ring.generators)
        images[index] = value

        def composed(poly: Poly) -> Poly:
            return self._reduced(poly.compose(*images)) if poly.degrees()[index] else poly

        return composed

    # propagation ----------------------------------------------------------------------------------

    def propagate(self) -> bool:
        """Draw every forced conclusion; False at a contradiction."""
        while True:
            self.budget.spend(
                (20 + 4 * len(self.equations) + 2 * len(self.signs) + 2 * len(self.different)) * self.system.weight
            )
            if not (self._settle_equations() and self._settle_signs() and self._settle_different()):
                return False
            if not self._settle_either():
                return False
            forced = self._forced()
            if forced is None:
                outcome = self._evaluate()
                if outcome is None:
                    return True
                if not outcome:
                    return False
            elif not self._assign(*forced):
                return False

    def _is_constant(self, poly: Poly) -> bool:
        return bool(poly.is_constant()) or (self.algebraic is not None and variables(poly) == {self.algebraic[0]})

    def _settle_equations(self) -> bool:
        self.equations = [(p, source) for p, source in self.equations if not p.is_zero()]
        return not any(self._is_constant(p) or has_one_sign(p) == "never zero" for p, _ in self.equations)

    def _settle_signs(self) -> bool:
        left = []
        for poly, strict, source in self.signs:
            if not self._is_constant(poly):
                if strict and has_one_sign(poly) and poly.leading_coefficient() < 0:
                    return False
                left.append((poly, strict, source))
            elif (sign := self._sign(poly)) < 0 or (strict and sign == 0):
                return False
        self.signs = left
        return True

    def _sign(self, poly: Poly) -> int:
        if poly.is_constant():
            value = constant_of(poly)
            return (value > 0) - (value < 0)
        assert self.algebraic is not None
        index, number, _ = self.algebraic
        return number.sign([as_fraction(c) for c in univariate(poly, index)])

    def _settle_different(self) -> bool:
        left = []
        for values, source in self.different:
            open_values = tuple(p for p in values if not p.is_zero())
            if not open_values:
                return False
            if not any(self._is_constant(p) for p in open_values):
                left.append((open_values, source))
        self.different = left
        return True

    def _settle_either(self) -> bool:
        """Take the branch of an `or` that has only one."""
        for i, either in enumerate(self.either):
            if len(either.branches) == 1:
                del self.either[i]
                return self.add(either.branches[0])
        return True

    def _forced(self) -> tuple[int, Poly] | None:
        best: tuple[int, int, Poly] | None = None
        for poly, _ in self.equations:
            if has_one_sign(poly) == "zero with its powers":
                index = next(i for exponents in poly.monoms() for i in pure_power(exponents))
                return index, self.system.ring.zero
            if len(poly) > LONGEST_SOLVED:
                continue
            solution = self._linear(poly)
            if solution is not None and (best is None or len(poly) < best[0]):
                best = (len(poly), *solution)
        return None if best is None else best[1:]

    def _linear(self, poly: Poly) -> tuple[int, Poly] | None:
        """A generator that occurs linearly with a number as coefficient, and the value the equation gives it."""
        for index in self._solvable(poly):
            coefficient = poly.derivative(index)
            if coefficient.is_constant():
                value = self.system.ring.generators[index] - poly * (1 / rational_of(coefficient))
                return index, value
        return None

    def _solvable(self, poly: Poly) -> list[int]:
        """Generators of degree 1: auxiliaries last, symbols with a restricted domain before them."""
        degrees = poly.degrees()
        unknowns = self.system.ring.unknowns
        dependencies = self.system.ring.dependencies
        circular = frozenset[int]().union(*(dependencies.get(i, ()) for i, degree in enumerate(degrees) if degree))
        linear = [i for i, degree in enumerate(degrees) if degree == 1 and i not in self.irrational | circular]
        if self.algebraic is not None:
            linear = [i for i in linear if i != self.algebraic[0]]
        return sorted(linear, key=lambda i: (i not in unknowns, i in unknowns and unknowns[i].domain != "real", -i))

    def _evaluate(self) -> bool | None:
        """Evaluate one term whose arguments are known: True done, False undefined, None nothing to do."""
        for i, evaluation in enumerate(self.evaluations):
            arguments = [[[self._known(c) for c in row] for row in rows] for rows in evaluation.arguments]
            if all(cell.is_constant() for rows in arguments for row in rows for cell in row):
                del self.evaluations[i]
                self.budget.spend(50)
                known = [[[constant_of(c) for c in row] for row in rows] for rows in arguments]
                return self._record(evaluation, value_of(evaluation.term, known))
        return self._give_up_on_roots()

    def _record(self, evaluation: Evaluation, value: Sequence[Fraction] | str) -> bool:
        if value == "undefined":
            return False
        if isinstance(value, str):
            self.irrational.update(evaluation.outputs)
            return self._release()
        return all(
            self._assign(index, self.system.ring.rational(number))
            for index, number in zip(evaluation.outputs, value, strict=True)
            if index not in self.solved
        )

    def _give_up_on_roots(self) -> bool | None:
        """An auxiliary u² = s with s no square is irrational; what it stands in is decided at the instance."""
        for poly, source in self.equations:
            used = variables(poly)
            if len(used) == 1 and source == -1:
                (index,) = used
                if index in self.system.reader.definitions and index not in self.irrational:
                    roots = real_roots([as_fraction(c) for c in univariate(poly, index)])
                    if not any(isinstance(r, Fraction) for r in roots):
                        if not roots:
                            return False
                        self.irrational.add(index)
                        return self._release()
        return None

    def _release(self) -> bool:
        """Turn constraints on irrational auxiliaries into checks of the relation they came from."""
        for name, part in (("equations", 0), ("signs", 0), ("different", 0)):
            kept = []
            for item in getattr(self, name):
                polys = item[part] if isinstance(item[part], tuple) else (item[part],)
                if variables(*polys) & self.irrational:
                    self._check_later(item[-1], variables(*polys))
                else:
                    kept.append(item)
            setattr(self, name, kept)
        return True

    def _check_later(self, source: int, used: Iterable[int]) -> None:
        open_unknowns = frozenset(i for i in used if i in self.system.ring.unknowns)
        relation, wanted = self.system.sources[source] if source >= 0 else (None, True)
        if relation is not None and relation.op != "true":
            self.checks.append(Check(relation, wanted, open_unknowns, source))

    # decisions ------------------------------------------------------------------------------------

    def take(self, option: Option) -> bool:
        """Follow an option in place; False when it leads to a contradiction."""
        self.budget.spend(10)
        match option.kind:
            case "number" | "solution":
                done = self._assign(option.generator, self.system.ring.rational(option.value))
            case "root":
                done = self._take_root(option.generator, option.value)
            case "factor":
                position, factor = option.value
                self.equations[position] = (factor, self.equations[position][1])
                done = True
            case "branch":
                either = self.either.pop(0)
                return self.add(either.branches[option.value])
            case _:
                return False
        return done and self.propagate()

    def _take_root(self, index: int, number: AlgebraicNumber) -> bool:
        generator = self.system.ring.generators[index]
        minimal = sum(
            (self.system.ring.rational(c) * generator**k for k, c in enumerate(number.coefficients)),
            self.system.ring.zero,
        )
        self.algebraic = (index, number, minimal)
        self.equations = [(self._reduced(p), source) for p, source in self.equations]
        self.signs = [(self._reduced(p), strict, source) for p, strict, source in self.signs]
        self.different = [(tuple(map(self._reduced, values)), source) for values, source in self.different]
        return True

    # leaves ---------------------------------------------------------------------------------------

    def is_finished(self) -> bool:
        """Whether no polynomial constraint is open."""
        return not (self.equations or self.signs or self.different or self.either)

    def value(self, index: int, filled: Mapping[int, Fraction]) -> Poly:
        """The value of a generator, open unknowns filled in; a polynomial in the algebraic number if there is one."""
        poly = self._known(self.system.ring.generators[index])
        kept = {self.algebraic[0]} if self.algebraic else set()
        open_generators = variables(poly) - kept
        return poly.subs({i: as_flint(filled.get(i, Fraction(0))) for i in open_generators})
