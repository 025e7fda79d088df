r"""The rank of a matrix mod p by elimination in blocks: almost all work is in products of floats, which are exact.

Columns are eliminated in panels. Of a panel with k pivots the multipliers L (k columns, unit lower triangular on top) are kept in the
place of columns already done, with the inverse of their top; the columns to the right become
A₁ ← L₁⁻¹A₁ for the pivot rows and A₂ ← A₂ − L₂A₁ for the others. Residues are floats, of which every integer below 2⁵³ is exact;
a panel of b columns adds less than b·p² to an entry, and entries are reduced only when their panel comes, or when they might grow too large.
Reference: Dumas, Giorgi, Pernet, Dense linear algebra over word-size prime fields, ACM TOMS 35 (2008).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from flint import nmod_mat
from numpy.typing import NDArray

Floats = NDArray[np.float64]
LIMIT = 2.0**53
NARROW, WIDE = 16, 96
"""Columns of a panel that is eliminated column by column, and of one whose multipliers are applied at once."""
QUIET = 250_000
"""Multiplications that BLAS does in one thread."""
ROWS = 8
"""Rows of a piece, where its columns are not all taken."""
SMALL = 200
"""Rows or columns up to which FLINT is faster, with the price of handing over each entry as an object."""


def rank_mod(matrix: NDArray[Any], p: int) -> int:
    """The rank of an integer matrix 0 ≤ A < p modulo a prime p."""
    if min(matrix.shape) <= SMALL or 2 * WIDE * p * p > LIMIT:
        return int(nmod_mat(*matrix.shape, matrix.ravel().tolist(), p).rank())
    return _Elimination(matrix, p).rank()


def _product(A: Floats, B: Floats) -> Floats:
    """A·B in pieces so small that BLAS does not wake a second thread: on a machine with other work, waiting for it costs more than it gains."""
    k, columns = max(1, len(B)), B.shape[1]
    width = min(columns, max(1, QUIET // (ROWS * k)))
    step = max(1, QUIET // (k * max(1, width)))
    count, found = len(A) // step, np.empty((len(A), columns))
    blocks, rest = A[: count * step].reshape(count, step, len(B)), A[count * step :]
    for j in range(0, columns, max(1, width)):
        piece = B[:, j : j + width]
        found[: count * step, j : j + width] = (blocks @ piece).reshape(count * step, piece.shape[1])
        found[count * step :, j : j + width] = rest @ piece
    return found


class _Elimination:
    """A matrix in the course of elimination; it is stored transposed, so that a column lies in one piece."""

    def __init__(self, matrix: NDArray[Any], p: int) -> None:
        self.A: Floats = np.ascontiguousarray(matrix.T, dtype=np.float64)
        self.p, self.columns, self.rows = p, *self.A.shape

    def rank(self) -> int:
        """Panel after panel; entries beyond the panel stay below ``bound``."""
        found, bound = 0, float(self.p)
        for start in range(0, self.columns, WIDE):
            stop = min(start + WIDE, self.columns)
            self._reduce(self.A[start:stop, found:])
            inverse, pivots = self._panel(start, stop, found)
            step = WIDE * float(self.p) ** 2
            if bound + step > LIMIT:
                self._reduce(self.A[stop:, found:])
                bound = float(self.p)
            bound += step
            self._apply(inverse, found, pivots, stop, self.columns)
            found += pivots
            if found == self.rows:
                break
        return found

    def _reduce(self, x: Floats) -> None:
        """x mod p for integers |x| < 2⁵³, in place: x/p is rounded by less than 1/p, so never past the next integer."""
        quotient = x / self.p
        np.floor(quotient, out=quotient)
        quotient *= self.p
        x -= quotient

    def _apply(self, inverse: Floats, found: int, pivots: int, start: int, stop: int) -> None:
        """The multipliers of pivots found, found + 1, … on some columns."""
        if not pivots or start >= stop:
            return
        A, middle = self.A[start:stop], found + pivots
        top = np.ascontiguousarray(A[:, found:middle])
        self._reduce(top)
        top = _product(top, inverse.T)
        self._reduce(top)
        A[:, middle:] -= _product(top, self.A[found:middle, middle:])

    def _panel(self, start: int, stop: int, found: int) -> tuple[Floats, int]:
        """The pivots of a wide panel, by narrow ones; the inverse of the top of their multipliers grows with them."""
        inverse, pivots = np.zeros((0, 0)), 0
        for low in range(start, stop, NARROW):
            high = min(low + NARROW, stop)
            corner, more = self._columns(low, high, found + pivots)
            self._apply(corner, found + pivots, more, high, stop)
            self._reduce(self.A[high:stop, found + pivots + more :])
            inverse = self._joined(inverse, corner, found, found + pivots)
            pivots += more
        return inverse, pivots

    def _joined(self, first: Floats, second: Floats, found: int, middle: int) -> Floats:
        """The inverse of [[L₁, 0], [M, L₂]]: below the diagonal it is −L₂⁻¹ M L₁⁻¹."""
        k, more = len(first), len(second)
        whole = np.zeros((k + more, k + more))
        whole[:k, :k], whole[k:, k:] = first, second
        if k and more:
            left = second @ self.A[found:middle, middle : middle + more].T
            self._reduce(left)
            below = -(left @ first)
            self._reduce(below)
            whole[k:, :k] = below
        return whole

    def _columns(self, start: int, stop: int, found: int) -> tuple[Floats, int]:
        """Column by column: earlier multipliers are applied, a pivot is looked for and scaled, the multipliers are stored."""
        A, p, pivots = self.A, self.p, 0
        inverse = np.eye(stop - start)
        for c in range(start, stop):
            column, at = A[c], found + pivots
            if at == self.rows:
                break
            if pivots:
                top = inverse[:pivots, :pivots] @ column[found:at]
                self._reduce(top)
                rest = column[at:] - np.einsum("i,ij", top, A[found:at, at:])
                self._reduce(rest)
            else:
                rest = column[at:].copy()
            place = int(rest.argmax())
            if not rest[place]:
                continue
            if place:
                A[:, [at, at + place]] = A[:, [at + place, at]]
                rest[0], rest[place] = rest[place], rest[0]
            rest *= pow(int(rest[0]), -1, p)
            self._reduce(rest)
            if pivots:
                row = -(A[found:at, at] @ inverse[:pivots, :pivots])
                self._reduce(row)
                inverse[pivots, :pivots] = row
            A[at, at:] = rest
            pivots += 1
        return inverse[:pivots, :pivots], pivots
