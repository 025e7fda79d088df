"""The identity that certifies nonnegativity, and the question it answers.

    target = sum_j coefficient_j square_j^2 prod_{i in factors_j} nonneg_i + sum_i cofactor_i equality_i

With positive rational coefficients it shows target >= 0 wherever every nonneg_i >= 0 and every equality_i = 0.
(Krivine 1964, Stengle 1974; Schmüdgen 1991 and Putinar 1993 say when such identities exist.)
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import gcd, lcm

from flint import fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from symdl.algebra.budget import Budget, BudgetExceeded
from symdl.algebra.groebner import TrackedBasis, completion, membership, start_basis
from symdl.algebra.monomials import Monomial, divides, monomials_of_degree

_MOST_PRODUCTS = 600


@dataclass(frozen=True, slots=True)
class Summand:
    """coefficient * square**2 * prod(nonneg[i] for i in factors), coefficient > 0; factors may repeat."""

    coefficient: Fraction
    square: fmpq_mpoly
    factors: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Combination:
    """A certificate: the summands, and one cofactor for each equality."""

    summands: tuple[Summand, ...]
    cofactors: tuple[fmpq_mpoly, ...]


@dataclass(frozen=True, slots=True)
class Product:
    """scale * prod(nonneg[i] for i in factors), a primitive integer polynomial modulo the equalities."""

    factors: tuple[int, ...]
    polynomial: fmpq_mpoly
    scale: fmpq


@dataclass(frozen=True, slots=True)
class Question:
    """Is the target such a combination?  All polynomials are in one degrevlex context.

    Attributes:
        target: in normal form modulo the basis.
        nonneg: in normal form.
        basis: of the equalities, and of each nonneg[i] whose negative is also assumed to be nonnegative.
        opposites: (i, j, c) for these: nonneg[j] = -c nonneg[i] modulo the equalities, c > 0.
        variables: indices of the variables that occur in normal forms.
    """

    context: fmpq_mpoly_ctx
    target: fmpq_mpoly
    nonneg: tuple[fmpq_mpoly, ...]
    basis: TrackedBasis
    opposites: tuple[tuple[int, int, fmpq], ...]
    variables: tuple[int, ...]

    @property
    def is_free(self) -> bool:
        """Neither constraints nor equalities matter."""
        return not self.nonneg and not self.basis.core

    def about(self, target: fmpq_mpoly) -> "Question":
        """The same question for another target."""
        return replace(self, target=self.basis.normal_form(target))

    def products(self, degree: int, most: int, *, repeats: bool) -> list[Product]:
        """Products of at most `most` constraints with total degree at most `degree`, fewest factors first.

        A number of factors that would give more than a few hundred products is left out, and all larger ones.
        """
        found = [Product((), self.context.constant(1), fmpq(1))]
        layer = found
        for _ in range(most):
            layer = [
                primitive(
                    (*product.factors, i), self.basis.normal_form(product.polynomial * self.nonneg[i]), product.scale
                )
                for product in layer
                for i in range(product.factors[-1] + (not repeats) if product.factors else 0, len(self.nonneg))
                if self._may_multiply(product, i, degree)
            ]
            layer = [product for product in layer if product.polynomial]
            if not layer or len(found) + len(layer) > _MOST_PRODUCTS:
                break
            found = found + layer
        return found

    def _may_multiply(self, product: Product, i: int, degree: int) -> bool:
        n = self.nonneg[i]
        return not n.is_constant() and product.polynomial.total_degree() + n.total_degree() <= degree

    def monomials(self, degree: int) -> Iterator[Monomial]:
        """Standard monomials in the variables that occur, by degree."""
        leads = [p.monomial(0) for p in self.basis.core]
        for bound in range(degree + 1):
            for exponents in monomials_of_degree(len(self.variables), bound):
                full = [0] * self.context.nvars()
                for x, e in zip(self.variables, exponents, strict=True):
                    full[x] = e
                if not any(divides(lead, tuple(full)) for lead in leads):
                    yield tuple(full)


def ask(target: fmpq_mpoly, nonneg: Sequence[fmpq_mpoly], equalities: Sequence[fmpq_mpoly], budget: Budget) -> Question:
    """The question in normal form; a basis that costs more than a third of the budget stays partial."""
    context = fmpq_mpoly_ctx.get(target.context().names(), "degrevlex")
    target, *rest = [p.project_to_context(context) for p in (target, *nonneg, *equalities)]
    constraints, zeros = rest[: len(nonneg)], rest[len(nonneg) :]
    basis = _basis(zeros, budget, context)
    opposites = _opposites([basis.normal_form(n) for n in constraints])
    if opposites:
        basis = _basis([*zeros, *(constraints[i] for i, _, _ in opposites)], budget, context)
    reduced = tuple(basis.normal_form(n) for n in constraints)
    target = basis.normal_form(target)
    used = [any(d) for d in zip(*(p.degrees() for p in (target, *reduced, *basis.core) if p), strict=True)]
    return Question(context, target, reduced, basis, opposites, tuple(x for x, is_used in enumerate(used) if is_used))


def _basis(zeros: Sequence[fmpq_mpoly], budget: Budget, context: fmpq_mpoly_ctx) -> TrackedBasis:
    basis = start_basis(zeros, budget, context)
    try:
        for _ in completion(basis, budget.part(1 / 3)):
            pass
    except BudgetExceeded:
        budget.spend(0)
    return basis


def _opposites(nonneg: Sequence[fmpq_mpoly]) -> tuple[tuple[int, int, fmpq], ...]:
    pairs = []
    for j, n in enumerate(nonneg):
        for i, m in enumerate(nonneg[:j]):
            if n and m and len(n) == len(m) and n.monomial(0) == m.monomial(0):
                c = -n.leading_coefficient() / m.leading_coefficient()
                if c > 0 and n + c * m == 0:
                    pairs.append((i, j, c))
                    break
    return tuple(pairs)


def answer(
    question: Question,
    summands: Sequence[Summand],
    target: fmpq_mpoly,
    nonneg: Sequence[fmpq_mpoly],
    equalities: Sequence[fmpq_mpoly],
    budget: Budget,
) -> Combination | None:
    """The combination with its cofactors in the caller's context, expanded and compared; None when they do not exist."""
    context = target.context()
    summands = [replace(s, square=s.square.project_to_context(context)) for s in summands]
    difference = target - expand(summands, nonneg, context)
    remainder, found = question.basis.reduce(difference.project_to_context(question.context), budget=budget)
    if remainder:
        return None
    cofactors: list[fmpq_mpoly] | None = [c.project_to_context(context) for c in found]
    if question.opposites:
        for (i, j, c), cofactor in zip(question.opposites, found[len(equalities) :], strict=True):
            summands += _as_summands(cofactor.project_to_context(context), i, j, c)
        cofactors = membership(target - expand(summands, nonneg, context), equalities, budget)
    if cofactors is None:
        return None
    combination = Combination(tuple(summands), tuple(cofactors))
    return combination if is_identity(combination, target, nonneg, equalities) else None


