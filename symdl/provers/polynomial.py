"""Closing a goal by one identity: ideal membership, or a Positivstellensatz certificate.

The goal and the hypotheses are read as quotients of polynomials in atoms. For a goal a = b with value
v = a − b, cofactors with m·v = Σ cᵢ hᵢ are sought; for a ≤ b, weighted squares times products of hypotheses; for
`false`, a product of strictly positive hypotheses whose negative is such a sum (Krivine, Stengle).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations_with_replacement
from typing import Any

from flint import fmpq_mpoly

from symdl.algebra.budget import Budget, BudgetExceeded
from symdl.algebra.groebner import membership, radical_membership
from symdl.algebra.quotients import Atoms, Quotient, RingFullError, compressed
from symdl.algebra.squares import find_combination
from symdl.provers.state import Proof, State
from symdl.semantics.json import to_json
from symdl.semantics.substitution import size_symbols
from symdl.terms import operators as ops
from symdl.terms.errors import OutOfScopeError, SymdlError
from symdl.terms.relation import Relation, is_between_scalars, negation
from symdl.terms.term import number

Reference = int | list[int]

HIGHEST_DENOMINATOR = 4
"""Degree up to which the denominators of inequalities are brought to one."""


@dataclass(frozen=True, slots=True)
class Given:
    """A hypothesis as a quotient: value = 0, ≥ 0, > 0 or ≠ 0."""

    reference: Reference
    op: str
    value: Quotient


@dataclass(frozen=True, slots=True)
class Factor:
    """A polynomial that is ≥ 0, or > 0, because it is a product of hypotheses and squares.

    polynomial = scale · Π (values of the hypotheses) · Π squares².
    """

    polynomial: fmpq_mpoly
    hypotheses: tuple[int, ...]
    squares: tuple[fmpq_mpoly, ...]
    scale: Fraction


class System:
    """The scalar hypotheses of a state and its goal, in one ring."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.atoms = Atoms(budget=state.budget)
        capacity = 40
        while True:
            try:
                self.givens = list(self._givens())
                self.goal = self._goal()
                return
            except RingFullError:
                capacity *= 3
                if capacity > 1500:
                    raise
                self.atoms = Atoms(capacity, state.budget)

    def _goal(self) -> Quotient:
        goal = self.state.goal
        if goal.op == "false":
            return self.atoms.constant(0)
        if goal.op not in ("eq", "ne", "le", "lt"):
            raise OutOfScopeError(f"{goal!r} is no comparison of scalars")
        a, b = goal.args
        return self.atoms.difference(a, b) if goal.op in ("eq", "ne") else self.atoms.difference(b, a)

    def _givens(self) -> Iterator[Given]:
        for index, relation in enumerate(self.state.hypotheses):
            try:
                yield from self._read(index, relation)
            except (SymdlError, NotImplementedError):
                continue

    def _read(self, index: int, relation: Relation) -> Iterator[Given]:
        if relation.op not in ("eq", "ne", "le", "lt"):
            return
        a, b = relation.args
        if is_between_scalars(relation):
            value = self.atoms.difference(a, b) if relation.op == "eq" else self.atoms.difference(b, a)
            if (
                (value.numerator and not (value.numerator.is_constant() and relation.op != "eq"))
                or (value.numerator and _is_contradiction(relation.op, value))
                or (not value.numerator and relation.op in ("ne", "lt"))
            ):
                yield Given(index, relation.op, value)
        elif relation.op == "eq" and not size_symbols(relation):
            rows, columns = a.shape
            for i in range(int(rows)):
                for j in range(int(columns)):
                    value = self.atoms.difference(ops.entry(a, (i, j)), ops.entry(b, (i, j)))
                    if value.numerator:
                        yield Given([index, i, j], "eq", value)

    # signs ------------------------------------------------------------------------------------

    def factor(self, given: Given) -> Factor:
        """An inequality without its denominator: times what is known to be positive, or else times its square."""
        assert isinstance(given.reference, int)
        value = given.value
        if given.op == "ne":
            return Factor(
                value.numerator**2, (given.reference,), (value.denominator,) * (not value.is_polynomial), Fraction(1)
            )
        positive = None if value.is_polynomial else self._positive(value.denominator)
        if value.is_polynomial:
            return Factor(value.numerator, (given.reference,), (), Fraction(1))
        if positive is None:
            return Factor(value.numerator * value.denominator, (given.reference,), (value.denominator,), Fraction(1))
        references, scale = positive
        return Factor(value.numerator, (given.reference, *references), (), scale)

    def _positive(self, polynomial: fmpq_mpoly) -> tuple[list[int], Fraction] | None:
        """Hypotheses whose values multiply to a positive multiple of a polynomial, and what that multiple is divided by."""
        content, factors = polynomial.factor()
        references: list[int] = []
        for base, power in factors:
            for given in self.givens:
                if given.op == "lt" and given.value.is_polynomial and isinstance(given.reference, int):
                    ratio, rest = divmod(given.value.numerator, base)
                    if not rest and ratio.is_constant():
                        content /= ratio.leading_coefficient() ** power
                        references += [given.reference] * power
                        break
            else:
                return None
        return (references, Fraction(int(content.p), int(content.q))) if content > 0 else None

    # selection --------------------------------------------------------------------------------

    def relevant(self, seed: fmpq_mpoly) -> list[Given]:
        """The hypotheses that share atoms with the goal, directly or through others; all of them for `false`."""
        if self.state.goal.op == "false":
            return self.givens
        reached = self.atoms.atoms_of(seed)
        chosen: list[Given] = []
        rest = list(self.givens)
        while True:
            linked = [g for g in rest if self.atoms.atoms_of(g.value.numerator, g.value.denominator) & reached]
            if not linked:
                return sorted(chosen, key=lambda g: self.givens.index(g))
            chosen += linked
            rest = [g for g in rest if g not in linked]
            reached |= self.atoms.atoms_of(*(p for g in linked for p in (g.value.numerator, g.value.denominator)))

    # writing ----------------------------------------------------------------------------------

    def json(self, polynomial: fmpq_mpoly) -> Any:
        return to_json(self.atoms.to_term(polynomial.project_to_context(self.atoms.context)))

    def cofactor(self, polynomial: fmpq_mpoly, given: Given) -> list[Any]:
        """The cofactor of the hypothesis itself, when ``polynomial`` is that of its numerator."""
        whole = polynomial.project_to_context(self.atoms.context) * given.value.denominator
        return [self.json(whole), given.reference]

    def multipliers(self, strict: bool) -> Iterator[tuple[list[int], fmpq_mpoly]]:
        """Products of hypotheses that clear the goal's denominator, then also those of the equations."""
        goal = self.goal.denominator
        whole = goal
        for given in self.givens:
            if given.op == "eq" and not given.value.is_polynomial:
                whole = divmod(whole * given.value.denominator, whole.gcd(given.value.denominator))[0]
        widest = whole
        for given in self.givens if strict else []:
            if (
                given.op in ("le", "lt")
                and not given.value.is_polynomial
                and widest.total_degree() <= HIGHEST_DENOMINATOR
            ):
                widest = divmod(widest * given.value.denominator, widest.gcd(given.value.denominator))[0]
        for denominator in dict.fromkeys(map(str, (goal, whole, widest))):
            denominator = {str(p): p for p in (goal, whole, widest)}[denominator]
            found = self.multiplier(denominator, strict)
            if found is not None:
                yield found

    def multiplier(self, denominator: fmpq_mpoly, strict: bool) -> tuple[list[int], fmpq_mpoly] | None:
        """Hypotheses whose product is divisible by a polynomial, and that product; with ``strict`` as a positive number."""
        product, chosen = self.atoms.one, list[int]()
        for _ in range(12):
            missing = divmod(denominator, denominator.gcd(product))[0]
            if missing.is_constant():
                return chosen, product
            for given in self.givens:
                if given.op not in ("lt", "ne") or not given.value.is_polynomial or isinstance(given.reference, list):
                    continue
                if not given.value.numerator.gcd(missing).is_constant():
                    factor = given.value.numerator
                    product *= factor**2 if strict and given.op == "ne" else factor
                    chosen.append(given.reference)
                    break
            else:
                return None
        return None


