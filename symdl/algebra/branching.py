"""Some solutions of a few polynomial equations, by factors: p q = 0 is p = 0 or q = 0, and a factor a x + b gives x = −b/a.

Where no factor is of that kind an unknown takes simple values. Not all solutions are found, and none is a proof.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from flint import fmpq_mpoly

from symdl.algebra.budget import Budget
from symdl.algebra.quotients import Atoms, Quotient

Values = dict[tuple[int, str], Quotient]
SIMPLE = (Fraction(0), Fraction(1), Fraction(-1), Fraction(1, 2), Fraction(2))
LARGEST = 400
"""Terms of a polynomial that is factored."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """Values of unknowns, by their numbers among the atoms, in the order in which they are put in."""

    atoms: Atoms
    steps: tuple[tuple[int, Quotient], ...] = ()

    def and_then(self, number: int, value: Quotient) -> Assignment:
        return Assignment(self.atoms, (*self.steps, (number, value)))

    def put_into(self, quotient: Quotient) -> Quotient:
        """A quotient with the unknowns replaced."""
        for number, value in self.steps:
            quotient = replaced(self.atoms, quotient, number, value)
        return quotient


def solutions_by_branching(
    atoms: Atoms, equations: Sequence[Quotient], unknowns: Sequence[int], budget: Budget
) -> Iterator[Assignment]:
    """Assignments of all unknowns at which the equations hold; unknowns that stay free are 0."""
    polynomials = [equation.numerator for equation in equations]
    yield from _branches(atoms, polynomials, list(unknowns), Assignment(atoms), budget)


def _branches(
    atoms: Atoms, equations: list[fmpq_mpoly], unknowns: list[int], found: Assignment, budget: Budget
) -> Iterator[Assignment]:
    budget.spend(50 + sum(map(len, equations)))
    equations = [p for p in equations if p]
    if any(not atoms.atoms_of(p) & set(unknowns) for p in equations):
        return
    if not equations:
        for number in unknowns:
            found = found.and_then(number, atoms.constant(0))
        yield found
        return
    shortest = min(equations, key=lambda p: (len(atoms.atoms_of(p) & set(unknowns)), len(p)))
    if len(shortest) > LARGEST:
        return
    for number, value in _choices(atoms, shortest, unknowns):
        rest = [replaced(atoms, Quotient(p, atoms.one), number, value).numerator for p in equations]
        others = [u for u in unknowns if u != number]
        yield from _branches(atoms, rest, others, found.and_then(number, value), budget)


def _choices(atoms: Atoms, polynomial: fmpq_mpoly, unknowns: Sequence[int]) -> list[tuple[int, Quotient]]:
    """Values of one unknown: roots of linear factors, else simple numbers."""
    factors = [factor for factor, _ in polynomial.factor()[1]]
    roots = [root for factor in sorted(factors, key=len) for root in _root(atoms, factor, unknowns)]
    if roots:
        return roots
    number = min(atoms.atoms_of(polynomial) & set(unknowns))
    return [(number, atoms.constant(value)) for value in SIMPLE]


def _root(atoms: Atoms, factor: fmpq_mpoly, unknowns: Sequence[int]) -> list[tuple[int, Quotient]]:
    degrees = factor.degrees()
    for number in unknowns:
        if degrees[number] == 1:
            slope = factor.derivative(number)
            if not atoms.atoms_of(slope) & set(unknowns):
                rest = factor - slope * atoms.generators[number]
                return [(number, atoms.quotient(-rest, slope))]
    return []


def replaced(atoms: Atoms, quotient: Quotient, number: int, value: Quotient) -> Quotient:
    """A quotient with one atom replaced by a quotient."""
    top, bottom = (_evaluated(atoms, p, number, value) for p in (quotient.numerator, quotient.denominator))
    return atoms.multiply(top, atoms.invert(bottom))


def _evaluated(atoms: Atoms, polynomial: fmpq_mpoly, number: int, value: Quotient) -> Quotient:
    powers: dict[int, dict[Sequence[int], object]] = {}
    for exponents, coefficient in polynomial.to_dict().items():
        rest = tuple(0 if i == number else e for i, e in enumerate(exponents))
        powers.setdefault(int(exponents[number]), {})[rest] = coefficient
    total = atoms.constant(0)
    for e, terms in powers.items():
        part = Quotient(atoms.context.from_dict(terms), atoms.one)
        total = atoms.add(total, atoms.multiply(part, atoms.power(value, e)))
    return total