def is_identity(
    combination: Combination, target: fmpq_mpoly, nonneg: Sequence[fmpq_mpoly], equalities: Sequence[fmpq_mpoly]
) -> bool:
    """Whether the combination expands to the target, with positive coefficients."""
    total = expand(combination.summands, nonneg, target.context())
    for cofactor, equality in zip(combination.cofactors, equalities, strict=True):
        total += cofactor * equality
    return bool(total == target) and all(s.coefficient > 0 for s in combination.summands)


def expand(summands: Sequence[Summand], nonneg: Sequence[fmpq_mpoly], context: fmpq_mpoly_ctx) -> fmpq_mpoly:
    """The sum of the summands."""
    total = context.constant(0)
    for s in summands:
        term = s.square**2 * fmpq(s.coefficient.numerator, s.coefficient.denominator)
        for i in s.factors:
            term *= nonneg[i]
        total += term
    return total


def _as_summands(cofactor: fmpq_mpoly, i: int, j: int, c: fmpq) -> list[Summand]:
    """cofactor * nonneg[i] by squares, where nonneg[j] = -c nonneg[i]."""
    if not cofactor:
        return []
    if cofactor.is_constant():
        value = cofactor.leading_coefficient()
        one = cofactor.context().constant(1)
        return [summand(value, one, (i,)) if value > 0 else summand(-value / c, one, (j,))]
    return [summand(fmpq(1, 4), cofactor + 1, (i,)), summand(1 / (4 * c), cofactor - 1, (j,))]


def summand(coefficient: fmpq, square: fmpq_mpoly, factors: tuple[int, ...]) -> Summand:
    """The summand with its square made a primitive integer polynomial."""
    size = content(square)
    value = coefficient * size**2
    return Summand(Fraction(int(value.p), int(value.q)), square / size, tuple(sorted(factors)))


def primitive(factors: tuple[int, ...], p: fmpq_mpoly, scale: fmpq) -> Product:
    """The product with its polynomial made primitive; its scale grows by what was divided out."""
    size = content(p) if p else fmpq(1)
    return Product(factors, p / size, scale / size)


def content(p: fmpq_mpoly) -> fmpq:
    """The positive number that makes p / content a primitive integer polynomial."""
    coefficients = p.coeffs()
    return fmpq(gcd(*(int(c.p) for c in coefficients)), lcm(*(int(c.q) for c in coefficients)))
