"""The generic rank of a matrix of polynomials, from both sides.

Below: a minor that is not 0 modulo p at an integer point. Above: the size, a product with few columns between its factors,
or vectors of the kernel over ℚ(w).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from flint import nmod_mat

from symdl.algebra.budget import Budget
from symdl.algebra.degrees import degree_bound
from symdl.algebra.polynomial_kernel import kernel
from symdl.algebra.polynomial_matrix import RANGE, Kernel, PolynomialMatrix
from symdl.semantics.json import to_json
from symdl.terms import operators as ops
from symdl.terms.term import Term

PRIME = 33_554_393
Witness = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Bounds:
    """Bounds below and above with their witnesses.

    ``failure`` bounds the chance that the rank seen is too small, given a minor of the true size that is not 0 modulo p.
    """

    below: int
    above: int
    lower: Witness
    upper: Witness
    failure: float = 1.0


def matrix_bounds(term: Term, *, budget: Budget, seed: int = 0) -> Bounds:
    """Bounds for the generic rank of a matrix term."""
    matrix, draw = PolynomialMatrix(term, budget), Random(seed)
    if not matrix.rows or not matrix.columns:
        empty = {"modulus": 2, "values": matrix.values_by_name([0] * len(matrix.variables)), "rows": [], "columns": []}
        return Bounds(0, 0, empty, {"by": "size"}, 0.0)
    below, lower = max((_minor(matrix, matrix.random_point(draw)) for _ in range(2)), key=lambda found: found[0])
    size = min(matrix.rows, matrix.columns)
    above, upper = (size, {"by": "size"}) if below == size else _above(matrix, lower, draw, size)
    return Bounds(below, above, lower, upper, _failure(matrix, below))


def _failure(matrix: PolynomialMatrix, rank: int) -> float:
    """Schwartz–Zippel: a minor of degree at most D vanishes at a random point of a box with 2·RANGE + 1 values a side."""
    degree = degree_bound(matrix.term)
    return min(1.0, (rank + 1) * degree / (2 * RANGE + 1)) ** 2


def _minor(matrix: PolynomialMatrix, point: Sequence[int]) -> tuple[int, Witness]:
    """The rank at a point, and a minor of this size that is not 0 modulo p."""
    table = [[_residue(x) for x in row] for row in matrix.at(point).tolist()]
    columns = _pivots(table)
    rows = _pivots([[row[j] for row in table] for j in columns]) if columns else []
    values = matrix.values_by_name(point)
    return len(columns), {"modulus": PRIME, "values": values, "rows": rows, "columns": columns}


def _residue(x: Any) -> int:
    return int(x.p) * pow(int(x.q), -1, PRIME) % PRIME


def _pivots(table: Sequence[Sequence[int]]) -> list[int]:
    echelon, rank = nmod_mat(len(table), len(table[0]), [x for row in table for x in row], PRIME).rref()
    return [next(j for j in range(len(table[0])) if int(echelon[i, j])) for i in range(rank)]


def _above(matrix: PolynomialMatrix, lower: Witness, draw: Random, size: int) -> tuple[int, Witness]:
    """A bound that meets the rank seen, if there is a witness for it; else the size."""
    rows, columns = lower["rows"], lower["columns"]
    rank = len(columns)
    product = _product(matrix.term, rank)
    if product is not None:
        return rank, product
    if matrix.rows == matrix.columns == rank + 1 and rank % 2 == 0 and _is_skew(matrix, draw):
        return rank, {"by": "skew"}
    found = kernel(matrix, (rows, columns), draw)
    if found is None:
        return size, {"by": "size"}
    side, where, vectors = found
    return rank, _kernel_witness(where, vectors, side, draw)


def _is_skew(matrix: PolynomialMatrix, draw: Random) -> bool:
    """Whether M = −Mᵀ at a random point."""
    table = matrix.at(matrix.random_point(draw))
    return bool(table == -table.transpose())


def _product(term: Term, rank: int) -> Witness | None:
    """A matrix product that passes through a space of this dimension."""
    if term.op == "matmul":
        for k in range(1, len(term.args)):
            if term.args[k].shape[0] == rank:
                factors = [ops.matmul(*part) if len(part) > 1 else part[0] for part in (term.args[:k], term.args[k:])]
                return {"by": "product", "factors": list(map(to_json, factors))}
    return None


def _kernel_witness(matrix: PolynomialMatrix, found: Kernel, side: str, draw: Random) -> Witness:
    vectors = matrix.vectors(found)
    point = matrix.random_point(draw)
    values = matrix.values_by_name(point)
    form = vectors if side == "right" else ops.transpose(vectors)
    return {"by": "kernel", "side": side, "vectors": to_json(form), "modulus": PRIME, "values": values}
