"""Sums of squares by semidefinite programming, made exact.

A summand P sigma with sigma = b^T G b, G positive semidefinite, is linear in G; comparing coefficients with the target
gives exact affine equations.  A float solver proposes G.  When G can be positive definite, a rounded point of the exact
affine space still is.  When it cannot, all solutions share null vectors: these are made rational, the basis b is
restricted to what they leave, and the search starts again there (facial reduction).
(Peyrl and Parrilo 2008; Kaltofen, Li, Yang and Zhi 2012; Permenter and Parrilo 2018.)
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

from flint import fmpq, fmpq_mat, fmpq_mpoly

from symdl.algebra.budget import Budget
from symdl.algebra.combination import Product, Question, Summand, summand
from symdl.algebra.definite import sum_of_squares
from symdl.algebra.monomials import Monomial

if TYPE_CHECKING:
    from symdl.algebra.float_semidefinite import Point

_DENOMINATORS = (1, 2, 3, 4, 6, 12, 24, 60, 120, 720, 5040, 10**5, 10**7, 10**10, 10**13)
_MOST_ENTRIES = 3200
_LARGEST_BASIS = 66
_DEEPEST = 6
# Margins of a float solution: below _EMPTY there is none, above _SURE it may be rounded, above _LOOSE it must succeed.
_EMPTY, _SURE, _LOOSE = -1e-5, 1e-7, 1e-4


@dataclass(frozen=True, slots=True)
class Block:
    """The summands P * (b^T G b): one product, the basis b, and the normal forms of P b_i b_j for i <= j."""

    product: Product
    basis: tuple[fmpq_mpoly, ...]
    entries: dict[tuple[int, int], dict[Monomial, fmpq]]

    def restricted(self, kept: Sequence[int]) -> "Block":
        """The block on part of its basis."""
        entries = {(i, j): self.entries[a, b] for j, b in enumerate(kept) for i, a in enumerate(kept[: j + 1])}
        return Block(self.product, tuple(self.basis[k] for k in kept), entries)


def block(question: Question, product: Product, basis: Sequence[fmpq_mpoly], budget: Budget) -> Block:
    """The block of one product with this basis."""
    entries = {}
    for j, b in enumerate(basis):
        multiple = product.polynomial * b
        for i in range(j + 1):
            budget.spend(3 + len(multiple) * len(basis[i]) // 4)
            entries[i, j] = question.basis.normal_form(multiple * basis[i]).to_dict()
    return Block(product, tuple(basis), entries)


def combination_of_grams(question: Question, low: int, degree: int | None, budget: Budget) -> Iterator[list[Summand]]:
    """Proposals of summands, smallest relaxation first; none when no semidefinite solver is installed."""
    if find_spec("clarabel") is None:
        return
    seen: set[tuple[tuple[tuple[int, ...], int], ...]] = set()
    for bound, most, is_boxed in _levels(question, low, degree):
        blocks = _relaxation(question, bound, most, is_boxed, budget)
        shape = tuple((b.product.factors, len(b.basis)) for b in blocks)
        if blocks and shape not in seen and sum(len(b.entries) for b in blocks) <= _MOST_ENTRIES:
            seen.add(shape)
            yield from _search(question, blocks, _DEEPEST, budget)


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
    blocks = []
    size = 0
    for product in products.values():
        classes: dict[int, list[fmpq_mpoly]] = {}
        for m in question.monomials((degree - product.polynomial.total_degree()) // 2):
            if box is None or all(
                2 * e + d <= top for e, d, top in zip(m, product.polynomial.degrees(), box, strict=True)
            ):
                classes.setdefault(parity.character(m), []).append(question.context.from_dict({m: fmpq(1)}))
        for basis in classes.values():
            size += len(basis) ** 2
            if len(basis) > 3 * _LARGEST_BASIS or size > 6 * _MOST_ENTRIES:
                return []
            blocks.append(block(question, product, basis, budget))
    blocks = _pruned(question, blocks, budget)
    return [] if any(len(b.basis) > _LARGEST_BASIS for b in blocks) else blocks


def _box(question: Question) -> tuple[int, ...]:
    """The highest even degree in each variable that the target or a constraint has."""
    polynomials = [p for p in (question.target, *question.nonneg) if p]
    return tuple(max(d) + max(d) % 2 for d in zip(*(p.degrees() for p in polynomials), strict=True))


def _pruned(question: Question, blocks: list[Block], budget: Budget) -> list[Block]:
    """Drops basis elements whose diagonal entry is forced to zero; this cuts to half the Newton polytope and more.

    A monomial outside the target that occurs only in diagonal entries, always with one sign, forces them to zero.
    """
    target = question.target.to_dict()
    while True:
        budget.spend(1 + sum(len(b.entries) for b in blocks) // 2)
        diagonal: dict[Monomial, list[tuple[int, int]]] = {}
        signs: dict[Monomial, int] = {}
        for k, b in enumerate(blocks):
            for (i, j), entry in b.entries.items():
                for monomial, value in entry.items():
                    signs[monomial] = signs.get(monomial, 0) | (3 if i != j else 1 if value > 0 else 2)
                    if i == j and monomial not in target:
                        diagonal.setdefault(monomial, []).append((k, i))
        dead = {place for monomial, places in diagonal.items() if signs[monomial] != 3 for place in places}
        if not dead:
            return [b for b in blocks if b.basis]
        blocks = [b.restricted([i for i in range(len(b.basis)) if (k, i) not in dead]) for k, b in enumerate(blocks)]


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


# Search


def _search(question: Question, blocks: list[Block], depth: int, budget: Budget) -> Iterator[list[Summand]]:
    """Solves on these blocks; where no positive definite solution exists, goes on to a face."""
    from symdl.algebra import float_semidefinite as floats

    space = _AffineSpace.of(question, blocks, budget)
    if space is None:
        return
    if not space.free:
        yield from _exact(blocks, space, [], budget)
        return
    sizes = [len(b.basis) for b in blocks]
    budget.spend(3000 + sum((n * (n + 1) // 2) ** 2 for n in sizes))
    point = floats.most_definite(space.columns, space.target, space.places, sizes, budget.seconds)
    if point is None or point.margin < _EMPTY:
        return
    if point.margin > _SURE:
        yield from _rounded(blocks, space, point, budget)
    if depth and point.margin < _LOOSE:
        for vectors in floats.null_spaces(point.grams):
            face = [_face(question, b, v, budget) for b, v in zip(blocks, vectors, strict=True)]
            smaller = [b for b in face if b.basis]
            if sum(len(b.basis) for b in smaller) < sum(sizes):
                yield from _search(question, smaller, depth - 1, budget)
    if 0 < point.margin <= _SURE:
        yield from _rounded(blocks, space, point, budget)


def _face(question: Question, b: Block, null: Sequence[tuple[int, dict[int, fmpq]]], budget: Budget) -> Block:
    """The block on the polynomials m_f - sum_p R[p, f] m_p, for null vectors e_p + sum_f R[p, f] e_f."""
    if not null:
        return b
    pivots = {p for p, _ in null}
    basis = []
    for f in range(len(b.basis)):
        if f not in pivots:
            basis.append(
                b.basis[f] - sum((row[f] * b.basis[p] for p, row in null if f in row), question.context.constant(0))
            )
    return block(question, b.product, basis, budget)


def _rounded(blocks: list[Block], space: "_AffineSpace", point: "Point", budget: Budget) -> Iterator[list[Summand]]:
    """Exact solutions near a float one, small denominators first."""
    values = [point.grams[k][i][j] for k, i, j in (space.places[c] for c in space.free)]
    for denominator in _DENOMINATORS:
        free = [fmpq(round(v * denominator), denominator) for v in values]
        found = next(_exact(blocks, space, free, budget), None)
        if found is not None:
            yield found
            return


def _exact(blocks: list[Block], space: "_AffineSpace", free: list[fmpq], budget: Budget) -> Iterator[list[Summand]]:
    """The summands at one point of the affine space, when it is positive semidefinite."""
    summands = []
    for b, G in zip(blocks, space.grams(free, [len(b.basis) for b in blocks]), strict=True):
        budget.spend(2 + len(b.basis) ** 3 // 6)
        squares = sum_of_squares(fmpq_mat(G))
        if squares is None:
            return
        for d, v in squares:
            square = sum((c * m for c, m in zip(v, b.basis, strict=True) if c), 0 * b.basis[0])
            summands.append(summand(d * b.product.scale, square, b.product.factors))
    yield summands


@dataclass(frozen=True, slots=True)
class _AffineSpace:
    """The Gram entries whose blocks sum to the target: pivots as affine functions of the free entries.

    Attributes:
        places: (block, row, column) of each unknown, diagonal ones first.
        columns: coefficients of each unknown, an off-diagonal one counted twice.
        rows: (pivot, constant, {free position: coefficient}); pivot = constant - sum coefficient * free.
    """

    places: list[tuple[int, int, int]]
    columns: list[dict[Monomial, fmpq]]
    target: dict[Monomial, fmpq]
    free: list[int]
    rows: list[tuple[int, fmpq, dict[int, fmpq]]]

    @classmethod
    def of(cls, question: Question, blocks: Sequence[Block], budget: Budget) -> "_AffineSpace | None":
        places = [(k, i, j) for k, b in enumerate(blocks) for i, j in b.entries]
        places.sort(key=lambda place: place[1] != place[2])
        columns = []
        for k, i, j in places:
            entry = blocks[k].entries[i, j]
            columns.append(entry if i == j else {m: 2 * v for m, v in entry.items()})
        target = question.target.to_dict()
        index: dict[Monomial, int] = {}
        for column in columns:
            for monomial in column:
                index.setdefault(monomial, len(index))
        if not target.keys() <= index.keys():
            return None
        width = len(columns) + 1
        budget.spend(10 + len(index) * width // 4)
        entries = [fmpq(0)] * (len(index) * width)
        for j, column in enumerate(columns):
            for monomial, value in column.items():
                entries[index[monomial] * width + j] = value
        for monomial, value in target.items():
            entries[index[monomial] * width + width - 1] = value
        reduced, rank = fmpq_mat(len(index), width, entries).rref()
        return cls._from_echelon(reduced, rank, places, columns, target)

    @classmethod
    def _from_echelon(
        cls,
        reduced: fmpq_mat,
        rank: int,
        places: list[tuple[int, int, int]],
        columns: list[dict[Monomial, fmpq]],
        target: dict[Monomial, fmpq],
    ) -> "_AffineSpace | None":
        last = len(columns)
        sparse = []
        for i in range(rank):
            row = {j: value for j in range(last + 1) if (value := reduced[i, j])}
            sparse.append((min(row), row))
        if any(pivot == last for pivot, _ in sparse):
            return None
        pivots = {pivot for pivot, _ in sparse}
        free = [j for j in range(last) if j not in pivots]
        position = {j: k for k, j in enumerate(free)}
        rows = [
            (pivot, row.get(last, fmpq(0)), {position[j]: v for j, v in row.items() if j in position})
            for pivot, row in sparse
        ]
        return cls(places, columns, target, free, rows)

    def grams(self, free: Sequence[fmpq], sizes: Sequence[int]) -> list[list[list[fmpq]]]:
        """The Gram matrices at the point with these free entries."""
        values = dict(zip(self.free, free, strict=True))
        for pivot, constant, row in self.rows:
            values[pivot] = constant - sum((v * free[k] for k, v in row.items() if free[k]), fmpq(0))
        matrices = [[[fmpq(0)] * n for _ in range(n)] for n in sizes]
        for c, (k, i, j) in enumerate(self.places):
            matrices[k][i][j] = matrices[k][j][i] = values[c]
        return matrices
