"""Sums of squares of polynomials by semidefinite programming, made exact.

A summand P sigma with sigma = b^T G b, G positive semidefinite, is linear in G; comparing coefficients with the target
gives exact affine equations, which `symdl.algebra.gram_matrices` solves.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

from flint import fmpq, fmpq_mpoly

from symdl.algebra.budget import Budget
from symdl.algebra.combination import Product, Question, Summand, summand
from symdl.algebra.gram_matrices import Gram, Row, Vector, has_solver, pruned, semidefinite
from symdl.algebra.monomials import Monomial, divides, times

_MOST_ENTRIES = 3200
_LARGEST_BASIS = 66


@dataclass(frozen=True, slots=True)
class Block:
    """The summands P * (b^T G b): one product, the basis b, and the normal forms of P b_i b_j for i <= j."""

    product: Product
    basis: tuple[fmpq_mpoly, ...]
    gram: Gram

    def polynomials(self) -> list[fmpq_mpoly]:
        """What is left of the basis."""
        return [self.polynomial(vector) for vector in self.gram.basis]

    def polynomial(self, vector: Vector) -> fmpq_mpoly:
        """The polynomial with these coordinates."""
        return sum((c * self.basis[i] for i, c in vector.items()), 0 * self.basis[0])


def block(question: Question, product: Product, monomials: Sequence[Monomial], budget: Budget) -> Block:
    """The block of one product with this basis; what an entry is depends on the product of its two monomials alone."""
    power = partial(_power, question)
    forms: dict[Monomial, Row] = {}
    entries: dict[tuple[int, int], Row] = {}
    for j, b in enumerate(monomials):
        budget.spend((j + 1) * (3 + len(product.polynomial) // 4))
        for i, a in enumerate(monomials[: j + 1]):
            m = times(a, b)
            if m not in forms:
                forms[m] = question.basis.normal_form(product.polynomial * power(m)).to_dict()
            entries[i, j] = forms[m]
    return Block(product, tuple(map(power, monomials)), Gram.of(len(monomials), entries))


def _power(question: Question, monomial: Monomial) -> fmpq_mpoly:
    return question.context.from_dict({monomial: fmpq(1)})


def combination_of_grams(question: Question, low: int, degree: int | None, budget: Budget) -> Iterator[list[Summand]]:
    """Proposals of summands, smallest relaxation first; none when no semidefinite solver is installed."""
    if not has_solver():
        return
    seen: set[tuple[tuple[tuple[int, ...], int], ...]] = set()
    for bound, most, is_boxed in _levels(question, low, degree):
        blocks = _relaxation(question, bound, most, is_boxed, budget)
        shape = tuple((b.product.factors, len(b.gram.basis)) for b in blocks)
        if blocks and shape not in seen and sum(len(b.gram.entries) for b in blocks) <= _MOST_ENTRIES:
            seen.add(shape)
            for found in semidefinite([b.gram for b in blocks], question.target.to_dict(), budget):
                yield [
                    summand(d * b.product.scale, b.polynomial(v), b.product.factors)
                    for b, squares in zip(blocks, found, strict=True)
                    for d, v in squares
                ]


# Relaxations


def _levels(question: Question, low: int, degree: int | None) -> Iterator[tuple[int, int, bool]]:
    """(degree, most factors, whether the basis is kept within the data's degrees in each variable)."""
    if question.is_free:
        if low % 2 == 0:
            yield low, 0, True
        return
    top = low + 2 if degree is None else degree
    for bound in range(low, top + 1):
        for most in (1, 2, 3) if question.nonneg else (0,):
            yield bound, most, True
            yield bound, most, False


def _relaxation(question: Question, degree: int, most: int, is_boxed: bool, budget: Budget) -> list[Block]:
    """Blocks for the products, split by sign symmetry, without basis elements that no solution can use."""
    products: dict[str, Product] = {}
    for product in question.products(degree, most, repeats=False):
        products.setdefault(str(product.polynomial), product)
    box = _box(question) if is_boxed else None
    parity = _Parity.of(question, list(products.values()))
    monomials = cache(lambda bound: [(m, parity.character(m)) for m in question.monomials(bound)])
    blocks = []
    size = 0
    for product in products.values():
        classes: dict[int, list[Monomial]] = {}
        room = (
            None if box is None else tuple((t - d) // 2 for d, t in zip(product.polynomial.degrees(), box, strict=True))
        )
        for m, character in monomials((degree - product.polynomial.total_degree()) // 2):
            if room is None or divides(m, room):
                classes.setdefault(character, []).append(m)
        for basis in classes.values():
            size += len(basis) ** 2
            if len(basis) > 3 * _LARGEST_BASIS or size > 6 * _MOST_ENTRIES:
                return []
            blocks.append(block(question, product, basis, budget))
    grams = pruned([b.gram for b in blocks], question.target.to_dict(), budget)
    blocks = [replace(b, gram=gram) for b, gram in zip(blocks, grams, strict=True) if gram.basis]
    return [] if any(len(b.gram.basis) > _LARGEST_BASIS for b in blocks) else blocks


def _box(question: Question) -> tuple[int, ...]:
    """The highest even degree in each variable that the target or a constraint has."""
    polynomials = [p for p in (question.target, *question.nonneg) if p]
    return tuple(max(d) + max(d) % 2 for d in zip(*(p.degrees() for p in polynomials), strict=True))


@dataclass(frozen=True, slots=True)
class _Parity:
    """Exponents modulo two and modulo those of the data: monomials of different characters need not be mixed."""

    echelon: tuple[int, ...]

    @classmethod
    def of(cls, question: Question, products: Sequence[Product]) -> "_Parity":
        exponents = [_bits(m) for p in (question.target, *(q.polynomial for q in products)) for m in p.monoms()]
        for p in question.basis.core:
            exponents += [_bits(m) ^ _bits(p.monomial(0)) for m in p.monoms()]
        echelon: list[int] = []
        for bits in exponents:
            for row in echelon:
                bits = min(bits, bits ^ row)
            if bits:
                echelon.append(bits)
        return cls(tuple(echelon))

    def character(self, monomial: Monomial) -> int:
        bits = _bits(monomial)
        for row in self.echelon:
            bits = min(bits, bits ^ row)
        return bits


def _bits(monomial: Monomial) -> int:
    return sum((e % 2) << i for i, e in enumerate(monomial))