def _is_contradiction(op: str, value: Quotient) -> bool:
    constant = value.constant()
    return constant is not None and (constant < 0 if op in ("le", "lt") else op == "eq")


def close(state: State, *, effort: Budget) -> Proof | None:
    """A proof of an atomic scalar goal, or of `false`, by one identity; None when none is found."""
    goal = state.goal
    if goal.op not in ("eq", "le", "lt", "ne", "false") or not (goal.op == "false" or is_between_scalars(goal)):
        return None
    try:
        return _close(System(state), effort)
    except (BudgetExceeded, RingFullError, SymdlError, NotImplementedError):
        state.budget.spend(0)
        return None


def _close(system: System, effort: Budget) -> Proof | None:
    op = system.state.goal.op
    if op == "eq":
        return _equation(system, effort) or _by_contradiction(system, effort)
    if op == "le" or op == "lt":
        return _inequality(system, effort) or _by_contradiction(system, effort)
    if op == "ne":
        return _nonzero_product(system) or _by_contradiction(system, effort)
    return _contradiction(system, effort)


def _equation(system: System, effort: Budget) -> Proof | None:
    for references, product in system.multipliers(strict=False):
        target = divmod(product * system.goal.numerator, system.goal.denominator)[0]
        givens = [g for g in system.relevant(target) if g.op == "eq"]
        (small, *equations), _ = compressed([target, *(g.value.numerator for g in givens)])
        cofactors = membership(small, equations, effort) if target else [small] * len(givens)
        if cofactors is not None:
            rows = [system.cofactor(c, g) for c, g in zip(cofactors, givens, strict=True) if c]
            return _with_multiplier({"rule": "combination", "cofactors": rows}, references)
    return None


