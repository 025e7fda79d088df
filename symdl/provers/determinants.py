"""Which facts take a determinant apart: of products, inverses, blocks and updates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from symdl.algebra.quotients import Atoms
from symdl.provers.state import State, known
from symdl.provers.uses import Use, of_kind
from symdl.terms import operators as ops
from symdl.terms.blocks import block, table_of
from symdl.terms.relation import equal, less_than, pd, unequal
from symdl.terms.shapes import is_scalar
from symdl.terms.term import Term


def determinants(state: State, ring: Atoms, atoms: Sequence[Term]) -> Iterator[Use]:
    """0 < det A for A ≻ 0; det AB = det A det B, for a product of square matrices cut anywhere."""
    for term in of_kind(atoms, "det"):
        if pd(term.args[0]) in state.hypotheses:
            yield Use("pd_det", term.args, (pd(term.args[0]),), less_than(0, term))
        factors = term.args[0].args if term.args[0].op == "matmul" else ()
        for cut in range(1, len(factors)):
            a, b = ops.matmul(*factors[:cut]), ops.matmul(*factors[cut:])
            if a.shape == b.shape:
                yield Use("det_product", (a, b), (), equal(term, ops.det(a) * ops.det(b)))
        if term.args[0].op == "transpose":
            (turned,) = term.args[0].args
            yield Use("det_transpose", (turned,), (), equal(term, ops.det(turned)))
        if term.args[0].op == "inverse":
            yield from _of_inverse(term)
        yield from _exchanged(term)
        yield from _of_blocks(state, term.args[0])
        yield from updated_determinant(state, term)
    for relation in state.hypotheses if of_kind(atoms, "det") else ():
        if relation.op == "eq" and relation.args[0].shape[0] == relation.args[0].shape[1] != 1:
            yield _same_determinant(*relation.args)


def _of_inverse(term: Term) -> Iterator[Use]:
    """det A det A⁻¹ = det(A A⁻¹) = 1."""
    inverse = term.args[0]
    (a,) = inverse.args
    yield Use("det_product", (a, inverse), (), equal(ops.det(a @ inverse), ops.det(a) * term))
    yield _same_determinant(a @ inverse, ops.identity(a.shape[0]))


def _of_blocks(state: State, matrix: Term) -> Iterator[Use]:
    """A determinant of blocks by a corner of zeros, or by a block that is known to be invertible."""
    for a, b, c, d in _quarters(matrix):
        if c.op == "zeros" or b.op == "zeros":
            name, corner = ("det_upper", b) if c.op == "zeros" else ("det_lower", c)
            yield Use(name, (a, corner, d), (), equal(ops.det(block([[a, b], [c, d]])), ops.det(a) * ops.det(d)))
        else:
            known_pivots = ((pivot, use) for pivot, _, use in _schur(a, b, c, d))
            yield from (u for p, u in known_pivots if {unequal(ops.det(p), 0), pd(p)} & {*state.hypotheses})


def schur_complements(matrix: Term) -> Iterator[tuple[Term, Term, Use]]:
    """The blocks P that a matrix of blocks can be divided by, with D − C P⁻¹B, and det M = det P det(D − C P⁻¹B)."""
    for quarters in _quarters(matrix):
        yield from _schur(*quarters)


def _schur(a: Term, b: Term, c: Term, d: Term) -> Iterator[tuple[Term, Term, Use]]:
    whole = ops.det(block([[a, b], [c, d]]))
    for name, pivot, left, right, last in (("det_schur", a, c, b, d), ("det_schur_last", d, b, c, a)):
        if pivot.op != "zeros":
            schur = last - left @ ops.inverse(pivot) @ right
            conclusion = equal(whole, ops.det(pivot) * ops.det(schur))
            yield pivot, schur, Use(name, (a, b, c, d), (unequal(ops.det(pivot), 0),), conclusion)


def _quarters(matrix: Term) -> Iterator[tuple[Term, Term, Term, Term]]:
    """A matrix of blocks cut into four, with square ones on the diagonal."""
    table = table_of(matrix) if matrix.op == "block" else []
    for row, column in product(range(1, len(table)), range(1, len(table[0]) if table else 0)):
        a, b, c, d = (
            block([line[side] for line in lines])
            for lines in (table[:row], table[row:])
            for side in (slice(column), slice(column, None))
        )
        if a.shape[0] == a.shape[1] and d.shape[0] == d.shape[1]:
            yield a, b, c, d


def _same_determinant(a: Term, b: Term) -> Use:
    """det A = det B for A = B, and 1 for A = I."""
    if b.op == "identity" or a.op == "identity":
        inner = a if b.op == "identity" else b
        return Use("det_identity", (inner,), (equal(inner, ops.identity(inner.shape[0])),), equal(ops.det(inner), 1))
    return Use("congruence", (ops.det(a), ops.det(b)), (equal(a, b),), equal(ops.det(a), ops.det(b)))


def _exchanged(term: Term) -> Iterator[Use]:
    """det(I + A B) = det(I + B A), where the product may be cut anywhere."""
    (inside,) = term.args
    unit, product = inside.args if inside.op == "add" and len(inside.args) == 2 else (inside, inside)
    if product.op == "identity":
        unit, product = product, unit
    factors = product.args[:-1] if product.op == "mul" else ()
    product = product.args[-1] if factors else product
    if unit.op != "identity" or product.op != "matmul":
        return
    for cut in range(1, len(product.args)):
        a, b = ops.matmul(*product.args[:cut]), ops.matmul(*product.args[cut:])
        for factor in factors:
            a = ops.scale(factor, a)
        other = ops.identity(b.shape[0]) + b @ a if not is_scalar((b.shape[0], a.shape[1])) else 1 + b @ a
        yield Use("det_exchange", (a, b), (), equal(term, ops.det(other)))


def updated_determinant(state: State, term: Term) -> Iterator[Use]:
    """det(A + U V) = det(A (I + A⁻¹U V)) = det A det(I + A⁻¹U V) where A is known to be invertible."""
    (whole,) = term.args
    for k, part in enumerate(whole.args if whole.op == "add" else ()):
        core = part.args[-1] if part.op == "mul" else part
        rest = ops.add(*whole.args[:k], *whole.args[k + 1 :])
        if (
            core.op != "matmul"
            or core.args[0].shape[1] == whole.shape[0]
            or not known(state, unequal(ops.det(rest), 0))
        ):
            continue
        factor = ops.identity(whole.shape[0]) + ops.inverse(rest) @ part
        yield _same_determinant(whole, rest @ factor)
        yield Use("det_product", (rest, factor), (), equal(ops.det(rest @ factor), ops.det(rest) * ops.det(factor)))
        yield from _exchanged(ops.det(factor))