def _nonzero_product(system: System) -> Proof | None:
    """a ≠ b because a − b divides a product of what is known to be nonzero: were it 0, that product would be."""
    found = system.multiplier(system.goal.numerator, strict=True) if system.goal.numerator else None
    if found is None:
        return None
    references, product = found
    quotient = divmod(product, system.goal.numerator)[0] * system.goal.denominator
    summand = {"coefficient": "1", "hypotheses": references}
    cofactor = [system.json(-quotient), len(system.state.hypotheses)]
    return {"rule": "suppose", "then": {"rule": "combination", "summands": [summand], "cofactors": [cofactor]}}


def _with_multiplier(proof: Proof, references: Sequence[int]) -> Proof:
    if references:
        proof["multiplier"] = {"coefficient": "1", "hypotheses": list(references)}
    return proof


def _summand(system: System, coefficient: Fraction, square: fmpq_mpoly, factors: Sequence[Factor]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    squares = [] if square.is_one() else [system.json(square)]
    references: list[int] = []
    for factor in factors:
        coefficient *= factor.scale
        squares += map(system.json, factor.squares)
        references += factor.hypotheses
    row["coefficient"] = str(number(coefficient).data)  # or beyond what can be written down
    if squares:
        row["squares"] = squares
    if references:
        row["hypotheses"] = references
    return row


def _search(
    system: System, target: fmpq_mpoly, givens: Sequence[Given], effort: Budget
) -> tuple[list[Any], list[Any]] | None:
    """Summands and cofactors whose sum is ``target``."""
    factors = [system.factor(g) for g in givens if g.op in ("le", "lt")]
    equations = [g for g in givens if g.op == "eq"]
    polynomials = [target, *(f.polynomial for f in factors), *(g.value.numerator for g in equations)]
    small, _ = compressed(polynomials)
    found = find_combination(small[0], small[1 : 1 + len(factors)], small[1 + len(factors) :], effort)
    if found is None:
        return None
    cofactors = [system.cofactor(c, g) for c, g in zip(found.cofactors, equations, strict=True) if c]
    rows = [_summand(system, s.coefficient, s.square, [factors[i] for i in s.factors]) for s in found.summands]
    return rows, cofactors


def _inequality(system: System, effort: Budget) -> Proof | None:
    for references, product in system.multipliers(strict=True):
        target = divmod(product * system.goal.numerator, system.goal.denominator)[0]
        pair = _search(system, target, system.relevant(target), effort)
        if pair is None:
            continue
        summands, cofactors = pair
        if system.state.goal.op != "lt" or any(_is_strict(system.state, row) for row in summands):
            return _with_multiplier({"rule": "combination", "summands": summands, "cofactors": cofactors}, references)
    return None


def _is_strict(state: State, row: Any) -> bool:
    return "squares" not in row and all(state.hypotheses[k].op in ("lt", "ne") for k in row.get("hypotheses", []))


def _by_contradiction(system: System, effort: Budget) -> Proof | None:
    from symdl.terms.relation import FALSE

    state = system.state
    proof = close(state.having(negation(state.goal)).towards(FALSE), effort=effort)
    return None if proof is None else {"rule": "suppose", "then": proof}


def _contradiction(system: System, effort: Budget) -> Proof | None:
    equations = [g for g in system.givens if g.op == "eq"]
    constants = _constant_contradiction(system)
    if constants is not None:
        return constants
    for strict in _strict_products(system):
        effort.spend(1)
        value, factors = system.atoms.one, [system.factor(given) for given in strict]
        for factor in factors:
            value *= factor.polynomial
        head = _summand(system, Fraction(1), system.atoms.one, factors)
        if "squares" in head:
            continue
        if all(given.op == "ne" for given in strict):
            membered = _radical(system, value, equations, effort, head)
            if membered is not None:
                return membered
        pair = _search(system, -value, system.givens, effort)
        if pair is not None:
            summands, cofactors = pair
            return {"rule": "combination", "summands": [head, *summands], "cofactors": cofactors}
    return None


def _constant_contradiction(system: System) -> Proof | None:
    """A hypothesis that reads 0 < 0 or 0 ≠ 0 closes the goal at once."""
    for given in system.givens:
        if given.op in ("ne", "lt") and not given.value.numerator:
            return {"rule": "combination", "summands": [{"coefficient": "1", "hypotheses": [given.reference]}]}
    return None


def _radical(
    system: System, value: fmpq_mpoly, equations: Sequence[Given], effort: Budget, head: dict[str, Any]
) -> Proof | None:
    """1 or a power of the ≠-hypotheses in the ideal."""
    if not equations:
        return None
    (small, *zeros), _ = compressed([value, *(g.value.numerator for g in equations)])
    rows = head.get("hypotheses", [])
    found = radical_membership(small, zeros, effort, highest=2) if rows else _unit(small, zeros, effort)
    if found is None:
        return None
    k, cofactors = found
    head = {**head, "hypotheses": rows * k} if rows else head
    negated = [system.cofactor(-c, g) for c, g in zip(cofactors, equations, strict=True) if c]
    return {"rule": "combination", "summands": [head], "cofactors": negated}


def _unit(one: fmpq_mpoly, zeros: Sequence[fmpq_mpoly], effort: Budget) -> tuple[int, list[fmpq_mpoly]] | None:
    cofactors = membership(one, zeros, effort)
    return None if cofactors is None else (1, cofactors)


def _strict_products(system: System) -> Iterator[tuple[Given, ...]]:
    """Products that are strictly positive, shortest first: 1, one hypothesis, two of them."""
    yield ()
    strict = [g for g in system.givens if g.op in ("lt", "ne") and g.value.numerator]
    strict = [g for g in reversed(strict) if not isinstance(g.reference, list)]
    for count in (1, 2):
        if count == 2 and len(strict) > 6:
            return
        yield from combinations_with_replacement(strict, count) if count == 1 else _pairs(strict)


def _pairs(strict: Sequence[Given]) -> Iterator[tuple[Given, ...]]:
    return (pair for pair in combinations_with_replacement(strict, 2))
